"""People in and out: several at once by a paste or a file, one by a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.permissions import check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record import models
from standing.areas.record.actions import add_people
from standing.areas.record.actions.leaving import Leaving, record_leaving, record_leavings, what_ends
from standing.areas.record.actions.moving import move_workers, reopen_assignment, take_back_assignment
from standing.areas.record.forms import joining as forms
from standing.areas.record.joining.leavers import plan_leavers
from standing.areas.record.joining.movers import plan_movers
from standing.areas.record.joining.plans import Plan
from standing.areas.record.joining.starters import plan_starters
from standing.areas.record.presenters import joining as presenters
from standing.areas.record.selectors.gaps import gaps_of_moves
from standing.areas.record.selectors.people import person_by_ref
from standing.areas.record.selectors.workforce import fact_of_person
from standing.areas.record.views.records import log_look, log_looks
from standing.areas.record.views.support import ask, ask_and_confirm, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.site.dates import long_day

PEOPLE = {"href": "/people/", "text": "People"}
READ = "Days are read as day, month, year. You see what it would do, and every fault, before anything is written."


def starters(request: SignedIn) -> HttpResponse:
    """Add starters from a paste: who, where, in which role, from when."""
    check_can_any(request.user, [Ability.ADD_STARTERS])

    def preview(form: forms.PasteForm) -> dict[str, Any]:
        return presenters.starters_page(plan_starters(by=request.user, text=form.cleaned_data["text"]))

    def do(form: forms.PasteForm) -> str:
        plan = _sound(plan_starters(by=request.user, text=form.cleaned_data["text"]))
        made = add_people(by=request.user, people=plan.to_write)
        return f"{len(made)} {'person was' if len(made) == 1 else 'people were'} added."

    hint = (
        "One line for each person: staff number, name, unit, role, first day, parted by tabs or commas. "
        "For example, N2001, Example Ada, Elm ward, Staff nurse, 1/9/2026. A heading over the columns may be there."
    )
    return _paste(request, hint, preview, do, title="Add starters", intro=[READ])


def movers(request: SignedIn) -> HttpResponse:
    """Move people from a paste; the gaps of each are shown before."""
    check_can_any(request.user, [Ability.MANAGE_PEOPLE])

    def preview(form: forms.PasteForm) -> dict[str, Any]:
        plan = plan_movers(by=request.user, text=form.cleaned_data["text"])
        sound = [] if plan.faults else gaps_of_moves(by=request.user, movings=plan.to_write)
        log_looks(request, [each.person for each in sound], "moves")
        return presenters.movers_page(plan, sound)

    def do(form: forms.PasteForm) -> str:
        plan = _sound(plan_movers(by=request.user, text=form.cleaned_data["text"]))
        moved = move_workers(by=request.user, movings=plan.to_write)
        return f"{len(moved)} {'person moves' if len(moved) == 1 else 'people move'}."

    hint = (
        "One line for each person: staff number, name, new unit, new role, first day there. Whoever works in several "
        "places needs a column headed “Old unit”. An empty role means the role they have."
    )
    return _paste(request, hint, preview, do, title="Move people", intro=[READ])


def leavers(request: SignedIn) -> HttpResponse:
    """Record leavers from a paste."""
    check_can_any(request.user, [Ability.END_ACCESS])

    def preview(form: forms.PasteForm) -> dict[str, Any]:
        plan = plan_leavers(by=request.user, text=form.cleaned_data["text"])
        ends = [
            (each, what_ends(by=request.user, person=each.person, last_day=each.last_day))
            for each in plan.to_write
        ]
        return presenters.leavers_page(plan, ends, clock.today())

    def do(form: forms.PasteForm) -> str:
        plan = _sound(plan_leavers(by=request.user, text=form.cleaned_data["text"]))
        gone = record_leavings(by=request.user, leavings=plan.to_write)
        return f"{len(gone)} {'person leaves' if len(gone) == 1 else 'people leave'}. Their records are kept."

    hint = (
        "One line for each person: staff number, name, last day. For example, N2001, Example Ada, 31/8/2026."
    )
    return _paste(request, hint, preview, do, title="Record leavers", intro=[READ])


def _sound(plan: Plan[Any]) -> Plan[Any]:
    """The plan, if it has no fault: it is done whole or not at all. What was seen may be so no more."""
    if plan.faults:
        number, what = plan.faults[0]
        raise Refused(f"Line {number}: {what} Nothing was written: look again.", field="text")
    return plan


def _paste(request: SignedIn, hint: str, preview: Any, do: Any, **context: Any) -> HttpResponse:
    given: dict[str, Any] = {}
    if request.method == "POST":
        given = {"data": request.POST, "files": request.FILES, "judge": "change" not in request.POST}
    return ask_and_confirm(
        request,
        forms.PasteForm(**given, hint=hint),
        preview=preview,
        do=do,
        then=reverse("record:people"),
        confirm_template="record/paste_preview.html",
        submit_text="Look at what it would do",
        back=PEOPLE,
        **context,
    )


@finds_or_404
def leave(request: SignedIn, ref: str) -> HttpResponse:
    """Record that one person leaves."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.END_ACCESS)
    log_look(request, person, "work: leaving")

    def leaving(form: forms.LeaveForm) -> Leaving:
        return Leaving(person, form.cleaned_data["last_day"], form.cleaned_data["why"])

    def preview(form: forms.LeaveForm) -> dict[str, Any]:
        one = leaving(form)
        ends = what_ends(by=request.user, person=person, last_day=one.last_day)
        return {
            "title": "Check what ends",
            "rows": presenters.leaving_rows(one, ends, clock.today()),
            "confirm_text": "Record that they leave",
        }

    def do(form: forms.LeaveForm) -> str:
        one = leaving(form)
        ends = record_leaving(
            by=request.user, person=person, last_day=one.last_day, why=one.why, guard=form.guard_answer
        )
        return presenters.done_leaving(one, ends, clock.today())

    return ask_and_confirm(
        request,
        forms.LeaveForm(**sent(request)),
        preview=preview,
        do=do,
        then=reverse("record:people"),
        confirm_template="record/confirm.html",
        title="Record that somebody leaves",
        caption=f"{person.name}, {person.ref}",
        submit_text="See what ends",
        intro=[
            "Their posts end, work towards standards closes, and their account opens nothing from the next day.",
            "Everything recorded about them is kept.",
        ],
        back={"href": presenters.person_href(person.ref), "text": f"{person.name}’s work"},
    )


