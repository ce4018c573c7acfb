"""The JSON answers about a crosswalk, by the names others script against."""

from __future__ import annotations

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats.crosswalk import build, carry_profile_json, crosswalk_json
from standing.core.formats.tracking_document import Target, TrackingRow


def test_a_crosswalk_answers_rows_counts_links_and_targets(lanterns: Catalogue) -> None:
    answer = crosswalk_json(lanterns, "lk-2013")
    assert list(answer) == ["revision", "rows", "counts", "links", "targets"]
    assert answer["rows"][8] == {
        "old": "LK9@2005",
        "kind": "split",
        "new": ["QMD7@undated", "SCL0426@undated"],
        "need": "all",
        "treatment": "equivalence per target",
        "source_words": "",
        "note": "Both new standards are needed.",
    }
    assert answer["counts"] == {
        "recoded": 3,
        "replaced": 6,
        "revised": 1,
        "kept": 2,
        "reissued": 1,
        "widened": 2,
        "reworded": 1,
        "split": 1,
        "absorbed": 2,
        "withdrawn": 1,
        "unchanged": 2,
    }
    assert (answer["links"], answer["targets"]) == (20, 16)


def test_an_unknown_revision_is_an_error(lanterns: Catalogue) -> None:
    with pytest.raises(KeyError, match="mh-1999"):
        crosswalk_json(lanterns, "mh-1999")


def test_a_carried_profile_answers_its_lines(lanterns: Catalogue) -> None:
    lines = carry_profile_json(lanterns.rows("lk-2013"), ["LK14@2005", "LK16@2005", "LK3@2005", "LK10@2005"])
    assert lines == [
        {
            "id": "SCL0421@undated",
            "code": "SCL0421",
            "edition": "undated",
            "context": "",
            "from": ["LK14@2005", "LK16@2005"],
        },
        {
            "id": "LK3@2013",
            "code": "LK3",
            "edition": "2013",
            "context": "",
            "from": ["LK3@2005", "LK10@2005"],
        },
    ]


def test_standards_take_the_forms_they_are_met_in(lanterns: Catalogue) -> None:
    revision = lanterns.revisions[0]
    prefixed = Catalogue(suites=tuple(type(each)(each.suite, each.name, "SFH") for each in lanterns.suites))
    row = TrackingRow(1, "LK5", "Mend lamps", (Target("LK5.2012", "Mend lamps", "LK5.2012"),))
    built = build([row, TrackingRow(2, "XX1", "Not ours", ())], revision, prefixed, "f.txt")
    assert [(each.id, each.aliases) for each in built.standards] == [
        ("LK5@2005", ("SFHLK5",)),
        ("LK5@2012", ("LK5.2012", "SFHLK5", "SFHLK5.2012")),
    ]
    assert len(built.rows) == 1
