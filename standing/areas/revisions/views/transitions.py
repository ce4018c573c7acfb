"""What follows an adoption: tasks judged, what changes for somebody, notices read, progress, claims transferred."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.audit import clock
from standing.areas.people.models import Person
from standing.areas.people.views.support import SignedIn, page_of
from standing.areas.record.gate import Held
from standing.areas.record.selectors.people import own_person, person_by_ref
from standing.areas.record.views.records import is_own, log_look, log_looks
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.areas.revisions.actions import claims as claim_actions
from standing.areas.revisions.actions import notices as notice_actions
from standing.areas.revisions.actions import transitions as actions
from standing.areas.revisions.forms import transitions as forms
from standing.areas.revisions.naming import short
from standing.areas.revisions.presenters import transferring
from standing.areas.revisions.presenters import transitions as presenters
from standing.areas.revisions.presenters.course import stage_tag, stage_words
from standing.areas.revisions.presenters.crosswalks import revision_href
from standing.areas.revisions.selectors import transitions as selectors
from standing.areas.revisions.selectors.course import today_course
from standing.areas.revisions.views.crosswalks import crumbs
from standing.site.components.lists import Pages, counts_of


def to_judge(request: SignedIn) -> HttpResponse:
    """What an adoption left to this assessor, and to whoever keeps the profiles."""
    found = page_of(request, selectors.tasks_to_judge(by=request.user))
    lines = selectors.lines_to_decide(by=request.user)
    today = clock.today()
    context = {
        "counts": counts_of(found, "task", "tasks"),
        "table": presenters.tasks_table(list(found.object_list), today),
        "pages": Pages.of(found, request.GET),
        "lines": presenters.lines_table(lines, today) if lines else None,
    }
    return render(request, "revisions/to_judge.html", context)


@finds_or_404
def judge(request: SignedIn, key: int) -> HttpResponse:
    """Judge whether somebody's old decisions meet a new standard."""
    found = selectors.task_in_full(by=request.user, key=key)
    task, person = found.task, found.task.person
    assert person is not None
    log_look(request, person, f"equivalence for {task.standard_id}")
    held = [(one.standard, one.can_be_used) for one in found.facts.sources if one.holding is not None]
    form = forms.JudgeEquivalence(
        **sent(request), held=held, is_offer=task.kind == "offer", can_grant=not found.no_grant
    )

    def do(form: forms.JudgeEquivalence) -> str:
        outcome = form.cleaned_data["outcome"]
        given: dict[str, Any] = {"by": request.user, "task": task, "why": form.cleaned_data["why"]}
        given["guard"] = form.guard_answer
        if outcome == forms.GRANT:
            granted = actions.grant_equivalence(judged=form.judged(), **given)
            if isinstance(granted, Held):
                return f"{short(task.standard_id)} is not on the record of {person.name} yet. {granted.words}"
            return f"{short(task.standard_id)} is granted to {person.name}."
        if outcome == forms.NOTE:
            actions.note_offer(**given)
            return f"The evidence of {person.name} is looked at. Nothing was granted."
        actions.refuse_equivalence(**given)
        return f"{short(task.standard_id)} is refused to {person.name}. They are assessed on it like anybody else."

    return ask(
        request,
        form,
        do=do,
        then=reverse("revisions:to_judge"),
        template="revisions/judge.html",
        breadcrumbs=[{"text": "Revisions: what to judge", "href": reverse("revisions:to_judge")}],
        submit_text="Record what I find",
        **presenters.judge_page(found, clock.today()),
    )


