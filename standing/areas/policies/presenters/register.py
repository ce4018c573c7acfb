"""The register and one policy."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from django.urls import reverse

from standing.areas.policies.forms.feeds import STATUS_WORDS
from standing.areas.policies.models import Candidate, PolicyVersion, ProposedChange
from standing.areas.policies.selectors.register import PolicyInFull, PolicyInList
from standing.areas.record.forms.changes import CLASS_WORDS
from standing.core.policies.lifecycle import ENDED, Kind, Move, State, moves_from
from standing.core.policies.proposals import State as ChangeState
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day

_MOVES = {
    Move.RATIFY: ("ratify", "Record that it was ratified"),
    Move.RATIFY_WITH_CONDITIONS: (
        "ratify_with_conditions",
        "Record that it was ratified with conditions",
    ),
    Move.MEET_CONDITIONS: ("meet_conditions", "Record that its conditions are met"),
    Move.NOT_RATIFY: ("not_ratify", "Record that it was not ratified"),
    Move.PUBLISH: ("publish", "Publish it"),
    Move.EXTEND: ("extend", "Extend its review"),
    Move.WITHDRAW: ("withdraw", "Withdraw it"),
}


def chosen(found: Iterable[PolicyInList], *, kind: str, state: str) -> list[PolicyInList]:
    """The policies that the filters leave."""
    return [
        one
        for one in found
        if (not kind or one.policy.kind == kind) and (not state or one.state.value == state)
    ]


def register_table(found: Sequence[PolicyInList]) -> Table:
    """The register, by title."""
    return Table(
        name="policies",
        caption="Policies",
        head=("Title", "Code", "Kind", "Owner", "State", "Review by"),
        rows=[
            (
                Cell(one.policy.title, href=policy_href(one.policy.code)),
                one.policy.code,
                one.policy.of_kind.words,
                one.policy.owner.name,
                f"{one.state.words}; version {one.draft.number} is {one.draft_words}"
                if one.draft
                else one.state.words,
                Cell(_review_day(one), narrow=True),
            )
            for one in found
        ],
        stack=True,
        hide_caption=True,
        empty="No policy answers these filters.",
    )


def _review_day(one: PolicyInList) -> str:
    return "No longer" if one.state in ENDED else short_day(one.version.to_be_reviewed_by, "Not set")


def policy_href(code: str) -> str:
    """The address of a policy."""
    return reverse("policies:policy", args=[code])


def policy_rows(found: PolicyInFull) -> list[Row]:
    """What the register says of a policy."""
    policy, in_list = found.policy, found.in_list
    rows = [
        Row("Code", policy.code),
        Row("Kind", policy.of_kind.words),
        Row("State today", state_sentence(in_list)),
        Row("Owner", policy.owner.name),
    ]
    if policy.of_kind is Kind.POLICY:
        rows.append(Row("Ratifying group", policy.ratifying_group))
    rows.append(Row("Where its text is", policy.kept_at or "Not said"))
    rows += [
        Row(f"To be done before version {version.number} is published", conditions_words(version))
        for version in found.versions
        if found.state_of(version) is State.CONDITIONAL
    ]
    return rows


def conditions_words(version: PolicyVersion) -> str:
    """What the group that ratified a version with conditions asked for, and by when."""
    by = f" By {long_day(version.conditions_by)}." if version.conditions_by else ""
    return f"{version.conditions}{by}"


def state_sentence(one: PolicyInList) -> str:
    """How far a policy has come today, and what it says of nobody's standing."""
    version = one.version
    said = f"{one.state.words} (version {version.number})"
    if one.state is State.OVERDUE:
        return (
            f"{said}: its review was due by {long_day(version.to_be_reviewed_by)}. It is still to be followed: "
            "nobody’s standing depends on its review."
        )
    if one.state in (State.REVIEW_DUE, State.EXTENDED):
        return f"{said}: to be reviewed by {long_day(version.to_be_reviewed_by)}"
    return said


