"""New editions follow the old ones: what is recorded, retracted, revoked or suspended there is so on the new, in the
same transaction and whenever it happens.

A row that is carried says so, has no assessor of its own, and is carried on where its standard is revised in turn.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from standing.areas.audit.actions import Actor, Said
from standing.areas.people.models import Person
from standing.areas.record.actions.entries import CARRIED_FROM, Appending, Entry, check_once, retract_row
from standing.areas.record.following import (
    BY_REVISION,
    Belonging,
    Due,
    Wanted,
    changes_due,
    due_of_people,
    links_in_force,
    olds_signed_apart,
)
from standing.areas.record.loading import load_asked
from standing.areas.record.models import Change, Decision, FactRow, Membership, Signature, Suspension
from standing.areas.record.trail import APPEND, RETRACT, event_action, words_of
from standing.core.rules.links import Link

FOLLOWED: tuple[type[FactRow], ...] = (Decision, Change, Suspension)
"""The kinds of facts that are carried over."""
PEOPLE_AT_ONCE = 250
CARRIED_OVER_FROM = "Carried over from"
"""How it begins what is said of where a carried row comes from."""
NOT_CARRIED = "Nothing is carried over for them any more."


@dataclass(frozen=True)
class Done:
    """A row that was appended or retracted, and why: what the audit trail is told of."""

    done: str
    row: FactRow
    why: str = ""

    @property
    def said(self) -> Said:
        """Every column of the row that is filled in, and why it was written."""
        words = words_of(self.row) | ({"why": self.why} if self.why else {})
        return Said(event_action(self.done, self.row.kind), self.row.name, words)


class Follower(Protocol):
    """What an area above writes because of what was written: asked in the same transaction, of the standards and the
    people that facts were written about. `people` is called only where the standards concern it.
    """

    def __call__(
        self, by: Actor, standards: Collection[str], people: Callable[[], Collection[int]]
    ) -> Sequence[Done]: ...


_beside: list[Follower] = []


def also_follow(follower: Follower) -> None:
    """An area above calls this when it is ready, to follow what is written about standards in its own way too."""
    _beside.append(follower)


def follow(by: Actor, rows: Sequence[FactRow]) -> list[Done]:
    """Write on the new editions what these rows, appended or retracted just now, ask for. What was done, in order."""
    followed: list[Done] = _follow_signatures(by, rows)
    ahead = [*rows, *(one.row for one in followed)]
    while ahead:
        written = [*_follow_once(by, ahead), *_follow_beside(by, ahead)]
        followed.extend(written)
        ahead = [one.row for one in written]
    return followed


def _follow_beside(by: Actor, rows: Iterable[FactRow]) -> list[Done]:
    those = [row for row in rows if isinstance(row, FOLLOWED)]
    people = {row.person_id for row in those if isinstance(row, Decision | Suspension)}
    return follow_beside(by, {_standard(row) for row in those} - {""}, lambda: people)


def follow_beside(by: Actor, standards: Collection[str], people: Callable[[], Collection[int]]) -> list[Done]:
    """What areas above write because of what was written about these standards and people."""
    return [one for each in _beside for one in each(by, standards, people)] if standards else []


def _follow_once(by: Actor, rows: Iterable[FactRow]) -> list[Done]:
    carried = [row for row in rows if isinstance(row, FOLLOWED)]
    links = links_in_force({_standard(row) for row in carried} - {""})
    done: list[Done] = []
    asked = load_asked() if links else None
    for those in links.values():
        assert asked is not None
        mine = [row for row in carried if _standard(row) in {link.old for link in those}]
        if any(isinstance(row, Change) for row in mine):
            done.extend(retract_children(by, [row for row in mine if isinstance(row, Change)]))
            done.extend(write(by, changes_due(those, load_asked())))
        people = {row.person_id: row.person for row in mine if isinstance(row, Decision | Suspension)}
        if people:
            done.extend(write(by, due_of_people(list(people.values()), those, asked)))
    return done


def _follow_signatures(by: Actor, rows: Iterable[FactRow]) -> list[Done]:
    """Whoever signed, or did not after all, what a later revision repeats under another subject is asked so there."""
    signed = [row for row in rows if isinstance(row, Signature)]
    olds = olds_signed_apart({row.subject for row in signed}) if signed else set()
    if not olds:
        return []
    people = list({row.person_id: row.person for row in signed}.values())
    asked = load_asked()
    return [
        one
        for those in links_in_force(olds).values()
        for one in write(by, due_of_people(people, those, asked))
    ]


def _standard(row: Any) -> str:
    return row.standard_id or ""


def retract_children(by: Actor, changes: Sequence[Change]) -> list[Done]:
    """Retract what was carried from those of these changes that are retracted themselves."""
    gone = [row for row in changes if row.retracted_on is not None]
    children = Change.objects.filter(carried_from__in=gone, retracted_on__isnull=True).order_by("pk")
    return [_retracted(by, row) for row in children]


def write(by: Actor, due: Due, **columns: Any) -> list[Done]:
    """Retract and append what is due. `columns` are those that the appended rows share, such as their batch."""
    done = [_retracted(by, row) for row in due.retract]
    entries = [*map(entry_of, due.append), *map(entry_of_membership, due.belonging)]
    rows = Appending(by, **columns).rows(entries)
    written: tuple[Any, ...] = (*FOLLOWED, Membership)
    for model in written:
        made: list[Any] = [row for row in rows if type(row) is model]
        for row in made if model is Change else ():
            check_once(row)
        model.objects.bulk_create(made)
    return [*done, *(Done(APPEND, row) for row in rows)]


def _retracted(by: Actor, row: Any) -> Done:
    if isinstance(row, Membership):
        retract_row(by, row, NOT_CARRIED)
        return Done(RETRACT, row, NOT_CARRIED)
    source = row.carried_from
    if source.retracted_on is not None:
        why = f"What it was carried over from was retracted: {source.retraction_reason}"[:500]
    else:
        why = f"Carried over anew, since more is known of {source.standard_id}."
    retract_row(by, row, why)
    return Done(RETRACT, row, why)


def entry_of(wanted: Wanted) -> Entry:
    """A fact to stand on a new standard as it comes to the door: with what the record keeps beside its source."""
    fact, source = wanted
    beside: dict[str, Any] = {CARRIED_FROM: source.pk}
    if isinstance(source, Decision):
        beside |= {"evidence": source.evidence, "assessor_unknown": source.assessor_unknown}
    elif isinstance(source, Change):
        beside |= {"title": source.title, "what_changed": source.what_changed}
    elif isinstance(source, Suspension):
        beside |= {"reason": source.reason}
    if getattr(source, "recorded_for_id", None) is not None:
        beside["recorded_for_id"] = source.recorded_for_id  # type: ignore[attr-defined]
    return Entry(fact, source=source_in_words(source), beside=beside)


def entry_of_membership(one: Belonging) -> Entry:
    """The membership of somebody who is carried over, as it comes to the door."""
    beside = {} if one.recorded_for is None else {"recorded_for_id": one.recorded_for}
    return Entry(one.fact, source=membership_words(one.link), beside=beside)


def membership_words(link: Link) -> str:
    """What is said of why somebody belongs to those whom a revision's change asks."""
    return f"{BY_REVISION}{link.subject}: carried over from {link.old} onto {link.new}"


