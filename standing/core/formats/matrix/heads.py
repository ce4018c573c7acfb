"""Finds the rows of headings of a sheet, and what each column is by them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from standing.core.formats.matrix.headings import field_of, heading, is_sub_heading, names_courses, says
from standing.core.formats.matrix.model import Field
from standing.core.formats.matrix.view import View
from standing.core.formats.workbook import letters

_LOOKED_AT = 40
_BODY = 30


@dataclass(frozen=True)
class Head:
    """The heading of one column: the course it is under (`upper`; empty with one row of headings), its own words."""

    column: int
    upper: str
    lower: str

    @property
    def words(self) -> str:
        """All that stands over the column."""
        return (
            f"{self.upper}: {self.lower}"
            if self.upper and self.upper != self.lower and self.lower
            else self.label
        )

    @property
    def label(self) -> str:
        """What it is called: the upper words, where there are some."""
        return self.upper or self.lower


def find_header_rows(view: View) -> tuple[tuple[int, ...], str]:
    """The rows of headings, and what led to them; no rows where there are none by their words."""
    scores = {row: _score(view, row) for row in range(1, min(view.height, _LOOKED_AT) + 1)}
    most = max(scores.values(), default=0.0)
    if most < 3:
        return (), ""
    # The first of several rows that look like headings: the others repeat it, or begin another table.
    best = next(row for row, score in scores.items() if score >= 0.75 * most)
    known = [view.own_text(best, column) for column in view.filled(best)]
    named = [f"“{text}”" for text in known if field_of(text) or names_courses(text) or says(text)][:4]
    why = f"row {best} has the headings {', '.join(named)}"
    if _is_sub_row(view, best + 1, best):
        return (best, best + 1), f"{why}; row {best + 1} says which column of a course is which"
    if _is_sub_row(view, best, best - 1):
        return (best - 1, best), f"{why}; row {best - 1} names the courses above them"
    return (best,), why


def _score(view: View, row: int) -> float:
    """How much a row looks like headings: known words count most, dates against it."""
    columns = view.filled(row)
    texts = [view.own_text(row, column) for column in columns]
    if len(columns) < 2 or row >= view.height:
        return 0.0
    fields = {field_of(text) for text in texts} - {None}
    courses = max(map(names_courses, texts), default=0)
    known = 3 * len(fields) + (3 if courses else 0) + min(3, sum(says(text) is not None for text in texts))
    entries = sum(view.is_entry(row, column) for column in columns)
    return known + min(len(columns), 12) / 4 - 2 * min(entries, 6) if known >= 3 else 0.0


def _is_sub_row(view: View, lower: int, upper: int) -> bool:
    """Whether a row says Date, Expiry, Date, Expiry ... under the courses of the row above it."""
    if upper < 1 or lower > view.height:
        return False
    filled = [(column, view.own_text(lower, column)) for column in view.filled(lower)]
    rest = [(column, text) for column, text in filled if field_of(text) is None]
    subs = [(column, text) for column, text in rest if is_sub_heading(text)]
    if len(subs) < 2 or len(subs) < 0.6 * len(rest):
        return False
    over = [view.text(upper, column) for column, _ in subs]
    repeated = max(Counter(heading(text) for _, text in subs).values()) > 1
    spread = any(
        (merge := view.sheet.merge_at(upper, column)) and merge.left < merge.right for column, _ in subs
    )
    named = [text for text in over if text and field_of(text) is None and not is_sub_heading(text)]
    return (repeated or spread) and bool(named)


def heads(view: View, rows: tuple[int, ...]) -> dict[int, Head]:
    """The heading of each column that has one."""
    found: dict[int, Head] = {}
    if not rows:
        return found
    upper, lower = rows[0], rows[-1]
    over, under = "", set[str]()
    for column in range(1, view.width + 1):
        own, words = view.text(upper, column), view.text(lower, column)
        if upper == lower:
            if words:
                found[column] = Head(column, "", words)
            continue
        if own:
            over, under = own, set()
        elif not is_sub_heading(words) or heading(words) in under:
            over = ""
        under.add(heading(words))
        if over and (is_sub_heading(words) or not words):
            found[column] = Head(column, over, words)
        elif own and words:
            found[column] = Head(column, "", words if own == words else f"{own}: {words}")
        elif own or words:
            # Columns of the person have their heading in one of the two rows.
            found[column] = Head(column, "", own or words)
    return found


def find_fields(view: View, columns: dict[int, Head], body: range) -> dict[Field, int]:
    """Which column tells what of the person, by the headings; the plainest heading first."""
    found: dict[Field, int] = {}
    for column, head in columns.items():
        field = field_of(head.lower) or field_of(head.label)
        if field and field not in found and not (field is Field.NUMBER and _is_counter(view, column, body)):
            found[field] = column
    wards = [
        c
        for c, head in columns.items()
        if heading(head.label).split(" ")[0] in ("ward", "team", "unit", "home")
    ]
    if Field.UNIT in found and wards and field_of(columns[wards[0]].label) is Field.UNIT:
        found[Field.UNIT] = wards[0]
    return found


def _is_counter(view: View, column: int, body: range) -> bool:
    """Whether a column only counts the rows: 1, 2, 3."""
    texts = [view.own_text(row, column) for row in body[:_BODY]]
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < 5]
    return (
        len(numbers) > 2 and numbers == list(range(numbers[0], numbers[0] + len(numbers))) and numbers[0] < 2
    )


def find_name_column(view: View, before: int, body: range, taken: set[int]) -> int | None:
    """A column without a known heading whose cells look like names: words, hardly two alike. Left of `before`."""
    for column in range(1, before):
        texts = [view.own_text(row, column) for row in body if view.is_words(row, column)]
        filled = sum(column in view.filled(row) for row in body)
        if (
            column not in taken
            and len(texts) > 1
            and len(texts) >= 0.6 * filled
            and len(set(texts)) > 0.7 * len(texts)
        ):
            return column
    return None


def find_unheaded(view: View) -> tuple[int, int]:
    """A row of course names over dates and marks, with names to the left and no known word: the row and the column of
    names, or (0, 0).
    """
    best = (0, 0, 0)
    for row in range(1, min(view.height, _LOOKED_AT)):
        columns = [column for column in view.filled(row) if column > 1 and view.is_words(row, column)]
        body = range(row + 1, min(row + 1 + _BODY, view.height + 1))
        courses = [column for column in columns if _holds_entries(view, column, body)]
        if len(courses) > max(1, best[0]):
            name = find_name_column(view, courses[0], body, set())
            if name:
                best = (len(courses), row, name)
    return best[1], best[2]


def _holds_entries(view: View, column: int, body: range) -> bool:
    entries, filled = view.share(column, body)
    return filled > 0 and entries >= 0.6 * filled


def name_of(column: int) -> str:
    """A column as a person says it."""
    return f"column {letters(column)}"