def versions_table(found: PolicyInFull) -> Table:
    """The versions of a policy with their days, which are apart."""
    return Table(
        name="versions",
        caption="Versions",
        head=("Version", "State today", "Ratified", "Published", "In effect from", "Review by"),
        rows=[
            (
                str(version.number),
                found.state_of(version).words,
                Cell(_ratified(version), narrow=True),
                Cell(short_day(version.published_on, "No"), narrow=True),
                Cell(short_day(version.effective_on, "Not set"), narrow=True),
                _review(version),
            )
            for version in found.versions
        ],
        stack=True,
    )


def _ratified(version: PolicyVersion) -> str:
    if version.policy.of_kind is not Kind.POLICY:
        return "Made elsewhere"
    if version.conditional_on is None:
        return short_day(version.ratified_on, "No")
    set_on = short_day(version.conditional_on)
    if version.ratified_on is not None:
        return f"{short_day(version.ratified_on)}, once conditions of {set_on} were met"
    return f"On {set_on}, with conditions"


def _review(version: PolicyVersion) -> str:
    extension = version.last_extension
    if extension is None:
        return short_day(version.review_on, "Not set")
    return (
        f"{short_day(extension.to_on)}, extended by {extension.decided_by} on {short_day(extension.decided_on)}: "
        f"{extension.reason}"
    )


def changes_table(changes: Sequence[ProposedChange], caption: str = "Changes of practice") -> Table:
    """Changes of a policy, or on their way: what, of which class, from when, and how far it has come."""
    return Table(
        name="changes",
        caption=caption,
        head=("Change", "Class", "Takes effect", "Standards", "State"),
        rows=[
            (
                Cell(f"{change.title}, version {change.version.number}", href=change_href(change)),
                CLASS_WORDS[change.change_class],
                Cell(short_day(change.effective_on), narrow=True),
                ", ".join(standard.pk for standard in change.standards.all()),
                ChangeState(change.state).words,
            )
            for change in changes
        ],
        stack=True,
        empty="No change of practice has been proposed.",
    )


def change_href(change: ProposedChange, page: str = "change") -> str:
    """The address of one of a change's pages."""
    return reverse(f"policies:{page}", args=[change.pk])


def candidates_table(candidates: Sequence[Candidate]) -> Table:
    """What feeds say of the policy. Withdrawn by its publisher is not out of date here."""
    return Table(
        name="candidates",
        caption="What it rests on, from feeds",
        head=("From a feed", "Title", "Its publisher says", "State"),
        rows=[
            (
                Cell(one.key, href=reverse("policies:candidate", args=[one.pk])),
                one.title,
                STATUS_WORDS[one.status],
                "Says something new since it was linked" if one.state == Candidate.WAITING else "Linked",
            )
            for one in candidates
        ],
        stack=True,
        empty="Nothing from a feed is linked to it.",
    )


def moves_of(found: PolicyInFull, today: date) -> list[tuple[str, str]]:
    """What whoever keeps policies can do next, as (text, address)."""
    links: list[tuple[str, str]] = []
    code, kind = found.policy.code, found.policy.of_kind
    draft = found.in_list.draft
    for version in ([draft] if draft else []) + [found.in_list.version]:
        state = version.state_on(today)
        if version.withdrawn_on is not None and state not in ENDED:
            continue
        for move in moves_from(state, kind):
            if move in _MOVES:
                name, text = _MOVES[move]
                links.append(
                    (
                        f"{text} (version {version.number})",
                        reverse(f"policies:{name}", args=[code, version.number]),
                    )
                )
        if state not in ENDED:
            links.append(
                (
                    f"Propose a change of practice (version {version.number})",
                    reverse("policies:propose", args=[code, version.number]),
                )
            )
    newest = found.versions[0]
    if newest.published_on is not None or newest.state_on(today) in ENDED:
        links.append((f"Draft version {newest.number + 1}", reverse("policies:draft", args=[code])))
    links.append(("Change what the register says of it", reverse("policies:change_policy", args=[code])))
    return links
