"""The cells of one row and course as one, and every fault of a sheet as rows to send back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from standing.core.formats.matrix.model import Entries, Entry, Fault, Layout, Meaning, Together
from standing.core.formats.matrix.settling import YEARS_AHEAD, in_years

_NO_STATE = frozenset((Meaning.DONE, Meaning.EXPIRES, Meaning.NOTHING, Meaning.FAULT, Meaning.UNANSWERED))
_MEND = "Look which is right, and mend the other."


def together(entries: Iterable[Entry], today: date | None = None) -> list[Together]:
    """The entries of one row and course as one, in the order of the sheet. With `today`, a state is also held against
    the day of expiry beside it.
    """
    groups: dict[tuple[str, int, str], list[Entry]] = {}
    for entry in entries:
        groups.setdefault((entry.sheet, entry.row, entry.label), []).append(entry)
    return [_one(group, today) for group in groups.values()]


def _one(group: list[Entry], today: date | None) -> Together:
    first = group[0]
    done, twice = _only(group, Meaning.DONE)
    expires, again = _only(group, Meaning.EXPIRES)
    states = tuple(dict.fromkeys(entry.meaning for entry in group if entry.meaning not in _NO_STATE))
    contradictions = _contradictions(group, done, expires, states, today) if len(group) > 1 else []
    faults = [*twice, *again, *contradictions]
    return Together(
        first.sheet, first.row, first.person, first.label, tuple(group), done, expires, states, tuple(faults)
    )


def _only(group: list[Entry], meaning: Meaning) -> tuple[date | None, list[Fault]]:
    """The one day of a meaning; a second, other one is a fault."""
    found = [entry for entry in group if entry.meaning is meaning and entry.day]
    others = [entry for entry in found if entry.day != found[0].day]
    faults = [
        Fault(
            other.address,
            f"“{other.words}” says another day than “{found[0].words}” ({found[0].address})",
            _MEND,
            other.words,
        )
        for other in others
    ]
    return (found[0].day if found else None), faults


def _contradictions(
    group: list[Entry],
    done: date | None,
    expires: date | None,
    states: tuple[Meaning, ...],
    today: date | None,
) -> list[Fault]:
    """What cannot be true together."""
    found = []
    last = group[-1]
    if done and expires and expires < done:
        found.append("it expires before it was done")
    if done and expires and expires > in_years(done, YEARS_AHEAD):
        found.append(f"it expires more than {YEARS_AHEAD} years after it was done")
    if Meaning.HELD in states and Meaning.NOT_HELD in states:
        found.append("one cell says that it is held, another that it is not")
    if today and expires and Meaning.HELD in states and expires < today:
        found.append(f"one cell says that it is held, another that it expired on {expires:%d/%m/%Y}")
    if today and expires and Meaning.NOT_HELD in states and expires >= today:
        found.append(f"one cell says that it is not held, another that it is valid until {expires:%d/%m/%Y}")
    words = ", ".join(entry.words.strip() for entry in group)
    return [Fault(last.address, f"{what} ({words})", _MEND, last.words) for what in found]


def fault_rows(layout: Layout, entries: Entries, joined: Iterable[Together] = ()) -> list[Fault]:
    """Every fault of a sheet, in the order of its cells: rows for a spreadsheet to send back. With what the cells say
    together, their contradictions too.
    """
    own = [
        Fault(entry.address, entry.fault, entry.do, entry.words)
        for entry in entries.entries
        if entry.meaning is Meaning.FAULT
    ]
    pairs = [fault for each in joined for fault in each.faults]
    return sorted([*layout.faults, *entries.faults, *own, *pairs], key=_place)


def _place(fault: Fault) -> tuple[int, int, str]:
    """Row and column of a fault, to sort by."""
    place = fault.address.rpartition("!")[2]
    letters = place.rstrip("0123456789")
    return int(place[len(letters) :]), len(letters), letters
