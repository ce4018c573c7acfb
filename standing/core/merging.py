"""What a source brings into a catalogue that is already held: what is new, what is added to, and what contradicts it.

Nothing here writes. The same answer serves a rehearsal and the real thing, so a preview counts truly. What is held is
never overwritten by a document: an edition keeps its title, a crosswalk row its kind, a steward's day its day.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from standing.core.catalogue import Catalogue, Revision, Standard, Statement, Suite
from standing.core.formats.results import Problem
from standing.core.holdings import Holdings
from standing.core.rules.carry_over import CrosswalkRow, same_title

ASK_A_STEWARD = "Compare the two. What is held was left as it is: a steward decides which is right."


class Contradiction(Exception):
    """A source says something that cannot be true together with what is held."""


@dataclass(frozen=True)
class Part:
    """One kind of object of a catalogue: its name there, what one is known by, and how two tellings join."""

    name: str
    key: Callable[[Any], Hashable]
    join: Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Changes:
    """What a merge would write, part by part, and the contradictions that stand against writing anything."""

    created: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    updated: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def anything(self) -> bool:
        """Whether there is anything to write."""
        return any(self.created.values()) or any(self.updated.values())

    def touched(self, part: str) -> tuple[frozenset[Hashable], frozenset[Hashable]]:
        """The keys created and the keys updated of a part."""
        key = next(each.key for each in PARTS if each.name == part)
        return (
            frozenset(key(each) for each in self.created.get(part, ())),
            frozenset(key(each) for each in self.updated.get(part, ())),
        )


def merge(held: Holdings, brought: Holdings, place: str) -> Changes:
    """What `brought` adds to `held`. `place` names the source in problems.

    A suite that is only named by a standard's code is made with its code for a name.
    """
    brought = replace(brought, catalogue=_with_suites(held.catalogue, brought.catalogue))
    created: dict[str, tuple[Any, ...]] = {}
    updated: dict[str, tuple[Any, ...]] = {}
    problems = [
        Problem(place, what, ASK_A_STEWARD)
        for what in (
            *_left_hanging(held.catalogue, brought.catalogue),
            *_taken_locally(held.catalogue, brought.catalogue),
        )
    ]
    for part in PARTS:
        known = {part.key(each): each for each in _objects(held, part.name)}
        new: dict[Hashable, Any] = {}
        changed: dict[Hashable, Any] = {}
        for each in _objects(brought, part.name):
            key = part.key(each)
            before = changed.get(key) or new.get(key) or known.get(key)
            try:
                after = each if before is None else part.join(before, each)
            except Contradiction as contradiction:
                problems.append(Problem(place, str(contradiction), ASK_A_STEWARD))
                continue
            if key not in known:
                new[key] = after
            elif after != known[key]:
                changed[key] = after
        created[part.name], updated[part.name] = tuple(new.values()), tuple(changed.values())
    return Changes(created, updated, tuple(problems))


def _objects(holdings: Holdings, part: str) -> Iterable[Any]:
    if part == "summaries":
        return holdings.summaries.values()
    if part == "digests":
        return holdings.catalogue.digests.items()
    objects: Iterable[Any] = getattr(holdings.catalogue, part)
    return objects


def _with_suites(held: Catalogue, brought: Catalogue) -> Catalogue:
    known = {suite.suite for suite in (*held.suites, *brought.suites)}
    missing = dict.fromkeys(each.suite for each in brought.standards if each.suite not in known)
    return replace(brought, suites=(*brought.suites, *(Suite(code, code) for code in missing)))


def _left_hanging(held: Catalogue, brought: Catalogue) -> Iterable[str]:
    """Standards that are spoken of and that nobody has."""
    known = held.by_id.keys() | brought.by_id.keys()
    spoken_of = [(row.old, *row.new) for row in brought.crosswalk]
    spoken_of += [(said.standard,) for said in brought.statements]
    missing = dict.fromkeys(each for standards in spoken_of for each in standards if each not in known)
    return [f"{each} is named but neither brought nor in the catalogue" for each in missing]


def _taken_locally(held: Catalogue, brought: Catalogue) -> Iterable[str]:
    """National standards with the code of a local competence: the two would be read as editions of one."""
    local = {each.code: each.id for each in held.standards if each.is_local}
    clashing = [each for each in brought.standards if each.code in local and not each.is_local]
    return [
        f"{each.id} has the code of the local competence {local[each.code]}, and is another"
        for each in clashing
    ]


def _standard(held: Standard, told: Standard) -> Standard:
    if not same_title(held.title, told.title):
        raise Contradiction(f"{held.id} is held as {held.title!r}, and here is {told.title!r}")
    aliases = tuple(dict.fromkeys([*held.aliases, *told.aliases]))
    return replace(held, aliases=aliases, note=held.note or told.note)


def _row(held: CrosswalkRow, told: CrosswalkRow) -> CrosswalkRow:
    for name in ("kind", "new", "need"):
        before, after = getattr(held, name), getattr(told, name)
        if before != after:
            raise Contradiction(
                f"{held.old}: the crosswalk holds {name} {_said(before)}, and here it is {_said(after)}"
            )
    return replace(
        held, context=held.context or told.context, source_words=held.source_words or told.source_words
    )


def _said(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else " and ".join(value) or "nothing"


def _statement(held: Statement, told: Statement) -> Statement:
    if held.status != told.status:
        raise Contradiction(
            f"{held.standard}: {held.source} is held to say {held.status!r} as of {held.as_of}, "
            f"and here it says {told.status!r}"
        )
    return held


def _revision(held: Revision, told: Revision) -> Revision:
    """The newer telling, but with the days that a steward has set."""
    return replace(
        told,
        effective_on=held.effective_on or told.effective_on,
        transition_ends_on=held.transition_ends_on or told.transition_ends_on,
    )


def _held(held: Any, told: Any) -> Any:
    return held


def _told(held: Any, told: Any) -> Any:
    return told


PARTS = (
    Part("suites", lambda suite: suite.suite, _told),
    Part("standards", lambda standard: standard.id, _standard),
    Part("summaries", lambda summary: summary.standard, _told),
    Part("statements", lambda said: (said.standard, said.source, said.as_of), _statement),
    Part("titles", lambda title: (title.standard, title.source), _told),
    Part("revisions", lambda revision: revision.revision, _revision),
    Part("judgements", lambda judgement: (judgement.revision, judgement.old), _held),
    Part("crosswalk", lambda row: (row.revision, row.old), _row),
    Part("lists", lambda known: known.name, _told),
    Part("digests", lambda pair: pair[0], _told),
)
"""The parts in the order in which they can be written: what is referred to comes first."""
