"""Rotas: shifts put on and taken off, people put on shifts, and the rota of some days replaced by another.

Nothing that stood on a rota is deleted. A rota is no fact of the rules: it changes nobody's standing.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.cover.models import Placement, Shift
from standing.areas.cover.permissions import check_can_in_unit
from standing.areas.cover.rota.digests import digests_of
from standing.areas.cover.rota.wanted import (
    ADDED,
    CHANGED,
    REMOVED,
    Difference,
    PersonWanted,
    RotaChange,
    Said,
    ShiftWanted,
    differences_between,
    keeping,
)
from standing.areas.people.models import Account, Unit
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused


@writing()
def add_shift(*, by: Actor, unit: Unit, wanted: ShiftWanted) -> Shift:
    """Put a shift on the rota of a unit. Raises `NotAllowed`, and `Refused` where it stands there already."""
    check_can_in_unit(by, Ability.KEEP_ROTAS, unit)
    there = _on_rota(unit, [wanted.when.starts_on])
    if wanted.key in there:
        raise Refused(
            f"{wanted.words} is on the rota of {unit.name} already. Open it there, or call this one otherwise.",
            field="name",
        )
    shift = _write(by, unit, wanted, "")
    words = {"shift": wanted.words, "hours": wanted.hours, "people": [one.words for one in wanted.people]}
    words = {"unit": unit.code, **words, **_digest(shift)}
    record_event(by=by, action="add_shift", subject=shift.subject, words=words)
    return shift


@writing()
def remove_shift(*, by: Actor, shift: Shift) -> None:
    """Take a shift off the rota, with everybody on it. Raises `NotAllowed`, and `Refused` where it is off already."""
    check_can_in_unit(by, Ability.KEEP_ROTAS, shift.unit)
    stood = _standing(_still(shift))
    _take_off(by, shift)
    words = {"unit": shift.unit.code, "shift": stood.words, "people": [one.words for one in stood.people]}
    record_event(by=by, action="remove_shift", subject=shift.subject, words={**words, **_digest(shift)})


@writing()
def put_on_shift(*, by: Actor, shift: Shift, wanted: PersonWanted) -> Placement:
    """Put somebody on a shift. Raises `NotAllowed`, and `Refused` for somebody who is on it."""
    check_can_in_unit(by, Ability.KEEP_ROTAS, shift.unit)
    stood = _standing(_still(shift))
    if wanted.key in {one.key for one in stood.people}:
        raise Refused(f"{wanted.called} is on this shift already.", field="who")
    row = _place(by, shift, wanted)
    _tell(by, "put_on_shift", shift, wanted.words)
    return row


@writing()
def change_placement(
    *, by: Actor, placement: Placement, role: str, band: int | None, leads: bool
) -> Placement:
    """Say otherwise what somebody does on a shift. Raises `NotAllowed`, and `Refused` where they are on it no more."""
    shift = placement.shift
    check_can_in_unit(by, Ability.KEEP_ROTAS, shift.unit)
    before = PersonWanted.of(_still_on(placement))
    after = PersonWanted(before.person, before.name, role.strip(), band, leads)
    if before == after:
        return placement
    _off(by, [placement])
    row = _place(by, shift, after)
    _tell(by, "change_placement", shift, f"{before.words} becomes {after.words}")
    return row


@writing()
def take_off_shift(*, by: Actor, placement: Placement) -> None:
    """Take somebody off a shift. Raises `NotAllowed`, and `Refused` where they are off it already."""
    shift = placement.shift
    check_can_in_unit(by, Ability.KEEP_ROTAS, shift.unit)
    words = PersonWanted.of(_still_on(placement)).words
    _off(by, [placement])
    _tell(by, "take_off_shift", shift, words)


@writing()
def replace_rota(
    *,
    by: Actor,
    unit: Unit,
    shifts: Sequence[ShiftWanted],
    source: str = "",
    silent: Collection[Said] = (),
    dry_run: bool = False,
) -> RotaChange:
    """Put these shifts in place of all that stands on the rota of a unit for the days they begin on; other days stay.

    All of it or nothing. What is the same stays as it is, so that a rota sent twice changes nothing; so does that of
    which the rota says nothing at all (`silent`). With `dry_run` it is only said what would be done. Raises
    `NotAllowed`, and `Refused` for nothing, or for a shift that comes twice.
    """
    check_can_in_unit(by, Ability.KEEP_ROTAS, unit)
    if not shifts:
        raise Refused("There is no shift in this rota, so nothing says which days it is for.", field="text")
    wanted = {one.key: one for one in shifts}
    if len(wanted) < len(shifts):
        raise Refused("A shift of one name comes twice on a day.", field="text")
    days = tuple(sorted({one.when.starts_on for one in shifts}))
    there = _on_rota(unit, days)
    stood = {key: _standing(shift) for key, shift in there.items()}
    wanted = {key: keeping(stood[key], one, silent) if key in stood else one for key, one in wanted.items()}
    found = _differences(stood, wanted)
    change = RotaChange(
        days, tuple(found), sum(stood.get(key) is not None for key in wanted) - _changed(found)
    )
    if dry_run or not found:
        return change
    written = []
    for key, shift in there.items():
        if key not in wanted:
            _take_off(by, shift)
            written.append(shift)
        elif differences_between(stood[key], wanted[key]):
            _rewrite(by, shift, stood[key], wanted[key], source)
            written.append(shift)
    written += [_write(by, unit, one, source) for key, one in wanted.items() if key not in there]
    words = {
        "unit": unit.code,
        "days": [day.isoformat() for day in days],
        "from": source,
        "unchanged": change.unchanged,
        **{what: [_said(one) for one in found if one.what == what] for what in (ADDED, CHANGED, REMOVED)},
        "digests": digests_of([shift.pk for shift in written]),
    }
    record_event(by=by, action="replace_rota", subject=f"unit:{unit.code}", words=words)
    return change


def _changed(found: Sequence[Difference]) -> int:
    return sum(one.what == CHANGED for one in found)


def _said(one: Difference) -> str:
    return "; ".join((one.shift, *one.how))


def _differences(
    stood: dict[tuple[date, str], ShiftWanted], wanted: dict[tuple[date, str], ShiftWanted]
) -> list[Difference]:
    found = []
    for key in sorted({*stood, *wanted}):
        before, after = stood.get(key), wanted.get(key)
        if before is None and after is not None:
            found.append(Difference(ADDED, *_named(after), tuple(one.words for one in after.people)))
        elif before is not None and after is None:
            found.append(Difference(REMOVED, *_named(before), tuple(one.words for one in before.people)))
        elif before is not None and after is not None and (how := differences_between(before, after)):
            found.append(Difference(CHANGED, *_named(after), how))
    return found


def _named(shift: ShiftWanted) -> tuple[str, date]:
    return shift.name, shift.when.starts_on


def _on_rota(unit: Unit, days: Sequence[date]) -> dict[tuple[date, str], Shift]:
    rows = Shift.objects.filter(unit=unit, starts_on__in=days, removed_at__isnull=True)
    found = rows.select_related("unit").prefetch_related("placements__person")
    return {(row.starts_on, row.name.casefold()): row for row in found}


def _standing(shift: Shift) -> ShiftWanted:
    """A shift and everybody on it, as they stand on the rota; two records of one person once."""
    rows = [row for row in shift.placements.all() if row.removed_at is None]
    people = {one.key: one for one in map(PersonWanted.of, rows)}
    return ShiftWanted.of(shift, tuple(people.values()))


def _still(shift: Shift) -> Shift:
    found = Shift.objects.filter(pk=shift.pk, removed_at__isnull=True).first()
    if found is None:
        raise Refused("This shift is on the rota no more: somebody took it off. Look at the rota again.")
    return found


def _still_on(placement: Placement) -> Placement:
    _still(placement.shift)
    found = Placement.objects.filter(pk=placement.pk, removed_at__isnull=True).first()
    if found is None:
        raise Refused("They are on this shift no more, or somebody changed it. Look at the shift again.")
    return found


def _write(by: Actor, unit: Unit, wanted: ShiftWanted, source: str) -> Shift:
    shift = Shift.objects.create(
        unit=unit, name=wanted.name, source=source, made_at=clock.now(), made_by=_account(by), **_when(wanted)
    )
    Placement.objects.bulk_create(_row(by, shift, one) for one in wanted.people)
    return shift


def _when(wanted: ShiftWanted) -> dict[str, object]:
    when = wanted.when
    return {
        "kind": when.kind,
        "starts_on": when.starts_on,
        "ends_on": when.days[-1],
        "starts_at": when.starts_at,
        "ends_at": when.ends_at,
    }


def _rewrite(by: Actor, shift: Shift, before: ShiftWanted, after: ShiftWanted, source: str) -> None:
    """Make a shift that stays what it is to be: whoever stays on it unchanged keeps their place."""
    Shift.objects.filter(pk=shift.pk).update(name=after.name, source=source, **_when(after))
    now = {one.key: one for one in after.people}
    was = {one.key: one for one in before.people}
    rows = [row for row in shift.placements.all() if row.removed_at is None]
    _off(by, [row for row in rows if now.get(PersonWanted.of(row).key) != PersonWanted.of(row)])
    Placement.objects.bulk_create(_row(by, shift, one) for key, one in now.items() if was.get(key) != one)


def _take_off(by: Actor, shift: Shift) -> None:
    closed = {"removed_at": clock.now(), "removed_by": _account(by)}
    Placement.objects.filter(shift=shift, removed_at__isnull=True).update(**closed)
    Shift.objects.filter(pk=shift.pk).update(**closed)


def _off(by: Actor, rows: Sequence[Placement]) -> None:
    found = Placement.objects.filter(pk__in=[row.pk for row in rows])
    found.update(removed_at=clock.now(), removed_by=_account(by))


def _place(by: Actor, shift: Shift, wanted: PersonWanted) -> Placement:
    row = _row(by, shift, wanted)
    row.save()
    return row


def _row(by: Actor, shift: Shift, wanted: PersonWanted) -> Placement:
    return Placement(
        shift=shift,
        person=wanted.person,
        name=wanted.name.strip(),
        role=wanted.role.strip(),
        band=wanted.band,
        leads=wanted.leads,
        added_at=clock.now(),
        added_by=_account(by),
    )


def _tell(by: Actor, action: str, shift: Shift, who: str) -> None:
    words = {"unit": shift.unit.code, "shift": f"{shift.name}, {shift.starts_on.isoformat()}", "who": who}
    record_event(by=by, action=action, subject=shift.subject, words={**words, **_digest(shift)})


def _digest(shift: Shift) -> dict[str, str]:
    """What stands of a shift once all is written, for its event."""
    return {"digest": digests_of([shift.pk])[shift.subject]}


def _account(by: Actor) -> Account | None:
    return by if isinstance(by, Account) else None