@finds_or_404
def take_back(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Take back a post that should never have been recorded."""
    person, row = _assignment(request, ref, number)

    def do(form: forms.ReasonForm) -> str:
        take_back_assignment(
            by=request.user, assignment=row, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"{_words(row)} of {person.name} was taken back."

    return _put_right(request, person, row, do, title="Take back a post", submit_text="Take it back")


@finds_or_404
def reopen(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Let a post go on that was ended by mistake."""
    person, row = _assignment(request, ref, number)

    def do(form: forms.ReasonForm) -> str:
        reopen_assignment(
            by=request.user, assignment=row, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"{_words(row)} of {person.name} goes on until further notice."

    return _put_right(request, person, row, do, title="Let a post go on", submit_text="Let it go on")


def _assignment(request: SignedIn, ref: str, number: int) -> tuple[Any, models.Assignment]:
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.MANAGE_PEOPLE)
    row = fact_of_person(by=request.user, person=person, model=models.Assignment, number=number)
    log_look(request, person, "work: assignment")
    return person, row


def _put_right(
    request: SignedIn, person: Any, row: models.Assignment, do: Any, **context: Any
) -> HttpResponse:
    href = presenters.person_href(person.ref)
    return ask(
        request,
        forms.ReasonForm(**sent(request)),
        do=do,
        then=href,
        caption=person.name,
        intro=[
            f"{_words(row)}, from {long_day(row.from_on)}"
            + (f" until the day before {long_day(row.to_on)}." if row.to_on else "."),
            "What was recorded and that it was put right both stay in the record.",
        ],
        back={"href": href, "text": f"{person.name}’s work"},
        **context,
    )


def _words(row: models.Assignment) -> str:
    return f"{row.post.title if row.post else row.role} in {row.unit.name}"
