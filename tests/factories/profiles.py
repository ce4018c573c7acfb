"""Made-up role profiles, made through the actions people use."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from standing.areas.audit.actors import System
from standing.areas.profiles import actions
from standing.areas.profiles.models import Need, ProfileVersion, RoleProfile

TESTS = System("tests")
"""Who does what a test needs to be there already."""


def make_profile(
    code: str = "nurse",
    *,
    name: str = "",
    essential: Iterable[str] = (),
    desirable: Iterable[str] = (),
    from_on: date | None = None,
) -> RoleProfile:
    """A profile with these lines: in use from a day, or a draft without one."""
    profile = actions.create_profile(by=TESTS, code=code, name=name or f"Made-up {code}")
    version = draft_of(profile)
    add_lines(version, essential, Need.ESSENTIAL)
    add_lines(version, desirable, Need.DESIRABLE)
    if from_on is not None:
        actions.put_in_use(by=TESTS, version=version, from_on=from_on)
    return profile


def add_lines(version: ProfileVersion, standards: Iterable[str], need: Need = Need.ESSENTIAL) -> None:
    """Add standards to a draft, in general and from the first day."""
    for standard in standards:
        actions.add_line(by=TESTS, version=version, standard=standard, need=need, as_worked_to=True)


def draft_of(profile: RoleProfile) -> ProfileVersion:
    """The draft of a profile, which it must have."""
    return profile.versions.get(from_on__isnull=True)
