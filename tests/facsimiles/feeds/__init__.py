"""Made-up feeds in the shape of NICE's list of products and of legislation.gov.uk's effects, with their traps."""

from __future__ import annotations

import json
from typing import Any


def product(key: str, title: str, **other: Any) -> dict[str, Any]:
    """One product as the list writes it."""
    row = {
        "_links": {"self": [{}]},
        "ETag": None,
        "Id": key,
        "Title": title,
        "LastModified": "2024-03-01T08:58:37.35792Z",
        "ProductStatus": "Published",
        "ProductType": "".join(letter for letter in key if letter.isalpha()),
        "PublishedDate": "2014-05-06T00:00:00",
        "LastMajorModificationDate": "2019-09-01T00:00:00",
        "DevelopedAs": None,
        "ProductGroup": "Guideline",
    }
    return {**row, **other}


def products(*rows: Any) -> bytes:
    """The list with these rows."""
    held = {"_links": {"self": [{}]}, "_embedded": {"nice.publications:product-lite": list(rows)}}
    feed = {"_links": {}, "_embedded": {"nice.publications:product-list-lite": held}}
    return json.dumps(feed, ensure_ascii=False, indent=1).encode()


def series(name: str, numbers: range) -> list[dict[str, Any]]:
    """As many products of a series, one after another."""
    return [product(f"{name}{number}", f"Gardening in all weathers, part {number}") for number in numbers]


def nice() -> bytes:
    """A whole list: two series, withdrawn products, and rows that are somebody's tests."""
    return products(
        *series("NG", range(1, 25)),
        product("NG45", "Superscript Fix"),
        product("NG46", "PUB383 Headings Superscript"),
        product("NG47", "TestMaster "),
        product("NG1888", "this is a test"),
        product("CG1", "Storms  and\u00a0shelter ", ProductStatus="Withdrawn"),
        product("CG2", "Point-of-care soil testing for the test plot", PublishedDate="0001-01-01T00:00:00"),
        product("IND101", "Proportion of gardens with a shed"),
        product("IND1001", "Test indicator IND1001: sheds"),
        product("QS7", "To be confirmed"),
        product("QS8", ""),
    )


_HEAD = """<feed xmlns="http://www.w3.org/2005/Atom"
    xmlns:leg="http://www.legislation.gov.uk/namespaces/legislation"
    xmlns:ukm="http://www.legislation.gov.uk/namespaces/metadata"
    xmlns:openSearch="http://a9.com/-/spec/opensearch/1.1/">
    <updated>2026-03-07T00:54:43Z</updated>
"""


def effect(
    key: str,
    provisions: str,
    *days: str,
    act: str = "ukpga/2031/4",
    title: str = "Orchards Act 2031",
    prospective: bool = False,
) -> str:
    """One entry: what a provision of an Act does to another, and the days from which it is in force."""
    dates = "".join(f'<ukm:InForce Date="{day}" Qualification="wholly in force"/>' for day in days)
    dates += '<ukm:InForce Prospective="true"/>' if prospective else ""
    return f"""<entry><content type="text/xml">
    <ukm:Effect Type="substituted" Applied="false" RequiresApplied="true" EffectId="{key}"
      AffectedClass="UnitedKingdomPublicGeneralAct" AffectedURI="http://www.legislation.gov.uk/id/ukpga/2020/7"
      AffectedProvisions="s. 18(3)" AffectingClass="UnitedKingdomPublicGeneralAct"
      AffectingURI="http://www.legislation.gov.uk/id/{act}" AffectingProvisions="{provisions}">
      <ukm:AffectedTitle>Hedges Act 2020</ukm:AffectedTitle><ukm:AffectingTitle>{title}</ukm:AffectingTitle>
      <ukm:InForceDates>{dates}</ukm:InForceDates>
    </ukm:Effect></content><title>Orchards</title></entry>"""


def effects(*entries: str, more: int = 0, total: int | None = None, page: int = 1) -> bytes:
    """A page of the feed, one of several where more are to come."""
    found = len(entries) if total is None else total
    said = f"<leg:page>{page}</leg:page><leg:morePages>{more}</leg:morePages>"
    said += f"<openSearch:totalResults>{found}</openSearch:totalResults>"
    return (_HEAD + said + "".join(entries) + "</feed>").encode()


def law() -> bytes:
    """An Act with three commencement days, one of them not appointed, and another Act."""
    return effects(
        effect("key-1", "s. 2", "2031-06-01"),
        effect("key-2", "s. 3", "2031-06-01", "2032-01-01"),
        effect("key-3", "Sch. 1", prospective=True),
        effect("key-4", "s. 9"),
        effect("key-5", "art. 2", "2031-02-03", act="uksi/2031/88", title="The Ladders Order 2031"),
    )
