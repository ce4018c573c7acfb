"""The groups of profiles, as a rehearsal takes them: what is asked for before, and what would be after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date

from standing.areas.profiles.models import ProfileVersion, RoleProfile
from standing.areas.profiles.selectors.meeting import GroupAsked, groups_in_use, groups_put_in_use
from standing.core.engine.evaluate import Window
from standing.core.rehearsing.groups import GroupOfRole, Groups
from standing.core.rules.days import Period, add_days


def groups_touched(standards: Collection[str], window: Window) -> Groups:
    """The groups that have one of some standards, asked for alike in both worlds. Two queries."""
    found = [
        group for group in _between(window) if any(standard in standards for _, (standard, _) in group.lines)
    ]
    return Groups(tuple(found), tuple(found))


def groups_of_roles(roles: Collection[str], window: Window) -> Groups:
    """The groups of some roles, asked for alike in both worlds. Two queries."""
    found = tuple(group for group in _between(window) if group.role in roles)
    return Groups(found, found)


def groups_with_draft(version: ProfileVersion, from_on: date, window: Window) -> Groups:
    """The groups of a role as they are, and as they would be with a draft put in use from a day."""
    role = version.profile.code
    before = groups_of_roles([role], window).before
    ended = (
        replace(group, in_use=Period(group.in_use.from_on, min(group.in_use.to_on or from_on, from_on)))
        for group in before
        if group.in_use.from_on < from_on
    )
    return Groups(before, (*ended, *_plain(groups_put_in_use(version, from_on))))


def _between(window: Window) -> Iterable[GroupOfRole]:
    assert window.to_on is not None
    roles = set(RoleProfile.objects.values_list("code", flat=True))
    return _plain(groups_in_use(roles, window.from_on, add_days(window.to_on, -1)))


def _plain(found: Iterable[GroupAsked]) -> list[GroupOfRole]:
    return [
        GroupOfRole(
            role=each.role,
            profile=each.profile,
            name=each.group.name,
            at_least=each.group.at_least,
            lines=tuple((line.code, (line.standard, line.context)) for line in each.group.lines),
            in_use=each.in_use,
            needed_by_days=each.group.needed_by_days or 0,
        )
        for each in found
    ]
