"""Events are recorded with what they tell of, in one chain, and looks beside it."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from standing.areas.audit import clock
from standing.areas.audit.actions import Said, erase_words, record_event, record_events, record_look, writing
from standing.areas.audit.actors import System
from standing.areas.audit.digests import digest_words
from standing.areas.audit.models import Event, EventWords, Look
from standing.areas.audit.selectors import find_looks
from standing.areas.refusals import Refused
from tests.factories.people import make_account

BY = System("tests")


def record(action: str = "add_thing", **words: object) -> Event:
    with transaction.atomic():
        return record_event(by=BY, action=action, subject="thing:1", words=words)


@pytest.mark.django_db
def test_an_event_says_who_what_and_when() -> None:
    with clock.travelling_to(date(2026, 3, 3), hour=9):
        event = record(name="Zoë", day=date(2026, 3, 4))
    kept = Event.objects.select_related("words").get(pk=event.pk)
    assert (kept.actor, kept.action, kept.subject) == ("system:tests", "add_thing", "thing:1")
    assert kept.at.isoformat() == "2026-03-03T09:00:00+00:00"
    assert kept.words.words == {"name": "Zoë", "day": "2026-03-04"}
    assert digest_words(kept.words.salt, kept.words.words) == kept.words_digest


@pytest.mark.django_db
def test_each_event_holds_the_digest_of_the_one_before() -> None:
    first, second, third = record(), record(), record()
    assert (first.sequence, second.sequence, third.sequence) == (1, 2, 3)
    assert first.previous_digest == ""
    assert second.previous_digest == first.digest
    assert third.previous_digest == second.digest


@pytest.mark.django_db
def test_the_same_words_twice_have_different_digests() -> None:
    assert record(name="Ada").words_digest != record(name="Ada").words_digest


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_a_transaction() -> None:
    with pytest.raises(RuntimeError, match="inside the transaction of what it tells of"):
        record_event(by=BY, action="add_thing", subject="thing:1", words={})
    assert not Event.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_event_goes_with_what_it_tells_of() -> None:
    with transaction.atomic():
        record_event(by=BY, action="add_thing", subject="thing:1", words={})
        transaction.set_rollback(True)
    assert not Event.objects.exists()
    assert record().sequence == 1


@pytest.mark.django_db
def test_many_events_take_as_many_queries_as_one() -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as one,
        transaction.atomic(),
    ):
        record_events(by=BY, said=[Said("add", "thing:1")])
    with CaptureQueriesContext(connection) as many, transaction.atomic():
        events = record_events(by=BY, said=[Said("add", f"thing:{number}") for number in range(100)])
    assert len(many) == len(one)
    assert [event.sequence for event in events] == list(range(2, 102))
    assert Event.objects.get(sequence=50).subject == "thing:48"


@pytest.mark.django_db
def test_no_events_at_all_are_no_trouble() -> None:
    assert record_events(by=BY, said=[]) == []


@pytest.mark.django_db
def test_words_can_be_erased_and_the_event_stays() -> None:
    event = record(note="a text that names somebody")
    erasure = erase_words(by=BY, event=event, why="It named somebody.")
    words = EventWords.objects.get(event=event)
    assert (words.words, words.salt) == (None, "")
    assert words.erased_at is not None
    assert (erasure.action, erasure.subject) == ("erase_words", "event:1")
    assert Event.objects.get(pk=event.pk).digest == event.digest


@pytest.mark.django_db
def test_words_are_erased_once() -> None:
    event = record()
    with clock.travelling_to(date(2026, 3, 3)):
        erase_words(by=BY, event=event, why="It named somebody.")
    with pytest.raises(Refused) as refusal:
        erase_words(by=BY, event=event, why="Again.")
    assert refusal.value.reason == "The words of event 1 were erased already, on 3 March 2026."


@pytest.mark.django_db
def test_erasing_needs_a_reason() -> None:
    event = record()
    with pytest.raises(Refused) as refusal:
        erase_words(by=BY, event=event, why="  ")
    assert (refusal.value.reason, refusal.value.field) == (
        "Say why the words are erased, without repeating them.",
        "why",
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("constraint", "parts"),
    [
        ("event_sequence_starts_at_one", {"sequence": 0, "previous_digest": "x", "digest": "y"}),
        ("event_chain_does_not_fork", {"sequence": 2, "previous_digest": "", "digest": "y"}),
    ],
)
def test_the_database_itself_refuses(constraint: str, parts: dict[str, object]) -> None:
    event = record()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        Event.objects.create(at=event.at, actor="a", action="b", subject="c", words_digest="d", **parts)
    assert constraint in str(refusal.value) or "previous_digest" in str(refusal.value)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "parts",
    [
        {"words": None},
        {"erased_at": "2026-03-03T09:00:00Z"},
        {"erased_at": "2026-03-03T09:00:00Z", "words": None},
    ],
)
def test_words_are_held_or_erased(parts: dict[str, object]) -> None:
    event = record()
    with pytest.raises(IntegrityError, match="event_words_held_or_erased"), transaction.atomic():
        EventWords.objects.filter(event=event).update(**parts)


@pytest.mark.django_db
def test_a_look_is_logged_and_is_no_event() -> None:
    account = make_account()
    events = Event.objects.count()
    with clock.travelling_to(date(2026, 3, 3)):
        record_look(account=account, person_ref="P1", page="record")
    with clock.travelling_to(date(2026, 3, 4)):
        record_look(account=account, person_ref="P1", page="timeline")
    assert [look.page for look in find_looks("P1")] == ["timeline", "record"]
    assert not find_looks("P2").exists()
    assert Look.objects.count() == 2
    assert Event.objects.count() == events


@pytest.mark.django_db(transaction=True)
def test_writing_is_a_transaction() -> None:
    with writing():
        record()
        transaction.set_rollback(True)
    assert not Event.objects.exists()
