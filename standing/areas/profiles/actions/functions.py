"""What the service does that the role performs, typed and in order; lines say which of it they are for."""

from collections.abc import Sequence

from django.db.models import Max

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.checks import checked_text
from standing.areas.profiles.actions.drafts import draft_to_change, function_to_change
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.models import ProfileVersion, ServiceFunction
from standing.areas.refusals import Refused

LONGEST_FUNCTION = 200
MOST_FUNCTIONS = 50
"""More than a role has: a page pasted into the field by mistake."""
LONGEST_PURPOSE = 1000


@writing()
@passes_guard(lambda **given: subject_of(given["version"].profile), purpose="Purpose")
def set_purpose(*, by: Actor, version: ProfileVersion, purpose: str) -> ProfileVersion:
    """Say what the role is for, in a sentence or two; nothing, to leave it unsaid."""
    version = draft_to_change(by, version)
    before, kept = version.purpose, " ".join(purpose.split())
    if len(kept) > LONGEST_PURPOSE:
        raise Refused(
            f"Shorten the purpose: it has {len(kept):,} characters, and {LONGEST_PURPOSE:,} fit.",
            field="purpose",
        )
    if kept == before:
        raise Refused("Nothing is different. Change the purpose, or leave it as it is.", field="purpose")
    version.purpose = kept
    version.save(update_fields=["purpose"])
    words = {"version": version.number, "before": before, "after": kept}
    record_event(by=by, action="set_purpose", subject=subject_of(version.profile), words=words)
    return version


@writing()
@passes_guard(lambda **given: subject_of(given["version"].profile), words="What the role does")
def add_functions(*, by: Actor, version: ProfileVersion, words: Sequence[str]) -> list[ServiceFunction]:
    """Add functions after those that the draft has, in the order given; all or none.

    Raises `Refused` for one that is there already, for none at all and for far too many.
    """
    version = draft_to_change(by, version)
    wanted = [_words(each) for each in words if each.strip()]
    if not wanted:
        raise Refused("Enter what the role does, one function on each line.", field="functions")
    held = {each.casefold() for each in version.functions.values_list("words", flat=True)}
    if len(held) + len(wanted) > MOST_FUNCTIONS:
        raise Refused(
            f"That makes {len(held) + len(wanted)} functions, and {MOST_FUNCTIONS} fit. Join some that belong "
            "together.",
            field="functions",
        )
    for each in wanted:
        _check_new(each, held)
        held.add(each.casefold())
    last = version.functions.aggregate(last=Max("order"))["last"] or 0
    made = ServiceFunction.objects.bulk_create(
        ServiceFunction(version=version, words=each, order=last + place)
        for place, each in enumerate(wanted, 1)
    )
    said = {"version": version.number, "functions": wanted}
    record_event(by=by, action="add_functions", subject=subject_of(version.profile), words=said)
    return made


@writing()
@passes_guard(lambda **given: subject_of(given["function"].version.profile), words="What the role does")
def change_function(*, by: Actor, function: ServiceFunction, words: str, place: int) -> ServiceFunction:
    """Put a function in other words, or in another place among those of its draft, from 1. Its lines stay with it."""
    function = function_to_change(by, function)
    others = list(function.version.functions.exclude(pk=function.pk))
    before = {"words": function.words, "place": 1 + sum(each.order < function.order for each in others)}
    kept = _words(words)
    _check_new(kept, {each.words.casefold() for each in others})
    if not 1 <= place <= len(others) + 1:
        raise Refused(f"Choose a place from 1 to {len(others) + 1}.", field="place")
    after = {"words": kept, "place": place}
    if after == before:
        raise Refused("Nothing is different. Change the words or the place.", field="words")
    function.words = kept
    others.insert(place - 1, function)
    for order, each in enumerate(others, 1):
        each.order = order
    ServiceFunction.objects.bulk_update(others, ["words", "order"])
    said = {"version": function.version.number, "before": before, "after": after}
    record_event(by=by, action="change_function", subject=subject_of(function.version.profile), words=said)
    return function


@writing()
def remove_function(*, by: Actor, function: ServiceFunction) -> int:
    """Take a function out of a draft. Its lines stay, for no function; how many there are."""
    function = function_to_change(by, function)
    lines = list(function.lines.values_list("standard_id", flat=True))
    said = {"version": function.version.number, "words": function.words, "lines": lines}
    version = function.version
    function.delete()
    record_event(by=by, action="remove_function", subject=subject_of(version.profile), words=said)
    return len(lines)


def _words(words: str) -> str:
    return checked_text(
        " ".join(words.split()), field="functions", what="a function", longest=LONGEST_FUNCTION
    )


def _check_new(words: str, held: set[str]) -> None:
    if words.casefold() in held:
        raise Refused(f"“{words}” is there already. Say it once.", field="functions")
