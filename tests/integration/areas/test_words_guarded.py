"""Every form into which somebody types words of their own, sent as a browser sends it: what may identify somebody is
asked about before it is kept. Evidence, claims, suspensions and what was guarded first have tests of their own, and
so do the forms of the areas whose worlds take long to build.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.policies import actions as policies
from standing.areas.policies.models import Candidate, PolicyVersion
from standing.areas.profiles import actions as profiles
from standing.areas.profiles.models import ProfileLine, ProfileVersion
from standing.areas.record import actions as record
from standing.areas.revisions import actions as revisions
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from standing.areas.standards.actions import add_edition, add_local_competence, stage_source
from standing.core.policies.lifecycle import Kind
from tests.facsimiles.feeds import nice
from tests.factories.adopting import CODE, EXISTING, KEPT, NEW_EDITION, NEW_KEPT, NEWER, RECODED, REPLACED
from tests.factories.cover import register
from tests.factories.people import TESTS, make_account, make_administrator, make_person, signed_in
from tests.factories.policies import Offices, change_in_force, make_policy, publish_policy, terms
from tests.factories.profiles import make_profile
from tests.factories.transitions import (
    IN_TRANSITION,
    TODAY,
    RevisedWard,
    adopted,
    equivalence_of,
    revised_ward,
)
from tests.support.guarded import NAMED, asks_before_it_keeps, what_was_found

pytestmark = pytest.mark.django_db
YESTERDAY, LATER = date(2026, 5, 31), date(2026, 9, 1)


@dataclass(frozen=True)
class World:
    """A ward in the transition of a revision, whoever keeps policies, and a draft of a profile."""

    ward: RevisedWard
    offices: Offices
    draft: ProfileVersion


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """What every test of this module begins with; what a test writes is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with clock.travelling_to(TODAY):
            ward = revised_ward()
            adopted(ward)
        with clock.travelling_to(IN_TRANSITION):
            profile = make_profile("porter", essential=[EXISTING], from_on=date(2020, 1, 1))
            draft = profiles.draft_version(by=TESTS, profile=profile)
            yield World(ward, Offices.open(), draft)
        transaction.set_rollback(True)


def on(name: str, day: date) -> dict[str, str]:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def why(**more: Any) -> dict[str, Any]:
    return {"why": NAMED, **more}


Sent = tuple[Account, str, dict[str, Any]]
"""Who sends it, to which page, and what."""


# -- people, the record, cover ------------------------------------------------------------------------------


def account_closed(w: World) -> Sent:
    page = reverse("people:close_account", args=[w.ward.assessor.pk])
    return make_administrator(), page, why()


def change_withdrawn(w: World) -> Sent:
    change = change_in_force(w.offices, [EXISTING], IN_TRANSITION)
    page = reverse("record:withdraw_change", args=change.signed_as)
    return w.offices.workforce, page, why(**on("withdrawn_on", LATER))


def records_merged(w: World) -> Sent:
    other = make_person("ann-2", given_name="Ann")
    return w.ward.lead, reverse("record:merge", args=["ann"]), why(other=other.ref, confirm="yes")


def records_split(w: World) -> Sent:
    merge = record.merge_people(by=TESTS, kept=w.ward.ann, merged=make_person("ann-2"), why="One person")
    return w.ward.lead, reverse("record:split", args=[merge.pk]), why()


RULE = {"expires": "months", "validity_months": "24", "critical": "no", "grace_days": "28"}


def rule_set(w: World) -> Sent:
    sent = why(**RULE, standards=EXISTING, applies_to="new", confirm="yes")
    return w.ward.lead, reverse("record:set_rules"), sent


def competence_added(w: World) -> Sent:
    sent = {**RULE, "title": "Keep the pond", "code": "PONDS", "edition": "", "summary": NAMED}
    return w.ward.lead, reverse("record:add_local_competence"), sent


