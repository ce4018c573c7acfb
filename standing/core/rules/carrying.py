"""RULES part 5: what a revision writes on a new edition for whoever holds the old one, and nothing later than the old
gives.

`carry_onto` gives all the decisions that the links onto one standard write about one person, always from the person's
facts as a whole: asked again after a decision was recorded, retracted or revoked, what it gives then is what ought to
stand. Nothing is read here and nothing written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from standing.core.rules.copying import Carried, Mirror, copies_of, expiry_written, mirrors_of
from standing.core.rules.days import add_days
from standing.core.rules.facts import GENERAL, MET, NOT_YET, Decision
from standing.core.rules.holding import Holding, walk
from standing.core.rules.known import Asked, PersonFacts, StandardRules
from standing.core.rules.links import Link
from standing.core.rules.populations import carry_memberships
from standing.core.rules.repeating import carry_suspensions
from standing.core.rules.status import standing_on

TOO_NARROW = "It is held in this context alone, which is not the one that the revision names."
TOO_OLD = "No expiry within ten years of the decision would still be to come."
TOO_MUCH = "Written again on the new standard it would come to more than it was."
ENDED = "The old edition had ended before, so nobody counted in it."
PUT_OFF = "Something was overdue before a long absence, and carried over it would be put off by that absence."


@dataclass(frozen=True)
class Uncarried:
    """Somebody holds the old standard in a context and nothing can be written for it: a person has to decide."""

    link: Link
    context: str
    why: str


@dataclass(frozen=True)
class CarriedOver:
    """All the decisions written about a person on one new standard, and what a person has to decide instead."""

    decisions: tuple[Carried, ...] = ()
    uncarried: tuple[Uncarried, ...] = ()


NOTHING = CarriedOver()

Alike = dict[tuple[object, ...], "tuple[date | None, date | None] | CarriedOver | None"]
"""What `carry_onto` found of somebody's only decision, by all of it that makes a difference: thousands are alike."""
_MOST_ALIKE = 100_000


def contexts_asked(asked: Asked, standards: Collection[str]) -> frozenset[str]:
    """The contexts in which some role asks for one of the standards: a general decision reaches there too."""
    return frozenset(
        requirement.context
        for requirements in asked.requirements.values()
        for requirement in requirements
        if requirement.standard in standards
    )


def carry_onto(
    person: PersonFacts,
    asked: Asked,
    links: Sequence[Link],
    contexts: Collection[str] = (),
    after: Asked | None = None,
    *,
    again: bool = False,
    alike: Alike | None = None,
) -> CarriedOver:
    """What the links onto one standard write about a person: the holder's decisions once more (part 5).

    `contexts` are those asked for anywhere (`contexts_asked`), beside those that the person's decisions name. `after`
    is what is asked with the changes that the links repeat; none where `asked` has them. Where the decisions, read by
    the new standard's own rules, would come to more than they did, each `met` is written with the expiry it gave;
    where that is not enough, nothing is written and a person decides. `again`: something was carried before, so it is
    no longer asked whether the person counted then. `alike` remembers what was found, for others with the same
    `asked`, `links` and `again`.
    """
    if len(links) == 1 and not person.long_absences:
        decided = [row for row in person.decisions_on(links[0].old) if row.outcome != NOT_YET]
        if len(decided) == 1:
            plain = _carry_one(links[0], decided[0], asked, {} if alike is None else alike, again=again)
            if plain is not None:
                return plain
    return _carry_all(person, asked, links, contexts, after, again=again)


def _carry_one(link: Link, met: Decision, asked: Asked, alike: Alike, *, again: bool) -> CarriedOver | None:
    """The one `met` of somebody who has no other decision on the old standard: by far the commonest case, which
    `_carry_all` answers alike. None where it is another case after all.
    """
    shape = (link.old, met.outcome, met.context, met.decided_on, met.held_from, met.expires_on)
    if shape not in alike:
        if len(alike) >= _MOST_ALIKE:
            alike.clear()
        alike[shape] = _days_written(link, met, asked, again=again)
    found = alike[shape]
    if found is None or isinstance(found, CarriedOver):
        return found
    held_from, expires_on = found
    fact = Decision(
        met.decision,
        met.person,
        link.new,
        met.outcome,
        met.decided_on,
        link.context,
        held_from,
        met.practice_as_of,
        expires_on,
    )
    return CarriedOver((Carried(link, met, fact),))


def _days_written(
    link: Link, met: Decision, asked: Asked, *, again: bool
) -> tuple[date | None, date | None] | CarriedOver | None:
    """From when the one `met` holds on the new standard, and its expiry; or what `_carry_one` says without them."""
    reaches = met.context in (GENERAL, link.context)
    if met.outcome != MET or not reaches or met.in_effect_from > link.effective_on or not link.takes(met):
        return None
    old, new = asked.standards[link.old], asked.standards[link.new]
    holding = walk([met], old, met.context, link.effective_on).holding
    assert holding is not None
    if holding.is_beyond_grace(link.effective_on):
        return NOTHING
    if old.ends_on is not None and not again:
        return None
    expires_on = expiry_written(link, met, holding.expires_on, new)
    if expires_on is not None and expires_on < link.effective_on:
        return None
    held_from = met.held_from if met.in_effect_from == link.effective_on else link.effective_on
    return held_from, expires_on or met.expires_on


