"""What a file would do: for each row and course, whether something is written, changed, left or refused, and why.

The same file again does nothing. A mended cell is a newer fact, and what an earlier file said in its place is offered
to be taken back: always where the new day is earlier, as the later one would else go on to count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from standing.core.formats.matrix import Together
from standing.core.moving_in import people
from standing.core.moving_in.deciding import NoDecision, decide
from standing.core.moving_in.labels import LEAVE, Target, label_key
from standing.core.moving_in.people import Somebody
from standing.core.rules.facts import GENERAL, MET, REVOKED, Decision
from standing.core.rules.known import StandardRules

ABOUT_ONESELF = (
    "This is about yourself, and nobody records a decision about themself. Ask somebody else to bring it in."
)

Place = tuple[str, int]
"""A sheet and a row of it."""


class Outcome(StrEnum):
    """What becomes of what a row says of a course."""

    CREATED = "created"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    NOTED = "noted"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision that the record has of somebody and a standard.

    `imported` where it came from a file like this one. Of one taken back, `taken_back` says when and why, unless the
    whole import was; `replaced` where another decision stands in its place.
    """

    key: int
    outcome: str
    decided_on: date
    expires_on: date | None = None
    context: str = GENERAL
    imported: bool = False
    known: bool = True
    taken_back: str = ""
    replaced: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What one row says of one course, and what becomes of it. `instead_of` is the decision that is taken back."""

    address: str
    name: str
    label: str
    words: str
    outcome: Outcome
    why: str
    person: str = ""
    standard: str = ""
    decision: Decision | None = None
    instead_of: int | None = None
    is_later: bool = False


@dataclass(frozen=True)
class Settled:
    """What a person settled about a file: what each label means, the rules, the days of ticks, and whether a later day
    stands in the place of an earlier one or beside it (None: not asked yet).
    """

    targets: Mapping[str, Target]
    rules: Mapping[str, StandardRules]
    counts_from: Mapping[str, date] = field(default_factory=dict)
    replace_later: bool | None = None


@dataclass(frozen=True)
class Plan:
    """Everything a file would do."""

    steps: tuple[Step, ...]

    @cached_property
    def counts(self) -> Counter[Outcome]:
        return Counter(step.outcome for step in self.steps)

    @cached_property
    def writes(self) -> tuple[Step, ...]:
        """The steps that write a decision."""
        return tuple(step for step in self.steps if step.outcome in (Outcome.CREATED, Outcome.CHANGED))

    @cached_property
    def takes_back(self) -> tuple[int, ...]:
        """The decisions of earlier imports that are taken back."""
        return tuple(step.instead_of for step in self.steps if step.instead_of is not None)

    @cached_property
    def asks_of_later(self) -> int:
        """How many cells give a later day than an earlier file did: whether that was wrong is asked once for all."""
        return sum(step.is_later for step in self.steps)


Held = Mapping[str, Mapping[str, Collection[Earlier]]]
"""The decisions in the record by the person's reference, then by standard."""


def make_plan(
    said: Iterable[Together],
    who: Mapping[Place, Somebody],
    settled: Settled,
    held: Held,
    *,
    today: date,
    repeating: Collection[str] = (),
    own: str = "",
) -> Plan:
    """What a file would do. `repeating` are the sheets with many rows a person; `own` is the reference of whoever
    brings the file: nobody decides about themself.
    """
    planning = _Planning(who, settled, held, today, frozenset(repeating), own)
    steps = [planning.first_look(each) for each in said]
    return Plan(tuple(planning.against_the_record(planning.within_the_file(steps))))


