"""Where a kernel goes wrong and random worlds seldom look: each pitfall drawn on purpose."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.workload import build
from standing.core.engine.bulk import bulk_answers
from standing.core.engine.catalogue import day_of
from standing.core.engine.evaluate import Window, answers_of, workforce_known
from standing.core.engine.people_columns import columns_of, compile_for
from standing.core.engine.running import WHOLE_LIVES, run
from standing.core.engine.tables import FactTables, Located
from tests.generative.worlds import Facts, Row
from tests.support.facts import workforce_of

MH1 = "MH1@2013"
D = date(2024, 1, 31)

Draw = Callable[..., object]


def days(*distances: int) -> st.SearchStrategy[str]:
    """Days so far from the first, as text."""
    return st.sampled_from([(D + timedelta(days=far)).isoformat() for far in distances])


def period(*distances: int) -> st.SearchStrategy[Row]:
    """A period between such days, open or even empty."""
    ends = st.one_of(st.just(""), days(*distances))
    made = st.builds(lambda first, end: {"from": first, "to": end}, days(*distances), ends)
    return made.filter(lambda row: not row["to"] or row["to"] >= row["from"])


def rows_of(table: st.SearchStrategy[Row], least: int, most: int) -> st.SearchStrategy[list[Row]]:
    """So many rows about one person."""
    return st.lists(table.map(lambda row: {"person": "ann"} | row), min_size=least, max_size=most)


def decided(
    *distances: int, outcomes: tuple[str, ...] = ("met",), contexts: tuple[str, ...] = ("",)
) -> st.SearchStrategy[list[Row]]:
    """Decisions on such days: later in effect, or with an expiry, now and then."""

    @st.composite
    def one(draw: Draw) -> Row:
        outcome, day = str(draw(st.sampled_from(outcomes))), str(draw(days(*distances)))
        row = {
            "standard": MH1,
            "outcome": outcome,
            "decided_on": day,
            "context": str(draw(st.sampled_from(contexts))),
        }
        later = str(draw(st.one_of(st.just(""), days(*distances))))
        if later >= day and outcome != "revoked":
            row["held_from"] = later
        expiry = str(draw(st.one_of(st.just(""), days(*distances, 120, 200))))
        if expiry >= day and outcome == "met":
            row["expires_on"] = expiry
        earlier = str(draw(st.one_of(st.just(""), days(*distances))))
        if earlier and earlier <= day:
            row["practice_as_of"] = earlier
        return row

    def numbered(rows: list[Row]) -> list[Row]:
        return [row | {"decision": str(number)} for number, row in enumerate(rows)]

    return rows_of(one(), 1, 5).map(numbered)


def rules(*months: str) -> st.SearchStrategy[list[Row]]:
    """One to three rules over time."""
    row = st.builds(
        lambda start, month, grace, ends: {
            "standard": MH1,
            "rule_from": start,
            "validity_months": month,
            "grace_days": grace,
            "ends_on": ends,
        },
        st.one_of(st.just(""), days(0, 30, 60, 366)),
        st.sampled_from(months),
        st.sampled_from(["", "0", "5"]),
        st.one_of(st.just(""), st.just(""), days(61, 120)),
    )
    return st.lists(row, min_size=1, max_size=3, unique_by=lambda row: row["rule_from"])


def changes(*classes: str, most: int = 3) -> st.SearchStrategy[list[Row]]:
    """Changes to the standard, some of a population, withdrawn, or with a due day."""
    row = st.builds(
        lambda number, kind, first, due, end, population: {
            "subject": "POL",
            "version": str(number),
            "standard": MH1,
            "class": kind,
            "effective_on": first,
            "due_on": due if due >= first else "",
            "withdrawn_on": end if end >= first else "",
            "population": population,
        },
        st.integers(1, 3),
        st.sampled_from(classes),
        days(0, 1, 30, 60),
        st.one_of(st.just(""), days(60, 90)),
        st.one_of(st.just(""), days(61, 119)),
        st.sampled_from(["", "wards"]),
    )
    return st.lists(row, min_size=1, max_size=most, unique_by=lambda row: row["version"])


def signed() -> st.SearchStrategy[list[Row]]:
    """Signatures of versions before, at and after those that are asked."""
    version = st.sampled_from(["0", "1", "2", "9"])
    made = st.builds(
        lambda v, day: {"subject": "POL", "version": v, "signed_on": day}, version, days(0, 29, 30, 58)
    )
    return rows_of(made, 0, 3)


def world(**tables: st.SearchStrategy[list[Row]]) -> st.SearchStrategy[Facts]:
    """Facts of these tables."""
    return st.fixed_dictionaries({"standards": rules("", "3")} | tables)


MET_BEFORE = decided(-60, -1, 0)
AWAY = rows_of(period(0, 2, 27, 28, 29, 30, 57, 58, 59, 87, 88, 120), 0, 5)
MEMBERS = rows_of(period(0, 1, 30, 60, 61, 90), 0, 4).map(
    lambda rows: [
        row | {"population": ("wards", "clinics")[number % 3 == 2]} for number, row in enumerate(rows)
    ]
)
BY_SEVERAL = ("ann", "ben", "ann", "cat")


def by_several(table: st.SearchStrategy[list[Row]]) -> st.SearchStrategy[list[Row]]:
    """The rows about several people in turn."""
    return table.map(lambda rows: [row | {"person": BY_SEVERAL[n % 4]} for n, row in enumerate(rows)])


def two_subjects(table: st.SearchStrategy[list[Row]]) -> st.SearchStrategy[list[Row]]:
    """The rows about two subjects in turn."""
    return table.map(lambda rows: [row | {"subject": ("POL", "ALERT")[n % 2]} for n, row in enumerate(rows)])


def required_of(*roles: str) -> st.SearchStrategy[list[Row]]:
    """What roles require: the standard, in general and in a context."""
    row = period(0, 30, 60).map(lambda r: {"standard": MH1} | r)
    return st.lists(row, min_size=len(roles), max_size=4).map(
        lambda rows: [
            row | {"role": roles[n % len(roles)], "context": ("", "forensic")[n % 2]}
            for n, row in enumerate(rows)
        ]
    )


ASKED = ("significant", "major", "bridging", "critical", "minor")

PITFALLS: dict[str, st.SearchStrategy[Facts]] = {
    "touching and overlapping blocks": world(
        decisions=MET_BEFORE,
        suspensions=rows_of(period(0, 1, 30, 31, 60, 61), 1, 5).map(
            lambda rows: [row | {"standard": ("", MH1)[n % 2]} for n, row in enumerate(rows)]
        ),
    ),
    "same-day decisions": world(decisions=decided(0, 1, outcomes=("met", "met", "bridged", "revoked"))),
    "absences that chain": world(decisions=MET_BEFORE, changes=changes(*ASKED), absences=AWAY),
    "a carried decision older than a real one": world(
        standards=rules("1", "3", "12"), decisions=decided(-366, -338, -90, -60, 0, 30, 365)
    ),
    "months that clamp": world(
        standards=rules("1", "3", "12", "13"), decisions=decided(0, 29, 30, 60, 91, 152)
    ),
    "alerts and assessing again": world(
        decisions=decided(-30, 0, 1, 30, 60, outcomes=("met", "met", "revoked", "bridged")),
        changes=changes("critical"),
        signatures=signed(),
        members=MEMBERS,
    ),
    "populations": world(
        decisions=MET_BEFORE, changes=changes(*ASKED), members=MEMBERS, signatures=signed(), absences=AWAY
    ),
    "contexts and revocations": world(
        decisions=decided(
            0, 30, 60, outcomes=("met", "met", "revoked", "not_yet"), contexts=("", "forensic", "community")
        ),
        claims=rows_of(
            period(0, 30, 61).map(lambda r: {"standard": MH1, "opened_on": r["from"], "closed_on": r["to"]}),
            0,
            3,
        ),
    ),
    "signatures of several versions": world(
        decisions=MET_BEFORE, changes=changes(*ASKED), signatures=signed()
    ),
    "windows of renewal": world(
        standards=rules("3", "4", "12"), decisions=decided(0, 1, 2, 60, 90, 91, 120, 121, 275, 276, 366)
    ),
    "several people": world(
        decisions=by_several(MET_BEFORE),
        changes=two_subjects(changes(*ASKED)),
        signatures=by_several(two_subjects(signed())),
        suspensions=by_several(
            rows_of(period(0, 30, 60), 1, 4).map(lambda rows: [r | {"standard": MH1} for r in rows])
        ),
        claims=by_several(
            rows_of(
                period(0, 30, 61).map(
                    lambda r: {"standard": MH1, "opened_on": r["from"], "closed_on": r["to"]}
                ),
                0,
                3,
            )
        ),
        members=by_several(MEMBERS),
        absences=by_several(AWAY),
    ),
    "several roles": st.fixed_dictionaries(
        {
            "standards": rules("3"),
            "requirements": required_of("doctor", "nurse", "porter"),
            "assignments": by_several(
                rows_of(period(0, 30, 60).map(lambda r: {"unit": "elm"} | r), 1, 4).map(
                    lambda rows: [
                        row | {"role": ("porter", "doctor", "nurse")[n % 3]} for n, row in enumerate(rows)
                    ]
                )
            ),
        }
    ),
    "bridged while something is asked": world(
        decisions=decided(-30, 0, 29, 30, 31, 61, outcomes=("met", "bridged", "bridged")),
        changes=changes("bridging", "major", "significant"),
    ),
    "an expiry after none": world(
        standards=st.sampled_from(["1", "3", "12"]).map(
            lambda months: [
                {"standard": MH1, "rule_from": "", "validity_months": ""},
                {
                    "standard": MH1,
                    "rule_from": (D + timedelta(days=30)).isoformat(),
                    "validity_months": months,
                },
                {"standard": MH1, "rule_from": (D + timedelta(days=90)).isoformat(), "validity_months": "4"},
            ]
        ),
        decisions=decided(0, 29, 30, 60, 90, 120),
    ),
    "held only after what is due": world(
        decisions=decided(-1, 0, 58, 90).map(
            lambda rows: [
                row | {"held_from": (D + timedelta(days=100 + n)).isoformat()} for n, row in enumerate(rows)
            ]
        ),
        changes=changes("bridging", "major", "significant"),
    ),
    "revoked and met again in the window": world(
        standards=rules("3", "4"),
        decisions=decided(0, 1, 30, 60, 61, 90, 91, 95, 96, outcomes=("met", "met", "met", "revoked")),
    ),
    "absences that put off bridging": world(
        decisions=MET_BEFORE,
        changes=changes("bridging", "bridging", "major"),
        absences=rows_of(period(0, 27, 28, 57, 59, 60, 88, 89, 120), 1, 4),
    ),
    "roles that require": st.fixed_dictionaries(
        {
            "standards": rules("3"),
            "requirements": st.lists(
                period(0, 30, 60).map(lambda r: {"role": "nurse", "standard": MH1, "context": ""} | r),
                max_size=3,
            ),
            "assignments": rows_of(
                period(0, 30, 60).map(lambda r: {"unit": "elm", "role": "nurse"} | r), 0, 3
            ),
        }
    ),
}


@pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])
@pytest.mark.parametrize("pitfall", PITFALLS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_the_definition_and_the_kernel_agree(pitfall: str, compiled: bool, data: st.DataObject) -> None:
    facts = data.draw(PITFALLS[pitfall])
    workforce = workforce_of(facts)
    people = list(workforce.people.values())
    day = date.fromisoformat(str(data.draw(days(0, 29, 30, 31, 60, 61, 90))))
    for window in (None, Window.of_day(day), Window(day, None)):
        defined = [row for person in people for row in answers_of(person, workforce.asked, window)]
        assert list(bulk_answers(people, workforce.asked, window, compiled=compiled)) == defined


def corpus(people: int, seed: int) -> FactTables:
    """The same made-up workforce for the same numbers."""
    tables = build(people, seed)
    return FactTables({name: tuple(Located(name, 0, row) for row in rows) for name, rows in tables.items()})


def test_a_thousand_people_are_answered_as_defined() -> None:
    read = corpus(1000, 2013)
    workforce = workforce_known(read)
    people = list(workforce.people.values())
    defined = [row for person in people for row in answers_of(person, workforce.asked)]
    assert len(defined) > 50_000
    assert list(bulk_answers(people, workforce.asked)) == defined
    interpreted = list(bulk_answers(people[:100], workforce.asked, compiled=False))
    assert interpreted == defined[: len(interpreted)]


def test_rows_that_do_not_fit_are_taken_away_and_gone_on_with() -> None:
    workforce = workforce_known(corpus(20, 7))
    people = list(workforce.people.values())
    catalogue = compile_for(workforce.asked, people)
    columns = columns_of(people, catalogue)

    def rows(at_once: int) -> list[tuple[int, ...]]:
        parts = run(catalogue, columns, WHOLE_LIVES, compiled=False, at_once=at_once)
        return [row for part in parts for row in zip(*part, strict=True)]

    assert rows(3) == rows(150) == rows(100_000)
    assert day_of(rows(3)[0][2]) is not None
