"""What is different from the import before."""

from __future__ import annotations

from datetime import date

from standing.core.formats import legislation_effects, nice_products
from standing.core.policies.feeds import WITHDRAWN, FeedReading, compare
from tests.facsimiles.feeds import effect, effects, law, product, products


def nice(*rows: object) -> FeedReading:
    return nice_products.read(products(*rows), "nice.json")


def known(reading: FeedReading) -> dict[str, object]:
    return {item.key: item for item in reading.items}


def test_the_same_list_again_changes_nothing() -> None:
    reading = nice(product("NG1", "Sheds"), product("NG2", "Ladders"))
    found = compare(known(reading), reading)  # type: ignore[arg-type]
    assert not found.new
    assert not found.changed
    assert not found.gone
    assert len(found.unchanged) == 2


def test_new_changed_and_gone_are_told_apart_and_a_touch_of_the_page_is_no_change() -> None:
    before = nice(
        product("NG1", "Sheds"), product("NG2", "Ladders"), product("NG3", "Ponds"), product("NG9", "Moss")
    )
    after = nice(
        product("NG1", "Sheds", LastModified="2026-01-01T00:00:00Z"),
        product(
            "NG2",
            "Ladders and steps",
            ProductStatus="Withdrawn",
            LastMajorModificationDate="2025-02-03T00:00:00",
            PublishedDate=None,
        ),
        product("NG4", "Hedges"),
        product("NG9", "Moss"),
    )
    found = compare(known(before), after)  # type: ignore[arg-type]
    assert [item.key for item in found.new] == ["NG4"]
    assert found.gone == ("NG3",)
    (changed,) = found.changed
    assert changed.item.status == WITHDRAWN
    assert changed.words == (
        "Withdrawn by its publisher.",
        "Title was “Ladders”.",
        "Last changed in substance on 2025-02-03, before that 2019-09-01.",
        "Published on no day, before that 2014-05-06.",
    )
    back = compare(known(after), before)  # type: ignore[arg-type]
    assert "No longer withdrawn: published again." in back.changed[0].words


def test_a_page_of_a_feed_adds_commencement_days_and_takes_none_away() -> None:
    before = legislation_effects.read(law(), "law.feed")
    page = effects(effect("key-9", "s. 40", "2033-01-01"), more=2, total=9)
    found = compare(known(before), legislation_effects.read(page, "page.feed"))  # type: ignore[arg-type]
    (changed,) = found.changed
    assert changed.words == ("Now also 2033-01-01: s. 40.",)
    assert not found.gone
    assert len(changed.item.commencements) == 6
    assert changed.item.commencements[3].on == date(2033, 1, 1)


def test_a_whole_feed_that_no_longer_names_a_day_says_so() -> None:
    before = legislation_effects.read(law(), "law.feed")
    after = legislation_effects.read(effects(effect("key-1", "s. 2", "2031-09-01")), "law.feed")
    found = compare(known(before), after)  # type: ignore[arg-type]
    assert "No longer no day appointed: Sch. 1." in found.changed[0].words
    assert found.gone == ("uksi/2031/88",)
