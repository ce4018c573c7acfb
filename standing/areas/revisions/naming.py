"""How a standard is called to people where its reference is at hand: by its code and year, and its title."""

from __future__ import annotations

from collections.abc import Mapping

from standing.core.catalogue import FIRST_EDITION, UNDATED


def short(reference: str) -> str:
    """ "MH20 (2013)", or "SCDHSC0421" without a year: people know a standard by its code, and not by its reference."""
    code, _, edition = reference.partition("@")
    return code if edition in ("", UNDATED, FIRST_EDITION) else f"{code} ({edition})"


def titled(reference: str, titles: Mapping[str, str]) -> str:
    """The same with its title, as far as `titles`, by reference, have it."""
    title = titles.get(reference, "")
    return f"{short(reference)} {title}" if title else short(reference)


def in_context(named: str, context: str) -> str:
    """A standard that is named, and the context it is for, if any."""
    return f"{named} ({context})" if context else named
