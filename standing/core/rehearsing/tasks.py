"""The tasks that a revision leaves to people: what an assessor has to judge of somebody, and by when."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.fates import AWAITING, Fate
from standing.core.rules.links import CARRYING, JUDGED

EQUIVALENCE, OFFER = "equivalence", "offer"
NOT_CARRIED = "not_carried"
"""No task of an assessor: the person is assessed on the new standard, and is told why."""


@dataclass(frozen=True)
class TaskOfPerson:
    """An assessor is to judge whether old decisions of a person meet a new standard, or to look at evidence offered
    toward it. `sources` are the old standards it may come from, in the order of the crosswalk, held or not.
    """

    task: str
    standard: str
    context: str
    sources: tuple[str, ...]


def tasks_of(fates: Iterable[Fate], rows: Mapping[str, CrosswalkRow]) -> list[TaskOfPerson]:
    """A task for each new standard and context in which something of a person waits for an assessor.

    Every old standard of a many-to-one target that is judged is a source, whether the person holds it or not. What
    could not be carried as the crosswalk says is judged like an equivalence. A target that some row only offers
    evidence toward is an offer, unless another row of the person is judged for it.
    """
    found: dict[tuple[str, str], str] = {}
    fates = list(fates)
    awaiting = {fate.old for fate in fates if fate.fate == AWAITING}
    for fate in fates:
        if fate.fate == AWAITING:
            row = rows[fate.old]
            task = OFFER if row.treatment == OFFER else EQUIVALENCE
            for new in row.new:
                key = (new, _context_of(row, fate))
                found[key] = EQUIVALENCE if EQUIVALENCE in (task, found.get(key)) else OFFER
    return [
        TaskOfPerson(task, new, context, tuple(_sources(new, rows, awaiting)))
        for (new, context), task in sorted(found.items())
    ]


def _context_of(row: CrosswalkRow, fate: Fate) -> str:
    """Where it is judged: in the context held, or the one that the revision names for what may be carried there."""
    return row.context if row.treatment in CARRYING and row.context else fate.context


def _sources(new: str, rows: Mapping[str, CrosswalkRow], awaiting: Collection[str]) -> Iterator[str]:
    """The old standards that are judged for a new one: what is carried onto it is there already."""
    for row in rows.values():
        if new in row.new and (row.treatment in JUDGED or row.old in awaiting):
            yield row.old
