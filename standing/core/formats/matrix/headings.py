"""The words of headings in competence spreadsheets, and of rows that are no people.

They are compared whole: "Course name" is not "name".
"""

from __future__ import annotations

import re
from functools import lru_cache

from standing.core.formats.matrix.model import Field, Means
from standing.core.formats.matrix.words import plain, tidy


@lru_cache(maxsize=8192)
def heading(text: str) -> str:
    """A heading to compare by: words only."""
    return " ".join(re.findall(r"[\w%#&']+", plain(text).replace("_", " ")))


def _any(*alternatives: str) -> str:
    """A pattern that takes any of the alternatives."""
    return f"(?:{'|'.join(alternatives)})"


_WHO = "(?:staff|employee|emp|person|personnel|payroll|learner|delegate|colleague)"
_DATES = "(?: on)?(?: dates?)?(?: .*)?"
_FIELDS: tuple[tuple[Field, str], ...] = (
    (
        Field.NUMBER,
        _any(
            f"(?:{_WHO}|assignment|esr|pay|unique|uid)s?(?: member)?(?: (?:no|num|number|id|ref|reference|code|#))+",
            "payroll|id|uid|employee identifier|esr|assignment",
        ),
    ),
    (Field.FORENAME, "fore ?names?|first ?names?|given names?|christian name|known as"),
    (Field.SURNAME, "sur ?names?|last ?names?|family names?"),
    (
        Field.NAME,
        _any(
            "(?:full |staff )?names?|members? of staff|who",
            f"(?:{_WHO}|team member|staff member|participant|attendee|candidate)s?(?: full)?(?: names?)?",
            f"name of {_WHO}|surname (?:and |& )?(?:first|fore) ?name|name surname (?:first|fore) ?name",
        ),
    ),
    (Field.EMAIL, "(?:work |nhs )?e ?mails?(?: address)?"),
    (Field.UNIT, "(?:home )?(?:ward|team|unit)(?: (?:or )?(?:ward|team|unit|name))?"),
    (
        Field.UNIT,
        "department|dept|service|area|location|base|site|organi[sz]ation|org|directorate|service line",
    ),
    (
        Field.ROLE,
        "role|job title|job role|job|post(?: title)?|position(?: title)?|designation|staff group|profession",
    ),
)
# The name of courses. Where several columns could name them, a competence or a course by its name does first.
_COURSE = (
    "(?:course|training|competenc[ey]|module|subject|requirement|learning|certificat(?:e|ion)|skill|topic|programme|"
    "qualification|standard)s?(?: (?:name|title|course|description|subject|item|requirement|code))*"
)
_COURSE_FIRST = "(?:competenc[ey]|course|module|subject)(?: (?:name|title))+|course|competenc[ey]|training"
_SAYS: tuple[tuple[Means, str], ...] = (
    (
        Means.EXPIRES,
        "(?:.* )?"
        + _any(
            "exp|expiry|expires|expire|expiration|expiring|valid (?:until|to|till)|renew(?:al)?(?: by| due)?",
            "next due|due|refresher due|re ?fresh(?: by)?|until|runs out|review(?: due)?|end date|good until",
        )
        + _DATES,
    ),
    (
        Means.STATE,
        (
            "(?:compliance |current |training |competenc[ey] |rag )?"
            "(?:status|state|rag|outcome|result|compliant|compliance|in date|current|complete y n|met)(?: y n)?"
        ),
    ),
    (
        Means.DONE,
        "(?:.* )?"
        + _any(
            "done|complet(?:ed|ion)|attended|achieved|awarded|passed|taken|obtained|issued?|trained|undertaken|last",
            "signed(?: off)?|date of training|training date|course date|valid from|gained",
        )
        + _DATES,
    ),
)
# Under the name of a course: which of its columns it is.
_SUB_HEADING = _any(
    "dates?|done|completed?|completion|attended|achieved|passed|last(?: done)?|trained|taken",
    "exp|expiry|expires(?: on)?|due|next due|renewal|renew|renew by|valid until|valid to|status|rag|state",
    "date (?:done|completed|attended|achieved|passed|taken|expires|due|of expiry)|compliant|y n",
    "(?:completion|completed|expiry|attended|training|course|renewal|issue|start|end|due) date",
)
# Headings of columns that say nothing of a course.
_NOT_A_COURSE = _any(
    "(?:pay )?band|grade|(?:line )?manager(?: name)?|supervisor|mentor|assessor|shift|initials|gender|sex|age",
    r"(?:start|join(?:ed|ing)?|commence\w*) date|date (?:started|joined|of joining|of birth|commenced)",
    r"started|joined|start|d\.?o\.?b|d o b|birth ?day|contract(?:ed)?(?: type| hours)?|wte|fte|hours|hrs",
    "comments?|notes?|remarks?|further information|additional (?:info|information)|title|employment status",
    "totals?|(?:total |overall )?compliance|% ?.*|.* %|percent(?:age)?|score|average|count|gaps|outstanding",
    "phone|tel(?:ephone)?|mobile(?: number)?|ni number|nmc(?: pin| number)?|nmc expiry|registration(?: number)?",
    "last updated(?: by| on)?|updated(?: by| on)?|vpd|essential|min(?:imum)? requirement|competenc[ey] level|level",
    "description|cost|provider|trainer|venue|duration|ref|reference|no|#|s n|row|line|source|evidence|method",
    "frequency|renewal period|validity|required|mandatory|category|type|division|cost centre|leaver|staff status",
    "absence",
)
_FIELD_PATTERNS = tuple((each, re.compile(pattern)) for each, pattern in _FIELDS)
_SAYS_PATTERNS = tuple((means, re.compile(pattern)) for means, pattern in _SAYS)


