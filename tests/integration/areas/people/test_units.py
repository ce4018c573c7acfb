"""The tree of units: made, renamed, moved, and seen by those it concerns."""

import pytest
from django.db import IntegrityError, transaction

from standing.areas.audit.models import Event
from standing.areas.people import actions, selectors
from standing.areas.people.actions.units import DEEPEST
from standing.areas.people.models import Unit
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Ability, Role
from standing.areas.refusals import Refused
from tests.factories.people import make_account, make_administrator, make_unit

pytestmark = pytest.mark.django_db


def test_a_unit_lies_below_another() -> None:
    admin = make_administrator()
    top = actions.add_unit(by=admin, code="service", name=" Made-up service ")
    ward = actions.add_unit(by=admin, code="ward-3", name="Elm ward", parent=top)
    assert (top.name, top.path) == ("Made-up service", f"{top.pk}/")
    assert ward.path == f"{top.pk}/{ward.pk}/"
    event = Event.objects.latest("sequence")
    assert (event.actor, event.action, event.subject) == (admin.audit_name, "add_unit", "unit:ward-3")
    assert event.words.words == {"code": "ward-3", "name": "Elm ward", "parent": "service"}


def test_a_code_is_used_once_whatever_its_letters() -> None:
    make_unit("ward-3", name="Elm ward")
    with pytest.raises(Refused) as refusal:
        make_unit("Ward-3")
    assert (refusal.value.reason, refusal.value.field) == (
        "The code ward-3 is that of Elm ward. Choose another.",
        "code",
    )
    assert Unit.objects.count() == 1


def test_units_are_so_many_levels_deep() -> None:
    unit = None
    for level in range(DEEPEST):
        unit = make_unit(f"level-{level}", parent=unit)
    with pytest.raises(Refused, match=r"Units can be 10 levels deep. Choose a unit higher up."):
        make_unit("below", parent=unit)
    other = make_unit("other")
    with pytest.raises(Refused, match=r"10 levels deep"):
        actions.move_unit(by=make_administrator(), unit=Unit.objects.get(code="level-0"), parent=other)


def test_a_unit_is_renamed() -> None:
    admin, unit = make_administrator(), make_unit("ward-3", name="Elm ward")
    actions.rename_unit(by=admin, unit=unit, name="Oak ward")
    unit.refresh_from_db()
    assert unit.name == "Oak ward"
    assert Event.objects.latest("sequence").words.words == {"before": "Elm ward", "after": "Oak ward"}
    with pytest.raises(Refused, match=r"The unit is called Oak ward already."):
        actions.rename_unit(by=admin, unit=unit, name=" Oak ward ")


def test_a_unit_moves_with_everything_below_it() -> None:
    admin = make_administrator()
    north, south = make_unit("north"), make_unit("south")
    team = make_unit("team", parent=north)
    ward = make_unit("ward", parent=team)
    moved = actions.move_unit(by=admin, unit=team, parent=south)
    ward.refresh_from_db()
    assert (moved.parent, moved.path) == (south, f"{south.pk}/{team.pk}/")
    assert ward.path == f"{south.pk}/{team.pk}/{ward.pk}/"
    assert Event.objects.latest("sequence").words.words == {"before": "north", "after": "south"}
    top = actions.move_unit(by=admin, unit=team, parent=None)
    ward.refresh_from_db()
    assert (top.parent, top.path, ward.path) == (None, f"{team.pk}/", f"{team.pk}/{ward.pk}/")


@pytest.mark.parametrize(
    ("below", "words"),
    [
        ("team", "Made-up team cannot be put below itself. Choose a unit outside it."),
        (
            "ward",
            "Made-up team cannot be put below Made-up ward, which lies below it. Choose a unit outside it.",
        ),
        ("north", "Made-up team is there already. Choose another place."),
    ],
)
def test_a_unit_does_not_move_there(below: str, words: str) -> None:
    north = make_unit("north")
    team = make_unit("team", parent=north)
    make_unit("ward", parent=team)
    with pytest.raises(Refused) as refusal:
        actions.move_unit(by=make_administrator(), unit=team, parent=Unit.objects.get(code=below))
    assert (refusal.value.reason, refusal.value.field) == (words, "parent")
    assert Unit.objects.get(code="ward").path.startswith(f"{north.pk}/{team.pk}/")


