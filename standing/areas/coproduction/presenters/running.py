"""What whoever runs a proposal, or keeps the groups, sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from markupsafe import Markup

from standing.areas.coproduction.forms.running import WAYS
from standing.areas.coproduction.models import Invitation, Participant, Point, Proposal
from standing.areas.coproduction.permissions import can_run
from standing.areas.coproduction.presenters.plain import BENEFITS_OF_OTHERS, proposal_href
from standing.areas.coproduction.selectors.groups import Group, RolesOfWork
from standing.areas.coproduction.selectors.proposals import ProposalSeen, Running
from standing.areas.people.models import Account
from standing.areas.record.presenters.links import actions_cell
from standing.core.coproduction.deciding import Outcome, Tally, Way
from standing.core.coproduction.proposing import About, State
from standing.core.coproduction.record import Began, Standpoint
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, moment

ABOUT_OPENING = {
    About.PROFILE: [
        (
            "To be called co-produced, a profile is opened to people before any of its lines is written: make a new "
            "draft, open the proposal, and write the lines from what people say. The days on record decide. "
            "A draft that has new lines already can be put to people too: what comes of it is called consulted."
        ),
    ],
    About.LOCAL_STANDARD: [
        (
            "To be called co-produced, it is put to people before a role in use asks for it and before anybody is "
            "assessed in it. After that, what comes of it is called consulted."
        ),
    ],
    About.POLICY_CHANGE: [
        (
            "To be called co-produced, it is put to people before it is sent to a clinical lead. What people agree is "
            "a class: a clinical lead still agrees it, as ever."
        ),
    ],
    About.ACTION_PLAN: ["You write what is to be done once it is open, from what people say."],
}

_OUTCOMES = {
    Outcome.AGREED: "Agrees",
    Outcome.NOT_AGREED: "Does not agree",
    Outcome.UNANSWERED: "An objection waits for an answer",
    Outcome.WITHOUT_QUORUM: "Too few have said something",
}
_BEGAN = {
    Began.FROM_THE_START: "From the start: people were asked before any of it was made",
    Began.AFTERWARDS: "Afterwards: something of it was made before people were asked, or put in use before they "
    "decided, or people with lived experience or carers were not asked",
}
_USED_FIRST = (
    "From {}. So what they decide is called consulted, and the version stays as it is and in use whatever they say: "
    "what is to change goes into the next draft."
)
_YES_NO = {True: "Yes", False: "No", None: "Not said"}


def kinds_to_open(account: Account) -> list[tuple[str, str]]:
    """The kinds of proposal that this account may open, each with its address."""
    return [
        (one.words, reverse("coproduction:propose", args=[one.value]))
        for one in About
        if can_run(account, one)
    ]


def run_page(found: Running) -> dict[str, Any]:
    """Everything about a proposal for whoever runs it."""
    seen = found.seen
    proposal = seen.proposal
    is_open = proposal.is_open
    return {
        "title": proposal.question,
        "caption": "Run a proposal",
        "breadcrumbs": [{"text": "Decide together", "href": reverse("coproduction:home")}],
        "rows": _rows(seen),
        "is_open": is_open,
        "is_hidden": seen.is_hidden,
        "content": seen.content,
        "groups": groups_table(found.tallies),
        "to_answer": [
            (seen.shown_as(one), one.reason, reverse("coproduction:run_answer", args=[proposal.pk, one.pk]))
            for one in found.to_answer
        ],
        "people": people_table(seen, found.roles_of_work),
        "in_role": practitioners_in_role(found),
        "points": points_table(seen),
        "is_plan": proposal.kind is About.ACTION_PLAN,
        "items": items_table(seen),
        "missing": missing(found),
        "may_decide": is_open and not missing(found),
        "may_invite": may_invite(found),
        "benefits": BENEFITS_OF_OTHERS,
        "may_put": is_open and proposal.put_at is None,
        "hrefs": {
            page: proposal_href(proposal, page)
            for page in (
                "invite",
                "put",
                "add_participant",
                "add_point",
                "add_item",
                "decide",
                "close",
                "proposal",
            )
        },
    }


def _rows(seen: ProposalSeen) -> list[Row]:
    proposal = seen.proposal
    rows = [
        Row("State", State(proposal.state).words),
        Row("About", _about(proposal)),
        Row("What it is for", proposal.purpose),
        Row("Opened", f"{moment(proposal.opened_at)} by {proposal.opened_by or 'a command on the server'}"),
        Row("People were asked", _BEGAN[seen.began]),
        Row(
            "People see what others said",
            "Once they have said something" if proposal.own_first else "At any time",
        ),
    ]
    if proposal.answer_by:
        rows.append(Row("Answer by", long_day(proposal.answer_by)))
    if seen.used_first:
        rows.append(Row("Put in use before they decided", _USED_FIRST.format(long_day(seen.used_first))))
    if proposal.put_at:
        rows.append(Row("Asked what they think", moment(proposal.put_at)))
    if proposal.called:
        rows.append(Row("Recorded as", proposal.called.capitalize()))
    if proposal.closed_why:
        rows.append(Row("Why it was not agreed", proposal.closed_why))
    return rows


def _about(proposal: Proposal) -> str | Markup:
    """What it is about; of a profile, with the way to its version, which whoever runs the proposal may change."""
    words = proposal.kind.words
    if proposal.about_words != words:
        words = f"{words}: {proposal.about_words}"
    if proposal.version is None:
        return words
    href = reverse("profiles:version", args=[proposal.version.profile.code, proposal.version.number])
    return Markup('<a class="nhsuk-link" href="{}">{}</a>').format(href, words)


def groups_table(tallies: tuple[tuple[Invitation, Tally], ...]) -> Table:
    """Where each group is."""
    return Table(
        name="groups",
        caption="Groups",
        head=("Group", "Asked", "Support", "Object", "Must say something", "Agrees when", "Where it is"),
        rows=[
            (
                one.speaks_for.words,
                Cell(long_day(one.invited_at), narrow=True),
                Cell(tally.support, number=True),
                Cell(tally.against, number=True),
                Cell(one.quorum, number=True),
                WAYS[Way(one.way)],
                _OUTCOMES[tally.outcome],
            )
            for one, tally in tallies
        ],
        stack=True,
        hide_caption=True,
        empty="You are in a group that is asked. Say what you think first; then you see what others said.",
    )


def practitioners_in_role(found: Running) -> str:
    """How many practitioners who took part work in the role that a profile is for, by their records."""
    seen = found.seen
    profile = seen.proposal.profile
    accounts = [
        one.account_id
        for one in seen.participants
        if one.took_part and one.speaks_for is Standpoint.PRACTITIONER
    ]
    if profile is None or not accounts:
        return ""
    number = sum(profile.code in found.roles_of_work.get(one or 0, {}) for one in accounts)
    if not number:
        none = f"No practitioner who took part works as {profile.name} today, as far as their records say."
        return f"{none} Ask somebody who does, where anybody does."
    people = "practitioner" if len(accounts) == 1 else "practitioners"
    work = "works" if number == 1 else "work"
    return f"{number} of {len(accounts)} {people} who took part {work} as {profile.name} today."


def _work(account: int | None, works: RolesOfWork) -> str:
    return ", ".join(works.get(account or 0, {}).values())


def _group_of(one: Participant, works: RolesOfWork) -> str:
    """The group that somebody speaks for; of a practitioner with the role in which they work."""
    work = _work(one.account_id, works) if one.speaks_for is Standpoint.PRACTITIONER else ""
    return f"{one.speaks_for.words}: {work}" if work else one.speaks_for.words


def people_table(seen: ProposalSeen, works: RolesOfWork) -> Table:
    """Who took part, what they needed and whether it was met, and payment. For whoever runs it alone."""
    number = seen.proposal.pk
    return Table(
        name="people",
        caption="Who took part",
        head=("Who", "Group", "Named", "What they needed", "Met", "Payment offered", "What you can do"),
        rows=[
            (
                one.own_name or one.shown_as,
                _group_of(one, works),
                _YES_NO[one.is_named],
                _needs(one.access_needs),
                _YES_NO[one.access_met] if one.access_needs else "–",
                _YES_NO[one.payment_offered],
                actions_cell(
                    [("Change", reverse("coproduction:participant", args=[number, one.pk]))],
                    f"what is kept of {one.own_name or one.shown_as}",
                ),
            )
            for one in seen.participants
        ],
        stack=True,
        hide_caption=True,
        empty="Nobody yet. Members of the groups are added by themselves, once they say something.",
        notes=("Somebody who is not named is shown to others by their group alone.",),
    )


def _needs(needs: str | None) -> str:
    if needs is None:
        return "Not asked yet"
    return needs or "Nothing"


def points_table(seen: ProposalSeen) -> Table:
    """What was said, and what came of it."""
    is_open = seen.proposal.is_open
    head = ("Who", "What was said", "What changed because of it", "Not taken, and why")
    return Table(
        name="points",
        caption="What was said",
        head=(*head, "What you can do") if is_open else head,
        rows=[
            (
                one.said_by,
                one.what,
                one.changed or "–",
                one.not_taken_because or "–",
                *([actions_cell([_next_for(one, seen)], one.what)] if is_open else []),
            )
            for one in seen.points
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing yet.",
    )


def _next_for(point: Point, seen: ProposalSeen) -> tuple[str, str]:
    """What there is to do with a point: of an objection it is said with its answer what comes of it."""
    number = seen.proposal.pk
    for one in seen.positions:
        if one.waits_for_an_answer and point.is_reason_of(one):
            return "Answer it", reverse("coproduction:run_answer", args=[number, one.pk])
    words = "Change it" if point.is_settled else "Say what came of it"
    return words, reverse("coproduction:point", args=[number, point.pk])


def items_table(seen: ProposalSeen) -> Table:
    """What is to be done, of a plan."""
    is_open, number = seen.proposal.is_open, seen.proposal.pk
    return Table(
        name="items",
        caption="What is to be done",
        head=("What", "Who answers for it", "By", "What you can do"),
        rows=[
            (
                one.what,
                one.owner.name,
                Cell(long_day(one.due_on), narrow=True),
                actions_cell(_item_links(one, is_open, number), one.what),
            )
            for one in seen.items
        ],
        stack=True,
        hide_caption=True,
        empty="Nothing yet.",
    )


def _item_links(item: Any, is_open: bool, number: int) -> list[tuple[str, str]]:
    if is_open:
        return [("Take it out", reverse("coproduction:remove_item", args=[number, item.pk]))]
    return [] if item.done_on else [("Mark it as done", reverse("coproduction:done", args=[item.pk]))]


def missing(found: Running) -> list[str]:
    """What is to be done before it can be decided; of whoever was asked afterwards, that the record is not empty."""
    from_the_start = found.seen.began is Began.FROM_THE_START
    return [*found.not_agreed, *(f"The record: {one}" for one in found.record_missing if from_the_start)]


def may_invite(found: Running) -> bool:
    """Whether it is open, and there is a group that was not asked yet."""
    return found.seen.proposal.is_open and len(found.seen.invitations) < len(Standpoint)


def before_deciding(found: Running) -> list[str]:
    """What is said above the button that decides."""
    called = "co-produced" if found.seen.began is Began.FROM_THE_START else "consulted"
    why = " It was put in use before they decided." if found.seen.used_first else ""
    return [
        f"Every group agrees. It is recorded as {called}.{why}",
        *([in_role] if (in_role := practitioners_in_role(found)) else []),
        "It is fixed to just what people were shown: whatever is changed after this is not what they decided.",
    ]


@dataclass(frozen=True)
class GroupShown:
    """A group on the page of groups."""

    name: str
    words: str
    members: Table
    change_href: str
    add_href: str


def group_shown(group: Group, works: RolesOfWork) -> GroupShown:
    """A group, how it decides, and who is in it; of practitioners, in which role they work."""
    key = group.standpoint.value
    with_work = group.standpoint is Standpoint.PRACTITIONER
    return GroupShown(
        name=group.standpoint.words,
        words=f"At least {group.quorum} must say something. It agrees when: {WAYS[group.way].lower()}.",
        members=Table(
            name=f"members-{key}",
            caption=f"Members: {group.standpoint.words.lower()}",
            head=("Name", *(["Works as"] if with_work else []), "Since", "What you can do"),
            rows=[
                (
                    one.account.name,
                    *([_work(one.account_id, works) or "No role in the record"] if with_work else []),
                    Cell(long_day(one.from_at), narrow=True),
                    actions_cell(
                        [("Take out", reverse("coproduction:remove_member", args=[one.pk]))], one.account.name
                    ),
                )
                for one in group.members
            ],
            stack=True,
            hide_caption=True,
            empty="Nobody is in this group yet.",
        ),
        change_href=reverse("coproduction:change_group", args=[key]),
        add_href=reverse("coproduction:add_member", args=[key]),
    )
