"""What the pages of those who take part show: plain words, short, each word of the field with its meaning.

A test holds every page made from this to a reading age of 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from standing.areas.coproduction.forms.taking_part import NO, NOT_SAID, YES, as_typed
from standing.areas.coproduction.models import Participant, Point, Proposal
from standing.areas.coproduction.selectors.counts import RoleCounts
from standing.areas.coproduction.selectors.proposals import Mine, ProposalSeen
from standing.areas.coproduction.selectors.told import HowDecided, Statement, Statements
from standing.areas.profiles.selectors import LineInFull, ProfileInList, VersionInFull
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.proposing import About, State
from standing.core.coproduction.record import Began
from standing.site.components.lists import Row, Task
from standing.site.dates import long_day

BENEFITS_OF_OTHERS = (
    "They may be paid for their time. Pay can change the benefits that they get: tell them to ask for advice before "
    "they take it. Citizens Advice can help them, and it is free."
)
BENEFITS = (
    "You may be paid for your time. Pay can change the benefits you get. Ask for advice before you take it. "
    "Citizens Advice can help you, and it is free."
)
WHO_SEES_NEEDS = "Only you and the staff who run this can see what would help you."

WORDS: tuple[tuple[str, str], ...] = (
    ("Agree", "A group agrees when enough of its people say yes. Each group has its own rule for this."),
    ("Benefits", "Money that the state pays you, such as Universal Credit."),
    ("Co-produced", "Made by all of us, from the start. It is not just shown to you at the end."),
    ("Commissioner", "Someone who plans and pays for a service."),
    ("Consulted", "You were asked at the end, when the work was done."),
    ("Draft", "Not done yet. It can still be changed."),
    ("Family carer", "Someone who looks after a person they love. It is not a paid job."),
    ("Lived experience", "You have used a service like this, and you know what it is like."),
    ("Object", "You say no, and why. Someone must write back to you before it is decided."),
    ("Practitioner", "Someone whose job it is to give care."),
    ("Proposal", "A plan or an idea that we ask you about."),
    ("Role profile", "A list of what a person in a job must be able to do."),
    ("Service provider", "The group that runs the service."),
    ("Significant other", "Someone who matters to a person, such as a friend or a partner."),
    ("Standard", "A few words that say how well a thing must be done. Most are used all over the country."),
    ("Support", "You say yes."),
)
"""The words of the field that these pages use, and what each means."""

_STANCES = {
    Stance.SUPPORTS: "supports it",
    Stance.WITH_CHANGES: "supports it, with changes",
    Stance.OBJECTS: "objects to it",
}
_ABOUT = {
    About.PROFILE: "It is about what a person in this job must be able to do.",
    About.LOCAL_STANDARD: "It is about a standard of our own.",
    About.POLICY_CHANGE: "It is about a change in how we work.",
    About.ACTION_PLAN: "It is about a plan: what we will do, who will do it, and when.",
}
_BEGAN = {
    Began.FROM_THE_START: "You were asked at the start, before it was made.",
    Began.AFTERWARDS: "Some of it was made before you were asked. So we say that you were consulted.",
}

_USED_FIRST = (
    "Its first day in use is {}. That was set before you could all say yes or no. So we say that you were consulted. "
    "What you say can change the next one."
)


def proposal_href(proposal: Proposal, page: str = "proposal") -> str:
    """The address of a proposal, or of a page of it."""
    return reverse(f"coproduction:{page}", args=[proposal.pk])


def waiting_tasks(found: Iterable[Mine]) -> list[Task]:
    """The open proposals of somebody's groups, and what each asks of them now."""
    return [
        Task(
            one.proposal.question,
            proposal_href(one.proposal),
            hint=f"Please answer by {long_day(one.proposal.answer_by)}." if one.proposal.answer_by else "",
            state=_asks(one),
            colour="yellow" if one.asks_me or _has_answer(one) else "grey",
        )
        for one in found
    ]


