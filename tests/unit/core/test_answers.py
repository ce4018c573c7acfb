"""What the commands about standards answer, from a catalogue in memory."""

from __future__ import annotations

import pytest

from standing.core import answers
from standing.core.answers import Unknown
from standing.core.browsing import NO_STATUS, Asked, browse, facets_of
from standing.core.catalogue import Catalogue, OtherTitle, Revision, Standard, Statement, Suite
from standing.core.holdings import Holdings, bundled_holdings
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Summary

OLD = Standard("ZZ1@2001", "ZZ1", "2001", "Keep the gate", "ZZ", ("ZZ 01",), "Document, row 1", "a note")
OLDER = Standard("ZZ2@2001", "ZZ2", "2001", "Rake the paths", "ZZ")
NEW = Standard("ZZ1@2003", "ZZ1", "2003", "Keep the gate with those who pass", "ZZ")
PARK = Standard("YY1@undated", "YY1", "undated", "Plant trees", "YY", ("PARK1",))
PLAIN = Standard("YY2@undated", "YY2", "undated", "Sweep leaves", "YY", ("PARK1",))
HOLDINGS = Holdings(
    Catalogue(
        suites=(Suite("ZZ", "Gardens"), Suite("YY", "Parks")),
        standards=(OLD, OLDER, NEW, PARK, PLAIN),
        revisions=(
            Revision(
                "zz-2003", "Gardens", "ZZ", "Document", "2003", "2003-12-31", "2003",
                {"ZZ1": "ZZ1@2001", "ZZ2": "ZZ2@2001"},
            ),
        ),
        crosswalk=(
            CrosswalkRow("zz-2003", "ZZ1@2001", "revised", ("ZZ1@2003",)),
            CrosswalkRow("zz-2003", "ZZ2@2001", "absorbed", ("ZZ1@2003",)),
        ),
        statements=(
            Statement("ZZ1@2001", "current", "Register", "2001-12-31"),
            Statement("ZZ1@2001", "superseded", "Document", "2003-12-31"),
            Statement("ZZ1@2003", "current", "Document", "2003-12-31"),
        ),
        titles=(OtherTitle("ZZ1@2001", "Mind the gate", "List"),),
    ),
    {
        "ZZ1@2001": Summary("ZZ1@2001", "Minding who comes in.", ("person",), ("support",), ("any",), specialist=False),
        "ZZ2@2001": Summary(
            "ZZ2@2001", "Making the ways tidy.", ("person", "community"), ("plan",), ("home",), specialist=True
        ),
    },
)  # fmt: skip


def ids(rows: list[dict[str, str]]) -> list[str]:
    return [row["id"] for row in rows]


def test_the_newest_statement_up_to_the_day_is_the_status() -> None:
    before = answers.catalogue_json(HOLDINGS, at="2002-06-30")
    assert [row["status"] for row in before] == ["current", None, None, None, None]
    assert answers.catalogue_json(HOLDINGS, at="2003-12-31")[0]["source"] == "Document"


def test_suites_and_statuses_are_compared_without_regard_to_case() -> None:
    assert ids(answers.catalogue_json(HOLDINGS, at="2026-01-01", suites=["yy"])) == [
        "YY1@undated",
        "YY2@undated",
    ]
    assert ids(answers.catalogue_json(HOLDINGS, at="2026-01-01", statuses=["Current"])) == ["ZZ1@2003"]


@pytest.mark.parametrize("asked", [{"suites": ["XX"]}, {"statuses": ["gone"]}])
def test_a_suite_or_status_that_is_nowhere_is_unknown(asked: dict[str, list[str]]) -> None:
    with pytest.raises(Unknown, match="There are: "):
        answers.catalogue_json(HOLDINGS, at="2026-01-01", **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ZZ1", ["ZZ1@2003", "ZZ1@2001"]),
        ("zz1@2001", ["ZZ1@2001"]),
        ("ZZ1@2001", ["ZZ1@2001"]),
        ("yy1@UNDATED", ["YY1@undated"]),
        ("zz01", ["ZZ1@2001"]),
        ("park1", ["YY1@undated", "YY2@undated"]),
    ],
)
def test_a_code_an_id_or_an_alias_names_standards(text: str, found: list[str]) -> None:
    assert [each.id for each in answers.standards_asked(HOLDINGS, text)] == found


