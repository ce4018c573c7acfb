"""What keeps assessors alike: standardisation meetings, observations, and decisions looked at again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from standing.areas.assessment.actions.writing_about import Answer, check_text
from standing.areas.assessment.models import Observation, Review, Standardisation
from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.models import Account
from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.record.actions.assessors import check_can_over_assessor
from standing.areas.record.gate import NotIndependent
from standing.areas.record.models import Decision
from standing.areas.record.permissions import check_can_for_person
from standing.areas.record.relations import Part, Relations
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards.models import Standard
from standing.core.rules.independence import Act


@writing()
def record_standardisation(
    *,
    by: Actor,
    standard: str,
    held_on: date,
    took_part: Sequence[Account],
    outcome: str,
    answer: Answer | None = None,
) -> Standardisation:
    """Record that those who assess a standard met and agreed how they judge it: the day, who took part, the outcome."""
    check_can_any(by, (Ability.VERIFY,))
    found = Standard.objects.filter(pk=standard).first()
    if found is None:
        raise Refused(f"There is no standard {standard}.", field="standards")
    _past(held_on, "held_on")
    if len({account.pk for account in took_part}) < 2:
        raise Refused("Choose the people who took part: two or more.", field="took_part")
    checked = check_text({"outcome": ("What was agreed", outcome)}, answer)
    row = Standardisation.objects.create(
        standard=found,
        held_on=held_on,
        outcome=_words(outcome, "outcome", "Say what was agreed."),
        made_by=_somebody(by),
        made_at=clock.now(),
    )
    row.took_part.set(took_part)
    checked.keep(by, row.subject)
    words = {
        "standard": standard,
        "held_on": held_on,
        "took_part": [account.audit_name for account in took_part],
    }
    record_event(by=by, action="record_standardisation", subject=row.subject, words=words)
    return row


@writing()
def record_observation_of_assessing(
    *,
    by: Actor,
    assessor: Account,
    standard: str,
    observed_on: date,
    words: str,
    answer: Answer | None = None,
) -> Observation:
    """Record that a verifier watched an assessor assess, and what they saw."""
    check_can_over_assessor(by, Ability.VERIFY, assessor)
    account = _somebody(by)
    if account.pk == assessor.pk:
        raise NotAllowed("Nobody observes themself. Ask another internal verifier.")
    found = Standard.objects.filter(pk=standard).first()
    if found is None:
        raise Refused(f"There is no standard {standard}.", field="standards")
    _past(observed_on, "observed_on")
    checked = check_text({"saw": ("What you saw", words)}, answer)
    row = Observation.objects.create(
        assessor=assessor,
        standard=found,
        observed_on=observed_on,
        words=_words(words, "words", "Say what you saw, and what you agreed."),
        made_by=account,
        made_at=clock.now(),
    )
    checked.keep(by, row.subject)
    told = {"assessor": assessor.audit_name, "standard": standard, "observed_on": observed_on}
    record_event(by=by, action="record_observation_of_assessing", subject=row.subject, words=told)
    return row


@writing()
def review_decision(
    *, by: Actor, decision: Decision, kind: str, outcome: str, words: str, answer: Answer | None = None
) -> Review:
    """Look again at a decision on the record: it stands, or is to be corrected. Nothing is cancelled by it.

    By an internal verifier about the person who had no part in it. A decision to be corrected counts as returned: more
    of its assessor's are drawn.
    """
    row = Decision.objects.select_related("person").get(pk=decision.pk)
    check_can_for_person(by, Ability.VERIFY, row.person)
    account = _somebody(by)
    if row.retracted_on is not None:
        raise Refused("This decision was taken back meanwhile: there is nothing left to look at.")
    part = Part(
        row.person,
        row.standard_id,
        row.context,
        row.decided_on,
        parties=frozenset(key for key in (row.assessor_id, row.recorded_by_id) if key is not None),
    )
    verdict = Relations(account, [row.person]).judge(Act.VERIFY, part)
    if not verdict.allowed:
        raise NotIndependent(by, verdict, part)
    if outcome not in (Review.STANDS, Review.TO_CORRECT):
        raise Refused("Say whether the decision stands or is to be corrected.", field="outcome")
    checked = check_text({"words": ("Why", words)}, answer)
    review = Review.objects.create(
        decision=row,
        kind=kind,
        outcome=outcome,
        words=_words(words, "words", "Say what you found."),
        made_by=account,
        made_at=clock.now(),
    )
    checked.keep(by, review.subject)
    told = {"decision": row.name, "person": row.person.ref, "kind": kind, "outcome": outcome}
    record_event(by=by, action="review_decision", subject=review.subject, words=told)
    return review


def _past(day: date, field: str) -> None:
    if day > clock.today():
        raise Refused("Give the day it took place: this one is in the future.", field=field)


def _somebody(by: Actor) -> Account:
    if not isinstance(by, Account):
        raise NotAllowed("This is recorded by the person who did it, by their own account.")
    return by


def _words(text: str, field: str, refusal: str) -> str:
    if not text.strip():
        raise Refused(refusal, field=field)
    return text.strip()
