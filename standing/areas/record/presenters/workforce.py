"""The pages of people and their work."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from standing.areas.people.models import Person
from standing.areas.people.roles import Ability
from standing.areas.record.models import (
    Absence,
    Assignment,
    Claim,
    Membership,
    PeriodFact,
    Restriction,
    Suspension,
)
from standing.areas.record.presenters.links import actions_cell
from standing.areas.record.presenters.standing import standard_words
from standing.areas.record.selectors.people import Place
from standing.areas.record.selectors.workforce import WithinReach, WorkOfPerson
from standing.site.components.lists import Cell, Table
from standing.site.dates import short_day


@dataclass(frozen=True)
class Section:
    """One part of a person's work: its table, what it is, and the link that adds to it, if the account may."""

    title: str
    words: str
    table: Table
    add: tuple[str, str] | None = None


def people_table(people: Iterable[Person], places: dict[str, list[Place]], reach: WithinReach) -> Table:
    """The people of a list: who, staff number, where they work today, and what of them can be opened."""
    rows = [
        (
            Cell(person.name, href=_href("person", person) if person.pk in reach.records else ""),
            Cell(person.ref, narrow=True),
            "; ".join(f"{place.title}, {place.unit.name}" for place in places.get(person.ref, ()))
            or "No post today",
            actions_cell(
                [("Change", _href("work", person))] if person.pk in reach.work else [],
                f"where and when {person.name} works",
            ),
        )
        for person in people
    ]
    return Table(
        name="people",
        caption="People",
        head=("Name", "Staff number", "Post today", "Work"),
        rows=rows,
        stack=True,
        hide_caption=True,
        empty="Nobody among those you can see has these words in their name or staff number.",
    )


def links_of_people(abilities: Collection[Ability]) -> list[tuple[str, str]]:
    """What can be done with several people at once, as (text, address)."""
    rows = (
        (Ability.ADD_STARTERS, "Add starters from a list", "record:starters"),
        (Ability.MANAGE_PEOPLE, "Move people from a list", "record:movers"),
        (Ability.END_ACCESS, "Record leavers from a list", "record:leavers"),
        (Ability.MERGE_RECORDS, "Two records of one person", "record:merges"),
    )
    return [(text, reverse(name)) for ability, text, name in rows if ability in abilities]


def links_of_person(work: WorkOfPerson, abilities: Collection[Ability]) -> list[tuple[str, str]]:
    """What can be done with somebody beside the parts of their work, as (text, address)."""
    found = []
    if Ability.MANAGE_PEOPLE in work.may:
        found.append(("Record that they leave", _href("leave", work.person)))
    if Ability.MERGE_RECORDS in abilities and not work.own:
        found.append(("Merge another record into this one", _href("merge", work.person)))
    return found


def sections(work: WorkOfPerson, today: date) -> list[Section]:
    """The parts of a person's work that the account may see."""
    found = [_posts(work, today)]
    if work.own or Ability.MANAGE_PEOPLE in work.may:
        found += [_absences(work, today), _populations(work, today)]
    if work.own or Ability.SUSPEND in work.may:
        found.append(_suspensions(work, today))
    if work.own or Ability.RESTRICT in work.may:
        found.append(_restrictions(work, today))
    if Ability.OPEN_CLAIM in work.may:
        found.append(_claims(work))
    return found


def _posts(work: WorkOfPerson, today: date) -> Section:
    may = Ability.MANAGE_PEOPLE in work.may

    def row(fact: Assignment) -> tuple[Cell | str, ...]:
        links = [("Move", "move"), ("End", "end_assignment")] if may and _open(fact, today) else []
        if may:
            links += [("Let it go on", "reopen_assignment")] if fact.to_on is not None else []
            links += [("Take back", "take_back_assignment")]
        title = fact.post.title if fact.post else fact.role
        return title, fact.unit.name, *_days(fact), _links(work.person, fact.pk, links, title)

    return Section(
        title="Posts",
        words="Where the person works, and in which role.",
        table=_table(
            "posts", "Posts", ("Post", "Unit"), [row(fact) for fact in work.assignments], "No post."
        ),
        add=(_href("assign", work.person), "Give them a post") if may else None,
    )


def _absences(work: WorkOfPerson, today: date) -> Section:
    may = Ability.MANAGE_PEOPLE in work.may

    def row(fact: Absence) -> tuple[Cell | str, ...]:
        links = [("Set the first day back", "end_absence")] if may and _open(fact, today) else []
        back = short_day(fact.to_on, "Not known yet")
        what = f"for the absence from {short_day(fact.from_on)}"
        return Cell(short_day(fact.from_on), narrow=True), back, _links(work.person, fact.pk, links, what)

    return Section(
        title="Absences",
        words="28 days or more away move the days by which changes are to be signed or shown. No reason is kept.",
        table=Table(
            name="absences",
            caption="Absences",
            head=("First day away", "First day back", "What you can do"),
            rows=[row(fact) for fact in work.absences],
            stack=True,
            hide_caption=True,
            empty="No absence recorded.",
        ),
        add=(_href("record_absence", work.person), "Record an absence") if may else None,
    )


