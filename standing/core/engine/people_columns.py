"""The facts of some people as the kernel's columns, from facts in memory."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from standing.core.engine.catalogue import Compiled, compile_catalogue, number_of
from standing.core.engine.kernel.layout import EVERY, Decisions, People, Signatures, Spans
from standing.core.rules.days import Period
from standing.core.rules.facts import OUTCOMES, Decision, Signature
from standing.core.rules.known import Asked, PersonFacts


def compile_for(asked: Asked, people: Sequence[PersonFacts]) -> Compiled:
    """The catalogue for these people: what they have decisions on or roles for, and nothing else."""
    return compile_catalogue(
        asked,
        decided={(row.standard, row.context) for person in people for row in person.decisions},
        roles={row.role for person in people for row in person.assignments},
        kinds={(row.subject, row.version) for person in people for row in person.signatures},
    )


def columns_of(people: Sequence[PersonFacts], compiled: Compiled) -> People:
    """The facts of the people, in the order given. What bears on nothing that is asked of them is left out."""
    standards = compiled.standard_numbers
    return People(
        _decisions((person.decisions for person in people), compiled),
        _signatures((person.signatures for person in people), compiled),
        _spans((_absences(person) for person in people), {"": 0}),
        _spans((_periods(person.suspensions, "standard") for person in people), {"": EVERY} | standards),
        _spans((_periods(person.claims, "standard") for person in people), standards),
        _spans(
            (_periods(person.memberships, "population") for person in people), compiled.population_numbers
        ),
        _spans((_periods(person.assignments, "role") for person in people), compiled.role_numbers),
    )


def _decisions(people: Iterable[Iterable[Decision]], compiled: Compiled) -> Decisions:
    columns, pairs = Decisions([0], [], [], [], [], [], []), compiled.pair_numbers
    for rows in people:
        for row in rows:
            decided = number_of(row.decided_on)
            columns.pair.append(pairs[row.standard, row.context])
            columns.outcome.append(OUTCOMES.index(row.outcome))
            columns.decided.append(decided)
            columns.held.append(decided if row.held_from is None else number_of(row.held_from))
            columns.practice.append(decided if row.practice_as_of is None else number_of(row.practice_as_of))
            columns.expires.append(number_of(row.expires_on))
        columns.at.append(len(columns.pair))
    return columns


def _signatures(people: Iterable[Iterable[Signature]], compiled: Compiled) -> Signatures:
    columns = Signatures([0], [], [])
    for rows in people:
        for row in rows:
            kind = compiled.kind_numbers.get((row.subject, row.version))
            if kind is not None:
                columns.kind.append(kind)
                columns.signed.append(number_of(row.signed_on))
        columns.at.append(len(columns.kind))
    return columns


class _WithPeriod(Protocol):
    @property
    def period(self) -> Period: ...


About = Iterable[tuple[str, Period]]


def _absences(person: PersonFacts) -> About:
    return (("", row.period) for row in person.absences)


def _periods(rows: Iterable[_WithPeriod], about: str) -> About:
    return ((getattr(row, about), row.period) for row in rows)


def _spans(people: Iterable[About], numbers: dict[str, int]) -> Spans:
    columns = Spans([0], [], [], [])
    for rows in people:
        for about, period in rows:
            number = numbers.get(about)
            if number is not None:
                columns.about.append(number)
                columns.first.append(number_of(period.from_on))
                columns.end.append(number_of(period.to_on))
        columns.at.append(len(columns.about))
    return columns
