"""What importing a document would do, on its page: all of a long list can be reached, fifty at a time."""

from __future__ import annotations

from django.http import QueryDict

from standing.areas.standards.presenters.sources import ON_A_PAGE, present_preview
from standing.core.formats.results import Problem, Repair
from standing.core.importing import ImportReport
from standing.site.components.lists import Cell

MANY = 120


def test_a_long_register_is_shown_in_pages_each_list_by_itself() -> None:
    report = ImportReport(
        "nos-register",
        "register.xlsx",
        "0" * 64,
        read=10_000,
        repairs=tuple(Repair(f"register.xlsx:{n}", "spaces", " a", "a") for n in range(MANY)),
        problems=tuple(
            Problem(f"register.xlsx:{n}", "no title", "Look", False) for n in range(ON_A_PAGE + 1)
        ),
    )
    shown = present_preview(report, QueryDict("repairs=3"))
    assert shown.repairs.counts.text == "Showing 101 to 120 of 120 repairs"
    where = [row[0] for row in shown.repairs.table.rows]
    assert where == [Cell(f"line {n}", narrow=True) for n in range(100, MANY)]
    assert shown.problems.counts.text == "Showing 1 to 50 of 51 problems"
    assert shown.problems.pages.as_params()["next"]["href"] == "?repairs=3&problems=2#problems"
    assert shown.repairs.pages.as_params()["landmarkLabel"] == "Pages of repairs"
    last = present_preview(report, QueryDict("problems=2&repairs=nonsense"))
    assert [len(last.problems.table.rows), len(last.repairs.table.rows)] == [1, ON_A_PAGE]
