"""The work of a person: each thing about where and when they work on a page of its own."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.actions import Work
from standing.areas.people.models import Person
from standing.areas.people.permissions import abilities_of
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record import actions, models
from standing.areas.record.actions.moving import Moving, move_worker
from standing.areas.record.forms import workforce as forms
from standing.areas.record.presenters import workforce as presenters
from standing.areas.record.presenters.joining import gaps_shown
from standing.areas.record.selectors import workforce as selectors
from standing.areas.record.selectors.gaps import gaps_of_moves
from standing.areas.record.selectors.people import person_by_ref
from standing.areas.record.views.records import log_look
from standing.areas.record.views.support import ask, ask_and_confirm, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.site.dates import long_day


@finds_or_404
def work(request: SignedIn, ref: str) -> HttpResponse:
    """Everything about where and when a person works."""
    found = selectors.work_of(by=request.user, ref=ref)
    log_look(request, found.person, "work")
    context = {
        "title": "Work",
        "caption": f"{found.person.name}, {found.person.ref}",
        "sections": presenters.sections(found, clock.today()),
        "links": presenters.links_of_person(found, abilities_of(request.user, clock.today())),
        "breadcrumbs": [{"text": "People", "href": reverse("record:people")}],
    }
    return render(request, "record/work.html", context)


def work_page(person: Person, title: str, submit_text: str, **context: Any) -> dict[str, Any]:
    """What the page of one change to a person's work shows, and where it leads back to."""
    href = reverse("record:work", kwargs={"ref": person.ref})
    return {
        "then": href,
        "title": title,
        "caption": person.name,
        "submit_text": submit_text,
        "back": {"href": href, "text": f"{person.name}’s work"},
        **context,
    }


@finds_or_404
def assign(request: SignedIn, ref: str) -> HttpResponse:
    """Give a person a post."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.MANAGE_PEOPLE)
    form = forms.Assign(**sent(request), posts=selectors.posts_to_fill(by=request.user))

    def do(form: forms.Assign) -> str:
        row = actions.assign_person(
            by=request.user,
            person=person,
            post=form.post(),
            from_on=form.cleaned_data["from_on"],
            to_on=form.cleaned_data["to_on"],
        )
        return f"{person.name} is {form.post().title} in {row.unit.name} from {long_day(row.from_on)}."

    return ask(request, form, do=do, **work_page(person, "Give them a post", "Give this post"))


@finds_or_404
def move(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Move a person from one post to another."""
    person, row = fact_of(request, ref, models.Assignment, number)
    form = forms.Move(**sent(request), posts=selectors.posts_to_fill(by=request.user))

    def moving(form: forms.Move) -> Moving:
        post = form.post()
        work = Work(post.unit, post.role, form.cleaned_data["from_on"], post=post)
        return Moving(row, work, form.cleaned_data["why"])

    def preview(form: forms.Move) -> dict[str, Any]:
        (gaps,) = gaps_of_moves(by=request.user, movings=[moving(form)])
        return {
            "title": "Check this move",
            "gaps": gaps_shown(gaps),
            "confirm_text": "Move them",
            "full_width": True,
        }

    def do(form: forms.Move) -> str:
        moved = move_worker(by=request.user, moving=moving(form), guard=form.guard_answer)
        return (
            f"{person.name} moves to {form.post().title} in {moved.unit.name} on {long_day(moved.from_on)}."
        )

    intro = [f"Now {row.post or row.role} in {row.unit.name}, since {long_day(row.from_on)}."]
    return ask_and_confirm(
        request,
        form,
        preview=preview,
        do=do,
        confirm_template="record/check_move.html",
        **work_page(person, "Move to another post", "See what it asks of them", intro=intro),
    )


