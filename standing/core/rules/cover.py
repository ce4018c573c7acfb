"""Whether a shift meets the rule that was set for it: who counts, who does not and why (rules, part 6, Cover).

The answer says "meets the rule you set", never "safe". Standing is asked for each of the shift's own days: a night that
crosses midnight needs both. Restrictions, absences and registrations that have lapsed leave people out of cover, and so
does whatever leaves open whether somebody counts: who is not in the record, whose band is not known. None of them
changes standing.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from standing.core.rules.facts import GENERAL
from standing.core.rules.registering import Registration, registered_on, with_lapsed
from standing.core.rules.status import Standing

ABSENT, RESTRICTED = "absent", "restricted"
REGISTRATION_LAPSED, REGISTRATION_MISSING = "registration_lapsed", "registration_missing"
NOT_IN_RECORD, NO_POST, ELSEWHERE = "not_in_record", "no_post", "elsewhere"
BAND_TOO_LOW, BAND_UNKNOWN, NOT_LEADING = "band_too_low", "band_unknown", "not_leading"

StandingOn = Callable[[str, str, str, date], Standing]
"""The standing of a person in a standard and context on a day."""
KeptOut = Callable[[str, str, date], Collection[str]]
"""Why a person is out of cover for a standard on a day whatever their standing: absent, restricted, without a post that
day, on another shift at the same time.
"""


@dataclass(frozen=True)
class OnShift:
    """Somebody on a shift: their Agenda for Change band, if it is known, whether they lead the shift, and their
    professional registrations. Nobody can say of whoever is not `in_record` that they count.
    """

    person: str
    band: int | None = None
    leads: bool = False
    registrations: tuple[Registration, ...] = ()
    in_record: bool = True


@dataclass(frozen=True)
class Shift:
    """A shift of a unit, with its own days: one, or the two that a night touches."""

    shift: str
    days: tuple[date, ...]
    people: tuple[OnShift, ...] = ()

    def __post_init__(self) -> None:
        if not self.days or list(self.days) != sorted(set(self.days)):
            raise ValueError("a shift has one or more days, each once and in order")
        if len({one.person for one in self.people}) != len(self.people):
            raise ValueError("nobody is on a shift twice")


@dataclass(frozen=True)
class Need:
    """A line of a cover rule: at least so many people who count in a standard; of this band or above, among those who
    lead the shift, or registered with a body, where the rule says so.
    """

    standard: str
    at_least: int
    context: str = GENERAL
    band_from: int | None = None
    leads: bool = False
    registered_with: str = ""

    def __post_init__(self) -> None:
        if self.at_least < 1:
            raise ValueError("a cover rule asks for one person or more")


@dataclass(frozen=True)
class CoverRule:
    """What is asked of each shift, line by line. `apart`: nobody stands for two lines of it at once."""

    needs: tuple[Need, ...]
    apart: bool = False


@dataclass(frozen=True)
class LeftOut:
    """Somebody who does not count toward a line: the first of the shift's days that says so, and why (the reasons of
    their standing, or their status where there are none; what keeps them out; what the line asks besides).
    """

    person: str
    day: date
    why: tuple[str, ...]


@dataclass(frozen=True)
class Met:
    """One line on one shift: who counts toward it and who does not, and whom it has. `has` is smaller than `counts`
    where the rule lets nobody stand for two lines.
    """

    need: Need
    counts: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    has: int

    @property
    def is_met(self) -> bool:
        """Whether as many count as the line asks for."""
        return self.has >= self.need.at_least

    @property
    def spare(self) -> int:
        """How many more count than are asked for; below nought, how many are missing."""
        return self.has - self.need.at_least


@dataclass(frozen=True)
class Cover:
    """What a rule says of a shift."""

    shift: Shift
    rule: CoverRule
    lines: tuple[Met, ...]
    breaks_without: tuple[str, ...]
    """Those without whom a shift that meets the rule would not."""

    @property
    def is_met(self) -> bool:
        """Whether every line is met."""
        return all(line.is_met for line in self.lines)

    @property
    def is_exact(self) -> bool:
        """Whether it is met, and would not be without some one person."""
        return self.is_met and bool(self.breaks_without)


def cover_of(shift: Shift, rule: CoverRule, standing_on: StandingOn, kept_out: KeptOut) -> Cover:
    """Say of a shift whether it meets the rule, and of everybody on it whether they count."""
    left_out = [
        tuple(_left_out(shift.days, need, shift.people, standing_on, kept_out)) for need in rule.needs
    ]
    counting = [
        tuple(one.person for one in shift.people if one.person not in {out.person for out in outs})
        for outs in left_out
    ]
    has = _numbers(rule, counting)
    lines = tuple(Met(*line) for line in zip(rule.needs, counting, left_out, has, strict=True))
    met = all(line.is_met for line in lines)
    return Cover(shift, rule, lines, tuple(_needed(rule, counting)) if met else ())


def who_could(
    people: Iterable[OnShift], days: Sequence[date], need: Need, standing_on: StandingOn, kept_out: KeptOut
) -> list[str]:
    """Those of some people who would count toward a line on all of these days, were they on the shift."""
    people = list(people)
    out = {one.person for one in _left_out(days, need, people, standing_on, kept_out)}
    return [one.person for one in people if one.person not in out]


class BreaksWithout(Protocol):
    """Something that some people are needed for."""

    @property
    def breaks_without(self) -> tuple[str, ...]:
        """Those without whom it would not be met."""


def breaks_most(covers: Iterable[BreaksWithout]) -> list[tuple[str, int]]:
    """Each person without whom shifts that meet their rule would not, and how many: the most first, then by name."""
    numbers: dict[str, int] = {}
    for cover in covers:
        for person in cover.breaks_without:
            numbers[person] = numbers.get(person, 0) + 1
    return sorted(numbers.items(), key=lambda one: (-one[1], one[0]))


def _left_out(
    days: Sequence[date],
    need: Need,
    people: Iterable[OnShift],
    standing_on: StandingOn,
    kept_out: KeptOut,
) -> Iterator[LeftOut]:
    for one in people:
        if not one.in_record:
            yield LeftOut(one.person, days[0], (NOT_IN_RECORD,))
            continue
        besides = list(_what_the_line_asks(need, one))
        for day in days:
            standing = standing_on(one.person, need.standard, need.context, day)
            why = {*besides, *_unregistered(need, one, day), *kept_out(one.person, need.standard, day)}
            if not standing.counts:
                why |= set(standing.reasons or (standing.status,))
            if why:
                yield LeftOut(one.person, day, tuple(sorted(why)))
                break


def _what_the_line_asks(need: Need, one: OnShift) -> Iterator[str]:
    if need.leads and not one.leads:
        yield NOT_LEADING
    if need.band_from is not None and one.band is None:
        yield BAND_UNKNOWN
    if need.band_from is not None and one.band is not None and one.band < need.band_from:
        yield BAND_TOO_LOW


def _unregistered(need: Need, one: OnShift, day: date) -> Iterator[str]:
    """A registration that has lapsed leaves out of every line, one that is missing of those that ask for it."""
    lapsed = with_lapsed(one.registrations, day)
    if lapsed:
        yield REGISTRATION_LAPSED
    asked = need.registered_with
    if asked and asked not in lapsed and not registered_on(one.registrations, asked, day):
        yield REGISTRATION_MISSING


def _needed(rule: CoverRule, counting: Sequence[Sequence[str]]) -> Iterator[str]:
    """Those of whom each is needed, where all lines are met."""
    for person in dict.fromkeys(person for people in counting for person in people):
        without = [[one for one in people if one != person] for people in counting]
        numbers = zip(rule.needs, _numbers(rule, without), strict=True)
        if any(number < need.at_least for need, number in numbers):
            yield person


def _numbers(rule: CoverRule, counting: Sequence[Sequence[str]]) -> list[int]:
    """How many each line has: everybody who counts, or, apart, those who are left when each stands for one line only
    and as much of the whole rule is met as can be. Who is over then is shown with the first line they count toward.
    """
    if not rule.apart:
        return [len(people) for people in counting]
    places = [index for index, need in enumerate(rule.needs) for _ in range(need.at_least)]
    taken: dict[int, str] = {}
    for place in range(len(places)):
        _seat(place, places, counting, taken, set())
    numbers = [0] * len(rule.needs)
    for place in taken:
        numbers[places[place]] += 1
    seated = set(taken.values())
    for index, people in enumerate(counting):
        over = [person for person in people if person not in seated]
        numbers[index] += len(over)
        seated.update(over)
    return numbers


def _seat(
    place: int,
    places: Sequence[int],
    counting: Sequence[Sequence[str]],
    taken: dict[int, str],
    asked: set[str],
) -> bool:
    """Find somebody for a place, moving those who sit elsewhere and could sit in another (an augmenting path)."""
    where: Mapping[str, int] = {person: seat for seat, person in taken.items()}
    for person in counting[places[place]]:
        if person in asked:
            continue
        asked.add(person)
        seat = where.get(person)
        if seat is None or _seat(seat, places, counting, taken, asked):
            taken[place] = person
            return True
    return False
