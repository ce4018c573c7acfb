"""What comes to the door, and the rows it becomes. Nothing here audits, and nothing here is for other areas but
`Entry` and `EditionEnd`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Unit
from standing.areas.record import models
from standing.areas.record.checks import check_decisions
from standing.areas.record.inserting import insert_given
from standing.areas.record.loading import FACT_OF_ROW
from standing.areas.record.restrictions import RestrictedPractice
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
    | RestrictedPractice
)

ROW_OF_FACT: Mapping[type[Any], type[models.FactRow]] = {
    **{fact: row for row, fact in FACT_OF_ROW.items()},
    EditionEnd: models.EditionEnd,
    RestrictedPractice: models.Restriction,
}

_COLUMNS_OF_FACT: Mapping[type[Any], tuple[str, ...]] = {
    fact: tuple(
        part.name
        for part in fields(fact)
        if part.name not in {"recorded_on", "retracted_on", "decision"}
        and not (fact is facts.RefreshRule and part.name == "ends_on")
    )
    for fact in ROW_OF_FACT
}
"""What of a fact is a column of its row as it is: the rest is set by the door."""

CARRIED_FROM = "carried_from_id"
"""Beside a fact that is carried over from another: nobody decides it anew."""

_NAMES_ASKED_AT_ONCE = 5000


@dataclass(frozen=True)
class Entry:
    """A fact to append, and what the record keeps beside it: where it comes from, and the columns the
    rules do not read.
    """

    fact: Fact
    source: str = ""
    beside: Mapping[str, Any] = field(default_factory=dict)


class Appending:
    """Turns entries into rows not saved yet, looking up the people, units and standards they name once."""

    def __init__(self, by: Actor, **columns: Any) -> None:
        self.by = by
        self.columns = {
            "recorded_on": clock.today(),
            "recorded_at": clock.now(),
            "recorded_by": account_of(by),
            **columns,
        }

    def rows(self, entries: Sequence[Entry]) -> list[models.FactRow]:
        """The rows, checked. Raises `Refused` or `NotAllowed`."""
        self._check(entries)
        return [ROW_OF_FACT[type(one.fact)](**self._given(one), **self.columns) for one in entries]

    def insert(self, entries: Sequence[Entry]) -> int:
        """Insert the rows, checked, without making an object of each: for thousands. How many. Raises as `rows`."""
        self._check(entries)
        kinds: dict[type[models.FactRow], list[dict[str, Any]]] = {}
        for one in entries:
            kinds.setdefault(ROW_OF_FACT[type(one.fact)], []).append(self._given(one))
        return sum(insert_given(model, self.columns, rows) for model, rows in kinds.items())

    def _check(self, entries: Sequence[Entry]) -> None:
        self.people = _people(entries)
        self.units = _found(Unit, "code", "unit", entries)
        self.standards = _found(Standard, "id", "standard", entries)
        decisions = [
            self._of_whom_it_is(entry.fact)
            for entry in entries
            if isinstance(entry.fact, facts.Decision) and CARRIED_FROM not in entry.beside
        ]
        check_decisions(self.by, decisions, clock.today())

    def _of_whom_it_is(self, decision: facts.Decision) -> facts.Decision:
        """The decision with the reference of the person whose record a merged one stands in."""
        ref = self.people[decision.person].ref
        return decision if ref == decision.person else replace(decision, person=ref)

    def _given(self, entry: Entry) -> dict[str, Any]:
        """The columns that an entry fills in, by name."""
        fact = entry.fact
        columns = {name: self._column(name, getattr(fact, name)) for name in _COLUMNS_OF_FACT[type(fact)]}
        return dict(**columns, **entry.beside, source=entry.source)

    def _column(self, name: str, value: Any) -> Any:
        if name == "person":
            return self.people[value]
        if name == "standard":
            return self.standards.get(value)
        if name == "unit":
            return self.units[value]
        return value


def account_of(by: Actor) -> Account | None:
    """The account that does something; none for a command on the server, which the event names."""
    return by if isinstance(by, Account) else None


def _people(entries: Iterable[Entry]) -> dict[str, Person]:
    """The people that the entries name, by name; for a record that was merged, whom it was merged into."""
    found = _found(Person, "ref", "person", entries, manager=Person.everybody.select_related("merged_into"))
    return {ref: person.kept for ref, person in found.items()}


def _found(model: Any, key: str, part: str, entries: Iterable[Entry], manager: Any = None) -> dict[str, Any]:
    """The people, units or standards that the entries name, by name. Raises `Refused` for one that is
    not there.
    """
    named = sorted({getattr(entry.fact, part, "") for entry in entries} - {""})
    found: dict[str, Any] = {}
    rows = model._default_manager if manager is None else manager
    for start in range(0, len(named), _NAMES_ASKED_AT_ONCE):
        some = named[start : start + _NAMES_ASKED_AT_ONCE]
        found |= {getattr(row, key): row for row in rows.filter(**{f"{key}__in": some})}
    missing = [name for name in named if name not in found]
    if missing:
        raise Refused(
            f"There is no {part} {', '.join(missing)} in this service. Check the spelling, or add it first."
        )
    return found


def retract_row(by: Actor, row: models.FactRow, why: str) -> None:
    """Retract a row, whoever may. Raises `Refused` if it was before."""
    columns = {
        "retracted_on": clock.today(),
        "retracted_at": clock.now(),
        "retracted_by": account_of(by),
        "retraction_reason": why.strip(),
    }
    if not type(row)._default_manager.filter(pk=row.pk, retracted_on__isnull=True).update(**columns):
        raise Refused(f"This {row.kind} was retracted before. Reload the page to see how it stands now.")
    for name, value in columns.items():
        setattr(row, name, value)


def check_once(row: models.FactRow) -> None:
    """Where a rule or a change may be known only once, say so before the database does. Raises `Refused`."""
    if isinstance(row, models.RefreshRule):
        same: dict[str, Any] = {"rule_from": row.rule_from}
        what = "a refresh rule from that day"
    elif isinstance(row, models.Change):
        same = {"subject": row.subject, "version": row.version}
        what = f"version {row.version} of {row.subject}"
    else:
        return
    twins = type(row)._default_manager.filter(standard=row.standard_id, retracted_on__isnull=True)
    if twins.filter(**same).exists():
        raise Refused(f"{row.standard_id} has {what} already. Retract it first, or choose another.")
