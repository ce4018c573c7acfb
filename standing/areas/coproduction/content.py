"""What a proposal is about, line by line, and a digest of it: a decision holds for just what people were shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from standing.areas.audit.selectors import EventFilter, find_events
from standing.areas.coproduction.models import PlanItem, Proposal
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion
from standing.areas.profiles.terms import needed_by_words
from standing.areas.record.models import Decision
from standing.areas.standards.models import Standard
from standing.core.coproduction.proposing import About
from standing.core.coproduction.record import Began, Standpoint, began

Lines = list[str]
"""What there is, each part as one line that people can read."""

GONE = "The draft was discarded."

_NOT_LINES = frozenset(
    {
        "create_profile",
        "rename_profile",
        "draft_version",
        "discard_draft",
        "put_in_use",
        "retire_profile",
        "carry_profile",
        "note_how_decided",
        "reopen_decision",
        "set_purpose",
        "add_functions",
        "change_function",
        "remove_function",
    }
)
"""What may happen to a profile without anybody deciding what it asks for: its purpose and functions come from what the
service is for. Every other event of it counts as making it: an unknown one too.
"""

_BEGINS = ("create_profile", "draft_version", "carry_profile")


KEPT_WITH = ("version__functions", "version__groups", "version__lines", "change__standards", "items")
"""What the digest of a proposal is made of besides its own row: fetched before, it costs a proposal no query."""


def content_of(proposal: Proposal) -> Lines:
    """Every part of what people decide about, as it is now, in words."""
    return _WORDS[proposal.kind](proposal)


def digest_of(proposal: Proposal) -> str:
    """Stands for the content as it is now: another digest, another thing. Made of what is kept, and not of our words
    for it, which change with the program.
    """
    return _digest(_KEPT[proposal.kind](proposal))


def version_digest(version: ProfileVersion) -> str:
    """The digest of a version of a profile."""
    return _digest(_kept_of_version(version))


def standard_digest(standard: Standard) -> str:
    """The digest of a local standard."""
    return _digest(_kept_of_standard(standard))


def has_something_to_decide(proposal: Proposal) -> bool:
    """Whether there is anything yet to be for or against."""
    if proposal.kind is About.PROFILE:
        return proposal.version is not None and proposal.version.lines.exists()
    return bool(content_of(proposal))


def _digest(kept: list[Any]) -> str:
    return hashlib.sha256(json.dumps(kept, default=str).encode()).hexdigest()


def _lines_of(version: ProfileVersion) -> Iterable[ProfileLine]:
    found = version.lines.select_related("standard", "function", "group")
    return found.order_by("standard_id", "context")


def _kept_of_version(version: ProfileVersion) -> list[Any]:
    """Purpose, functions, groups, and lines with everything that they ask. Reads but what `KEPT_WITH` names."""
    functions, groups = list(version.functions.all()), list(version.groups.all())
    for_what: dict[int | None, str] = {one.pk: one.words for one in functions}
    one_of: dict[int | None, str] = {one.pk: one.name for one in groups}
    return [
        version.purpose,
        [one.words for one in functions],
        [[one.name, one.at_least] for one in groups],
        [
            [
                one.standard_id,
                one.context,
                one.need,
                one.needed_by_days,
                one.practice,
                one.counts_for_cover,
                for_what.get(one.function_id, ""),
                one_of.get(one.group_id, ""),
            ]
            for one in sorted(version.lines.all(), key=lambda line: (line.standard_id, line.context))
        ],
    ]


def _kept_of_standard(standard: Standard) -> list[Any]:
    return [standard.pk, standard.title, standard.summary]


def _kept_of_change(proposal: Proposal) -> list[Any]:
    change = proposal.change
    assert change is not None
    days = [change.effective_on, change.due_on]
    standards = sorted(one.pk for one in change.standards.all())
    return [proposal.wanted_class, change.part, change.what_changed, *days, change.population, standards]


def _kept_of_plan(proposal: Proposal) -> list[Any]:
    return [[one.what, one.owner_id, one.due_on] for one in proposal.items.all()]


_KEPT: Mapping[About, Callable[[Proposal], list[Any]]] = {
    About.PROFILE: lambda one: _kept_of_version(one.version) if one.version else [],
    About.LOCAL_STANDARD: lambda one: _kept_of_standard(one.standard) if one.standard else [],
    About.POLICY_CHANGE: _kept_of_change,
    About.ACTION_PLAN: _kept_of_plan,
}


def _profile(proposal: Proposal) -> Lines:
    version = proposal.version
    if version is None:
        return [GONE]
    lines = [f"Purpose: {version.purpose}"] if version.purpose else []
    lines += [f"Function: {one.words}" for one in version.functions.all()]
    lines += [f"Group: {one.name}: at least {one.at_least}" for one in version.groups.all()]
    return lines + [_line(one) for one in _lines_of(version)]


def _line(line: ProfileLine) -> str:
    """Everything that a line asks."""
    parts = [
        line.context or "in general",
        line.need,
        f"needed by: {needed_by_words(line.needed_by_days).lower()}" if line.need == Need.ESSENTIAL else "",
        line.practice,
        "counts for cover" if line.counts_for_cover else "",
        f"for: {line.function.words}" if line.function else "",
        f"one of {line.group.name}" if line.group else "",
    ]
    return f"{line.standard.title} ({line.standard_id}): {'; '.join(part for part in parts if part)}"


def _standard(proposal: Proposal) -> Lines:
    standard = proposal.standard
    assert standard is not None
    return [f"{standard.title} ({standard.pk})", *([standard.summary] if standard.summary else [])]


def _change(proposal: Proposal) -> Lines:
    change = proposal.change
    assert change is not None
    return [
        f"Class: {proposal.wanted_class}",
        f"What changed: {change.what_changed}",
        f"Takes effect: {change.effective_on:%-d %B %Y}",
        f"Last day to act: {change.due_on:%-d %B %Y}"
        if change.due_on
        else "Last day to act: as its class says",
        f"Asks: {change.population or 'everybody'}",
        *(f"Standard: {one}" for one in change.standards.all()),
    ]


def _plan(proposal: Proposal) -> Lines:
    items: Iterable[PlanItem] = proposal.items.select_related("owner")
    return [f"{one.what}: {one.owner.name}, by {one.due_on:%-d %B %Y}" for one in items]


_WORDS: Mapping[About, Callable[[Proposal], Lines]] = {
    About.PROFILE: _profile,
    About.LOCAL_STANDARD: _standard,
    About.POLICY_CHANGE: _change,
    About.ACTION_PLAN: _plan,
}


def made_at(proposal: Proposal) -> datetime | None:
    """When the first part of it was made, by what is on record; None while there is nothing, or nothing before them.

    A profile: when a line of its draft was first written. A local standard: when a role in use first asked for it, or
    somebody was first assessed in it. A change of a policy: when its author first sent it to a clinical lead. A plan is
    written in its proposal, so never before.
    """
    return _MADE[proposal.kind](proposal)


def began_of(proposal: Proposal) -> Began:
    """Whether people were asked from the start, by the moments on record. Of what was put in use before they decided,
    they were asked afterwards.
    """
    if used_first(proposal) is not None:
        return Began.AFTERWARDS
    asked: dict[Standpoint, datetime] = {
        one.speaks_for: one.invited_at for one in proposal.invitations.select_related("constituency")
    }
    return began(asked, made_at(proposal))


def used_first(proposal: Proposal) -> date | None:
    """The first day in use of a version that was put in use before people decided on it; None for any other."""
    version = proposal.version
    if version is None or version.from_on is None:
        return None
    until = proposal.closed_at
    used = (at for action, at in _events_of_version(proposal) if action == "put_in_use")
    return version.from_on if any(until is None or at < until for at in used) else None


def _events_of_version(proposal: Proposal) -> Iterator[tuple[str, datetime]]:
    """What happened to a profile from the beginning of the draft that was put to people to that of the next."""
    assert proposal.profile is not None
    events = find_events(EventFilter(subject=f"profile:{proposal.profile.code}")).order_by("sequence")
    found: list[tuple[str, datetime]] = []
    for action, at in events.values_list("action", "at"):
        if action in _BEGINS:
            if at > proposal.opened_at:
                break
            found = []
        found.append((action, at))
    return iter(found)


def _profile_made(proposal: Proposal) -> datetime | None:
    until = proposal.closed_at
    for action, at in _events_of_version(proposal):
        if action not in _NOT_LINES and not action.startswith("refused_"):
            return at if until is None or at <= until else None
    return None


def _standard_made(proposal: Proposal) -> datetime | None:
    decided = Decision.objects.filter(standard=proposal.standard).order_by("recorded_at")
    moments = [decided.values_list("recorded_at", flat=True).first()]
    used = ProfileVersion.objects.filter(lines__standard=proposal.standard, from_on__isnull=False)
    for code in used.values_list("profile__code", flat=True).distinct():
        chosen = EventFilter(subject=f"profile:{code}", action="put_in_use")
        moments.append(find_events(chosen).order_by("sequence").values_list("at", flat=True).first())
    return min((moment for moment in moments if moment is not None), default=None)


def _change_made(proposal: Proposal) -> datetime | None:
    assert proposal.change is not None
    return proposal.change.sent_at


_MADE: Mapping[About, Callable[[Proposal], datetime | None]] = {
    About.PROFILE: _profile_made,
    About.LOCAL_STANDARD: _standard_made,
    About.POLICY_CHANGE: _change_made,
    About.ACTION_PLAN: lambda proposal: None,
}
