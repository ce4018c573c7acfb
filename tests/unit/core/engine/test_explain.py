"""Every reason is explained by the fact behind it, and by what would put it right."""

from __future__ import annotations

from datetime import date

from standing.core.engine.explain import Because, Explanation, Remedy, explain
from standing.core.rules.known import PersonFacts
from tests.support.facts import workforce_of

ANN, MH14 = "ann", "MH14@2013"
Row = dict[str, str]


def _met(decision: str = "1", decided_on: str = "2024-01-01", **cells: str) -> Row:
    row = {"decision": decision, "person": ANN, "standard": MH14, "outcome": "met", "decided_on": decided_on}
    return row | cells


def _change(kind: str, effective_on: str, subject: str = "POL-1") -> Row:
    return {"subject": subject, "version": "1", "standard": MH14, "class": kind, "effective_on": effective_on}


def _explained(day: str, context: str = "", *, rules: Row | None = None, **tables: list[Row]) -> Explanation:
    workforce = workforce_of({"standards": [{"standard": MH14} | (rules or {})]} | tables)
    person = workforce.people.get(ANN, PersonFacts(ANN))
    return explain(person, workforce.asked, MH14, context, date.fromisoformat(day))


def _only(explanation: Explanation) -> Because:
    (because,) = explanation.because
    assert explanation.standing.reasons == (because.reason,)
    return because


def test_nothing_to_explain() -> None:
    explanation = _explained("2024-02-01", decisions=[_met()])
    assert explanation.because == ()
    assert explanation.remedies == ()
    assert explanation.following is None
    assert explanation.holding is not None


def test_never_held() -> None:
    explanation = _explained("2024-02-01")
    assert explanation.because == ()
    assert explanation.remedies == (Remedy.BE_ASSESSED,)


def test_expiring_says_the_last_day_and_what_follows() -> None:
    explanation = _explained("2024-12-01", rules={"validity_months": "12"}, decisions=[_met()])
    because = _only(explanation)
    assert (because.reason, because.last_day, because.since) == ("expiring", date(2025, 1, 1), None)
    assert because.decision is not None
    assert because.decision.decision == "1"
    assert explanation.following is not None
    assert explanation.following.from_on == date(2025, 1, 2)
    assert explanation.following.standing.reasons == ("in_grace",)


def test_in_grace_says_the_last_day_of_grace() -> None:
    because = _only(_explained("2025-01-02", rules={"validity_months": "12"}, decisions=[_met()]))
    assert (because.reason, because.last_day, because.since) == ("in_grace", date(2025, 1, 29), None)


def test_expired_says_since_when() -> None:
    explanation = _explained("2026-01-01", rules={"validity_months": "12"}, decisions=[_met()])
    because = _only(explanation)
    assert (because.reason, because.last_day, because.since) == (
        "expired",
        date(2025, 1, 29),
        date(2025, 1, 30),
    )
    assert explanation.remedies == (Remedy.BE_ASSESSED,)


def test_revoked_names_the_revocation_that_ended_the_holding() -> None:
    decisions = [
        _met("1", "2023-01-01"),
        _met("2", "2023-06-01", outcome="revoked"),
        _met("3", "2024-01-01"),
        _met("4", "2024-02-01", outcome="revoked"),
        _met("5", "2024-03-01", outcome="revoked"),
    ]
    because = _only(_explained("2024-04-01", decisions=decisions))
    assert (because.reason, because.since, because.remedy) == (
        "revoked",
        date(2024, 2, 1),
        Remedy.BE_ASSESSED,
    )
    assert because.decision is not None
    assert because.decision.decision == "4"


def test_too_narrow_names_the_contexts_held() -> None:
    decisions = [_met("1", context="forensic"), _met("2", context="community")]
    explanation = _explained("2024-02-01", "older people", decisions=decisions)
    assert _only(explanation).contexts == ("community", "forensic")
    assert explanation.remedies == (Remedy.BE_ASSESSED_IN_CONTEXT, Remedy.BE_ASSESSED)


def test_an_ended_edition() -> None:
    because = _only(_explained("2024-07-01", rules={"ends_on": "2024-06-30"}, decisions=[_met()]))
    assert (because.last_day, because.since) == (date(2024, 6, 30), date(2024, 7, 1))
    assert because.remedy is Remedy.BE_ASSESSED_ON_SUCCESSOR


def test_a_suspension() -> None:
    suspensions = [
        {"person": ANN, "from": "2024-02-01", "to": "2024-03-01"},
        {"person": ANN, "from": "2024-04-01"},
    ]
    because = _only(_explained("2024-04-02", decisions=[_met()], suspensions=suspensions))
    assert (because.since, because.remedy) == (date(2024, 4, 1), Remedy.END_SUSPENSION)
    assert because.suspension is not None


def test_two_changes_that_give_one_reason_are_two_causes() -> None:
    changes = [_change("significant", "2024-02-01"), _change("significant", "2024-02-10", "POL-2")]
    explanation = _explained("2024-02-20", decisions=[_met()], changes=changes)
    assert explanation.standing.reasons == ("signature_owed",)
    assert [
        (item.change and item.change.subject, item.last_day, item.since) for item in explanation.because
    ] == [
        ("POL-1", date(2024, 2, 29), None),
        ("POL-2", date(2024, 3, 9), None),
    ]
    assert explanation.remedies == (Remedy.SIGN,)


def test_what_each_duty_asks_and_since_when_it_blocks() -> None:
    changes = [_change("major", "2024-02-01"), _change("bridging", "2024-02-01", "ED-1")]
    explanation = _explained("2025-02-01", decisions=[_met()], changes=changes)
    assert {(item.reason, item.remedy, item.since) for item in explanation.because} == {
        ("bridging_overdue", Remedy.BRIDGE, date(2025, 2, 1)),
        ("showing_overdue", Remedy.SHOW, date(2024, 5, 2)),
        ("signature_overdue", Remedy.SIGN, date(2024, 3, 1)),
    }


def test_an_alert() -> None:
    because = _only(_explained("2024-03-01", decisions=[_met()], changes=[_change("critical", "2024-02-01")]))
    assert (because.reason, because.remedy, because.since) == (
        "alert_unsigned",
        Remedy.SIGN,
        date(2024, 2, 1),
    )
