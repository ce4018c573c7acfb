"""Whom the rows of a file are about: somebody the service knows, somebody new, or a question. Two are never made one.

A staff number says who. Without one, a name and a unit together may; a name alone never does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from standing.core.search.folding import words

TEMPORARY = "TEMP-"
"""How a reference begins that stands in for a staff number nobody gave."""

NEW, LEAVE, SAME = "new", "leave", "same:"


@dataclass(frozen=True, slots=True)
class Row:
    """Somebody as a row of a sheet names them. `repeats` where a sheet has many rows for one person by its shape."""

    place: str
    staff_number: str = ""
    given_name: str = ""
    family_name: str = ""
    unit: str = ""
    role: str = ""
    repeats: bool = False

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True)
class Known:
    """Somebody the service knows: the reference, the name, and the codes of the units and roles they work in. `also`
    are the references of records that were merged into theirs: they find the same person.
    """

    ref: str
    given_name: str
    family_name: str
    works: frozenset[tuple[str, str]] = frozenset()
    also: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}"

    @property
    def units(self) -> frozenset[str]:
        return frozenset(unit for unit, _ in self.works)


class Fate(StrEnum):
    """What becomes of somebody in a file."""

    KNOWN = "known"
    NEW = "new"
    ASK = "ask"
    REFUSED = "refused"
    LEFT_OUT = "left out"


@dataclass(frozen=True)
class Somebody:
    """One person of a file: their rows, who they are or why that is not known, and among whom to choose.

    `key` names the question, so that the answer is found again when the file is read once more.
    """

    key: str
    rows: tuple[Row, ...]
    fate: Fate
    ref: str = ""
    why: str = ""
    candidates: tuple[Known, ...] = ()

    @property
    def name(self) -> str:
        return self.rows[0].name

    @property
    def first(self) -> Row:
        """The row that says most: the first with a unit, or the first."""
        return next((row for row in self.rows if row.unit), self.rows[0])

    @property
    def is_temporary(self) -> bool:
        """Whether the reference stands in for a staff number."""
        return self.fate is Fate.NEW and self.ref.startswith(TEMPORARY)


def name_key(name: str) -> str:
    """A name as names are compared: its words in any order and any letters, without titles like Dr."""
    return " ".join(sorted(word for word in words(name) if word not in _TITLES))


_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof", "sr", "sister"})


def number_key(number: str) -> str:
    """A staff number as numbers are compared: without case and spaces."""
    return "".join(number.split()).casefold()


def match_people(
    rows: Sequence[Row],
    held: Collection[Known],
    *,
    units: Mapping[str, str],
    answers: Mapping[str, str],
) -> tuple[Somebody, ...]:
    """Everybody in a file, in the order of their first rows.

    `units` gives the code of each unit as the file writes it. `answers` are those of earlier questions by their key:
    `new`, `new:NUMBER`, `same:REF` or `leave`.
    """
    matching = _Matching(held, units, answers)
    found = [matching.decide(key, group) for key, group in _groups(rows)]
    return tuple(matching.numbered(matching.apart(found)))


def _groups(rows: Sequence[Row]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The rows of one person: of one staff number or, where no sheet has them twice, of one name and unit."""
    in_sheet = Counter((_sheet(row), _named(row)) for row in rows if not row.staff_number)
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        once = row.repeats or (row.unit != "" and in_sheet[_sheet(row), _named(row)] == 1)
        groups[_key(row, once)].append(row)
    for key, group in groups.items():
        yield key, tuple(group)


def _key(row: Row, once: bool) -> str:
    """A row without a number is its own person, unless its sheet names them, with their unit, only once."""
    if row.staff_number:
        return f"number {number_key(row.staff_number)}"
    return _named(row) if once else f"{_named(row)} | {row.place}"


def _named(row: Row) -> str:
    return f"name {name_key(row.name)} | {' '.join(words(row.unit))}"


def _sheet(row: Row) -> str:
    return row.place.rpartition("!")[0]


