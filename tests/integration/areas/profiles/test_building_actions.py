"""Drafts: their purpose, functions and groups; what is decided about them; and what the next version takes with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from standing.areas.audit import clock
from standing.areas.audit.models import Event
from standing.areas.people.models import Account
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.profiles import actions, selectors
from standing.areas.profiles.models import (
    LineGroup,
    Practice,
    ProfileLine,
    ProfileVersion,
    RoleProfile,
    ServiceFunction,
)
from standing.areas.profiles.terms import LineTerms
from standing.areas.refusals import Refused
from tests.factories.people import make_account
from tests.factories.profiles import TESTS, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions

pytestmark = pytest.mark.django_db

TODAY, APRIL = date(2026, 6, 15), date(2026, 4, 1)
ZX1, ZX2 = "ZX1@2003", "ZX2@2003"


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[RoleProfile, Account]]:
    """A profile with a draft that says everything a draft can say, and an account that may not change it."""
    with django_db_blocker.unblock(), transaction.atomic(), clock.travelling_to(TODAY):
        load_catalogue(two_revisions())
        profile = make_profile(essential=[ZX1])
        draft = draft_of(profile)
        actions.set_purpose(by=TESTS, version=draft, purpose="To look after the woods.")
        walks, _ = actions.add_functions(by=TESTS, version=draft, words=["Walks", "Talks"])
        for context in ("parks", "woods"):
            terms = LineTerms(
                context=context,
                needed_by_days=181,
                practice=Practice.INDEPENDENT,
                counts_for_cover=True,
                function=walks.pk,
            )
            actions.add_lines(by=TESTS, version=draft, standards=[ZX1, ZX2], terms=terms)
        lines = draft.lines.filter(context="parks").values_list("pk", flat=True)
        actions.add_group(by=TESTS, version=draft, name="Parks", at_least=1, lines=list(lines))
        yield profile, make_account(roles=[Role.MANAGER, Role.ADMINISTRATOR])
        transaction.set_rollback(True)


@pytest.fixture
def draft(world: tuple[RoleProfile, Account]) -> ProfileVersion:
    return draft_of(world[0])


def said(version: ProfileVersion) -> list[Any]:
    """All that a version says, but for its number and what it is known by."""
    found = selectors.version_in_full(TESTS, version.pk)
    lines = [
        (line.key, line.standard, line.context, line.needed_by_days, line.practice, line.counts_for_cover)
        for line in found.lines
    ]
    places = [(line.function, line.group) for line in found.lines]
    return [found.purpose, found.functions, lines, places, [(one.name, one.words) for one in found.groups]]


def test_the_next_version_takes_everything_with_it_but_how_the_last_was_decided(
    draft: ProfileVersion,
) -> None:
    actions.note_how_decided(version=draft, how="co-produced", ref="proposal 1", by=TESTS)
    actions.put_in_use(by=TESTS, version=draft, from_on=APRIL)
    after = actions.draft_version(by=TESTS, profile=draft.profile)
    assert said(after) == said(draft)
    assert (after.decided_how, selectors.version_in_full(TESTS, draft.pk).decided_ref) == ("", "proposal 1")


def test_a_draft_that_is_changed_after_it_was_decided_together_is_its_owners_alone(
    draft: ProfileVersion,
) -> None:
    actions.note_how_decided(version=draft, how="consulted", ref="proposal 2", by=TESTS)
    actions.set_purpose(by=TESTS, version=draft, purpose="Another")
    draft.refresh_from_db()
    assert (draft.decided_how, draft.decided_ref) == ("", "")
    assert Event.objects.filter(action="reopen_decision").exists()


def test_who_is_asked_afterwards_is_consulted(draft: ProfileVersion) -> None:
    actions.put_in_use(by=TESTS, version=draft, from_on=APRIL)
    with pytest.raises(Refused, match="recorded as consulted"):
        actions.note_how_decided(version=draft, how="co-produced", ref="proposal 3", by=TESTS)
    with pytest.raises(Refused, match="Say what the decision is recorded as"):
        actions.note_how_decided(version=draft, how="consulted", ref=" ", by=TESTS)


def test_functions_are_put_in_order_in_other_words_and_taken_out_without_their_lines(
    draft: ProfileVersion,
) -> None:
    walks, talks = draft.functions.all()
    actions.change_function(by=TESTS, function=talks, words="Talk with  visitors", place=1)
    assert [each.words for each in draft.functions.all()] == ["Talk with visitors", "Walks"]
    assert actions.remove_function(by=TESTS, function=walks) == 4
    assert draft.lines.count() == 5
    for words, field in ((["Talk with VISITORS"], "is there already"), ([" "], "one function on each line")):
        with pytest.raises(Refused, match=field), transaction.atomic():
            actions.add_functions(by=TESTS, version=draft, words=words)
    with pytest.raises(Refused, match="Choose a place from 1 to 1"), transaction.atomic():
        actions.change_function(by=TESTS, function=talks, words="Talk", place=2)
    with pytest.raises(Refused, match="50 fit"), transaction.atomic():
        actions.add_functions(by=TESTS, version=draft, words=[f"Do {number}" for number in range(50)])


def test_a_line_that_waits_is_settled_only_where_it_is_right(draft: ProfileVersion) -> None:
    line = draft.lines.filter(context="woods")[0]
    with pytest.raises(Refused, match="Nothing waits"), transaction.atomic():
        actions.settle_line(by=TESTS, line=line, why="It is right")
    old = actions.add_line(by=TESTS, version=draft, standard="ZZ2@2001", as_worked_to=True)
    ProfileLine.objects.filter(pk__in=[line.pk, old.pk]).update(to_decide="Check it.")
    with pytest.raises(Refused, match="has to decide about ZX1@2003, ZZ2@2001"), transaction.atomic():
        actions.put_in_use(by=TESTS, version=draft, from_on=APRIL)
    with pytest.raises(Refused, match="ZZ2@2001 has been replaced"), transaction.atomic():
        actions.settle_line(by=TESTS, line=old, why="It is right")
    actions.settle_line(by=TESTS, line=line, why="We looked at both")
    actions.remove_line(by=TESTS, line=old)
    actions.put_in_use(by=TESTS, version=draft, from_on=APRIL)


def test_whoever_may_not_change_profiles_changes_none(
    world: tuple[RoleProfile, Account], draft: ProfileVersion
) -> None:
    outsider = world[1]
    line, function, group = draft.lines.all()[0], draft.functions.all()[0], draft.groups.get()
    events = Event.objects.count()
    for do, given in (
        (actions.set_purpose, {"version": draft, "purpose": "x"}),
        (actions.add_functions, {"version": draft, "words": ["x"]}),
        (actions.change_function, {"function": function, "words": "x", "place": 1}),
        (actions.remove_function, {"function": function}),
        (actions.add_group, {"version": draft, "name": "x", "at_least": 1}),
        (actions.change_group, {"group": group, "name": "x", "at_least": 1, "lines": []}),
        (actions.remove_group, {"group": group, "with_lines": True}),
        (actions.settle_line, {"line": line, "why": "x"}),
        (actions.add_lines, {"version": draft, "standards": [ZX2]}),
        (actions.note_how_decided, {"version": draft, "how": "consulted", "ref": "x"}),
    ):
        with pytest.raises(NotAllowed, match="You cannot change role profiles"):
            do(by=outsider, **given)  # type: ignore[operator]
    assert Event.objects.count() == events


def test_the_database_holds_what_a_draft_says_to_its_rules(draft: ProfileVersion) -> None:
    line = draft.lines.all()[0]
    for name, write in (
        ("profile_line_supervised_is_not_cover", {"practice": "supervised", "counts_for_cover": True}),
        ("profile_line_of_a_known_practice", {"practice": "perhaps"}),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            ProfileLine.objects.filter(pk=line.pk).update(**write)
    with pytest.raises(IntegrityError, match="profile_version_decided_in_a_known_way"), transaction.atomic():
        ProfileVersion.objects.filter(pk=draft.pk).update(decided_how="guessed")
    for name, row in (
        ("group_asks_for_one_or_more", LineGroup(version=draft, name="x", at_least=0)),
        ("group_has_a_name", LineGroup(version=draft, name="", at_least=1)),
        ("function_has_words", ServiceFunction(version=draft, words="", order=9)),
        ("group_of_a_version_once|version_id", LineGroup(version=draft, name="Parks", at_least=1)),
        ("function_of_a_version_once|version_id", ServiceFunction(version=draft, words="Walks", order=9)),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save()
    with pytest.raises(IntegrityError, match=r"profile_line_of_a_key_once|version_id"), transaction.atomic():
        draft.lines.update(key="one")


def test_lines_from_before_there_were_keys_get_the_key_of_the_version_before(draft: ProfileVersion) -> None:
    actions.put_in_use(by=TESTS, version=draft, from_on=APRIL)
    after = actions.draft_version(by=TESTS, profile=draft.profile)
    moved = after.lines.get(context="")
    ProfileLine.objects.filter(pk=moved.pk).update(standard=ZX2, came_from=[ZX1])
    for number, line in enumerate(ProfileLine.objects.all()):
        ProfileLine.objects.filter(pk=line.pk).update(key=f"old {number}")
    import_module("standing.areas.profiles.migrations.0004_keys_of_lines").give_keys(apps, None)
    keys = {(line.standard_id, line.context): line.key for line in draft.lines.all()}
    for line in after.lines.exclude(pk=moved.pk):
        assert line.key == keys[line.standard_id, line.context]
    moved.refresh_from_db()
    assert moved.key == keys[ZX1, ""]
