"""What must be there before the facts of a file can be: local competences, refresh rules, units, posts and people.

Competences and rules are settled by whoever answered, and stay. People, posts and units are of the file: they are taken
out again where nothing of it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from standing.areas.audit.actions import Actor
from standing.areas.guarding import words_not_typed
from standing.areas.people.actions import NewPerson, NewPost, Work, add_places
from standing.areas.people.models import Post
from standing.areas.record.actions import Entry, add_people, set_refresh_rules, stage_facts
from standing.areas.record.models import Batch
from standing.areas.record.refresh import AppliesTo
from standing.areas.standards.actions import add_local_competences
from standing.core.moving_in.journey import Journey
from standing.core.moving_in.labels import label_key
from standing.core.moving_in.people import Fate, Known, Somebody
from standing.core.rules import facts


@dataclass(frozen=True)
class Made:
    """What was added for a file, by key."""

    people: list[int]
    posts: list[int]
    units: list[int]


def add_standards(by: Actor, journey: Journey, source: str) -> int:
    """Make the local competences of a file, and set the refresh rules that were asked for. How many were made."""
    new = journey.new_standards
    if new:
        add_local_competences(by=by, titles={each.code: each.title for each in new.values()})
    with words_not_typed():
        for rule, standards in _by_rule(journey).items():
            set_refresh_rules(
                by=by,
                standards=standards,
                validity_months=rule[0],
                grace_days=rule[1],
                applies_to=AppliesTo.ALL,
                why=f"Asked for on bringing in {source}",
            )
    return len(new)


def _by_rule(journey: Journey) -> dict[tuple[int | None, int], list[str]]:
    found: dict[tuple[int | None, int], list[str]] = {}
    for standard, rule in journey.new_rules.items():
        found.setdefault((rule.validity_months, rule.grace_days), []).append(standard)
    return found


def add_whoever_is_new(by: Actor, journey: Journey, batch: Batch, source: str) -> Made:
    """Add the units, posts and people of a file that the service lacks. Where they work is staged in its batch, from
    today: a file of this kind does not say since when.
    """
    known = {each.ref: each for each in journey.service.people}
    new = [each for each in journey.everybody if each.fate is Fate.NEW]
    idle = [
        each
        for each in journey.everybody
        if each.fate is Fate.KNOWN and not known[each.ref].works and all(_place_of(journey, each))
    ]
    before = set(Post.objects.values_list("pk", flat=True))
    units, posts = add_places(
        by=by,
        units={unit.code: unit.name for unit in journey.new_units},
        posts=list(_posts(journey, [*new, *idle])),
    )
    people = add_people(
        by=by, people=[_new_person(journey, each, posts) for each in new], source=source, batch=batch
    )
    stage_facts(
        by=by,
        batch=batch,
        entries=[_assignment(journey, known[each.ref], each, posts, source) for each in idle],
    )
    made = [post.pk for post in posts.values() if post.pk not in before]
    return Made([person.pk for person in people], made, [unit.pk for unit in units])


def _place_of(journey: Journey, each: Somebody) -> tuple[str, str]:
    """The unit and role, by code, that the file gives somebody; empty where it gives none."""
    row = each.first
    return journey.unit_codes.get(label_key(row.unit), ""), journey.role_codes.get(label_key(row.role), "")


def _posts(journey: Journey, people: Iterable[Somebody]) -> Iterable[NewPost]:
    wanted = {_place_of(journey, each): each.first.role for each in people}
    for (unit, role), title in wanted.items():
        yield NewPost(unit, role, journey.service.roles.get(role) or title)


def _new_person(journey: Journey, each: Somebody, posts: dict[tuple[str, str], Post]) -> NewPerson:
    unit, role = _place_of(journey, each)
    post = posts[unit, role]
    work = Work(post.unit, role, journey.service.today, post=post)
    # Somebody with one name has it as both: neither is made up.
    given, family = each.first.given_name, each.first.family_name
    return NewPerson(each.ref, given or family, family or given, (work,))


def _assignment(
    journey: Journey, known: Known, each: Somebody, posts: dict[tuple[str, str], Post], source: str
) -> Entry:
    unit, role = _place_of(journey, each)
    fact = facts.Assignment(known.ref, unit, role, journey.service.today)
    return Entry(fact, source=source, beside={"post": posts[unit, role]})


def keys_of(made: Made) -> dict[str, list[int]]:
    """As an import keeps it."""
    return {"people": made.people, "posts": made.posts, "units": made.units}
