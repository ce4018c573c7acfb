"""What is wrong with the accounts and roles of a store: changed past Standing since their events were written.

A role that nobody gave is a way in, and a closed account that is open again is another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from standing.areas.audit.models import EventWords
from standing.areas.people.models import Account, RoleGrant
from standing.core.formats.results import Problem

ADVICE = (
    "Somebody wrote to the database past Standing. Keep this store as it is, close the account if it may be misused, "
    "and compare with a backup."
)
NO_EVENT = "No event says that this account was made."
GONE = "Events tell of this account; it is gone."
OTHERWISE = "{what} is not what the events of this account say."

Grant = tuple[str, str | None, str, str | None]
"""A role, its unit, its first day, and the day before which it ends: as the events write them."""
Words = Mapping[str, Any]


@dataclass
class _Told:
    """What the events say of one account. Once words about it were erased, nothing is known of it for certain."""

    email: str
    name: str
    person: str | None
    is_open: bool = True
    grants: Counter[Grant] = field(default_factory=Counter)
    is_known: bool = True


def accounts_at_odds_with_the_trail() -> Iterator[Problem]:
    """Every account whose address, name, person or roles, or whether it is open, is not what its events say."""
    told = _told()
    accounts = {one.audit_name: one for one in Account.objects.select_related("person").order_by("pk")}
    held = _held()
    for subject, account in accounts.items():
        if subject not in told:
            yield Problem(subject, NO_EVENT, ADVICE)
        elif told[subject].is_known:
            for what in _different(told[subject], account, held.get(account.pk, Counter())):
                yield Problem(subject, OTHERWISE.format(what=what), ADVICE)
    for subject in told.keys() - accounts.keys():
        yield Problem(subject, GONE, ADVICE)


def _different(told: _Told, account: Account, held: Counter[Grant]) -> Iterator[str]:
    if (told.email, told.name) != (account.email, account.name):
        yield "The address or the name"
    if told.person != (account.person.ref if account.person else None):
        yield "Whose it is"
    if told.is_open != account.is_active:
        yield "Whether it is open"
    if +told.grants != held:
        yield "Which roles it has, or for which days,"


def _held() -> dict[int, Counter[Grant]]:
    found: dict[int, Counter[Grant]] = {}
    for grant in RoleGrant.objects.select_related("unit"):
        unit = grant.unit.code if grant.unit else None
        until = grant.to_on.isoformat() if grant.to_on else None
        found.setdefault(grant.account_id, Counter())[grant.role, unit, grant.from_on.isoformat(), until] += 1
    return found


def _told() -> dict[str, _Told]:
    """What the events say, gone through in their order. Altered words may say anything: the chain tells of them."""
    told: dict[str, _Told] = {}
    for row in _events().iterator():
        subject = row.event.subject
        try:
            _follow(told, row.event.action, subject, row.words)
        except (KeyError, TypeError, AttributeError):
            told.setdefault(subject, _Told("", "", None)).is_known = False
    return told


def _follow(told: dict[str, _Told], action: str, subject: str, words: Words | None) -> None:
    if action in _OF_MERGES:
        _move(told, action, subject, words)
    elif words is None:
        told.setdefault(subject, _Told("", "", None)).is_known = False
    elif action == "create_account":
        told[subject] = _Told(words["email"], words["name"], words["person"])
    elif subject in told:
        _OF_ACCOUNTS[action](told[subject], words)


def _events() -> QuerySet[EventWords]:
    actions = ["create_account", *_OF_ACCOUNTS, *_OF_MERGES]
    found = EventWords.objects.filter(event__action__in=actions).select_related("event")
    return found.order_by("event__sequence")


def _change(told: _Told, words: Words) -> None:
    told.email, told.name = words["after"]["email"], words["after"]["name"]


def _close(told: _Told, words: Words) -> None:
    told.is_open = False
    _end_roles(told, words)


def _open(told: _Told, _: Words) -> None:
    told.is_open = True


def _grant(told: _Told, words: Words) -> None:
    told.grants[_written(words)] += 1


def _end(told: _Told, words: Words) -> None:
    told.grants[_written({**words, "to_on": words["to_on_before"]})] -= 1
    _grant(told, words)


def _end_roles(told: _Told, words: Words) -> None:
    """Roles that ended together. Until when each was given is not told: of those alike, the one that lasted longest."""
    for ended in words["roles_ended"]:
        alike = [one for one in (+told.grants) if one[:3] == _written(ended)[:3]]
        told.grants[max(alike, key=lambda one: one[3] or "9999", default=_written(ended))] -= 1
        _grant(told, ended)


def _written(words: Words) -> Grant:
    return words["role"], words["unit"], words["from_on"], words["to_on"]


def _move(told: dict[str, _Told], action: str, subject: str, words: Words | None) -> None:
    """An account comes along when two records are made one, and goes back when they are two again. A merge has events
    about the two people besides its own, with the same words.
    """
    if words is None:
        for one in told.values():
            one.is_known = False
    elif words["account"] and subject.startswith("merge:"):
        for one in told.values():
            if one.email == words["account"]:
                one.person = words["kept" if action == "merge_people" else "merged"]


_OF_ACCOUNTS: Mapping[str, Callable[[_Told, Words], None]] = {
    "change_account": _change,
    "deactivate_account": _close,
    "reactivate_account": _open,
    "grant_role": _grant,
    "end_grant": _end,
    "end_access": _end_roles,
}
_OF_MERGES = frozenset({"merge_people", "split_people"})
