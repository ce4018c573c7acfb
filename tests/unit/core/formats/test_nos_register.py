"""The register of standards, in a made-up workbook with every trap of the real one."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import nos_register
from standing.core.formats.nos_register import RegisterEntry, as_of
from standing.core.formats.source import Source, read_source, recognise
from tests.facsimiles.register import HEAD, PLACEHOLDER, entry, workbook

NEWEST = datetime(2019, 7, 1)  # noqa: DTZ001 - spreadsheets know no time zones


def read(*rows: list[object], head: tuple[str, ...] = HEAD) -> Source:
    return read_source(workbook(rows, head), "register.xlsx", Catalogue())


def one(row: list[object]) -> tuple[RegisterEntry, Source]:
    source = read(row)
    return source.register[0], source


def test_the_register_is_recognised_by_its_columns_and_read_whole() -> None:
    assert recognise(workbook([entry("LMPGL10", "Greet travellers")])) == nos_register.FORMAT
    found, source = one(entry("LMPGL10", "Greet travellers", original="LMPLK1"))
    assert (source.format, source.read, source.problems, source.repairs) == ("nos-register", 1, (), ())
    assert found == RegisterEntry(
        row=2,
        urn="LMPGL10",
        title="Greet travellers",
        suite="Lamps",
        developed_by="Lamp Trust",
        validity="current",
        printed_validity="Current",
        status="Original",
        category="Core",
        originals=("LMPLK1",),
        review_on="2020-03-31",
        created_on="2014-01-06",
        modified_on="2019-06-14",
    )
    assert as_of(source.register) == "2019-06-14"
    assert as_of(()) == ""


def test_a_placeholder_for_a_review_date_is_unknown() -> None:
    for review in (PLACEHOLDER, datetime(1905, 3, 15), 1901, "1905-03-15"):  # noqa: DTZ001
        found, source = one(entry("X1", "A", review=review))
        assert found.review_on == ""
        assert "a placeholder for an unknown day taken as unknown" in [each.what for each in source.repairs]


def test_days_may_be_kept_as_numbers_or_text_and_what_is_none_is_a_problem() -> None:
    found, source = one(entry("X1", "A", review=43921))
    assert (found.review_on, source.repairs[0].what) == ("2020-03-31", "a day kept as a number read as a day")
    assert one(entry("X1", "A", review="2020-03-31"))[0].review_on == "2020-03-31"
    found, source = one(entry("X1", "A", review="soon"))
    assert (found.review_on, source.problems[0].refuses) == ("", False)
    assert "expected a day" in source.problems[0].what
    assert one(entry("X1", "A", review=None))[0].review_on == ""


@pytest.mark.parametrize("printed", ["current", "CURRENT", " Current ", "Current.", "Cur rent"])
def test_spellings_of_validity_are_one(printed: str) -> None:
    found, source = one(entry("X1", "A", validity=printed))
    assert found.validity == "current"
    assert source.repairs[0].what == "a spelling of Validity made one"


def test_a_validity_nobody_knows_is_reported_and_says_neither() -> None:
    found, source = one(entry("X1", "A", validity="Curent"))
    assert (found.validity, found.printed_validity) == ("", "Curent")
    assert "expected Current or Legacy" in source.problems[0].what
    assert one(entry("X1", "A", validity=None))[0].validity == ""
    assert one(entry("X1", "A", validity="Legacy"))[0].validity == "legacy"


def test_stray_spaces_are_taken_out_and_named() -> None:
    found, source = one(entry("LMP GL10 ", "  Greet   travellers ", original=" lmplk1"))
    assert (found.urn, found.title, found.originals) == ("LMPGL10", "Greet travellers", ("LMPLK1",))
    assert Counter(each.what for each in source.repairs) == {
        "spaces or small letters taken out of a URN": 1,
        "spaces put right in a title": 1,
        "spaces or small letters taken out of an Original URN": 1,
    }


def test_an_original_with_several_codes_is_read_as_each() -> None:
    found, source = one(entry("X1", "A", original="LMPLK1 (skills), LMPLK2 and LMPLK3"))
    assert found.originals == ("LMPLK1", "LMPLK2", "LMPLK3")
    assert source.repairs[0].after == "LMPLK1 | LMPLK2 | LMPLK3"


@pytest.mark.parametrize("printed", ["n/a", "N/A", "None", "tbc", "-"])
def test_words_for_no_original_are_none(printed: str) -> None:
    assert one(entry("X1", "A", original=printed))[0].originals == ()


def test_an_original_that_is_no_reference_is_a_problem() -> None:
    found, source = one(entry("X1", "A", original="Lamp Trust"))
    assert found.originals == ()
    assert "which is no reference" in source.problems[0].what


def test_rows_without_a_reference_are_left_out_and_named() -> None:
    source = read(entry(None, None), entry("X1", None), entry("X2", "A"))
    assert [each.urn for each in source.register] == ["X1", "X2"]
    assert sum("has no URN" in each.what for each in source.problems) == 1
    assert sum("has no title" in each.what for each in source.problems) == 2
    assert not any(each.refuses for each in source.problems)


@pytest.mark.parametrize(
    "title", ["Light g257information", "Light &amp; lamps", "Light.pdf", "Light_x000D_ lamps"]
)
def test_spoilt_titles_are_named(title: str) -> None:
    found, source = one(entry("X1", title))
    assert found.title == title
    assert "the title is spoilt" in source.problems[0].what


def test_duplicates_are_kept_and_named() -> None:
    source = read(entry("X1", "A"), entry("X2", "B"), entry("X1", "A again"))
    assert source.read == 3
    assert source.problems[0].what == "X1 stands in the register more than once: rows 2 and 4"


def test_a_workbook_of_another_kind_says_what_is_missing() -> None:
    source = read_source(workbook([["a"]], ("Name",)), "f.xlsx", Catalogue(), as_format=nos_register.FORMAT)
    assert source.refused
    assert "Original URN" in source.problems[0].what
    assert recognise(workbook([["a"]], ("Name",))) is None


def test_a_file_that_is_no_workbook_is_refused_in_words() -> None:
    source = read_source(b"PK\x03\x04 broken", "f.xlsx", Catalogue(), as_format=nos_register.FORMAT)
    assert source.refused
    assert source.problems[0].do
    assert recognise(b"PK\x03\x04 broken") is None
    unknown = read_source(b"PK\x03\x04 broken", "f.xlsx", Catalogue())
    assert (unknown.format, unknown.refused) == ("", True)


def test_a_cell_that_cannot_be_read_is_named() -> None:
    from standing.core.formats.workbook.model import Cell, Sheet, Workbook

    head = tuple(Cell(each) for each in ("NOS Title", "Validity", "URN", "Original URN"))
    row = (Cell("A"), Cell("Current"), Cell("X1"), Cell(None, error="#REF! stands in the cell"))
    made = Workbook("f.xlsx", "xlsx", "0", (Sheet("S", (head, row)),), starts_1904=True)
    found = nos_register.read(made)
    assert found.records[0].originals == ()
    assert found.problems[0].what == "#REF! stands in the cell"


def test_the_date_is_that_of_the_newest_entry() -> None:
    source = read(entry("X1", "A"), entry("X2", "B", modified=NEWEST), entry("X3", "C", modified=None))
    assert as_of(source.register) == "2019-07-01"
    assert date.fromisoformat(source.register[2].created_on) == date(2014, 1, 6)
