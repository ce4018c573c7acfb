"""Whether shifts meet the rules set for them, for whoever may see it: who counts, who does not and why, who else could.

Standing is asked on each shift's own days, so a rota made today shows what a lapse or an alert next month does to it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.cover.answers import (
    Candidate,
    LineOnShift,
    NotCounting,
    OnRota,
    RuleOnShift,
    ShiftCover,
)
from standing.areas.cover.loading import Known, in_force, load_known, rules_for, units_above
from standing.areas.cover.models import CoverRule, Placement, RuleLine, Shift
from standing.areas.cover.permissions import check_can_in_unit, people_explained, scope_to
from standing.areas.people.models import Unit
from standing.areas.people.permissions import refusal
from standing.areas.people.roles import Ability
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.worlds import World
from standing.areas.refusals import NotAllowed
from standing.core.rules import cover as ruled
from standing.core.rules.shifts import When
from standing.core.rules.status import REASONS, STATUSES

DOES_NOT_COUNT = "does_not_count"
"""Said in place of every reason of somebody's standing to those who are told only that they do not count."""

_OF_STANDING = frozenset((*REASONS, *STATUSES))
_NOBODY_NAMED = "not-in-the-record-"

UNMET, ALL, NONE = "unmet", "all", "none"
"""For which lines to say who else could: those that are not met, all, or none."""


def covers_of(
    account: Actor, unit: Unit, first: date, last: date, *, could: str = UNMET
) -> tuple[ShiftCover, ...]:
    """The shifts of a unit and those below it that begin from one day to another, both included, in order. A fixed
    number of queries, however many shifts and people. Raises `NotAllowed`.
    """
    check_can_in_unit(account, Ability.SEE_COVER, unit)
    return _covers(account, [unit.path], first, last, could)


def covers_in_units(account: Actor, first: date, last: date, *, could: str = UNMET) -> tuple[ShiftCover, ...]:
    """As `covers_of`, of all the units that the account sees as its own: none for whoever sees the whole service, who
    chooses one.
    """
    paths = scope_to(account, Ability.SEE_COVER).unit_paths
    return _covers(account, paths, first, last, could) if paths else ()


def cover_by_number(account: Actor, number: int) -> ShiftCover:
    """One shift on the rota, with who else could for every line. Raises `NotFound` in the same words whether there is
    none or it is of a unit out of sight.
    """
    shift = Shift.objects.select_related("unit").filter(pk=number, removed_at__isnull=True).first()
    if shift is None or not scope_to(account, Ability.SEE_COVER).covers(shift.unit):
        raise NotFound("There is no such shift on a rota that you can see.")
    return of_shifts(account, [shift], [shift.unit.path], ALL)[0]


def cover_without_rota(account: Actor, unit: Unit, when: When, name: str) -> ShiftCover:
    """What would be asked of a shift that stands on no rota, and who of the unit could: nobody is on it."""
    check_can_in_unit(account, Ability.SEE_COVER, unit)
    shift = Shift(unit=unit, name=name, kind=when.kind, starts_on=when.starts_on, ends_on=when.days[-1])
    return of_shifts(account, [shift], [unit.path], ALL)[0]


def people_most_needed(covers: Iterable[ShiftCover]) -> list[tuple[OnRota, int]]:
    """Each person without whom shifts that meet their rules would not, and how many: the most first, then by name."""
    covers = tuple(covers)
    people = {one.key: one for cover in covers for one in cover.people}
    found = [(people[key], number) for key, number in ruled.breaks_most(covers)]
    return sorted(found, key=lambda one: (-one[1], one[0].name))


def _covers(by: Actor, paths: Sequence[str], first: date, last: date, could: str) -> tuple[ShiftCover, ...]:
    if not scope_to(by, Ability.SEE_COVER).anyone:
        raise NotAllowed(refusal(by, Ability.SEE_COVER))
    return of_shifts(by, list(in_force(paths, first, last)), paths, could)


def of_shifts(
    by: Actor, shifts: Sequence[Shift], paths: Sequence[str], could: str, world: World | None = None
) -> tuple[ShiftCover, ...]:
    """What the rules say of some shifts, as things are or, in a `world`, as they would be. Whoever calls it has shown
    that the shifts may be seen.
    """
    if not shifts:
        return ()
    keys = [shift.pk for shift in shifts if shift.pk is not None]
    placements = list(
        Placement.objects.filter(shift__in=keys, removed_at__isnull=True).order_by("shift", "-leads", "pk")
    )
    found = rules_for({shift.unit.path for shift in shifts})
    standards = {line.standard_id for rule in found for line in rule.lines.all()}
    span = (min(shift.starts_on for shift in shifts), max(shift.days[-1] for shift in shifts))
    known = load_known(placements, paths, standards, span, world)
    explained = people_explained(by).filter(pk__in=[person.pk for person in known.people.values()])
    asking = _Asking(known, found, frozenset(explained.values_list("ref", flat=True)), could)
    on_shift: dict[int, list[Placement]] = {}
    for one in placements:
        on_shift.setdefault(one.shift_id, []).append(one)
    return tuple(asking.cover(shift, on_shift.get(shift.pk, ())) for shift in shifts)


