"""The gate of assessment: decisions put to the sampling plan in force, and held where somebody else looks first.

Called inside the transaction in which a decision is recorded. What is held here never reaches the record before it is
released; a not yet or a revocation is never held, since neither has anybody count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.assessment.models import Claim, Draw, HeldDecision, PlanChange, Review, SamplingPlan
from standing.areas.audit import clock
from standing.areas.audit.actions import Said, record_events
from standing.areas.people.merging import with_merged
from standing.areas.people.models import Account, Person, Unit
from standing.areas.record.gate import Answer, Held, Passed, Proposed
from standing.areas.record.loading import known, load_asked
from standing.areas.record.models import AssessorLevel, Assignment
from standing.areas.record.selectors.assessors import levels_on
from standing.areas.refusals import Refused
from standing.core.rules.facts import BRIDGED, MET
from standing.core.rules.independence import Verdict, Watch
from standing.core.rules.sampling import WHOLE, Drawing, Drawn, Level, Put, Shares, share_of

COUNTERSIGNED_FIRST = "It waits for a qualified assessor to countersign it, and does not count before."
VERIFIED_FIRST = (
    "It was drawn for verification, and does not count before an internal verifier has released it."
)
DECIDED_AGAIN = (
    "It was returned or taken back before, so it is verified, and does not count before it is released."
)
APPOINTED = (
    "You are appointed for this standard, so it is verified, and does not count before it is released."
)


def gate(*, by: Account, proposed: Sequence[tuple[Proposed, Verdict]]) -> list[Answer]:
    """What becomes of decisions that may be made: on to the record, or held. `record.gate` asks it."""
    asking = _Asking(by, [one.person for one, _ in proposed])
    return [asking.answer(one, verdict) for one, verdict in proposed]


class _Asking:
    """One account's decisions of one go: what is the same for all of them is read once."""

    def __init__(self, by: Account, people: Sequence[Person]) -> None:
        self.by = by
        self.day = clock.today()
        self.level = Level(levels_on([by.pk], self.day).get(by.pk, AssessorLevel.NEW))
        self.places = places_of(people, self.day)
        self._drawings: dict[int, tuple[Drawing, int | None, int]] = {}
        self.waiting, self.sent_back = _pairs_held(people)

    def answer(self, one: Proposed, verdict: Verdict) -> Answer:
        fact = one.fact
        if fact.outcome not in (MET, BRIDGED):
            return Passed(verdict.words)
        pair = (one.person.kept.pk, fact.standard, fact.context)
        if pair in self.waiting:
            raise Refused(
                f"A decision about {one.person.name} and {fact.standard} waits to be looked at already. "
                "Wait until it is released or returned, or take it back first."
            )
        again = pair in self.sent_back
        draw = self._draw(one, verdict, again=again)
        to_verify = draw.drawn if draw is not None else again or verdict.watch is Watch.ALL
        unqualified = self.level is Level.UNQUALIFIED
        if not to_verify and not unqualified:
            self._keep(draw)
            return Passed(verdict.words)
        if unqualified:
            because = COUNTERSIGNED_FIRST
        elif verdict.watch is Watch.ALL:
            because = APPOINTED
        else:
            because = DECIDED_AGAIN if again else VERIFIED_FIRST
        held = self._hold(one, because, unqualified=unqualified, to_verify=to_verify)
        self._keep(draw, held)
        self.waiting.add(pair)
        return Held(one, held.pk, held.because)

    # -- drawn -------------------------------------------------------------------------------------------------------

    def _draw(self, one: Proposed, verdict: Verdict, *, again: bool) -> Draw | None:
        """The decision put to the plan in force where the person works; none where there is no plan. What was sent back
        or taken back before is always drawn: nobody gets past a verifier by deciding again.
        """
        unit = self.places.get(one.person.kept.pk)
        plan = plan_for(unit, self.day)
        if plan is None:
            return None
        drawing, changed, returns = self._drawing(plan)
        share = share_of(
            self.level, plan.shares, low_risk=is_low_risk(one), watch=verdict.watch, returns=returns
        )
        share = WHOLE if again else max(share, changed or 0)
        place = unit.code if unit is not None else ""
        result = drawing.put(Put(self.by.audit_name, one.fact.standard, one.methods, place, share))
        return _draw_of(plan, one, result, share=share, place=place)

    def _drawing(self, plan: SamplingPlan) -> tuple[Drawing, int | None, int]:
        """The plan as far as it was drawn for this assessor, the share it was changed to, and returns since."""
        if plan.pk not in self._drawings:
            drawing = Drawing(plan.seed)
            for put in puts_of(Draw.objects.filter(plan=plan, assessor=self.by)):
                drawing.put(put)
            change = PlanChange.objects.filter(plan=plan, assessor=self.by).last()
            returns = returns_of(self.by, plan, change)
            self._drawings[plan.pk] = (drawing, change.share if change else None, returns)
        return self._drawings[plan.pk]

    def _keep(self, draw: Draw | None, held: HeldDecision | None = None) -> None:
        if draw is not None:
            draw.assessor, draw.held = self.by, held
            draw.save(force_insert=True)

    # -- held --------------------------------------------------------------------------------------------------------

    def _hold(self, one: Proposed, because: str, *, unqualified: bool, to_verify: bool) -> HeldDecision:
        fact = one.fact
        held = HeldDecision.objects.create(
            person=one.person.kept,
            standard_id=fact.standard,
            context=fact.context,
            outcome=fact.outcome,
            decided_on=fact.decided_on,
            held_from=fact.held_from,
            practice_as_of=fact.practice_as_of,
            expires_on=fact.expires_on,
            evidence=one.evidence,
            source=one.source,
            methods=list(one.methods),
            elements=list(one.elements),
            records=list(one.records),
            witnesses=sorted(one.witnesses),
            claim=Claim.objects.get(pk=one.claim) if one.claim is not None else None,
            task=one.task,
            replaces=one.replaces,
            why=one.why,
            assessor=self.by,
            held_at=clock.now(),
            because=because,
            state=HeldDecision.COUNTERSIGNING if unqualified else HeldDecision.VERIFYING,
            to_verify=to_verify,
        )
        words = {
            "person": held.person.ref,
            "standard": fact.standard,
            "context": fact.context,
            "outcome": fact.outcome,
            "decided_on": fact.decided_on,
            "because": held.because,
        }
        record_events(by=self.by, said=[Said("hold_decision", held.subject, words)])
        return held