def competence_described(w: World) -> Sent:
    made = add_local_competence(by=TESTS, code="PONDS", title="Keep the pond")
    page = reverse("record:change_local_competence", args=[made.pk])
    return w.ward.lead, page, {"title": "Keep the pond", "summary": NAMED}


def criteria_entered(w: World) -> Sent:
    page = reverse("assessment:enter_criteria", args=[EXISTING])
    return w.ward.lead, page, {"pasted": f"P1 {NAMED}", "source": "The standard, page 3"}


def registration_given_up(w: World) -> Sent:
    page = reverse("cover:give_up", args=["ann", register(w.ward.ann, LATER).pk])
    return w.ward.lead, page, why(**on("on", IN_TRANSITION))


def registration_taken_back(w: World) -> Sent:
    page = reverse("cover:take_back_registration", args=["ann", register(w.ward.ann, LATER).pk])
    return w.ward.lead, page, why()


# -- profiles -----------------------------------------------------------------------------------------------


def purpose_said(w: World) -> Sent:
    return w.ward.lead, reverse("profiles:purpose", args=["porter"]), {"purpose": NAMED}


def functions_added(w: World) -> Sent:
    page = reverse("profiles:add_functions", args=["porter"])
    return w.ward.lead, page, {"functions": f"Plan care\n{NAMED}"}


def function_changed(w: World) -> Sent:
    (made,) = profiles.add_functions(by=TESTS, version=w.draft, words=["Plan care"])
    page = reverse("profiles:change_function", args=["porter", made.pk])
    return w.ward.lead, page, {"words": NAMED, "place": "1"}


def profile_line_settled(w: World) -> Sent:
    line = w.draft.lines.get()
    ProfileLine.objects.filter(pk=line.pk).update(to_decide="Somebody should look at it")
    return w.ward.lead, reverse("profiles:settle_line", args=["porter", line.pk]), why()


def profile_put_in_use(w: World) -> Sent:
    page = reverse("profiles:put_in_use", args=["porter"])
    return w.ward.lead, page, why(**on("from_on", LATER), confirm="yes")


def profile_retired(w: World) -> Sent:
    return w.ward.lead, reverse("profiles:retire", args=["porter"]), why(**on("to_on", LATER))


# -- policies -----------------------------------------------------------------------------------------------


def version_of(w: World, code: str = "POL-GATES", **given: Any) -> PolicyVersion:
    return make_policy(w.offices, code=code, **given).versions.get()


DESCRIBED = {"title": "Gates and ponds", "ratifying_group": "Policy group", "kept_at": NAMED}


def policy_added(w: World) -> Sent:
    sent = {**DESCRIBED, "kind": "policy", "code": "POL-GATES", "version": "1"}
    return w.offices.author, reverse("policies:add"), {**sent, "owner": str(w.offices.author.pk)}


def policy_described(w: World) -> Sent:
    page = reverse("policies:change_policy", args=[make_policy(w.offices).code])
    return w.offices.author, page, {**DESCRIBED, "owner": str(w.offices.author.pk)}


def of_version(version: PolicyVersion, name: str) -> str:
    return reverse(f"policies:{name}", args=[version.policy.code, version.number])


def ratified_with_conditions(w: World) -> Sent:
    page = of_version(version_of(w), "ratify_with_conditions")
    return w.offices.author, page, {"conditions": NAMED, **on("decided_on", YESTERDAY)}


def conditions_met(w: World) -> Sent:
    version = version_of(w)
    policies.ratify_with_conditions(
        by=w.offices.author, version=version, decided_on=YESTERDAY, conditions="Ask the night staff"
    )
    page = of_version(version, "meet_conditions")
    return w.offices.author, page, {"how": NAMED, **on("met_on", YESTERDAY)}


def not_ratified(w: World) -> Sent:
    page = of_version(version_of(w), "not_ratify")
    return w.offices.author, page, why(**on("decided_on", YESTERDAY))


def published(w: World) -> PolicyVersion:
    return publish_policy(w.offices, make_policy(w.offices), date(2026, 1, 1))


