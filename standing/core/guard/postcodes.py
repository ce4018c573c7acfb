"""Postcodes of the United Kingdom, by their form and by the areas there are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standing.core.guard.model import Kind
from standing.core.guard.spans import Span, listed

AREAS = listed(
    "AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC",
    "EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME",
    "MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY",
    "TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ZZ",
)
"""The postcode areas, with ZZ of the codes for no fixed abode. Source: the alphabetical list of the Royal Mail."""

_POSTCODE = re.compile(
    r"(?<![A-Za-z0-9])(?P<area>[A-Z]{1,2})(?P<district>\d[A-Z\d]?)[ \u00a0]{0,2}"
    r"(?P<inward>\d[ABD-HJLNP-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_ORDINALS = {"1st", "2nd", "3rd", *(f"{digit}th" for digit in "0456789")}


def postcodes(text: str) -> Iterator[Span]:
    """Whole postcodes. Half of one ("LS7") is not looked for: too much else is written like it."""
    for found in _POSTCODE.finditer(text):
        ordinal = found["inward"] in _ORDINALS and not found["area"].islower()
        if found["area"].upper() in AREAS and not ordinal:
            yield Span(Kind.POSTCODE, found.start(), found.end())
