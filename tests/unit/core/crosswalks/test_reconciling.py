"""A crosswalk held against a register: every finding with both sources."""

from __future__ import annotations

from collections import Counter

from standing.core.catalogue import Catalogue
from standing.core.crosswalks.reconciling import Finding, FindingKind, Register, keys_of, reconcile
from standing.core.crosswalks.versions import from_document
from standing.core.formats.nos_register import RegisterEntry


def entry(
    urn: str, title: str = "", *originals: str, validity: str = "current", row: int = 2
) -> RegisterEntry:
    return RegisterEntry(
        row, urn, title, validity=validity, printed_validity=validity.capitalize(), originals=originals
    )


def found(lanterns: Catalogue, *entries: RegisterEntry) -> tuple[Finding, ...]:
    revision = lanterns.revision("lk-2013")
    assert revision is not None
    rows = [from_document(row) for row in lanterns.rows("lk-2013")]
    return reconcile(rows, revision, lanterns, Register("Lamp register, June 2019", "2019-06-30", entries))


def of_kind(findings: tuple[Finding, ...], kind: FindingKind) -> list[tuple[str, str]]:
    return [(each.standard, each.other) for each in findings if each.kind is kind]


def test_an_original_confirms_or_contradicts_a_link(lanterns: Catalogue) -> None:
    findings = found(
        lanterns,
        entry("GL10", "", "LK1"),
        entry("GL14", "", "LK99"),
        entry("GL15", "", "GL15"),
        entry("SCL0421", "", "LK14"),
        entry("LK4", "", "LK4"),
    )
    assert of_kind(findings, FindingKind.CONFIRMS) == [
        ("GL10@2013", "LK1@2005"),
        ("LK4@2013", "LK4@2005"),
        ("SCL0421@undated", "LK14@2005"),
    ]
    assert of_kind(findings, FindingKind.CONTRADICTS) == [("GL14@2013", "LK13@2005")]
    said = next(each for each in findings if each.kind is FindingKind.CONTRADICTS)
    assert said.ours == "GL14@2013 came from LK13@2005"
    assert said.theirs == "GL14 came from LK99"
    assert (said.ours_source, said.ours_as_of) == (
        "Lantern Keeping tracking document, May 2013",
        "2013-05-31",
    )
    assert (said.theirs_source, said.theirs_as_of) == ("Lamp register, June 2019, row 2", "2019-06-30")
    assert said.key == "contradicts:GL14@2013:LK13@2005"


def test_an_old_standard_that_became_another_one_there_contradicts(lanterns: Catalogue) -> None:
    findings = found(lanterns, entry("ZZ9", "", "LK20", "LK1"), entry("LK2", "", "LK2"))
    assert of_kind(findings, FindingKind.CONTRADICTS) == [("ZZ9", "LK20@2005"), ("ZZ9", "LK1@2005")]
    assert [each.ours for each in findings if each.other == "LK20@2005"] == ["LK20@2005 became nothing new"]
    held = found(lanterns, entry("LK5.2012", "", "LK5"))
    assert of_kind(held, FindingKind.CONTRADICTS) == []


def test_a_replaced_standard_may_still_be_called_current(lanterns: Catalogue) -> None:
    findings = found(
        lanterns,
        entry("LK1", "Greet travellers who are lost or tired"),
        entry("LK2", "", validity="legacy"),
        entry("LK3", ""),
        entry("LK20", ""),
        entry("LK4", ""),
    )
    assert of_kind(findings, FindingKind.STILL_CURRENT) == [("LK1@2005", ""), ("LK20@2005", "")]
    assert [each.ours for each in findings if each.kind is FindingKind.STILL_CURRENT] == [
        "LK1@2005 became GL10@2013",
        "LK20@2005 is withdrawn",
    ]


def test_titles_are_compared_as_titles_are(lanterns: Catalogue) -> None:
    findings = found(
        lanterns,
        entry("GL14", "Organize keepers' well-being"),
        entry("GL11", "Walk at night"),
        entry("LK3", "Light the lamps with travellers"),
        entry("GL12", ""),
    )
    assert of_kind(findings, FindingKind.TITLE_DIFFERS) == [("GL11@2013", "")]


def test_what_the_register_lacks_is_named_with_where_it_came_from(lanterns: Catalogue) -> None:
    findings = found(lanterns, entry("SCL0421"), entry("QM D7"))
    lacking = [each for each in findings if each.kind is FindingKind.LACKS]
    assert len(lacking) == 14
    assert {"SCL0421@undated", "QMD7@undated"}.isdisjoint(each.standard for each in lacking)
    assert lacking[0].theirs == "No entry under any of its references"


def test_findings_come_by_kind_each_once(lanterns: Catalogue) -> None:
    twice = entry("GL10", "Other", "LK1")
    findings = found(lanterns, twice, twice, entry("LK1", ""))
    assert [each.kind for each in findings] == sorted(
        (each.kind for each in findings), key=list(FindingKind).index
    )
    assert Counter(each.key for each in findings).most_common(1)[0][1] == 1
    assert all(kind.words for kind in FindingKind)
    assert "lk5.2012" in keys_of(lanterns.by_id["LK5@2012"])
