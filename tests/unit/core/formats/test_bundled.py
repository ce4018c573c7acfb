"""The bundled catalogue: where it is found, that each file is whole, and the counts its documents are known by."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import bundled
from standing.core.rules.carry_over import TREATMENTS, carry_profile, predecessors, successors

COLUMNS = {
    "suites": "suite,name,alias_prefix,note",
    "standards": "id,code,edition,title,suite,aliases,source,note",
    "revisions": "revision,title,suite,source,published,as_of,same_code_edition,old,issued,"
    "effective_on,transition_ends_on,note",
    "lists": "list,title,standards,printed_as,cut,notes,as_of,printed",
    "crosswalk-mh-2013": "old,kind,new,need,treatment,context,source_words,note,source",
    "judgements-mh-2013": "old,kind,why",
    "statements-of-status": "standard,status,source,as_of,printed",
    "other-titles": "standard,title,source",
    "digests": "list,entry,digest",
}


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return bundled.load()


def test_the_files_are_found_in_a_checkout_and_in_an_installed_package(tmp_path: Path) -> None:
    assert bundled.data_folder() == Path(bundled.__file__).resolve().parents[3] / "data"
    package = tmp_path / "standing"
    (package / "_data").mkdir(parents=True)
    assert bundled.data_folder(package) == package / "_data"


@pytest.mark.parametrize("name", COLUMNS)
def test_each_file_has_its_columns_and_no_row_of_another_length(name: str) -> None:
    with (bundled.data_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = list(csv.reader(file, strict=True))
    assert ",".join(header) == COLUMNS[name]
    assert rows
    assert {len(row) for row in rows} == {len(header)}
    assert all(cell == " ".join(cell.split()) for row in rows for cell in row)


def test_a_faulty_row_is_named(tmp_path: Path) -> None:
    path = tmp_path / "standards.csv"
    path.write_text("id,code\nMH1@2005,MH1\nMH2@2005,MH2,too many\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"standards.csv:2: 'title'"):
        bundled.read_rows(path, lambda row: row["title"])
    with pytest.raises(ValueError, match=r"standards.csv:3: 1 cells too many"):
        bundled.read_rows(path, lambda row: row["code"])


def test_standards_are_185_by_the_ids_others_use(catalogue: Catalogue) -> None:
    ids = [standard.id for standard in catalogue.standards]
    assert len(ids) == len(set(ids)) == 185
    assert ids[:94] == [f"MH{number}@2005" for number in range(1, 95)]
    assert ids[94:99] == [f"MH{number}@2007" for number in range(97, 102)]
    assert ids[-2:] == ["LIST95@2005", "LIST96@2005"]
    assert {"MH11@2012", "MH20@2013", "GEN132@2013", "SCDHSC0027@undated", "CMD7@undated"} <= set(ids)
    suites = {suite.suite for suite in catalogue.suites}
    assert {standard.suite for standard in catalogue.standards} == suites
    assert all(standard.source for standard in catalogue.standards)


def test_aliases_are_those_met_elsewhere(catalogue: Catalogue) -> None:
    assert catalogue.by_id["CMD7@undated"].aliases == ("CM D7",)
    assert catalogue.by_id["MH20@2013"].aliases == ("SFHMH20", "SFHMH20.2013", "MH20.2013")
    assert catalogue.by_id["MH20@2005"].aliases == ("SFHMH20",)
    assert catalogue.by_id["LIST95@2005"].aliases == ("95",)


def test_the_crosswalk_of_2013_has_its_known_counts(catalogue: Catalogue) -> None:
    rows = catalogue.rows("mh-2013")
    assert Counter(row.kind for row in rows) == {
        "kept": 4,
        "reissued": 4,
        "revised": 12,
        "recoded": 25,
        "reworded": 2,
        "widened": 16,
        "replaced": 27,
        "split": 1,
        "absorbed": 3,
        "unchanged": 5,
    }
    links = [new for row in rows for new in row.new]
    assert (len(rows), len(links), len(set(links))) == (99, 95, 84)
    prefixes = Counter("".join(filter(str.isalpha, new.partition("@")[0])) for new in set(links))
    assert prefixes == {"GEN": 35, "MH": 20, "SCDHSC": 13, "CHS": 10, "PHP": 5, "CMD": 1}
    assert all(row.treatment == TREATMENTS[row.kind] and row.source for row in rows)
    assert [row.old for row in rows if row.need == "all"] == ["MH41@2005"]
    waiting = [row.old for row in rows if "Waits for a steward's date" in row.note]
    assert waiting == ["MH6@2005", "MH7@2005", "MH9@2005", "MH12@2005"]


def test_every_id_named_anywhere_is_a_standard(catalogue: Catalogue) -> None:
    revision = catalogue.revisions[0]
    named = [*revision.old.values(), *revision.issued.values(), *catalogue.lists[0].standards.values()]
    named += [row.old for row in catalogue.crosswalk] + [
        new for row in catalogue.crosswalk for new in row.new
    ]
    named += [each.standard for each in (*catalogue.statements, *catalogue.titles)]
    named += [each.old for each in catalogue.judgements]
    assert set(named) <= set(catalogue.by_id)
    assert len(revision.issued) == 43
    assert list(revision.old.values()) == [row.old for row in catalogue.crosswalk]


def test_judgements_are_exactly_the_rows_the_document_leaves_open(catalogue: Catalogue) -> None:
    open_rows = {row.old: row.kind for row in catalogue.crosswalk if row.kind in ("reworded", "widened")}
    assert {each.old: each.kind for each in catalogue.judgements} == open_rows
    assert all(each.why for each in catalogue.judgements)


def test_two_sources_may_disagree_side_by_side(catalogue: Catalogue) -> None:
    register = [each for each in catalogue.statements if each.source.startswith("UK NOS register")]
    assert [each.standard.partition("@")[0] for each in register] == [
        "MH25",
        "MH33",
        "MH34",
        "MH40",
        "MH57",
        "MH70",
        "MH91",
        "MH94",
    ]
    assert [(each.status, each.as_of) for each in catalogue.statements_of("MH25@2005")] == [
        ("current", "2019-06-30"),
        ("replaced", "2013-03-31"),
        ("current", "2005-12-31"),
    ]
    assert {each.standard for each in catalogue.statements} == set(catalogue.by_id)


def test_each_entry_of_the_list_has_the_digest_of_its_words(catalogue: Catalogue) -> None:
    assert sorted(catalogue.digests) == sorted(
        (catalogue.lists[0].name, str(number)) for number in range(1, 97)
    )
    assert len(set(catalogue.digests.values())) == 96


def test_a_profile_of_every_old_code_carries_to_89_lines(catalogue: Catalogue) -> None:
    lines = carry_profile(catalogue.crosswalk, [row.old for row in catalogue.crosswalk])
    assert len(lines) == 89
    few = [
        f"MH{number}@{2007 if number == 97 else 2005}" for number in (1, 9, 13, 14, 20, 41, 45, 71, 72, 97)
    ]
    carried = {line.id: line.sources for line in carry_profile(catalogue.crosswalk, few)}
    assert carried == {
        "GEN99@2013": ("MH1@2005",),
        "SCDHSC0426@undated": ("MH9@2005", "MH41@2005"),
        "MH13@2012": ("MH13@2005",),
        "MH14@2013": ("MH14@2005",),
        "MH20@2013": ("MH20@2005", "MH45@2005"),
        "CMD7@undated": ("MH41@2005",),
        "SCDHSC0421@undated": ("MH71@2005", "MH72@2005"),
        "MH97@2007": ("MH97@2007",),
    }


def many_to_one() -> Iterator[tuple[str, list[int]]]:
    yield "MH20@2013", [20, 45, 49, 94]
    yield "SCDHSC0421@undated", [71, 72, 73]
    yield "GEN27@undated", [80, 81, 82]
    yield "SCDHSC0349@undated", [33, 34]
    yield "SCDHSC0422@undated", [75, 76]
    yield "SCDHSC0420@undated", [77, 78]
    yield "SCDHSC0426@undated", [9, 41]


def test_many_to_one_targets_name_all_their_sources_and_no_other_target_has_two(catalogue: Catalogue) -> None:
    expected = {target: tuple(f"MH{number}@2005" for number in numbers) for target, numbers in many_to_one()}
    found = {each.id: predecessors(catalogue.crosswalk, each.id) for each in catalogue.standards}
    assert {target: sources for target, sources in found.items() if len(sources) > 1} == expected
    assert successors(catalogue.crosswalk, "MH41@2005") == ("CMD7@undated", "SCDHSC0426@undated")


def test_only_standards_that_stood_before_the_revision_are_undated(catalogue: Catalogue) -> None:
    undated = {each.id for each in catalogue.standards if each.edition == "undated"}
    assert undated == {
        new for row in catalogue.crosswalk if row.kind in ("replaced", "split") for new in row.new
    }