def _carry_all(
    person: PersonFacts,
    asked: Asked,
    links: Sequence[Link],
    contexts: Collection[str],
    after: Asked | None,
    *,
    again: bool,
) -> CarriedOver:
    """Whatever the person's decisions: see `carry_onto`."""
    rules = asked.standards[links[0].new]
    mirrors: list[Mirror] = []
    narrow: list[Uncarried] = []
    for link in links:
        taken = [row for row in person.decisions_on(link.old) if link.takes(row)]
        if taken:
            mirrors.extend(mirrors_of(link, taken, asked.standards[link.old], contexts))
            narrow.extend(_held_elsewhere(link, taken, asked.standards[link.old]))
    ended = [one for one in mirrors if not again and _had_ended(one)]
    mirrors = [one for one in mirrors if one not in ended]
    kept, written = _faithful(mirrors, rules)
    uncarried = [Uncarried(one.link, one.named, ENDED) for one in ended]
    uncarried.extend(Uncarried(one.link, one.named, TOO_MUCH) for one in mirrors if one not in kept)
    for mirror in list(kept):
        if _is_lost(mirror, written, rules):
            kept.remove(mirror)
            uncarried.append(Uncarried(mirror.link, mirror.named, TOO_OLD))
    if kept and not again and _puts_off(person, asked, after or asked, kept, written):
        uncarried.extend(Uncarried(one.link, one.named, PUT_OFF) for one in kept)
        kept = []
    return CarriedOver(tuple(row for mirror in kept for row in written[id(mirror)]), (*narrow, *uncarried))


def _had_ended(mirror: Mirror) -> bool:
    ends_on = mirror.rules.ends_on
    return ends_on is not None and ends_on <= mirror.start and ends_on < mirror.link.transition_ends_on


Written = dict[int, tuple[Carried, ...]]
"""What is written for each mirror, by its identity."""


def _faithful(mirrors: Sequence[Mirror], rules: StandardRules) -> tuple[list[Mirror], Written]:
    """The mirrors that can be written together so that nothing comes to more than it was, and what is written: all of
    them as they are, all of them exactly, or one after another as far as it goes.
    """
    for exact in (False, True):
        written = {id(one): copies_of(one, rules, exact=exact) for one in mirrors}
        if _comes_to_no_more(mirrors, written, rules):
            return list(mirrors), written
    kept: list[Mirror] = []
    for mirror in mirrors:
        if _comes_to_no_more([*kept, mirror], written, rules):
            kept.append(mirror)
    return kept, written


def _comes_to_no_more(mirrors: Sequence[Mirror], written: Written, rules: StandardRules) -> bool:
    """Whether what is written gives, in every context and on every day, no later expiry and no later practice than
    some source of it.
    """
    if len(mirrors) == 1 and len(mirrors[0].decisions) == 1:
        return True
    facts = _facts(mirrors, written)
    for context in {context for mirror in mirrors for context in mirror.contexts}:
        for day in {day for mirror in mirrors for day in mirror.days}:
            new = walk(facts, rules, context, day).holding
            sources = (one.reached(context, day).holding for one in mirrors if one.only in (None, context))
            if new is not None and not any(old and _is_no_more(new, old) for old in sources):
                return False
    return True


def _facts(mirrors: Iterable[Mirror], written: Written) -> list[Decision]:
    return [row.fact for mirror in mirrors for row in written[id(mirror)]]


def _is_no_more(new: Holding, old: Holding) -> bool:
    if new.practice_as_of > old.practice_as_of:
        return False
    return old.expires_on is None or (new.expires_on is not None and new.expires_on <= old.expires_on)


def _is_lost(mirror: Mirror, written: Written, rules: StandardRules) -> bool:
    """Whether somebody whose old standard had not expired would have it expired on the new from the first day."""
    context = mirror.contexts[0]
    old = mirror.reached(context, mirror.start).holding
    new = walk(_facts([mirror], written), rules, context, mirror.start).holding
    assert old is not None
    assert new is not None
    in_time = old.expires_on is None or mirror.start <= old.expires_on
    return in_time and new.expires_on is not None and new.expires_on < mirror.start


def _puts_off(
    person: PersonFacts, asked: Asked, after: Asked, mirrors: Sequence[Mirror], written: Written
) -> bool:
    """Whether somebody would count on the new standard the day after who counts on no source of it.

    A duty is due no earlier than the holding came into effect. What was overdue is so again the day after, unless a
    long absence, which began later than it was due, now puts it off.
    """
    links = list(dict.fromkeys(mirror.link for mirror in mirrors))
    if not person.long_absences or not any(asked.changes_to(link.old) for link in links):
        return False
    new = links[0].new
    carried = [row for mirror in mirrors for row in written[id(mirror)]]
    adopted = replace(
        person,
        decisions=(*person.decisions, *(row.fact for row in carried)),
        suspensions=(*person.suspensions, *(row.fact for row in carry_suspensions(person, links))),
        memberships=(
            *person.memberships,
            *(row.fact for row in carry_memberships(person, after, carried)),
        ),
    )
    return any(
        standing_on(adopted, after, new, context, day).counts
        and not standing_on(person, after, new, context, day).counts
        and not any(
            standing_on(person, asked, one.link.old, context, day).counts
            for one in mirrors
            if one.only in (None, context)
        )
        for mirror in mirrors
        for context in mirror.contexts
        for day in (add_days(one, 1) for one in mirror.days)
    )


def _held_elsewhere(link: Link, taken: Sequence[Decision], rules: StandardRules) -> Iterator[Uncarried]:
    """The contexts of somebody's own decisions in which a standard is held that became wider, other than the one that
    the revision names: on the effective day, or once a decision made later is in effect.
    """
    if not link.context:
        return
    days = {
        link.effective_on,
        *(row.in_effect_from for row in taken if row.in_effect_from > link.effective_on),
    }
    for context in sorted({row.context for row in taken} - {GENERAL, link.context}):
        for day in sorted(days):
            holding = walk(taken, rules, context, day).holding
            if holding is not None and not holding.is_beyond_grace(day):
                yield Uncarried(link, context, TOO_NARROW)
                break