def _populations(work: WorkOfPerson, today: date) -> Section:
    may = Ability.MANAGE_PEOPLE in work.may

    def row(fact: Membership) -> tuple[Cell | str, ...]:
        links = [("Leave", "leave_population")] if may and _open(fact, today) else []
        return fact.population, *_days(fact), _links(work.person, fact.pk, links, fact.population)

    return Section(
        title="Populations",
        words="Some changes ask only the members of a population.",
        table=_table(
            "populations",
            "Populations",
            ("Population",),
            [row(fact) for fact in work.memberships],
            "In no population.",
        ),
        add=(_href("join_population", work.person), "Add to a population") if may else None,
    )


def _suspensions(work: WorkOfPerson, today: date) -> Section:
    may = Ability.SUSPEND in work.may

    def row(fact: Suspension) -> tuple[Cell | str, ...]:
        links = [("Lift", "lift_suspension")] if may and _open(fact, today) else []
        what = standard_words(fact.standard) if fact.standard else "Every standard"
        return what, fact.reason, *_days(fact), _links(work.person, fact.pk, links, f"suspension for {what}")

    return Section(
        title="Suspensions",
        words="While suspended, a person does not count for the standard, or for any.",
        table=_table(
            "suspensions",
            "Suspensions",
            ("Standard", "Reason"),
            [row(fact) for fact in work.suspensions],
            "Not suspended.",
        ),
        add=(_href("suspend", work.person), "Suspend") if may else None,
    )


def _restrictions(work: WorkOfPerson, today: date) -> Section:
    may = Ability.RESTRICT in work.may

    def row(fact: Restriction) -> tuple[Cell | str, ...]:
        links = [("Go on", "review_restriction"), ("End", "end_restriction")]
        what = standard_words(fact.standard) if fact.standard else "Every standard"
        shown = _links(
            work.person, fact.pk, links if may and _open(fact, today) else [], f"restriction of {what}"
        )
        return what, fact.limits, fact.reason, *_days(fact), short_day(fact.review_on), shown

    return Section(
        title="Restricted practice",
        words="What the person does only within limits for a time. It changes nothing of their standing; no rota "
        "counts them for it. Rota makers see the limits, not the reason.",
        table=Table(
            name="restrictions",
            caption="Restricted practice",
            head=("Standard", "Limits", "Reason", "From", "Last day", "To be reviewed by", "What you can do"),
            rows=[row(fact) for fact in work.restrictions],
            stack=True,
            hide_caption=True,
            empty="No restriction.",
        ),
        add=(_href("restrict", work.person), "Restrict practice") if may else None,
    )


def _claims(work: WorkOfPerson) -> Section:
    def row(fact: Claim) -> tuple[Cell | str, ...]:
        links = [("Close", "close_claim")] if fact.closed_on is None else []
        began, ended = short_day(fact.opened_on), short_day(fact.closed_on, "Open")
        return (
            standard_words(fact.standard),
            Cell(began, narrow=True),
            ended,
            _links(work.person, fact.pk, links, f"work towards {fact.standard_id}"),
        )

    return Section(
        title="Working towards",
        words="Standards that the person has begun to work towards, until they are assessed.",
        table=_table(
            "claims", "Working towards", ("Standard",), [row(fact) for fact in work.claims], "Nothing."
        ),
        add=(reverse("assessment:open_for", args=[work.person.ref]), "Start work towards a standard"),
    )


def _table(
    name: str, caption: str, head: tuple[str, ...], rows: list[tuple[Cell | str, ...]], empty: str
) -> Table:
    return Table(
        name=name,
        caption=caption,
        head=(*head, "From", "Last day", "What you can do"),
        rows=rows,
        stack=True,
        hide_caption=True,
        empty=empty,
    )


def _days(fact: PeriodFact) -> tuple[Cell | str, Cell | str]:
    last = short_day(fact.to_on - timedelta(days=1)) if fact.to_on else "Until further notice"
    return Cell(short_day(fact.from_on), narrow=True), last


def _open(fact: PeriodFact, today: date) -> bool:
    return fact.to_on is None or fact.to_on > today


def _links(person: Person, number: int, links: list[tuple[str, str]], what: str) -> Cell:
    return actions_cell([(text, _href(name, person, number)) for text, name in links], what)


def _href(name: str, person: Person, number: int | None = None) -> str:
    kwargs = {"ref": person.ref} | ({"number": number} if number is not None else {})
    return reverse(f"record:{name}", kwargs=kwargs)