class _Matching:
    """The rows of a file against the people a service knows."""

    def __init__(self, held: Collection[Known], units: Mapping[str, str], answers: Mapping[str, str]) -> None:
        self.by_ref = {number_key(ref): each for each in held for ref in (*each.also, each.ref)}
        self.by_name: dict[str, list[Known]] = defaultdict(list)
        for each in held:
            self.by_name[name_key(each.name)].append(each)
        self.units, self.answers = units, answers

    def decide(self, key: str, rows: tuple[Row, ...]) -> Somebody:
        found = self._by_number(key, rows) if rows[0].staff_number else self._by_name(key, rows)
        answer = self.answers.get(key, "")
        if not answer or found.fate is Fate.REFUSED:
            return found
        return self._answered(found, answer)

    def _by_number(self, key: str, rows: tuple[Row, ...]) -> Somebody:
        number = rows[0].staff_number
        names = {name_key(row.name) for row in rows if row.name}
        if len(names) > 1:
            said = "; ".join(dict.fromkeys(f"{row.name} ({row.place})" for row in rows if row.name))
            why = f"Staff number {number} stands beside different names: {said}. Put the numbers right in the file."
            return Somebody(key, rows, Fate.REFUSED, why=why)
        known = self.by_ref.get(number_key(number))
        if known is None:
            return self._of_unknown_number(key, rows)
        if not names or name_key(known.name) in names:
            return Somebody(key, rows, Fate.KNOWN, known.ref, f"By the staff number {known.ref}.")
        why = f"Staff number {known.ref} is {known.name} here, and {rows[0].name} in the file. Is it the same person?"
        return Somebody(key, rows, Fate.ASK, why=why, candidates=(known,))

    def _of_unknown_number(self, key: str, rows: tuple[Row, ...]) -> Somebody:
        row = rows[0]
        if not row.name:
            why = (
                f"Staff number {row.staff_number} is nobody's here, and the row gives no name. "
                "Add the name in the file."
            )
            return Somebody(key, rows, Fate.REFUSED, why=why)
        waiting = tuple(each for each in self.by_name[name_key(row.name)] if each.ref.startswith(TEMPORARY))
        if waiting:
            refs = ", ".join(each.ref for each in waiting)
            why = f"{row.name} is here without a staff number ({refs}). Is it the same person?"
            return Somebody(key, rows, Fate.ASK, why=why, candidates=waiting)
        return Somebody(key, rows, Fate.NEW, row.staff_number, f"Staff number {row.staff_number} is new.")

    def _by_name(self, key: str, rows: tuple[Row, ...]) -> Somebody:
        row = rows[0]
        if not row.name:
            why = "The row gives neither a staff number nor a name. Add one in the file."
            return Somebody(key, rows, Fate.REFUSED, why=why)
        named = tuple(self.by_name[name_key(row.name)])
        if not named:
            return Somebody(key, rows, Fate.NEW, why="Nobody of this name is here yet.")
        unit = self.units.get(row.unit, "")
        here = [each for each in named if unit and unit in each.units]
        if len(named) == 1 and here:
            return Somebody(key, rows, Fate.KNOWN, named[0].ref, "By the name and the unit together.")
        why = f"The file gives no staff number, and a name alone does not say who it is. Which {row.name} is it?"
        return Somebody(key, rows, Fate.ASK, why=why, candidates=named)

    def _answered(self, found: Somebody, answer: str) -> Somebody:
        if answer == LEAVE:
            return replace(found, fate=Fate.LEFT_OUT, ref="", why="Left out, as you said.")
        if answer.startswith(SAME):
            known = self.by_ref.get(number_key(answer.removeprefix(SAME)))
            if known is None:
                return found
            return replace(
                found, fate=Fate.KNOWN, ref=known.ref, why=f"The {known.name} with {known.ref}, as you said."
            )
        if answer.partition(":")[0] == NEW and found.fate in (Fate.ASK, Fate.NEW):
            return self._as_new(found, answer.partition(":")[2] or found.rows[0].staff_number)
        return found

    def _as_new(self, found: Somebody, number: str) -> Somebody:
        taken = self.by_ref.get(number_key(number)) if number else None
        if taken is not None:
            why = f"{number} is the staff number of {taken.name}. Give another, or say that it is the same person."
            return replace(found, fate=Fate.ASK, why=why, candidates=(taken,))
        return replace(
            found,
            fate=Fate.NEW,
            ref=number,
            why="Somebody new, as you said." if found.candidates else found.why,
        )

    def apart(self, found: Sequence[Somebody]) -> Iterator[Somebody]:
        """Ask about those whom the file has twice: of one name without numbers, or answered to be one person."""
        names = Counter(name_key(each.name) for each in found if not each.rows[0].staff_number)
        refs = Counter(each.ref for each in found if each.fate in (Fate.KNOWN, Fate.NEW) and each.ref)
        for each in found:
            if each.fate in (Fate.LEFT_OUT, Fate.REFUSED):
                yield each
            elif each.ref and refs[each.ref] > 1 and not _same_on_purpose(each, self.answers):
                yield replace(each, fate=Fate.ASK, why=_twice(each), candidates=self._known(each.ref))
            elif (
                not each.rows[0].staff_number
                and names[name_key(each.name)] > 1
                and each.key not in self.answers
            ):
                yield replace(each, fate=Fate.ASK, ref="", why=_twice(each), candidates=self._of_name(each))
            else:
                yield each

    def _known(self, ref: str) -> tuple[Known, ...]:
        known = self.by_ref.get(number_key(ref))
        return (known,) if known else ()

    def _of_name(self, each: Somebody) -> tuple[Known, ...]:
        return tuple(self.by_name[name_key(each.name)])

    def numbered(self, found: Iterator[Somebody]) -> Iterator[Somebody]:
        """Give those who are new without a staff number a reference that says that it is none."""
        taken = {ref.upper() for each in self.by_ref.values() for ref in (each.ref, *each.also)}
        last = max((int(ref[len(TEMPORARY) :]) for ref in taken if _IS_TEMPORARY.fullmatch(ref)), default=0)
        for each in found:
            lacks = each.fate is Fate.NEW and not each.ref
            last += lacks
            yield replace(each, ref=f"{TEMPORARY}{last:04}") if lacks else each


_IS_TEMPORARY = re.compile(rf"{TEMPORARY}[0-9]+")


def _same_on_purpose(each: Somebody, answers: Mapping[str, str]) -> bool:
    return answers.get(each.key, "").startswith(SAME)


def _twice(each: Somebody) -> str:
    places = ", ".join(row.place for row in each.rows)
    return (
        f"The file has {each.name or each.ref} more than once ({places} is one of the rows). "
        "Say for each whether it is somebody new, somebody here, or to be left out."
    )
