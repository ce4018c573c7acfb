"""The whole service: how far it is set up, and what it lacks."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account, Person, Post, Unit
from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment, Decision, RefreshRule, Requirement
from standing.areas.refusals import NotAllowed
from standing.areas.standards.models import Standard


@dataclass(frozen=True)
class SettingUp:
    """How much of what a service needs is there."""

    units: int
    people: int
    accounts: int
    posts: int
    ruled: int
    standards: int
    requirements: int
    assignments: int
    decisions: int


def setting_up(*, by: Actor) -> SettingUp:
    """Counts over the whole service, for whoever sets it up: administrators, workforce leads, stewards."""
    if not _sets_up(by):
        raise NotAllowed("You cannot see how far the service is set up. Ask an administrator.")
    return SettingUp(
        units=Unit.objects.count(),
        people=Person.objects.count(),
        accounts=Account.objects.filter(is_active=True).count(),
        posts=Post.objects.count(),
        ruled=known(RefreshRule.objects.all(), None).values("standard").distinct().count(),
        standards=Standard.objects.count(),
        requirements=known(Requirement.objects.all(), None).count(),
        assignments=known(Assignment.objects.all(), None).count(),
        decisions=known(Decision.objects.all(), None).count(),
    )


def _sets_up(by: Actor) -> bool:
    needed: Iterable[Ability] = (
        Ability.MANAGE_SERVICE,
        Ability.SET_REFRESH_RULES,
        Ability.IMPORT_SOURCES,
    )
    return any(can(by, ability) for ability in needed)


def required_without_rule(*, by: Actor, at: date) -> list[Standard]:
    """The standards that some role asks for on a day and for which nobody has set a refresh rule: no decision
    can be recorded on them.
    """
    check_can(by, Ability.SEE_CATALOGUE)
    ruled = known(RefreshRule.objects.all(), None).values("standard")
    asked = known(Requirement.objects.all(), None).exclude(to_on__lte=at).values("standard")
    return list(Standard.objects.filter(pk__in=asked).exclude(pk__in=ruled))


def with_rules(*, by: Actor, standards: Collection[str]) -> frozenset[str]:
    """Those of the standards on which a decision can be recorded: somebody has set a refresh rule."""
    check_can(by, Ability.SEE_CATALOGUE)
    rules = known(RefreshRule.objects.filter(standard__in=standards), None)
    return frozenset(rules.values_list("standard", flat=True))
