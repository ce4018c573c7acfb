"""Proposals: opened with a question in plain words, put to groups, and put to the question."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.coproduction.actions.checking import check_open, checked_words, fresh, whoever
from standing.areas.coproduction.actions.groups import constituency_of
from standing.areas.coproduction.content import began_of, has_something_to_decide
from standing.areas.coproduction.members import members_of
from standing.areas.coproduction.models import Invitation, Proposal
from standing.areas.coproduction.models.proposals import LONGEST_QUESTION, LONGEST_WORDS
from standing.areas.coproduction.permissions import check_can_run
from standing.areas.guarding import check_text
from standing.areas.policies.models import ProposedChange
from standing.areas.profiles.actions.versions import check_groups
from standing.areas.profiles.models import ProfileVersion
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard
from standing.core.coproduction.proposing import About
from standing.core.coproduction.record import Standpoint
from standing.core.guard.answering import Answer
from standing.core.policies.proposals import CLASSES, Move, NoSuchMove, after
from standing.core.policies.proposals import State as ChangeState


@dataclass(frozen=True)
class Terms:
    """What is put to people: the question and its purpose in plain words, the groups, whether nobody sees what others
    said before they have said something, and the day by which people are asked to answer.
    """

    question: str
    purpose: str
    asks: Collection[Standpoint]
    own_first: bool = False
    answer_by: date | None = None


@dataclass(frozen=True)
class Subject:
    """What a proposal is about: one of these, or none of them for a plan of action."""

    version: ProfileVersion | None = None
    standard: Standard | None = None
    change: ProposedChange | None = None
    wanted_class: str = ""

    @property
    def kind(self) -> About:
        if self.version is not None:
            return About.PROFILE
        if self.standard is not None:
            return About.LOCAL_STANDARD
        return About.ACTION_PLAN if self.change is None else About.POLICY_CHANGE


@writing()
def open_proposal(*, by: Actor, about: Subject, terms: Terms, guard: Answer | None = None) -> Proposal:
    """Open a proposal and put it to groups. They say what matters to them until they are asked what they think of it.

    Raises `Refused` for words that are missing, a subject that cannot be decided any more or has an open proposal, and
    a group with fewer members than must say something; and `MayIdentify`.
    """
    check_can_run(by, about.kind)
    question = checked_words(terms.question, "question", "Write the question", LONGEST_QUESTION)
    purpose = checked_words(terms.purpose, "purpose", "Say what it is for", LONGEST_WORDS)
    if terms.answer_by is not None and terms.answer_by < clock.today():
        raise Refused("The day to answer by is past. Choose a later day.", field="answer_by")
    if not terms.asks:
        raise Refused("Choose the groups to ask.", field="asks")
    said = check_text(
        {"question": ("Question", question), "purpose": ("What it is for", purpose)}, guard
    ).said
    proposal = Proposal(
        question=question,
        purpose=purpose,
        own_first=terms.own_first,
        answer_by=terms.answer_by,
        opened_at=clock.now(),
        opened_by=whoever(by),
    )
    _take(proposal, about)
    proposal.save()
    invited = _invite(by, proposal, terms.asks)
    words = {
        "about": proposal.about_words,
        "question": question,
        "purpose": purpose,
        "asks": invited,
        "own_first": terms.own_first,
        "began": began_of(proposal).value,
        **said,
    }
    record_event(by=by, action="open_proposal", subject=proposal.subject, words=words)
    return proposal


@writing()
def invite(*, by: Actor, proposal: Proposal, asks: Collection[Standpoint]) -> list[Invitation]:
    """Ask more groups. Whoever is asked after something was made was not there from the start: their day is kept."""
    proposal = fresh(proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    held = {one.speaks_for for one in proposal.invitations.select_related("constituency")}
    new = [one for one in asks if one not in held]
    if not new:
        raise Refused("Choose a group that was not asked yet.", field="asks")
    words = {"asks": _invite(by, proposal, new)}
    record_event(by=by, action="invite", subject=proposal.subject, words=words)
    return list(proposal.invitations.filter(constituency__standpoint__in=[one.value for one in new]))


@writing()
def ask_for_positions(*, by: Actor, proposal: Proposal) -> Proposal:
    """Ask everybody invited what they think of it now. Raises `Refused` while there is nothing to be for or against, or
    a group of lines asks for more than it has.
    """
    proposal = fresh(proposal)
    check_can_run(by, proposal.kind)
    check_open(proposal)
    if proposal.put_at is not None:
        raise Refused("People were asked what they think of it already.")
    if not has_something_to_decide(proposal):
        raise Refused("There is nothing to be for or against yet. Write it first, from what people said.")
    if proposal.version is not None:
        check_groups(proposal.version)
    proposal.put_at = clock.now()
    proposal.save(update_fields=["put_at"])
    record_event(by=by, action="ask_for_positions", subject=proposal.subject, words={})
    return proposal


def _invite(by: Actor, proposal: Proposal, asks: Collection[Standpoint]) -> list[str]:
    groups = [constituency_of(one) for one in Standpoint if one in asks]
    members = members_of([one.pk for one in groups])
    for group in groups:
        if len(members[group.pk]) < group.quorum:
            raise Refused(
                f"{group} has {len(members[group.pk])} in it, and {group.quorum} must say something. "
                "Add people to the group first, or leave it out.",
                field="asks",
            )
    Invitation.objects.bulk_create(
        Invitation(
            proposal=proposal,
            constituency=group,
            quorum=group.quorum,
            way=group.way,
            invited_at=clock.now(),
            invited_by=whoever(by),
        )
        for group in groups
    )
    return [group.standpoint for group in groups]


def _take(proposal: Proposal, about: Subject) -> None:
    """Fill in what it is about, as it is now. Raises `Refused` where that cannot be decided any more."""
    proposal.about = about.kind.value
    proposal.about_words = about.kind.words
    if about.version is not None:
        _take_version(proposal, about.version)
    elif about.standard is not None:
        _take_standard(proposal, about.standard)
    elif about.change is not None:
        _take_change(proposal, about.change, about.wanted_class)


def _take_version(proposal: Proposal, version: ProfileVersion) -> None:
    found = ProfileVersion.objects.select_related("profile").filter(pk=version.pk).first()
    if found is None or not found.is_draft:
        raise Refused(
            "Only a draft can be decided together. Make a draft of the next version.", field="version"
        )
    if found.proposals.filter(state="open").exists():
        raise Refused(f"{found} is in an open proposal already. Go on with that one.", field="version")
    proposal.version, proposal.profile, proposal.about_words = found, found.profile, str(found)


def _take_standard(proposal: Proposal, standard: Standard) -> None:
    found = Standard.objects.select_related("suite").get(pk=standard.pk)
    if not found.is_local:
        raise Refused(
            f"{found.pk} is a national standard, which nobody here changes. Choose one of our own.",
            field="standard",
        )
    if found.proposals.filter(state="open").exists():
        raise Refused(f"{found.pk} is in an open proposal already. Go on with that one.", field="standard")
    proposal.standard, proposal.about_words = found, f"{found.title} ({found.pk})"


def _take_change(proposal: Proposal, change: ProposedChange, wanted_class: str) -> None:
    found = ProposedChange.objects.select_related("version__policy").get(pk=change.pk)
    if wanted_class not in CLASSES:
        raise Refused("Choose the class that the change would have.", field="wanted_class")
    try:
        after(ChangeState(found.state), Move.EDIT)
    except NoSuchMove as none:
        raise Refused(str(none), field="change") from none
    if found.proposals.filter(state="open").exists():
        raise Refused("This change is in an open proposal already. Go on with that one.", field="change")
    proposal.change, proposal.wanted_class, proposal.about_words = found, wanted_class, found.title
