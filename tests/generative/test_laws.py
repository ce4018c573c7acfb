"""What holds whatever the facts: the laws of standing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from standing.core.rules.days import add_days, add_months
from tests.generative.asking import each_row, rows, standings, turning_days, with_rows
from tests.generative.worlds import (
    START,
    Drawing,
    Facts,
    Row,
    World,
    change,
    decision,
    signature,
    worlds,
)

RANK = {"not_current": 0, "grace": 1, "due": 2, "current": 3}


def _drawing(data: st.DataObject, world: World) -> Drawing:
    return Drawing(data.draw, world.days)


def _always_known(row: Row) -> Row:
    return row | {"recorded_on": "", "retracted_on": ""}


@given(worlds())
@settings(max_examples=75)
def test_splitting_people_into_batches_changes_nothing(world: World) -> None:
    together = rows(world.facts, world.known_on)
    apart = []
    for person in ("ann", "ben"):
        batch = {
            name: [row for row in table if row.get("person", person) == person]
            for name, table in world.facts.items()
        }
        apart += rows(batch, world.known_on)
    assert apart == together


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=75)
def test_the_order_of_rows_changes_nothing(world: World, chance: object) -> None:
    shuffled: Facts = {name: list(table) for name, table in world.facts.items()}
    for table in shuffled.values():
        chance.shuffle(table)  # type: ignore[attr-defined]
    assert rows(shuffled, world.known_on) == rows(world.facts, world.known_on)


@given(worlds(), st.data())
@settings(max_examples=100)
def test_facts_not_yet_known_change_nothing(world: World, data: st.DataObject) -> None:
    known_on = data.draw(st.sampled_from(world.days))
    known: Facts = {name: [] for name in world.facts}
    for name, row in each_row(world.facts):
        recorded, retracted = row.get("recorded_on", ""), row.get("retracted_on", "")
        if (not recorded or recorded <= known_on.isoformat()) and not (
            retracted and retracted <= known_on.isoformat()
        ):
            known[name].append(_always_known(row) if name != "standards" else row)
    assert rows(known) == rows(world.facts, known_on)


@given(worlds())
@settings(max_examples=75)
def test_without_a_day_what_is_not_retracted_is_known(world: World) -> None:
    kept = {
        name: [
            _always_known(row) if name != "standards" else row for row in table if not row.get("retracted_on")
        ]
        for name, table in world.facts.items()
    }
    assert rows(kept) == rows(world.facts)


@given(worlds(), st.data())
@settings(max_examples=100)
def test_a_signature_never_makes_anyone_less_current(world: World, data: st.DataObject) -> None:
    days = turning_days(world)
    signed = with_rows(world.facts, "signatures", _always_known(signature(_drawing(data, world))))
    before = standings(world.facts, days, world.known_on)
    after = standings(signed, days, world.known_on)
    assert after.keys() == before.keys()
    for pair, answers in after.items():
        for was, now in zip(before[pair], answers, strict=True):
            assert set(now.reasons) <= set(was.reasons)
            assert RANK.get(now.status, 0) >= RANK.get(was.status, 0)
            assert now.expires_on == was.expires_on


@given(worlds(), st.data())
@settings(max_examples=100)
def test_a_later_signature_is_as_good_from_its_day(world: World, data: st.DataObject) -> None:
    """Signing the same version later, or a later version, is worth as much from that day on."""
    row = _always_known(signature(_drawing(data, world)))
    later = row | {
        "signed_on": _drawing(data, world).day(earliest=date.fromisoformat(row["signed_on"])).isoformat(),
        "version": "99",
    }
    days = [day for day in turning_days(world) if day.isoformat() >= later["signed_on"]]
    first = standings(with_rows(world.facts, "signatures", row), days, world.known_on)
    second = standings(with_rows(world.facts, "signatures", later), days, world.known_on)
    for pair, answers in second.items():
        for was, now in zip(first[pair], answers, strict=True):
            assert set(now.reasons) <= set(was.reasons)


@given(worlds(), st.data())
@settings(max_examples=75)
def test_not_yet_changes_nothing(world: World, data: st.DataObject) -> None:
    row = decision(_drawing(data, world), 99, ["not_yet"])
    assert rows(with_rows(world.facts, "decisions", row), world.known_on) == rows(world.facts, world.known_on)


@given(worlds(), st.data())
@settings(max_examples=100)
def test_a_change_touches_only_its_standard_and_the_people_it_asks(world: World, data: st.DataObject) -> None:
    row = change(_drawing(data, world)) | {"version": "3", "recorded_on": "", "retracted_on": ""}
    days = turning_days(world)
    before = standings(world.facts, days, world.known_on)
    after = standings(with_rows(world.facts, "changes", row), days, world.known_on)
    assert after.keys() == before.keys()
    for (person, standard, context), answers in after.items():
        for day, was, now in zip(days, before[person, standard, context], answers, strict=True):
            if standard != row["standard"] or not _is_asked(world, row, person, day.isoformat()):
                assert now == was
            else:
                assert set(now.reasons) >= set(was.reasons)
                assert RANK.get(now.status, 0) <= RANK.get(was.status, 0)


def _is_asked(world: World, row: Row, person: str, day: str) -> bool:
    """Whether the change is in force that day, and the person a member, as far as anyone may know."""
    withdrawn = row.get("withdrawn_on", "")
    if day < row["effective_on"] or (withdrawn and withdrawn <= day):
        return False
    return not row["population"] or any(
        member["person"] == person
        and member["population"] == row["population"]
        and member["from"] <= day
        and (not member["to"] or day < member["to"])
        for member in world.facts["members"]
    )


@given(worlds(), st.data())
@settings(max_examples=100)
def test_a_decision_entered_again_changes_nothing(world: World, data: st.DataObject) -> None:
    """The same decision under another id, whatever it is and whatever comes before, with or after it."""
    row = data.draw(st.sampled_from(world.facts["decisions"]))
    again = row | {"decision": data.draw(st.sampled_from(["0", "1-x", "99"]))}
    assert rows(with_rows(world.facts, "decisions", again), world.known_on) == rows(
        world.facts, world.known_on
    )


@given(worlds(), st.data())
@settings(max_examples=100)
def test_a_renewal_entered_again_some_days_later_changes_nothing(world: World, data: st.DataObject) -> None:
    """A renewal that keeps the anniversary, entered again with a later day in the same 90 days and the same evidence.

    Validity is four months or more: with less, the next 90 days begin before these have ended.
    """
    months = data.draw(st.sampled_from([4, 6, 12]))
    first = data.draw(st.sampled_from(world.days))
    expiry = add_months(first, months)
    opens = add_days(expiry, -90)
    renewed = data.draw(st.sampled_from([opens, opens + timedelta(days=1), expiry - timedelta(days=1)]))
    repeated = data.draw(st.sampled_from([renewed, renewed + timedelta(days=1), expiry]))
    assume(first < opens)
    common = {"person": "ann", "standard": "MH1@2013", "outcome": "met"}
    renewal = common | {"decided_on": renewed.isoformat(), "practice_as_of": renewed.isoformat()}
    facts = world.facts | {
        "standards": [
            {"standard": name, "validity_months": str(months)} for name in ("MH1@2013", "MH2@2013")
        ],
        "decisions": [
            common | {"decision": "1", "decided_on": first.isoformat()},
            renewal | {"decision": "2"},
        ],
    }
    again = renewal | {"decision": "3", "decided_on": repeated.isoformat()}
    assert rows(with_rows(facts, "decisions", again)) == rows(facts)


@given(worlds())
@settings(max_examples=50)
def test_reading_changes_nothing(world: World) -> None:
    facts = {name: [dict(row) for row in table] for name, table in world.facts.items()}
    first = rows(world.facts, world.known_on)
    standings(world.facts, turning_days(world), world.known_on)
    assert rows(world.facts, world.known_on) == first
    assert world.facts == facts


@given(worlds())
@settings(max_examples=50)
def test_days_only_matter_as_far_as_they_lie_apart_from_each_other(world: World) -> None:
    """Moved by four hundred years, after which the calendar repeats, everything is as it was."""
    moved = {
        name: [{column: _moved(cell) for column, cell in row.items()} for row in table]
        for name, table in world.facts.items()
    }
    known_on = world.known_on and world.known_on.replace(year=world.known_on.year + 400)
    expected = [{key: _moved(cell) for key, cell in row.items()} for row in rows(world.facts, world.known_on)]
    assert rows(moved, known_on) == expected


def _moved(cell: str) -> str:
    year = str(START.year)[:2]
    is_day = len(cell) == 10 and cell[4] == cell[7] == "-" and cell.startswith(year)
    return f"{int(cell[:4]) + 400}{cell[4:]}" if is_day else cell
