"""The way of one file into a service: what is open, what is settled, and once nothing is open, what it would do.

The order is that of the steps a person takes: sheets, columns, questions, people, preview. Each needs those before,
and each is a class built on the one before it.
"""

from standing.core.moving_in.journey.service import Label, NewPlace, PlaceAsked, Remembered, Service
from standing.core.moving_in.journey.sheets import lay_out, signature
from standing.core.moving_in.journey.who import names_of, slug
from standing.core.moving_in.journey.whole import COLUMNS, PEOPLE, PREVIEW, QUESTIONS, SHEETS, STEPS, Journey

__all__ = [
    "COLUMNS",
    "PEOPLE",
    "PREVIEW",
    "QUESTIONS",
    "SHEETS",
    "STEPS",
    "Journey",
    "Label",
    "NewPlace",
    "PlaceAsked",
    "Remembered",
    "Service",
    "lay_out",
    "names_of",
    "signature",
    "slug",
]