def test_outsiders_change_nothing() -> None:
    unit = make_unit("ward")
    outsiders = [
        make_account(),
        make_account(roles=[(Role.MANAGER, unit)]),
        make_account(roles=[Role.WORKFORCE_LEAD]),
    ]
    events = Event.objects.count()
    for outsider in outsiders:
        for attempt in (
            lambda by: actions.add_unit(by=by, code="mine", name="Mine"),
            lambda by: actions.rename_unit(by=by, unit=unit, name="Mine"),
            lambda by: actions.move_unit(by=by, unit=unit, parent=None),
        ):
            with pytest.raises(
                NotAllowed, match=r"You cannot manage accounts and units. Ask an administrator."
            ):
                attempt(outsider)
    assert Event.objects.count() == events
    assert list(Unit.objects.values_list("name", flat=True)) == ["Made-up ward"]


def test_the_database_refuses_a_unit_below_itself() -> None:
    unit = make_unit("ward")
    with pytest.raises(IntegrityError, match=r"unit_is_not_its_own_parent"), transaction.atomic():
        Unit.objects.filter(pk=unit.pk).update(parent=unit)


@pytest.mark.parametrize("field", ["code", "path"])
def test_the_database_refuses_a_second_unit_of_that(field: str) -> None:
    first, second = make_unit("one"), make_unit("two")
    with pytest.raises(IntegrityError), transaction.atomic():
        Unit.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})


class TestTree:
    @pytest.fixture(autouse=True)
    def units(self) -> None:
        service = make_unit("service", name="Service")
        for name in ("Willow", "elm", "Oak"):
            team = make_unit(f"team-{name}", name=name, parent=service)
            make_unit(f"ward-{name}", name=f"{name} ward", parent=team)

    def test_an_administrator_sees_all_of_it_in_order(self) -> None:
        tree = selectors.unit_tree(by=make_administrator(), ability=Ability.MANAGE_SERVICE)
        assert [(place.unit.name, place.depth) for place in tree] == [
            ("Service", 0),
            ("elm", 1),
            ("elm ward", 2),
            ("Oak", 1),
            ("Oak ward", 2),
            ("Willow", 1),
            ("Willow ward", 2),
        ]

    def test_a_manager_sees_theirs(self) -> None:
        manager = make_account(
            roles=[
                (Role.MANAGER, Unit.objects.get(code="team-Oak")),
                (Role.MANAGER, Unit.objects.get(code="ward-elm")),
            ]
        )
        assert [(place.unit.name, place.depth) for place in selectors.unit_tree(by=manager)] == [
            ("elm ward", 0),
            ("Oak", 0),
            ("Oak ward", 1),
        ]

    def test_an_outsider_sees_nothing_and_learns_nothing(self) -> None:
        outsider = make_account(roles=[(Role.MANAGER, Unit.objects.get(code="team-Oak"))])
        assert selectors.unit_tree(by=make_account()) == []
        reasons = []
        for code in ("team-elm", "no-such-unit"):
            with pytest.raises(NotAllowed) as refusal:
                selectors.unit_by_code(by=outsider, code=code)
            reasons.append(refusal.value.reason)
        assert reasons[0] == reasons[1]
        assert selectors.unit_by_code(by=outsider, code="TEAM-oak").name == "Oak"

    def test_the_tree_takes_two_queries(self, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
        admin = make_administrator()
        with django_assert_num_queries(2):
            assert len(selectors.unit_tree(by=admin, ability=Ability.MANAGE_SERVICE)) == 7
