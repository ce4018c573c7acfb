"""The catalogue in memory refuses what cannot be, and finds what is asked."""

from __future__ import annotations

import pytest

from standing.core.catalogue import Catalogue, Revision, Standard, Statement, codes_in

REVISION = Revision(
    "mh-2013",
    "A revision",
    "MH",
    "A document",
    "March 2013",
    "2013-03-31",
    "2013",
    codes_in("MH1-MH3@2005"),
    codes_in("GEN99@2013"),
)


def test_codes_are_written_short() -> None:
    assert codes_in("MH1-MH3@2005 MH97@2007") == {
        "MH1": "MH1@2005",
        "MH2": "MH2@2005",
        "MH3": "MH3@2005",
        "MH97": "MH97@2007",
    }


@pytest.mark.parametrize("words", ["MH1", "MH1-GEN3@2005", "1-3@2005"])
def test_codes_that_cannot_be_read_are_refused(words: str) -> None:
    with pytest.raises(
        ValueError, match="is not a code or a range of codes with its edition, such as MH1-MH94@2005"
    ):
        codes_in(words)


@pytest.mark.parametrize(
    ("printed", "standard"),
    [
        ("MH2.2012", "MH2@2012"),
        ("GEN99", "GEN99@2013"),
        ("MH2", "MH2@2013"),
        ("SCDHSC0027", "SCDHSC0027@undated"),
    ],
)
def test_a_target_is_dated_by_its_suffix_by_the_revision_or_not_at_all(printed: str, standard: str) -> None:
    assert REVISION.target(printed) == standard


def test_a_standard_checks_itself() -> None:
    with pytest.raises(ValueError, match="the id is not MH1@2013, its code and edition"):
        Standard("MH1@2005", "MH1", "2013", "Title", "MH")
    with pytest.raises(ValueError, match="the title is empty"):
        Standard("MH1@2005", "MH1", "2005", " ", "MH")


def test_editions_of_a_code_come_latest_first_and_undated_last() -> None:
    editions = ("2005", "undated", "2013")
    catalogue = Catalogue(
        standards=tuple(Standard(f"MH1@{edition}", "MH1", edition, "Title", "MH") for edition in editions),
        revisions=(REVISION,),
        statements=(
            Statement("MH1@2005", "current", "A list", "2005-12-31"),
            Statement("MH1@2005", "replaced", "A document", "2013-03-31"),
        ),
    )
    assert [each.edition for each in catalogue.by_code["MH1"]] == ["2013", "2005", "undated"]
    assert [each.status for each in catalogue.statements_of("MH1@2005")] == ["replaced", "current"]
    assert catalogue.revision("mh-2013") == REVISION
    assert catalogue.revision("none") is None
    assert catalogue.rows("mh-2013") == ()