@dataclass(frozen=True)
class _Asking:
    """Asks the rules about shifts, of what was read."""

    known: Known
    rules: Sequence[CoverRule]
    explained: Collection[str]
    could: str

    def cover(self, shift: Shift, placements: Iterable[Placement]) -> ShiftCover:
        people = self._people(placements)
        return ShiftCover(shift, people, tuple(self._asked(shift, people)))

    def _people(self, placements: Iterable[Placement]) -> tuple[OnRota, ...]:
        """Everybody on a shift; two records of one person are one."""
        found: dict[str, OnRota] = {}
        for one in placements:
            who = self._who(one)
            found.setdefault(who.key, who)
        return tuple(found.values())

    def _who(self, one: Placement) -> OnRota:
        if one.person_id is None:
            return OnRota(f"{_NOBODY_NAMED}{one.pk}", one.name, "", one.role, one.band, one.leads, one.pk)
        person = self.known.people[self.known.ref_of(one.person_id)]
        return OnRota(person.ref, person.name, person.ref, one.role, one.band, one.leads, one.pk)

    def _asked(self, shift: Shift, people: tuple[OnRota, ...]) -> Iterable[RuleOnShift]:
        above = units_above(shift.unit.path)
        for rule in self.rules:
            lines = [line for line in rule.lines.all() if line.holds_on(shift.starts_on)]
            if rule.unit_id in above and rule.holds_for(shift.kind, shift.starts_on) and lines:
                yield self._on_shift(shift, people, rule, lines)

    def _on_shift(
        self, shift: Shift, people: tuple[OnRota, ...], rule: CoverRule, lines: Sequence[RuleLine]
    ) -> RuleOnShift:
        named = {one.key: one for one in people}
        asked = ruled.CoverRule(tuple(_need(line) for line in lines), rule.apart)
        told = ruled.cover_of(
            ruled.Shift(str(shift), shift.days, tuple(map(self._on, people))),
            asked,
            self.known.stretches.standing_on,
            self._kept_out(shift),
        )
        return RuleOnShift(
            rule=rule,
            lines=tuple(
                LineOnShift(
                    line=line,
                    counts=tuple(named[key] for key in met.counts),
                    left_out=tuple(
                        self._left_out(shift, line, named[out.person], out) for out in met.left_out
                    ),
                    has=met.has,
                    could=self._who_could(shift, line, named) if self._is_asked(met.is_met) else None,
                )
                for line, met in zip(lines, told.lines, strict=True)
            ),
            breaks_without=told.breaks_without,
        )

    def _is_asked(self, is_met: bool) -> bool:
        return self.could == ALL or (self.could == UNMET and not is_met)

    def _on(self, one: OnRota) -> ruled.OnShift:
        registrations = self.known.registrations.get(one.key, ())
        return ruled.OnShift(one.key, one.band, one.leads, registrations, one.is_in_record)

    def _kept_out(self, shift: Shift) -> ruled.KeptOut:
        elsewhere: dict[str, bool] = {}

        def why(person: str, standard: str, day: date) -> set[str]:
            if person not in elsewhere:
                elsewhere[person] = self.known.on_another(person, shift)
            found = self.known.kept_out(person, standard, day)
            return {*found, ruled.ELSEWHERE} if elsewhere[person] else found

        return why

    def _left_out(self, shift: Shift, line: RuleLine, who: OnRota, out: ruled.LeftOut) -> NotCounting:
        limits = self.known.limits_of(who.key, line.standard_id, shift.days)
        if who.is_in_record and who.ref not in self.explained:
            why = tuple(sorted({DOES_NOT_COUNT if code in _OF_STANDING else code for code in out.why}))
            return NotCounting(who, out.day, why, limits)
        until = None
        if not _OF_STANDING.isdisjoint(out.why):
            until = self.known.stretches.counted_until(who.key, line.standard_id, line.context, out.day)
        return NotCounting(who, out.day, out.why, limits, until)

    def _who_could(self, shift: Shift, line: RuleLine, on_shift: Collection[str]) -> tuple[Candidate, ...]:
        """Those of the unit, on no shift that may overlap, who would count, led they the shift; with the band that a
        rota last gave them.
        """
        known = self.known
        free = [
            ruled.OnShift(ref, known.bands.get(ref), True, known.registrations.get(ref, ()))
            for ref in known.working_in(shift.unit.path, shift.days)
            if ref not in on_shift and known.free_for(ref, shift)
        ]
        found = ruled.who_could(
            free, shift.days, _need(line), known.stretches.standing_on, self._kept_out(shift)
        )
        return tuple(Candidate(known.people[ref].name, ref, known.bands.get(ref)) for ref in found)


def _need(line: RuleLine) -> ruled.Need:
    return ruled.Need(
        line.standard_id, line.at_least, line.context, line.band_from, line.leads, line.registered_with
    )
