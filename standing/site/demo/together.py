"""What is decided together in the demonstration: the profile of peer support workers, made together and in use; and the
one of support workers, about which people are asked now.

What the first asked for is asked for still, so that what has been told of those people stays as it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from standing.areas.coproduction import actions
from standing.areas.coproduction.actions.keeping import About
from standing.areas.coproduction.models import Proposal
from standing.areas.people import actions as people
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import Need, ProfileVersion, RoleProfile
from standing.core.coproduction.deciding import Stance
from standing.core.coproduction.record import Standpoint
from standing.site.demo.cast import Member
from standing.site.demo.service import BY, Service

PEERS, SUPPORTERS = "peer-support-worker", "support-worker"
RESPECT, FAMILIES = "MH3@2013", "GEN100@2013"

LIVED, OTHER, CARER, PROVIDER, COMMISSIONER = (
    "person with lived experience",
    "another person with lived experience",
    "family carer",
    "service provider",
    "commissioner",
)
"""By these the accounts of those who take part are found, and shown to visitors."""

_PEOPLE = {
    LIVED: ("Rosalind Ashdown", "rosalind", Standpoint.LIVED_EXPERIENCE),
    OTHER: ("Kwame Brightwell", "kwame", Standpoint.LIVED_EXPERIENCE),
    CARER: ("Margery Penhallow", "margery", Standpoint.CARER),
    PROVIDER: ("Desmond Farrow", "desmond", Standpoint.PROVIDER),
    COMMISSIONER: ("Anneka Thorne", "anneka", Standpoint.COMMISSIONER),
}
_PRACTITIONER = "practitioner who takes part"


def write_together(service: Service, members: Sequence[Member]) -> None:
    """Groups, a proposal that was decided, and one that is open, into the diary."""
    diary = service.diary
    peer = next((member for member in members if member.role.code == PEERS), members[0])
    diary.on(diary.days_ago(160), lambda: _open_groups(service, peer))
    diary.on(diary.days_ago(150), lambda: _open_first(service))
    diary.on(diary.days_ago(120), lambda: _write_first(service))
    diary.on(diary.days_ago(100), lambda: _decide_first(service))
    diary.on(diary.days_ago(25), lambda: _open_second(service))
    diary.on(diary.days_ago(9), lambda: _write_second(service))
    diary.on(diary.days_ago(4), lambda: _say_of_second(service))


def _open_groups(service: Service, peer: Member) -> None:
    for key, (name, word, standpoint) in _PEOPLE.items():
        account = people.create_account(by=BY, email=f"{word}@together.example", name=name)
        people.grant_role(by=BY, account=account, role=Role.CONTRIBUTOR)
        service.accounts[key] = account
        actions.add_member(by=_lead(service), standpoint=standpoint, account=account)
    service.accounts[_PRACTITIONER] = service.accounts[peer.ref]
    account = service.accounts[peer.ref]
    actions.add_member(by=_lead(service), standpoint=Standpoint.PRACTITIONER, account=account)


def _lead(service: Service) -> Account:
    return service.accounts[Role.WORKFORCE_LEAD]


def _draft(service: Service, code: str) -> ProfileVersion:
    return profiles.draft_version(by=_lead(service), profile=RoleProfile.objects.get(code=code))


def _first() -> Proposal:
    return Proposal.objects.get(profile__code=PEERS)


def _second() -> Proposal:
    return Proposal.objects.get(profile__code=SUPPORTERS)


def _open_first(service: Service) -> None:
    version = _draft(service, PEERS)
    terms = actions.Terms(
        question="What should a peer support worker be able to do?",
        purpose="Peer support workers have been ill too, and help others to get well. We want to know what good help "
        "is to you. What you say goes into the list of what they must be able to do. We cannot change what they "
        "are paid.",
        asks=tuple(Standpoint),
    )
    proposal = actions.open_proposal(by=_lead(service), about=actions.Subject(version=version), terms=terms)
    for key, words in (
        (LIVED, "Treat me as a person first. Ask what I want before you tell me what you can do."),
        (OTHER, "They should come to my home if I ask."),
        (CARER, "Families should know who to call."),
    ):
        actions.say(by=service.accounts[key], proposal=proposal, what=words)


def _write_first(service: Service) -> None:
    lead, version = _lead(service), _first().version
    assert version is not None
    purpose = "To use what they have lived through to help others find their own way to get well."
    profiles.set_purpose(by=lead, version=version, purpose=purpose)
    words = ["Listen, and share what helped them", "Help people to meet others and join in"]
    profiles.add_functions(by=lead, version=version, words=words)
    profiles.add_line(by=lead, version=version, standard=RESPECT, need=Need.DESIRABLE)
    actions.ask_for_positions(by=lead, proposal=_first())


def _decide_first(service: Service) -> None:
    lead, proposal = _lead(service), _first()
    for key in (LIVED, CARER, PROVIDER, COMMISSIONER, _PRACTITIONER):
        actions.give_position(by=service.accounts[key], proposal=proposal, stance=Stance.SUPPORTS)
    objection = actions.give_position(
        by=service.accounts[OTHER],
        proposal=proposal,
        stance=Stance.OBJECTS,
        reason="It does not say that they come to my home.",
    )
    actions.answer_objection(
        by=lead,
        position=objection,
        words="You are right that it does not. They go with a colleague today, and we will write that down.",
    )
    actions.settle_objection(by=service.accounts[OTHER], position=objection, still_stands=False)
    _keep_first(service, proposal)
    version = proposal.version
    assert version is not None
    actions.decide(by=lead, proposal=proposal)
    profiles.put_in_use(
        by=lead,
        version=version,
        from_on=service.diary.days_ago(100) + timedelta(days=1),
        why="Decided together",
    )
    line = version.lines.get(standard=RESPECT)
    for key, words in (
        (LIVED, "Treat me as a person first, not as an illness."),
        (CARER, "Tell us what is going on, and who to call."),
    ):
        standpoint = _PEOPLE[key][2]
        actions.add_values(by=service.accounts[key], line=line, standpoint=standpoint, words=words)


def _keep_first(service: Service, proposal: Proposal) -> None:
    """The record: what each needed, payment, and what came of every point."""
    needs = {LIVED: "more time or more breaks", OTHER: "help with getting there", CARER: ""}
    for key in (*_PEOPLE, _PRACTITIONER):
        said = needs.get(key, "")
        actions.set_about_me(
            by=service.accounts[key],
            proposal=proposal,
            is_named=key in (LIVED, PROVIDER, COMMISSIONER),
            needs=said,
            needs_met=True if said else None,
        )
    for one in proposal.participants.all():
        paid = one.standpoint in (Standpoint.LIVED_EXPERIENCE.value, Standpoint.CARER.value)
        actions.change_participant(
            by=_lead(service),
            participant=one,
            needs=one.access_needs,
            needs_met=one.access_met,
            payment=paid,
        )
    came_of_it = {
        "Treat": ("We added the standard on respect, and you can read your words beside it.", ""),
        "Families": ("Each family now gets a card with a name and a number.", ""),
        "They should": (
            "They can come with a colleague.",
            "We cannot send one person alone: it may not be safe.",
        ),
        "It does": ("The plan for visits now says so.", ""),
    }
    for point in proposal.points.all():
        changed, because = next(said for begins, said in came_of_it.items() if point.what.startswith(begins))
        actions.settle_point(by=_lead(service), point=point, changed=changed, not_taken_because=because)


def _open_second(service: Service) -> None:
    version = _draft(service, SUPPORTERS)
    terms = actions.Terms(
        question="What should a support worker on a ward be able to do?",
        purpose="Support workers are with you for most of the day. Tell us what they should do well. What you say "
        "goes into the list. How many there are on each ward is not part of this.",
        asks=(Standpoint.LIVED_EXPERIENCE, Standpoint.CARER, Standpoint.PRACTITIONER, Standpoint.PROVIDER),
        own_first=True,
        answer_by=service.diary.today + timedelta(days=21),
    )
    proposal = actions.open_proposal(by=_lead(service), about=actions.Subject(version=version), terms=terms)
    actions.say(
        by=service.accounts[CARER], proposal=proposal, what="Ask us how things are at home. We see a lot."
    )


def _write_second(service: Service) -> None:
    version = _second().version
    assert version is not None
    profiles.add_line(by=_lead(service), version=version, standard=FAMILIES, need=Need.DESIRABLE)
    actions.ask_for_positions(by=_lead(service), proposal=_second())


def _say_of_second(service: Service) -> None:
    proposal = _second()
    actions.give_position(by=service.accounts[OTHER], proposal=proposal, stance=Stance.SUPPORTS)
    actions.give_position(
        by=service.accounts[PROVIDER],
        proposal=proposal,
        stance=Stance.WITH_CHANGES,
        reason="Say which of these come first for a new starter.",
    )
    actions.give_position(
        by=service.accounts[CARER],
        proposal=proposal,
        stance=Stance.OBJECTS,
        reason="It says nothing about asking families how things are at home.",
    )
    actions.set_about_me(
        by=service.accounts[OTHER],
        proposal=proposal,
        is_named=True,
        needs="papers in large print",
        needs_met=True,
    )
    actions.add_participant(
        by=_lead(service),
        proposal=proposal,
        standpoint=Standpoint.LIVED_EXPERIENCE,
        name="",
        about=About(is_named=False, needs="someone with me", needs_met=True, payment_offered=True),
    )
