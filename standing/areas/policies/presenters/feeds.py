"""Feeds and their candidates."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from standing.areas.policies.actions.feeds import FeedReport
from standing.areas.policies.feed_models import FEEDS
from standing.areas.policies.forms.feeds import STATUS_WORDS
from standing.areas.policies.models import Candidate, Policy
from standing.areas.policies.presenters.register import policy_href
from standing.areas.policies.selectors.feeds import FeedState
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day

MOST_NOTES = 30
"""How many oddities a page names; it says how many more there are, and `standing import` lists them all."""


def feed_rows(state: FeedState, may_set: bool) -> list[Row]:
    """One feed: its last import, and where it is fetched from."""
    last = state.last
    said = (
        f"{long_day(last.imported_at.date())}, from {last.file}: {last.read:,} read, {last.new:,} new, "
        f"{last.changed:,} changed, {last.gone:,} gone, {last.set_aside:,} set aside"
        if last
        else "Never"
    )
    change = reverse("policies:source", args=[state.feed]) if may_set else ""
    return [
        Row("Last import", said),
        Row("Waiting for somebody", f"{state.waiting:,}"),
        Row("Set aside as tests", f"{state.set_aside:,}"),
        Row(
            "Fetched from",
            state.source.url if state.source else "Nowhere: import a file",
            change=change,
            what=f"where {state.name} is fetched from",
        ),
    ]


def notes_of(notes: Sequence[str]) -> list[str]:
    """What was odd in an import, not more than a page can hold."""
    more = len(notes) - MOST_NOTES
    shown = list(notes[:MOST_NOTES])
    return [*shown, f"And {more:,} more: `standing import` lists them all."] if more > 0 else shown


def done_words(report: FeedReport) -> str:
    """What an import did, in a sentence."""
    found, differences = report.report, report.differences
    return (
        f"{found.file} is read: {found.read:,} in it, {found.created:,} new, {found.updated:,} changed, "
        f"{len(differences.gone):,} gone. {len(report.reading.set_aside):,} read like tests and are set aside."
    )


def candidates_table(found: Sequence[Candidate]) -> Table:
    """Candidates, to be looked at one by one."""
    return Table(
        name="candidates",
        caption="Candidates",
        head=("Number", "Title", "Kind", "Its publisher says", "What is new", "Policy"),
        rows=[
            (
                Cell(one.key, href=reverse("policies:candidate", args=[one.pk]), narrow=True),
                one.title or "No title",
                one.kind,
                f"{STATUS_WORDS[one.status]}{_changed(one)}",
                " ".join(one.differences) or one.set_aside.capitalize() or "New in the feed",
                one.policy.title if one.policy else "None",
            )
            for one in found
        ],
        stack=True,
        hide_caption=True,
        empty="No candidate answers these filters.",
    )


def _changed(one: Candidate) -> str:
    return f", changed in substance {short_day(one.modified_on)}" if one.modified_on else ""


def candidate_rows(one: Candidate, suggested: Iterable[Policy]) -> list[Row]:
    """One candidate as its feed says it, and what somebody made of it."""
    rows = [
        Row("Feed", FEEDS[one.feed]),
        Row("Number", one.key),
        Row("Kind", one.kind or "Not said"),
        Row("Its publisher says", STATUS_WORDS[one.status]),
        Row("Published", long_day(one.published_on, "Not said")),
        Row("Last changed in substance", long_day(one.modified_on, "Not said")),
        Row("Here", _here(one)),
    ]
    if one.differences:
        rows.append(Row("New since then", " ".join(one.differences)))
    if one.set_aside:
        rows.append(Row("Set aside", f"Because {one.set_aside}"))
    likely = ", ".join(f"{policy.title} ({policy.code})" for policy in suggested)
    if likely:
        rows.append(Row("It may concern", likely))
    return rows


def _here(one: Candidate) -> str:
    who = one.decided_by.name if one.decided_by else ""
    by = f" by {who}" if who else ""
    why = f": {one.decided_why}" if one.decided_why else ""
    if one.state == Candidate.LINKED and one.policy:
        return f"Linked to {one.policy.title}{by}{why}"
    if one.state == Candidate.DISMISSED:
        return f"Dismissed{by}{why}"
    return "Waiting for somebody" + (f"; it was linked to {one.policy.title}" if one.policy else "")


def commencements_table(one: Candidate, policy: Policy | None, version: int | None) -> Table:
    """The days an Act comes into force on, and the way to propose a change for each."""
    days: dict[date | None, list[str]] = {}
    for each in one.item.commencements:
        days.setdefault(each.on, []).append(each.provisions)
    return Table(
        name="commencements",
        caption="Commencement days",
        head=("Day", "What comes into force", "Change of practice"),
        rows=[
            (
                Cell(short_day(day, "Not appointed"), narrow=True),
                "; ".join(said),
                _propose(day, said, policy, version),
            )
            for day, said in days.items()
        ],
        stack=True,
        notes=() if policy else ("Link it to a policy first: then a change can be proposed for each day.",),
    )


def _propose(day: date | None, said: Sequence[str], policy: Policy | None, version: int | None) -> Cell | str:
    if day is None or policy is None or version is None:
        return "–"
    part = "; ".join(said)
    query = urlencode({"effective_on": day.isoformat(), "part": part if len(part) <= 100 else ""})
    href = f"{reverse('policies:propose', args=[policy.code, version])}?{query}"
    return Cell("Propose one", href=href, hidden_text=f"for {day.isoformat()}")


def linked_policy_href(one: Candidate) -> str:
    """The page of the policy a candidate is linked to."""
    return policy_href(one.policy.code) if one.policy else ""
