"""Whom the change of an adopted revision asks: who is carried over, and nobody who was assessed on the new edition."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.record import actions
from standing.areas.record.actions.following import follow
from standing.areas.record.actions.leaving import what_ends
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Change, Decision, Membership, Signature, Suspension
from standing.areas.record.periods import differences
from standing.areas.record.selectors.workforce import populations
from standing.areas.record.trail import facts_at_odds_with_the_trail
from standing.areas.refusals import Refused
from standing.areas.revisions import actions as revisions
from standing.areas.revisions.actions.adopting import adopt_revision
from standing.areas.revisions.actions.transitions import Judged, grant_equivalence
from standing.areas.revisions.actions.undoing import undo_adoption
from standing.areas.revisions.models import TransitionTask
from standing.areas.standards.models import Revision
from standing.core.rules import facts
from standing.core.rules.populations import carried_population, subject_apart
from tests.factories.adopting import (
    CODE,
    EFFECTIVE,
    LATER,
    NEW_CODE,
    NEW_EDITION,
    NEWER,
    RECODED,
    REVISED,
    TESTS,
    approved,
    decide,
    holder,
    load_revisions,
    settled,
)
from tests.factories.people import make_person, make_post, make_unit
from tests.factories.record import make_lead
from tests.factories.revisions import make_steward
from tests.factories.workforce import employ

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
MET_ON = date(2025, 9, 1)
IN_TRANSITION = date(2026, 6, 1)
ASKED = carried_population(CODE, NEW_CODE)


@pytest.fixture
def people() -> Iterator[tuple[Person, Person, Person]]:
    """One who is carried, one assessed on the new editions before the day, and one who is both. It is adopted."""
    with clock.travelling_to(TODAY - timedelta(days=2)):
        load_revisions()
        approved()
    with clock.travelling_to(TODAY):
        carried = holder("carried", MET_ON, RECODED, REVISED)
        direct = holder("direct", MET_ON, NEW_CODE, NEW_EDITION)
        both = holder("both", MET_ON, RECODED, NEW_CODE)
        adopt_revision(by=TESTS, revision=CODE)
        yield carried, direct, both


def reasons(person: Person, standard: str, on: date = IN_TRANSITION) -> tuple[str, ...] | None:
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    found = standings_on([fresh], on).get(Pair(person.ref, standard, ""))
    return found and found.reasons


def members(population: str = ASKED) -> set[tuple[str, date]]:
    rows = Membership.objects.filter(population=population, retracted_on=None, to_on=None)
    return set(rows.values_list("person__ref", "from_on"))


def test_only_those_carried_are_asked(people: tuple[Person, Person, Person]) -> None:
    carried, direct, both = people
    assert reasons(carried, NEW_CODE) == reasons(both, NEW_CODE) == ("signature_owed",)
    assert reasons(carried, NEW_EDITION) == ("bridging_owed",)
    assert reasons(direct, NEW_CODE) == reasons(direct, NEW_EDITION) == ()
    assert set(Change.objects.filter(subject=CODE, standard=NEW_CODE).values_list("population")) == {(ASKED,)}
    assert members() == {("carried", EFFECTIVE), ("both", EFFECTIVE)}
    assert populations(by=TESTS) == []
    assert list(facts_at_odds_with_the_trail()) == []


def test_who_is_asked_follows_the_old_edition_and_is_undone_with_the_rest(
    people: tuple[Person, Person, Person],
) -> None:
    carried, direct, both = people
    with clock.travelling_to(IN_TRANSITION):
        decide(direct, date(2026, 2, 1), RECODED)
        assert reasons(direct, NEW_CODE) == ("signature_owed",), "carried later, with practice before the day"
        rows = list(Decision.objects.filter(person__in=[carried, direct], standard=RECODED))
        actions.retract_facts(by=TESTS, rows=rows, why="Another person")
        assert members() == {("both", EFFECTIVE)}
        assert (reasons(carried, NEW_CODE), reasons(direct, NEW_CODE)) == (None, ())
        decide(carried, MET_ON, RECODED)
        assert members() == {("both", EFFECTIVE), ("carried", EFFECTIVE)}
        undo_adoption(by=TESTS, revision=CODE, why="The wrong day")
    assert members() == members(carried_population(CODE, NEW_EDITION)) == set()
    assert reasons(both, NEW_CODE) == ()
    assert list(facts_at_odds_with_the_trail()) == []


def test_of_several_revisions_in_a_row_those_carried_by_the_first_still_owe_it(
    people: tuple[Person, Person, Person],
) -> None:
    carried, direct, both = people
    later = date(2026, 9, 1)
    with clock.travelling_to(IN_TRANSITION):
        approved(LATER, effective_on=later)
        adopt_revision(by=TESTS, revision=LATER)
        signed = [facts.Signature(person.ref, LATER, 1, IN_TRANSITION) for person in people]
        actions.append_facts(by=TESTS, entries=[actions.Entry(one) for one in signed])
        assert reasons(carried, NEWER, later) == reasons(both, NEWER, later) == ("signature_owed",)
        assert reasons(direct, NEWER, later) == ()
        assert members(carried_population(CODE, NEWER)) == {("carried", EFFECTIVE), ("both", EFFECTIVE)}
        assert len(members(carried_population(LATER, NEWER))) == 3
        undo_adoption(by=TESTS, revision=LATER, why="The wrong day")
    assert members(carried_population(CODE, NEWER)) == members(carried_population(LATER, NEWER)) == set()
    assert members() == {("carried", EFFECTIVE), ("both", EFFECTIVE)}


def test_in_records_that_were_merged_and_split_again(people: tuple[Person, Person, Person]) -> None:
    carried, direct, _ = people
    with clock.travelling_to(IN_TRANSITION):
        merge = actions.merge_people(by=make_lead(), kept=direct, merged=carried, why="One person")
        assert reasons(direct, NEW_CODE) == ("signature_owed",)
        decide(direct, date(2026, 2, 1), RECODED)
        assert Membership.objects.filter(population=ASKED, person=direct, retracted_on=None).count() == 2
        row = Decision.objects.get(person=direct, recorded_for=None, standard=RECODED)
        actions.retract_facts(by=TESTS, rows=[row], why="Another person")
        actions.split_people(by=make_lead("Second Lead"), merge=merge, why="Two people")
    assert (reasons(direct, NEW_CODE), reasons(carried, NEW_CODE)) == ((), ("signature_owed",))
    assert list(facts_at_odds_with_the_trail()) == []


def test_nobody_joins_or_leaves_by_hand_and_a_leaver_who_comes_back_is_asked_still(
    people: tuple[Person, Person, Person],
) -> None:
    lead = make_lead()
    employ(people[0], make_post(make_unit("ash")))
    with pytest.raises(Refused, match=r"is kept by an adopted revision"):
        actions.join_population(by=lead, person=people[1], population=ASKED, from_on=TODAY)
    row = Membership.objects.get(population=ASKED, person=people[0])
    with pytest.raises(Refused, match=r"They are asked because they were carried over"):
        actions.end_membership(by=lead, membership=row, to_on=IN_TRANSITION, why="No")
    assert what_ends(by=lead, person=people[0], last_day=IN_TRANSITION).memberships == ()


def combined() -> None:
    """A later revision combines in one standard what the first one asks to sign for and what it asks to show."""
    steward = make_steward()
    version = revisions.begin_from_document(by=steward, revision=Revision.objects.get(code=LATER))
    revisions.add_row(by=steward, version=version, old=NEW_EDITION)
    revisions.change_row(by=steward, version=version, old=NEW_EDITION, kind="recoded", new=[NEWER])
    settled(steward, version, effective_on=COMBINED)
    adopt_revision(by=TESTS, revision=LATER)


COMBINED = date(2026, 9, 1)
APART = subject_apart(CODE, NEW_EDITION)


def asked_apart() -> str:
    """The later revision leads to the standard that the first one bridged to: the signature of the first is asked for
    apart there. The population of those whom it asks.
    """
    steward = make_steward()
    version = revisions.begin_from_document(by=steward, revision=Revision.objects.get(code=LATER))
    revisions.change_row(
        by=steward, version=version, old=NEW_CODE, kind="recoded", new=[NEW_EDITION], why="Compared"
    )
    settled(steward, version, effective_on=COMBINED)
    adopt_revision(by=TESTS, revision=LATER)
    return carried_population(subject_apart(CODE, NEW_CODE), NEW_EDITION)


def sign(person: Person, subject: str) -> list[Any]:
    return actions.append_facts(
        by=TESTS, entries=[actions.Entry(facts.Signature(person.ref, subject, 1, clock.today()))]
    )


def test_a_signature_and_a_bridge_that_a_later_revision_combines_are_both_asked_still(
    people: tuple[Person, Person, Person],
) -> None:
    carried, direct, both = people
    with clock.travelling_to(IN_TRANSITION):
        combined()
        for person in people:
            sign(person, LATER)
        assert reasons(carried, NEWER, COMBINED) == ("bridging_owed", "signature_owed")
        assert reasons(both, NEWER, COMBINED) == ("signature_owed",)
        assert reasons(direct, NEWER, COMBINED) == ()
        sign(carried, CODE)
        assert reasons(carried, NEWER, COMBINED) == ("bridging_owed",)
        decide(carried, IN_TRANSITION, NEW_EDITION, outcome=facts.BRIDGED)
        assert reasons(carried, NEWER, COMBINED) == ()
        assert reasons(carried, NEW_EDITION, COMBINED) == ()
        undo_adoption(by=TESTS, revision=LATER, why="The wrong day")
    assert members(carried_population(APART, NEWER)) == set()
    assert not Change.objects.filter(standard=NEWER, retracted_on=None).exists()
    assert list(facts_at_odds_with_the_trail()) == []


def test_who_signed_before_is_not_asked_again_where_the_new_standard_has_that_version_of_another(
    people: tuple[Person, Person, Person],
) -> None:
    carried, _, both = people
    with clock.travelling_to(IN_TRANSITION):
        sign(carried, CODE)
        apart = asked_apart()
        for person in people:
            sign(person, LATER)
        assert members(apart) == {("both", EFFECTIVE)}
        assert reasons(both, NEW_EDITION, COMBINED) == ("signature_owed",)
        mine = sign(both, CODE)
        assert members(apart) == set()
        assert reasons(both, NEW_EDITION, COMBINED) == ()
        actions.retract_facts(by=TESTS, rows=mine, why="Somebody else signed")
        assert reasons(both, NEW_EDITION, COMBINED) == ("signature_owed",)
        sign(both, subject_apart(CODE, NEW_CODE))
        assert reasons(both, NEW_EDITION, COMBINED) == ()
    assert list(facts_at_odds_with_the_trail()) == []


def test_a_signature_comes_with_a_merged_record_and_goes_back_with_it(
    people: tuple[Person, Person, Person],
) -> None:
    _, direct, both = people
    with clock.travelling_to(IN_TRANSITION):
        apart = asked_apart()
        sign(direct, CODE)
        assert members(apart) == {("carried", EFFECTIVE), ("both", EFFECTIVE)}
        merge = actions.merge_people(by=make_lead(), kept=both, merged=direct, why="One person")
        assert members(apart) == {("carried", EFFECTIVE)}
        nothing_is_left_to_follow()
        assert "signature_owed" not in (reasons(both, NEW_CODE) or ())
        actions.split_people(by=make_lead("Second Lead"), merge=merge, why="Two people")
        assert members(apart) == {("carried", EFFECTIVE), ("both", EFFECTIVE)}
        sign(both, LATER)
        assert reasons(both, NEW_EDITION, COMBINED) == ("signature_owed",)
        nothing_is_left_to_follow()
    assert list(facts_at_odds_with_the_trail()) == []


def test_who_was_not_asked_because_of_anothers_signature_is_asked_once_the_records_are_split(
    people: tuple[Person, Person, Person],
) -> None:
    """It was adopted while the two were one, so nothing ever asked the one who had not signed."""
    _, direct, both = people
    with clock.travelling_to(IN_TRANSITION):
        sign(direct, CODE)
        merge = actions.merge_people(by=make_lead(), kept=both, merged=direct, why="One person")
        apart = asked_apart()
        assert members(apart) == {("carried", EFFECTIVE)}
        actions.split_people(by=make_lead("Second Lead"), merge=merge, why="Two people")
        assert members(apart) == {("carried", EFFECTIVE), ("both", EFFECTIVE)}
        sign(both, LATER)
        assert reasons(both, NEW_EDITION, COMBINED) == ("signature_owed",)
        assert differences([Person.objects.get(pk=both.pk), Person.objects.get(pk=direct.pk)]) == {
            "both": [],
            "direct": [],
        }
        nothing_is_left_to_follow()
    assert list(facts_at_odds_with_the_trail()) == []


def test_what_one_record_had_revoked_is_revoked_on_the_new_edition_too_while_the_two_are_one(
    people: tuple[Person, Person, Person],
) -> None:
    carried, other = people[0], make_person("other")
    with clock.travelling_to(IN_TRANSITION):
        decide(other, IN_TRANSITION, RECODED, outcome=facts.REVOKED)
        before = counts(carried)
        merge = actions.merge_people(by=make_lead(), kept=other, merged=carried, why="One person")
        assert counts(other) == {RECODED: False, NEW_CODE: False}
        actions.split_people(by=make_lead("Second Lead"), merge=merge, why="Two people")
        assert counts(carried) == before == {RECODED: True, NEW_CODE: True}
        nothing_is_left_to_follow()
    assert list(facts_at_odds_with_the_trail()) == []


def nothing_is_left_to_follow() -> None:
    """What stands on new editions is what all that is known asks for, of everybody."""
    kinds: tuple[Any, ...] = (Decision, Signature, Suspension)
    assert follow(TESTS, [row for kind in kinds for row in kind.objects.filter(retracted_on=None)]) == []


def counts(person: Person) -> dict[str, bool]:
    """Whether somebody counts in the old edition and in the one it was carried onto, on the day they became one."""
    fresh = Person.objects.select_related("stale").get(pk=person.pk)
    found = standings_on([fresh], IN_TRANSITION)
    return {standard: found[Pair(person.ref, standard, "")].counts for standard in (RECODED, NEW_CODE)}


def test_a_grant_for_both_asks_both_too(people: tuple[Person, Person, Person]) -> None:
    carried = people[0]
    with clock.travelling_to(IN_TRANSITION):
        granted_for_both(carried)
        assert reasons(carried, NEWER) == ("bridging_owed", "signature_owed")
        sign(carried, CODE)
        assert reasons(carried, NEWER) == ("bridging_owed",)
        decision = Decision.objects.get(person=carried, standard=NEWER, retracted_on=None)
        actions.retract_facts(by=TESTS, rows=[decision], why="Another person")
        assert members(carried_population(APART, NEWER)) == set()
        assert not Change.objects.filter(standard=NEWER, retracted_on=None).exists()
    assert list(facts_at_odds_with_the_trail()) == []


def test_what_a_grant_asks_goes_where_the_grant_goes(people: tuple[Person, Person, Person]) -> None:
    """A change that comes while two records are one asks the one of them to whom it was granted, once they are two."""
    carried, other = people[0], make_person("other")
    with clock.travelling_to(IN_TRANSITION):
        granted_for_both(carried)
        merge = actions.merge_people(by=TESTS, kept=other, merged=carried, why="One person")
        actions.issue_change(
            by=TESTS,
            subject="policy-1",
            version=1,
            title="Clean hands",
            standards=[NEW_CODE],
            change_class=facts.SIGNIFICANT,
            effective_on=IN_TRANSITION,
            due_on=COMBINED,
        )
        asked = carried_population("policy-1", NEWER)
        assert members(asked) == {("other", IN_TRANSITION)}
        actions.split_people(by=TESTS, merge=merge, why="Two people")
        assert members(asked) == {("carried", IN_TRANSITION)}
    assert list(facts_at_odds_with_the_trail()) == []


def granted_for_both(person: Person) -> None:
    """A later revision replaces, by one standard, what the first asks to sign for and what it asks to show: somebody
    was granted it for both.
    """
    steward = make_steward()
    version = revisions.begin_from_document(by=steward, revision=Revision.objects.get(code=LATER))
    revisions.add_row(by=steward, version=version, old=NEW_EDITION)
    for old in (NEW_EDITION, NEW_CODE):
        revisions.change_row(
            by=steward, version=version, old=old, kind="replaced", new=[NEWER], why="Compared"
        )
    settled(steward, version, effective_on=IN_TRANSITION)
    adopt_revision(by=TESTS, revision=LATER)
    task = TransitionTask.objects.get(person=person)
    judged = {old: Judged(used=True) for old in (NEW_EDITION, NEW_CODE)}
    grant_equivalence(by=TESTS, task=task, judged=judged, why="The same work")