def test_what_names_none_is_unknown() -> None:
    with pytest.raises(Unknown, match="'XX9' is not the code of a standard in the catalogue"):
        answers.standards_asked(HOLDINGS, "XX9")


def test_a_standard_says_all_that_is_held() -> None:
    old = answers.standard_json(HOLDINGS, OLD)
    assert old["successors"] == ["ZZ1@2003"]
    assert old["facets"] == {
        "works_with": ["person"], "kind_of_work": ["support"], "setting": ["any"], "specialist": False
    }  # fmt: skip
    assert [said["status"] for said in old["statements_of_status"]] == ["superseded", "current"]
    assert old["other_titles"] == [{"title": "Mind the gate", "source": "List"}]
    new = answers.standard_json(HOLDINGS, NEW)
    assert (new["summary"], new["facets"]) == ("", {})
    assert new["predecessors"] == ["ZZ1@2001", "ZZ2@2001"]
    assert [link["kind"] for link in new["lineage"]["from"]] == ["revised", "absorbed"]


def test_a_profile_is_carried_or_refused_whole() -> None:
    [line] = answers.carried_profile(HOLDINGS, "zz-2003", ["ZZ1", "ZZ2"])
    assert (line["id"], line["from"]) == ("ZZ1@2003", ["ZZ1@2001", "ZZ2@2001"])
    with pytest.raises(Unknown, match=r"(?s)Nothing was carried over\..*'XX1': "):
        answers.carried_profile(HOLDINGS, "zz-2003", ["ZZ1", "XX1"])
    with pytest.raises(
        Unknown, match=r"There is no revision 'zz-1999' in the catalogue\. There are: zz-2003"
    ):
        answers.carried_profile(HOLDINGS, "zz-1999", ["ZZ1"])


def test_a_crosswalk_is_answered_or_unknown() -> None:
    assert answers.crosswalk_answer(HOLDINGS, "zz-2003")["counts"] == {"revised": 1, "absorbed": 1}
    with pytest.raises(Unknown, match="There are: none yet"):
        answers.crosswalk_answer(Holdings(), "zz-2003")


def test_a_search_answers_best_first() -> None:
    assert ids(answers.search_json(HOLDINGS, "trees")) == ["YY1@undated"]


def test_browsing_without_words_is_in_the_order_of_the_catalogue() -> None:
    found = browse(HOLDINGS, Asked(), "2026-01-01")
    assert [each.standard for each in found] == [OLD, OLDER, NEW, PARK, PLAIN]
    assert found[0].summary == "Minding who comes in."


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(words="minding"), {"ZZ1@2001", "ZZ1@2003"}),
        (Asked(suites=["YY"]), {"YY1@undated", "YY2@undated"}),
        (Asked(statuses=["current"]), {"ZZ1@2003"}),
        (Asked(statuses=[NO_STATUS]), {"ZZ2@2001", "YY1@undated", "YY2@undated"}),
        (Asked(kinds_of_work=["plan"]), {"ZZ2@2001", "ZZ1@2003"}),
        (Asked(kinds_of_work=["plan"], works_with=["community"]), {"ZZ2@2001", "ZZ1@2003"}),
        (Asked(kinds_of_work=["support"], works_with=["community"]), {"ZZ1@2003"}),
        (Asked(words="trees", suites=["ZZ"]), set()),
    ],
)
def test_every_part_that_is_asked_must_be_answered(asked: Asked, found: set[str]) -> None:
    assert {each.standard.id for each in browse(HOLDINGS, asked, "2026-01-01")} == found


def test_nothing_is_found_in_an_empty_catalogue() -> None:
    assert browse(Holdings(), Asked(words="gate"), "2026-01-01") == []


def test_a_standard_without_a_summary_is_lent_the_facets_of_those_it_came_from() -> None:
    lent = facets_of(HOLDINGS, "ZZ1@2003")
    assert lent.works_with == ("person", "community")
    assert lent.setting == ("home",), "any place says nothing beside a named one"
    assert lent.specialist
    assert lent.lent_by == ("ZZ1@2001", "ZZ2@2001")
    assert facets_of(HOLDINGS, "ZZ1@2001").lent_by == ()
    assert facets_of(HOLDINGS, "YY1@undated").works_with == ()


def test_all_99_bundled_codes_are_carried_to_89_lines() -> None:
    codes = [f"MH{number}" for number in [*range(1, 95), *range(97, 102)]]
    assert len(answers.carried_profile(bundled_holdings(), "mh-2013", codes)) == 89
