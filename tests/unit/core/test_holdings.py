"""What the catalogue holds, by standard."""

from __future__ import annotations

from standing.core.holdings import bundled_holdings


def test_every_standard_has_its_title() -> None:
    held = bundled_holdings()
    assert set(held.titles) == set(held.catalogue.by_id)
    assert held.titles["MH20@2013"] == held.catalogue.by_id["MH20@2013"].title
    assert held.titles["MH20@2013"] != held.titles["MH20@2005"], "revised under the same code"
