"""How cover is said: kinds of shift, why somebody does not count, what a rule asks. For pages and commands alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from standing.areas.cover.models import CoverRule, RuleLine, Shift
from standing.areas.record.words import REASON_WORDS
from standing.core.rules import cover
from standing.core.rules.registering import BODIES

KIND_WORDS: Mapping[str, str] = {
    "early": "Early",
    "late": "Late",
    "day": "Day",
    "long_day": "Long day",
    "twilight": "Twilight",
    "night": "Night",
    "other": "Any other",
}

MEETS, EXACT, FAILS, NO_RULE = (
    "Meets the rule you set",
    "Meets it, nobody to spare",
    "Does not meet the rule you set",
    "No rule holds for it",
)

WHY_WORDS: Mapping[str, str] = {
    **REASON_WORDS,
    "not_held": "not held",
    "in_progress": "still working towards it",
    cover.ABSENT: "away",
    cover.RESTRICTED: "limits on practice",
    cover.REGISTRATION_LAPSED: "registration has lapsed",
    cover.REGISTRATION_MISSING: "no registration of the kind that is asked for",
    cover.NOT_IN_RECORD: "not in the record, so nobody can say whether they count",
    cover.NO_POST: "no post in the record",
    cover.ELSEWHERE: "on another shift at the same time",
    cover.BAND_TOO_LOW: "band below the one asked for",
    cover.BAND_UNKNOWN: "band not said on the rota",
    cover.NOT_LEADING: "does not lead the shift",
    "does_not_count": "does not count in it",
}
"""Why somebody does not count, as the rest of a sentence."""


def why_in_words(why: Iterable[str], limits: Iterable[str] = ()) -> str:
    """Every reason, and beside a restriction the limits of somebody's practice."""
    beside = "; ".join(limits)
    said = []
    for code in why:
        words = _first_small(WHY_WORDS.get(code, code))
        said.append(f"{words} ({beside})" if code == cover.RESTRICTED and beside else words)
    return ", ".join(said)


def _first_small(words: str) -> str:
    return words[:1].lower() + words[1:]


def line_in_words(line: RuleLine) -> str:
    """What a line asks besides the standard: how many, of which band, among whom."""
    said = [f"at least {line.at_least}"]
    said += [f"for {line.context}"] if line.context else []
    said += [f"band {line.band_from} or above"] if line.band_from else []
    said += [f"registered with {BODIES[line.registered_with].short}"] if line.registered_with else []
    said += ["among those who lead"] if line.leads else []
    return ", ".join(said)


def kinds_in_words(rule: CoverRule) -> str:
    """For which shifts a rule holds."""
    return ", ".join(KIND_WORDS[kind].lower() for kind in rule.kinds) if rule.kinds else "every shift"


def days_in_words(days: tuple[date, ...]) -> str:
    """The days of a shift: Sunday 22 November, or Sunday 22 to Monday 23 November."""
    first, last = days[0], days[-1]
    if first == last:
        return _day(first)
    begins = f"{first:%A} {first.day}" if first.month == last.month else _day(first)
    return f"{begins} to {_day(last)}"


def _day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def hours_in_words(shift: Shift) -> str:
    """When a shift begins and ends, or nothing where the rota does not say."""
    if shift.starts_at is None or shift.ends_at is None:
        return ""
    return f"{shift.starts_at:%H:%M} to {shift.ends_at:%H:%M}"