def review_extended(w: World) -> Sent:
    sent = {"reason": NAMED, "decided_by": "Policy group", **on("decided_on", YESTERDAY)}
    sent |= on("to_on", date(2030, 1, 1))
    overdue = {"review_on": date(2026, 1, 1)}
    version = publish_policy(w.offices, make_policy(w.offices), date(2023, 1, 1), **overdue)
    return w.offices.author, of_version(version, "extend"), sent


def version_withdrawn(w: World) -> Sent:
    return w.offices.author, of_version(published(w), "withdraw"), why(**on("withdrawn_on", LATER))


def proposed(w: World) -> Any:
    version = published(w)
    return policies.propose_change(by=w.offices.author, version=version, terms=terms([EXISTING], LATER))


def change_returned(w: World) -> Sent:
    change = proposed(w)
    policies.send_change(by=w.offices.author, change=change)
    return w.offices.clinical, reverse("policies:return_change", args=[change.pk]), why()


def change_discarded(w: World) -> Sent:
    return w.offices.author, reverse("policies:discard_change", args=[proposed(w).pk]), why()


def candidate(w: World) -> Candidate:
    policies.import_feed(by=w.offices.author, file="nice.json", content=nice())
    return Candidate.objects.get(key="NG1")


def candidate_linked(w: World) -> Sent:
    version_of(w, kind=Kind.GUIDANCE)
    page = reverse("policies:link", args=[candidate(w).pk])
    return w.offices.author, page, why(policy="POL-GATES")


def candidate_dismissed(w: World) -> Sent:
    return w.offices.author, reverse("policies:dismiss_one", args=[candidate(w).pk]), why()


def candidates_dismissed(w: World) -> Sent:
    return w.offices.author, reverse("policies:dismiss"), why(chosen=str(candidate(w).pk))


# -- revisions ----------------------------------------------------------------------------------------------


def of_revision(name: str, *more: Any) -> str:
    return reverse(f"revisions:{name}", args=[CODE, *more])


def begun(w: World) -> CrosswalkVersion:
    """The next version of the crosswalk, a draft."""
    return revisions.begin_next_version(by=w.ward.steward, version=w.ward.version, why="A mistake")


def sent_for_approval(w: World) -> CrosswalkVersion:
    return revisions.send_for_approval(by=w.ward.steward, version=begun(w))


def revision_added(w: World) -> Sent:
    sent = {"title": "Gardens of 2028", "code": "za-2028", "suite": "ZA", "source": "A letter", "note": NAMED}
    sent |= {"published": "March 2028", "edition": "2028", **on("as_of", date(2028, 3, 31))}
    return w.ward.steward, reverse("revisions:create"), sent


def edition_added(w: World) -> Sent:
    sent = {"code": "ZA11", "edition": "2026", "title": "Keep the gate", "suite": "ZA", "source": "A letter"}
    return w.ward.steward, of_revision("add_edition"), {**sent, "note": NAMED}


def begun_by_hand(w: World) -> Sent:
    return w.ward.steward, of_revision("by_hand"), why(standards=KEPT)


def begun_from_a_spreadsheet(w: World) -> Sent:
    content = f"old,new,kind\n{KEPT},{NEW_KEPT},kept\n".encode()
    staged = stage_source(by=w.ward.steward, file_name="crosswalk.csv", content=content)
    return w.ward.steward, of_revision("spreadsheet", staged), why()


def crosswalk_corrected(w: World) -> Sent:
    return w.ward.steward, of_revision("correct"), why()


def crosswalk_taken_back(w: World) -> Sent:
    return w.ward.steward, of_revision("take_back", sent_for_approval(w).number), why()


def crosswalk_approved(w: World) -> Sent:
    return w.ward.lead, of_revision("approve", sent_for_approval(w).number), {"words": NAMED}