def _draw_of(plan: SamplingPlan, one: Proposed, result: Drawn, *, share: int, place: str) -> Draw:
    fact = one.fact
    return Draw(
        plan=plan,
        number=result.number,
        share=share,
        drawn=result.drawn,
        why=result.why.value,
        person=one.person.kept,
        standard_id=fact.standard,
        context=fact.context,
        outcome=fact.outcome,
        decided_on=fact.decided_on,
        methods=list(one.methods),
        elements=list(one.elements),
        records=list(one.records) or ([one.evidence] if one.evidence else []),
        place=place,
        at=clock.now(),
    )


Pairs = set[tuple[int, str, str]]


def _pairs_held(people: Sequence[Person]) -> tuple[Pairs, Pairs]:
    """The pairs of these people of which a decision waits, and those of which the last that was held was returned or
    taken back.
    """
    kept = Person.objects.filter(pk__in=[one.kept.pk for one in people])
    rows = HeldDecision.objects.filter(with_merged(kept)).select_related("person").order_by("pk")
    last: dict[tuple[int, str, str], str] = {}
    for row in rows.only("person", "standard", "context", "state"):
        last[row.person.kept.pk, row.standard_id, row.context] = row.state
    waiting = {pair for pair, state in last.items() if state in HeldDecision.OPEN}
    back = {pair for pair, state in last.items() if state in (HeldDecision.RETURNED, HeldDecision.WITHDRAWN)}
    return waiting, back


def puts_of(draws: QuerySet[Draw]) -> list[Put]:
    """What was put to a plan, in order, as the rule draws it."""
    rows = draws.order_by("pk").values_list("assessor", "standard", "methods", "place", "share")
    return [
        Put(f"account:{assessor}", standard, tuple(methods), place, share)
        for assessor, standard, methods, place, share in rows
    ]


def returns_of(assessor: Account, plan: SamplingPlan, change: PlanChange | None) -> int:
    """How many of an assessor's decisions were returned under a plan since its share was last changed openly: when
    they were verified, or looked at again.
    """
    since = Q(ended_at__gt=change.made_at) if change is not None else Q()
    returned = HeldDecision.objects.filter(
        since, assessor=assessor, state=HeldDecision.RETURNED, draw__plan=plan
    ).count()
    found_wrong = Review.objects.filter(
        Q(decision__decided_by=assessor)
        | Q(decision__decided_by__isnull=True, decision__recorded_by=assessor),
        kind=Review.INTERIM,
        outcome=Review.TO_CORRECT,
        made_at__gt=change.made_at if change is not None else plan.made_at,
    ).count()
    return returned + found_wrong


def shares_now(level: Level, plan: SamplingPlan, *, changed: int | None, returns: int) -> Shares:
    """The shares with which the next decision of an assessor of this level is drawn, where nothing else raises them:
    after what was returned, and after an open change.
    """
    usual, new = (
        max(share_of(level, plan.shares, low_risk=low, watch=Watch.USUAL, returns=returns), changed or 0)
        for low in (True, False)
    )
    return Shares(new=new, usual=usual)


def places_of(people: Sequence[Person], day: date) -> dict[int, Unit]:
    """Where each person works now, or next: the lowest unit in the tree, by code where there are several."""
    working = known(Assignment.objects.filter(person__in=[one.kept for one in people]), None)
    rows = working.filter(Q(to_on__isnull=True) | Q(to_on__gt=day)).select_related("unit")
    found: dict[int, Unit] = {}
    for row in sorted(rows, key=lambda row: (-len(row.unit.path), row.unit.code)):
        found.setdefault(row.person_id, row.unit)
    return found


def plan_for(unit: Unit | None, day: date) -> SamplingPlan | None:
    """The plan in force on a day for a unit: its own, or that of the nearest unit above it."""
    if unit is None:
        return None
    plans = plans_in_force(day).select_related("unit")
    above = [plan for plan in plans if unit.path.startswith(plan.unit.path)]
    return max(above, key=lambda plan: len(plan.unit.path), default=None)


def plans_in_force(day: date) -> QuerySet[SamplingPlan]:
    """The plans of a day."""
    over = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    return SamplingPlan.objects.filter(over, from_on__lte=day, to_on__gt=day)


def is_low_risk(one: Proposed) -> bool:
    """Whether work is low-risk: a standard that allows no grace is safety-critical, and so is not."""
    rules = load_asked().standards.get(one.fact.standard)
    return rules is not None and rules.for_decision(one.fact.decided_on).grace_days > 0
