"""The one door: facts are appended and retracted here and nowhere else.

In one transaction it checks, writes, audits, and brings the periods up to date. Whether somebody may is
asked by the action that comes to the door; that nobody decides about themself is asked here, of everyone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.db import transaction

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_events, writing
from standing.areas.people.models import Account, Person, Unit
from standing.areas.record import models
from standing.areas.record.checks import check_decisions, check_not_about_oneself
from standing.areas.record.loading import FACT_OF_ROW
from standing.areas.record.periods import (
    is_in_bulk,
    mark_stale,
    people_touched_by_roles,
    people_touched_by_standards,
    store_periods,
)
from standing.areas.record.tasks import store_stale
from standing.areas.record.trail import APPEND, RETRACT, event_action, words_of
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.rules import facts


@dataclass(frozen=True)
class EditionEnd:
    """The last day an edition counts: in the rules a column of `standards`, here a fact of its own."""

    standard: str
    ends_on: date


Fact = (
    facts.RefreshRule
    | facts.Requirement
    | facts.Assignment
    | facts.Decision
    | facts.Change
    | facts.Membership
    | facts.Signature
    | facts.Absence
    | facts.Suspension
    | facts.Claim
    | EditionEnd
)

ROW_OF_FACT: Mapping[type[Any], type[models.FactRow]] = {
    **{fact: row for row, fact in FACT_OF_ROW.items()},
    EditionEnd: models.EditionEnd,
}

_SET_BY_THE_DOOR = frozenset({"recorded_on", "retracted_on", "decision"})


@dataclass(frozen=True)
class Entry:
    """A fact to append, and what the record keeps beside it: where it comes from, and the columns the
    rules do not read.
    """

    fact: Fact
    source: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


@writing()
def append_facts(*, by: Actor, entries: Sequence[Entry], why: str = "") -> list[models.FactRow]:
    """Append facts to the record. Raises `Refused` or `NotAllowed`, and then nothing is written."""
    rows = _Appending(by).rows(entries)
    record_events(by=by, said=[_said(APPEND, row, why) for row in rows])
    _bring_up_to_date(rows)
    return rows


@writing()
def retract_facts(*, by: Actor, rows: Sequence[models.FactRow], why: str) -> None:
    """Retract facts: from today they are not known. Raises `Refused`, and then nothing is written."""
    if not why.strip():
        raise Refused("Say why this is retracted: the reason stays with it.")
    for row in rows:
        if isinstance(row, models.Decision):
            check_not_about_oneself(by, row.person.ref)
        _retract(by, row, why)
    record_events(by=by, said=[_said(RETRACT, row, why) for row in rows])
    _bring_up_to_date(rows)


@writing()
def correct_facts(
    *, by: Actor, rows: Sequence[models.FactRow], entries: Sequence[Entry], why: str
) -> list[models.FactRow]:
    """Retract facts and append others in their place, or do neither."""
    retract_facts(by=by, rows=rows, why=why)
    return append_facts(by=by, entries=entries, why=why)


def _retract(by: Actor, row: models.FactRow, why: str) -> None:
    retracted = (
        type(row)
        ._default_manager.filter(pk=row.pk, retracted_on__isnull=True)
        .update(
            retracted_on=clock.today(),
            retracted_at=clock.now(),
            retracted_by=by if isinstance(by, Account) else None,
            retraction_reason=why.strip(),
        )
    )
    if not retracted:
        raise Refused(f"This {row.kind} was retracted before. Reload the page to see how it stands now.")
    row.refresh_from_db()


def _said(done: str, row: models.FactRow, why: str) -> Said:
    """What the audit trail says of a row: every column that is filled in, and why it was written."""
    return Said(event_action(done, row.kind), row.name, words_of(row) | ({"why": why} if why else {}))


class _Appending:
    """Turns entries into saved rows, looking up the people, units and standards they name once."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        self.account = by if isinstance(by, Account) else None
        self.moment = clock.now()
        self.today = clock.today()

    def rows(self, entries: Sequence[Entry]) -> list[models.FactRow]:
        self.people = _found(Person, "ref", "person", entries)
        self.units = _found(Unit, "code", "unit", entries)
        self.standards = _found(Standard, "id", "standard", entries)
        decisions = [entry.fact for entry in entries if isinstance(entry.fact, facts.Decision)]
        check_decisions(self.by, decisions, self.today)
        rows = [self._row(entry) for entry in entries]
        for row in rows:
            _check_once(row)
            row.save(force_insert=True)
        return rows

    def _row(self, entry: Entry) -> models.FactRow:
        given = {part.name: getattr(entry.fact, part.name) for part in fields(entry.fact)}
        columns = {
            name: self._column(name, value) for name, value in given.items() if name not in _SET_BY_THE_DOOR
        }
        if isinstance(entry.fact, facts.RefreshRule):
            del columns["ends_on"]
        return ROW_OF_FACT[type(entry.fact)](
            **columns,
            **entry.beside,
            source=entry.source,
            recorded_on=self.today,
            recorded_at=self.moment,
            recorded_by=self.account,
        )

    def _column(self, name: str, value: Any) -> Any:
        places: Mapping[str, Mapping[str, Any]] = {
            "person": self.people,
            "unit": self.units,
            "standard": self.standards,
        }
        return places[name].get(value) if name in places else value


def _found(model: Any, key: str, part: str, entries: Iterable[Entry]) -> dict[str, Any]:
    """The people, units or standards that the entries name, by name. Raises `Refused` for one that is
    not there.
    """
    named = {getattr(entry.fact, part, "") for entry in entries} - {""}
    found = {getattr(row, key): row for row in model._default_manager.filter(**{f"{key}__in": named})}
    missing = sorted(named - found.keys())
    if missing:
        raise Refused(
            f"There is no {part} {', '.join(missing)} in this service. Check the spelling, or add it first."
        )
    return found


def _check_once(row: models.FactRow) -> None:
    """Where a rule or a change may be known only once, say so before the database does."""
    if isinstance(row, models.RefreshRule):
        same: dict[str, Any] = {"rule_from": row.rule_from}
        what = "a refresh rule from that day"
    elif isinstance(row, models.Change):
        same = {"subject": row.subject, "version": row.version}
        what = f"version {row.version} of {row.subject}"
    else:
        return
    twins = type(row)._default_manager.filter(standard=row.standard, retracted_on__isnull=True)
    if twins.filter(**same).exists():
        raise Refused(f"{row.standard_id} has {what} already. Retract it first, or choose another.")


def _bring_up_to_date(rows: Iterable[models.FactRow]) -> None:
    """The people a fact names are computed anew at once; those touched by a fact about many are marked
    stale.
    """
    named: dict[int, Person] = {}
    standards: set[str] = set()
    roles: set[str] = set()
    for row in rows:
        if isinstance(row, models.Requirement):
            roles.add(row.role)
        elif isinstance(row, models.RefreshRule | models.EditionEnd | models.Change):
            standards.add(row.standard_id)
        else:
            named[row.person_id] = row.person  # type: ignore[attr-defined]
    touched = people_touched_by_standards(standards) | people_touched_by_roles(roles)
    if is_in_bulk():
        mark_stale(touched | named.keys())
        return
    if touched:
        mark_stale(touched)
        transaction.on_commit(store_stale.enqueue)
    if named:
        store_periods(list(named.values()))