def row_changed(w: World) -> Sent:
    sent = {"kind": "reworded", "standards": "ZB2@2026", "need": "", "treatment": "", "context": ""}
    return w.ward.steward, of_revision("row", begun(w).number, RECODED), why(**sent, note=NAMED)


def row_taken_out(w: World) -> Sent:
    version = begun(w)
    revisions.add_row(by=w.ward.steward, version=version, old=NEWER)
    return w.ward.steward, of_revision("remove_row", version.number, NEWER), why()


def rows_deferred(w: World) -> Sent:
    page = of_revision("defer", begun(w).number)
    return w.ward.steward, f"{page}?row={RECODED}", why(rows=[RECODED])


def rules_asked_for(w: World) -> Sent:
    version, steward = begun(w), w.ward.steward
    new = add_edition(by=steward, code="ZA11", edition="2026", title="Keep the gate", suite="ZA", source="So")
    revisions.change_row(
        by=steward, version=version, old=RECODED, kind="recoded", new=[new.pk], why="Compared"
    )
    return steward, of_revision("rules", version.number), {"words": NAMED}


def adoption_undone(w: World) -> Sent:
    return w.ward.steward, of_revision("undo"), why()


def of_task(task: TransitionTask, name: str = "judge") -> str:
    return reverse(f"revisions:{name}", args=[task.pk])


def equivalence_refused(w: World) -> Sent:
    return w.ward.assessor, of_task(equivalence_of(w.ward.ben)), why(outcome="refuse")


def equivalence_granted_without_one(w: World) -> Sent:
    task = equivalence_of(w.ward.ben)
    olds = list(task.sources.order_by("order").values_list("old", flat=True))
    sent = {f"judged_{number}": "use" if old == REPLACED else "leave" for number, old in enumerate(olds)}
    sent |= {f"why_{number}": "" if old == REPLACED else NAMED for number, old in enumerate(olds)}
    return w.ward.assessor, of_task(task), {**sent, "outcome": "grant", "why": "The same work"}


def offer_noted(w: World) -> Sent:
    return w.ward.assessor, of_task(equivalence_of(w.ward.ben, NEW_EDITION)), why(outcome="note")


def line_without_successor_settled(w: World) -> Sent:
    task = TransitionTask.objects.get(kind=TransitionTask.WITHDRAWN_LINE)
    return w.ward.lead, of_task(task, "settle_line"), why()


FORMS: tuple[Callable[[World], Sent], ...] = (
    account_closed,
    change_withdrawn,
    records_merged,
    records_split,
    rule_set,
    competence_added,
    competence_described,
    criteria_entered,
    registration_given_up,
    registration_taken_back,
    purpose_said,
    functions_added,
    function_changed,
    profile_line_settled,
    profile_put_in_use,
    profile_retired,
    policy_added,
    policy_described,
    ratified_with_conditions,
    conditions_met,
    not_ratified,
    review_extended,
    version_withdrawn,
    change_returned,
    change_discarded,
    candidate_linked,
    candidate_dismissed,
    candidates_dismissed,
    revision_added,
    edition_added,
    begun_by_hand,
    begun_from_a_spreadsheet,
    crosswalk_corrected,
    crosswalk_taken_back,
    crosswalk_approved,
    row_changed,
    row_taken_out,
    rows_deferred,
    rules_asked_for,
    adoption_undone,
    equivalence_refused,
    equivalence_granted_without_one,
    offer_noted,
    line_without_successor_settled,
)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_what_is_typed_is_asked_about_before_it_is_kept(form: Callable[[World], Sent], world: World) -> None:
    account, page, sent = form(world)
    asks_before_it_keeps(signed_in(Account.objects.get(pk=account.pk)), page, sent)


def test_somebody_who_takes_it_out_is_asked_nothing_more(world: World) -> None:
    client = signed_in(make_account(roles=[Role.ADMINISTRATOR]))
    page = reverse("people:close_account", args=[world.ward.assessor.pk])
    asked = what_was_found(client.post(page, why()))
    assert client.post(page, {"why": "They left", **asked}).status_code == 302
