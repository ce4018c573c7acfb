"""What somebody asked to have rehearsed, as plain values that can be kept: read back into a plan when it is run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.profiles.models import ProfileVersion
from standing.areas.refusals import Refused
from standing.areas.revisions.rehearsing.plans import (
    Plan,
    plan_change,
    plan_leaving,
    plan_profile,
    plan_rules,
)
from standing.areas.revisions.rehearsing.revisions import plan_revision
from standing.core.engine.tables import TABLES
from standing.core.rules.facts import BadFact

REVISION, CHANGE, RULES, PROFILE, LEAVING = "revision", "change", "rules", "profile", "leaving"
KINDS = (REVISION, CHANGE, RULES, PROFILE, LEAVING)

Asked = Mapping[str, Any]
"""`kind`, one of `KINDS`, and beside it: `revision` and `version`; `rows` of the fact table `changes` or `standards`
as text, and a `title`; `profile`; or `person`. `on` is the day it takes effect, `until` the last day looked at,
`below` a whole percentage; days are ISO text.
"""


def plan_of(asked: Asked) -> Plan:
    """The plan of what was asked. Raises `Refused` or `BadFact` where it cannot be rehearsed."""
    until = _day(asked.get("until"))
    kind = asked["kind"]
    if kind == REVISION:
        return plan_revision(asked["revision"], on=_day(asked.get("on")), until=until)
    if kind == CHANGE:
        changes = [_fact("changes", row) for row in asked["rows"]]
        return plan_change(changes, title=asked.get("title", ""), until=until)
    if kind == RULES:
        return plan_rules([_fact("standards", row) for row in asked["rows"]], clock.today(), until)
    if kind == PROFILE:
        return plan_profile(_draft(asked["profile"]), _day(asked.get("on")) or clock.today(), until)
    if kind == LEAVING:
        person = Person.objects.filter(ref=asked["person"]).first()
        if person is None:
            raise Refused(f"There is nobody with the reference {asked['person']}.", field="person")
        return plan_leaving(person, _day(asked.get("on")) or clock.today(), until)
    raise ValueError(f"{kind} is no kind of rehearsal")


def _fact(table: str, row: Mapping[str, str]) -> Any:
    return TABLES[table].row_to_fact(row)


def _draft(code: str) -> ProfileVersion:
    found = (
        ProfileVersion.objects.select_related("profile")
        .filter(profile__code=code, from_on__isnull=True)
        .first()
    )
    if found is None:
        raise Refused(
            f"The profile {code} has no draft to rehearse. Make a draft on its page.", field="profile"
        )
    return found


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadFact("day", text, "a day as year-month-day, like 2026-03-31") from error
