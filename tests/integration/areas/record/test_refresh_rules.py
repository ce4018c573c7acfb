"""Refresh rules: set for new decisions or for all, and shown beforehand to touch just whom they then touch."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.record import actions
from standing.areas.record.answers import standings_on
from standing.areas.record.models import RefreshRule, StalePerson
from standing.areas.record.periods import store_stale_periods
from standing.areas.record.refresh import AppliesTo
from standing.areas.record.selectors.refresh_rules import preview_refresh_rules, rules_by_standard
from standing.areas.refusals import Refused
from standing.core.rules.facts import BadFact
from tests.factories.people import make_account, make_person
from tests.factories.standards import load_catalogue, two_revisions
from tests.factories.workforce import TESTS, make_worker, met, rule

pytestmark = pytest.mark.django_db

TODAY = date(2026, 6, 15)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(autouse=True)
def catalogue() -> Any:
    with clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        yield


def everyone() -> list[Person]:
    return list(Person.objects.select_related("stale"))


def rules_known(standard: str = ZX1) -> list[tuple[date | None, int | None, int]]:
    rows = RefreshRule.objects.filter(standard=standard, retracted_on=None).order_by("pk")
    return [(row.rule_from, row.validity_months, row.grace_days) for row in rows]


def test_the_first_rule_of_a_standard_holds_from_the_beginning_whatever_is_asked() -> None:
    rule([ZX1], applies_to=AppliesTo.NEW)
    assert rules_known() == [(None, 36, 28)]


def test_a_rule_for_new_decisions_leaves_old_ones_to_the_rule_they_were_made_under() -> None:
    with clock.travelling_to(date(2025, 1, 1)):
        rule([ZX1], months=36)
    old, new = make_worker(), make_worker()
    met(old, ZX1, date(2025, 6, 15))
    rule([ZX1], months=12, applies_to=AppliesTo.NEW)
    met(new, ZX1, TODAY)
    assert rules_known() == [(None, 36, 28), (TODAY, 12, 28)]
    expiries = {
        pair.person: standing.expires_on for pair, standing in standings_on(everyone(), TODAY).items()
    }
    assert expiries == {old.ref: date(2028, 6, 15), new.ref: date(2027, 6, 15)}


def test_a_rule_for_all_replaces_every_rule_before_it() -> None:
    rule([ZX1], months=36)
    rule([ZX1], months=24, applies_to=AppliesTo.NEW)
    rule([ZX1], months=12, applies_to=AppliesTo.ALL)
    assert rules_known() == [(None, 12, 28)]


def test_a_second_rule_of_the_same_day_replaces_the_first() -> None:
    rule([ZX1], months=36)
    rule([ZX1], months=24, applies_to=AppliesTo.NEW)
    rule([ZX1], months=18, applies_to=AppliesTo.NEW)
    assert rules_known() == [(None, 36, 28), (TODAY, 18, 28)]


@pytest.mark.parametrize("applies_to", list(AppliesTo))
@pytest.mark.parametrize(("months", "grace"), [(6, 0), (12, 28), (None, 28), (60, 366)])
def test_what_is_shown_beforehand_is_what_then_happens(
    applies_to: AppliesTo, months: int | None, grace: int
) -> None:
    with clock.travelling_to(date(2020, 1, 1)):
        rule([ZX1, ZX2], months=24)
    for day in (date(2024, 5, 20), date(2024, 7, 1), date(2025, 12, 1), TODAY):
        person = make_worker()
        met(person, ZX1, day)
        met(person, ZX2, day, context="gardens")
    before = standings_on(everyone(), TODAY)
    given = {
        "standards": [ZX1],
        "validity_months": months,
        "grace_days": grace,
        "applies_to": applies_to,
    }
    preview = preview_refresh_rules(by=TESTS, **given)  # type: ignore[arg-type]
    assert standings_on(everyone(), TODAY) == before, "nothing is written"
    actions.set_refresh_rules(by=TESTS, why="x", **given)  # type: ignore[arg-type]
    after = standings_on(everyone(), TODAY)
    changed = {pair: (before[pair], after[pair]) for pair in before if before[pair] != after[pair]}
    shown = {
        (item.person.ref, item.standard, item.context): (item.before, item.after) for item in preview.touched
    }
    assert shown == {tuple(pair): standings for pair, standings in changed.items()}
    assert preview.people_with_decisions == 4


def test_somebody_touched_is_never_shown_stale_and_is_stored_anew() -> None:
    rule([ZX1], months=36)
    person = make_worker()
    met(person, ZX1, date(2024, 6, 1))
    store_stale_periods()
    rule([ZX1], months=12, grace=0)
    assert StalePerson.objects.filter(person=person).exists()
    (standing,) = standings_on(everyone(), TODAY).values()
    assert standing.status == "not_current"
    store_stale_periods()
    assert not StalePerson.objects.exists()
    assert list(standings_on(everyone(), TODAY).values()) == [standing]


def test_every_standard_is_listed_with_its_rules_or_none() -> None:
    rule([ZX1])
    listed = {row.standard.pk: len(row.rules) for row in rules_by_standard(by=TESTS)}
    assert listed == {"ZZ1@2001": 0, "ZZ2@2001": 0, "ZY1@2002": 0, ZX1: 1, ZX2: 0}


def test_refusals_say_what_to_do() -> None:
    given: dict[str, Any] = {"validity_months": 36, "grace_days": 28, "applies_to": AppliesTo.ALL}
    with pytest.raises(Refused, match="Choose at least one standard"):
        actions.set_refresh_rules(by=TESTS, standards=[], why="x", **given)
    with pytest.raises(Refused, match="There is no standard NO1@1999"):
        actions.set_refresh_rules(by=TESTS, standards=["NO1@1999"], why="x", **given)
    with pytest.raises(BadFact, match="1 or more"):
        actions.set_refresh_rules(by=TESTS, standards=[ZX1], why="x", **given | {"validity_months": 0})
    rule([ZX1])
    with pytest.raises(Refused, match="Say why"):
        actions.set_refresh_rules(by=TESTS, standards=[ZX1], why=" ", **given)
    assert rules_known() == [(None, 36, 28)]


def test_only_a_workforce_lead_sets_or_previews_a_rule() -> None:
    given: dict[str, Any] = {
        "standards": [ZX1],
        "validity_months": 36,
        "grace_days": 28,
        "applies_to": AppliesTo.ALL,
    }
    others = [role for role in Role if role is not Role.WORKFORCE_LEAD]
    outsider = make_account(person=make_person(), roles=others)
    nobody = make_account()
    events = Event.objects.count()
    with pytest.raises(NotAllowed, match=r"You cannot set refresh rules\. Ask a workforce lead"):
        actions.set_refresh_rules(by=outsider, why="x", **given)
    with pytest.raises(NotAllowed):
        preview_refresh_rules(by=outsider, **given)
    with pytest.raises(NotAllowed):
        actions.end_edition(by=outsider, standard=ZX1, ends_on=TODAY, why="x")
    with pytest.raises(NotAllowed):
        rules_by_standard(by=nobody)
    assert Event.objects.count() == events
    actions.set_refresh_rules(by=make_account(roles=[Role.WORKFORCE_LEAD]), why="x", **given)


def test_an_edition_counts_up_to_its_last_day() -> None:
    rule([ZX1])
    person = make_worker()
    met(person, ZX1, date(2026, 1, 1))
    actions.end_edition(by=TESTS, standard=ZX1, ends_on=TODAY, why="replaced")
    days = [TODAY, date(2026, 6, 16)]
    statuses = [next(iter(standings_on(everyone(), day).values())) for day in days]
    assert [(one.status, one.reasons) for one in statuses] == [
        ("current", ()),
        ("not_current", ("edition_ended",)),
    ]
