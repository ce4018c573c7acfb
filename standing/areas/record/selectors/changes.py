"""Changes in force, and what a person has still to sign."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known
from standing.areas.record.models import Change, Decision, Signature
from standing.areas.record.permissions import check_can_for_person
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.records import PairOfRecord, RecordOfPerson
from standing.areas.standards.models import Standard
from standing.core.engine.explain import Because, Remedy


@dataclass(frozen=True)
class ChangeInForce:
    """A version of a subject with every standard it touches. `rows` has at least one."""

    rows: tuple[Change, ...]

    @property
    def first(self) -> Change:
        """The first of its rows, for what is the same in all of them."""
        return self.rows[0]


@dataclass(frozen=True)
class ToSign:
    """A change a person owes a signature for, by when, and for which standards of their record."""

    change: ChangeInForce
    last_day: date | None
    blocks: bool
    standards: tuple[str, ...]
    is_required: bool = True


def changes_in_force(*, by: Actor) -> list[ChangeInForce]:
    """Every change known now, newest first."""
    check_can(by, Ability.SEE_CATALOGUE)
    return _grouped(
        known(Change.objects.select_related("standard"), None).order_by("-effective_on", "subject", "pk")
    )


def change_in_force(*, by: Actor, subject: str, version: int) -> ChangeInForce:
    """A version of a subject known now. Raises `NotFound`."""
    check_can(by, Ability.SEE_CATALOGUE)
    rows = known(Change.objects.filter(subject=subject, version=version), None).select_related("standard")
    found = _grouped(rows.order_by("standard__order"))
    if not found:
        raise NotFound(f"There is no version {version} of {subject}.")
    return found[0]


def _grouped(rows: Iterable[Change]) -> list[ChangeInForce]:
    groups: dict[tuple[str, int], list[Change]] = {}
    for row in rows:
        groups.setdefault((row.subject, row.version), []).append(row)
    return [ChangeInForce(tuple(group)) for group in groups.values()]


def signatures_owed(record: RecordOfPerson) -> list[ToSign]:
    """What is to be signed by a record already read, the most pressing first. One query."""
    owed: dict[tuple[str, int], list[tuple[Because, PairOfRecord]]] = {}
    for pair in record.pairs:
        for because in pair.explanation.because:
            if because.remedy == Remedy.SIGN and because.change is not None:
                key = (because.change.subject, because.change.version)
                owed.setdefault(key, []).append((because, pair))
    rows = known(Change.objects.filter(subject__in={subject for subject, _ in owed}), record.known_on)
    changes = {
        (change.first.subject, change.first.version): change
        for change in _grouped(rows.select_related("standard").order_by("standard__order"))
    }
    found = [
        ToSign(
            change=changes[key],
            last_day=min((because.last_day for because, _ in why if because.last_day), default=None),
            blocks=any(because.since for because, _ in why),
            standards=tuple(sorted({pair.standard.pk for _, pair in why})),
            is_required=any(pair.is_required for _, pair in why),
        )
        for key, why in owed.items()
    ]
    return sorted(found, key=lambda item: (not item.blocks, item.last_day or date.min))


def signature_of(*, by: Actor, person: Person, subject: str, version: int) -> Signature | None:
    """The signature, if any, by which the person has signed this version or a later one. Raises `NotAllowed`."""
    check_can_for_person(by, Ability.SEE_RECORD, person)
    rows = known(Signature.objects.filter(person=person, subject=subject, version__gte=version), None)
    return rows.order_by("signed_on", "pk").first()


def carried_onto(*, by: Actor, person: Person, standards: Collection[str]) -> dict[str, list[Standard]]:
    """Which old standards of a person an adopted revision carried onto each of these, by the new one's id. Raises
    `NotAllowed`.
    """
    check_can_for_person(by, Ability.SEE_RECORD, person)
    rows = known(Decision.objects.filter(person=person, standard__in=standards), None)
    carried = rows.filter(carried_from__isnull=False).select_related("carried_from__standard")
    found: dict[str, dict[str, Standard]] = {}
    for row in carried.order_by("carried_from__standard__order"):
        assert row.carried_from is not None
        old = row.carried_from.standard
        found.setdefault(row.standard_id, {})[old.pk] = old
    return {new: list(olds.values()) for new, olds in found.items()}
