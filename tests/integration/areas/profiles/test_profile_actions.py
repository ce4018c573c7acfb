"""Profiles, their lines and versions, and the requirements that come of them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit.models import Event
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Role
from standing.areas.profiles import actions
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion, RoleProfile, State
from standing.areas.profiles.terms import LineTerms
from standing.areas.record.models import Requirement
from standing.areas.refusals import Refused
from tests.factories.people import make_account
from tests.factories.profiles import TESTS, add_lines, draft_of, make_profile
from tests.factories.standards import load_catalogue, two_revisions

pytestmark = pytest.mark.django_db

APRIL, JUNE = date(2026, 4, 1), date(2026, 6, 1)


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_catalogue(two_revisions())


def required(on: date, role: str = "nurse") -> dict[str, int | None]:
    """What the record says a role requires on a day."""
    rows = Requirement.objects.filter(role=role, retracted_on=None, from_on__lte=on)
    return {row.standard_id: row.needed_by_days for row in rows if row.to_on is None or row.to_on > on}


def next_version(profile: RoleProfile) -> ProfileVersion:
    return actions.draft_version(by=TESTS, profile=profile)


def test_a_profile_begins_with_an_empty_draft_that_requires_nothing() -> None:
    profile = make_profile()
    assert draft_of(profile).number == 1
    assert not Requirement.objects.exists()


def test_the_essential_lines_in_use_are_the_requirements_of_the_role_and_the_desirable_ones_never() -> None:
    make_profile(essential=["ZX1@2003"], desirable=["ZX2@2003"], from_on=APRIL)
    assert required(date(2026, 3, 31)) == {}
    assert required(APRIL) == {"ZX1@2003": None}


def test_what_both_versions_ask_goes_on_as_it_is_and_what_only_the_old_one_asks_ends() -> None:
    profile = make_profile(essential=["ZX1@2003", "ZZ1@2001"], from_on=APRIL)
    kept = Requirement.objects.get(standard="ZX1@2003")
    draft = next_version(profile)
    actions.remove_line(by=TESTS, line=draft.lines.get(standard="ZZ1@2001"))
    add_lines(draft, ["ZX2@2003"])
    actions.put_in_use(by=TESTS, version=draft, from_on=JUNE)
    assert required(date(2026, 5, 31)).keys() == {"ZX1@2003", "ZZ1@2001"}
    assert required(JUNE).keys() == {"ZX1@2003", "ZX2@2003"}
    assert Requirement.objects.get(standard="ZX1@2003") == kept, "nothing is written about what stays"
    assert Requirement.objects.get(standard="ZZ1@2001", retracted_on=None).to_on == JUNE
    first = profile.versions.get(number=1)
    assert (first.to_on, first.state(date(2026, 5, 31)), first.state(JUNE)) == (
        JUNE,
        State.IN_USE,
        State.RETIRED,
    )


def test_a_line_asked_for_differently_ends_and_begins_anew() -> None:
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    draft = next_version(profile)
    line = draft.lines.get()
    actions.change_line(by=TESTS, line=line, terms=LineTerms(Need.ESSENTIAL, needed_by_days=84))
    actions.put_in_use(by=TESTS, version=draft, from_on=JUNE)
    assert required(date(2026, 5, 31)) == {"ZX1@2003": None}
    assert required(JUNE) == {"ZX1@2003": 84}


def test_a_line_made_desirable_is_required_no_longer() -> None:
    profile = make_profile(essential=["ZX1@2003", "ZX2@2003"], from_on=APRIL)
    draft = next_version(profile)
    line = draft.lines.get(standard="ZX2@2003")
    actions.change_line(by=TESTS, line=line, terms=LineTerms(Need.DESIRABLE, needed_by_days=None))
    actions.put_in_use(by=TESTS, version=draft, from_on=JUNE)
    assert required(JUNE).keys() == {"ZX1@2003"}


def test_the_next_draft_is_a_copy_of_the_last_version() -> None:
    profile = make_profile(essential=["ZX1@2003"], desirable=["ZX2@2003"], from_on=APRIL)
    draft = next_version(profile)
    assert draft.number == 2
    assert sorted(draft.lines.values_list("standard", "need")) == [
        ("ZX1@2003", "essential"),
        ("ZX2@2003", "desirable"),
    ]


def test_retiring_a_profile_ends_what_it_requires() -> None:
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    actions.retire_profile(by=TESTS, profile=profile, to_on=JUNE, why="the role is no more")
    assert required(date(2026, 5, 31)).keys() == {"ZX1@2003"}
    assert required(JUNE) == {}


def test_a_retired_profile_can_come_back_with_a_new_version() -> None:
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    actions.retire_profile(by=TESTS, profile=profile, to_on=JUNE, why="the role is no more")
    actions.put_in_use(by=TESTS, version=next_version(profile), from_on=date(2026, 9, 1))
    assert required(date(2026, 8, 31)) == {}
    assert required(date(2026, 9, 1)).keys() == {"ZX1@2003"}


def test_a_discarded_draft_is_gone_and_the_next_has_its_number() -> None:
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    actions.discard_draft(by=TESTS, version=next_version(profile))
    assert profile.versions.count() == 1
    assert next_version(profile).number == 2


def refused(field: str, do: Any, **given: Any) -> str:
    """The words of a refusal about a field, after which nothing is different."""
    before = [
        list(model.objects.values()) for model in (RoleProfile, ProfileVersion, ProfileLine, Requirement)
    ]
    with pytest.raises(Refused) as told, transaction.atomic():
        do(by=TESTS, **given)
    after = [
        list(model.objects.values()) for model in (RoleProfile, ProfileVersion, ProfileLine, Requirement)
    ]
    assert after == before
    assert told.value.field == field
    return told.value.reason


def test_refusals_say_what_is_wrong_and_what_to_do() -> None:
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    line = profile.versions.get().lines.get()
    assert refused("", actions.remove_line, line=line) == (
        "Version 1 is not a draft, and what it asks for is not edited. "
        "Make a draft of the next version, change that, and put it in use."
    )
    draft = next_version(profile)
    assert "is a draft already" in refused("", actions.draft_version, profile=profile)
    assert "is in this draft already, in general" in refused(
        "standards", actions.add_line, version=draft, standard="ZX1@2003"
    )
    assert "There is no standard NO1@1999" in refused(
        "standards", actions.add_line, version=draft, standard="NO1@1999"
    )
    assert "from 0 to 3,660" in refused(
        "needed_by_days", actions.add_line, version=draft, standard="ZX2@2003", needed_by_days=4000
    )
    assert "Version 1 is in use from 1 April 2026. Choose a later day." in refused(
        "from_on", actions.put_in_use, version=draft, from_on=APRIL
    )
    actions.remove_line(by=TESTS, line=draft.lines.get())
    assert "no essential line" in refused("", actions.put_in_use, version=draft, from_on=JUNE)
    assert "Say why" in refused("why", actions.retire_profile, profile=profile, to_on=JUNE, why=" ")
    assert "Retire it on a later day" in refused(
        "to_on", actions.retire_profile, profile=profile, to_on=APRIL, why="x"
    )
    assert "The code nurse is that of" in refused("code", actions.create_profile, code="NURSE", name="Other")


def test_the_same_standard_may_be_asked_for_in_two_contexts() -> None:
    draft = draft_of(make_profile(essential=["ZX1@2003"]))
    actions.add_line(by=TESTS, version=draft, standard="ZX1@2003", context="  older   people ")
    assert draft.lines.filter(context="older people").exists()


def test_every_action_is_refused_to_an_outsider_and_writes_nothing() -> None:
    outsider = make_account(roles=[Role.MANAGER, Role.ADMINISTRATOR, Role.ASSESSOR, Role.FRAMEWORK_STEWARD])
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    draft = next_version(profile)
    line = draft.lines.get()
    events = Event.objects.count()
    for do, given in (
        (actions.create_profile, {"code": "other", "name": "Other"}),
        (actions.rename_profile, {"profile": profile, "name": "Other"}),
        (actions.draft_version, {"profile": profile}),
        (actions.discard_draft, {"version": draft}),
        (actions.add_line, {"version": draft, "standard": "ZX2@2003"}),
        (actions.change_line, {"line": line, "terms": LineTerms(Need.DESIRABLE)}),
        (actions.remove_line, {"line": line}),
        (actions.put_in_use, {"version": draft, "from_on": JUNE}),
        (actions.retire_profile, {"profile": profile, "to_on": JUNE, "why": "x"}),
    ):
        with pytest.raises(NotAllowed, match="You cannot change role profiles"):
            do(by=outsider, **given)  # type: ignore[operator]
    assert Event.objects.count() == events


def test_every_action_leaves_an_event_about_the_profile() -> None:
    profile = make_profile(essential=["ZX1@2003"], from_on=APRIL)
    actions.rename_profile(by=TESTS, profile=profile, name="Another")
    actions.discard_draft(by=TESTS, version=next_version(profile))
    actions.retire_profile(by=TESTS, profile=profile, to_on=JUNE, why="x")
    names = list(
        Event.objects.filter(subject="profile:nurse").order_by("sequence").values_list("action", flat=True)
    )
    assert names == [
        "create_profile",
        "add_line",
        "put_in_use",
        "rename_profile",
        "draft_version",
        "discard_draft",
        "retire_profile",
    ]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("profile_has_one_draft", [{"number": 1}, {"number": 2}]),
        (
            "profile_has_one_open_version",
            [{"number": 1, "from_on": APRIL}, {"number": 2, "from_on": JUNE}],
        ),
        ("profile_version_numbered_once", [{"number": 1}, {"number": 1, "from_on": APRIL}]),
        ("profile_version_ends_after_it_begins", [{"number": 1, "from_on": JUNE, "to_on": JUNE}]),
    ],
)
def test_the_database_holds_versions_to_their_rules(name: str, rows: list[dict[str, Any]]) -> None:
    profile = RoleProfile.objects.create(code="other", name="Other")
    *before, last = rows
    for row in before:
        ProfileVersion.objects.create(profile=profile, **row)
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        ProfileVersion.objects.create(profile=profile, **last)
    assert_named(told.value, name, "profile_id")


def assert_named(error: IntegrityError, name: str, column: str) -> None:
    """PostgreSQL names the constraint; SQLite names a check, and of a unique one only the columns."""
    assert name in str(error) or column in str(error)


def test_the_database_holds_lines_to_their_rules() -> None:
    version = draft_of(make_profile(essential=["ZX1@2003"]))
    with pytest.raises(IntegrityError) as told, transaction.atomic():
        ProfileLine.objects.create(version=version, standard_id="ZX1@2003", need="essential")
    assert_named(told.value, "profile_line_of_a_pair_once", "version_id")
    with pytest.raises(IntegrityError, match="profile_line_of_a_known_need"), transaction.atomic():
        ProfileLine.objects.create(version=version, standard_id="ZX2@2003", need="perhaps")
    with pytest.raises(IntegrityError, match="profile_has_a_name"), transaction.atomic():
        RoleProfile.objects.create(code="nameless", name="")