def source_in_words(source: Any) -> str:
    """What is said of where a carried row comes from."""
    return carried_words(source.name, source.standard_id)


def carried_words(name: str, standard: str) -> str:
    """What is said of where a carried row comes from, by its name in the audit trail."""
    return f"{CARRIED_OVER_FROM} {name} on {standard}"


def follow_many(by: Actor, about: dict[str, Collection[int]], changes: bool, **columns: Any) -> list[Done]:
    """As `follow`, for the people of whom something was written at once, by the standard and by key; `changes` says
    that changes to these standards were written too. Some people at a time.
    """
    done: list[Done] = []
    while about or changes:
        links = links_in_force(list(about))
        written: list[Done] = []
        for those in links.values():
            written.extend(_follow_those(by, those, about, changes, columns))
        done.extend(written)
        changes = any(isinstance(one.row, Change) for one in written)
        about = _about(written)
        if not links:
            break
    return done


def _follow_those(
    by: Actor,
    those: Sequence[Link],
    about: dict[str, Collection[int]],
    changes: bool,
    columns: dict[str, Any],
) -> list[Done]:
    done: list[Done] = []
    if changes:
        done.extend(write(by, changes_due(those, load_asked()), **columns))
    keys = sorted({key for link in those for key in about.get(link.old, ())})
    asked = load_asked()
    for start in range(0, len(keys), PEOPLE_AT_ONCE):
        people = list(Person.objects.filter(pk__in=keys[start : start + PEOPLE_AT_ONCE]))
        done.extend(write(by, due_of_people(people, those, asked), **columns))
    return done


def _about(done: Iterable[Done]) -> dict[str, Collection[int]]:
    found: dict[str, set[int]] = {}
    for one in done:
        if not isinstance(one.row, FOLLOWED):
            continue
        people = found.setdefault(_standard(one.row), set())
        if isinstance(one.row, Decision | Suspension):
            people.add(one.row.person_id)
    return dict(found)
