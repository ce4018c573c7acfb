"""A job description with its person specification, made from a version of a profile and from nothing else.

What a profile does not say (pay, hours, duties that no standard describes) is a place for the organisation to fill in:
nothing is invented. Titles of standards stand as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from standing.core.documents.model import Document, Kind, Paragraph, Row, Section, Table, Trace
from standing.core.documents.profile import Decided, HowDecided, Line, Version
from standing.core.documents.words import duty, in_sentence, listed, needed_by, where_it_applies

DUTIES = "Main duties"
ESSENTIAL = "Essential"
DESIRABLE = "Desirable"
NO_DAY = "No day"
ANNEX = "Annex: where each claim comes from"
OTHER_FUNCTIONS = "Other duties of the role"

PLACES = (
    ("band", "Pay band"),
    ("hours", "Hours and pattern of work"),
    ("base", "Place of work"),
    ("contract", "Kind of contract"),
    ("reports", "Responsible to"),
    ("manages", "Responsible for"),
)
"""What a job description says and no profile does."""

OWNER_ALONE = (
    "The owner of the profile decided alone. People who use services and their carers took no part, so this is not "
    "called co-produced."
)
NOT_THESE_LINES = (
    "People took part in deciding about this version, but the record of it is not about just these lines, so this is "
    "not called co-produced."
)
NOT_DECIDED = "This is a draft. It has not been decided, and nobody is asked for what it says."


def job_description(version: Version) -> Document:
    """The job description and person specification of a version."""
    sections = (
        _about(version),
        _purpose(version),
        *_duties(version),
        _beyond(),
        *_person_specification(version),
        _how_decided(version),
    )
    return Document(
        title=f"Job description and person specification: {version.profile}",
        subtitle=subtitle(version),
        version=version.name,
        sections=(*sections, _annex(version, sections)),
    )


def subtitle(version: Version) -> str:
    """What a document says under its title: what it rests on, and that it is a draft if it is."""
    draft = "Draft, not to be used. " if version.is_draft else ""
    return f"{draft}From the role profile {version.code}, version {version.number} ({version.state})."


def _about(version: Version) -> Section:
    rows = (
        Row("about:role", ("Role", version.profile)),
        Row(
            "about:profile",
            ("Role profile", f"{version.code}, version {version.number} ({version.state})"),
        ),
        *(Row(f"about:{key}", (name, ""), is_place=True) for key, name in PLACES),
    )
    return Section("About this post", 1, (Table("Details of the post", ("What", "In this post"), rows),))


def _purpose(version: Version) -> Section:
    said = (
        Paragraph(Kind.WORDS, "purpose", version.purpose.strip())
        if version.purpose.strip()
        else Paragraph(Kind.PLACE, "purpose", "what this role is for. The profile does not say it yet.")
    )
    return Section("Purpose of the role", 1, (said,))


def _duties(version: Version) -> Iterator[Section]:
    """The essential lines by function. A function that no line stands under is no duty: it is said to be missing."""
    essential = [line for line in version.lines if line.is_essential]
    bare = [words for words in version.functions if not any(line.function == words for line in essential)]
    lead = "Each duty ends with the code and edition of the standard that describes it."
    missing = [
        Paragraph(
            Kind.PLACE,
            f"function:{words}",
            f"“{words}” is a function of this role, and no essential line of the profile says what it asks for.",
        )
        for words in bare
    ]
    top = Paragraph(Kind.WORDS, "duties:lead", lead if essential else "The profile has no essential line.")
    yield Section(DUTIES, 1, (top, *missing))
    done = 0
    for function in (*version.functions, ""):
        lines = [line for line in essential if line.function == function]
        if lines:
            title = function or (OTHER_FUNCTIONS if version.functions else "What the role asks for")
            yield Section(title, 2, tuple(_claims(version, lines, done)), part=DUTIES)
            done += len(lines)


def _claims(version: Version, lines: list[Line], done: int) -> Iterator[Paragraph]:
    """The duties of one function: those asked for one by one, then those of which some are asked for."""
    number = done
    for group in ("", *(group.name for group in version.groups)):
        of_group = [line for line in lines if line.group == group]
        if group and of_group:
            words = _asks_some(version, group) + _some_here(version, group, len(of_group))
            yield Paragraph(Kind.LEAD, f"group:{group}:{of_group[0].function}", f"{words}:")
        for line in of_group:
            number += 1
            yield Paragraph(Kind.CLAIM, f"duty:{line.key}", duty(line), Trace.of(line), number)
            yield from values(line)


def _asks_some(version: Version, name: str) -> str:
    group = next(group for group in version.groups if group.name == name)
    return f"At least {group.at_least} of the {_size(version, name)} of “{name}”"


def _some_here(version: Version, name: str, here: int) -> str:
    """How many of a group stand here, where others stand under other functions: it does not ask for all of these."""
    return (
        "" if here == _size(version, name) else f", {here} of which {'stands' if here == 1 else 'stand'} here"
    )


def _size(version: Version, name: str) -> int:
    return sum(line.group == name for line in version.lines)


def values(line: Line) -> Iterator[Paragraph]:
    """What matters to people about a line, beside it."""
    for number, value in enumerate(line.values, 1):
        words = f"What matters to {in_sentence(value.who)}: “{value.words}”"
        yield Paragraph(Kind.VALUE, f"value:{line.key}:{number}", words, Trace.of(line))


def _beyond() -> Section:
    beyond = "duties of this post that no standard describes, or “none”."
    return Section("Duties outside the standards", 1, (Paragraph(Kind.PLACE, "beyond", beyond),))


def _person_specification(version: Version) -> Iterator[Section]:
    lead = (
        "Essential is what everyone in the role meets by the time that is named, counted from joining. Desirable is "
        "hoped for, and asked of nobody."
    )
    yield Section("Person specification", 1, (Paragraph(Kind.WORDS, "person:lead", lead),))
    yield Section(
        ESSENTIAL,
        2,
        tuple(_asked_for(ESSENTIAL, version, [line for line in version.lines if line.is_essential])),
        part=f"Person specification, {ESSENTIAL.lower()}",
    )
    desirable = [line for line in version.lines if not line.is_essential]
    yield Section(
        DESIRABLE,
        2,
        (
            *_asked_for(DESIRABLE, version, desirable),
            *(value for line in desirable for value in values(line)),
        ),
        part=f"Person specification, {DESIRABLE.lower()}",
    )
    rest = "qualifications, registration and experience: no standard says them."
    yield Section("Qualifications and experience", 2, (Paragraph(Kind.PLACE, "person:qualifications", rest),))


def _asked_for(need: str, version: Version, lines: list[Line]) -> Iterator[Paragraph | Table]:
    if not lines:
        yield Paragraph(Kind.WORDS, f"person:{need.lower()}:none", f"Nothing is {need.lower()}.")
        return
    rows = tuple(
        Row(
            f"person:{line.key}",
            (
                str(number),
                _title(line),
                _by_when(line),
                where_it_applies(line),
            ),
            Trace.of(line),
        )
        for number, line in enumerate(lines, 1)
    )
    head = ("Number", "What is asked for", "Needed by", "Where, and how")
    yield Table(f"{need}: what is asked for", head, rows, of_claims=True)
    yield from (
        Paragraph(
            Kind.WORDS,
            f"person:group:{group.name}:{need.lower()}",
            f"{_asks_some(version, group.name)}.",
        )
        for group in version.groups
        if any(line.group == group.name for line in lines)
    )


def _by_when(line: Line) -> str:
    """By when a line is needed; no day for what is asked of nobody."""
    return needed_by(line.needed_by_days) if line.is_essential else NO_DAY


def _title(line: Line) -> str:
    return f"{line.title} (of “{line.group}”)" if line.group else line.title


def _how_decided(version: Version) -> Section:
    return Section("How this was decided", 1, tuple(decided(version.decided, is_draft=version.is_draft)))


def decided(told: Decided, *, is_draft: bool) -> Iterator[Paragraph]:
    """How a version was decided, paragraph by paragraph."""
    if is_draft and told.how is HowDecided.BY_OWNER:
        yield Paragraph(Kind.WORDS, "decided", NOT_DECIDED)
        return
    yield Paragraph(Kind.WORDS, "decided", _how(told))
    if told.who:
        yield Paragraph(
            Kind.WORDS, "decided:who", f"Who took part: {listed([in_sentence(who) for who in told.who])}."
        )
    yield from _points("decided:changed", "What changed because of it:", told.changed_because)
    yield from _points("decided:not-taken", "What was not taken, and why:", told.not_taken)


def _how(told: Decided) -> str:
    if told.words.strip():
        return told.words.strip()
    if told.how is HowDecided.BY_OWNER:
        return OWNER_ALONE
    if told.how is HowDecided.CO_PRODUCED:
        return "Co-produced: people who use services and carers took part from the start."
    return "Consulted: people were asked after it had been drafted. It is not called co-produced."


def _points(key: str, lead: str, items: Iterable[str]) -> Iterator[Paragraph]:
    for number, words in enumerate(items):
        if number == 0:
            yield Paragraph(Kind.LEAD, key, lead)
        yield Paragraph(Kind.POINT, f"{key}:{number + 1}", words)


def _annex(version: Version, sections: Iterable[Section]) -> Section:
    """By line: its standard, edition and source, and every claim that comes of it."""
    made = Document("-", "-", "-", tuple(sections))
    claims: dict[str, list[str]] = {}
    for claim in made.claims():
        claims.setdefault(claim.trace.line, []).append(claim.place)
    rows = tuple(
        Row(
            f"annex:{line.key}",
            (
                str(line.number),
                f"{line.code}: {line.title}",
                "Local" if line.is_local else line.edition,
                line.source,
                "; ".join(dict.fromkeys(claims[line.key])),
            ),
        )
        for line in version.lines
        if line.key in claims
    )
    head = ("Line", "Standard", "Edition", "Source of its title", "Claims that come of it")
    if not rows:
        return Section(ANNEX, 1, (Paragraph(Kind.WORDS, "annex:lead", "The profile has no line yet."),))
    words = f"Lines are those of {version.name}. Every claim above comes of one of them."
    return Section(
        ANNEX, 1, (Paragraph(Kind.WORDS, "annex:lead", words), Table("Claims by line", head, rows))
    )