def _has_answer(one: Mine) -> bool:
    mine = one.my_position
    return mine is not None and mine.is_objection and bool(mine.answer) and mine.settled_at is None


def _asks(one: Mine) -> str:
    if _has_answer(one):
        return "You have an answer"
    if one.is_changed:
        return "It has changed"
    if one.asks_me:
        return "Say what you think"
    if one.proposal.put_at is None:
        return "Say what matters"
    return "You have had your say"


def proposals_list(found: Iterable[Proposal]) -> list[tuple[Proposal, str, str]]:
    """Each proposal, its address, and how far it has come."""
    return [(one, proposal_href(one), State(one.state).words) for one in found]


@dataclass(frozen=True)
class Opinion:
    """What somebody said, as it may be shown."""

    who: str
    says: str
    reason: str
    answer: str
    after: str
    point: Point | None


def proposal_page(found: ProposalSeen, today: date) -> dict[str, Any]:
    """One proposal: the question, what it is about, what was said, and what the reader can do."""
    proposal = found.proposal
    return {
        "title": proposal.question,
        "caption": "Proposal",
        "breadcrumbs": [{"text": "Decide together", "href": reverse("coproduction:home")}],
        "found": found,
        "proposal": proposal,
        "about": _ABOUT[proposal.kind],
        "about_href": _about_href(proposal),
        "state": State(proposal.state).words,
        "began": _began(found),
        "rows": _rows(found),
        "opinions": [_opinion(found, one) for one in found.positions],
        "points": [
            one for one in found.points if not any(one.is_reason_of(each) for each in found.positions)
        ],
        "items": [_item(one, today) for one in found.items],
        "has_answer": _has_answer(found),
        "took_part": sorted(one.shown_as for one in found.participants if one.took_part),
        "hrefs": {
            page: proposal_href(proposal, page)
            for page in ("position", "confirm", "say", "about_me", "answer", "run")
        },
    }


def _began(found: ProposalSeen) -> str:
    if found.proposal.kind is About.ACTION_PLAN:
        return ""
    if found.used_first is not None:
        return _USED_FIRST.format(long_day(found.used_first))
    return _BEGAN[found.began]


def _about_href(proposal: Proposal) -> str:
    if proposal.version is not None and proposal.profile is not None:
        return reverse("coproduction:profile", args=[proposal.profile.code, proposal.version.number])
    return ""


def _rows(found: ProposalSeen) -> list[Row]:
    proposal = found.proposal
    rows = [
        Row("How far it is", State(proposal.state).words),
        Row("We ask", "; ".join(one.speaks_for.words for one in found.invitations)),
    ]
    if proposal.answer_by and proposal.is_open:
        rows.append(Row("Answer by", long_day(proposal.answer_by)))
    return rows


def _opinion(found: ProposalSeen, position: Any) -> Opinion:
    after = ""
    if position.settled_at is not None:
        after = "They still object." if position.still_stands else "They no longer object."
    stance = Stance(position.stance)
    words = _STANCES[stance]
    if stance is Stance.OBJECTS and not position.still_stands:
        words = "objected to it"
    point = next((one for one in found.points if one.is_reason_of(position)), None)
    return Opinion(found.shown_as(position), words, position.reason, position.answer, after, point)


def _item(item: Any, today: date) -> dict[str, Any]:
    if item.done_on is not None:
        state = f"Done on {long_day(item.done_on)}"
    else:
        state = (
            f"Late: it was to be done by {long_day(item.due_on)}" if item.due_on < today else "Not done yet"
        )
    return {
        "what": item.what,
        "owner": item.owner.name,
        "by": long_day(item.due_on),
        "state": state,
        "number": item.pk,
        "owner_key": item.owner_id,
        "is_done": item.done_on is not None,
    }


