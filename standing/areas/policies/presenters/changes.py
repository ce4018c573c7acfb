"""One change: what it is, how far it has come, and what whoever looks may do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse

from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.policies.models import Observation, ProposedChange
from standing.areas.policies.presenters.register import change_href, policy_href
from standing.areas.policies.previewing import Previewed
from standing.areas.record.forms.changes import CLASS_ASKS, CLASS_WORDS
from standing.areas.record.presenters.changes import MOST_NAMES, asks_whom, last_day_words, preview_page
from standing.areas.record.words import REASON_WORDS
from standing.core.policies.proposals import TRANSITIONS, Move, Party, Question, State
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, short_day

_ABILITY_OF = {
    Party.AUTHOR: Ability.KEEP_POLICIES,
    Party.CLINICAL_LEAD: Ability.AGREE_CHANGE,
    Party.WORKFORCE_LEAD: Ability.ISSUE_CHANGE,
}

_PAGES = {
    Move.EDIT: ("edit_change", "Change it"),
    Move.SEND: ("send_change", "Send it to a clinical lead"),
    Move.AGREE: ("agree_change", "Agree its class"),
    Move.RETURN: ("return_change", "Return it to its author"),
    Move.PUT_INTO_FORCE: ("force_change", "See whom it asks, and put it into force"),
    Move.DISCARD: ("discard_change", "Discard it"),
}


def change_rows(change: ProposedChange) -> list[Row]:
    """What a change is, as a summary list."""
    policy = change.version.policy
    subject, number = change.signed_as
    rows = [
        Row("State", State(change.state).words),
        Row("Policy", f"{policy.title} ({policy.code}), version {number}"),
        Row("Signed as", f"{subject} version {number}"),
        Row("Class", f"{CLASS_WORDS[change.change_class]}. {CLASS_ASKS[change.change_class]}"),
        Row("Takes effect", long_day(change.effective_on)),
        Row("Last day to act", last_day_words(change.change_class, change.due_on)),
        Row("Asks", asks_whom(change.population)),
        Row("Standards", "; ".join(str(standard) for standard in change.standards.all())),
        Row("Class proposed by", _who(change.proposed_by, change.proposed_at)),
    ]
    if change.agreed_by is not None:
        rows.append(Row("Class agreed by", _who(change.agreed_by, change.agreed_at)))
    if change.put_into_force_at is not None:
        rows.append(Row("Put into force by", _who(change.put_into_force_by, change.put_into_force_at)))
    return rows


def _who(account: Any, moment: Any) -> str:
    name = account.name if account else "A command on the server"
    return f"{name}, {long_day(moment.date())}"


def question_rows(asked: Question | None) -> list[Row]:
    """The question on a change, for those who set it."""
    if asked is None:
        return []
    return [
        Row("Question", asked.text),
        Row("Answers", "; ".join(f"{place}. {answer}" for place, answer in enumerate(asked.answers, 1))),
        Row("Right answer", f"{asked.right + 1}. {asked.answers[asked.right]}"),
        Row("Why", asked.explanation),
    ]


def moves_of(change: ProposedChange, account: Any) -> list[tuple[str, str]]:
    """What this account can do with a change, as (text, address), in the order of the table."""
    state = State(change.state)
    links = []
    for each in TRANSITIONS:
        if each.state is not state or not can(account, _ABILITY_OF[each.who]):
            continue
        if each.move is Move.AGREE and change.proposed_by_id == account.pk:
            continue
        page, text = _PAGES[each.move]
        links.append((text, change_href(change, page)))
    return links


def in_force_href(change: ProposedChange) -> str:
    """The page of how far a change in force has got."""
    subject, version = change.signed_as
    return reverse("record:change", kwargs={"subject": subject, "version": version})


def preview_of(change: ProposedChange, previewed: Previewed) -> dict[str, Any]:
    """What the page before a change is put into force shows: whom it asks, for what, and by when."""
    subject, version = change.signed_as
    parts = {
        "subject": subject,
        "version": version,
        "change_class": change.change_class,
        "effective_on": change.effective_on,
        "due_on": change.due_on,
        "population": change.population,
    }
    standards = [str(standard) for standard in change.standards.all()]
    shown = preview_page(parts, change.title, standards, previewed.found)
    return {**shown, "table": _asked_table(previewed)}


def _asked_table(previewed: Previewed) -> Table:
    found = previewed.found
    ordered = sorted(
        found.asked, key=lambda owes: (not owes.blocks, previewed.by_when[owes.person.ref] or date.max)
    )
    more = len(ordered) - MOST_NAMES
    return Table(
        name="owing",
        caption=f"Whom it asks on {long_day(found.at)} ({len(ordered)})",
        head=("Person", "Staff number", "What is owed", "By"),
        rows=[
            (
                owes.person.name,
                Cell(owes.person.ref, narrow=True),
                "; ".join(REASON_WORDS[reason] for reason in owes.reasons),
                Cell(_by_when(previewed.by_when[owes.person.ref]), narrow=True),
            )
            for owes in ordered[:MOST_NAMES]
        ],
        stack=True,
        empty="It asks nobody that day.",
        notes=(f"{more:,} more are not named here.",) if more > 0 else (),
    )


def _by_when(day: date | None) -> str:
    """The last day there is stands for a day put off by a long absence."""
    return "On their return" if day == date.max else short_day(day, "At once")


def back_to(change: ProposedChange) -> list[dict[str, str]]:
    """The way back from a change."""
    policy = change.version.policy
    return [
        {"text": "Policies", "href": reverse("policies:register")},
        {"text": policy.title, "href": policy_href(policy.code)},
    ]


def observations_table(found: Sequence[Observation]) -> Table:
    """Who is to be observed, of what, by when; and who was."""
    return Table(
        name="observations",
        caption="Practice to be observed",
        head=("Person", "Staff number", "Change", "Signed", "To be seen by", "Seen"),
        rows=[
            (
                Cell(one.person.name, href=reverse("policies:observe", args=[one.pk]))
                if one.observed_on is None
                else one.person.name,
                Cell(one.person.ref, narrow=True),
                one.change.title,
                Cell(short_day(one.signed_on), narrow=True),
                Cell(short_day(one.due_on), narrow=True),
                _seen(one),
            )
            for one in found
        ],
        stack=True,
        hide_caption=True,
        empty="Nobody whose practice you may observe has been drawn.",
    )


def _seen(one: Observation) -> str:
    if one.observed_on is None:
        return "Not yet"
    who = one.observed_by.name if one.observed_by else "a command"
    found = "follows it" if one.follows else f"does not follow it yet: {one.note}"
    return f"{short_day(one.observed_on)} by {who}: {found}"