@finds_or_404
def settle_line(request: SignedIn, key: int) -> HttpResponse:
    """Decide about a line of a profile whose standard has no successor."""
    task = selectors.line_to_decide(by=request.user, key=key)
    form = forms.SettleLine(**sent(request))

    def do(form: forms.SettleLine) -> str:
        actions.settle_line(by=request.user, task=task, why=form.cleaned_data["why"], guard=form.guard_answer)
        return f"Kept: what was decided about {short(task.standard_id)} in {task.profile}."

    return ask(
        request,
        form,
        do=do,
        then=reverse("revisions:to_judge"),
        title="A line without a successor",
        caption=f"{task.profile}: {short(task.standard_id)}",
        submit_text="Keep what was decided",
        intro=[
            "The standard ends with the transition. Change the profile’s draft first, then say here what was decided."
        ],
        back={"href": reverse("revisions:to_judge"), "text": "What to judge"},
    )


def for_me(request: SignedIn) -> HttpResponse:
    """What revisions change for the reader."""
    person = own_person(by=request.user)
    if person is None:
        return render(request, "record/no_record.html")
    return _for(request, person)


@finds_or_404
def for_person(request: SignedIn, ref: str) -> HttpResponse:
    """What revisions change for somebody whose record the reader may see."""
    return _for(request, person_by_ref(by=request.user, ref=ref))


def _for(request: SignedIn, person: Person) -> HttpResponse:
    log_look(request, person, "what revisions change")
    own = is_own(request.user, person)
    found = selectors.what_changes_for(by=request.user, person=person)
    context: dict[str, Any] = {
        "title": "What changes for me" if own else f"What changes for {person.name}",
        "breadcrumbs": [{"text": "My record", "href": reverse("record:own")}]
        if own
        else [{"text": person.name, "href": reverse("record:person", args=[person.ref])}],
        **presenters.for_person_page(found, is_own=own),
    }
    return render(request, "revisions/for_person.html", context)


@require_POST
def read_notice(request: SignedIn, key: int) -> HttpResponse:
    """The reader has read what they were told."""
    try:
        notice_actions.read_notice(by=request.user, key=key)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    return redirect("home")


@finds_or_404
def progress(request: SignedIn, code: str) -> HttpResponse:
    """How far the transition of a revision has got."""
    course = today_course(by=request.user, code=code)
    context: dict[str, Any] = {
        "title": "Progress of the transition",
        "caption": course.revision.title,
        "breadcrumbs": crumbs({"text": course.revision.title, "href": revision_href(course.revision)}),
        "stage": stage_tag(course.stage),
        "words": stage_words(course),
        "table": None,
    }
    if course.adopted is not None and course.version is not None:
        unit = request.GET.get("unit", "")
        found = selectors.progress_of(by=request.user, version=course.version, unit=unit)
        log_looks(request, [one.person for one in found.people], f"progress of {code}")
        context |= presenters.progress_page(found, href=reverse("revisions:progress", args=[code]))
    return render(request, "revisions/progress.html", context)


@finds_or_404
def transfer_claim(request: SignedIn, key: int) -> HttpResponse:
    """Go on with the new edition instead of the old one, or see that one need not."""
    found = selectors.old_claim(by=request.user, key=key)
    person = found.claim.person
    log_look(request, person, f"claim on {found.claim.standard_id}")
    form = forms.TransferClaim(
        **sent(request), targets=[(target.pk, str(target)) for target in found.targets]
    )
    then = (
        reverse("revisions:for_me")
        if is_own(request.user, person)
        else reverse("revisions:for_person", args=[person.ref])
    )

    def do(form: forms.TransferClaim) -> str:
        targets = form.cleaned_data["targets"]
        claim_actions.transfer_claim(by=request.user, claim=found.claim, targets=targets)
        return f"{person.name} now works towards {', '.join(short(one) for one in targets)}."

    return ask(
        request,
        form,
        do=do,
        then=then,
        title="A claim on an old edition",
        caption=f"{person.name}: {short(found.claim.standard_id)}",
        submit_text="Go on with the new edition",
        template="revisions/transfer.html",
        intro=transferring.claim_words(found),
        covers=transferring.covers(found),
        back={"href": then, "text": "What changes"},
    )
