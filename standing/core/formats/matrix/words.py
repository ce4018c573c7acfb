"""The words of cells in competence spreadsheets. They are compared whole, in small letters (`plain`)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from standing.core.formats.matrix.model import Meaning

_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff\ufe0e\ufe0f]")
_SPACES = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def tidy(text: str) -> str:
    """A text with plain single spaces and without signs that cannot be seen; its letters as they are."""
    return _SPACES.sub(" ", _INVISIBLE.sub("", text.replace("\u00a0", " "))).strip()


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A text to compare by: small letters, plain signs, single spaces."""
    return tidy(unicodedata.normalize("NFKC", text)).lower().replace("’", "'").replace("‘", "'")


# Beside a date, its meaning.
BESIDE: tuple[tuple[Meaning, str], ...] = (
    (
        Meaning.BOOKED,
        "re ?booked(?: (?:for|on|in))?|booked(?: (?:for|on|in|onto))?|booking|(?:scheduled|planned)(?: for)?|attending",
    ),
    (
        Meaning.DUE,
        (
            "(?:(?:refresher |renewal |training )?(?:over)?due(?: (?:by|on|date|from))?|needed by|required by"
            "|to be done by|to do by)"
        ),
    ),
    (
        Meaning.EXPIRES,
        (
            "(?:exp(?:iry|ires?|ired|iring|iration)?(?: (?:date|on|in|end))?|ex|valid (?:until|till|to)"
            "|(?:good )?(?:until|till)|renew(?:al)?(?: (?:by|date|on))?|lapse[sd](?: on)?|runs out(?: on)?)"
        ),
    ),
    (
        Meaning.DONE,
        (
            "(?:(?:date )?(?:done|completed?|comp|passed|pass|attended|achieved|taken|trained|awarded|undertaken"
            "|signed off|cert(?:ificate)? dated|obtained|gained)(?: (?:on|date))?)"
        ),
    ),
)
# Beside a date, words that change nothing.
HARMLESS = (
    "on ?line|e ?learning|face to face|f2f|class ?room|virtual(?:ly)?|via|(?:ms )?teams|zoom|refresher|update|in person"
    "|cert(?:ificate)?(?: seen)?|on|date|dated|(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
)
# A cell without a date.
STATES: dict[str, Meaning] = {
    **dict.fromkeys(
        (
            *(
                "✓",
                "✔",
                "☑",
                "√",
                "✅",
                "🗸",
                "yes",
                "y",
                "current",
                "passed",
                "pass",
                "compliant",
                "complete",
                "completed",
            ),
            *(
                "done",
                "in date",
                "indate",
                "valid",
                "achieved",
                "attended",
                "competent",
                "met",
                "trained",
                "up to date",
            ),
            *("held", "certified", "true", "yes - current", "fully compliant", "signed off", "ticked"),
        ),
        Meaning.HELD,
    ),
    **dict.fromkeys(
        (
            "n/a",
            "na",
            "n.a",
            "n.a.",
            "n\\a",
            "not applicable",
            "not required",
            "not needed",
            "exempt",
            "not req'd",
            "n / a",
        ),
        Meaning.NOT_APPLICABLE,
    ),
    **dict.fromkeys(
        ("booked", "re-booked", "rebooked", "scheduled", "planned", "booked on", "booked in"), Meaning.BOOKED
    ),
    **dict.fromkeys(
        (
            *(
                "due",
                "overdue",
                "refresher due",
                "renewal due",
                "to do",
                "todo",
                "to be done",
                "required",
                "needs doing",
            ),
            *(
                "needed",
                "needs booking",
                "to book",
                "to be booked",
                "due soon",
                "to complete",
                "needs refresher",
            ),
        ),
        Meaning.DUE,
    ),
    **dict.fromkeys(
        (
            *(
                "no",
                "n",
                "never",
                "not done",
                "not held",
                "not yet",
                "not completed",
                "incomplete",
                "not complete",
                "none",
            ),
            *(
                "expired",
                "lapsed",
                "out of date",
                "failed",
                "fail",
                "did not attend",
                "dna",
                "non compliant",
                "false",
            ),
            *(
                "non-compliant",
                "not compliant",
                "noncompliant",
                "not met",
                "not competent",
                "not trained",
                "outstanding",
            ),
            *("not attended", "not passed", "not started", "exp", "never done", "not current"),
        ),
        Meaning.NOT_HELD,
    ),
    **dict.fromkeys(("-", "–", "—", "--", "---", "_", ".", "..", "/", "\\"), Meaning.NOTHING),
}
# Marks that one person means so and the next otherwise: asked for the column.
MARKS = frozenset(
    (
        *(
            "x",
            "xx",
            "✗",
            "✘",
            "✕",
            "✖",
            "×",
            "☒",
            "❌",
            "❎",
            "☓",
            "•",
            "●",
            "■",
            "o",
            "0",
            "1",
            "2",
            "p",
            "a",
            "c",
            "b",
        ),
        *(
            "ü",
            "û",
            "t",
            "r",
            "g",
            "f",
            "d",
            "e",
            "m",
            "h",
            "green",
            "amber",
            "red",
            "yellow",
            "partial",
            "part",
        ),
    )
)
# Words that say that it is not known: always for a person to mend.
UNSURE = frozenset(
    (
        *(
            "tbc",
            "tba",
            "tbd",
            "unknown",
            "not known",
            "not sure",
            "unsure",
            "check",
            "to check",
            "to be confirmed",
        ),
        *(
            "see notes",
            "see note",
            "see comments",
            "ask",
            "pending",
            "awaiting",
            "awaiting date",
            "awaiting certificate",
        ),
    )
)
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february", "febuary"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
