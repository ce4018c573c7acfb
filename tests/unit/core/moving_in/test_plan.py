"""What a file would do with each cell, held against itself and against the record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from standing.core.formats.matrix import Entry, Fault, Meaning, Person, Together
from standing.core.moving_in.effects import effects_of
from standing.core.moving_in.labels import LEAVE_OUT, STANDARD, Target
from standing.core.moving_in.people import Fate, Row, Somebody
from standing.core.moving_in.plan import Earlier, Outcome, Plan, Settled, Step, make_plan
from standing.core.rules.facts import Decision, RefreshRule
from standing.core.rules.known import Asked, PersonFacts, StandardRules

TODAY = date(2026, 3, 10)
SPRING, AUTUMN = date(2025, 4, 1), date(2025, 10, 1)
RULES = {
    "BLS@1": StandardRules((RefreshRule("BLS@1", validity_months=12),)),
    "ILS@1": StandardRules((RefreshRule("ILS@1", validity_months=24),)),
}
TARGETS = {
    "bls": Target(STANDARD, "BLS@1"),
    "ils": Target(STANDARD, "ILS@1"),
    "life support": Target(STANDARD, "BLS@1"),
    "notes": LEAVE_OUT,
    "new": Target(STANDARD, "NEW@1"),
}


def said(
    row: int = 2, label: str = "BLS", *, sheet: str = "Ward", clear: bool = True, **what: Any
) -> Together:
    meaning = Meaning.DONE if clear else Meaning.FAULT
    column = "C" if label == "BLS" else "D"
    quoted = f"'{sheet}'" if " " in sheet else sheet
    entry = Entry(
        sheet,
        row,
        3,
        f"{quoted}!{column}{row}",
        Person(name="Ada Example"),
        label,
        "as written",
        meaning,
        fault="" if clear else "It is no date.",
        do="" if clear else "Write a date.",
    )
    return Together(sheet, row, Person(name="Ada Example"), label, (entry,), **what)


def somebody(ref: str = "p1", row: int = 2, fate: Fate = Fate.KNOWN, sheet: str = "Ward") -> Somebody:
    return Somebody(
        f"key {ref}", (Row(f"{sheet}!{row}", ref, "Ada", "Example"),), fate, ref, "the reason why"
    )


WHO = {("Ward", 2): somebody(), ("Ward", 3): somebody("p2", 3), ("Ward", 9): somebody("p1", 9)}


def plan(
    *cells: Together, held: Any = None, who: Any = None, later: bool | None = None, **options: Any
) -> Plan:
    settled = Settled(TARGETS, RULES, {"ils": AUTUMN}, later)
    return make_plan(cells, WHO if who is None else who, settled, held or {}, today=TODAY, **options)


def step(*cells: Together, **options: Any) -> Step:
    return plan(*cells, **options).steps[0]


def record(*earlier: Earlier, standard: str = "BLS@1") -> dict[str, dict[str, Sequence[Earlier]]]:
    return {"p1": {standard: earlier}}


def imported(day: date = SPRING, key: int = 7, **more: Any) -> Earlier:
    return Earlier(key, "met", day, imported=True, **more)


def test_a_new_date_is_written() -> None:
    found = plan(said(done=SPRING))
    (only,) = found.writes
    assert (only.outcome, only.person, only.standard, only.address) == (
        Outcome.CREATED,
        "p1",
        "BLS@1",
        "Ward!C2",
    )
    assert only.decision is not None
    assert (only.decision.decided_on, only.decision.outcome) == (SPRING, "met")
    assert found.counts == {Outcome.CREATED: 1}
    assert not found.takes_back


@pytest.mark.parametrize(
    ("cell", "outcome", "words"),
    [
        (said(label="Unheard of", done=SPRING), Outcome.REFUSED, "not settled yet what Unheard of means"),
        (said(label="Notes", done=SPRING), Outcome.LEFT_OUT, "Notes is left out"),
        (said(label="New", done=SPRING), Outcome.REFUSED, "not settled yet how long New lasts"),
        (said(clear=False), Outcome.REFUSED, "It is no date. Write a date."),
        (said(done=date(2026, 3, 11)), Outcome.REFUSED, "in the future"),
        (said(states=(Meaning.HELD,)), Outcome.NOTED, "Ticked without a date"),
        (said(states=(Meaning.NOT_APPLICABLE,)), Outcome.NOTED, "Not applicable"),
        (said(row=77, done=SPRING), Outcome.REFUSED, "does not say whose it is"),
    ],
)
def test_what_cannot_be_written_says_why(cell: Together, outcome: Outcome, words: str) -> None:
    found = step(cell)
    assert found.outcome is outcome
    assert words in found.why
    assert found.decision is None


def test_cells_that_contradict_each_other_are_a_fault() -> None:
    fault = Fault("Ward!C2", "It expires before it was done.", "Put one right.")
    assert "Put one right." in step(said(done=SPRING, faults=(fault,))).why


def test_a_tick_counts_from_the_day_of_its_column() -> None:
    found = step(said(label="ILS", states=(Meaning.HELD,)))
    assert found.decision is not None
    assert found.decision.decided_on == AUTUMN


@pytest.mark.parametrize(
    ("fate", "outcome"),
    [(Fate.LEFT_OUT, Outcome.LEFT_OUT), (Fate.REFUSED, Outcome.REFUSED), (Fate.ASK, Outcome.REFUSED)],
)
def test_somebody_who_is_not_settled_has_nothing_written(fate: Fate, outcome: Outcome) -> None:
    found = step(said(done=SPRING), who={("Ward", 2): somebody(fate=fate)})
    assert (found.outcome, found.why) == (outcome, "the reason why")


def test_nobody_brings_in_a_date_of_their_own() -> None:
    found = step(said(done=SPRING), own="p1")
    assert found.outcome is Outcome.REFUSED
    assert "about yourself" in found.why


def test_the_same_date_twice_in_the_file_is_written_once() -> None:
    found = plan(said(done=SPRING), said(label="Life support", done=SPRING))
    assert [each.outcome for each in found.steps] == [Outcome.CREATED, Outcome.UNCHANGED]
    assert found.steps[1].why == "The same as Ward!C2."


def test_two_columns_of_one_standard_may_hold_two_dates() -> None:
    found = plan(said(done=SPRING), said(label="Life support", done=AUTUMN))
    assert [each.outcome for each in found.steps] == [Outcome.CREATED] * 2


def test_one_person_and_course_with_two_days_is_refused_where_a_person_has_one_row() -> None:
    found = plan(said(2, done=SPRING), said(9, done=AUTUMN), said(3, done=AUTUMN))
    assert [each.outcome for each in found.steps] == [Outcome.REFUSED, Outcome.REFUSED, Outcome.CREATED]
    assert found.steps[0].why.startswith("Ward!C2 and Ward!C9 are of one person and course")


def test_where_a_person_has_many_rows_each_is_written() -> None:
    who = {("Ward 3", 2): somebody(sheet="Ward 3"), ("Ward 3", 9): somebody("p1", 9, sheet="Ward 3")}
    cells = said(2, sheet="Ward 3", done=SPRING), said(9, sheet="Ward 3", done=AUTUMN)
    assert len(plan(*cells, who=who, repeating=["Ward 3"]).writes) == 2
    assert not plan(*cells, who=who).writes


def test_what_is_in_the_record_stays_as_it_is_whoever_wrote_it() -> None:
    for there in (imported(), Earlier(7, "met", SPRING)):
        found = step(said(done=SPRING), held=record(there))
        assert (found.outcome, found.why) == (Outcome.UNCHANGED, "In the record already.")


def test_another_outcome_context_person_or_standard_is_not_the_same() -> None:
    for there in (Earlier(7, "not_yet", SPRING), Earlier(7, "met", SPRING, context="older people")):
        assert step(said(done=SPRING), held=record(there)).outcome is Outcome.CREATED
    assert step(said(done=SPRING), held=record(imported(), standard="ILS@1")).outcome is Outcome.CREATED
    assert step(said(3, done=SPRING), held=record(imported())).outcome is Outcome.CREATED


def test_an_imported_expiry_is_the_same_though_its_rule_has_changed() -> None:
    there = imported(date(2024, 4, 1), expires_on=date(2026, 4, 1))
    assert step(said(expires=date(2026, 4, 1)), held=record(there)).outcome is Outcome.UNCHANGED


def test_an_earlier_day_than_an_earlier_file_gave_takes_that_back() -> None:
    found = plan(said(done=SPRING), held=record(imported(AUTUMN)))
    assert found.steps[0].outcome is Outcome.CHANGED
    assert "An earlier file said 1 October 2025, which is later" in found.steps[0].why
    assert found.takes_back == (7,)
    assert found.asks_of_later == 0


@pytest.mark.parametrize(("later", "taken"), [(None, ()), (False, ()), (True, (7,))])
def test_a_later_day_is_a_question_for_all_of_them(later: bool | None, taken: tuple[int, ...]) -> None:
    found = plan(said(done=AUTUMN), held=record(imported(SPRING)), later=later)
    assert found.steps[0].outcome is Outcome.CHANGED
    assert found.asks_of_later == 1
    assert found.takes_back == taken


def test_an_earlier_end_is_said_as_such() -> None:
    there = imported(SPRING, expires_on=date(2026, 4, 1))
    assert "An earlier file said until 1 April 2026" in step(said(done=AUTUMN), held=record(there)).why


def test_what_the_file_repeats_is_not_what_it_changes() -> None:
    cells = said(2, label="BLS", done=SPRING), said(2, label="Life support", done=AUTUMN)
    found = plan(*cells, held=record(imported(SPRING)))
    assert [each.outcome for each in found.steps] == [Outcome.UNCHANGED, Outcome.CREATED]


def test_an_assessed_decision_is_never_taken_back() -> None:
    found = plan(said(done=SPRING), held=record(Earlier(7, "met", AUTUMN)))
    assert (found.steps[0].outcome, found.takes_back) == (Outcome.CREATED, ())


def test_what_was_corrected_since_is_left_to_the_correction() -> None:
    gone = imported(known=False, taken_back="on 1 May 2025, because: wrong.", replaced=True)
    found = step(said(done=SPRING), held=record(gone))
    assert (found.outcome, found.why) == (Outcome.UNCHANGED, "Corrected since: the correction stands.")


def test_what_was_taken_back_by_itself_is_not_written_again() -> None:
    gone = imported(known=False, taken_back="on 1 May 2025, because: wrong.")
    found = step(said(done=SPRING), held=record(gone))
    assert found.outcome is Outcome.REFUSED
    assert "taken back: on 1 May 2025, because: wrong." in found.why


def test_what_was_taken_back_with_its_whole_import_may_be_written_again() -> None:
    assert step(said(done=SPRING), held=record(imported(known=False))).outcome is Outcome.CREATED


def test_an_imported_date_does_not_lift_a_revocation() -> None:
    revoked = Earlier(8, "revoked", date(2025, 6, 1))
    assert step(said(done=SPRING), held=record(revoked)).outcome is Outcome.CREATED
    found = step(said(done=AUTUMN), held=record(revoked))
    assert found.outcome is Outcome.REFUSED
    assert "an imported date does not restore it" in found.why
    assessed = Earlier(9, "met", date(2025, 7, 1))
    assert step(said(done=AUTUMN), held=record(revoked, assessed)).outcome is Outcome.CREATED
    by_file = imported(date(2025, 7, 1), 9)
    assert step(said(done=AUTUMN), held=record(revoked, by_file)).outcome is Outcome.REFUSED


def test_who_would_not_count_because_of_the_file() -> None:
    found = plan(
        said(done=date(2024, 1, 1)), said(3, done=AUTUMN), said(3, label="ILS", done=date(2020, 1, 1))
    )
    effects = effects_of(found, {}, Asked({}), RULES, TODAY)
    assert effects.counting == 1
    assert [
        (each.person, each.standard, each.before.status, each.after.status) for each in effects.not_counting
    ] == [
        ("p1", "BLS@1", "not_held", "not_current"),
        ("p2", "ILS@1", "not_held", "not_current"),
    ]
    assert not any(each.stops for each in effects.not_counting)


def test_who_counts_now_and_would_stop() -> None:
    found = plan(said(done=date(2024, 1, 1)), held=record(imported(AUTUMN)))
    known = PersonFacts("p1", (Decision("D00000007", "p1", "BLS@1", "met", AUTUMN),))
    effects = effects_of(found, {"p1": known}, Asked(RULES), RULES, TODAY)
    (only,) = effects.not_counting
    assert (only.before.status, only.after.status, only.stops) == ("current", "not_current", True)
