"""The gate before a decision: what is asked before a decision that a person makes becomes a fact.

Independence (rules, part 6) is asked here, of every path. Whether a decision that may be made is held first, for
countersigning or verification, is for the area of assessment, which lies above and registers its answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from standing.areas.audit.actions import Actor, Said, Told
from standing.areas.people.models import Account, Person
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.models import Decision
from standing.areas.record.relations import Part, Relations
from standing.areas.refusals import NotAllowed
from standing.core.rules import facts
from standing.core.rules.independence import Act, Verdict


@dataclass(frozen=True)
class Proposed:
    """A decision that somebody is about to record, and what is known of how they came to it.

    `methods`, `elements` and `records` are what a sample is to cover: how it was assessed, which criteria, and the
    records of the evidence. `witnesses` are the accounts that vouched for some of it, `claim` the key of the claim it
    ends, `task` the subject of a task of another area that it settles (`transition task:12`), `replaces` what it
    corrects and `why`.
    """

    person: Person
    fact: facts.Decision
    evidence: str = ""
    source: str = ""
    methods: tuple[str, ...] = ()
    elements: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    witnesses: frozenset[int] = frozenset()
    claim: int | None = None
    task: str = ""
    replaces: Decision | None = None
    why: str = ""

    @property
    def part(self) -> Part:
        """The judgement it makes. (That somebody had a part before is asked of later stages.)"""
        fact = self.fact
        return Part(self.person, fact.standard, fact.context, fact.decided_on, self.witnesses)


@dataclass(frozen=True)
class Passed:
    """A decision that goes on to the record, with what is flagged about it: words, or nothing."""

    words: str = ""


@dataclass(frozen=True)
class Held:
    """A decision that is not on the record yet: it waits for somebody else. `key` names it in its area."""

    proposed: Proposed
    key: int
    words: str

    @property
    def person(self) -> Person:
        return self.proposed.person


Answer = Passed | Held
Recorded = Decision | Held
"""What becomes of a decision that somebody recorded."""


class NotIndependent(NotAllowed):
    """Somebody may not judge this, by the rules of independence. The refusal is told in the audit trail."""

    def __init__(self, by: Actor, verdict: Verdict, part: Part) -> None:
        super().__init__(verdict.words)
        words = {
            "part": verdict.act.name.lower(),
            "standard": part.standard,
            "context": part.context,
            "day": part.day,
            "why": self.reason,
        }
        self.told = Told(by, (Said("refuse_part", f"person:{part.person.ref}", words),))


class Gate(Protocol):
    """Says of each decision whether it goes on, or holds it and keeps it."""

    def __call__(self, *, by: Account, proposed: Sequence[tuple[Proposed, Verdict]]) -> Sequence[Answer]: ...


_registered: list[Gate] = []


def register(gate: Gate) -> None:
    """The area of assessment calls this when it is ready. There is one gate: a later one takes its place."""
    _registered[:] = [gate]


class Follower(Protocol):
    """Settles the task of an area once the decision that it waited for is released."""

    def __call__(self, *, by: Actor, proposed: Proposed, decision: Decision) -> None: ...


_followers: dict[str, Follower] = {}


def follow_releases(kind: str, follower: Follower) -> None:
    """An area above calls this when it is ready, for the tasks whose subject begins with this kind."""
    _followers[kind] = follower


def tell_released(by: Actor, proposed: Proposed, decision: Decision) -> None:
    """Tell the area whose task a released decision settles, in the same transaction."""
    follower = _followers.get(proposed.task.partition(":")[0])
    if follower is not None:
        follower(by=by, proposed=proposed, decision=decision)


def verdicts_of(by: Actor, proposed: Sequence[Proposed]) -> Iterator[Verdict | None]:
    """Whether this account may make each of these decisions; None for a command on the server, which is no assessor:
    what it writes was decided elsewhere, before.
    """
    if not isinstance(by, Account):
        yield from (None for _ in proposed)
        return
    relations = Relations(by, [one.person for one in proposed])
    for one in proposed:
        yield relations.judge(Act.ASSESS, one.part)


def check_independent(by: Actor, proposed: Sequence[Proposed]) -> list[Verdict | None]:
    """The verdicts of decisions that may all be made. Raises `NotIndependent` for the first that may not."""
    verdicts = list(verdicts_of(by, proposed))
    for one, verdict in zip(proposed, verdicts, strict=True):
        if verdict is not None and not verdict.allowed:
            raise NotIndependent(by, verdict, one.part)
    return verdicts


def check_may_touch(by: Actor, decision: Decision) -> None:
    """Whoever takes a decision back, or corrects how it was entered, is not close to whom it is about. Raises
    `NotIndependent`.
    """
    if not isinstance(by, Account):
        return
    check_not_about_oneself(by, decision.person.ref)
    part = Part(decision.person, decision.standard_id, decision.context, decision.decided_on)
    verdict = Relations(by, [decision.person]).judge(Act.CORRECT, part)
    if not verdict.allowed:
        raise NotIndependent(by, verdict, part)


def ask(by: Actor, proposed: Sequence[Proposed], verdicts: Sequence[Verdict | None]) -> list[Answer]:
    """What becomes of decisions that may be made: each goes on, or is held by the area of assessment."""
    if not isinstance(by, Account) or not _registered:
        return [Passed(verdict.words if verdict else "") for verdict in verdicts]
    (gate,) = _registered
    judged = [(one, verdict) for one, verdict in zip(proposed, verdicts, strict=True) if verdict is not None]
    return list(gate(by=by, proposed=judged))