def about_me_as_kept(me: Participant) -> dict[str, Any]:
    """What the form about oneself shows of what is kept."""
    said = {True: YES, False: NO, None: NOT_SAID}
    return {
        "is_named": YES if me.is_named else NO,
        **as_typed(me.access_needs),
        "needs_met": said[me.access_met],
    }


def form_page(proposal: Proposal, title: str, submit_text: str) -> dict[str, Any]:
    """What a page with one form about a proposal shows, and where it leads back to."""
    href = proposal_href(proposal)
    return {
        "then": href,
        "title": title,
        "caption": proposal.question,
        "submit_text": submit_text,
        "back": {"href": href, "text": "The proposal"},
    }


@dataclass(frozen=True)
class Change:
    """Something that was decided, and what became of what people said."""

    question: str
    href: str
    on: str
    called: str
    changed: tuple[tuple[str, str, str], ...]
    not_taken: tuple[tuple[str, str, str], ...]


def changes_list(found: Iterable[Proposal]) -> list[Change]:
    """What changed because of people, the newest first."""
    return [
        Change(
            question=one.question,
            href=proposal_href(one),
            on=long_day(one.closed_at),
            called=one.called,
            changed=tuple(
                (point.said_by, point.what, point.changed) for point in one.points.all() if point.changed
            ),
            not_taken=tuple(
                (point.said_by, point.what, point.not_taken_because)
                for point in one.points.all()
                if point.not_taken_because
            ),
        )
        for one in found
    ]


def profiles_list(rows: Iterable[ProfileInList]) -> list[tuple[str, str, str]]:
    """Each profile's name, address and state."""
    found = []
    for row in rows:
        for version in (row.in_use, row.draft):
            if version is not None:
                href = reverse("coproduction:profile", args=[row.profile.code, version.number])
                state = "used now" if version is row.in_use else "a draft"
                found.append((row.profile.name, href, state))
    return found


@dataclass(frozen=True)
class Asked:
    """One thing that a role is asked for: its official title, how it is asked, what matters, how many meet it."""

    line: LineInFull
    how: str
    values: tuple[Statement, ...]
    meets: str
    add_href: str


def profile_page(
    version: VersionInFull, values: Statements, how: HowDecided, counts: RoleCounts
) -> dict[str, Any]:
    """A version of a profile in plain words."""
    state = "This is a draft. It can still change." if version.from_on is None else ""
    return {
        "title": version.profile,
        "caption": f"Role profile, version {version.number}",
        "breadcrumbs": [
            {"text": "Decide together", "href": reverse("coproduction:home")},
            {"text": "Role profiles", "href": reverse("coproduction:profiles")},
        ],
        "version": version,
        "state": state,
        "must": [_asked(one, values, counts) for one in version.alone if one.is_essential],
        "hoped": [_asked(one, values, counts) for one in version.alone if not one.is_essential],
        "groups": [(one, [_asked(line, values, counts) for line in one.lines]) for one in version.groups],
        "how": how,
        "how_href": reverse("coproduction:proposal", args=[how.number]) if how.number else "",
        # Of other lines than those decided, nothing is said.
        "called": version.decided_how if how.words else "",
        "people": counts.people,
    }


def _asked(line: LineInFull, values: Mapping[str, Sequence[Statement]], counts: RoleCounts) -> Asked:
    when = "" if line.needed_by_days is None else f" {line.needed_by[0].lower()}{line.needed_by[1:]}"
    parts = [
        f"Needed{when or ' from the first day'}." if line.is_essential else "",
        f"For work with: {line.context}." if line.context else "",
        {"supervised": "Someone else looks on and helps.", "independent": "They do it on their own."}.get(
            line.practice, ""
        ),
    ]
    return Asked(
        line=line,
        how=" ".join(part for part in parts if part),
        values=tuple(values.get(line.key, ())),
        meets=counts.meets.get((line.standard, line.context), ""),
        add_href=reverse("coproduction:add_values", args=[line.id]),
    )
