"""What becomes of each pair of a person: what is lost, owed, gained or kept, and from which day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from standing.core.engine.timeline import Stretch
from standing.core.rehearsing.periods import Periods, ordered_end, shared, without
from standing.core.rules.days import Period, add_days
from standing.core.rules.status import Standing

LOSES, NEW_GAP, OWES, GAINS, KEEPS, NO_LONGER_ASKED, DIFFERS = (
    "loses",
    "new_gap",
    "owes",
    "gains",
    "keeps",
    "no_longer_asked",
    "differs",
)
FINDINGS = (LOSES, NEW_GAP, OWES, GAINS, KEEPS, NO_LONGER_ASKED, DIFFERS)
"""What a rehearsal can find of a pair, the gravest first.

`loses`: it counted that day, and does not (nor does what it became). `new_gap`: it is newly asked and does not
count. `owes`: something is newly to be signed, shown or bridged. `gains`: it counts and did not. `keeps`: its
standing differs, and it counts wherever it did. `no_longer_asked`: no role asks it any more. `differs`: its
standing differs on days on which it counts in neither world.
"""

DUTIES = {
    "signature_owed": "signing",
    "signature_overdue": "signing",
    "alert_unsigned": "signing",
    "showing_owed": "showing",
    "showing_overdue": "showing",
    "bridging_owed": "bridging",
    "bridging_overdue": "bridging",
}
"""The reasons that say something is owed for a change, and the work that puts each right."""
WORK = ("bridging", "showing", "signing")

OVERDUE = frozenset({"signature_overdue", "showing_overdue", "bridging_overdue", "alert_unsigned"})


@dataclass(frozen=True, slots=True)
class Finding:
    """Something found of a pair: what, from which day, and for what reasons.

    `work` and `last_day` are given where something is owed: what would put it right, and the last day on which that
    is in time, where it falls within the rehearsed days.
    """

    kind: str
    on: date
    reasons: tuple[str, ...] = ()
    work: str = ""
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class PairEffect:
    """A pair whose standing, or whose being asked, differs between the two worlds within the window."""

    person: str
    standard: str
    context: str
    before: tuple[Stretch, ...]
    after: tuple[Stretch, ...]
    findings: tuple[Finding, ...]
    asked_before: bool = False
    asked_after: bool = False

    @property
    def kind(self) -> str:
        """The gravest thing found."""
        return self.findings[0].kind


@dataclass(frozen=True)
class InWorld:
    """A pair in one of the two worlds: its stretches within the window, the days on which it counts for itself or by
    what it became, and the days of the window on which it is asked.
    """

    stretches: tuple[Stretch, ...]
    counts: Periods
    asked: Periods = ()


def findings_of(before: InWorld, after: InWorld) -> tuple[Finding, ...]:
    """What becomes of a pair, the gravest first; nothing where nothing differs. Both worlds are of the same window,
    which has an end.
    """
    if before == after:
        return ()
    found = [*_of_counting(before, after), *_owed(before.stretches, after.stretches)]
    if not found or {one.kind for one in found} == {OWES}:
        found += _otherwise(before, after)
    return tuple(sorted(found, key=lambda one: (FINDINGS.index(one.kind), one.on, one.work)))


def _of_counting(before: InWorld, after: InWorld) -> Iterator[Finding]:
    if before.counts == after.counts and before.asked == after.asked:
        return
    newly_asked = without(after.asked, before.asked)
    for kind, periods in (
        (LOSES, without(before.counts, after.counts)),
        (NEW_GAP, without(newly_asked, after.counts)),
        (GAINS, without(after.counts, before.counts)),
        (NO_LONGER_ASKED, without(before.asked, after.asked)),
    ):
        if periods:
            first = min(periods).from_on
            yield Finding(kind, first, _reasons_on(after.stretches, first))


def _otherwise(before: InWorld, after: InWorld) -> Iterator[Finding]:
    """Where nothing is lost or gained: whether it counts in both worlds from the first day on which they differ."""
    days = [start for start, _, was, will in side_by_side(before.stretches, after.stretches) if was != will]
    days += [period.from_on for period in without(after.asked, before.asked)]
    first = min(days)
    counts = shared(shared(before.counts, after.counts), [Period(first)])
    yield Finding(KEEPS if counts else DIFFERS, first, _reasons_on(after.stretches, first))


def _reasons_on(stretches: Sequence[Stretch], day: date) -> tuple[str, ...]:
    return next(each.standing.reasons for each in stretches if Period(each.from_on, each.to_on).covers(day))


def side_by_side(
    before: Sequence[Stretch], after: Sequence[Stretch]
) -> Iterator[tuple[date, date, Standing, Standing]]:
    """The days of both worlds, from one day up to another, cut wherever either changes."""
    left, right = 0, 0
    while left < len(before):
        one, other = before[left], after[right]
        end = min(ordered_end(one.to_on), ordered_end(other.to_on))
        yield max(one.from_on, other.from_on), end, one.standing, other.standing
        left += ordered_end(one.to_on) == end
        right += ordered_end(other.to_on) == end


def _owed(before: Sequence[Stretch], after: Sequence[Stretch]) -> Iterator[Finding]:
    """What is newly owed, a finding for each kind of work: from its first day, to the last on which it is in time."""
    if not any(reason in DUTIES for each in after for reason in each.standing.reasons):
        return
    segments = list(side_by_side(before, after))
    for work in WORK:
        begun: Finding | None = None
        for start, _, was, will in segments:
            mine = {reason for reason in will.reasons if DUTIES.get(reason) == work}
            if begun is None and mine - set(was.reasons):
                begun = Finding(OWES, start, will.reasons, work=work)
            if begun is not None and (mine & OVERDUE or not mine):
                last_day = start if start == begun.on else add_days(start, -1)
                begun = replace(begun, last_day=last_day)
                break
        if begun is not None:
            yield begun
