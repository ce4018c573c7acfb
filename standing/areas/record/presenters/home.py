"""What the record has to say on the home page: to a practitioner, a manager, an assessor, a workforce lead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from standing.areas.people.models import Unit
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.besides import ColumnBesides, StopBesides
from standing.areas.record.presenters.forecasts import next_month_href
from standing.areas.record.presenters.forecasts_besides import stops_table, stops_words
from standing.areas.record.presenters.inbox import TO_DECIDE
from standing.areas.record.presenters.teams import (
    compliance_words,
    share,
    team_href,
)
from standing.areas.record.selectors.cells import Cell as TeamCell
from standing.areas.record.selectors.compliance import UnitCompliance
from standing.areas.record.selectors.service import SettingUp
from standing.areas.record.selectors.teams import DOES_NOT_COUNT, Stopping, Team
from standing.areas.record.words import REASON_WORDS, day_in_words
from standing.areas.standards.models import Standard
from standing.core.inbox import Waiting
from standing.core.rules.status import STATUSES
from standing.site.components.lists import Cell, Table, Task
from standing.site.components.status import LOOKS

SHOWN = 10
"""How many lines of a list the home page shows before it leads to the whole."""


@dataclass(frozen=True)
class TeamHome:
    """A manager's team: its figure, who stops counting next, and who does not count now."""

    team: Team
    stopping: Sequence[Stopping]
    days: int
    number: int
    besides: Sequence[StopBesides] = ()
    columns: Sequence[ColumnBesides] = ()

    @property
    def name(self) -> str:
        return self.team.unit.name

    @property
    def href(self) -> str:
        return team_href(self.team.unit)

    @property
    def next_month_href(self) -> str:
        """Where one sees who stops counting next month."""
        return next_month_href(self.team.unit)

    @property
    def figures(self) -> list[str]:
        return compliance_words(self.team.compliance)

    @property
    def not_counting(self) -> list[TeamCell]:
        """What does not count now, without what is left out of the figure: those held once first."""
        found = [cell for cell in self.team.cells if not cell.standing.counts and not cell.left_out]
        return sorted(found, key=lambda cell: (cell.standing.status == "not_held", cell.person.family_name))

    @property
    def stopping_words(self) -> str:
        people = len({item.cell.person.pk for item in self.stopping})
        if not self.stopping:
            return f"Nobody stops counting in the next {self.days} days."
        return _shown(
            len(self.stopping), f"{_people(people)} stop counting for", f"in the next {self.days} days"
        )

    @property
    def stopping_table(self) -> Table:
        """Who stops counting next, soonest first."""
        return Table(
            name=f"stopping-{self.number}",
            caption=f"Stops counting next, {self.name}",
            head=["From", "Person", "Standard", "Becomes"],
            rows=[self._stopping(item) for item in self.stopping[:SHOWN]],
            stack=True,
            hide_caption=True,
        )

    @property
    def groups_words(self) -> str:
        """How many stop meeting a group of standards; empty where nobody does."""
        return stops_words(self.besides, f"in the next {self.days} days")

    @property
    def groups_table(self) -> Table:
        """Who stops meeting a group of standards, soonest first."""
        return stops_table(self.besides[:SHOWN], f"groups-that-stop-{self.number}")

    def _stopping(self, item: Stopping) -> list[Cell | str]:
        cell = item.cell
        look = LOOKS[item.standing.status]
        why = words.short_reasons(name for name in item.standing.reasons if words.effect_of(name) == "blocks")
        return [
            Cell(day_in_words(item.first_day), narrow=True),
            _person(cell),
            _pair(cell),
            f"{look.word}{': ' if why else ''}{why}",
        ]

    @property
    def not_counting_words(self) -> str:
        found = self.not_counting
        people = len({cell.person.pk for cell in found})
        if not found:
            return "Everyone counts for every standard that is asked of them by itself."
        return _shown(len(found), f"{_people(people)} {'do' if people > 1 else 'does'} not count for", "now")

    @property
    def not_counting_table(self) -> Table:
        """Who does not count now, and why."""
        return cells_table(
            f"not-counting-{self.number}", f"Does not count now, {self.name}", self.not_counting[:SHOWN]
        )

    @property
    def not_met_words(self) -> list[str]:
        """Who does not meet a group of standards now, a sentence a group."""
        return [
            f"{_people(len(column.lacking))} {'does' if len(column.lacking) == 1 else 'do'} not meet the group "
            f"{column.name}, for {column.by}: {_some([mark.person.name for mark in column.lacking])}."
            for column in self.columns
            if column.lacking
        ]

    @property
    def not_counting_href(self) -> str:
        return team_href(self.team.unit, status=DOES_NOT_COUNT)


def _people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"


def _some(names: Sequence[str]) -> str:
    """Some names, and how many more there are."""
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _shown(number: int, before: str, after: str) -> str:
    first = f", the first {SHOWN} of them here" if number > SHOWN else ""
    return f"{before} {number} required {'standard' if number == 1 else 'standards'} {after}{first}."


def cells_table(name: str, caption: str, cells: Iterable[TeamCell]) -> Table:
    """Cells as a list: who, what, how it stands and why."""
    return Table(
        name=name,
        caption=caption,
        head=["Person", "Standard", "Status", "Why"],
        rows=[
            [
                _person(cell),
                _pair(cell),
                Cell(words.tag(cell.standing.status), narrow=True),
                words.short_reasons(cell.standing.reasons) or LOOKS[cell.standing.status].meaning,
            ]
            for cell in cells
        ],
        stack=True,
        hide_caption=True,
    )


