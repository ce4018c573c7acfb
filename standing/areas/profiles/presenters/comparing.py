"""What differs between two versions, as sentences and line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from markupsafe import Markup

from standing.areas.profiles.comparing import Change, Difference, practice_words
from standing.areas.profiles.selectors import LineInFull, VersionInFull
from standing.site.components.lists import Cell, Table

NOT_THERE = "Not there"


def difference_items(found: Difference) -> list[str]:
    """What differs between two versions, one sentence a line."""
    added = [f"Added: {named(line)}, {line.need}." for line in found.added]
    removed = [f"Removed: {named(line)}, {line.need}." for line in found.removed]
    changed = [
        f"Changed: {named(pair.after)}: {'; '.join(_said(change) for change in pair.changes)}."
        for pair in found.changed
    ]
    besides = [f"{change.what}: {change.before} before, {change.after} now." for change in found.besides]
    return [*added, *removed, *changed, *besides]


def _said(change: Change) -> str:
    return f"{change.what.lower()}: {change.before} before, {change.after} now"


def difference_words(found: Difference) -> str:
    """How much differs between two versions, in a sentence."""
    parts = [
        f"{len(lines)} {'line' if len(lines) == 1 else 'lines'} {done}"
        for lines, done in ((found.added, "added"), (found.removed, "removed"), (found.changed, "changed"))
        if lines
    ]
    if found.besides:
        parts.append(f"{len(found.besides)} other {'change' if len(found.besides) == 1 else 'changes'}")
    return f"{', '.join(parts)}." if parts else "Nothing."


def named(line: LineInFull) -> str:
    """A line by its standard, title and context."""
    words = f"{line.standard} {line.title}"
    return f"{words} ({line.context})" if line.context else words


def comparison_table(before: VersionInFull, after: VersionInFull, found: Difference) -> Table:
    """Two versions line by line: a row for everything that differs."""
    return Table(
        name="comparison",
        caption=f"Version {before.number} and version {after.number}",
        head=("Line", "What", f"Version {before.number}", f"Version {after.number}"),
        rows=[*_rows(found)],
        stack=True,
        hide_caption=True,
        empty="These versions ask for the same.",
        notes=(_same_words(found.same),) if found.same else (),
    )


def _rows(found: Difference) -> Iterator[tuple[Cell | str, ...]]:
    for line in found.added:
        yield named(line), "Added", NOT_THERE, asked_words(line)
    for line in found.removed:
        yield named(line), "Removed", asked_words(line), NOT_THERE
    for pair in found.changed:
        what = ", ".join(change.what.lower() for change in pair.changes)
        yield (
            named(pair.after),
            f"Changed: {what}",
            _lines(f"{change.what}: {change.before}" for change in pair.changes),
            _lines(f"{change.what}: {change.after}" for change in pair.changes),
        )
    for change in found.besides:
        yield "The version itself", change.what, change.before, change.after


def _lines(words: Iterable[str]) -> Cell:
    return Cell(Markup("<br>").join(words))


def _same_words(same: int) -> str:
    return "1 line is the same in both." if same == 1 else f"{same} lines are the same in both."


def asked_words(line: LineInFull) -> str:
    """Everything a line says of how it asks, in one phrase."""
    parts = [line.need.capitalize(), f"needed by {line.needed_by.lower()}"]
    if line.practice:
        parts.append(practice_words(line.practice).lower())
    if line.counts_for_cover:
        parts.append("counts for cover")
    if line.group:
        parts.append(f"in the group {line.group}")
    if line.function:
        parts.append(f"for “{line.function}”")
    return ", ".join(parts)
