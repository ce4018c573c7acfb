"""Sampling plans: made before the decisions, changed openly, ended early with a reason."""

from __future__ import annotations

import secrets
from datetime import date

from django.conf import settings
from django.db.models import Q

from standing.areas.assessment.models import PlanChange, SamplingPlan
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.models import Account, Unit
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules.days import add_months
from standing.core.rules.sampling import Shares

LONGEST_MONTHS = 12
"""For how long a plan is at most: each year begins with at least one of each assessor, standard, method and place."""

SEED_BYTES = 16


def _of_plan(*, plan: SamplingPlan, **_: object) -> str:
    return plan.subject


@writing()
def plan_sampling(
    *,
    by: Actor,
    unit: Unit,
    from_on: date,
    to_on: date,
    new_share: int | None = None,
    usual_share: int | None = None,
) -> SamplingPlan:
    """Plan what is drawn of the decisions about a unit's people, from a day that is not past until `to_on`.

    Its seed is drawn now. Shares, of a hundred, are those of the settings unless given, and never smaller. Raises
    `NotAllowed` for whoever does not verify in the unit, and `Refused` for what cannot be planned.
    """
    check_can(by, Ability.VERIFY, unit)
    if not isinstance(by, Account):
        raise NotAllowed("A sampling plan is made by an internal verifier, by their own account.")
    if from_on < clock.today():
        raise Refused("Begin today or later: a plan is made before the decisions it draws.", field="from_on")
    if not from_on < to_on <= add_months(from_on, LONGEST_MONTHS):
        raise Refused(f"A plan lasts a day or more, and {LONGEST_MONTHS} months at most.", field="to_on")
    least: Shares = settings.SAMPLING_SHARES
    shares = _shares(new_share or least.new, usual_share or least.usual, least)
    clash = SamplingPlan.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=from_on), unit=unit, from_on__lt=to_on, to_on__gt=from_on
    ).first()
    if clash is not None:
        raise Refused(
            f"{unit.name} has a plan from {clash.from_on:%-d %B %Y} already. Begin when it is over, or end it first.",
            field="from_on",
        )
    plan = SamplingPlan.objects.create(
        unit=unit,
        from_on=from_on,
        to_on=to_on,
        seed=secrets.token_hex(SEED_BYTES),
        new_share=shares.new,
        usual_share=shares.usual,
        made_by=by,
        made_at=clock.now(),
    )
    words = {
        "unit": unit.code,
        "from": from_on,
        "to": to_on,
        "seed": plan.seed,
        "new_share": shares.new,
        "usual_share": shares.usual,
    }
    record_event(by=by, action="plan_sampling", subject=plan.subject, words=words)
    return plan


def _shares(new: int, usual: int, least: Shares) -> Shares:
    for name, share, floor in (("new_share", new, least.new), ("usual_share", usual, least.usual)):
        if not floor <= share <= 100:
            raise Refused(f"Give a share from {floor} to 100 of a hundred.", field=name)
    return Shares(new, usual)


@writing()
@passes_guard(_of_plan, why="Reason")
def change_plan(*, by: Actor, plan: SamplingPlan, assessor: Account, share: int, why: str) -> PlanChange:
    """From now on, draw at least this share of an assessor's decisions. It settles what was returned before, and never
    draws less than the plan would.
    """
    row = _checked(by, plan)
    if not 1 <= share <= 100:
        raise Refused("Give a share from 1 to 100 of a hundred.", field="share")
    if isinstance(by, Account) and by.pk == assessor.pk:
        raise NotAllowed("Nobody changes how much is sampled of their own decisions.")
    change = PlanChange.objects.create(
        plan=row,
        assessor=assessor,
        share=share,
        why=_reason(why),
        made_by=_verifier(by),
        made_at=clock.now(),
    )
    words = {"assessor": assessor.audit_name, "share": share, "why": change.why}
    record_event(by=by, action="change_plan", subject=row.subject, words=words)
    return change


@writing()
@passes_guard(_of_plan, why="Reason")
def end_plan(*, by: Actor, plan: SamplingPlan, why: str) -> SamplingPlan:
    """End a plan early: from today it draws nothing more. What it has drawn still waits to be verified."""
    row = _checked(by, plan)
    row.ended_on, row.ended_why, row.ended_by = max(clock.today(), row.from_on), _reason(why), _verifier(by)
    row.save(update_fields=["ended_on", "ended_why", "ended_by"])
    record_event(by=by, action="end_plan", subject=row.subject, words={"why": row.ended_why})
    return row


def _checked(by: Actor, plan: SamplingPlan) -> SamplingPlan:
    row = SamplingPlan.objects.select_related("unit").get(pk=plan.pk)
    check_can(by, Ability.VERIFY, row.unit)
    if row.over_on <= clock.today():
        raise Refused("This plan is over. Make another.")
    return row


def _verifier(by: Actor) -> Account:
    if not isinstance(by, Account):
        raise NotAllowed("An internal verifier does this, by their own account.")
    return by


def _reason(why: str) -> str:
    if not why.strip():
        raise Refused("Say why: the reason stays with it.", field="why")
    return why.strip()