def _person(cell: TeamCell) -> Cell:
    return Cell(cell.person.name, href=reverse("record:person", args=[cell.person.ref]))


def _pair(cell: TeamCell) -> Cell:
    return Cell(
        words.short_standard(cell.standard, cell.context),
        href=words.pair_href(cell.person.ref, cell.standard.pk, cell.context),
        hidden_text=f"for {cell.person.name}: why",
    )


@dataclass(frozen=True)
class Step:
    """Something a new service needs, in its place: whether it is done, where it is done, and what it is for."""

    text: str
    why: str
    done: bool
    href: str = ""


def first_steps(found: SettingUp) -> list[Step]:
    """What a service needs before it can say who stands where; nothing once all of it is there."""
    steps = [
        Step("Have the units added", "An administrator adds them", found.units > 0),
        Step(
            "Set refresh rules",
            f"How long a decision lasts. {found.ruled} of {found.standards} standards have one; no decision can be "
            "recorded on a standard without",
            found.ruled > 0,
            reverse("record:set_rules"),
        ),
        Step(
            "Put role profiles in use",
            "Which standards each role asks for",
            found.requirements > 0,
            reverse("profiles:profiles"),
        ),
        Step(
            "Add people and give them posts",
            "Who works where, in which role",
            found.assignments > 0,
            reverse("record:people"),
        ),
        Step(
            "Have decisions recorded",
            "Assessors record them; an administrator gives the role for their unit",
            found.decisions > 0,
        ),
    ]
    return [] if all(step.done for step in steps) else steps


def decisions_to_make(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Of all that waits for an assessor, what waits for a decision: what is due soonest first."""
    found = (one for one in waiting if one.kind == TO_DECIDE)
    return sorted(found, key=lambda one: (one.due or date.max, one.since, one.about))


def decision_task(one: Waiting) -> Task:
    """A decision to make, as the home page lists it."""
    by = f", due by {day_in_words(one.due)}" if one.due else ""
    return Task(title=f"{one.what} {one.about}", href=one.href, hint=f"Since {day_in_words(one.since)}{by}")


@dataclass(frozen=True)
class ServiceHome:
    """The whole service for a workforce lead: figures by unit, and where people stand."""

    figures: Sequence[UnitCompliance]
    without_rule: Sequence[Standard]
    today: date

    @property
    def figures_table(self) -> Table:
        """Each unit with those below it."""
        return Table(
            name="figures",
            caption="Required standards that count, by team with those below it",
            head=[
                "Team",
                _number("People"),
                _number("Counting"),
                _number("Of"),
                _number("Share"),
                _number("Left out"),
            ],
            rows=[self._unit(found) for found in self.figures],
            empty="There is no unit yet. An administrator adds them.",
            notes=[
                "Left out of the figure: whoever is away for 28 days or more, and joiners within the time given them."
            ],
        )

    def _unit(self, found: UnitCompliance) -> list[Cell | str]:
        figure = found.figure
        return [
            Cell(words.indented(found.unit.name, found.depth), href=team_href(found.unit)),
            _number(found.tally.people),
            _number(figure.counting),
            _number(figure.of),
            _number(share(figure) or "–"),
            _number(figure.left_out),
        ]

    @property
    def tops(self) -> list[UnitCompliance]:
        """The units at the top of the tree: together, everybody."""
        return [found for found in self.figures if found.depth == 0]

    @property
    def next_months(self) -> list[tuple[str, str]]:
        """The names of those units, each with the address of who stops counting next month."""
        return [(top.unit.name, next_month_href(top.unit)) for top in self.tops]

    @property
    def statuses_table(self) -> Table:
        """How many required standards stand how, each leading to the matrix of those."""
        return Table(
            name="statuses",
            caption="By status",
            head=["Status", *self._columns()],
            rows=[
                [
                    Cell(words.tag(name), narrow=True),
                    *(
                        _count(top.tally.statuses[name], LOOKS[name].word, top.unit, status=name)
                        for top in self.tops
                    ),
                ]
                for name in STATUSES
            ],
        )

    @property
    def reasons_table(self) -> Table:
        """How many required standards have each reason, each leading to the matrix of those."""
        return Table(
            name="reasons",
            caption="By reason",
            head=["Reason", *self._columns()],
            rows=[
                [text, *(_count(top.tally.reasons[name], text, top.unit, reason=name) for top in self.tops)]
                for name, text in sorted(REASON_WORDS.items(), key=lambda item: item[1])
            ],
        )

    def _columns(self) -> list[Cell]:
        units = [top.unit for top in self.tops]
        return [_number(unit.name if len(units) > 1 else "Required standards") for unit in units]

    @property
    def without_rule_words(self) -> str:
        """The standards that nobody can be assessed on yet."""
        number = len(self.without_rule)
        if not number:
            return ""
        names = ", ".join(standard.pk for standard in self.without_rule[:SHOWN])
        more = f" and {number - SHOWN} more" if number > SHOWN else ""
        return (
            f"{number} required {'standard has' if number == 1 else 'standards have'} no refresh rule, so no decision "
            f"can be recorded on {'it' if number == 1 else 'them'}: {names}{more}."
        )


def _number(content: str | int) -> Cell:
    return Cell(content, number=True)


def _count(number: int, said: str, unit: Unit, **chosen: str) -> Cell:
    if not number:
        return _number(0)
    return Cell(
        number, number=True, href=team_href(unit, **chosen), hidden_text=f"{said} in {unit.name}: show who"
    )
