"""Finds the layout of each sheet, and makes one as a person corrects it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from standing.core.formats.matrix.headings import is_not_a_course, names_courses
from standing.core.formats.matrix.heads import (
    Head,
    find_fields,
    find_header_rows,
    find_name_column,
    find_unheaded,
    heads,
    name_of,
)
from standing.core.formats.matrix.model import Field, Layout, Left, Shape, ValueColumn
from standing.core.formats.matrix.picking import (
    find_stems,
    head_faults,
    merged_reasons,
    pick_columns,
    says_how,
    unheaded_faults,
    value_column,
)
from standing.core.formats.matrix.rows import IDENTITY, Columns, Rows, tell_apart
from standing.core.formats.matrix.view import View
from standing.core.formats.workbook import Sheet, Workbook

# So many rows tell what a column is.
_SAMPLE = 300


def find_layouts(workbook: Workbook) -> list[Layout]:
    """How each sheet is laid out: one layout a sheet, in order, hidden sheets too; UNKNOWN where nothing is
    recognised.
    """
    return [_find(sheet) for sheet in workbook.sheets]


def laid_out_as(
    workbook: Workbook,
    sheet: str,
    *,
    header_rows: tuple[int, ...],
    fields: Mapping[Field, int],
    label_column: int | None = None,
    columns: Iterable[int] | None = None,
) -> Layout:
    """The layout of a sheet as a person corrects it: the rows of headings, the columns that tell of the person, the
    column that names the course (None: courses across), and the columns that are read (None: all that can be).

    Raises KeyError if there is no such sheet.
    """
    view = View(workbook.sheet(sheet))
    chosen = None if columns is None else tuple(columns)
    return _laid_out(
        view,
        header_rows=header_rows,
        fields=dict(fields),
        label=label_column,
        chosen=chosen,
        why=["as it was corrected"],
    )


def _find(sheet: Sheet) -> Layout:
    view = View(sheet)
    rows, why = find_header_rows(view)
    if not rows:
        return _find_unheaded(view)
    columns = heads(view, rows)
    body = range(rows[-1] + 1, view.height + 1)
    fields = find_fields(view, columns, body)
    label = _label_column(view, columns, fields, body)
    reasons = [why]
    if not set(IDENTITY) & set(fields):
        if label is None:
            first = min(
                (c for c in columns if _may_be_course(columns[c]) and c not in fields.values()), default=1
            )
            name = find_name_column(view, first, body, set(fields.values()))
            if name is None:
                return _unknown(view, "no column names people")
            fields[Field.NAME] = name
            reasons.append(f"the cells of {name_of(name)} look like names")
        else:
            reasons.append("no column names people: whose record it is must be said")
    return _laid_out(view, header_rows=rows, fields=fields, label=label, chosen=None, why=reasons)


def _find_unheaded(view: View) -> Layout:
    row, name = find_unheaded(view)
    if not row:
        return _unknown(view, "no row of headings was recognised" if view.height else "the sheet is empty")
    why = [f"row {row} stands over dates and marks", f"the cells of {name_of(name)} look like names"]
    return _laid_out(view, header_rows=(row,), fields={Field.NAME: name}, label=None, chosen=None, why=why)


def _unknown(view: View, why: str) -> Layout:
    return Layout(view.sheet.name, Shape.UNKNOWN, why=(why,), hidden=view.sheet.hidden)


def _may_be_course(head: Head) -> bool:
    return not is_not_a_course(head.label)


def _label_column(view: View, columns: dict[int, Head], fields: dict[Field, int], body: range) -> int | None:
    """The column that names the course of each row, if the sheet has one: words under a heading that says so, beside
    a column for a date or a state.
    """
    free = [head for head in columns.values() if head.column not in fields.values()]
    candidates = [(names_courses(head.label), -head.column) for head in free if not head.upper]
    sure, column = max(candidates, default=(0, 0))
    if not sure:
        return None
    sample = body[:_SAMPLE]
    words = sum(view.is_words(row, -column) for row in sample)
    entries, filled = view.share(-column, sample)
    told = any(says_how(head) for head in free if head.column != -column)
    return -column if filled and words > entries and told else None


def _laid_out(
    view: View,
    *,
    header_rows: tuple[int, ...],
    fields: dict[Field, int],
    label: int | None,
    chosen: tuple[int, ...] | None,
    why: list[str],
) -> Layout:
    columns = heads(view, header_rows)
    first = header_rows[-1] + 1 if header_rows else 1
    taken = {*fields.values(), *([label] if label else [])}
    body = range(first, view.height + 1)
    # First a part of the rows: which columns are read depends on those that are people, and these on the columns.
    likely = tuple(column for column in columns if column not in taken)
    some = tell_apart(view, body[:_SAMPLE], Columns(columns, fields, label, likely))
    values, others = pick_columns(view, columns, taken, label, some.people or body[:_SAMPLE])
    if chosen is not None:
        values = [column for column in range(1, view.width + 1) if column in chosen and column not in taken]
        others = [each for each in others if each.number not in values]
        seen = {each.number for each in others} | set(values) | taken
        others += [Left(c, "left-out", "it was left out") for c in sorted(columns) if c not in seen]
    rows = tell_apart(view, body, Columns(columns, fields, label, tuple(values)))
    stems = find_stems(columns, values) if label is None else {}
    read = tuple(value_column(stems.get(column) or columns.get(column), column, label) for column in values)
    if not read or not rows.people:
        lack = "no column says how people stand" if rows.people else "no row names a person"
        return _unknown(view, lack)
    return _layout(
        view,
        header_rows=header_rows,
        fields=fields,
        label=label,
        read=read,
        rows=rows,
        others=others,
        why=why,
    )


def _layout(
    view: View,
    *,
    header_rows: tuple[int, ...],
    fields: dict[Field, int],
    label: int | None,
    read: tuple[ValueColumn, ...],
    rows: Rows,
    others: list[Left],
    why: list[str],
) -> Layout:
    sheet = view.sheet
    shape = Shape.ACROSS if label is None else Shape.LONG if len(read) == 1 else Shape.RECORDS
    above = [
        Left(row, "above", "it stands above the headings")
        for row in range(1, header_rows[0] if header_rows else 1)
    ]
    above = [
        left if view.filled(left.number) else Left(left.number, "blank", "nothing stands in it")
        for left in above
    ]
    faults = [
        *head_faults(view, header_rows, read, label),
        *unheaded_faults(view, rows.people, others),
        *rows.faults,
    ]
    used = {column.column for column in read} | set(fields.values())
    if label is not None:
        used.add(label)
    return Layout(
        sheet.name,
        shape,
        header_rows,
        dict(fields),
        label,
        read,
        tuple(rows.people),
        tuple(above + rows.left_out),
        tuple(others),
        tuple(why + merged_reasons(view, header_rows)),
        tuple(faults),
        sheet.hidden,
        tuple(row for row in rows.people if row in sheet.hidden_rows),
        tuple(sorted(used & sheet.hidden_columns)),
    )
