"""Versions of a crosswalk: begun, edited, settled, approved by two, superseded; and who may not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from standing.areas.audit.models import Event
from standing.areas.people.roles import Role
from standing.areas.refusals import NotAllowed, Refused
from standing.areas.revisions import actions, models
from standing.areas.revisions.actions.rows import check_row
from standing.areas.revisions.loading import draft_rows
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.selectors import approved_crosswalk, crosswalk_to_rehearse
from standing.areas.revisions.selectors.contexts import contexts_in_question, contexts_to_name
from standing.areas.revisions.selectors.pages import compare_versions, suggestions, version_in_full
from standing.areas.standards.models import CrosswalkRow, Revision, Standard, StatementOfStatus
from standing.areas.standards.selectors import get_holdings
from standing.core.crosswalks.versions import DraftRow
from tests.factories.people import make_account, make_person
from tests.factories.revisions import (
    EFFECTIVE,
    approve,
    approved_mh,
    begin_mh,
    make_lead,
    make_steward,
    rule_all,
    settle,
)
from tests.factories.standards import TESTS, load_bundled_catalogue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def catalogue() -> None:
    load_bundled_catalogue()
    rule_all()


def row_of(version: CrosswalkVersion, old: str) -> DraftRow:
    return next(row for row in draft_rows(version) if row.old == old)


def test_an_approved_crosswalk_gives_its_days_and_rows() -> None:
    version = approved_mh()
    found = approved_crosswalk(by=TESTS, revision="mh-2013")
    assert (found.effective_on, found.transition_ends_on) == (EFFECTIVE, date(2014, 3, 31))
    assert (found.last_start_on, found.last_assessment_on) == (date(2014, 3, 31), date(2014, 3, 31))
    assert len(found.rows) == 95
    assert set(found.deferred) == {"MH6@2005", "MH7@2005", "MH9@2005", "MH12@2005"}
    assert found.by_old["MH10@2005"].context == "mental health"
    assert found.digest == version.digest != ""
    assert Revision.objects.get(code="mh-2013").effective_on == EFFECTIVE
    assert CrosswalkRow.objects.get(old="MH10@2005").context == "", "what the document says stays"


def test_a_draft_can_be_rehearsed_with_what_waits_left_out_and_named() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    with pytest.raises(Refused, match="no effective day"):
        crosswalk_to_rehearse(by=steward, revision="mh-2013")
    actions.set_days(by=steward, version=version, effective_on=EFFECTIVE)
    found = crosswalk_to_rehearse(by=steward, revision="mh-2013")
    assert (len(found.rows), len(found.waiting), found.state) == (79, 20, "draft")
    with pytest.raises(Refused, match="not approved"):
        approved_crosswalk(by=steward, revision="mh-2013")


def test_it_cannot_be_sent_while_days_are_missing_or_a_row_waits() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    with pytest.raises(Refused, match="Set the day from which"):
        actions.send_for_approval(by=steward, version=version)
    actions.set_days(by=steward, version=version, effective_on=EFFECTIVE)
    with pytest.raises(Refused, match="20 rows wait for a steward: MH6@2005"):
        actions.send_for_approval(by=steward, version=version)


def test_a_day_settles_a_row_replaced_before_and_is_its_own() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    row = row_of(version, "MH6@2005")
    actions.change_row(
        by=steward,
        version=version,
        old=row.old,
        kind=row.kind,
        new=row.new,
        note=row.note,
        replaced_on=date(2012, 3, 31),
    )
    version = approve(settle(steward, version), steward, make_lead())
    found = approved_crosswalk(by=TESTS, revision="mh-2013")
    assert found.effective("MH6@2005") == date(2012, 3, 31)
    assert found.effective("MH1@2005") == EFFECTIVE


def test_two_different_people_approve_and_neither_twice() -> None:
    steward, lead = make_steward(), make_lead()
    version = settle(steward, begin_mh(steward))
    with pytest.raises(Refused, match="does not let anybody approve"):
        actions.approve_crosswalk(by=lead, version=version)
    actions.send_for_approval(by=steward, version=version)
    version = actions.approve_crosswalk(by=lead, version=version, words="Read in full.")
    assert version.state == "awaiting"
    with pytest.raises(Refused, match="Somebody else must be the second"):
        actions.approve_crosswalk(by=lead, version=version)
    version = actions.approve_crosswalk(by=steward, version=version)
    assert (version.state, version.first_approver, version.second_approver) == ("approved", lead, steward)
    said = list(Event.objects.filter(action="approve_crosswalk").values_list("actor", flat=True))
    assert said == [lead.audit_name, steward.audit_name]


def test_a_change_after_an_approval_takes_it_away() -> None:
    steward, lead = make_steward(), make_lead()
    version = settle(steward, begin_mh(steward))
    actions.send_for_approval(by=steward, version=version)
    actions.approve_crosswalk(by=lead, version=version)
    actions.set_days(by=steward, version=version, effective_on=date(2013, 5, 1))
    version.refresh_from_db()
    assert (version.state, version.approvals.count()) == ("draft", 0)
    actions.send_for_approval(by=steward, version=version)
    assert actions.approve_crosswalk(by=lead, version=version).state == "awaiting"


def test_what_is_approved_is_what_was_seen() -> None:
    steward, lead = make_steward(), make_lead()
    version = settle(steward, begin_mh(steward))
    seen = version_in_full(by=lead, code="mh-2013", number=1).digest
    actions.send_for_approval(by=steward, version=version)
    actions.take_back(by=lead, version=version, why="The day is wrong.")
    actions.set_days(by=steward, version=version, effective_on=date(2013, 5, 1))
    actions.send_for_approval(by=steward, version=version)
    with pytest.raises(Refused, match="was changed while you looked"):
        actions.approve_crosswalk(by=lead, version=version, digest=seen)


def test_an_approved_version_is_fixed() -> None:
    version = approved_mh()
    steward = make_steward("Another Steward")
    attempts: list[Any] = [
        lambda: actions.set_days(by=steward, version=version, effective_on=date(2013, 5, 1)),
        lambda: actions.change_row(
            by=steward, version=version, old="MH1@2005", kind="kept", new=["GEN99@2013"]
        ),
        lambda: actions.defer_rows(by=steward, version=version, old=["MH1@2005"], why="x"),
        lambda: actions.discard_version(by=steward, version=version),
        lambda: actions.take_back(by=steward, version=version, why="x"),
    ]
    for attempt in attempts:
        with pytest.raises(Refused, match="approved and fixed"):
            attempt()


def test_a_correction_is_a_new_version_and_says_what_differs() -> None:
    first = approved_mh()
    steward, lead = make_steward("Another Steward"), make_lead("Another Lead")
    with pytest.raises(Refused, match="Say why"):
        actions.begin_next_version(by=steward, version=first, why=" ")
    second = actions.begin_next_version(by=steward, version=first, why="MH14 was carried too far.")
    assert (second.number, second.made_from_id, second.effective_on) == (2, first.pk, EFFECTIVE)
    assert compare_versions(by=steward, before=first, after=second).is_none
    actions.change_row(
        by=steward,
        version=second,
        old="MH14@2005",
        kind="kept",
        new=["MH14@2013"],
        treatment="bridge",
        why="Two criteria are new.",
    )
    found = compare_versions(by=steward, before=first, after=second)
    assert [(each.after.old, each.parts) for each in found.changed] == [
        ("MH14@2005", ("treated", "treatment_why", "note"))
    ]
    assert approved_crosswalk(by=TESTS, revision="mh-2013").number == 1, "the approved one stands until then"
    approve(second, steward, lead)
    first.refresh_from_db()
    assert first.state == "superseded"
    assert approved_crosswalk(by=TESTS, revision="mh-2013").by_old["MH14@2005"].treatment == "bridge"


def test_only_one_version_is_open_at_a_time() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    with pytest.raises(Refused, match="open already"):
        begin_mh(steward)
    actions.discard_version(by=steward, version=version)
    assert begin_mh(steward).number == 1


def test_a_treatment_is_changed_with_a_reason() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    given: dict[str, Any] = {"kind": "recoded", "new": ["GEN99@2013"], "treatment": "bridge"}
    with pytest.raises(Refused, match="compared the texts"):
        actions.change_row(by=steward, version=version, old="MH1@2005", **given)
    row = actions.change_row(by=steward, version=version, old="MH1@2005", why="New criteria.", **given)
    assert (row.treated, row.treatment_why) == ("bridge", "New criteria.")
    step = version.steps.get(old="MH1@2005")
    assert (step.who, step.words) == (
        "Farah Steward",
        "treatment: none → bridge; reason: none → New criteria.",
    )
    with pytest.raises(Refused, match="Nothing is different"):
        actions.change_row(by=steward, version=version, old="MH1@2005", why="New criteria.", **given)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (DraftRow("MH1@2005", "renamed"), "one of the kinds"),
        (DraftRow("MH1@2005", "recoded", need="one"), "all of the new standards are needed, or any"),
        (DraftRow("MH1@2005", "recoded", ("MH1@2005",)), "cannot become itself"),
        (DraftRow("MH1@2005", "withdrawn", ("GEN99@2013",)), "has no new standard"),
        (DraftRow("MH1@2005", "recoded", ("XX1@2013",)), "not in the catalogue"),
        (DraftRow("MH1@2005", "split", ("GEN99@2013", "GEN100@2013"), treatment="bridge"), "does not fit 2"),
        (DraftRow("MH1@2005", "recoded", ("GEN99@2013",), context="wards"), "has an effect only where"),
        (DraftRow("MH1@2005", "widened", ("GEN99@2013",), context="x" * 101), "Shorten the context"),
    ],
)
def test_a_row_that_contradicts_itself_is_refused(row: DraftRow, words: str) -> None:
    with pytest.raises(Refused, match=words):
        check_row(row)


def test_a_row_that_differs_from_the_document_needs_a_reason_and_is_never_taken_out() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    with pytest.raises(Refused, match="differs from what the document says"):
        actions.change_row(by=steward, version=version, old="MH1@2005", kind="reworded", new=["GEN99@2013"])
    with pytest.raises(Refused, match="The document has a row"):
        actions.remove_row(by=steward, version=version, old="MH1@2005", why="x")


def test_rows_are_added_taken_out_deferred_and_taken_up_again() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    actions.add_row(by=steward, version=version, old="LIST95@2005")
    with pytest.raises(Refused, match="has a row already"):
        actions.add_row(by=steward, version=version, old="LIST95@2005")
    with pytest.raises(Refused, match="not in the catalogue"):
        actions.add_row(by=steward, version=version, old="XX1@2005")
    with pytest.raises(Refused, match="Say why"):
        actions.remove_row(by=steward, version=version, old="LIST95@2005", why=" ")
    actions.remove_row(by=steward, version=version, old="LIST95@2005", why="Not traced.")
    with pytest.raises(Refused, match="has no row"):
        actions.remove_row(by=steward, version=version, old="LIST95@2005", why="Again.")
    with pytest.raises(Refused, match="Say why"):
        actions.defer_rows(by=steward, version=version, old=["MH6@2005"], why="")
    with pytest.raises(Refused, match="at least one"):
        actions.defer_rows(by=steward, version=version, old=[], why="x")
    actions.defer_rows(by=steward, version=version, old=["MH6@2005"], why="Nobody holds it.")
    assert row_of(version, "MH6@2005").deferred
    actions.resume_row(by=steward, version=version, old="MH6@2005")
    with pytest.raises(Refused, match="not deferred"):
        actions.resume_row(by=steward, version=version, old="MH6@2005")


def test_contexts_are_named_for_those_without_and_only_once() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    older, others = contexts_to_name(version_in_full(by=steward, code="mh-2013", number=1))
    assert older.names == ("older people", "mental health")
    assert [row.old for row in older.rows] == ["MH10@2005"]
    assert (others.names, len(others.rows)) == (("mental health",), 15)
    both = {row.old: "mental  health" for group in (older, others) for row in group.rows}
    with pytest.raises(Refused, match="MH10@2005 names older people: the context does not"):
        actions.set_contexts(by=steward, version=version, contexts=both)
    assert row_of(version, "MH39@2005").context == "", "all or none"
    named = both | {"MH10@2005": "older people with mental health needs"}
    assert actions.set_contexts(by=steward, version=version, contexts=named) == 16
    assert row_of(version, "MH39@2005").context == "mental health"
    assert actions.set_contexts(by=steward, version=version, contexts=both, sure=["MH10@2005"]) == 16
    found = version_in_full(by=steward, code="mh-2013", number=1)
    assert contexts_in_question(found) == {"MH10@2005": ("mental health", ("older people",))}


@pytest.mark.parametrize(
    ("contexts", "words"),
    [
        ({}, "Enter the context"),
        ({"MH39@2005": " "}, "Enter the context"),
        ({"MH1@2005": "mental health"}, "not carried in a context"),
        ({"MH999@2005": "mental health"}, "no row in this version"),
    ],
)
def test_a_context_that_cannot_be_given_is_refused(contexts: dict[str, str], words: str) -> None:
    steward = make_steward()
    version = begin_mh(steward)
    with pytest.raises(Refused, match=words):
        actions.set_contexts(by=steward, version=version, contexts=contexts)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"transition_ends_on": date(2013, 3, 31)}, "transition_ends_on"),
        ({"last_assessment_on": date(2013, 3, 1)}, "last_assessment_on"),
        ({"last_start_on": date(2014, 4, 1)}, "last_start_on"),
        ({"last_assessment_on": date(2014, 1, 1), "last_start_on": date(2014, 1, 2)}, "last_start_on"),
    ],
)
def test_days_must_be_in_order(days: dict[str, date], field: str) -> None:
    steward = make_steward()
    version = begin_mh(steward)
    with pytest.raises(Refused) as refusal:
        actions.set_days(by=steward, version=version, effective_on=EFFECTIVE, **days)
    assert refusal.value.field == field


def test_last_days_are_kept_and_given_to_whoever_carries() -> None:
    steward = make_steward()
    version = begin_mh(steward)
    given = {"last_start_on": date(2013, 12, 31), "last_assessment_on": date(2014, 2, 28)}
    actions.set_days(by=steward, version=version, effective_on=EFFECTIVE, **given)
    with pytest.raises(Refused, match="Nothing is different"):
        actions.set_days(by=steward, version=version, effective_on=EFFECTIVE, **given)
    found = crosswalk_to_rehearse(by=steward, revision="mh-2013")
    assert (found.last_start_on, found.last_assessment_on) == (date(2013, 12, 31), date(2014, 2, 28))


OF_STEWARDS: dict[str, Any] = {
    "begin_from_document": lambda who, version: begin_mh(who),
    "begin_by_hand": lambda who, version: actions.begin_by_hand(
        by=who, revision=version.revision, standards=["MH1@2005"]
    ),
    "begin_from_rows": lambda who, version: actions.begin_from_rows(
        by=who, revision=version.revision, rows=[DraftRow("MH1@2005")], source="x"
    ),
    "begin_from_spreadsheet": lambda who, version: actions.begin_from_spreadsheet(
        by=who, revision=version.revision, file="x.csv", content=b"old,new\n"
    ),
    "begin_next_version": lambda who, version: actions.begin_next_version(by=who, version=version, why="x"),
    "discard_version": lambda who, version: actions.discard_version(by=who, version=version),
    "set_days": lambda who, version: actions.set_days(by=who, version=version, effective_on=EFFECTIVE),
    "change_row": lambda who, version: actions.change_row(
        by=who, version=version, old="MH1@2005", kind="recoded", new=["GEN99@2013"]
    ),
    "set_contexts": lambda who, version: actions.set_contexts(
        by=who, version=version, contexts={"MH39@2005": "mental health"}
    ),
    "ask_for_rules": lambda who, version: actions.ask_for_rules(by=who, version=version),
    "settle_from_spreadsheet": lambda who, version: actions.settle_from_spreadsheet(
        by=who, version=version, file="x.csv", content=b"old,new\nMH1,GEN99\n"
    ),
    "defer_rows": lambda who, version: actions.defer_rows(by=who, version=version, old=["MH1@2005"], why="x"),
    "resume_row": lambda who, version: actions.resume_row(by=who, version=version, old="MH1@2005"),
    "add_row": lambda who, version: actions.add_row(by=who, version=version, old="LIST95@2005"),
    "remove_row": lambda who, version: actions.remove_row(by=who, version=version, old="MH1@2005", why="x"),
    "send_for_approval": lambda who, version: actions.send_for_approval(by=who, version=version),
}


def test_nobody_but_a_steward_writes_to_a_crosswalk() -> None:
    version = begin_mh(make_steward())
    for role in Role:
        if role is Role.FRAMEWORK_STEWARD:
            continue
        outsider = make_account(person=make_person(), roles=[role])
        for name, attempt in OF_STEWARDS.items():
            refused = _refused(lambda attempt=attempt, outsider=outsider: attempt(outsider, version))
            assert refused, f"{role} may {name}"


def _refused(attempt: Any) -> bool:
    try:
        attempt()
    except NotAllowed as refusal:
        return "Ask a framework steward" in refusal.reason
    return False


def test_nobody_approves_but_stewards_and_workforce_leads() -> None:
    steward = make_steward()
    version = settle(steward, begin_mh(steward))
    actions.send_for_approval(by=steward, version=version)
    for role in Role:
        if role in (Role.FRAMEWORK_STEWARD, Role.WORKFORCE_LEAD):
            continue
        outsider = make_account(person=make_person(), roles=[role])
        with pytest.raises(NotAllowed):
            actions.approve_crosswalk(by=outsider, version=version)
        with pytest.raises(NotAllowed):
            actions.take_back(by=outsider, version=version, why="x")
        with pytest.raises(NotAllowed):
            actions.approve_crosswalk(by=TESTS, version=version, account=outsider)
    with pytest.raises(Refused, match="Name the account"):
        actions.approve_crosswalk(by=TESTS, version=version)
    assert (
        actions.approve_crosswalk(by=TESTS, version=version, account=steward).approvals.get().account
        == steward
    )


def test_a_revision_built_by_hand_after_another_makes_a_lineage() -> None:
    approved_mh()
    steward, lead = make_steward("Another Steward"), make_lead("Another Lead")
    from standing.areas.standards.actions import add_edition, add_revision

    revision = add_revision(
        by=steward,
        code="mh-2026",
        title="A later revision",
        suite="MH",
        source="A leaflet",
        published="March 2026",
        as_of=date(2026, 3, 31),
        edition="2026",
    )
    add_edition(
        by=steward, code="GEN99", edition="2026", title="Talk with people", suite="GEN", source="A leaflet"
    )
    add_edition(
        by=steward, code="MH200", edition="2026", title="Plan recovery", suite="MH", source="A leaflet"
    )
    rule_all()
    version = actions.begin_by_hand(by=steward, revision=revision, standards=["GEN99@2013", "MH20@2013"])
    found = version_in_full(by=steward, code="mh-2026", number=1)
    assert len(found.waiting) == 2
    assert suggestions(found)["GEN99@2013"][0].id == "GEN99@2026"
    changes = {"GEN99@2013": ("revised", "GEN99@2026"), "MH20@2013": ("recoded", "MH200@2026")}
    for old, (kind, new) in changes.items():
        actions.change_row(by=steward, version=version, old=old, kind=kind, new=[new])
    actions.set_days(by=steward, version=version, effective_on=date(2026, 4, 1))
    version = approve(version, steward, lead)
    holdings = get_holdings(by=steward)
    assert [row.new for row in holdings.rows_from["GEN99@2013"]] == [("GEN99@2026",)]
    assert [row.source for row in holdings.rows_from["GEN99@2013"]] == ["Crosswalk of mh-2026, version 1"]
    said = StatementOfStatus.objects.get(standard="MH20@2013", source="A leaflet")
    assert (said.status, said.as_of) == ("replaced", date(2026, 3, 31))
    second = actions.begin_next_version(by=steward, version=version, why="MH20 goes on.")
    actions.change_row(by=steward, version=second, old="MH20@2013", kind="unchanged", new=[])
    approve(second, steward, lead)
    assert get_holdings(by=steward).rows_from["MH20@2013"][0].kind == "unchanged"
    assert CrosswalkRow.objects.filter(revision=revision).count() == 2


def add(model: Any, **values: Any) -> Any:
    with transaction.atomic():
        return model.objects.create(**values)


def another_approved(version: CrosswalkVersion) -> None:
    copied = (
        "first_approver",
        "second_approver",
        "approved_at",
        "effective_on",
        "transition_ends_on",
        "made_at",
    )
    values = {name: getattr(version, name) for name in copied}
    add(
        CrosswalkVersion,
        revision=version.revision,
        number=9,
        state="approved",
        source="x",
        digest="x",
        **values,
    )


def change(version: CrosswalkVersion, **values: Any) -> None:
    with transaction.atomic():
        CrosswalkVersion.objects.filter(pk=version.pk).update(**values)


CONSTRAINTS: dict[str, Any] = {
    "crosswalk_version_numbered_once": lambda v: add(
        CrosswalkVersion,
        revision=Revision.objects.get(pk=v.revision_id),
        number=1,
        source="x",
        made_at=v.made_at,
    ),
    "revision_has_one_open_crosswalk": lambda v: [
        add(CrosswalkVersion, revision=v.revision, number=n, source="x", made_at=v.made_at) for n in (7, 8)
    ],
    "revision_has_one_approved_crosswalk": another_approved,
    "crosswalk_in_a_known_state": lambda v: change(v, state="perhaps"),
    "crosswalk_approved_by_two_different_people": lambda v: change(v, second_approver=v.first_approver),
    "approved_crosswalk_has_its_days": lambda v: change(v, effective_on=None, last_assessment_on=None),
    "crosswalk_transition_ends_after_it_begins": lambda v: change(v, transition_ends_on=date(2013, 1, 1)),
    "crosswalk_last_assessment_in_the_transition": lambda v: change(v, last_assessment_on=date(2020, 1, 1)),
    "crosswalk_last_start_in_the_transition": lambda v: change(v, last_start_on=date(2020, 1, 1)),
    "version_row_an_old_standard_once": lambda v: add(
        models.VersionRow, version=v, order=1, old=Standard.objects.get(pk="MH1@2005")
    ),
    "version_row_of_a_known_kind": lambda v: v.rows.update(kind="renamed"),
    "version_row_of_a_known_treatment": lambda v: v.rows.update(treatment="wave through"),
    "version_row_needs_all_or_any": lambda v: v.rows.update(need="one"),
    "version_row_deferred_with_a_reason": lambda v: v.rows.update(deferred=True, deferred_why=""),
    "version_target_of_a_row_once": lambda v: [
        add(models.VersionTarget, row=v.rows.first(), new_id="GEN100@2013", order=n) for n in (8, 9)
    ],
    "nobody_approves_a_crosswalk_twice": lambda v: add(
        models.Approval, version=v, account=v.first_approver, at=v.made_at
    ),
    "finding_note_says_something": lambda v: add(
        models.FindingNote, revision=v.revision, extract="x", key="x", who="x", at=v.made_at, words=""
    ),
}


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_the_database_itself_refuses(name: str) -> None:
    version = approved_mh()
    with pytest.raises(IntegrityError) as refusal, transaction.atomic():
        CONSTRAINTS[name](version)
    if connection.vendor == "postgresql" or "CHECK" in str(refusal.value):
        assert name in str(refusal.value)


def test_every_constraint_of_crosswalks_is_tried() -> None:
    ours = (
        models.CrosswalkVersion,
        models.VersionRow,
        models.VersionTarget,
        models.Approval,
        models.Step,
        models.FindingNote,
    )
    assert {one.name for model in ours for one in model._meta.constraints} == set(CONSTRAINTS)
