"""What a decision must be before it is recorded, whoever records it and by whatever action."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.people.models import Account
from standing.areas.record.models import Decision, RefreshRule
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules import facts


def check_decisions(by: Actor, decisions: Sequence[facts.Decision], today: date) -> None:
    """Nobody decides about themself, nothing is decided in the future, and every decision can be read by a
    refresh rule. Raises `NotAllowed` or `Refused`.
    """
    for fault in faults_of_decisions(by, decisions, today):
        if fault is not None:
            raise fault


def faults_of_decisions(
    by: Actor, decisions: Sequence[facts.Decision], today: date
) -> Iterator[NotAllowed | Refused | None]:
    """What is wrong with each of the decisions by `check_decisions`, or None. One query, however many there are."""
    if not decisions:
        return
    standards = {row.standard for row in decisions}
    rules = RefreshRule.objects.filter(retracted_on__isnull=True, standard__in=standards)
    ruled = set(rules.values_list("standard", flat=True))
    for decision in decisions:
        yield _fault(by, decision, ruled, today)


def _fault(
    by: Actor, decision: facts.Decision, ruled: Collection[str], today: date
) -> NotAllowed | Refused | None:
    try:
        check_not_about_oneself(by, decision.person)
    except NotAllowed as refusal:
        return refusal
    if decision.standard not in ruled:
        return Refused(
            f"{decision.standard} has no refresh rule, so nobody could say until when this holds. "
            "Ask the workforce lead to set one under Refresh rules, then record it again."
        )
    if decision.decided_on > today:
        return Refused(
            f"The decision is dated {decision.decided_on.isoformat()}, which is in the future. "
            "Give the day it was made.",
            field="decided_on",
        )
    return None


def as_corrected(kept: Decision, replacement: facts.Decision) -> facts.Decision:
    """What stands in the place of a decision: of the same person and standard, in effect no earlier than it was.

    A correction that said nothing of `held_from` would otherwise bring into effect at once what was to wait. Raises
    `Refused` for another person or standard.
    """
    if (replacement.person, replacement.standard) != (kept.person.ref, kept.standard_id):
        raise Refused(
            f"A correction stays with {kept.person.name} and {kept.standard_id}. Take this decision back, "
            "and record another."
        )
    waits = kept.held_from is not None and kept.held_from > replacement.decided_on
    if replacement.held_from is None and waits and replacement.outcome != facts.REVOKED:
        return replace(replacement, held_from=kept.held_from)
    return replacement


def is_other_finding(kept: Decision, replacement: facts.Decision) -> bool:
    """Whether a correction says that something else was found, rather than how it was entered."""
    return (replacement.outcome, replacement.context) != (kept.outcome, kept.context)


def says_more(kept: Decision, replacement: facts.Decision) -> bool:
    """Whether a correction could make somebody count who did not, or for longer: another finding, or a later day."""
    longer = replacement.expires_on is None if kept.expires_on else False
    if kept.expires_on and replacement.expires_on:
        longer = replacement.expires_on > kept.expires_on
    return (
        is_other_finding(kept, replacement)
        or longer
        or replacement.decided_on > kept.decided_on
        or (replacement.practice_as_of or replacement.decided_on) > (kept.practice_as_of or kept.decided_on)
        or (
            (replacement.held_from or replacement.decided_on) < (kept.held_from or kept.decided_on)
            and replacement.decided_on >= kept.decided_on
        )
    )


def check_not_about_oneself(by: Actor, person: str) -> None:
    """Nobody records, corrects or retracts a decision about themself. Raises `NotAllowed`."""
    if isinstance(by, Account) and by.person is not None and by.person.ref == person:
        raise NotAllowed("You cannot record or correct a decision about yourself. Ask another assessor.")
