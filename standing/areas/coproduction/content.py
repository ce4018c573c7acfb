"""What a proposal is about, line by line, and a digest of it: a decision holds for just what people were shown."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from standing.areas.audit.selectors import EventFilter, find_events
from standing.areas.coproduction.models import PlanItem, Proposal
from standing.areas.profiles.models import ProfileLine, ProfileVersion
from standing.areas.profiles.terms import needed_by_words
from standing.areas.record.models import Decision
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


def content_of(proposal: Proposal) -> Lines:
    """Every part of what people decide about, as it is now."""
    return _CONTENT[proposal.kind](proposal)


def digest_of(proposal: Proposal) -> str:
    """Stands for the content as it is now: another digest, another thing."""
    return digest(content_of(proposal))


def digest(lines: Lines) -> str:
    """The digest of such a content."""
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def has_something_to_decide(proposal: Proposal) -> bool:
    """Whether there is anything yet to be for or against."""
    if proposal.kind is About.PROFILE:
        return proposal.version is not None and proposal.version.lines.exists()
    return bool(content_of(proposal))


def version_content(version: ProfileVersion) -> Lines:
    """A version of a profile: purpose, functions, groups, lines with everything that they ask."""
    lines = [f"Purpose: {version.purpose}"] if version.purpose else []
    lines += [f"Function: {one.words}" for one in version.functions.all()]
    lines += [f"Group: {one.name}: at least {one.at_least}" for one in version.groups.all()]
    found = version.lines.select_related("standard", "function", "group").order_by("standard_id", "context")
    return lines + [line_words(line) for line in found]


def line_words(line: ProfileLine) -> str:
    """Everything that a line asks."""
    parts = [
        line.context or "in general",
        line.need,
        f"needed by: {needed_by_words(line.needed_by_days).lower()}",
        line.practice,
        "counts for cover" if line.counts_for_cover else "",
        f"for {line.function.words}" if line.function else "",
        f"one of {line.group.name}" if line.group else "",
    ]
    return f"{line.standard.title} ({line.standard_id}): {'; '.join(part for part in parts if part)}"


def _profile(proposal: Proposal) -> Lines:
    return [GONE] if proposal.version is None else version_content(proposal.version)


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
        f"Takes effect: {change.effective_on}",
        f"Last day to act: {change.due_on or 'as its class says'}",
        f"Asks: {change.population or 'everybody'}",
        *(f"Standard: {one.pk}" for one in change.standards.all()),
    ]


def _plan(proposal: Proposal) -> Lines:
    items: Iterable[PlanItem] = proposal.items.select_related("owner")
    return [f"{one.what}: {one.owner.name}, by {one.due_on}" for one in items]


_CONTENT: Mapping[About, Callable[[Proposal], Lines]] = {
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
    """Whether people were asked from the start, by the moments on record."""
    asked: dict[Standpoint, datetime] = {
        one.speaks_for: one.invited_at for one in proposal.invitations.select_related("constituency")
    }
    return began(asked, made_at(proposal))


def _profile_made(proposal: Proposal) -> datetime | None:
    assert proposal.profile is not None
    events = find_events(EventFilter(subject=f"profile:{proposal.profile.code}")).order_by("sequence")
    until = proposal.closed_at
    made: datetime | None = None
    for action, at in events.values_list("action", "at"):
        if until is not None and at > until:
            break
        if action in _BEGINS:
            made = None
        elif made is None and action not in _NOT_LINES and not action.startswith("refused_"):
            made = at
    return made


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
