"""The readers of feeds on real ones, beside the source documents: skipped, and said, where they are not there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from standing.areas.policies.reading import read_feed, recognise
from standing.core.formats import legislation_effects, nice_products
from standing.core.policies.feeds import PUBLISHED, WITHDRAWN

pytestmark = pytest.mark.sources

PRODUCTS = "products-lite_2022-10-18.json"
EFFECTS = "effects_feed_sample.xml"


@pytest.fixture
def feed(sources: Path, request: pytest.FixtureRequest) -> tuple[str, bytes]:
    """A feed by its name, anywhere below the folder of the documents or beside it."""
    name, around = str(request.param), sources.parent
    found = sorted(around.rglob(name))
    if not found:
        pytest.skip(
            f"{name} is nowhere below {around}: put the feeds into or beside the folder of the documents"
        )
    return name, found[0].read_bytes()


@pytest.mark.parametrize("feed", [PRODUCTS], indirect=True)
def test_nices_list_of_products(feed: tuple[str, bytes]) -> None:
    name, content = feed
    assert recognise(content) == nice_products.FORMAT
    read = read_feed(content, name)
    statuses = Counter(item.status for item in read.items)
    aside = {item.key: item.set_aside for item in read.set_aside}
    print(f"\n{name}: {len(read.items)} products, {statuses[WITHDRAWN]} withdrawn, {len(aside)} set aside")
    for key, why in sorted(aside.items()):
        print(f"  {key}: {why}")
    assert (len(read.items), statuses) == (2963, {PUBLISHED: 2229, WITHDRAWN: 734})
    assert len(read.taken) == 2946
    assert {"NG1888", "NG245", "NG246", "NG247", "IND1001", "CG195", "CG196", "IND6", "IND7"} <= set(aside)
    assert {item.status for item in read.set_aside} == {PUBLISHED}, "what was withdrawn was real"
    assert (read.is_whole, read.refused, read.problems) == (True, False, ())
    assert len({item.key for item in read.items}) == len(read.items)


@pytest.mark.parametrize("feed", [EFFECTS], indirect=True)
def test_a_page_of_the_effects_feed_of_legislation(feed: tuple[str, bytes]) -> None:
    name, content = feed
    assert recognise(content) == legislation_effects.FORMAT
    read = read_feed(content, name)
    days = [each.on for item in read.items for each in item.commencements]
    print(f"\n{name}: {len(read.items)} Acts, {len(days)} commencements: {', '.join(map(str, days))}")
    assert not read.refused
    assert len(read.items) == 1
    assert all(days)
    assert not read.is_whole, "it is a page of many, and what is not in it is not gone"
    (problem,) = read.problems
    assert "page 1 of the feed" in problem.what
