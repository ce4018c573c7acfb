"""What is said once decisions were recorded: which are on the record, and which wait for somebody else first."""

from __future__ import annotations

from collections.abc import Sequence

from standing.areas.record.gate import Held, Recorded


def one_recorded_words(row: Recorded, what: str) -> str:
    """That a decision is on the record or, where it is held, for whom it waits."""
    return f"Not on the record yet: {what}. {row.words}" if isinstance(row, Held) else f"Recorded: {what}."


def recorded_words(rows: Sequence[Recorded], what: str) -> str:
    """The same of one decision about each of several people."""
    held = [row for row in rows if isinstance(row, Held)]
    if len(rows) == 1:
        return one_recorded_words(rows[0], f"{what}, {rows[0].person.name}")
    if not held:
        return f"Recorded: {what}, {len(rows)} people."
    names = ", ".join(row.person.name for row in held)
    recorded = f"Recorded: {what}, {len(rows) - len(held)} people. " if len(held) < len(rows) else ""
    return f"{recorded}Not on the record yet: {what}, {names}. {held[0].words}"


def corrected_words(row: Recorded, what: str) -> str:
    """That a decision is corrected, or will be."""
    if isinstance(row, Held):
        return f"Not corrected yet: {what}. {row.words} Until then the decision stands as it was."
    return f"Corrected: {what}."
