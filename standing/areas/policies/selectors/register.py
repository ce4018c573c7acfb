"""The register: the policies, one with its versions, and who may own one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account
from standing.areas.people.permissions import active_grants, check_can
from standing.areas.people.roles import Ability, Role
from standing.areas.policies.models import Candidate, Policy, PolicyVersion, ProposedChange
from standing.areas.record.selectors.people import NotFound
from standing.core.policies.lifecycle import ENDED, IN_EFFECT, State
from standing.core.policies.proposals import State as ChangeState


@dataclass(frozen=True)
class PolicyInList:
    """A policy, the version to go by, and how far it has come today; the draft of the next, if there is one.

    The version to go by is the one in effect; without one, the newest.
    """

    policy: Policy
    version: PolicyVersion
    state: State
    draft: PolicyVersion | None

    @property
    def draft_words(self) -> str:
        """How far the draft has come, in a sentence."""
        return self.draft.state_on(clock.today()).words.lower() if self.draft else ""


@dataclass(frozen=True)
class PolicyInFull:
    """A policy with its versions, newest first, its changes, and the candidates that were linked to it."""

    in_list: PolicyInList
    versions: tuple[PolicyVersion, ...]
    changes: tuple[ProposedChange, ...]
    candidates: tuple[Candidate, ...]

    @property
    def policy(self) -> Policy:
        return self.in_list.policy

    def state_of(self, version: PolicyVersion) -> State:
        """How far a version has come today."""
        return version.state_on(clock.today())


def register(*, by: Actor) -> list[PolicyInList]:
    """Every policy, by title. Three queries."""
    check_can(by, Ability.SEE_POLICIES)
    today = clock.today()
    return [_in_list(policy, tuple(policy.versions.all()), today) for policy in _policies()]


def policy_by_code(*, by: Actor, code: str) -> PolicyInFull:
    """One policy. Raises `NotFound`."""
    check_can(by, Ability.SEE_POLICIES)
    policy = _policies().filter(code=code).first()
    if policy is None:
        raise NotFound(f"There is no policy {code} in the register.")
    versions = tuple(policy.versions.all())
    changes = ProposedChange.objects.filter(version__policy=policy).exclude(state=ChangeState.DISCARDED.value)
    return PolicyInFull(
        in_list=_in_list(policy, versions, clock.today()),
        versions=versions,
        changes=tuple(
            changes.select_related("version__policy")
            .prefetch_related("standards")
            .order_by("-version__number", "number")
        ),
        candidates=tuple(policy.candidates.order_by("feed", "key")),
    )


def version_of(*, by: Actor, code: str, number: int) -> PolicyVersion:
    """One version of a policy, to be moved on. Raises `NotFound`."""
    check_can(by, Ability.KEEP_POLICIES)
    versions = PolicyVersion.objects.select_related("policy__owner").prefetch_related("extensions")
    found = versions.filter(policy__code=code, number=number).first()
    if found is None:
        raise NotFound(f"There is no version {number} of {code}.")
    return found


def may_own() -> QuerySet[Account]:
    """The accounts that can own a policy: whoever has a role beside that of a practitioner today, by name."""
    granted = active_grants(clock.today()).exclude(role=Role.PRACTITIONER.value)
    return Account.objects.filter(pk__in=granted.values("account")).order_by("name", "email")


def owned(*, owner: Account, today: date) -> list[PolicyInList]:
    """The policies of an owner, by title. One query where there is none, else three."""
    return [
        _in_list(policy, tuple(policy.versions.all()), today) for policy in _policies().filter(owner=owner)
    ]


def to_review(found: Iterable[PolicyInList]) -> list[PolicyInList]:
    """Of these policies, those whose review is due or overdue, or whose extension has run out."""
    return [one for one in found if one.state in (State.REVIEW_DUE, State.OVERDUE)]


def conditions_to_meet(found: Iterable[PolicyInList], today: date) -> list[PolicyVersion]:
    """Of these policies, the versions that were ratified with conditions not met yet."""
    versions = (version for one in found for version in (one.draft, one.version) if version is not None)
    return [version for version in versions if version.state_on(today) is State.CONDITIONAL]


def _policies() -> QuerySet[Policy]:
    versions = PolicyVersion.objects.order_by("-number").prefetch_related("extensions")
    return Policy.objects.select_related("owner").prefetch_related(Prefetch("versions", queryset=versions))


def _in_list(policy: Policy, versions: tuple[PolicyVersion, ...], today: date) -> PolicyInList:
    for version in versions:
        version.policy = policy
    in_effect = next((version for version in versions if version.state_on(today) in IN_EFFECT), None)
    published = next((version for version in versions if version.published_on is not None), None)
    chosen = in_effect or published or versions[0]
    draft = next((v for v in versions if v.published_on is None and v.state_on(today) not in ENDED), None)
    return PolicyInList(policy, chosen, chosen.state_on(today), draft if draft is not chosen else None)
