"""The chain shows whatever was done to it past Standing, and says where."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from standing.areas.audit import checking
from standing.areas.audit.actions import Said, erase_words, record_events
from standing.areas.audit.actors import System
from standing.areas.audit.anchor import replace_anchor
from standing.areas.audit.digests import digest_event, digest_words
from standing.areas.audit.models import Event, EventWords
from standing.areas.audit.selectors import check_chain

pytestmark = pytest.mark.django_db

BY = System("tests")
Commit = Callable[..., Any]


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody else writes here, so an anchor that is behind stays behind."""
    monkeypatch.setattr(checking, "CATCHING_UP", 0.0)


@pytest.fixture
def chain(django_capture_on_commit_callbacks: Commit) -> None:
    """Six events, anchored."""
    with django_capture_on_commit_callbacks(execute=True):
        record(6)


def record(many: int) -> list[Event]:
    with transaction.atomic():
        return record_events(
            by=BY,
            said=[Said("add_thing", f"thing:{n}", {"name": f"made up {n}"}) for n in range(1, many + 1)],
        )


def found() -> list[tuple[str, str]]:
    return [(problem.where, problem.what) for problem in check_chain()]


def remove(*sequences: int) -> None:
    EventWords.objects.filter(event__in=sequences).delete()
    Event.objects.filter(sequence__in=sequences).delete()


def forge(sequence: int, previous_digest: str, **parts: Any) -> Event:
    """An event as somebody would write it who has the code and the database, and not the anchor."""
    said: dict[str, Any] = {
        "sequence": sequence,
        "at": Event.objects.get(sequence=1).at,
        "actor": "account:1",
        "action": "add_thing",
        "subject": "thing:forged",
        "words_digest": digest_words("salt", {}),
        "previous_digest": previous_digest,
    } | parts
    event = Event.objects.create(**said, digest=digest_event(**said))
    EventWords.objects.create(event=event, salt="salt", words={})
    return event


@pytest.mark.usefixtures("chain")
def test_a_chain_that_was_left_alone() -> None:
    assert found() == []


def test_no_events_and_no_anchor() -> None:
    assert found() == []


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize(
    "parts",
    [
        {"actor": "account:9"},
        {"action": "remove_thing"},
        {"subject": "thing:9"},
        {"at": F("at") + timedelta(microseconds=1)},
    ],
)
def test_an_altered_event(parts: dict[str, Any]) -> None:
    Event.objects.filter(sequence=3).update(**parts)
    (problem,) = found()
    assert problem[0] == "event 3"
    assert problem[1].startswith("Event 3 (")
    assert problem[1].endswith("was altered: its digest is not that of what it says.")


@pytest.mark.usefixtures("chain")
def test_an_altered_event_with_its_digest_made_again() -> None:
    event = Event.objects.get(sequence=3)
    parts = {
        name: getattr(event, name)
        for name in ("sequence", "at", "actor", "action", "words_digest", "previous_digest")
    }
    digest = digest_event(**parts, subject="thing:9")
    Event.objects.filter(sequence=3).update(subject="thing:9", digest=digest)
    assert found() == [
        (
            "event 4",
            "Event 4 does not follow event 3: one of them was altered, inserted or put in another place.",
        )
    ]


@pytest.mark.usefixtures("chain")
def test_a_removed_event() -> None:
    remove(3)
    assert found() == [("event 3", "Event 3 is missing: removed.")]


@pytest.mark.usefixtures("chain")
def test_removed_events_at_the_beginning() -> None:
    remove(1, 2)
    assert found() == [("event 1", "Events 1 to 2 are missing: removed.")]


@pytest.mark.usefixtures("chain")
def test_a_removed_event_whose_followers_were_numbered_again() -> None:
    remove(3)
    with connection.constraint_checks_disabled():
        for sequence in (4, 5, 6):
            Event.objects.filter(sequence=sequence).update(sequence=sequence - 1)
            EventWords.objects.filter(event_id=sequence).update(event_id=sequence - 1)
    assert [where for where, _ in found()] == ["event 3", "event 3", "event 4", "event 5", "event 6"]
    assert found()[0][1].startswith("Event 3 does not follow event 2")
    assert found()[-1][1] == "The chain ends with event 5, but event 6 was anchored: the end was cut off."


@pytest.mark.usefixtures("chain")
def test_an_inserted_event() -> None:
    remove(4)
    forge(4, Event.objects.get(sequence=3).digest)
    assert found() == [
        (
            "event 5",
            "Event 5 does not follow event 4: one of them was altered, inserted or put in another place.",
        )
    ]


@pytest.mark.usefixtures("chain")
def test_two_events_that_changed_places() -> None:
    with connection.constraint_checks_disabled():
        for before, after in ((3, 99), (4, 3), (99, 4)):
            Event.objects.filter(sequence=before).update(sequence=after)
            EventWords.objects.filter(event_id=before).update(event_id=after)
    assert {where for where, _ in found()} == {"event 3", "event 4", "event 5"}