@dataclass(frozen=True)
class _Planning:
    """The parts of a plan, in the order in which they look at each cell."""

    who: Mapping[Place, Somebody]
    settled: Settled
    held: Held
    today: date
    repeating: frozenset[str]
    own: str

    def first_look(self, each: Together) -> Step:
        """What a row says of a course, by itself."""
        somebody = self.who.get((each.sheet, each.row))
        target = self.settled.targets.get(label_key(each.label))
        standard = target.name if target else ""
        try:
            decision = self._decision(each, somebody, target)
        except _Ended as ended:
            return _step(each, somebody, standard, ended)
        except NoDecision as none:
            outcome = Outcome.REFUSED if none.is_fault else Outcome.NOTED
            return _step(each, somebody, standard, _Ended(outcome, none.why))
        return _step(each, somebody, standard, _NEW, decision)

    def _decision(self, each: Together, somebody: Somebody | None, target: Target | None) -> Decision:
        if target is None:
            raise _Ended(Outcome.REFUSED, f"It is not settled yet what {each.label} means.")
        if target.kind == LEAVE:
            raise _Ended(Outcome.LEFT_OUT, f"{each.label} is left out.")
        if not each.clear:
            raise _Ended(Outcome.REFUSED, _faults(each))
        person = self._person(somebody)
        rules = self.settled.rules.get(target.name)
        if rules is None:
            raise _Ended(Outcome.REFUSED, f"It is not settled yet how long {each.label} lasts.")
        return decide(
            done=each.done,
            expires=each.expires,
            states=each.states,
            person=person,
            standard=target.name,
            rules=rules,
            today=self.today,
            counts_from=self.settled.counts_from.get(label_key(each.label)),
        )

    def _person(self, somebody: Somebody | None) -> str:
        """The reference of whoever a row is about, if something may be written of them."""
        if somebody is None:
            raise _Ended(Outcome.REFUSED, "The row does not say whose it is.")
        if somebody.fate is people.Fate.LEFT_OUT:
            raise _Ended(Outcome.LEFT_OUT, somebody.why)
        if somebody.fate not in (people.Fate.KNOWN, people.Fate.NEW):
            raise _Ended(Outcome.REFUSED, somebody.why)
        if self.own and somebody.ref == self.own:
            raise _Ended(Outcome.REFUSED, ABOUT_ONESELF)
        return somebody.ref

    def within_the_file(self, steps: list[Step]) -> list[Step]:
        """What the file says twice is written once; what it says in two ways in one place is refused."""
        steps = self._once_a_cell(steps)
        first: dict[tuple[str, str, date, date | None], str] = {}
        for number, step in enumerate(steps):
            if step.decision is not None:
                said = first.setdefault(_what(step.decision), step.address)
                if said != step.address:
                    why = f"The same as {said}."
                    steps[number] = replace(step, outcome=Outcome.UNCHANGED, decision=None, why=why)
        return steps

    def _once_a_cell(self, steps: list[Step]) -> list[Step]:
        cells: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, step in enumerate(steps):
            if step.decision is not None and _sheet_of(step.address) not in self.repeating:
                cells[step.person, label_key(step.label)].append(number)
        for numbers in cells.values():
            if len({_what(decision) for each in numbers if (decision := steps[each].decision)}) > 1:
                places = " and ".join(steps[each].address for each in numbers)
                why = f"{places} are of one person and course and say different days. Keep the right one in the file."
                for each in numbers:
                    steps[each] = replace(steps[each], outcome=Outcome.REFUSED, decision=None, why=why)
        return steps

    def against_the_record(self, steps: list[Step]) -> list[Step]:
        """What the record has already stays as it is; what an earlier file said otherwise is a change."""
        pairs: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, step in enumerate(steps):
            if step.decision is not None:
                pairs[step.person, step.standard].append(number)
        for (person, standard), numbers in pairs.items():
            past = self.held.get(person, {}).get(standard, ())
            if past:
                self._pair(steps, numbers, past)
        return steps

    def _pair(self, steps: list[Step], numbers: list[int], past: Collection[Earlier]) -> None:
        matched: set[int] = set()
        for number in numbers:
            steps[number] = _beside(steps[number], past, matched)
        new = [number for number in numbers if steps[number].outcome is Outcome.CREATED]
        before = [
            each
            for each in past
            if each.imported and each.known and each.outcome == MET and each.key not in matched
        ]
        if new and before:
            latest = max(new, key=lambda number: _days(steps[number].decision))
            steps[latest] = self._changed(steps[latest], max(before, key=_days))

    def _changed(self, step: Step, before: Earlier) -> Step:
        is_later = _days(step.decision) > _days(before)
        said = f"An earlier file said {_in_words(before)}"
        if not is_later:
            why = f"{said}, which is later. That is taken back: it would else go on to count."
            return replace(step, outcome=Outcome.CHANGED, why=why, instead_of=before.key)
        instead = before.key if self.settled.replace_later else None
        then = ", which is taken back." if instead else "; both are kept."
        return replace(step, outcome=Outcome.CHANGED, why=f"{said}{then}", instead_of=instead, is_later=True)


