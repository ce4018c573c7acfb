"""People and posts: added, renamed, found by those who may."""

import pytest
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from standing.areas.audit.models import Event
from standing.areas.people import actions, selectors
from standing.areas.people.models import Account, Person, Post
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.roles import Ability, Role
from standing.areas.refusals import Refused
from tests.factories.people import make_account, make_administrator, make_person, make_post, make_unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.WORKFORCE_LEAD])
def test_a_person_is_added_and_renamed(role: Role) -> None:
    by = make_account(roles=[role])
    person = actions.add_person(by=by, ref=" N100 ", given_name="Ada", family_name="O’Example")
    assert (person.ref, person.name) == ("N100", "Ada O’Example")
    actions.rename_person(by=by, person=person, given_name="Ada", family_name="Sample")
    person.refresh_from_db()
    assert person.name == "Ada Sample"
    added, renamed = Event.objects.order_by("sequence")[Event.objects.count() - 2 :]
    assert (added.action, added.subject, added.words.words) == (
        "add_person",
        "person:N100",
        {"name": "Ada O’Example"},
    )
    assert renamed.words.words == {"before": "Ada O’Example", "after": "Ada Sample"}


def test_two_people_are_never_one() -> None:
    make_person("N100", given_name="Ada", family_name="Example")
    with pytest.raises(Refused) as refusal:
        make_person("n100", given_name="Bo", family_name="Sample")
    assert refusal.value.reason == (
        "The staff number N100 is that of Ada Example. Two people are never one: check the number."
    )
    assert refusal.value.field == "ref"


def test_the_same_name_again_is_refused() -> None:
    person = make_person()
    with pytest.raises(Refused, match=r"The person is called Ada Example already."):
        actions.rename_person(
            by=make_administrator(), person=person, given_name="Ada ", family_name="Example"
        )


def test_a_post_is_added_and_changed() -> None:
    by, unit = make_administrator(), make_unit("ward")
    post = actions.add_post(by=by, code="rn-1", title="Nurse", unit=unit, role="nurse")
    actions.change_post(by=by, post=post, title="Senior nurse", role="senior-nurse")
    post.refresh_from_db()
    assert (post.title, post.role, post.unit) == ("Senior nurse", "senior-nurse", unit)
    assert Event.objects.latest("sequence").words.words == {
        "before": {"title": "Nurse", "role": "nurse"},
        "after": {"title": "Senior nurse", "role": "senior-nurse"},
    }
    with pytest.raises(Refused, match=r"Nothing is different. Change the title or the role."):
        actions.change_post(by=by, post=post, title="Senior nurse", role="senior-nurse")
    with pytest.raises(Refused, match=r"The code rn-1 is that of the post Senior nurse. Choose another."):
        actions.add_post(by=by, code="RN-1", title="Nurse", unit=unit, role="nurse")


def test_outsiders_change_nothing() -> None:
    unit, person = make_unit("ward"), make_person()
    post = make_post(unit)
    for outsider in (
        make_account(),
        make_account(roles=[(Role.MANAGER, unit)]),
        make_account(roles=[Role.AUDITOR]),
    ):
        for attempt in (
            lambda by: actions.add_person(by=by, ref="X1", given_name="A", family_name="B"),
            lambda by: actions.rename_person(by=by, person=person, given_name="A", family_name="B"),
            lambda by: actions.add_post(by=by, code="x-1", title="T", unit=unit, role="r"),
            lambda by: actions.change_post(by=by, post=post, title="T", role="r"),
        ):
            with pytest.raises(
                NotAllowed, match=r"You cannot add or rename people and posts. Ask a workforce lead"
            ):
                attempt(outsider)
    assert Person.objects.get().name == "Ada Example"
    assert Post.objects.get().title == "Nurse"


def test_the_database_itself_refuses() -> None:
    one, two = make_person("N1"), make_person("N2")
    with pytest.raises(IntegrityError, match=r"person_has_a_reference"), transaction.atomic():
        Person.objects.filter(pk=two.pk).update(ref="")
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=two.pk).update(ref=one.ref)


class TestFinding:
    @pytest.fixture(autouse=True)
    def people(self) -> None:
        make_person("N1", given_name="Ada", family_name="Marsh")
        make_person("N2", given_name="Ben", family_name="Marshall")
        make_person("N30", given_name="Cy", family_name="Adams")

    def found(self, by: Account, words: str = "") -> list[str]:
        return [
            person.ref for person in selectors.search_people(by=by, words=words, ability=Ability.SEE_RECORD)
        ]

    @pytest.mark.parametrize(
        ("words", "refs"),
        [
            ("", ["N30", "N1", "N2"]),
            ("marsh", ["N1", "N2"]),
            ("ada", ["N30", "N1"]),
            ("ada marsh", ["N1"]),
            ("n30", ["N30"]),
        ],
    )
    def test_by_name_or_number(self, words: str, refs: list[str]) -> None:
        assert self.found(make_account(roles=[Role.AUDITOR]), words) == refs

    def test_a_practitioner_finds_themself(self) -> None:
        account = make_account(person=Person.objects.get(ref="N1"), roles=[Role.PRACTITIONER])
        assert self.found(account) == ["N1"]
        assert self.found(account, "marshall") == []

    def test_outsiders_find_nobody(self) -> None:
        """Without the role, not even oneself; and an administrator looks at nobody's record."""
        assert self.found(make_account(person=Person.objects.get(ref="N1"))) == []
        assert self.found(make_administrator()) == []

    def test_a_manager_finds_those_in_their_units(self) -> None:
        unit = make_unit("ward")
        manager = make_account(roles=[(Role.MANAGER, unit)])
        asked: list[tuple[str, ...]] = []

        def in_units(paths: tuple[str, ...]) -> "QuerySet[Person]":
            asked.append(paths)
            return Person.objects.filter(ref="N2")

        seen = selectors.people_seen(by=manager, ability=Ability.SEE_RECORD, in_units=in_units)
        assert [person.ref for person in seen] == ["N2"]
        assert asked == [(unit.path,)]
        assert self.found(manager) == []

    def test_one_out_of_reach_and_one_not_there_are_refused_alike(self) -> None:
        account = make_account(person=Person.objects.get(ref="N1"), roles=[Role.PRACTITIONER])
        reasons = set()
        for ref in ("N2", "N404"):
            with pytest.raises(NotAllowed) as refusal:
                selectors.person_by_ref(by=account, ref=ref, ability=Ability.SEE_RECORD)
            reasons.add(refusal.value.reason)
        assert len(reasons) == 1
        assert selectors.person_by_ref(by=account, ref="n1", ability=Ability.SEE_RECORD).ref == "N1"

    def test_posts(self) -> None:
        make_post(make_unit("ward"), code="rn-1")
        assert [post.code for post in selectors.posts(by=make_administrator())] == ["rn-1"]
        assert selectors.post_by_code(by=make_administrator(), code="RN-1").title == "Nurse"
        assert not selectors.posts(by=make_account()).exists()
        with pytest.raises(NotAllowed):
            selectors.post_by_code(by=make_account(), code="rn-1")