@finds_or_404
def end_assignment(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """End a person's time in a post."""
    person, row = fact_of(request, ref, models.Assignment, number)
    form = forms.End(**sent(request), label="First day no longer in the post")

    def do(form: forms.End) -> str:
        answers = form.cleaned_data
        actions.end_assignment(
            by=request.user,
            assignment=row,
            to_on=answers["to_on"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"{person.name} is no longer in this post from {long_day(answers['to_on'])}."

    intro = [
        f"{row.post or row.role} in {row.unit.name}, since {long_day(row.from_on)}.",
        "When their last post with you has ended, you no longer see their record.",
    ]
    return ask(request, form, do=do, **work_page(person, "End a post", "End this post", intro=intro))


@finds_or_404
def record_absence(request: SignedIn, ref: str) -> HttpResponse:
    """Record that a person is away."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.MANAGE_PEOPLE)
    form = forms.RecordAbsence(**sent(request))

    def do(form: forms.RecordAbsence) -> str:
        answers = form.cleaned_data
        actions.record_absence(
            by=request.user, person=person, from_on=answers["from_on"], to_on=answers["to_on"]
        )
        return f"{person.name} is recorded as away from {long_day(answers['from_on'])}."

    intro = ["Only the days are kept. Do not give a reason anywhere."]
    return ask(
        request, form, do=do, **work_page(person, "Record an absence", "Record this absence", intro=intro)
    )


@finds_or_404
def end_absence(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """Set the first day back."""
    person, row = fact_of(request, ref, models.Absence, number)
    form = forms.EndAbsence(**sent(request))

    def do(form: forms.EndAbsence) -> str:
        day = form.cleaned_data["to_on"]
        actions.end_absence(by=request.user, absence=row, first_day_back=day)
        return f"{person.name}’s first day back is {long_day(day)}."

    intro = [f"Away since {long_day(row.from_on)}."]
    return ask(request, form, do=do, **work_page(person, "Set the first day back", "Save", intro=intro))


@finds_or_404
def suspend(request: SignedIn, ref: str) -> HttpResponse:
    """Suspend a person, for one standard or for all."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.SUSPEND)
    form = forms.Suspend(**sent(request), holdings=get_holdings(by=request.user))

    def do(form: forms.Suspend) -> str:
        answers, standard = form.cleaned_data, next(iter(form.chosen()), "")
        actions.suspend_person(
            by=request.user,
            person=person,
            from_on=answers["from_on"],
            to_on=answers["to_on"],
            reason=answers["reason"],
            standard=standard,
            guard=form.guard_answer,
        )
        what = standard or "every standard"
        return f"{person.name} is suspended for {what} from {long_day(answers['from_on'])}."

    intro = ["While suspended, the person does not count for the standard, whatever was decided."]
    page = work_page(person, "Suspend", "Suspend this person", intro=intro, is_warning=True)
    return ask(request, form, do=do, **page)


@finds_or_404
def lift_suspension(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """End a suspension."""
    person, row = fact_of(request, ref, models.Suspension, number)
    form = forms.End(**sent(request), label="First day no longer suspended")

    def do(form: forms.End) -> str:
        answers = form.cleaned_data
        actions.lift_suspension(
            by=request.user,
            suspension=row,
            to_on=answers["to_on"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"{person.name}’s suspension ends on {long_day(answers['to_on'])}."

    intro = [f"Suspended since {long_day(row.from_on)}, for {row.standard or 'every standard'}: {row.reason}"]
    return ask(request, form, do=do, **work_page(person, "Lift a suspension", "Lift it", intro=intro))


@finds_or_404
def join_population(request: SignedIn, ref: str) -> HttpResponse:
    """Add a person to a population."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.MANAGE_PEOPLE)
    form = forms.JoinPopulation(**sent(request), known=selectors.populations(by=request.user))

    def do(form: forms.JoinPopulation) -> str:
        row = actions.join_population(by=request.user, person=person, **form.cleaned_data)
        return f"{person.name} belongs to {row.population} from {long_day(row.from_on)}."

    return ask(request, form, do=do, **work_page(person, "Add to a population", "Add them"))


@finds_or_404
def leave_population(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """End a person's time in a population."""
    person, row = fact_of(request, ref, models.Membership, number)
    form = forms.End(**sent(request), label="First day no longer in it")

    def do(form: forms.End) -> str:
        answers = form.cleaned_data
        actions.end_membership(
            by=request.user,
            membership=row,
            to_on=answers["to_on"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"{person.name} leaves {row.population} on {long_day(answers['to_on'])}."

    intro = [f"In {row.population} since {long_day(row.from_on)}."]
    return ask(request, form, do=do, **work_page(person, "Leave a population", "Save", intro=intro))


@finds_or_404
def open_claim(request: SignedIn, ref: str) -> HttpResponse:
    """Start work towards a standard."""
    person = person_by_ref(by=request.user, ref=ref, ability=Ability.OPEN_CLAIM)
    form = forms.OpenClaim(**sent(request), holdings=get_holdings(by=request.user))

    def do(form: forms.OpenClaim) -> str:
        (standard,) = form.chosen()
        actions.open_claim(
            by=request.user, person=person, standard=standard, opened_on=form.cleaned_data["opened_on"]
        )
        return f"{person.name} is working towards {form.titled(standard)}."

    return ask(request, form, do=do, **work_page(person, "Start work towards a standard", "Start"))


@finds_or_404
def close_claim(request: SignedIn, ref: str, number: int) -> HttpResponse:
    """End work towards a standard."""
    person, row = fact_of(request, ref, models.Claim, number)
    form = forms.End(**sent(request), label="First day no longer working towards it")

    def do(form: forms.End) -> str:
        answers = form.cleaned_data
        actions.close_claim(
            by=request.user,
            claim=row,
            closed_on=answers["to_on"],
            why=answers["why"],
            guard=form.guard_answer,
        )
        return f"{person.name} is no longer working towards {row.standard_id}."

    intro = [f"{row.standard}, since {long_day(row.opened_on)}."]
    return ask(request, form, do=do, **work_page(person, "Stop work towards a standard", "Save", intro=intro))


def fact_of(request: SignedIn, ref: str, model: Any, number: int) -> tuple[Person, Any]:
    """A person and one fact about their work, known now and the account's to change. The look is logged."""
    person = person_by_ref(by=request.user, ref=ref, ability=selectors.ABILITY_OVER[model])
    row = selectors.fact_of_person(by=request.user, person=person, model=model, number=number)
    log_look(request, person, f"work: {row.kind}")
    return person, row
