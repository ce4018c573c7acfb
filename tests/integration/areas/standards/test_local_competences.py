"""Competences of the service's own: what is added, what is refused, and where they are found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from standing.areas.audit.actors import System
from standing.areas.audit.models import Event
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.standards import actions, selectors
from standing.areas.standards.models import Standard
from standing.core.catalogue import Catalogue, Suite
from standing.core.holdings import Holdings
from standing.core.resolve import resolve
from standing.core.search import search
from tests.factories.people import make_account, make_person
from tests.factories.standards import load_bundled_catalogue, load_catalogue, standard

TESTS = System("tests")

pytestmark = pytest.mark.django_db

Refusal = Callable[..., str]


@pytest.fixture
def refused() -> Refusal:
    def ask(field: str, **given: Any) -> str:
        before = Standard.objects.count()
        with pytest.raises(Refused) as refusal:
            actions.add_local_competence(by=TESTS, **{"title": "Managing aggression", **given})
        assert refusal.value.field == field
        assert Standard.objects.count() == before
        return refusal.value.reason

    return ask


def add(code: str = "PMVA", title: str = "Managing violence and aggression", **given: Any) -> Standard:
    return actions.add_local_competence(by=TESTS, code=code, title=title, **given)


def test_it_is_a_standard_of_the_suite_of_local_ones() -> None:
    load_bundled_catalogue()
    added = add(" pmva ", summary="Keeping everybody safe when somebody is aggressive.")
    assert added.pk == "PMVA@1"
    assert added.is_local
    assert [row.pk for row in selectors.list_local_competences(by=TESTS)] == ["PMVA@1"]
    assert not Standard.objects.select_related("suite").get(pk="MH20@2013").is_local
    event = Event.objects.get(action="add_local_competence")
    assert event.subject == "standard:PMVA@1"
    assert event.words.words["title"] == "Managing violence and aggression"


def test_it_is_found_by_its_code_its_title_and_its_description() -> None:
    load_bundled_catalogue()
    add(summary="Keeping everybody safe when somebody kicks.")
    holdings = selectors.get_holdings(by=TESTS)
    for text in ("PMVA", "pmva", "PMVA@1", "PMVA: Managing violence and aggression"):
        assert resolve(text, holdings.catalogue).standard == "PMVA@1", text
    assert search(holdings.index, "kicks", 3)[0].id == "PMVA@1"
    assert search(holdings.index, "pmva", 3)[0].id == "PMVA@1"


def test_another_edition_is_another_standard_and_the_latest_is_meant() -> None:
    load_bundled_catalogue()
    add()
    newer = add(edition=2026, title="Managing violence and aggression, as trained from 2026")
    assert newer.pk == "PMVA@2026"
    catalogue = selectors.get_holdings(by=TESTS).catalogue
    assert resolve("PMVA", catalogue).standard == "PMVA@2026"
    assert resolve("PMVA", catalogue).candidates == ("PMVA@1",)


@pytest.mark.parametrize("code", ["MH20", "mh 20", "SFHMH20", "MH020", "CMD7", "GEN-99", "SCDHSC0421"])
def test_a_code_that_a_national_standard_is_written_as_is_refused(code: str, refused: Refusal) -> None:
    load_bundled_catalogue()
    if " " in code:
        assert "cannot be a code" in refused("code", code=code)
    else:
        assert "Choose another code" in refused("code", code=code)


@pytest.mark.parametrize("code", ["", "45", "PM/VA", "A--B", "É1", "-X", "X" * 41])
def test_a_code_that_could_not_stand_in_a_label_is_refused(code: str, refused: Refusal) -> None:
    refused("code", code=code)


def test_the_same_edition_twice_a_bad_edition_and_an_empty_title_are_refused(refused: Refusal) -> None:
    add()
    assert "There is PMVA@1 already: Managing violence and aggression." in refused("code", code="PMVA")
    assert "cannot be an edition" in refused("edition", code="PMVA", edition="second")
    assert "Enter a title" in refused("title", code="ILS", title=" ")


def test_a_code_that_is_the_title_of_another_is_refused(refused: Refusal) -> None:
    add("RESUS-1", "ILS")
    assert "“ILS” already means something here" in refused("code", code="ILS")


def test_a_national_standard_brought_later_with_its_code_is_refused_and_nothing_is_changed() -> None:
    add("ZZ1", "Our own")
    with pytest.raises(Refused, match="ZZ1@2013 has the code of the local competence ZZ1@1"):
        load_catalogue(Holdings(Catalogue(suites=(Suite("ZZ", "Parks"),), standards=(standard("ZZ1@2013"),))))
    assert list(Standard.objects.values_list("pk", flat=True)) == ["ZZ1@1"]


def test_it_can_be_renamed_and_described_and_the_search_knows_at_once() -> None:
    add()
    selectors.get_holdings(by=TESTS)
    actions.change_local_competence(
        by=TESTS, standard="PMVA@1", title="Safer holds", summary="Holding without hurting."
    )
    holdings = selectors.get_holdings(by=TESTS)
    assert holdings.catalogue.by_id["PMVA@1"].title == "Safer holds"
    assert search(holdings.index, "hurting", 3)[0].id == "PMVA@1"
    with pytest.raises(Refused, match="Nothing is different"):
        actions.change_local_competence(
            by=TESTS, standard="PMVA@1", title="Safer holds", summary="Holding without hurting."
        )
    event = Event.objects.get(action="change_local_competence")
    assert event.words.words["before"]["title"] == "Managing violence and aggression"


def test_a_national_standard_is_not_renamed() -> None:
    load_bundled_catalogue()
    with pytest.raises(Refused, match="MH20@2013 is not a local competence"):
        actions.change_local_competence(by=TESTS, standard="MH20@2013", title="Mine", summary="")
    with pytest.raises(Refused, match="NO@1 is not a local competence"):
        actions.change_local_competence(by=TESTS, standard="NO@1", title="Mine", summary="")


@pytest.mark.parametrize("role", list(Role))
def test_only_a_workforce_lead_and_a_framework_steward_may(role: Role) -> None:
    account = make_account(person=make_person(), roles=[role])
    add()
    may = role in (Role.WORKFORCE_LEAD, Role.FRAMEWORK_STEWARD)
    for do in (
        lambda: actions.add_local_competence(by=account, code="ILS", title="Life support"),
        lambda: actions.change_local_competence(by=account, standard="PMVA@1", title="Other", summary=""),
    ):
        if may:
            do()
        else:
            with pytest.raises(NotAllowed, match="You cannot add or describe local competences"):
                do()
    assert {row.pk for row in selectors.list_local_competences(by=account)} >= {"PMVA@1"}


def test_whoever_has_no_role_sees_and_adds_nothing() -> None:
    outsider = make_account()
    with pytest.raises(NotAllowed):
        actions.add_local_competence(by=outsider, code="ILS", title="Life support")
    with pytest.raises(NotAllowed):
        selectors.list_local_competences(by=outsider)