class _Ended(Exception):
    """What becomes of a cell, and why, where it is settled before the rest is looked at."""

    def __init__(self, outcome: Outcome, why: str) -> None:
        super().__init__(why)
        self.outcome, self.why = outcome, why


_NEW = _Ended(Outcome.CREATED, "New.")


def _step(
    each: Together, somebody: Somebody | None, standard: str, ended: _Ended, decision: Decision | None = None
) -> Step:
    first, *others = each.entries
    return Step(
        address=first.address,
        name=somebody.name if somebody else (each.person.name or each.person.surname),
        label=each.label,
        words="; ".join([first.words, *(entry.words for entry in others)]) if others else first.words,
        outcome=ended.outcome,
        why=ended.why,
        person=decision.person if decision else "",
        standard=standard,
        decision=decision,
    )


def _faults(each: Together) -> str:
    said = [sentences(fault.what, fault.do) for fault in each.faults]
    said += [sentences(entry.fault, entry.do) for entry in each.entries if entry.fault]
    return " ".join(dict.fromkeys(said))


def sentences(*parts: str) -> str:
    """What was found and what to do, each as a sentence."""
    said = [part.strip() for part in parts if part.strip()]
    return " ".join(
        f"{part[:1].upper()}{part[1:]}{'' if part.endswith(('.', '?', '!')) else '.'}" for part in said
    )


def _sheet_of(address: str) -> str:
    """The sheet that an address names, as it is called."""
    sheet = address.rpartition("!")[0]
    return sheet[1:-1].replace("''", "'") if sheet.startswith("'") else sheet


def _what(decision: Decision) -> tuple[str, str, date, date | None]:
    return decision.person, decision.standard, decision.decided_on, decision.expires_on


def _days(each: Earlier | Decision | None) -> tuple[date, date]:
    """By which two decisions are compared: the day decided, then the end that was given."""
    assert each is not None
    return each.decided_on, each.expires_on or date.max


def _beside(step: Step, past: Collection[Earlier], matched: set[int]) -> Step:
    """A step set against what the record has of its pair. The decisions it repeats are added to `matched`."""
    decision = step.decision
    assert decision is not None
    alike = [
        each for each in past if each.outcome == MET and each.context == GENERAL and _alike(each, decision)
    ]
    there = [each for each in alike if each.known]
    if there:
        matched.update(each.key for each in there)
        return replace(step, outcome=Outcome.UNCHANGED, decision=None, why="In the record already.")
    gone = [each for each in alike if each.imported and each.taken_back]
    if any(each.replaced for each in gone):
        return replace(
            step, outcome=Outcome.UNCHANGED, decision=None, why="Corrected since: the correction stands."
        )
    if gone:
        why = f"This was imported before and taken back: {gone[0].taken_back} It is not written again."
        return replace(step, outcome=Outcome.REFUSED, decision=None, why=why)
    if _would_restore(decision, past):
        why = "Revoked before that day: an imported date does not restore it. Ask an assessor for a decision."
        return replace(step, outcome=Outcome.REFUSED, decision=None, why=why)
    return step


def _alike(each: Earlier, decision: Decision) -> bool:
    """The same days; or, imported with the same end, whatever the rule then said of the day it was done."""
    if (each.decided_on, each.expires_on) == (decision.decided_on, decision.expires_on):
        return True
    return each.imported and each.expires_on is not None and each.expires_on == decision.expires_on


def _would_restore(decision: Decision, past: Collection[Earlier]) -> bool:
    """Whether it would lift a revocation after which nobody has assessed the person anew."""
    revoked = [each.decided_on for each in past if each.known and each.outcome == REVOKED]
    if not revoked or decision.decided_on <= max(revoked):
        return False
    return not any(
        each.known and not each.imported and each.outcome == MET and each.decided_on > max(revoked)
        for each in past
    )


def _in_words(each: Earlier) -> str:
    day = each.expires_on or each.decided_on
    return f"{'until ' if each.expires_on else ''}{day.day} {day:%B %Y}"
