"""A standard that says of itself that it supports the rest of its suite: suggested beside them, never forced.

MH20 in its edition of 2013 asks to be read not by itself but as drawing on, and supporting, each of the other Mental
Health standards. No column of the catalogue says so: it is said here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from standing.areas.profiles.superseding import superseded
from standing.core.holdings import Holdings

SUPPORTS_ITS_SUITE = {"MH": "MH20@2013"}
"""The standard that supports the others of a suite, by the code of the suite."""


def suggested(holdings: Holdings, chosen: Collection[str], today: date) -> list[str]:
    """The supporting standards that are not chosen, of each suite from which a standard is that was not replaced."""
    held = holdings.catalogue.by_id
    codes = {held[each].code for each in chosen if each in held}
    suites = {
        held[each].suite for each in chosen if each in held and superseded(holdings, each, today) is None
    }
    return [
        standard
        for suite, standard in SUPPORTS_ITS_SUITE.items()
        if suite in suites
        and standard in held
        and held[standard].code not in codes
        and superseded(holdings, standard, today) is None
    ]
