"""Counts, pages, filters and tables."""

import pytest
from django.core.paginator import Paginator
from django.http import QueryDict

from standing.site.components import lists


@pytest.mark.parametrize(
    ("shown", "of", "first", "words"),
    [
        (0, 0, None, "No people"),
        (1, 1, None, "Showing the only person"),
        (120, 120, 1, "Showing all 120 people"),
        (30, 1200, 31, "Showing 31 to 60 of 1,200 people"),
        (0, 5, None, "Showing 0 of 5 people"),
    ],
)
def test_counts_say_what_they_count(shown: int, of: int, first: int | None, words: str) -> None:
    assert lists.Counts(shown, of, "person", "people", first).text == words


def test_more_than_there_are_cannot_be_shown() -> None:
    with pytest.raises(ValueError, match="3 of 2"):
        lists.Counts(3, 2, "person", "people")


def test_pages_keep_filters_and_leave_out_the_middle() -> None:
    query = QueryDict("unit=a&unit=b&page=5")
    params = lists.Pages.of(Paginator(range(200), 20).page(5), query).as_params()
    assert [item.get("number", "…") for item in params["items"]] == [1, "…", 4, 5, 6, "…", 10]
    assert params["previous"]["href"] == "?unit=a&unit=b&page=4"
    assert params["next"]["href"] == "?unit=a&unit=b&page=6"
    assert [item["number"] for item in params["items"] if item.get("current")] == [5]


def test_the_first_page_has_none_before_it() -> None:
    assert "previous" not in lists.Pages(1, 3, QueryDict()).as_params()
    assert "next" not in lists.Pages(3, 3, QueryDict()).as_params()


def test_a_filter_is_taken_away_alone_and_goes_back_to_the_first_page() -> None:
    found = lists.filters_on(QueryDict("status=due&status=grace&q=x&page=3"), {("status", "due"): "Due"})
    assert found == [lists.Filter("Due", "?status=grace&q=x")]


def test_a_table_with_a_short_row_cannot_be_made() -> None:
    with pytest.raises(ValueError, match="row 2 of the table “People” has 1 cells, not 2"):
        lists.Table("t", "People", ["a", "b"], [["1", "2"], ["3"]])
