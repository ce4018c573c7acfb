"""Claims of the demonstration: one in each state that people reach by themselves, opened, assessed and decided by
their own accounts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from standing.areas.assessment import actions
from standing.areas.assessment.models import Claim
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.record.gate import Proposed, verdicts_of
from standing.core.assessing.evidence import Agreement, Kind
from standing.core.assessing.judging import Vacs
from standing.core.rules import facts
from standing.site.demo.cast import Member
from standing.site.demo.service import Service

_GOOD = actions.Judged(Vacs(True, True, True, True))

_WORDS = {
    Kind.REFLECTION: "How I agreed a plan of care with somebody who did not want one, and what I would do otherwise",
    Kind.WITNESS: "Led the handover of the late shift, and answered what was asked",
    Kind.PRODUCT: "A plan of care written with the person, kept with their record",
    Kind.FEEDBACK: "They were listened to, and the plan was in their own words",
    Kind.OBSERVATION: "Seen agreeing the week’s plan: asked first, wrote it down in the person’s words, read it back",
    Kind.TRAINING: "The day on shared decisions, with its assessment passed",
}


@dataclass(frozen=True)
class ClaimPlan:
    """A claim, when it was opened, and how far it came: `steps` are done two days apart."""

    standard: str
    opened_days_ago: int
    steps: tuple[str, ...]


_COLLECTED = ("allocate", "reflection", "witness")
_ASSESSED = (*_COLLECTED, "submit", "begin", "observation", "judge")

PLANS = (
    ClaimPlan("MH18@2012", 9, ()),
    ClaimPlan("MH19@2013", 16, ("allocate", "reflection", "feedback")),
    ClaimPlan("MH20@2013", 21, (*_COLLECTED, "training", "submit")),
    ClaimPlan("MH21@2013", 24, (*_COLLECTED, "submit", "begin", "observation")),
    ClaimPlan("MH14@2013", 30, (*_COLLECTED, "submit", "begin", "more")),
    ClaimPlan("MH23@2013", 40, (*_ASSESSED, "not_yet")),
    ClaimPlan("MH24@2013", 60, (*_ASSESSED, "met")),
    ClaimPlan("MH22@2005", 45, ("reflection", "withdraw")),
)
"""In the order in which they are given to people; a standard that this service does not ask for is another's."""

DAYS_BETWEEN = 2


def write_claims(service: Service, members: list[Member], assessing: Member) -> None:
    """Write a claim for each of these people into the diary, one plan after another; `assessing` assesses what they
    may.
    """
    for member, plan in zip(members, PLANS, strict=False):
        standard = _standard(member, plan)
        told = _Told(service, member, standard, plan, assessing)
        day = plan.opened_days_ago
        service.diary.on(service.diary.days_ago(day), told.open)
        for number, step in enumerate(plan.steps, 1):
            service.diary.on(service.diary.days_ago(day - number * DAYS_BETWEEN), told.step(step, number))


def _standard(member: Member, plan: ClaimPlan) -> str:
    """The plan's standard, where the role asks for it; else the first that it asks for in general."""
    general = [standard for standard, context in member.pairs if not context]
    return plan.standard if plan.standard in general else general[0]


class _Told:
    """One claim on its way."""

    def __init__(
        self, service: Service, member: Member, standard: str, plan: ClaimPlan, assessing: Member
    ) -> None:
        self.service, self.member, self.standard, self.plan = service, member, standard, plan
        self.assessing = assessing
        self.made: Claim | None = None
        self.assessor: Account | None = None

    @property
    def claim(self) -> Claim:
        assert self.made is not None
        return Claim.objects.get(pk=self.made.pk)

    @property
    def own(self) -> Account:
        return self.service.accounts[self.member.ref]

    @property
    def lead(self) -> Account:
        return self.service.accounts[Role.WORKFORCE_LEAD]

    def open(self) -> None:
        """The practitioner opens it."""
        person = self.service.people[self.member.ref]
        self.made = actions.open_claim(by=self.own, person=person, standard=self.standard)

    def step(self, name: str, number: int) -> Callable[[], None]:
        """What is done on one day; once nobody may assess it, what would follow is left out."""

        def deed() -> None:
            doing = getattr(self, f"_{name}", None)
            if doing is not None:
                doing()
            else:
                self._add(Kind(name), self.plan.opened_days_ago - number * DAYS_BETWEEN)

        return deed if name in ("allocate", *_BY_THEM) else self._if_allocated(deed)

    def _if_allocated(self, deed: Callable[[], None]) -> Callable[[], None]:
        return lambda: deed() if self.assessor is not None else None

    def _allocate(self) -> None:
        today = self.service.diary.today
        fact = facts.Decision("new", self.member.ref, self.standard, facts.MET, today)
        first = self.service.accounts[self.assessing.ref]
        proposed = Proposed(self.service.people[self.member.ref], fact)
        (verdict,) = verdicts_of(first, [proposed])
        may = verdict is not None and verdict.allowed
        found = first if may else self.service.assessor_of(self.member, fact)
        if isinstance(found, Account):
            self.assessor = found
            actions.allocate_claim(by=self.lead, claim=self.claim, assessor=found)

    def _add(self, kind: Kind, days_ago: int) -> None:
        by_assessor = kind is Kind.OBSERVATION
        agreed = kind in (Kind.OBSERVATION, Kind.FEEDBACK)
        nobody = kind is Kind.WITNESS
        pointer = actions.Pointer(
            kind=kind,
            what=_WORDS[kind],
            made_on=self.service.diary.days_ago(days_ago),
            kept_at="Portfolio of the ward, section 4",
            authenticator="The ward manager",
            agreement=Agreement.GIVEN if agreed else Agreement.NOT_NEEDED if nobody else "",
            agreement_kept_at="Care record, entry of the day" if agreed else "",
        )
        person = self.service.people[self.member.ref]
        by = self.assessor if by_assessor and self.assessor is not None else self.own
        actions.add_evidence(by=by, person=person, pointer=pointer, claim=self.claim)

    def _submit(self) -> None:
        actions.submit_claim(by=self.own, claim=self.claim)

    def _begin(self) -> None:
        assert self.assessor is not None
        actions.begin_assessing(by=self.assessor, claim=self.claim)

    def _more(self) -> None:
        assert self.assessor is not None
        words = "An observation of a second round, and feedback from somebody who was there"
        actions.ask_for_more(by=self.assessor, claim=self.claim, words=words)

    def _judge(self) -> None:
        assert self.assessor is not None
        actions.judge_evidence(by=self.assessor, claim=self.claim, judged={None: _GOOD})

    def _met(self) -> None:
        self._decide(facts.MET)

    def _not_yet(self) -> None:
        self._decide(
            facts.NOT_YET, plan="Lead two more rounds with the ward manager there, by the end of next month"
        )

    def _decide(self, outcome: str, plan: str = "") -> None:
        assert self.assessor is not None
        days = [one.evidence.made_on for one in self.claim.attachments.select_related("evidence")]
        practice = max(days) if outcome != facts.NOT_YET else None
        actions.decide_claim(
            by=self.assessor,
            claim=self.claim,
            outcome=outcome,
            decided_on=clock.today(),
            practice_as_of=practice,
            plan=plan,
        )

    def _withdraw(self) -> None:
        actions.withdraw_claim(by=self.own, claim=self.claim, why="I change to another team next month")


_BY_THEM = ("reflection", "witness", "feedback", "product", "training", "withdraw")
