"""One shift: what its rules say of it, and who is on it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.cover import actions
from standing.areas.cover.forms.rotas import ChangePlaceForm, PlaceForm, ShiftForm
from standing.areas.cover.models import Shift
from standing.areas.cover.presenters.shifts import ShiftCard, people_table
from standing.areas.cover.rota.people import RotaPeople
from standing.areas.cover.rota.wanted import PersonWanted, ShiftWanted, as_called, when_of
from standing.areas.cover.selectors import cover_by_number, keeping
from standing.areas.cover.views.support import crumbs, log_cover, shift_crumb, unit_crumb
from standing.areas.cover.words import days_in_words
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.core.rules.shifts import NIGHT


@finds_or_404
def shift(request: SignedIn, number: int) -> HttpResponse:
    """A shift: meets the rule or not, who counts, who does not and why, who else could, who is on it."""
    cover = cover_by_number(request.user, number)
    log_cover(request, [cover], f"cover of {cover.unit.code}")
    may_keep = keeping.may(request.user, Ability.KEEP_ROTAS, cover.unit)
    context = {
        "card": ShiftCard(cover, may_place=may_keep),
        "number": number,
        "people": people_table(cover, may_change=may_keep),
        "may_keep": may_keep,
        "is_night": cover.shift.kind == NIGHT,
        "breadcrumbs": crumbs(unit_crumb(cover.unit)),
    }
    return render(request, "cover/shift.html", context)


@finds_or_404
def add(request: SignedIn, code: str) -> HttpResponse:
    """Put a shift on the rota of a unit."""
    unit = keeping.unit_to(request.user, code, Ability.KEEP_ROTAS)
    made: list[Shift] = []

    def do(form: ShiftForm) -> str:
        said = form.cleaned_data
        name = as_called(said["name"])
        when = when_of(name, said["starts_on"], said["starts_at"], said["ends_at"])
        made.append(actions.add_shift(by=request.user, unit=unit, wanted=ShiftWanted(name, when)))
        return f"{name}, {days_in_words(when.days)}, is on the rota. Now put people on it."

    return ask(
        request,
        ShiftForm(**sent(request)),
        do=do,
        then=lambda: reverse("cover:shift", args=[made[0].pk]),
        title="Add a shift",
        caption=unit.name,
        submit_text="Add it",
        breadcrumbs=crumbs(unit_crumb(unit)),
    )


@finds_or_404
def remove(request: SignedIn, number: int) -> HttpResponse:
    """Take a shift off the rota."""
    found = keeping.shift_to_keep(request.user, number)

    def do(_: ActionForm) -> str:
        actions.remove_shift(by=request.user, shift=found)
        return f"{found.name}, {days_in_words(found.days)}, is off the rota."

    return ask(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=reverse("cover:unit", args=[found.unit.code]),
        title="Take this shift off the rota",
        caption=f"{found.name}, {days_in_words(found.days)}",
        intro=["Everybody on it is taken off with it."],
        submit_text="Take it off",
        is_warning=True,
        breadcrumbs=_crumbs(found),
    )


@finds_or_404
def place(request: SignedIn, number: int) -> HttpResponse:
    """Put somebody on a shift."""
    found = keeping.shift_to_keep(request.user, number)

    def do(form: PlaceForm) -> str:
        said = form.cleaned_data
        wanted = _wanted(request, form)
        actions.put_on_shift(by=request.user, shift=found, wanted=wanted)
        return f"{wanted.called} is on the shift{', and leads it' if said['leads'] else ''}."

    named = {name: request.GET[name] for name in ("who", "band") if name in request.GET}
    return ask(
        request,
        PlaceForm(**sent(request), initial=named),
        do=do,
        then=reverse("cover:shift", args=[number]),
        title="Put somebody on this shift",
        caption=f"{found.name}, {days_in_words(found.days)}",
        submit_text="Put them on it",
        breadcrumbs=_crumbs(found),
    )


def _wanted(request: SignedIn, form: PlaceForm) -> PersonWanted:
    """Whom the form names. Raises `Refused` at its question for nobody, or for a name of two."""
    said = form.cleaned_data
    about = {"role": said["role"], "band": said["band"], "leads": said["leads"]}
    if said["agency"]:
        return PersonWanted(None, said["who"], **about)
    first, _, rest = said["who"].partition(" ")
    people = RotaPeople(request.user, {said["who"], first})
    if said["who"].lower() in people.by_ref:
        ref, name = said["who"], ""
    elif first.lower() in people.by_ref:
        ref, name = first, rest.strip()
    else:
        ref, name = "", said["who"]
    try:
        return PersonWanted(people.find(ref, name), **about)
    except ValueError as error:
        raise Refused(f"{str(error)[:1].upper()}{str(error)[1:]}.", field="who") from error


@finds_or_404
def change_place(request: SignedIn, number: int, place: int) -> HttpResponse:
    """Say otherwise what somebody does on a shift."""
    found = keeping.shift_to_keep(request.user, number)
    row = keeping.placement_to_keep(request.user, found, place)
    who = PersonWanted.of(row)

    def do(form: ChangePlaceForm) -> str:
        said = form.cleaned_data
        actions.change_placement(
            by=request.user, placement=row, role=said["role"], band=said["band"], leads=said["leads"]
        )
        return f"What {who.called} does on the shift is changed."

    return ask(
        request,
        ChangePlaceForm(**sent(request), initial={"role": row.role, "band": row.band, "leads": row.leads}),
        do=do,
        then=reverse("cover:shift", args=[number]),
        title=f"Change what {who.called} does",
        caption=f"{found.name}, {days_in_words(found.days)}",
        submit_text="Change it",
        breadcrumbs=_crumbs(found),
    )


@finds_or_404
def take_off(request: SignedIn, number: int, place: int) -> HttpResponse:
    """Take somebody off a shift."""
    found = keeping.shift_to_keep(request.user, number)
    row = keeping.placement_to_keep(request.user, found, place)
    who = PersonWanted.of(row)

    def do(_: ActionForm) -> str:
        actions.take_off_shift(by=request.user, placement=row)
        return f"{who.called} is off the shift."

    return ask(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=reverse("cover:shift", args=[number]),
        title=f"Take {who.called} off this shift",
        caption=f"{found.name}, {days_in_words(found.days)}",
        submit_text="Take them off",
        is_warning=True,
        breadcrumbs=_crumbs(found),
    )


def _crumbs(found: Shift) -> list[dict[str, str]]:
    return crumbs(unit_crumb(found.unit), shift_crumb(found))
