"""Why a pair stands as it does on a day: the facts behind every reason, what would put each right, and
what comes next.

Everything comes from the definition's own functions, so that an explanation cannot differ from the answer
it explains.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from standing.core.engine.timeline import Stretch, timeline
from standing.core.rules.days import day_after
from standing.core.rules.facts import MET, REVOKED, Change, Decision, Suspension
from standing.core.rules.holding import Holding, decisions_in_effect
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.obligations import ALERT_UNSIGNED, due_day, reasons_from_change
from standing.core.rules.status import (
    CONTEXT_TOO_NARROW,
    NOT_CURRENT,
    Situation,
    Standing,
    situation_on,
    standing_in,
)


class Remedy(StrEnum):
    """What would put a reason right."""

    BE_ASSESSED = "be_assessed"
    BE_ASSESSED_IN_CONTEXT = "be_assessed_in_context"
    BE_ASSESSED_ON_SUCCESSOR = "be_assessed_on_successor"
    SHOW = "show"
    BRIDGE = "bridge"
    SIGN = "sign"
    END_SUSPENSION = "end_suspension"


_REMEDY_BY_DUTY = {"signature": Remedy.SIGN, "showing": Remedy.SHOW, "bridging": Remedy.BRIDGE}


@dataclass(frozen=True)
class Because:
    """One reason and the fact behind it.

    `last_day` is the last day on which it may still be put right in time, or was; `since` the first day it
    has blocked. A reason that two changes give is two of these.
    """

    reason: str
    remedy: Remedy
    last_day: date | None = None
    since: date | None = None
    change: Change | None = None
    suspension: Suspension | None = None
    decision: Decision | None = None
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """The standing of a pair on a day, why, and the next stretch of days on which it will be something
    else.
    """

    standing: Standing
    because: tuple[Because, ...]
    holding: Holding | None
    following: Stretch | None

    @property
    def remedies(self) -> tuple[Remedy, ...]:
        """What would put it right, each once; being assessed, where nothing is held."""
        found = [item.remedy for item in self.because]
        if self.holding is None and self.standing.status != NOT_CURRENT:
            found.append(Remedy.BE_ASSESSED)
        return tuple(dict.fromkeys(found))


def explain(person: PersonFacts, asked: Asked, standard: str, context: str, day: date) -> Explanation:
    """Explain the standing of a pair on a day."""
    situation = situation_on(person, asked, standard, context, day)
    because = sorted(_because(situation, standard, context, day), key=lambda item: item.reason)
    return Explanation(
        standing=standing_in(situation, day),
        because=tuple(because),
        holding=situation.walk.holding,
        following=_following(timeline(person, asked, standard, context), day),
    )


def _following(stretches: list[Stretch], day: date) -> Stretch | None:
    return next((stretch for stretch in stretches if stretch.from_on > day), None)


def _because(situation: Situation, standard: str, context: str, day: date) -> Iterator[Because]:
    holding = situation.walk.holding
    if situation.walk.revoked:
        yield _revocation(situation.person, standard, context, day)
    elif holding is None:
        yield from _too_narrow(situation)
    else:
        yield from _from_holding(holding, day)
        yield from _from_standard(situation, day)
        for change in situation.changes:
            for reason in reasons_from_change(change, situation.person, situation.walk, day):
                yield _from_change(reason, change, situation.person, holding, day)


def _revocation(person: PersonFacts, standard: str, context: str, day: date) -> Because:
    """The revocation that ended the holding: a second one after it ended nothing."""
    decisions = decisions_in_effect(person.decisions_on(standard), context, day)
    last_met = max(position for position, row in enumerate(decisions) if row.outcome == MET)
    decision = next(row for row in decisions[last_met:] if row.outcome == REVOKED)
    return Because("revoked", Remedy.BE_ASSESSED, since=decision.decided_on, decision=decision)


def _too_narrow(situation: Situation) -> Iterator[Because]:
    if situation.held_elsewhere:
        contexts = tuple(sorted(situation.held_elsewhere))
        yield Because(CONTEXT_TOO_NARROW, Remedy.BE_ASSESSED_IN_CONTEXT, contexts=contexts)


def _from_holding(holding: Holding, day: date) -> Iterator[Because]:
    reason = holding.reason_on(day)
    if reason is None:
        return
    grace_ends_on = holding.grace_ends_on
    blocked = reason == "expired" and grace_ends_on is not None
    yield Because(
        reason,
        Remedy.BE_ASSESSED,
        last_day=holding.expires_on if reason == "expiring" else grace_ends_on,
        since=day_after(grace_ends_on) if blocked and grace_ends_on else None,
        decision=holding.governing,
    )


def _from_standard(situation: Situation, day: date) -> Iterator[Because]:
    ends_on = situation.ends_on
    if ends_on is not None and day > ends_on:
        yield Because(
            "edition_ended",
            Remedy.BE_ASSESSED_ON_SUCCESSOR,
            last_day=ends_on,
            since=day_after(ends_on),
        )
    for suspension in situation.suspensions:
        if suspension.period.covers(day):
            yield Because("suspended", Remedy.END_SUSPENSION, since=suspension.from_on, suspension=suspension)


def _from_change(reason: str, change: Change, person: PersonFacts, holding: Holding, day: date) -> Because:
    if reason == ALERT_UNSIGNED:
        return Because(reason, Remedy.SIGN, since=change.effective_on, change=change)
    duty = reason.partition("_")[0]
    last_day = due_day(duty, change, person, holding.held_from, day)
    since = day_after(last_day) if day > last_day else None
    return Because(reason, _REMEDY_BY_DUTY[duty], last_day=last_day, since=since, change=change)
