"""What of verification and appeals waits for an account: in words, with where it is done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils import timezone

from standing.areas.assessment.models import AppealStage
from standing.areas.assessment.selectors.appeals import appeals_seen
from standing.areas.assessment.selectors.not_counting import not_counting
from standing.areas.assessment.selectors.verification import (
    HeldSeen,
    held_to_countersign,
    held_to_verify,
    meetings_due,
    observations_due,
    own_held,
    reviews_to_correct,
    units_without_plan,
)
from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.permissions import scope_of
from standing.areas.people.roles import Ability
from standing.areas.record.presenters.standing import short_standard
from standing.core.assessing.appeals import Stage
from standing.core.inbox import Waiting

TO_VERIFY, TO_COUNTERSIGN = "Decisions to verify", "Decisions to countersign"
RETURNED, TO_CORRECT = "Decisions returned to you", "Decisions to correct"
TO_REVIEW = "Decisions to review"
TO_PLAN, ALIKE = "Sampling to plan", "Standardisation and observations"
APPEALS = "Appeals"


def verification_waiting(account: Account, today: date) -> Iterator[Waiting]:
    """All of it, in no order."""
    yield from _held("verify", TO_VERIFY, "Verify", held_to_verify(by=account))
    yield from _held("countersign", TO_COUNTERSIGN, "Countersign", held_to_countersign(by=account))
    yield from _returned(account)
    yield from _of_verifier(account, today)
    yield from _to_correct(account)
    yield from _appeals(account)


def _held(name: str, kind: str, what: str, found: list[HeldSeen]) -> Iterator[Waiting]:
    for one in found:
        if one.may:
            yield Waiting(
                key=f"assessment:{name}:{one.row.pk}",
                what=what,
                about=f"{one.row.person.name}, {short_standard(one.row.standard)}",
                since=timezone.localdate(one.row.countersigned_at or one.row.held_at),
                href=reverse("assessment:held", args=[one.row.pk]),
                kind=kind,
            )


def _returned(account: Account) -> Iterator[Waiting]:
    for row in own_held(by=account):
        if row.ended_at is not None:
            yield Waiting(
                key=f"assessment:returned:{row.pk}",
                what="Look again at what was returned",
                about=f"{row.person.name}, {short_standard(row.standard)}",
                since=timezone.localdate(row.ended_at),
                href=reverse("assessment:held", args=[row.pk]),
                kind=RETURNED,
            )


def _of_verifier(account: Account, today: date) -> Iterator[Waiting]:
    if not scope_of(account, Ability.VERIFY, today).anyone:
        return
    for unit in units_without_plan(by=account):
        yield Waiting(
            key=f"assessment:plan:{unit.pk}",
            what="Make a sampling plan",
            about=unit.name,
            since=today,
            href=reverse("assessment:add_plan"),
            kind=TO_PLAN,
        )
    for one in not_counting(by=account):
        if one.is_open:
            yield Waiting(
                key=f"assessment:review:{one.decision.pk}",
                what="Review a decision whose assessor did not count",
                about=f"{one.decision.person.name}, {short_standard(one.decision.standard)}",
                since=one.decision.decided_on,
                href=reverse("assessment:review", args=["assessor", one.decision.pk]),
                kind=TO_REVIEW,
            )
    dues = [("meeting", "Hold a standardisation meeting", due) for due in meetings_due(by=account)]
    dues += [("observe", "Observe an assessor", due) for _, due in observations_due(by=account)]
    for name, what, due in dues:
        if due.is_overdue(today) and due.key != str(account.pk):
            yield Waiting(
                key=f"assessment:{name}:{due.key}:{due.due}",
                what=what,
                about=due.about,
                since=due.due,
                href=reverse("assessment:alike"),
                kind=ALIKE,
                due=due.due,
            )


def _to_correct(account: Account) -> Iterator[Waiting]:
    for review in reviews_to_correct(by=account):
        person = review.decision.person
        yield Waiting(
            key=f"assessment:correct:{review.pk}",
            what="Correct a decision that was looked at again",
            about=f"{person.name}, {short_standard(review.decision.standard)}: {review.words}",
            since=timezone.localdate(review.made_at),
            href=reverse("record:correct", args=[person.ref, review.decision_id]),
            kind=TO_CORRECT,
        )


def _appeals(account: Account) -> Iterator[Waiting]:
    for one in appeals_seen(by=account):
        stage, decision = one.stage, one.appeal.decision
        about = f"{decision.person.name}, {short_standard(decision.standard)}"
        href = reverse("assessment:appeal", args=[one.appeal.pk])
        key = f"assessment:appeal:{one.appeal.pk}:{stage.stage}"
        if one.may_decide:
            yield Waiting(key, "Decide an appeal", about, stage.opened_on, href, APPEALS, due=stage.due_on)
        elif one.may_go_on and stage.outcome == AppealStage.UPHELD:
            following = Stage(stage.stage).following
            assert following is not None
            yield Waiting(
                f"{key}:upheld",
                "Take your appeal further, or drop it",
                short_standard(decision.standard),
                stage.decided_on or clock.today(),
                href,
                APPEALS,
            )
