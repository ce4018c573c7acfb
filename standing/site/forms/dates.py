"""A day in three boxes: day, month, year; messages say which part to put right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from standing.site.dates import MONTHS, long_day
from standing.site.forms.look import Look, lower_first

PARTS = ("day", "month", "year")
MONTH_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
MONTH_NUMBERS.update({name[:3].lower(): number for number, name in enumerate(MONTHS, 1)})
MONTH_NUMBERS["sept"] = 9

Bound = date | Callable[[], date] | None

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""What a form takes where it says nothing else: beyond them is a slip, and spreadsheets know no day before 1900."""


class DateWidget(forms.MultiWidget):
    """Three text boxes named after the field: `started_day`, `started_month`, `started_year`."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return the three parts of a day."""
        return [value.day, value.month, value.year] if isinstance(value, date) else [None, None, None]

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Return the three parts as typed, or those of an ISO day given whole: a link then says
        `?at=2026-03-03`.
        """
        whole = data.get(name)
        if isinstance(whole, str) and len(pieces := whole.strip().split("-")) == 3:
            return [pieces[2], pieces[1], pieces[0]]
        return [data.get(f"{name}_{part}") or "" for part in PARTS]

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Return whether none of the parts was sent."""
        return name not in data and all(f"{name}_{part}" not in data for part in PARTS)


class DateField(forms.Field):
    """A day. `earliest` and `latest`, both included, may be days or functions that return one (today).

    `said` is what the day is called in a message ("the day they joined"); the label otherwise. Errors carry
    `params["parts"]`: the boxes they are about.
    """

    widget = DateWidget

    def __init__(
        self,
        *,
        label: str,
        hint: str = "For example, 27 3 2026",
        said: str = "",
        asks: str = "",
        earliest: Bound = EARLIEST,
        latest: Bound = LATEST,
        look: Look | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label=label, help_text=hint, **options)
        self.said = said or lower_first(label)
        self.asks = asks or f"Enter {self.said}"
        self.earliest, self.latest, self.look = earliest, latest, look or Look()

    def clean(self, value: Any) -> date | None:
        """Return the day, None when nothing was typed and nothing is required, or refuse it."""
        typed = [str(part or "").strip() for part in (value or ["", "", ""])]
        if not any(typed):
            if self.required:
                raise self._refusal(self.asks, PARTS)
            return None
        day = self._day(typed)
        self._check_bounds(day)
        self.run_validators(day)
        return day

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another day was typed than the one shown."""
        first = DateWidget().decompress(initial) if not isinstance(initial, Sequence) else initial
        return [str(part or "") for part in first] != [str(part or "") for part in (data or ["", "", ""])]

    def _day(self, typed: list[str]) -> date:
        said = self.said[:1].upper() + self.said[1:]
        missing = [part for part, text in zip(PARTS, typed, strict=True) if not text]
        if missing:
            raise self._refusal(f"{said} must include a {' and a '.join(missing)}", missing)
        numbers = [
            _number(typed[0]),
            MONTH_NUMBERS.get(typed[1].lower().rstrip("."), _number(typed[1])),
            _number(typed[2]),
        ]
        wrong = [part for part, number in zip(PARTS, numbers, strict=True) if number is None]
        if "year" not in wrong and len(typed[2]) != 4:
            raise self._refusal("Year must include 4 numbers", ["year"])
        if wrong:
            raise self._refusal(f"{said} must be a real date, like 27 3 2026", wrong)
        day, month, year = (int(number or 0) for number in numbers)
        try:
            return date(year, month, day)
        except ValueError:
            parts = ["month"] if not 1 <= month <= 12 else ["day"]
            raise self._refusal(f"{said} must be a real date, like 27 3 2026", parts) from None

    def _check_bounds(self, day: date) -> None:
        said = self.said[:1].upper() + self.said[1:]
        earliest, latest = _known(self.earliest), _known(self.latest)
        if latest is not None and day > latest:
            # A bound that is a function is today: said so, it stays true on the day it is read.
            words = (
                "must be today or in the past"
                if callable(self.latest)
                else f"must be on or before {long_day(latest)}"
            )
            raise self._refusal(f"{said} {words}", PARTS)
        if earliest is not None and day < earliest:
            words = (
                "must be today or in the future"
                if callable(self.earliest)
                else f"must be on or after {long_day(earliest)}"
            )
            raise self._refusal(f"{said} {words}", PARTS)

    def _refusal(self, message: str, parts: Sequence[str]) -> ValidationError:
        return ValidationError(message, code="date", params={"parts": tuple(parts)})


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 4 else None


def _known(bound: Bound) -> date | None:
    return bound() if callable(bound) else bound
