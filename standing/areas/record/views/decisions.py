"""Recording a decision, and correcting one."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import check_can, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import keeps_what_is_sent
from standing.areas.record.actions import correct_decision, record_decision
from standing.areas.record.checks import check_not_about_oneself
from standing.areas.record.forms.decisions import (
    CorrectionForm,
    DecisionForm,
    FindForm,
    FindStandardForm,
)
from standing.areas.record.gate import Held, Recorded
from standing.areas.record.presenters import decisions as shown
from standing.areas.record.presenters.records import person_crumbs
from standing.areas.record.presenters.standing import pair_href, standard_words
from standing.areas.record.selectors.matrix import units_to_work_in
from standing.areas.record.selectors.people import find_people, person_by_ref
from standing.areas.record.selectors.previews import preview_correction, preview_decision, why_not_decided
from standing.areas.record.selectors.records import decision_by_number, record_of, standard_by_id
from standing.areas.record.selectors.service import with_rules
from standing.areas.record.views.records import account_of, is_own, log_look
from standing.areas.record.views.support import ask_and_confirm, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.core.rules.facts import BRIDGED, MET
from standing.core.search import search
from standing.site.components.lists import Pages, counts_of

OFFERED = 20
ON_A_PAGE = 50


def check_assesses(account: Account) -> None:
    """Raises `NotAllowed` unless the account may record decisions about somebody."""
    if not scope_of(account, Ability.RECORD_DECISION, clock.today()).anyone:
        check_can(account, Ability.RECORD_DECISION)


def choose_person(request: HttpRequest) -> HttpResponse:
    """Whom a decision is about."""
    account = account_of(request)
    check_assesses(account)
    form = FindForm(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    people = find_people(by=account, words=words, ability=Ability.RECORD_DECISION)
    page = Paginator([one for one in people if not is_own(account, one)], ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "form": form,
        "table": shown.people_table(page.object_list),
        "counts": counts_of(page, "person", "people"),
        "pages": Pages.of(page, request.GET),
        "matrices": units_to_work_in(by=account),
    }
    return render(request, "record/choose_person.html", context)


def _about(request: HttpRequest, ref: str) -> Person:
    """The person, if the reader may record a decision about them, and is not them."""
    account = account_of(request)
    found = person_by_ref(by=account, ref=ref, ability=Ability.RECORD_DECISION)
    check_not_about_oneself(account, found.ref)
    return found


@finds_or_404
def choose_standard(request: HttpRequest, ref: str) -> HttpResponse:
    """Which standard a decision is about: those asked of the person first, and any other by searching."""
    account, person = account_of(request), _about(request, ref)
    form = FindStandardForm(request.GET)
    words = form.cleaned_data["words"].strip() if form.is_valid() else ""
    log_look(request, person, "record a decision")
    context: dict[str, Any] = {
        "person": person,
        "form": form,
        "required": shown.required_table(record_of(by=account, person=person, at=clock.today())),
        "found": None,
    }
    if words:
        hits = search(get_holdings(by=account).index, words, OFFERED)
        ruled = with_rules(by=account, standards=[hit.id for hit in hits])
        offered = [shown.Offered(hit.id, hit.title, hit.id in ruled) for hit in hits]
        context["found"] = shown.offered_table(person, offered)
    return render(request, "record/choose_standard.html", context)


@keeps_what_is_sent("a decision", DecisionForm)
@finds_or_404
def decide(request: HttpRequest, ref: str, standard: str) -> HttpResponse:
    """The decision itself; then what it changes; then it is recorded."""
    account, person = account_of(request), _about(request, ref)
    found = standard_by_id(by=account, standard=standard)
    first = {"standard": found.pk, "context": request.GET.get("context", ""), "decided_on": clock.today()}
    form = DecisionForm(**(sent(request) or {"initial": first}))
    made: dict[str, Recorded] = {}

    def preview(form: DecisionForm) -> dict[str, Any]:
        fact = form.fact(person)
        effects = preview_decision(by=account, person=person, decision=fact)
        return {
            "title": "Check the decision before you record it",
            "rows": shown.decision_rows(person, found, fact, form.cleaned_data["evidence"]),
            "effects": shown.effects_table(effects),
            "stops": shown.stops_counting(effects),
            "may_be_held": fact.outcome in (MET, BRIDGED),
            "confirm_text": "Record the decision",
            "full_width": True,
        }

    def do(form: DecisionForm) -> str:
        recorded = record_decision(
            by=account,
            person=person,
            standard=found.pk,
            evidence=form.cleaned_data["evidence"],
            guard=form.guard_answer,
            **form.details(),
        )
        made["row"] = recorded
        return recorded.words if isinstance(recorded, Held) else ""

    def then() -> str:
        recorded = made["row"]
        if isinstance(recorded, Held):
            return pair_href(person.ref, found.pk, recorded.proposed.fact.context)
        return reverse("record:decided", args=[person.ref, recorded.pk])

    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        then=then,
        template="record/decide.html",
        confirm_template="record/check_decision.html",
        title="Record a decision",
        caption=f"{person.name}, {standard_words(found)}",
        submit_text="Continue",
        person=person,
        standard=found,
        why_not=why_not_decided(
            by=account, person=person, standard=found.pk, context=request.GET.get("context", "")
        ),
    )


@finds_or_404
def decided(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What was recorded, and how the person stands now."""
    account, person = account_of(request), _about(request, ref)
    row = decision_by_number(by=account, person=person, number=number)
    log_look(request, person, "a decision recorded")
    context = {
        "person": person,
        "rows": shown.kept_rows(row),
        "pair": pair_href(person.ref, row.standard_id, row.context),
        "again": reverse("record:choose_standard", args=[person.ref]),
    }
    return render(request, "record/decided.html", context)


