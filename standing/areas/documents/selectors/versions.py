"""A version of a profile as documents need it, for whoever may look at profiles."""

from __future__ import annotations

from standing.areas.audit.actors import Actor
from standing.areas.coproduction.selectors import HowDecided as Told
from standing.areas.coproduction.selectors import how_decided, values_of
from standing.areas.documents.permissions import check_can_see
from standing.areas.profiles.models import State
from standing.areas.profiles.selectors import LineInFull, VersionInFull, version_in_full
from standing.areas.standards.selectors import get_holdings
from standing.core.documents.job_description import NOT_THESE_LINES
from standing.core.documents.profile import Decided, Group, HowDecided, Line, Practice, Value, Version
from standing.core.holdings import Holdings

_SAME_TASK = frozenset({"kept", "reissued", "recoded", "reworded"})
"""Kinds of row after which a standard is about the same task: what we said of the old one is so of the new."""


def document_version(account: Actor, version_id: int) -> Version:
    """A version with everything that its documents say. Raises `NotAllowed` and `NotFound`."""
    check_can_see(account)
    found = version_in_full(account, version_id)
    held = get_holdings(by=account)
    values = {
        key: tuple(Value(one.group, one.words) for one in said)
        for key, said in values_of(account, version_id).items()
    }
    return Version(
        profile=found.profile,
        code=found.code,
        number=found.number,
        state=state_words(found),
        is_draft=found.state is State.DRAFT,
        purpose=found.purpose,
        functions=found.functions,
        groups=tuple(Group(group.name, group.at_least) for group in found.groups),
        lines=tuple(
            _line(line, number, held, values.get(line.key, ())) for number, line in enumerate(found.lines, 1)
        ),
        decided=_decided(found, how_decided(account, version_id)),
    )


def _decided(found: VersionInFull, told: Told) -> Decided:
    """How it was decided, as the record of deciding together says it; where that says nothing, by its owner alone.

    Where the version was decided with others, and the record is of other lines, neither is said.
    """
    if found.decided_how and not told.words:
        return Decided(words=NOT_THESE_LINES)
    return Decided(
        how=HowDecided(found.decided_how),
        words=told.words,
        who=told.constituencies,
        changed_because=told.changed_because,
        not_taken=told.not_taken,
    )


def state_words(found: VersionInFull) -> str:
    """How a version stands, in the middle of a sentence."""
    state = found.state.value.lower()
    return f"{state} from {found.from_on:%-d %B %Y}" if found.from_on else state


def _line(line: LineInFull, number: int, held: Holdings, values: tuple[Value, ...]) -> Line:
    told = held.catalogue.by_id[line.standard]
    summary, summary_of = summary_for(held, line.standard)
    return Line(
        key=line.key,
        number=number,
        standard=line.standard,
        code=line.code,
        edition=told.edition,
        title=line.title,
        source=told.source,
        is_essential=line.is_essential,
        is_local=line.local,
        needed_by_days=line.needed_by_days,
        context=line.context,
        practice=Practice(line.practice),
        counts_for_cover=line.counts_for_cover,
        function=line.function,
        group=line.group,
        stands_for=line.stands_for,
        summary=summary,
        summary_of=summary_of,
        values=values,
    )


def summary_for(held: Holdings, standard: str) -> tuple[str, str]:
    """Our own sentence on a standard and the edition it was written for: this one, or one whose task is the same. Both
    empty where there is none.
    """
    if standard in held.summaries:
        return held.summaries[standard].sentence, standard
    for row in held.rows_to.get(standard, ()):
        if row.kind in _SAME_TASK and row.old in held.summaries:
            return held.summaries[row.old].sentence, row.old
    return "", ""