@lru_cache(maxsize=8192)
def field_of(text: str) -> Field | None:
    """What a heading says its column tells of the person, or None."""
    words = heading(text)
    return next((each for each, pattern in _FIELD_PATTERNS if pattern.fullmatch(words)), None)


@lru_cache(maxsize=8192)
def says(text: str) -> Means | None:
    """What a heading's own words say that a date under it means, or None."""
    words = heading(text)
    return next((means for means, pattern in _SAYS_PATTERNS if pattern.fullmatch(words)), None)


def names_courses(text: str) -> int:
    """How surely a heading stands over the names of courses: 2, 1, or 0 for not at all."""
    words = heading(text)
    return 2 if re.fullmatch(_COURSE_FIRST, words) else int(bool(re.fullmatch(_COURSE, words)))


def is_sub_heading(text: str) -> bool:
    """Whether a heading says which of a course's columns it is ("Expiry"), not which course."""
    return bool(re.fullmatch(_SUB_HEADING, heading(text)))


def stem_of(text: str) -> tuple[str, str]:
    """A heading such as "ILS expiry date" in two: the course, and which of its columns it is (empty: not said)."""
    words = tidy(text).split(" ")
    for count in (3, 2, 1):
        end = " ".join(words[-count:]).strip("()[]-–:/ ")
        if len(words) > count and is_sub_heading(end):
            return " ".join(words[:-count]).rstrip("([-–:/ "), end
    return tidy(text), ""


def is_not_a_course(text: str) -> bool:
    """Whether a heading is a known one that says nothing of a course ("Band")."""
    return bool(re.fullmatch(_NOT_A_COURSE, heading(text)))


# -- rows that are no people ------------------------------------------------------------------------------------------

# Words that begin rows of totals. Those of the second kind can also be somebody's name (Sum, Count).
_TOTAL = _any(
    "(?:grand |sub ?|overall |ward |team |unit |service )?(?:totals?|averages?)(?: .*)?",
    "(?:overall |ward |team |unit |service )?complian(?:ce|t)(?: .*)?",
    "(?:no|number|num|percent|percentage|#) of .*|% ?.*",
)
_MAYBE_TOTAL = _any(
    "(?:mean|count|sum|min|max)(?: .*)?|overall|in date|out of date|expired|target|trained|percentage"
)
_KEY = r"(?:key|legend|colou?r (?:key|code)s?)\s*[:\-–—]?"
# Words that begin remarks. All of them can be somebody's name as well (Page, Green).
_NOTE = _any(
    "notes?|n b|nb|please .*|last updated.*|updated .*|as at .*|as of .*|printed .*|completed by.*|prepared by.*",
    "source.*|guidance.*|instructions?.*|version .*|page .*|end of .*|signed.*",
    "(?:key|legend|colou?r (?:key|code))s? .*",
    "(?:light |dark )?(?:green|amber|red|yellow|orange|blue|gr[ae]y|white|purple|pink)(?: .*)?",
)
_NOBODY = _any(
    "vacan(?:t|cy)(?: .*)?|tb[ca]|new starter|agency|bank|n a|spare",
    "post (?:held|frozen)|to be (?:recruited|appointed)",
)


def is_total(text: str) -> bool:
    """Whether a row that begins so adds others up."""
    return bool(re.fullmatch(_TOTAL, heading(text))) or text.startswith("%")


def may_be_total(text: str) -> bool:
    """Whether a row that begins so may add others up; or it may be somebody's name."""
    return bool(re.fullmatch(_MAYBE_TOTAL, heading(text)))


def is_note(text: str) -> bool:
    """Whether a row that begins so may be a remark or part of a key; or it may be somebody's name."""
    return bool(re.fullmatch(_NOTE, heading(text))) or text.startswith("*")


def begins_key(text: str) -> bool:
    """Whether a key to colours and signs begins here."""
    return bool(re.fullmatch(_KEY, plain(text)))


def is_nobody(text: str) -> bool:
    """Whether a name stands for nobody yet ("Vacancy")."""
    return bool(re.fullmatch(_NOBODY, heading(text)))
