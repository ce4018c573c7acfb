"""Policies of the demonstration: one in each state, changes of practice set by two people, and what signers answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zlib import crc32

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.policies import actions
from standing.areas.policies.actions.changes import Terms
from standing.areas.policies.models import Observation, Policy, PolicyVersion, ProposedChange
from standing.areas.record import actions as record
from standing.areas.record import at_signing
from standing.core.policies.lifecycle import Kind
from standing.core.policies.proposals import Question, State
from standing.core.rules.days import add_months
from standing.core.rules.facts import CRITICAL
from standing.site.demo.diary import Deed
from standing.site.demo.plan import CHANGES, ChangePlan

if TYPE_CHECKING:
    from standing.site.demo.cast import Member
    from standing.site.demo.service import Service

GROUP = "Policy ratification group"
REVIEWED_AFTER_MONTHS = 36
SEEN_AFTER_DAYS = 60
"""How long after a change takes effect its observations are made, in the demonstration."""

QUESTIONS: Mapping[tuple[str, int], Question] = {
    ("POL-OBSERVATION", 3): Question(
        "What is recorded with every observation?",
        ("The time alone", "Engagement, in the person’s own words", "A score"),
        1,
        "Engagement is recorded with every observation, in the person’s own words.",
    ),
    ("POL-MEDICINES", 2): Question(
        "For which doses is a second check made with the person?",
        ("The first three they take themselves", "Every dose", "None"),
        0,
        "A second check is made before each of the first three doses that somebody takes themself.",
    ),
    ("POL-LONE-WORKING", 2): Question(
        "When is the buddy call made?",
        ("After the visit", "Before the visit", "Before the visit and after it"),
        2,
        "The call is made before the visit as well as after it.",
    ),
    ("POL-RISK", 5): Question(
        "How is risk recorded?",
        ("As a score", "As a formulation made with the person", "It is no longer recorded"),
        1,
        "Risk is formulated with the person; a score alone is no longer recorded.",
    ),
    ("POL-OBSERVATION", 4): Question(
        "What takes the place of zonal observation?",
        ("Nothing", "A named member of staff for each person", "A camera"),
        1,
        "Each person on enhanced observation has a named member of staff.",
    ),
    ("ALERT-2", 1): Question(
        "When are the wardrobes of a room on the list checked?",
        ("At the end of the week", "Before the room is used", "When somebody asks"),
        1,
        "They are checked before the room is used.",
    ),
}
"""The question on each planned change that asks one."""


def put_into_force(service: Service, change: ChangePlan, effective_on: date) -> None:
    """A version of a policy ratified and published, and its change proposed, agreed and put into force, all today."""
    author = service.accounts[Role.POLICY_AUTHOR]
    version = _published(service, change, effective_on)
    terms = Terms(
        change_class=change.change_class,
        what_changed=change.what_changed,
        standards=change.standards,
        effective_on=effective_on,
        population=change.population,
        question=QUESTIONS.get((change.subject, change.version)),
    )
    proposed = actions.propose_change(by=author, version=version, terms=terms)
    actions.send_change(by=author, change=proposed)
    actions.agree_class(by=service.accounts[Role.CLINICAL_LEAD], change=proposed)
    seed = crc32(f"{change.subject} {change.version}".encode())
    actions.put_into_force(by=service.accounts[Role.WORKFORCE_LEAD], change=proposed, seed=seed)


def _published(service: Service, change: ChangePlan, effective_on: date) -> PolicyVersion:
    author = service.accounts[Role.POLICY_AUTHOR]
    alert = change.change_class == CRITICAL
    policy = Policy.objects.filter(code=change.subject).first()
    if policy is None:
        policy = actions.add_policy(
            by=author,
            code=change.subject,
            kind=Kind.ALERT if alert else Kind.POLICY,
            title=change.title,
            owner=author,
            ratifying_group="" if alert else GROUP,
            version=change.version,
        )
        version = policy.versions.get()
    else:
        version = actions.draft_version(by=author, policy=policy)
    review_on = None if alert else add_months(effective_on, REVIEWED_AFTER_MONTHS)
    if not alert:
        actions.ratify(by=author, version=version, ratified_on=clock.today())
    return actions.publish(
        by=author,
        version=version,
        published_on=clock.today(),
        effective_on=effective_on,
        review_on=review_on,
    )


def _observe(service: Service, change: ChangePlan) -> None:
    """Assessors have seen those who were drawn so far, each somebody else."""
    waiting = Observation.objects.filter(
        change__version__policy__code=change.subject,
        change__version__number=change.version,
        observed_on__isnull=True,
    )
    for drawn in waiting.select_related("person"):
        others = (each for each in service.assessors if each.ref != drawn.person.ref)
        by = service.accounts[next(others).ref]
        actions.record_observation(by=by, observation=drawn, observed_on=clock.today(), follows=True)


def sign(service: Service, member: Member, change: ChangePlan) -> None:
    """The person answers the question, one in five of them wrongly at first, and signs."""
    account, person = service.accounts[member.ref], service.people[member.ref]
    asked = QUESTIONS.get((change.subject, change.version))
    if asked is not None:
        wrongly = crc32(f"{member.ref} {change.subject}".encode()) % 5 == 0
        for answer in ([(asked.right + 1) % len(asked.answers)] if wrongly else []) + [asked.right]:
            at_signing.answer_question(
                by=account, person=person, subject=change.subject, version=change.version, answer=answer
            )
    record.sign_change(by=account, person=person, subject=change.subject, version=change.version)


@dataclass(frozen=True)
class PolicyPlan:
    """A policy in a state of its own; days are counted back from today. What is None has not come."""

    code: str
    title: str
    kind: Kind = Kind.POLICY
    version: int = 1
    ratified: int | None = None
    published: int | None = None
    effective: int | None = None
    review: int | None = None
    extended: int | None = None
    withdrawn: int | None = None


POLICIES = (
    PolicyPlan("POL-VOLUNTEERS", "Working with volunteers policy"),
    PolicyPlan("POL-VISITORS", "Visitors policy", version=2, ratified=5),
    PolicyPlan("POL-LEAVE", "Leave from the ward policy", version=3, ratified=14, published=4, effective=-24,
               review=-1100),
    PolicyPlan("POL-SEARCH", "Searching policy", version=4, ratified=980, published=970, effective=960, review=-120),
    PolicyPlan("POL-BEDS", "Admission and discharge policy", version=6, ratified=1130, published=1125, effective=1110,
               review=15, extended=-150),
    PolicyPlan("POL-SMOKE-FREE", "Smoke-free policy", version=2, ratified=1190, published=1180, effective=1170,
               review=75),
    PolicyPlan("POL-FAX", "Sending records by fax policy", ratified=1500, published=1490, effective=1480, review=400,
               withdrawn=410),
    PolicyPlan("GUIDE-FALLS", "Falls on wards: a made-up guideline", Kind.GUIDANCE, published=700, effective=700),
    PolicyPlan("ACT-RECORDS", "Records of Restraint Act: a made-up Act", Kind.LAW, published=90, effective=-30),
)  # fmt: skip


def write_policies(service: Service, members: Sequence[Member]) -> None:
    """A policy in each state, changes on their way, and somebody whose practice is restricted, into the diary."""
    for plan in POLICIES:
        _write_policy(service, plan)
    for change in CHANGES:
        seen_on = service.diary.days_ago(change.days_ago - SEEN_AFTER_DAYS)
        service.diary.on(seen_on, partial(_observe, service, change))
    service.diary.on(service.diary.days_ago(3), partial(_propose_on_their_way, service))
    restricted = next(each for each in members if each.role.code != "team-manager")
    service.diary.on(service.diary.days_ago(8), partial(_restrict, service, restricted))


def _write_policy(service: Service, plan: PolicyPlan) -> None:
    group = GROUP if plan.kind is Kind.POLICY else ""

    def version() -> PolicyVersion:
        return PolicyVersion.objects.get(policy__code=plan.code)

    def day(days_ago: int | None) -> date:
        assert days_ago is not None
        return service.diary.days_ago(days_ago)

    def on(days_ago: int | None, deed: Deed) -> None:
        if days_ago is not None:
            service.diary.on(day(days_ago), deed)

    def by() -> Account:
        return service.accounts[Role.POLICY_AUTHOR]

    def add() -> None:
        actions.add_policy(
            by=by(),
            code=plan.code,
            kind=plan.kind,
            title=plan.title,
            owner=by(),
            ratifying_group=group,
            version=plan.version,
        )

    began = [each for each in (plan.ratified, plan.published) if each is not None]
    on(max(began, default=5) + 10, add)
    on(plan.ratified, lambda: actions.ratify(by=by(), version=version(), ratified_on=clock.today()))
    on(
        plan.published,
        lambda: actions.publish(
            by=by(),
            version=version(),
            published_on=clock.today(),
            effective_on=day(plan.effective),
            review_on=day(plan.review) if plan.review is not None else None,
        ),
    )
    if plan.extended is not None and plan.review is not None:
        on(
            plan.review + 20,
            lambda: actions.extend(
                by=by(),
                version=version(),
                decided_on=clock.today(),
                decided_by=GROUP,
                to_on=day(plan.extended),
                reason="The national guidance it rests on is expected in the autumn",
            ),
        )
    on(
        plan.withdrawn,
        lambda: actions.withdraw(
            by=by(), version=version(), withdrawn_on=clock.today(), why="Records are no longer sent by fax"
        ),
    )


def _propose_on_their_way(service: Service) -> None:
    """One change waits for the clinical lead, one is back with its author, one waits to be put into force."""
    author, clinical = service.accounts[Role.POLICY_AUTHOR], service.accounts[Role.CLINICAL_LEAD]
    leave = PolicyVersion.objects.get(policy__code="POL-LEAVE")
    act = PolicyVersion.objects.get(policy__code="ACT-RECORDS")
    effective_on = leave.effective_on or clock.today()
    leave_terms = Terms(
        change_class="significant",
        what_changed="Before leave, the plan for coming back is agreed with the person and written down.",
        standards=("MH21@2013",),
        effective_on=effective_on,
        question=Question(
            "What is agreed before leave?",
            ("The plan for coming back", "Nothing", "The weather"),
            0,
            "The plan for coming back is agreed with the person and written down.",
        ),
    )
    waits = actions.propose_change(by=author, version=leave, terms=leave_terms)
    actions.send_change(by=author, change=waits)
    for days, part, move in ((0, "sections 1 to 4", "agree"), (60, "section 5", "return")):
        terms = Terms(
            change_class="significant",
            what_changed=f"What {part} ask of records of restraint is followed from this day.",
            standards=("GEN112@2013",),
            effective_on=(act.effective_on or clock.today()) + timedelta(days=days),
            part=part,
            question=Question(
                "Since when is this part followed?",
                ("Since it was printed", "From its own commencement day"),
                1,
                "Each part of an Act is followed from its own commencement day.",
            ),
        )
        change = actions.propose_change(by=author, version=act, terms=terms)
        actions.send_change(by=author, change=change)
        if move == "agree":
            actions.agree_class(by=clinical, change=change)
        else:
            actions.return_change(
                by=clinical, change=change, why="Say what of practice is different, not that it is."
            )
    assert ProposedChange.objects.filter(state=State.TO_AGREE.value).exists()


def _restrict(service: Service, member: Member) -> None:
    record.restrict_practice(
        by=service.accounts[Role.CLINICAL_LEAD],
        person=service.people[member.ref],
        from_on=clock.today(),
        limits="Not alone on enhanced observation",
        reason="Coming back to full duties after an injury",
        review_on=clock.today() + timedelta(days=28),
    )
