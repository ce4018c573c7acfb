"""NICE's list of products: what is read, what is set aside and why, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from standing.core.formats import nice_products
from standing.core.policies.feeds import PUBLISHED, WITHDRAWN
from tests.facsimiles.feeds import law, nice, product, products, series


def read(data: bytes) -> Any:
    return nice_products.read(data, "nice.json")


def test_every_product_is_read_and_what_looks_like_a_test_is_set_aside_with_the_reason() -> None:
    found = read(nice())
    aside = {item.key: item.set_aside for item in found.set_aside}
    assert aside == {
        "NG45": "its number is far beyond the 24 that its series has reached",
        "NG46": "its title reads like a test",
        "NG47": "its title reads like a test",
        "NG1888": "its title reads like a test",
        "IND1001": "its title reads like a test",
        "QS7": "its title is a placeholder",
        "QS8": "it has no title",
    }
    assert len(found.taken) == 24 + 3
    assert not found.refused
    assert found.is_whole


def test_a_test_of_soil_is_a_real_product_and_a_short_extract_is_all_jumps() -> None:
    assert "CG2" in {item.key for item in read(nice()).taken}
    assert not read(products(product("NG1", "Sheds"), product("NG900", "Ladders"))).set_aside


@pytest.mark.parametrize(
    "title",
    ["Master Brand Refresh", "Chapter Headings 354", "New Indicator product-1", "Indicator Master changes"],
)
def test_a_title_that_names_the_publishing_and_no_subject_is_set_aside(title: str) -> None:
    (found,) = read(products(product("CG4", title))).set_aside
    assert found.set_aside == "its title reads like a test"
    assert not read(products(product("CG4", "A master at chapter headings"))).set_aside


def test_a_withdrawn_product_is_withdrawn_and_its_words_and_days_are_plain() -> None:
    by_key = {item.key: item for item in read(nice()).items}
    storms = by_key["CG1"]
    assert (storms.status, storms.title, storms.kind) == (WITHDRAWN, "Storms and shelter", "Guideline")
    assert (storms.published_on, storms.modified_on) == (date(2014, 5, 6), date(2019, 9, 1))
    assert by_key["CG2"].published_on is None
    assert by_key["CG2"].status == PUBLISHED
    assert {repair.what for repair in read(nice()).repairs} == {
        "spaces made plain in a title",
        "CG2 PublishedDate of the year 1 is no day",
    }


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("not a product", "this is no product"),
        (product("ng 10", "Sheds"), "found Id 'ng 10', expected one like NG10"),
        (product("NG30", "Sheds", Id=7), "found Id 7"),
        (product("NG30", "Sheds", ProductStatus="Draft"), "NG30 has the status 'Draft'"),
        (product("NG1", "Sheds"), "NG1 stands in the list twice"),
        (
            product("NG30", "Sheds", PublishedDate="2014-02-30T00:00:00"),
            "NG30 PublishedDate: found '2014-02-30",
        ),
        (product("NG30", "Sheds", PublishedDate="6 May"), "NG30 PublishedDate: found '6 May'"),
        (
            product("NG30", "Sheds", LastMajorModificationDate=20190901),
            "LastMajorModificationDate: found 20190901",
        ),
    ],
)
def test_what_is_odd_of_one_row_is_said_and_refuses_no_other(row: Any, words: str) -> None:
    found = read(products(*series("NG", range(1, 3)), row))
    (problem,) = found.problems
    assert words in problem.what
    assert problem.where == "nice.json:3"
    assert not problem.refuses
    assert not found.refused
    assert {"NG1", "NG2"} <= {item.key for item in found.items}


def test_days_may_be_missing_and_a_list_of_one_is_a_list() -> None:
    one = product(
        "NG1", "Sheds", PublishedDate=None, LastMajorModificationDate="", Title=None, ProductGroup=None
    )
    data = products("X").replace(b'["X"]', b"[]")
    held = products(one)
    assert read(held).items[0].kind == "NG"
    assert read(held).items[0].published_on is None
    assert read(data).refused
    feed = json.loads(held)
    inner = feed["_embedded"]["nice.publications:product-list-lite"]["_embedded"]
    inner["nice.publications:product-lite"] = inner["nice.publications:product-lite"][0]
    assert [item.key for item in read(json.dumps(feed).encode()).items] == ["NG1"]


@pytest.mark.parametrize(
    ("data", "words", "line"),
    [
        (b'{"a":\n', "the file is not whole JSON", 2),
        (b'{"a":\n"\xff"}', "a character is not UTF-8", 2),
        (b"{}", "there is no list under _embedded", 1),
        (b"[1]", "there is no list under _embedded", 1),
        (b"[" * 200_000, "nested too deeply", 1),
        (products(), "no product in the list could be read", 1),
        (products("x"), "no product in the list could be read", 1),
    ],
)
def test_what_is_no_list_is_refused_with_its_line(data: bytes, words: str, line: int) -> None:
    found = read(data)
    assert found.refused
    assert words in found.problems[0].what
    assert found.problems[0].where == f"nice.json:{line}"
    assert found.problems[0].do


def test_it_is_known_by_its_content() -> None:
    assert nice_products.is_one(b"\xef\xbb\xbf" + nice())
    assert not nice_products.is_one(law())
    assert not nice_products.is_one(b"{}")
