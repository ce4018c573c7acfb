"""The readers on the two real documents: `make test-sources SOURCES=folder`. Prints what was read and every repair."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import bundled, competencies_list, tracking_document
from standing.core.formats.source import Source, read_source, recognise
from tests.facsimiles.damage import damaged, refilled, same_in_another_form, with_page_marks, wrapped

pytestmark = pytest.mark.sources

TRACKING = "mental-health-nos-tracking-2013.txt"
LIST = "mental-health-competencies-list.txt"
DOCUMENTS = [(TRACKING, tracking_document), (LIST, competencies_list)]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled.load()


def show(source: Source) -> None:
    """Prints what was read and every repair."""
    for repair in source.repairs:
        print(f"  {repair.where}: {repair.what}: {repair.before!r} -> {repair.after!r}")


def test_the_tracking_document(sources: Path, catalogue: Catalogue) -> None:
    source = read_source((sources / TRACKING).read_bytes(), TRACKING, catalogue)
    links = [new for row in source.crosswalk for new in row.new]
    print(f"\n{TRACKING}: {source.read} rows, {len(links)} links, {len(set(links))} targets")
    show(source)
    assert (source.read, len(links), len(set(links))) == (99, 95, 84)
    assert source.problems == ()
    assert source.crosswalk == catalogue.crosswalk
    assert source.standards == tuple(each for each in catalogue.standards if each.suite != "LIST")
    assert set(source.statements) < set(catalogue.statements)
    assert Counter(each.what for each in source.repairs) == {
        "new code taken out of the title column": 32,
        "words instead of a new standard read as unchanged": 5,
        "words instead of a new standard read as absorbed": 3,
        "note taken off the end of a title": 4,
        "a row that goes on after a page break was joined": 2,
        'two codes joined by "and" read as two standards, both needed': 1,
        "space taken out of a code, kept as an alias": 1,
    }


def test_the_competencies_list(sources: Path, catalogue: Catalogue) -> None:
    source = read_source((sources / LIST).read_bytes(), LIST, catalogue)
    print(f"\n{LIST}: {source.read} entries")
    show(source)
    assert (source.read, source.problems) == (96, ())
    entries = source.entries
    assert len({each.printed for each in entries}) == 95
    compared = competencies_list.compare_titles(entries, catalogue)
    assert Counter(each.difference for each in compared) == {"same": 71, "typography": 10, "words": 13}
    words = [each.standard.partition("@")[0][2:] for each in compared if each.difference == "words"]
    assert words == ["16", "32", "33", "34", "42", "43", "55", "56", "60", "61", "68", "73", "74"]
    assert [each.number for each in entries if not each.applies_to] == ["1", "2", "3", "24", "63", "95", "96"]
    assert [each.number for each in entries if each.more_scope] == ["73", "74", "80", "81"]
    assert {each.number: each.cut for each in entries if each.cut} == {"62": "text", "74": "title"}
    found = {each.number: each.references for each in entries if each.references}
    assert {
        number: [(each.printed, each.standard, each.became) for each in references]
        for number, references in found.items()
    } == {
        "49": [("E1", None, ())],
        "50": [("51", "MH51@2005", ("PHP29@undated",))],
        "80": [("N1", None, ())],
        "81": [("N1", None, ())],
        "82": [("MH79", "MH79@2005", ("GEN122@2013",)), ("HSC3100", None, ())],
    }
    assert {each.number for each in entries if each.printed != each.number} == {"46"}
    assert [each.standard for each in entries][-2:] == ["LIST95@2005", "LIST96@2005"]
    print(f"  titles beside the tracking document's: {dict(Counter(each.difference for each in compared))}")


def content(reading: Any) -> list[Any]:
    """The records without the lines on which they stand and, of an entry, the number printed for it."""
    bare: dict[str, Any] = (
        {"line": 0, "printed": ""} if reading.format == competencies_list.FORMAT else {"line": 0}
    )
    return [replace(record, **bare) for record in reading.records]


@pytest.mark.parametrize(("name", "reader"), DOCUMENTS)
def test_each_damage_is_read_right_or_named(
    name: str, reader: Any, sources: Path, catalogue: Catalogue
) -> None:
    text = (sources / name).read_text(encoding="utf-8")
    right = content(reader.read(text.encode(), name, catalogue))
    tried = 0
    for what, copy in damaged(text, seed=2, every=2 if reader is competencies_list else 1):
        reading = reader.read(copy.encode(), name, catalogue)
        tried += 1
        assert content(reading) == right or reading.problems, f"{what}: silently read as something else"
        assert all(record in right for record in content(reading)), f"{what}: a record is wrong"
    print(f"\n{name}: {tried} damaged copies read right or named")


@pytest.mark.parametrize(("name", "reader"), DOCUMENTS)
def test_another_form_of_the_same_is_read_right(
    name: str, reader: Any, sources: Path, catalogue: Catalogue
) -> None:
    text = (sources / name).read_text(encoding="utf-8")
    right = content(reader.read(text.encode(), name, catalogue))
    forms = [
        *same_in_another_form(text),
        *((f"wrapped to {width}", wrapped(text, width).encode()) for width in (60, 72, 80, 132)),
        *((f"pages of {lines}", with_page_marks(text, lines, first=58).encode()) for lines in (7, 9)),
    ]
    for what, data in forms:
        reading = reader.read(data, name, catalogue)
        assert (content(reading), reading.problems) == (right, ()), what
        assert recognise(data) == reader.FORMAT, what
    reading = reader.read(refilled(text, 80).encode(), name, catalogue)
    assert content(reading) == right or reading.problems


REGISTER = "PublishedNos Details.xlsx"


def test_the_register_of_standards(sources: Path, catalogue: Catalogue) -> None:
    """The extract of the UK register of 2019, for whoever holds it beside the two documents."""
    found = sorted(sources.rglob(REGISTER))
    if not found:
        pytest.skip(f"There is no {REGISTER} in the folder, so the register is not read.")
    source = read_source(found[0].read_bytes(), REGISTER, catalogue)
    kinds = Counter(re.sub(r":.*|'.*?'|[A-Z]{3}[A-Z.]*\d*", "…", each.what) for each in source.problems)
    print(f"\n{REGISTER}: {source.read} entries, {len(source.repairs)} repairs, {dict(kinds)}")
    assert (source.format, source.read) == ("nos-register", 1205)
    assert not any(each.refuses for each in source.problems)
    assert (
        Counter(each.what for each in source.repairs)["an Original URN with several codes read as each"] > 100
    )
    assert sum("stands in the register more than once" in each.what for each in source.problems) == 15
    assert {each.validity for each in source.register} == {"current"}
