"""What the record shows of itself on the home page, for each role of whoever looks: one block a role."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from standing.areas.audit import clock
from standing.areas.inbox import waiting_for
from standing.areas.people.models import Account
from standing.areas.people.permissions import can, scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.presenters.besides import besides_of_person, columns_besides, stops_besides
from standing.areas.record.presenters.home import (
    SHOWN,
    ServiceHome,
    TeamHome,
    decision_task,
    decisions_to_make,
    first_steps,
)
from standing.areas.record.presenters.records import owed_tasks
from standing.areas.record.presenters.standing import Viewer
from standing.areas.record.selectors.changes import signatures_owed
from standing.areas.record.selectors.compliance import compliance_of
from standing.areas.record.selectors.matrix import units_to_work_in
from standing.areas.record.selectors.people import own_person
from standing.areas.record.selectors.records import record_of
from standing.areas.record.selectors.service import required_without_rule, setting_up
from standing.areas.record.selectors.teams import own_units, sees_service, stopping_in, team_of

DAYS_AHEAD = 90
MOST_TEAMS = 4
"""How many teams the home page shows in full; whoever has more chooses among them."""

Panel = tuple[int, str, str, dict[str, Any]]


def panels(*, account: Account, today: date) -> list[Panel]:
    """The blocks of this account, in the order they are read."""
    today = clock.today()
    return [
        *_first(account),
        *_own(account, today),
        *_service(account, today),
        *_teams(account, today),
        *_waiting(account, today),
    ]


def _first(account: Account) -> list[Panel]:
    if not can(account, Ability.SET_REFRESH_RULES):
        return []
    steps = first_steps(setting_up(by=account))
    return [(5, "What to do first", "record/home_first.html", {"steps": steps})] if steps else []


def _own(account: Account, today: date) -> list[Panel]:
    person = own_person(by=account)
    if person is None:
        return []
    record = record_of(by=account, person=person, at=today)
    owed = owed_tasks(record, signatures_owed(record), Viewer(is_own=True), {})
    asked = [pair for pair in record.pairs if pair.is_required]
    context = {
        "tasks": owed,
        "asked": len(asked),
        "counting": sum(pair.standing.counts for pair in asked),
        "besides": besides_of_person([place.assignment for place in record.places], today, None),
    }
    return [(10, "What I owe", "record/home_own.html", context)]


def _teams(account: Account, today: date) -> list[Panel]:
    if sees_service(by=account):
        return []
    units = own_units(by=account)
    if not units:
        return []
    teams = []
    for number, unit in enumerate(units[:MOST_TEAMS], 1):
        team = team_of(by=account, unit=unit, at=today)
        stopping = stopping_in(team, today + timedelta(days=DAYS_AHEAD))
        besides = stops_besides(team.required.assignments, today, today + timedelta(days=DAYS_AHEAD))
        columns = columns_besides(team.required.assignments, today)
        teams.append(TeamHome(team, stopping, DAYS_AHEAD, number, besides, columns))
    title = "My team" if len(units) == 1 else "My teams"
    return [(30, title, "record/home_teams.html", {"teams": teams, "more": len(units) - len(teams)})]


def _waiting(account: Account, today: date) -> list[Panel]:
    if not scope_of(account, Ability.RECORD_DECISION, today).anyone:
        return []
    found = decisions_to_make(waiting_for(account, today))
    context = {
        "tasks": [decision_task(one) for one in found[:SHOWN]],
        "shown": min(SHOWN, len(found)),
        "of": len(found),
        "matrices": units_to_work_in(by=account),
    }
    return [(40, "What waits for my decision", "record/home_waiting.html", context)]


def _service(account: Account, today: date) -> list[Panel]:
    if not sees_service(by=account):
        return []
    sets_rules = scope_of(account, Ability.SET_REFRESH_RULES, today).service
    home = ServiceHome(
        figures=compliance_of(by=account, at=today).units,
        without_rule=required_without_rule(by=account, at=today) if sets_rules else (),
        today=today,
    )
    return [(20, "The service", "record/home_service.html", {"home": home})]