@keeps_what_is_sent("a correction", CorrectionForm)
@finds_or_404
def correct(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take a decision back, with or without another in its place."""
    account = account_of(request)
    person = person_by_ref(by=account, ref=ref, ability=Ability.CORRECT_DECISION)
    check_not_about_oneself(account, person.ref)
    row = decision_by_number(by=account, person=person, number=number)
    back = pair_href(person.ref, row.standard_id, row.context)
    if row.retracted_on is not None:
        return render(request, "record/corrected_before.html", {"row": row, "leads_to": back})
    form = CorrectionForm(**(sent(request) or {"initial": CorrectionForm.of(row)}))
    log_look(request, person, "correct a decision")

    def preview(form: CorrectionForm) -> dict[str, Any]:
        fact = form.fact(person) if form.replaces else None
        effects = preview_correction(by=account, decision=row, replacement=fact)
        instead = (
            shown.decision_rows(person, row.standard, fact, form.cleaned_data["evidence"]) if fact else None
        )
        return {
            "title": "Check the correction before you make it",
            "kept": shown.kept_rows(row),
            "instead": instead,
            "why": form.cleaned_data["why"],
            "effects": shown.effects_table(effects),
            "stops": shown.stops_counting(effects),
            "may_be_held": fact is not None and fact.outcome in (MET, BRIDGED),
            "confirm_text": "Correct the decision" if fact else "Take the decision back",
            "full_width": True,
        }

    def do(form: CorrectionForm) -> str:
        corrected = correct_decision(
            by=account,
            decision=row,
            why=form.cleaned_data["why"],
            replacement=form.fact(person) if form.replaces else None,
            evidence=form.cleaned_data["evidence"],
            guard=form.guard_answer,
        )
        if isinstance(corrected, Held):
            return f"{corrected.words} Until then the decision stands as it was."
        return (
            "The decision is corrected. Both it and the one before stay in the record."
            if form.replaces
            else "The decision is taken back. It stays in the record with the reason."
        )

    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        then=back,
        template="record/correct.html",
        confirm_template="record/check_correction.html",
        title="Correct a decision",
        caption=f"{person.name}, {standard_words(row.standard)}",
        submit_text="Continue",
        rows=shown.kept_rows(row),
        breadcrumbs=[*person_crumbs(person, own=False), {"text": row.standard.code, "href": back}],
    )
