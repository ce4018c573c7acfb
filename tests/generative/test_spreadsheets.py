"""Whatever is in a file or in its cells: it is read, or refused in words, and nothing else; soon, without a guess."""

from __future__ import annotations

import io
import time
import zipfile
from datetime import date, datetime, timedelta
from datetime import time as clock
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from standing.core.formats.matrix import (
    Conventions,
    Fault,
    Layout,
    Meaning,
    Question,
    Shape,
    fault_rows,
    find_layouts,
    questions,
    read_entries,
    together,
)
from standing.core.formats.workbook import Limits, Unreadable, Workbook, read_workbook
from tests.facsimiles.workbooks import SHAPES, TODAY, Page, Put, to_ods, to_openpyxl, to_text, to_xls, to_xlsx

SMALL = Limits(
    file_bytes=2_000_000, unpacked_bytes=5_000_000, rows=500, columns=100, cells=5_000, marks=20_000
)
SECONDS = 20
MADE = [make().content for make in SHAPES]
HEADINGS = (
    "Name",
    "Staff No",
    "Ward",
    "Course",
    "Completed",
    "Expires",
    "Status",
    "PMVA",
    "ILS",
    "Date",
    "Expiry",
    "Total",
    "",
)
WORDS = (
    *(
        "yes",
        "N/A",
        "booked",
        "exp 03/25",
        "3/4/25",
        "31/02/2025",
        "TBC",
        "x",
        "12/03/2024 13/03/2024",
        "Apr 25",
        "due",
    ),
    *(
        "45720",
        "2025",
        "25/03/2205",
        "?",
        "-",
        "Total",
        "Key",
        "Name",
        "Page, Jo",
        "Green",
        "=1+1",
        " ",
        "\u00a0",
        "1e5",
    ),
)
texts = (
    st.text(max_size=30)
    | st.sampled_from(WORDS)
    | st.from_regex(r"\A[0-9]{1,4}[-/. ][0-9A-Za-z]{1,4}[-/. ][0-9]{0,4}\Z")
)
values = st.one_of(
    texts,
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(9999, 12, 29)),
)
puts = st.builds(
    Put, values, format=st.sampled_from(["", "", "dd/mm/yyyy", "mmm-yy", "d-mmm", "0%", "[h]:mm"])
)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A sheet that is a little like a matrix."""
    page = Page("A")
    width = draw(st.integers(1, 6))
    top = draw(st.integers(1, 3))
    page.row(top, *(draw(st.sampled_from(HEADINGS)) or None for _ in range(width)))
    for row in range(top + 1, top + draw(st.integers(2, 8))):
        page.row(row, *(draw(st.none() | puts) for _ in range(width)))
    page.row(top + 9, "last")
    if draw(st.booleans()):
        first = draw(st.integers(1, 8))
        page.merge(first, 1, first + draw(st.integers(0, 2)), draw(st.integers(2, 4)))
    page.hidden_rows = draw(st.lists(st.integers(1, 12), max_size=3))
    page.hidden_columns = draw(st.lists(st.integers(1, 6), max_size=2))
    return page


def look_through(workbook: Workbook) -> list[tuple[Layout, list[Question], list[Fault]]]:
    """Everything that is asked of a workbook, unanswered and answered as suggested."""
    found = []
    for layout in find_layouts(workbook):
        if layout.shape is Shape.UNKNOWN:
            continue
        asked = questions(workbook, layout, Conventions(), TODAY)
        for given_answers in (Conventions(), Conventions().as_suggested(asked)):
            entries = read_entries(workbook, layout, given_answers, TODAY)
            joined = together(entries.entries, TODAY)
            faults = fault_rows(layout, entries, joined)
            for entry in entries.entries:
                assert (entry.meaning in (Meaning.FAULT, Meaning.UNANSWERED)) == bool(entry.fault)
                assert (entry.meaning in (Meaning.DONE, Meaning.EXPIRES)) <= (entry.day is not None)
                assert entry.meaning is not Meaning.DONE or entry.day is None or entry.day <= TODAY
                assert not workbook.sheet(layout.sheet).cell(entry.row, entry.column).empty
        found.append((layout, asked, faults))
    return found


def read_or_refuse(content: bytes, limits: Limits = SMALL) -> Workbook | None:
    began = time.process_time()
    try:
        workbook = read_workbook("file", content, limits)
    except Unreadable as refused:
        assert refused.what  # noqa: PT017 - whether it is refused is not known beforehand
        return None
    finally:
        assert time.process_time() - began < SECONDS
    return workbook


slowly = settings(
    deadline=None, max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@slowly
@given(
    st.binary(max_size=400)
    | st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"<?xml", b"\xff\xfe"]).flatmap(
        lambda start: st.binary(max_size=200).map(lambda rest: start + rest)
    )
)
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    workbook = read_or_refuse(content)
    if workbook:
        look_through(workbook)


@slowly
@given(
    st.text(alphabet=st.characters(codec="utf-8"), max_size=300),
    st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]),
)
def test_any_text_is_read_or_refused(text: str, encoding: str) -> None:
    workbook = read_or_refuse(text.encode(encoding))
    if workbook:
        look_through(workbook)


@slowly
@given(st.sampled_from(MADE), st.data())
def test_a_damaged_workbook_is_read_or_refused(content: bytes, data: st.DataObject) -> None:
    """A byte changed, a piece cut out, or the end lost."""
    at = data.draw(st.integers(0, len(content) - 1))
    length = data.draw(st.integers(0, 40))
    instead = data.draw(st.binary(max_size=8))
    workbook = read_or_refuse(content[:at] + instead + content[at + length :])
    if workbook:
        look_through(workbook)


@slowly
@given(st.sampled_from([made for made in MADE if made.startswith(b"PK")]), st.data())
def test_a_workbook_damaged_inside_its_package_is_read_or_refused(
    content: bytes, data: st.DataObject
) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as package, zipfile.ZipFile(out, "w") as again:
        damaged = data.draw(st.sampled_from(package.namelist()))
        for name in package.namelist():
            part = package.read(name)
            if name == damaged:
                at = data.draw(st.integers(0, max(len(part) - 1, 0)))
                instead = data.draw(
                    st.sampled_from([b"", b"<", b"999999999", b'"', b"-1", b"&lt;", b"x" * 40])
                )
                part = part[:at] + instead + part[at + data.draw(st.integers(0, 12)) :]
            again.writestr(name, part)
    workbook = read_or_refuse(out.getvalue())
    if workbook:
        look_through(workbook)


@slowly
@given(pages(), st.sampled_from([to_openpyxl, to_ods, to_text]))
def test_any_cells_are_understood_or_named_and_none_is_lost(page: Page, write: Any) -> None:
    """Each filled cell of a row that is read is an entry, or its column is said to be left out."""
    try:
        content = write(page) if write is to_text else write([page])
    except Exception:  # noqa: BLE001 - control characters and the like, which no spreadsheet can hold either
        return
    workbook = read_or_refuse(content)
    if workbook is None:
        return
    (sheet,) = workbook.sheets
    for layout, _, _ in look_through(workbook):
        entries = read_entries(workbook, layout, Conventions(), TODAY)
        seen = {(entry.row, entry.column) for entry in entries.entries}
        other = (
            {left.number for left in layout.other_columns}
            | set(layout.fields.values())
            | {layout.label_column}
        )
        rows = {*layout.people, *layout.header_rows, *(left.number for left in layout.left_out)}
        assert rows == set(range(1, sheet.height + 1))
        for row, column, _ in sheet.filled():
            assert row not in layout.people or column in other or (row, column) in seen


@pytest.mark.parametrize("write", [to_xlsx, to_xls, to_ods, to_openpyxl])
@slowly
@given(
    day=st.datetimes(
        datetime.combine(date(1905, 1, 1), clock.min), datetime.combine(date(2100, 1, 1), clock.min)
    )
)
def test_a_day_that_is_written_is_the_day_that_is_read(write: Any, day: datetime) -> None:
    """Whatever program wrote it; to the second."""
    moment = day.replace(microsecond=0)
    page = Page("A")
    page.row(1, Put(moment, "dd/mm/yyyy hh:mm:ss"))
    found = read_workbook("file", write([page])).sheets[0].cell(1, 1).value
    whole = moment.date() if moment.time() == clock.min else moment
    assert found == whole


@slowly
@given(
    st.dates(TODAY - timedelta(days=20_000), TODAY),
    st.sampled_from(["%d/%m/%Y", "%d.%m.%Y", "%d %b %Y", "%d %B %Y", "%Y-%m-%d"]),
)
def test_a_day_in_british_shape_is_that_day_or_is_asked_about(day: date, shape: str) -> None:
    text = f"Name,Ward,PMVA\nJo,Rowan,{day:{shape}}\nAl,Rowan,"
    workbook = read_workbook("file", text.encode(), delimiter=",")
    (layout,) = find_layouts(workbook)
    asked = questions(workbook, layout, Conventions(), TODAY)
    (entry,) = read_entries(workbook, layout, Conventions().as_suggested(asked), TODAY).entries
    assert (entry.meaning, entry.day) == (Meaning.DONE, day)
