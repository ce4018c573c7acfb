"""A version of a crosswalk in memory: its days, its rows, what each row still waits for, and what is carried by it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from standing.core.rules.carry_over import TREATMENTS, CrosswalkRow, same_title
from standing.core.rules.days import add_days, add_months
from standing.core.rules.links import BRIDGE, CARRY, CARRYING, IN_CONTEXT

_JUDGED = frozenset({"equivalence", "equivalence per target"})
NO_TARGET = frozenset({"unchanged", "withdrawn"})
SAME_TITLE = frozenset({"kept", "reissued", "recoded"})
"""The kinds that say that the title is the same (rules, part 5)."""
RULE_MISSING = "Set a refresh rule for"
"""How the words begin that say which new standards have no refresh rule."""
TRANSITION_MONTHS = 12
"""How long a transition is unless somebody sets its end (rules, part 5)."""


@dataclass(frozen=True)
class DraftRow:
    """A row of a version, which may still be unfinished. Standards are ids; days are ISO text, empty for none.

    `kind` is empty while nobody has said it. `question` is what a steward has to settle. `asks_day` says that the
    source calls the standard replaced before this revision: `replaced_on` is then the day a steward gives. Nothing is
    carried for a row that is `deferred`.
    """

    old: str
    kind: str = ""
    new: tuple[str, ...] = ()
    need: str = "any"
    treatment: str = ""
    treatment_why: str = ""
    context: str = ""
    source_words: str = ""
    note: str = ""
    source: str = ""
    question: str = ""
    asks_day: bool = False
    replaced_on: str = ""
    deferred: bool = False
    deferred_why: str = ""

    @property
    def treated(self) -> str:
        """How holders are treated: as a steward chose, else as the kind says; empty while neither is known."""
        return self.treatment or TREATMENTS.get(self.kind, "")


@dataclass(frozen=True)
class CrosswalkToCarry:
    """What a version would have carried over: the days of the revision, and the rows that wait for nobody.

    Days are the first or last on which something is so. `own_days` has the day of each row that took effect on
    another one than the revision, by its old standard: the day a steward gave for a standard replaced before.
    `deferred` and `waiting` are the old standards for which nothing is carried, each with why; an approved version has
    none waiting. `digest` names what was approved; empty before that.
    """

    revision: str
    title: str
    number: int
    state: str
    source: str
    effective_on: date
    transition_ends_on: date
    last_start_on: date
    last_assessment_on: date
    rows: tuple[CrosswalkRow, ...]
    own_days: Mapping[str, date] = field(default_factory=dict)
    deferred: Mapping[str, str] = field(default_factory=dict)
    waiting: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    digest: str = ""

    @cached_property
    def by_old(self) -> dict[str, CrosswalkRow]:
        """The rows by their old standard."""
        return {row.old: row for row in self.rows}

    def effective(self, old: str) -> date:
        """The day from which a row takes effect."""
        return self.own_days.get(old, self.effective_on)


def end_of_transition(effective_on: date, months: int = TRANSITION_MONTHS) -> date:
    """The last day of a transition: so many months later less a day (rules, part 5)."""
    return add_days(add_months(effective_on, months), -1)


def treatments_for(targets: int) -> tuple[str, ...]:
    """The treatments that a row with so many new standards can have, in the rules' order.

    With several, each is judged by itself or evidence is offered: nobody is carried onto two standards unseen.
    """
    if targets == 0:
        return ("none",)
    if targets == 1:
        return (CARRY, IN_CONTEXT, BRIDGE, "equivalence", "offer", "none")
    return ("equivalence per target", "offer", "none")


def waits(row: DraftRow, ruled: Collection[str]) -> tuple[str, ...]:
    """What a row waits for, in words that say what to do; nothing for one that is deferred or settled.

    `ruled` are the standards that have a refresh rule.
    """
    if row.deferred:
        return ()
    found = [f"{row.question.rstrip('.')}."] if row.question else []
    if not row.kind:
        found.append("Say what kind of change it is.")
    if not row.new and row.kind not in NO_TARGET:
        found.append("Name the new standard, or say that there is none.")
    elif row.new and row.kind in NO_TARGET:
        found.append(
            "A standard that is unchanged or withdrawn has no new standard. Change the kind, or take it away."
        )
    elif row.kind and row.treated not in treatments_for(len(row.new)):
        found.append("Choose a treatment that fits the number of new standards.")
    if row.asks_day and not row.replaced_on:
        found.append("The source says that it was replaced before, and gives no day. Give the day.")
    if row.treated == IN_CONTEXT and not row.context:
        found.append("Name the context in which people are carried over.")
    unruled = unruled_targets(row, ruled)
    if unruled:
        found.append(f"{RULE_MISSING} {' and '.join(unruled)}: nobody could say how long it lasts.")
    return tuple(found)


def other_titles(row: DraftRow, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The new standards of a row whose title is another one, though its kind says that it is the same: holders would be
    asked to sign where something new may have to be shown. None where a steward has them treated otherwise. `titles`
    are those of the standards, by id.
    """
    if row.kind not in SAME_TITLE or row.treated not in (CARRY, IN_CONTEXT):
        return ()
    return tuple(new for new in row.new if not same_title(titles[row.old], titles[new]))


def unruled_targets(row: DraftRow, ruled: Collection[str]) -> tuple[str, ...]:
    """The new standards of a row that need a refresh rule and have none.

    What is carried is written on the new standard, and must have a rule to be read by. Where an assessor judges, a rule
    is needed only if the old standard has one: without it nobody can hold the old one, and nobody is to be judged.
    """
    needed = row.treated in CARRYING or (row.treated in _JUDGED and row.old in ruled)
    return tuple(new for new in row.new if new not in ruled) if needed else ()


def unruled_standards(rows: Iterable[DraftRow], ruled: Collection[str]) -> tuple[str, ...]:
    """The new standards of all rows that need a refresh rule and have none, each once, in the order of the rows."""
    found = (new for row in rows if not row.deferred for new in unruled_targets(row, ruled))
    return tuple(dict.fromkeys(found))


def as_carried(row: DraftRow, revision: str) -> CrosswalkRow:
    """A row that waits for nothing, as the rules of carrying over take it. Raises ValueError for one that waits."""
    return CrosswalkRow(
        revision,
        row.old,
        row.kind,
        row.new,
        row.need,
        row.source_words,
        row.note,
        row.context if row.treated == IN_CONTEXT else "",
        row.source,
        row.treated,
    )


def as_told(rows: Iterable[DraftRow], revision: str) -> tuple[CrosswalkRow, ...]:
    """What became of each old standard, as far as it is said: deferred rows too, since only carrying waits."""
    said = (row for row in rows if row.kind and bool(row.new) != (row.kind in NO_TARGET))
    return tuple(as_carried(row, revision) for row in said)


def from_document(row: CrosswalkRow, question: str = "") -> DraftRow:
    """The row of a version that begins as what the imported document says.

    A row that the document calls replaced before, without a day, waits for one; `question` is what else it left open.
    """
    return DraftRow(
        old=row.old,
        kind=row.kind,
        new=row.new,
        need=row.need,
        treatment=row.treatment if row.treatment != TREATMENTS[row.kind] else "",
        context=row.context,
        source_words=row.source_words,
        note=row.note,
        source=row.source,
        question=question,
        asks_day=says_already_replaced(row.source_words),
    )


def says_already_replaced(source_words: str) -> bool:
    """Whether the source calls a standard replaced before its revision, for which it gives no day."""
    return source_words.casefold().startswith("already replaced")
