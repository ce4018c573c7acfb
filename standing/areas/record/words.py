"""Statuses, reasons and remedies in the reader's words. One place, for pages and commands alike."""

from collections.abc import Mapping
from datetime import date

from standing.core.engine.explain import Because, Explanation, Remedy
from standing.core.rules.facts import Change

STATUS_WORDS: Mapping[str, str] = {
    "current": "Current",
    "due": "Current, action due",
    "grace": "In grace, does not count",
    "not_current": "Not current",
    "in_progress": "In progress",
    "not_held": "Not held",
}

OUTCOME_WORDS: Mapping[str, str] = {
    "met": "Met",
    "bridged": "Bridged",
    "not_yet": "Not yet met",
    "revoked": "Revoked",
}

ASSESSOR_UNKNOWN = "Assessor unknown: good for standing, never good enough to assess others"
"""What is said wherever a decision is shown that was read from a file which names no assessor."""

REASON_WORDS: Mapping[str, str] = {
    "alert_unsigned": "Safety alert not signed",
    "bridging_overdue": "New parts not shown in time",
    "bridging_owed": "New parts to be shown",
    "context_too_narrow": "Held in another context only",
    "edition_ended": "This edition has ended",
    "expired": "Expired",
    "expiring": "Expires soon",
    "in_grace": "In grace",
    "revoked": "Revoked",
    "showing_overdue": "Changed practice not shown in time",
    "showing_owed": "Changed practice to be shown",
    "signature_overdue": "Change not signed in time",
    "signature_owed": "Change to be signed",
    "suspended": "Suspended",
}


def day_in_words(day: date) -> str:
    """A day as people write it: 3 March 2026."""
    return f"{day.day} {day:%B %Y}"


def reason_in_words(because: Because) -> str:
    """One reason as a sentence, with the days and the thing behind it."""
    return _SENTENCES[because.reason](because)


def _named(change: Change | None) -> str:
    assert change is not None
    return f"{change.subject} version {change.version}"


def _day(day: date | None) -> str:
    return "no set day" if day is None else day_in_words(day)


def _by(because: Because, what: str) -> str:
    if because.last_day == date.max:
        return f"{what} {_named(because.change)}: put off until the return from a long absence."
    return f"{what} {_named(because.change)}, by {_day(because.last_day)}."


_SENTENCES = {
    "alert_unsigned": lambda b: f"The safety alert {_named(b.change)} of {_day(b.since)} is not signed.",
    "bridging_overdue": lambda b: (
        f"The new parts of this edition ({_named(b.change)}) were to be shown by {_day(b.last_day)}."
    ),
    "bridging_owed": lambda b: _by(b, "The new parts of this edition are to be shown:"),
    "context_too_narrow": lambda b: f"Held only for: {', '.join(b.contexts)}.",
    "edition_ended": lambda b: f"This edition counted up to {_day(b.last_day)}.",
    "expired": lambda b: f"Expired: it was to be renewed by {_day(b.last_day)}.",
    "expiring": lambda b: f"Expires on {_day(b.last_day)}.",
    "in_grace": lambda b: f"Expired, and in grace up to {_day(b.last_day)}. Does not count for cover.",
    "revoked": lambda b: f"Revoked on {_day(b.since)}.",
    "showing_overdue": lambda b: (
        f"The practice changed by {_named(b.change)} was to be shown by {_day(b.last_day)}."
    ),
    "showing_owed": lambda b: _by(b, "The practice changed is to be shown:"),
    "signature_overdue": lambda b: f"{_named(b.change)} was to be signed by {_day(b.last_day)}.",
    "signature_owed": lambda b: _by(b, "To be read and signed:"),
    "suspended": lambda b: f"Suspended since {_day(b.since)}.",
}

_REMEDIES: Mapping[Remedy, str] = {
    Remedy.BE_ASSESSED: "Be assessed as meeting it",
    Remedy.BE_ASSESSED_IN_CONTEXT: "Be assessed in this context, or in general",
    Remedy.BE_ASSESSED_ON_SUCCESSOR: "Be assessed on the edition that follows it",
    Remedy.SHOW: "Show the changed practice to an assessor",
    Remedy.BRIDGE: "Show the new parts to an assessor",
    Remedy.SIGN: "Read and sign",
    Remedy.END_SUSPENSION: "Have the suspension ended by whoever set it",
}


def remedies_in_words(explanation: Explanation) -> list[str]:
    """What would put a pair right, each once, in words."""
    signed = sorted({_named(item.change) for item in explanation.because if item.remedy == Remedy.SIGN})
    found: list[str] = []
    for remedy in explanation.remedies:
        what = f" {', '.join(signed)}" if remedy == Remedy.SIGN else ""
        found.append(f"{_REMEDIES[remedy]}{what}.")
    return found


LEVELS = {
    "unqualified": "Not qualified yet: each decision is countersigned before it goes on",
    "new": "New: half of their decisions, or more, are drawn for verification",
    "experienced": "Of long standing: fewer of their decisions on low-risk standards are drawn",
}
"""How far an assessor has come, as pages say it."""

SHORT_LEVELS = {"unqualified": "Not qualified yet", "new": "New", "experienced": "Of long standing"}