@pytest.mark.usefixtures("chain")
def test_an_end_that_was_cut_off() -> None:
    remove(5, 6)
    assert found() == [
        ("event 5", "The chain ends with event 4, but event 6 was anchored: the end was cut off.")
    ]


@pytest.mark.usefixtures("chain")
def test_everything_that_was_cut_off() -> None:
    remove(1, 2, 3, 4, 5, 6)
    assert found() == [
        ("event 1", "The chain ends with event 0, but event 6 was anchored: the end was cut off.")
    ]


@pytest.mark.usefixtures("chain")
def test_a_cut_end_is_not_hidden_by_what_is_recorded_later(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    remove(5, 6)
    with django_capture_on_commit_callbacks(execute=True):
        record(4)
    assert [where for where, _ in found()] == ["event 6", "anchor"]
    assert found()[0][1] == (
        "Event 6 is not the one that was anchored: "
        "the chain was written again from some event on, or the anchor is of another store."
    )


@pytest.mark.usefixtures("chain")
def test_an_event_added_past_standing() -> None:
    forge(7, Event.objects.get(sequence=6).digest)
    ((where, what),) = found()
    assert where == "anchor"
    assert what == (
        "The anchor is at event 6 and the chain goes on to event 7: "
        "events were written past Standing, or an older anchor was put back."
    )


@pytest.mark.usefixtures("chain")
def test_a_chain_written_again_from_the_start() -> None:
    remove(1, 2, 3, 4, 5, 6)
    record(6)
    assert [where for where, _ in found()] == ["event 6"]


@pytest.mark.usefixtures("chain")
def test_altered_words() -> None:
    EventWords.objects.filter(event=3).update(words={"name": "another"})
    assert found() == [("event 3", "The words of event 3 were altered.")]


@pytest.mark.usefixtures("chain")
def test_words_that_are_gone() -> None:
    EventWords.objects.filter(event=3).delete()
    assert found() == [("event 3", "The words of event 3 are gone, and were not erased.")]


@pytest.mark.usefixtures("chain")
def test_words_erased_by_an_action(django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        erase_words(by=BY, event=Event.objects.get(sequence=3), why="It named somebody.")
    assert found() == []


@pytest.mark.usefixtures("chain")
def test_words_erased_past_standing() -> None:
    EventWords.objects.filter(event=3).update(words=None, salt="", erased_at="2026-03-03T09:00:00Z")
    assert found() == [("event 3", "The words of event 3 are marked as erased, and no event says by whom.")]


@pytest.mark.usefixtures("chain")
def test_an_anchor_that_is_missing(anchor_of_the_audit_trail: Path) -> None:
    anchor_of_the_audit_trail.unlink()
    ((where, what),) = found()
    assert where == "anchor"
    assert "is missing, so events cut off the end would not show." in what


@pytest.mark.usefixtures("chain")
def test_an_older_anchor(anchor_of_the_audit_trail: Path) -> None:
    event = Event.objects.get(sequence=4)
    anchor_of_the_audit_trail.write_text(json.dumps({"sequence": 4, "digest": event.digest}))
    ((where, what),) = found()
    assert where == "anchor"
    assert what.startswith("The anchor is at event 4 and the chain goes on to event 6")


@pytest.mark.usefixtures("chain")
@pytest.mark.parametrize("text", ["", "{}", "[]", '{"sequence": 0, "digest": "x"}', '{"sequence": 6}'])
def test_an_anchor_that_cannot_be_read(anchor_of_the_audit_trail: Path, text: str) -> None:
    anchor_of_the_audit_trail.write_text(text)
    remove(3)
    (anchor, event) = found()
    assert anchor[0] == "anchor"
    assert "cannot be read as an anchor of the audit trail" in anchor[1]
    assert event == ("event 3", "Event 3 is missing: removed.")


@pytest.mark.usefixtures("chain")
def test_every_problem_says_what_to_do(anchor_of_the_audit_trail: Path) -> None:
    anchor_of_the_audit_trail.unlink()
    remove(3)
    removed, anchor = check_chain()
    assert removed.do.startswith("Keep this store and its anchor file as they are")
    assert anchor.do.startswith("Find out why.")


@pytest.mark.usefixtures("chain")
def test_a_problem_that_is_explained_is_put_behind(anchor_of_the_audit_trail: Path) -> None:
    remove(5, 6)
    assert replace_anchor() == anchor_of_the_audit_trail.with_name("audit-head.json.before-1")
    assert found() == []


@pytest.mark.usefixtures("chain")
def test_checking_reads_rows_as_it_goes(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(2):
        assert found() == []
