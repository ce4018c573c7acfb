"""A person's standing over time as a picture, and the same in words.

The picture is one bar cut into periods, drawn on the server: no script, nothing from elsewhere. Lengths are
in per cent of the bar, so it fits a phone and a sheet of paper alike. Each status has a colour, a pattern and
its word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from standing.site.components.status import LOOKS, StatusLook
from standing.site.dates import MONTHS, long_day


@dataclass(frozen=True)
class Span:
    """A status from a day to the day before `to`; an empty `to` means until further notice."""

    start: date
    to: date | None
    status: str
    reasons: Sequence[str] = ()

    def __post_init__(self) -> None:
        if self.status not in LOOKS:
            raise ValueError(f"{self.status!r} is no status")
        if self.to is not None and self.to <= self.start:
            raise ValueError(f"a span from {self.start} cannot end before {self.to}")


@dataclass(frozen=True)
class Bar:
    """A piece of the picture: where it begins and how long it is, in per cent of the whole."""

    x: float
    width: float
    look: StatusLook
    words: str


@dataclass(frozen=True)
class Tick:
    """A mark on the axis. `label` is empty on the marks between."""

    x: float
    label: str


@dataclass(frozen=True)
class Line:
    """A row of the text: from, until and status in words."""

    start: str
    end: str
    look: StatusLook
    reasons: Sequence[str]


@dataclass(frozen=True)
class TimelinePicture:
    """What the macro `timeline` draws. Build it with `TimelinePicture.of`."""

    name: str
    title: str
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    today: float | None
    today_words: str

    @classmethod
    def of(
        cls, *, name: str, title: str, spans: Iterable[Span], start: date, to: date, today: date
    ) -> TimelinePicture:
        """Draw the spans within the window from `start` to the day before `to`.

        `name` is unique on the page: the picture and its table are tied together by it. Spans outside the
        window are left out; those that cross its edge are cut, and the text says the days they really have.
        Raises `ValueError` for an empty window or for spans that overlap: a person has one status a day.
        """
        if to <= start:
            raise ValueError(f"the window from {start} to {to} is empty")
        known = sorted(spans, key=lambda span: span.start)
        _refuse_overlap(known)
        seen = [span for span in known if span.start < to and (span.to is None or span.to > start)]
        scale = _Scale(start, to)
        return cls(
            name=name,
            title=title,
            bars=tuple(_bar(span, scale) for span in seen),
            ticks=tuple(_ticks(scale)),
            lines=tuple(_line(span) for span in seen),
            today=scale.at(today) if start <= today < to else None,
            today_words=long_day(today),
        )

    @property
    def looks(self) -> list[StatusLook]:
        """The statuses in the picture, in the order of their first day: its key."""
        return list(dict.fromkeys(bar.look for bar in self.bars))

    @property
    def summary(self) -> str:
        """The picture in one sentence, for those who do not see it."""
        if not self.lines:
            return f"{self.title}: nothing recorded in this time."
        return f"{self.title}: " + "; ".join(bar.words for bar in self.bars) + "."


@dataclass(frozen=True)
class _Scale:
    start: date
    to: date

    def at(self, day: date) -> float:
        """Return where a day begins, in per cent of the window, kept within it."""
        share = (day - self.start).days / (self.to - self.start).days * 100
        return round(min(max(share, 0.0), 100.0), 3)


def _refuse_overlap(spans: Sequence[Span]) -> None:
    for before, after in pairwise(spans):
        if before.to is None or before.to > after.start:
            raise ValueError(f"spans overlap on {after.start}: a person has one status a day")


def _bar(span: Span, scale: _Scale) -> Bar:
    x = scale.at(span.start)
    end = scale.at(span.to) if span.to else 100.0
    look = LOOKS[span.status]
    last = f"until {long_day(span.to - timedelta(days=1))}" if span.to else "until further notice"
    return Bar(x, round(end - x, 3), look, f"{look.word} from {long_day(span.start)} {last}")


def _line(span: Span) -> Line:
    end = long_day(span.to - timedelta(days=1)) if span.to else "Until further notice"
    return Line(long_day(span.start), end, LOOKS[span.status], tuple(span.reasons))


def _ticks(scale: _Scale) -> list[Tick]:
    """Mark the months; label as many as a phone has room for: at most six or so."""
    months = [first for first in _month_starts(scale.start, scale.to) if first > scale.start]
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200) if len(months) <= 6 * step)
    marks = []
    for first in months:
        index = first.month - 1 + 12 * first.year
        if index % step == 0:
            label = str(first.year) if step >= 12 or first.month == 1 else MONTHS[first.month - 1][:3]
            marks.append(Tick(scale.at(first), label))
        elif step <= 12:
            marks.append(Tick(scale.at(first), ""))
    return marks


def _month_starts(start: date, to: date) -> list[date]:
    found = []
    day = start.replace(day=1)
    while day < to:
        found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found
