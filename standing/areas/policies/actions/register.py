"""The register: a policy added, with an empty first version, and what is said of it changed."""

from __future__ import annotations

import re

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.checks import checked_text
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import LONGEST_CODE, Policy, PolicyVersion
from standing.areas.refusals import Refused
from standing.core.policies.lifecycle import MADE_ELSEWHERE, Kind

LATEST_VERSION = 9999

_CODE = re.compile(r"[A-Za-z0-9]+(?:[-_][A-Za-z0-9]+)*", re.ASCII)


@writing()
@passes_guard(lambda **given: f"policy:{given['code'].strip()}", kept_at="Where its text is")
def add_policy(
    *,
    by: Actor,
    code: str,
    kind: Kind,
    title: str,
    owner: Account,
    ratifying_group: str = "",
    kept_at: str = "",
    version: int = 1,
) -> Policy:
    """Add a policy, guidance, a law or an alert to the register, with a draft of a first version.

    `version` is the number of that: a policy comes into the register in whatever version it is in. The code is what its
    changes are signed as, and is never changed. Raises `Refused` for one that is used already, in whatever letters, and
    for a policy of the service's own without a group that ratifies it.
    """
    check_can(by, Ability.KEEP_POLICIES)
    code = _checked_code(code)
    said = _checked(kind, title, owner, ratifying_group, kept_at)
    if not 1 <= version <= LATEST_VERSION:
        raise Refused(f"The version is a whole number from 1 to {LATEST_VERSION}.", field="version")
    if Policy.objects.filter(code__iexact=code).exists():
        raise Refused(
            f"{code} is in the register already. Draft its next version, or choose another code.",
            field="code",
        )
    policy = Policy.objects.create(code=code, kind=kind.value, **said)
    PolicyVersion.objects.create(policy=policy, number=version, made_at=clock.now(), made_by=_account(by))
    words = {"kind": kind.value, "version": version, **_plain(policy)}
    record_event(by=by, action="add_policy", subject=policy.subject, words=words)
    return policy


@writing()
@passes_guard(lambda **given: given["policy"].subject, kept_at="Where its text is")
def change_policy(
    *, by: Actor, policy: Policy, title: str, owner: Account, ratifying_group: str = "", kept_at: str = ""
) -> Policy:
    """Change what the register says of a policy. Raises `Refused` if nothing is different."""
    check_can(by, Ability.KEEP_POLICIES)
    before = _plain(policy)
    for name, value in _checked(policy.of_kind, title, owner, ratifying_group, kept_at).items():
        setattr(policy, name, value)
    if _plain(policy) == before:
        raise Refused("Nothing is different. Change something, or leave it as it is.", field="title")
    policy.save()
    words = {"before": before, "after": _plain(policy)}
    record_event(by=by, action="change_policy", subject=policy.subject, words=words)
    return policy


_PAGES = frozenset({"add", "changes", "candidates", "feeds", "observations"})
"""Codes that would be the address of another page."""


def _checked_code(code: str) -> str:
    kept = checked_text(code, field="code", what="the code", longest=LONGEST_CODE)
    if kept.casefold() in _PAGES:
        raise Refused(f"“{kept}” names a page of Standing. Choose another code.", field="code")
    if not _CODE.fullmatch(kept):
        raise Refused(
            f"“{kept}” cannot be a code: use letters, digits, and hyphens between them, for instance POL-OBSERVATION.",
            field="code",
        )
    return kept


def _checked(kind: Kind, title: str, owner: Account, ratifying_group: str, kept_at: str) -> dict[str, object]:
    group = ratifying_group.strip()
    if kind not in MADE_ELSEWHERE and not group:
        raise Refused("Say which group ratifies it.", field="ratifying_group")
    if not owner.is_active:
        raise Refused(
            f"The account of {owner.name} is closed. Choose an owner who can sign in.", field="owner"
        )
    return {
        "title": checked_text(title, field="title", what="the title"),
        "owner": owner,
        "ratifying_group": group,
        "kept_at": kept_at.strip(),
    }


def _plain(policy: Policy) -> dict[str, str]:
    """What the audit trail says of a policy."""
    return {
        "title": policy.title,
        "owner": policy.owner.audit_name,
        "ratifying_group": policy.ratifying_group,
        "kept_at": policy.kept_at,
    }


def _account(by: Actor) -> Account | None:
    return by if isinstance(by, Account) else None
