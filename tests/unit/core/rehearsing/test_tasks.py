"""The tasks that a revision leaves to assessors."""

from __future__ import annotations

from standing.core.rehearsing.tasks import EQUIVALENCE, OFFER, TaskOfPerson, tasks_of
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.fates import AWAITING, CARRIED, KEPT, WITHDRAWN, Fate

ROWS = {
    row.old: row
    for row in (
        CrosswalkRow("r", "MH71", "replaced", ("SC421",)),
        CrosswalkRow("r", "MH72", "replaced", ("SC421",)),
        CrosswalkRow("r", "MH41", "split", ("CMD7", "SC426"), "all"),
        CrosswalkRow("r", "MH45", "absorbed", ("MH20",)),
        CrosswalkRow("r", "MH20old", "replaced", ("MH20",)),
        CrosswalkRow("r", "MH20kept", "recoded", ("MH20",)),
        CrosswalkRow("r", "MH10", "widened", ("GEN103",), context="older people"),
    )
}


def awaiting(old: str, context: str = "") -> Fate:
    return Fate(old, context, AWAITING, "why")


def test_each_target_of_a_split_is_a_task_and_every_old_standard_of_a_target_is_a_source() -> None:
    assert tasks_of([awaiting("MH71"), awaiting("MH41", "forensic")], ROWS) == [
        TaskOfPerson(EQUIVALENCE, "CMD7", "forensic", ("MH41",)),
        TaskOfPerson(EQUIVALENCE, "SC421", "", ("MH71", "MH72")),
        TaskOfPerson(EQUIVALENCE, "SC426", "forensic", ("MH41",)),
    ]


def test_an_offer_is_one_unless_the_target_is_judged_for_another_reason() -> None:
    assert [task.task for task in tasks_of([awaiting("MH45")], ROWS)] == [OFFER]
    for fates in ([awaiting("MH45"), awaiting("MH20old")], [awaiting("MH20old"), awaiting("MH45")]):
        (task,) = tasks_of(fates, ROWS)
        assert task == TaskOfPerson(EQUIVALENCE, "MH20", "", ("MH45", "MH20old"))


def test_what_is_held_too_narrowly_to_be_carried_is_judged_in_the_context_of_the_revision() -> None:
    (task,) = tasks_of([awaiting("MH10", "forensic")], ROWS)
    assert task == TaskOfPerson(EQUIVALENCE, "GEN103", "older people", ("MH10",))


def test_what_is_kept_carried_or_withdrawn_leaves_no_task() -> None:
    fates = [Fate("MH10", "", CARRIED), Fate("MH71", "", KEPT), Fate("MH72", "", WITHDRAWN)]
    assert tasks_of(fates, ROWS) == []
