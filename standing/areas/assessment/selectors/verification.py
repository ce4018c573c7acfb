"""Verification as its readers may see it: what waits, plans with what they drew, meetings and observations due."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.assessment.drawing import plans_in_force, puts_of, returns_of, shares_now
from standing.areas.assessment.models import (
    Draw,
    HeldDecision,
    Observation,
    PlanChange,
    Review,
    SamplingPlan,
    Standardisation,
)
from standing.areas.assessment.verifying import part_of
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.merging import with_merged
from standing.areas.people.models import Account, Person, Unit
from standing.areas.people.permissions import active_grants, scope_of
from standing.areas.people.roles import Ability, Role
from standing.areas.people.selectors import unit_tree
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import AssessorLevel, Decision
from standing.areas.record.permissions import people_in_scope
from standing.areas.record.relations import Relations
from standing.areas.record.selectors.assessors import AssessorSeen, assessors_seen, levels_on
from standing.areas.record.selectors.people import NotFound
from standing.areas.standards.models import Standard
from standing.core.rules.days import add_months
from standing.core.rules.independence import Act, Verdict
from standing.core.rules.sampling import Coverage, Level, Shares, coverage, draw

MEETING_MONTHS, OBSERVED_MONTHS = 6, 12
"""How often those who assess a standard in use meet, and how often each assessor is observed, in months."""


@dataclass(frozen=True)
class HeldSeen:
    """A held decision, and whether this reader may do something about it: `act` is what, `verdict` why not."""

    row: HeldDecision
    act: Act
    verdict: Verdict

    @property
    def may(self) -> bool:
        return self.row.is_open and self.verdict.allowed


def _held() -> QuerySet[HeldDecision]:
    return HeldDecision.objects.select_related(
        "person",
        "standard__suite",
        "assessor",
        "claim",
        "countersigned_by",
        "ended_by",
        "decision",
        "draw__plan",
    )


def held_to_verify(*, by: Actor) -> list[HeldSeen]:
    """The decisions that wait to be verified about people this account verifies for, oldest first."""
    if not scope_of(by, Ability.VERIFY, clock.today()).anyone:
        return []
    rows = _held().filter(with_merged(people_in_scope(by, Ability.VERIFY)), state=HeldDecision.VERIFYING)
    return _judged(by, Act.VERIFY, rows)


def counts_now(row: HeldDecision) -> bool:
    """Whether the person counts today in what was just released: something else may stop them, as a suspension."""
    person = Person.objects.select_related("stale").get(pk=row.person.kept.pk)
    found = standings_on([person], clock.today()).get(Pair(person.ref, row.standard_id, row.context))
    return found is not None and found.counts


def held_to_countersign(*, by: Actor) -> list[HeldSeen]:
    """The decisions that wait to be countersigned about people this account assesses, oldest first: none for somebody
    not qualified.
    """
    if not isinstance(by, Account) or not scope_of(by, Ability.RECORD_DECISION, clock.today()).anyone:
        return []
    if _is_unqualified(by):
        return []
    people = people_in_scope(by, Ability.RECORD_DECISION)
    rows = _held().filter(with_merged(people), state=HeldDecision.COUNTERSIGNING).exclude(assessor=by)
    return _judged(by, Act.COUNTERSIGN, rows)


def _is_unqualified(by: Account) -> bool:
    return levels_on([by.pk], clock.today()).get(by.pk) == AssessorLevel.UNQUALIFIED


def _judged(by: Actor, act: Act, rows: QuerySet[HeldDecision]) -> list[HeldSeen]:
    found = list(rows)
    if not isinstance(by, Account) or not found:
        return []
    relations = Relations(by, [row.person for row in found])
    return [HeldSeen(row, act, relations.judge(act, part_of(row))) for row in found]


def held_by_key(*, by: Actor, key: int) -> HeldSeen:
    """One held decision: for who verifies or countersigns it, who made it, and whom it is about once it has ended.

    Raises `NotFound` for nobody's and another's.
    """
    row = _held().filter(pk=key).first()
    if row is not None and isinstance(by, Account):
        for ability, act in ((Ability.VERIFY, Act.VERIFY), (Ability.RECORD_DECISION, Act.COUNTERSIGN)):
            reaches = people_in_scope(by, ability).filter(pk=row.person.kept.pk).exists()
            own = row.assessor_id == by.pk
            if own or (reaches and (act is Act.VERIFY or row.state == HeldDecision.COUNTERSIGNING)):
                return _judged(by, _act_of(row, act, own=own), _held().filter(pk=key))[0]
    raise NotFound("There is no such decision among those you verify, countersign or made.")


def _act_of(row: HeldDecision, act: Act, *, own: bool) -> Act:
    if own:
        return Act.VERIFY if row.state == HeldDecision.VERIFYING else Act.COUNTERSIGN
    return act


def own_held(*, by: Actor) -> list[HeldDecision]:
    """What this account decided that is held, and what of it was returned in the last 90 days and not decided since."""
    if not isinstance(by, Account):
        return []
    rows = list(
        _held().filter(assessor=by).filter(Q(state__in=HeldDecision.OPEN) | Q(state=HeldDecision.RETURNED))
    )
    return [row for row in rows if row.is_open or _is_fresh(row)]


def _is_fresh(row: HeldDecision) -> bool:
    if row.claim_id is not None or row.ended_at is None or (clock.now() - row.ended_at).days > 90:
        return False
    later = Decision.objects.filter(
        person=row.person_id,
        standard=row.standard_id,
        context=row.context,
        recorded_at__gt=row.ended_at,
        retracted_on__isnull=True,
    )
    again = HeldDecision.objects.filter(
        person=row.person_id, standard=row.standard_id, context=row.context, pk__gt=row.pk
    )
    return not later.exists() and not again.exists()


# -- plans -----------------------------------------------------------------------------------------------------------


def plans_seen(*, by: Actor) -> list[SamplingPlan]:
    """The plans of the units whose verification this account looks at, newest first."""
    scope = scope_of(by, Ability.SEE_VERIFICATION, clock.today())
    rows = SamplingPlan.objects.select_related("unit", "made_by")
    return [row for row in rows if scope.covers(row.unit)]


def plan_by_key(*, by: Actor, key: int) -> SamplingPlan:
    """One of them. Raises `NotFound`."""
    for row in plans_seen(by=by):
        if row.pk == key:
            return row
    raise NotFound("There is no such sampling plan among those you may see.")


def units_to_plan(*, by: Actor) -> list[Unit]:
    """The units this account may plan the sampling of."""
    return [one.unit for one in unit_tree(by=by, ability=Ability.VERIFY)]


def units_without_plan(*, by: Actor) -> list[Unit]:
    """The highest units this account verifies in where no plan is in force, of theirs or above."""
    plans = list(plans_in_force(clock.today()).select_related("unit"))
    top = [one.unit for one in unit_tree(by=by, ability=Ability.VERIFY) if not one.depth]
    return [unit for unit in top if not any(unit.path.startswith(plan.unit.path) for plan in plans)]


@dataclass(frozen=True)
class OfAssessor:
    """Planned against done for one assessor under a plan."""

    account: Account
    decided: int
    due: int
    drawn: int
    done: int
    returned: int
    shares: Shares
    """With which the next of their decisions is drawn."""

    @property
    def waits(self) -> int:
        return self.drawn - self.done


@dataclass(frozen=True)
class PlanSeen:
    """A plan with what was put to it: planned against done, what it covers, and whether it was drawn by its seed."""

    plan: SamplingPlan
    assessors: Sequence[OfAssessor]
    covers: Sequence[tuple[str, Sequence[Coverage]]]
    draws: Sequence[Draw]
    drawn_alike: bool
    changes: Sequence[PlanChange]


def plan_in_full(*, by: Actor, key: int) -> PlanSeen:
    """A plan, with all that was put to it. Raises `NotFound`."""
    plan = plan_by_key(by=by, key=key)
    draws = list(
        Draw.objects.filter(plan=plan).select_related("assessor", "person", "standard", "held").order_by("pk")
    )
    again = draw(plan.seed, puts_of(Draw.objects.filter(plan=plan)))
    alike = [(one.number, one.drawn, one.why.value) for one in again] == [
        (row.number, row.drawn, row.why) for row in draws
    ]
    changes = list(plan.changes.select_related("assessor", "made_by"))
    return PlanSeen(plan, _of_assessors(plan, draws, changes), _covers(draws), draws, alike, changes)


def _of_assessors(
    plan: SamplingPlan, draws: Sequence[Draw], changes: Sequence[PlanChange]
) -> list[OfAssessor]:
    of_account: dict[int, list[Draw]] = {}
    for row in draws:
        of_account.setdefault(row.assessor_id, []).append(row)
    levels = levels_on(list(of_account), clock.today())
    found = []
    for rows in of_account.values():
        account = rows[0].assessor
        level = Level(levels.get(account.pk, AssessorLevel.NEW))
        change = next((one for one in reversed(changes) if one.assessor_id == account.pk), None)
        drawn = [row for row in rows if row.drawn]
        returns = returns_of(account, plan, change)
        found.append(
            OfAssessor(
                account=account,
                decided=len(rows),
                due=-(-sum(row.share for row in rows) // 100),
                drawn=len(drawn),
                done=sum(1 for row in drawn if row.held is not None and not row.held.is_open),
                returned=returns,
                shares=shares_now(level, plan, changed=change.share if change else None, returns=returns),
            )
        )
    return sorted(found, key=lambda one: one.account.name.casefold())


def _covers(draws: Sequence[Draw]) -> list[tuple[str, Sequence[Coverage]]]:
    """What a sample is to cover, and how far it does: by candidate, assessor, standard, method, element, record and
    place.
    """
    kinds: dict[str, Callable[[Draw], tuple[str, ...]]] = {
        "Candidate": lambda row: (row.person.name,),
        "Assessor": lambda row: (row.assessor.name,),
        "Standard": lambda row: (row.standard_id,),
        "Method": lambda row: tuple(row.methods) or ("Not said",),
        "Element": lambda row: tuple(row.elements) or ("The standard as a whole",),
        "Record": lambda row: tuple(row.records) or ("Not said",),
        "Place": lambda row: (row.place or "No place",),
    }
    return [(name, coverage((of(row), row.drawn) for row in draws)) for name, of in kinds.items()]


# -- interim samples, and decisions whose assessor did not count ------------------------------------------------------


def interim_offered(*, by: Actor, limit: int = 50) -> list[Decision]:
    """Decisions of this year on the record that nobody but their assessor has looked at, of people this account
    verifies for: to choose an interim sample from, newest first.
    """
    people = people_in_scope(by, Ability.VERIFY)
    rows = Decision.objects.filter(
        person__in=people,
        retracted_on__isnull=True,
        recorded_by__isnull=False,
        carried_from__isnull=True,
        assessor_unknown=False,
        batch__isnull=True,
        decided_on__gte=add_months(clock.today(), -12),
        reviews__isnull=True,
        held_before__isnull=True,
    )
    if isinstance(by, Account):
        rows = rows.exclude(recorded_by=by).exclude(decided_by=by).exclude(person=by.person_id)
    rows = rows.select_related("person", "standard__suite", "recorded_by", "decided_by")
    return list(rows.order_by("-recorded_at", "-pk")[:limit])


def reviewable(*, by: Actor, number: int) -> Decision:
    """A decision on the record that this account may look at again. Raises `NotFound`."""
    found = (
        Decision.objects.filter(pk=number, person__in=people_in_scope(by, Ability.VERIFY))
        .select_related("person", "standard__suite", "recorded_by", "decided_by")
        .first()
    )
    if found is None:
        raise NotFound("There is no such decision among those you verify.")
    return found


def reviews_to_correct(*, by: Actor) -> list[Review]:
    """Decisions found to need correcting that still stand, for those who correct them."""
    people = people_in_scope(by, Ability.CORRECT_DECISION)
    rows = Review.objects.filter(
        outcome=Review.TO_CORRECT, decision__retracted_on__isnull=True, decision__person__in=people
    ).select_related("decision__person", "decision__standard", "made_by")
    if isinstance(by, Account) and by.person_id is not None:
        rows = rows.exclude(decision__person=by.person_id)
    return list(rows)


# -- meetings and observations due ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Due:
    """Something that is done every so often: what it is about, when it was last done, and by when it is due."""

    about: str
    key: str
    last: date | None
    due: date

    def is_overdue(self, today: date) -> bool:
        return self.due < today


def meetings_due(*, by: Actor) -> list[Due]:
    """For each standard that was decided on in the last year by an assessor: the last standardisation, and the next."""
    if not scope_of(by, Ability.SEE_VERIFICATION, clock.today()).anyone:
        return []
    since = add_months(clock.today(), -12)
    used: dict[str, date] = {}
    rows = Decision.objects.filter(
        decided_on__gte=since,
        retracted_on__isnull=True,
        recorded_by__isnull=False,
        assessor_unknown=False,
        carried_from__isnull=True,
        batch__isnull=True,
        person__in=people_in_scope(by, Ability.SEE_VERIFICATION),
    )
    for standard, day in rows.values_list("standard", "decided_on"):
        used[standard] = min(day, used.get(standard, day))
    last = dict(
        Standardisation.objects.filter(standard__in=used)
        .order_by("held_on")
        .values_list("standard", "held_on")
    )
    titles = dict(Standard.objects.filter(pk__in=used).values_list("pk", "title"))
    found = [
        Due(f"{key} {titles[key]}", key, last.get(key), add_months(last.get(key, first), MEETING_MONTHS))
        for key, first in used.items()
    ]
    return sorted(found, key=lambda one: (one.due, one.key))


def meetings_held(*, by: Actor) -> list[Standardisation]:
    """The meetings that were held, newest first, for whoever looks at verification, and whoever took part."""
    rows = Standardisation.objects.select_related("standard", "made_by").prefetch_related("took_part")
    if scope_of(by, Ability.SEE_VERIFICATION, clock.today()).anyone:
        return list(rows[:100])
    return list(rows.filter(took_part=by)[:100]) if isinstance(by, Account) else []


def observations_due(*, by: Actor) -> list[tuple[AssessorSeen, Due]]:
    """Each assessor seen, when they were last observed assessing, and by when they are next."""
    found = []
    last = dict(Observation.objects.order_by("observed_on").values_list("assessor", "observed_on"))
    for one in assessors_seen(by=by):
        day = last.get(one.account.pk)
        begun = min(grant.from_on for grant in one.grants)
        due = add_months(day or begun, OBSERVED_MONTHS)
        found.append((one, Due(one.account.name, str(one.account.pk), day, due)))
    return sorted(found, key=lambda row: (row[1].due, row[1].about))


def people_of_meetings(*, by: Actor) -> list[Account]:
    """Who may be named as having taken part in a meeting: assessors and verifiers."""
    if not scope_of(by, Ability.VERIFY, clock.today()).anyone:
        return []
    grants = active_grants(clock.today()).filter(role__in=[Role.ASSESSOR, Role.INTERNAL_VERIFIER])
    return list(Account.objects.filter(pk__in=grants.values("account")).order_by("name", "pk"))
