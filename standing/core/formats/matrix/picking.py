"""Picks the columns of a sheet that are read, and names the headings that leave a doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from standing.core.formats.matrix.headings import (
    field_of,
    heading,
    is_not_a_course,
    is_sub_heading,
    says,
    stem_of,
)
from standing.core.formats.matrix.heads import Head, name_of
from standing.core.formats.matrix.model import Fault, Left, ValueColumn
from standing.core.formats.matrix.view import View


def says_how(head: Head) -> bool:
    return not is_not_a_course(head.label) and (says(head.label) is not None or is_sub_heading(head.label))


def pick_columns(
    view: View, columns: dict[int, Head], taken: set[int], label: int | None, people: Sequence[int]
) -> tuple[list[int], list[Left]]:
    """The columns that are read, and the others that hold something, with the reason."""
    values, others = [], []
    for column in range(1, view.width + 1):
        if column in taken:
            continue
        entries, filled = view.share(column, people)
        head = columns.get(column)
        if head is None:
            if filled:
                others.append(Left(column, "no-heading", "it has no heading"))
        elif field_of(head.label):
            others.append(
                Left(column, "not-a-course", f"“{head.label}” tells of the person, as another column does")
            )
        elif head.upper == "" and is_not_a_course(head.label):
            others.append(Left(column, "not-a-course", f"“{head.label}” is no course"))
        elif label is not None and not says_how(head) and entries < 0.5 * max(filled, 1):
            others.append(Left(column, "not-a-course", f"“{head.label}” does not say how a person stands"))
        elif filled > 2 and max(entries, view.marks(column, people)) < 0.3 * filled:
            others.append(
                Left(column, "no-entries", f"hardly a cell under “{head.label}” is a date or a state")
            )
        else:
            values.append(column)
    return values, others


def find_stems(columns: dict[int, Head], values: Sequence[int]) -> dict[int, Head]:
    """The columns of courses that have several with their name in each heading: "ILS date", "ILS expiry"."""
    single = [columns[column] for column in values if column in columns and not columns[column].upper]
    stems = {head.column: stem_of(head.lower) for head in single}
    count = Counter(heading(stem) for stem, _ in stems.values())
    return {
        head.column: Head(head.column, stems[head.column][0], stems[head.column][1])
        for head in single
        if stems[head.column][1] and count[heading(stems[head.column][0])] > 1
    }


def value_column(head: Head | None, column: int, label: int | None) -> ValueColumn:
    if head is None:
        return ValueColumn(column, "", "")
    own = head.lower if head.upper or label is not None else head.label
    means = says(own) or says(head.words)
    because = f"the heading is “{own if says(own) else head.words}”" if means else ""
    return ValueColumn(column, "" if label is not None else head.label, head.words, means, because)


def merged_reasons(view: View, header_rows: tuple[int, ...]) -> list[str]:
    """How headings are read that are merged over several columns."""
    found = []
    for merge in view.sheet.merged:
        text = view.own_text(merge.top, merge.left)
        if merge.top in header_rows[:-1] and merge.right > merge.left and text:
            ends = f"{view.address(merge.top, merge.left)} to {name_of(merge.right)}"
            found.append(f"“{text}” ({ends}) stands over {merge.right - merge.left + 1} columns")
    return found


def head_faults(
    view: View, header_rows: tuple[int, ...], read: tuple[ValueColumn, ...], label: int | None
) -> list[Fault]:
    """Headings that stand over two columns, so that nobody can say which is which; and columns without a course."""
    if not header_rows or label is not None:
        return []
    found = []
    alike: dict[str, list[ValueColumn]] = defaultdict(list)
    for each in read:
        alike[heading(each.heading)].append(each)
        if is_sub_heading(each.label) and each.heading == each.label and len(header_rows) > 1:
            what = f"no course stands over “{each.label}”"
            found.append(
                Fault(view.address(header_rows[0], each.column), what, "Write the course over the column.")
            )
    for group in alike.values():
        for again in group[1:]:
            what = f"“{again.heading}” stands over {name_of(group[0].column)} already"
            do = "Give each column a heading of its own, or take one of them out."
            found.append(Fault(view.address(header_rows[-1], again.column), what, do, again.heading))
    return found


def unheaded_faults(view: View, people: list[int], others: list[Left]) -> list[Fault]:
    """Cells in the rows of people that stand under no heading."""
    found = []
    loose = {left.number for left in others if left.kind == "no-heading"}
    counts = Counter(column for row in people for column in view.filled(row) if column in loose)
    for column, count in sorted(counts.items()):
        first = next(row for row in people if column in view.filled(row))
        cells = "one cell" if count == 1 else f"{count} cells"
        what = f"{name_of(column)} has no heading, and {cells} in it; they were not read"
        do = "Write the course over the column, or clear it."
        found.append(Fault(view.address(first, column), what, do, view.own_text(first, column)))
    return found
