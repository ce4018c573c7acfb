"""Rotas, rules and registrations as those who keep them see them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.cover.loading import rules_for
from standing.areas.cover.models import CoverRule, Placement, Registration, RuleLine, Shift
from standing.areas.cover.permissions import check_can_in_unit, people_to_register, scope_to
from standing.areas.people.merging import following, with_merged
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import UnitInTree, unit_tree
from standing.areas.profiles.superseding import superseded
from standing.areas.record.selectors.people import NotFound, person_by_ref
from standing.areas.standards.loading import read_holdings
from standing.core.rules.days import add_days
from standing.core.rules.registering import BODIES


def units_to(by: Actor, ability: Ability) -> list[UnitInTree]:
    """The units over which somebody has one of these abilities, as a tree."""
    return unit_tree(by=by, ability=ability)


def unit_to(by: Actor, code: str, ability: Ability = Ability.SEE_COVER) -> Unit:
    """The unit, if the account has the ability over it. Raises `NotFound` in the same words if there is none."""
    unit = Unit.objects.filter(code=code).first()
    if unit is None or not scope_to(by, ability).covers(unit):
        raise NotFound(f"There is no unit {code} among those whose cover you can see to.")
    return unit


def may(by: Actor, ability: Ability, unit: Unit) -> bool:
    """Whether the account has an ability over a unit."""
    return scope_to(by, ability).covers(unit)


def shift_to_keep(by: Actor, number: int) -> Shift:
    """A shift on a rota that the account keeps. Raises `NotFound`."""
    shift = Shift.objects.select_related("unit").filter(pk=number, removed_at__isnull=True).first()
    if shift is None or not scope_to(by, Ability.KEEP_ROTAS).covers(shift.unit):
        raise NotFound("There is no such shift on a rota that you keep.")
    return shift


def placement_to_keep(by: Actor, shift: Shift, number: int) -> Placement:
    """Somebody's place on a shift that the account keeps. Raises `NotFound`."""
    row = Placement.objects.select_related("shift__unit", "person__merged_into")
    found = row.filter(pk=number, shift=shift, removed_at__isnull=True).first()
    if found is None:
        raise NotFound("There is nobody with that place on this shift.")
    return found


def newest_shift(by: Actor, unit: Unit) -> date | None:
    """The last day for which there is a rota of a unit or one below it."""
    check_can_in_unit(by, Ability.SEE_COVER, unit)
    rows = Shift.objects.filter(unit__path__startswith=unit.path, removed_at__isnull=True)
    return rows.order_by("-starts_on").values_list("starts_on", flat=True).first()


RECENT_DAYS = 60
"""For how many days back and forth a unit with a shift on its rota keeps one."""


def units_with_rota(by: Actor, unit: Unit) -> list[Unit]:
    """The unit and those below it that keep a rota. Raises `NotAllowed`."""
    check_can_in_unit(by, Ability.SEE_COVER, unit)
    today = clock.today()
    kept = Shift.objects.filter(
        removed_at__isnull=True,
        starts_on__gte=add_days(today, -RECENT_DAYS),
        starts_on__lte=add_days(today, RECENT_DAYS),
    )
    return list(Unit.objects.filter(path__startswith=unit.path, pk__in=kept.values("unit")))


@dataclass(frozen=True)
class RuleSeen:
    """A rule that holds for a unit now or later, its lines of now and later, and whether it is its own."""

    rule: CoverRule
    lines: tuple[RuleLine, ...]
    is_own: bool


def rules_of(by: Actor, unit: Unit) -> list[RuleSeen]:
    """The rules of a unit and those it has from the units above it that have not ended. Raises `NotAllowed`."""
    check_can_in_unit(by, Ability.SEE_COVER, unit)
    today = clock.today()
    return [
        RuleSeen(rule, tuple(_lasting(rule, today)), rule.unit_id == unit.pk)
        for rule in rules_for([unit.path])
        if rule.to_on is None or rule.to_on > today
    ]


def rule_seen(by: Actor, number: int) -> CoverRule:
    """A rule of a unit whose cover the account sees. Raises `NotFound`."""
    rule = CoverRule.objects.select_related("unit").filter(pk=number).first()
    if rule is None or not scope_to(by, Ability.SEE_COVER).covers(rule.unit):
        raise NotFound("There is no such rule among those of your units.")
    return rule


def lines_of(rule: CoverRule) -> list[RuleLine]:
    """The lines of a rule that have not ended. The caller has shown that it may be seen."""
    return list(_lasting(rule, clock.today()))


def _lasting(rule: CoverRule, today: date) -> list[RuleLine]:
    return [line for line in rule.lines.all() if line.to_on is None or line.to_on > today]


def replaced_by(standards: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """What stands in the place of each of some standards that has given way; those that have not are not in it."""
    holdings, today = read_holdings(), clock.today()
    found = {standard: superseded(holdings, standard, today) for standard in standards}
    return {standard: became.living for standard, became in found.items() if became is not None}


@dataclass(frozen=True)
class Registered:
    """Somebody and the entries of theirs that are known, the newest of each body first."""

    person: Person
    entries: tuple[Registration, ...]

    @property
    def newest(self) -> tuple[Registration, ...]:
        """The newest entry of each body."""
        found: dict[str, Registration] = {}
        for row in self.entries:
            found.setdefault(row.body, row)
        return tuple(found[body] for body in BODIES if body in found)


def registrations_of(by: Actor) -> list[Registered]:
    """Everybody whose registration the account may record and who has an entry, by name. Three queries."""
    people = people_to_register(by)
    rows = Registration.objects.filter(with_merged(people), retracted_at__isnull=True)
    return _by_person(rows.select_related("person__merged_into").order_by("body", "-from_on", "-pk"))


def registration_of_person(by: Actor, ref: str) -> Registered:
    """One person the account may record the registration of, and their entries. Raises `NotFound`."""
    person = person_by_ref(by=by, ref=ref, ability=Ability.KEEP_REGISTRATIONS)
    if not people_to_register(by).filter(pk=person.pk).exists():
        raise NotFound(f"There is nobody with the reference {ref} whose registration you record.")
    return Registered(person, _entries(person))


def own_registrations(account: Account) -> tuple[Registration, ...]:
    """The account's own entries: everybody sees all of their own record."""
    return _entries(account.person) if account.person is not None else ()


def registration_to_keep(by: Actor, ref: str, number: int) -> Registration:
    """An entry of somebody whose registration the account may record. Raises `NotFound`."""
    of = registration_of_person(by, ref)
    found = next((row for row in of.entries if row.pk == number), None)
    if found is None:
        raise NotFound("There is no such entry.")
    return found


def _entries(person: Person) -> tuple[Registration, ...]:
    of = following().origins([person.pk])
    rows = Registration.objects.filter(person__in=of, retracted_at__isnull=True).select_related("person")
    return tuple(rows.order_by("body", "-from_on", "-pk"))


def _by_person(rows: Iterable[Registration]) -> list[Registered]:
    found: dict[Person, list[Registration]] = {}
    for row in rows:
        found.setdefault(row.person.kept, []).append(row)
    return [
        Registered(person, tuple(entries))
        for person, entries in sorted(
            found.items(), key=lambda one: (one[0].family_name, one[0].given_name, one[0].ref)
        )
    ]
