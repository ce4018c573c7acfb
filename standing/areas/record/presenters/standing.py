"""A standing, its reasons and what would put it right, as every page shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from markupsafe import Markup, escape

from standing.areas.record.selectors.records import Titles
from standing.areas.record.words import REASON_WORDS, day_in_words, reason_in_words, remedies_in_words
from standing.areas.standards.models import Standard
from standing.areas.standards.presenters.words import short_name_of
from standing.core.engine.explain import Because, Explanation, Remedy
from standing.core.rules.holding import IN_GRACE
from standing.core.rules.status import BLOCKING_REASONS, DUE_REASONS, Standing
from standing.site.components.icons import status_tag
from standing.site.components.status import LOOKS, Reason

WHO_ACTS = {
    Remedy.BE_ASSESSED: "An assessor of the unit can record it.",
    Remedy.BE_ASSESSED_IN_CONTEXT: "An assessor of the unit can record it.",
    Remedy.BE_ASSESSED_ON_SUCCESSOR: "An assessor of the unit can record it.",
    Remedy.SHOW: "An assessor of the unit can record it.",
    Remedy.BRIDGE: "An assessor of the unit can record it.",
    Remedy.SIGN: "Only the person themself can.",
    Remedy.END_SUSPENSION: "A manager or a clinical lead of the unit, or the workforce lead, can.",
}


@dataclass(frozen=True)
class Viewer:
    """Whoever reads the page: whether the record is their own, which decides what they can do from it."""

    is_own: bool


def effect_of(reason: str) -> str:
    """What a reason does: blocks, grace, due, or nothing."""
    if reason in BLOCKING_REASONS:
        return "blocks"
    if reason == IN_GRACE:
        return "grace"
    return "due" if reason in DUE_REASONS else ""


def pair_href(ref: str, standard: str, context: str, params: dict[str, str] | None = None) -> str:
    """The address of why a pair stands as it does."""
    query = ({"context": context} if context else {}) | (params or {})
    address = reverse("record:pair", args=[ref, standard])
    return f"{address}?{urlencode(query)}" if query else address


def sign_href(subject: str, version: int) -> str:
    """The address where a change is signed."""
    return reverse("record:sign", args=[subject, version])


def standard_words(standard: Standard, context: str = "") -> str:
    """A standard's code, edition and title, and the context it is for."""
    where = f", for {context}" if context else ""
    return f"{short_name_of(standard)} {standard.title}{where}"


def short_standard(standard: Standard, context: str = "") -> str:
    """A standard by its code and edition, and the context it is for."""
    return short_name_of(standard) + (f", {context}" if context else "")


def reasons(explanation: Explanation, titles: Titles, viewer: Viewer) -> list[Reason]:
    """Every reason as a sentence, with the fact behind it and, for what the reader can sign, the way to do so."""
    return [_reason(because, titles, viewer) for because in explanation.because]


def _reason(because: Because, titles: Titles, viewer: Viewer) -> Reason:
    change = because.change
    title = titles.get((change.subject, change.version), "") if change else ""
    signs = viewer.is_own and change is not None and because.remedy == Remedy.SIGN
    return Reason(
        text=reason_in_words(because),
        effect=effect_of(because.reason),
        detail=f"“{title}”, in force from {day_in_words(change.effective_on)}." if change and title else "",
        href=sign_href(change.subject, change.version) if signs and change else "",
    )


def short_reasons(names: Iterable[str]) -> str:
    """Reasons by name, in a few words each: for a list or a spreadsheet."""
    return "; ".join(REASON_WORDS[name] for name in names)


def why_not(standing: Standing) -> str:
    """Why something does not count, in a few words: what blocks it, or that it has expired."""
    names = [name for name in standing.reasons if effect_of(name) in ("blocks", "grace")]
    said = short_reasons(names or standing.reasons)
    return REASON_WORDS["expired"] if names == [IN_GRACE] else said


def remedies(explanation: Explanation, viewer: Viewer) -> list[str]:
    """What would put it right, and who can do it."""
    acts = WHO_ACTS | {Remedy.SIGN: "You can, today."} if viewer.is_own else WHO_ACTS
    return [
        f"{words} {acts[remedy]}"
        for words, remedy in zip(remedies_in_words(explanation), explanation.remedies, strict=True)
    ]


def expiry_words(explanation: Explanation) -> str:
    """Until when it is held; nothing where it is not."""
    expires_on = explanation.standing.expires_on
    if expires_on is not None:
        return day_in_words(expires_on)
    return "Does not expire" if explanation.holding else ""


def what_next(explanation: Explanation) -> str:
    """What happens, and when, if nobody acts."""
    now, following = explanation.standing, explanation.following
    if following is None:
        return "Nothing: it stays as it is until somebody acts or something new is asked."
    then, day = following.standing, day_in_words(following.from_on)
    word, why = LOOKS[then.status].word.lower(), short_reasons(then.reasons).lower()
    because = f" ({why})" if why else ""
    if then.status == now.status:
        return f"It stays {word}. What is said of it changes on {day}{f': {why}' if why else ''}."
    if now.counts == then.counts:
        return f"On {day} it becomes {word}{because}."
    counts = "counts again" if then.counts else "does not count"
    return f"On {day} it becomes {word}{because}. From that day it {counts}."


def bullets(lines: Iterable[str]) -> Markup:
    """Lines of a cell: one as it is, several as a list."""
    found = list(lines)
    if len(found) <= 1:
        return escape(found[0]) if found else Markup("")
    items = Markup("").join(Markup("<li>{}</li>").format(line) for line in found)
    return Markup('<ul class="nhsuk-list nhsuk-list--bullet app-cell-list">{}</ul>').format(items)


def tag(status: str) -> Markup:
    """The tag of a status."""
    return status_tag(status)


def indented(name: str, depth: int) -> Markup:
    """The name of a unit, as deep as it lies below the highest one shown."""
    return Markup('<span class="app-depth-{}">{}</span>').format(min(depth, 4), name)
