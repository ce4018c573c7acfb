"""What somebody who builds a profile is told: what was replaced, overlaps or is suggested; and how versions differ."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from standing.areas.profiles.comparing import difference
from standing.areas.profiles.models import State
from standing.areas.profiles.overlaps import remarks
from standing.areas.profiles.presenters.comparing import comparison_table, difference_items, difference_words
from standing.areas.profiles.selectors import GroupInFull, LineInFull, VersionInFull
from standing.areas.profiles.superseding import superseded
from standing.areas.profiles.supporting import SUPPORTS_ITS_SUITE, suggested
from standing.areas.profiles.terms import NeededBy, needed_by_words
from standing.core.holdings import Holdings, bundled_holdings
from standing.core.rules.days import add_months
from tests.factories.standards import two_revisions

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def bundled() -> Holdings:
    return bundled_holdings()


def line(standard: str, **said: object) -> LineInFull:
    given = {
        "id": hash((standard, *said.items())),
        "key": f"{standard} {said.get('context', '')}",
        "stands_for": (),
        "standard": standard,
        "code": standard.partition("@")[0],
        "title": f"Title of {standard}",
        "suite": "Gardens",
        "local": False,
        "context": "",
        "need": "essential",
        "needed_by_days": None,
        "practice": "",
        "counts_for_cover": False,
        "function": "",
        "group": "",
    }
    return LineInFull(**{**given, **said})  # type: ignore[arg-type]


def version(*lines: LineInFull, number: int = 1, **said: object) -> VersionInFull:
    names = dict.fromkeys(each.group for each in lines if each.group)
    groups = tuple(
        GroupInFull(name, 1, tuple(each for each in lines if each.group == name)) for name in names
    )
    given = {
        "id": number,
        "code": "nurse",
        "profile": "Nurse",
        "number": number,
        "state": State.DRAFT,
        "from_on": None,
        "to_on": None,
        "purpose": "",
        "functions": (),
        "lines": lines,
        "groups": groups,
        "decided_how": "",
        "decided_ref": "",
    }
    return VersionInFull(**{**given, **said})  # type: ignore[arg-type]


def said(found: VersionInFull, holdings: Holdings | None = None) -> list[str]:
    return [each.words for each in remarks(found, holdings or two_revisions(), TODAY)]


def test_a_replaced_standard_leads_to_those_in_use_at_the_end_of_the_way() -> None:
    found = superseded(two_revisions(), "ZZ1@2001", TODAY)
    assert found is not None
    assert (found.living, found.all_needed) == (("ZX1@2003", "ZX2@2003"), True)
    assert superseded(two_revisions(), "ZX1@2003", TODAY) is None
    assert superseded(two_revisions(), "ZZ1@2001", date(2001, 1, 1)) is None, "the revision is to come"


def test_what_is_kept_in_another_edition_was_replaced_and_what_is_out_of_scope_was_not(
    bundled: Holdings,
) -> None:
    kept = superseded(bundled, "MH14@2005", TODAY)
    assert kept is not None
    assert kept.living == ("MH14@2013",)
    assert superseded(bundled, "MH97@2007", TODAY) is None
    split = superseded(bundled, "MH41@2005", TODAY)
    assert split is not None
    assert split.all_needed, "a requirement for it becomes all of them (rules, part 5)"


def test_mh20_is_suggested_beside_another_mental_health_standard_of_today(bundled: Holdings) -> None:
    mh20 = SUPPORTS_ITS_SUITE["MH"]
    assert suggested(bundled, ["MH14@2013"], TODAY) == [mh20]
    assert suggested(bundled, ["MH14@2013", mh20], TODAY) == []
    assert suggested(bundled, ["MH14@2005"], TODAY) == [], "an old edition is replaced first"
    assert suggested(bundled, ["GEN103@2013"], TODAY) == []
    assert suggested(two_revisions(), ["ZX1@2003"], TODAY) == []


def test_an_edition_beside_its_successor_is_pointed_out() -> None:
    assert said(version(line("ZY1@2002"), line("ZX1@2003"))) == [
        "ZY1@2002 and its successor ZX1@2003 are both here. Take the old one out."
    ]
    assert said(version(line("ZZ2@2001"))) == ["ZZ2@2001 has been replaced by ZX1@2003."]


def test_two_standards_of_one_title_are_pointed_out() -> None:
    title = "Plant  the Trees"
    assert said(version(line("ZX1@2003", title=title), line("ZX2@2003", title="plant the trees"))) == [
        "ZX1@2003 and ZX2@2003 have the same title: Plant  the Trees."
    ]


def test_a_standard_that_is_here_twice_is_pointed_out_with_where() -> None:
    found = version(
        line("ZX1@2003", function="Care"), line("ZX1@2003", context="parks", function="Visits", group="Trees")
    )
    (first, *_) = said(found)
    assert first == (
        "ZX1@2003 is here twice: in general, for “Care”; in the context parks, in the group Trees, for “Visits”. "
        "Whoever holds it in general holds it in every context."
    )


def test_a_group_that_is_no_choice_is_pointed_out() -> None:
    assert said(version(line("ZX1@2003", group="Trees"))) == [
        "The group Trees asks for at least 1 and has 1 standard. Put more in it, or ask for fewer."
    ]


def test_versions_are_compared_line_by_line_by_key() -> None:
    before = version(line("ZX1@2003"), line("ZX2@2003"), line("ZY1@2002"), purpose="Old")
    after = version(
        line("ZX1@2003", needed_by_days=84, group="Trees", counts_for_cover=True),
        line("ZZ1@2001"),
        replace(line("ZX2@2003"), standard="ZZ2@2001"),
        number=2,
        purpose="New",
    )
    found = difference(before, after)
    assert [each.standard for each in found.added] == ["ZZ1@2001"]
    assert [each.standard for each in found.removed] == ["ZY1@2002"]
    assert [[change.what for change in pair.changes] for pair in found.changed] == [
        ["Needed by", "Counts for cover", "Group"],
        ["Standard"],
    ]
    assert [change.what for change in found.besides] == ["Purpose", "Group Trees"]
    table = comparison_table(before, after, found)
    rows = {str(row[0]): [str(getattr(cell, "content", cell)) for cell in row[1:]] for row in table.rows}
    assert rows["ZX1@2003 Title of ZX1@2003"] == [
        "Changed: needed by, counts for cover, group",
        "Needed by: The first day<br>Counts for cover: No<br>Group: None",
        "Needed by: 12 weeks after joining<br>Counts for cover: Yes<br>Group: Trees",
    ]
    assert rows["ZZ1@2001 Title of ZZ1@2001"][0] == "Added"
    assert difference_words(found) == "1 line added, 1 line removed, 2 lines changed, 2 other changes."
    assert "Purpose: Old before, New now." in difference_items(found)
    same = difference(before, before)
    assert same.is_none
    assert same.same == 3


def test_a_line_without_a_common_key_is_the_same_by_its_standard_and_context() -> None:
    found = difference(
        version(line("ZX1@2003", key="a")), version(line("ZX1@2003", key="b", need="desirable"))
    )
    assert [each.what for each in found.changed[0].changes] == ["Asked for"]


@pytest.mark.parametrize(("period", "months"), [(NeededBy.SIX_MONTHS, 6), (NeededBy.TWELVE_MONTHS, 12)])
def test_nobody_is_counted_later_than_the_calendar_would_count_them(period: NeededBy, months: int) -> None:
    assert period.value is not None
    days = [date(2023, 1, 1) + timedelta(days=each) for each in range(4 * 366)]
    gaps = [(add_months(day, months) - (day + timedelta(days=period.value))).days for day in days]
    assert min(gaps) == 0, "never later, and on some days exactly"


def test_by_when_a_line_is_needed_is_said_as_it_was_chosen() -> None:
    words = [needed_by_words(days) for days in (None, 0, 1, 84, 100, 181, 365)]
    assert words == [
        "The first day",
        "The first day",
        "1 day after joining",
        "12 weeks after joining",
        "100 days after joining",
        "6 months after joining",
        "12 months after joining",
    ]
