"""The builder: the purpose of a draft, what the role does, standards found for it and chosen, a line changed."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import actions, forms, selectors
from standing.areas.profiles.models import ProfileVersion
from standing.areas.profiles.presenters.offers import notes_of, offers_shown, replaced_words
from standing.areas.profiles.selectors import Offer
from standing.areas.profiles.terms import LineTerms
from standing.areas.profiles.views.support import draft_of, page_of
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.support import ask, finds_or_404, sent


@finds_or_404
def purpose(request: SignedIn, code: str) -> HttpResponse:
    """Say what the role is for."""
    version = draft_of(request, code)
    form = forms.SetPurpose(**sent(request), initial={"purpose": version.purpose})

    def do(form: forms.SetPurpose) -> str:
        actions.set_purpose(by=request.user, version=version, **form.cleaned_data, guard=form.guard_answer)
        return "The purpose is changed."

    return ask(request, form, do=do, **page_of(version, "What the role is for", "Save"))


@finds_or_404
def find(request: SignedIn, code: str) -> HttpResponse:
    """Look for standards in plain words, across all suites, for a function of the draft or for none."""
    draft = draft_of(request, code)
    version = selectors.version_in_full(request.user, draft.pk)
    function = _function_asked(request, version.function_ids)
    words = request.GET.get("words", "").strip()
    form = forms.FindStandards({"words": words})
    offers = (
        selectors.find_standards(by=request.user, version=version, words=words) if form.is_valid() else []
    )
    page = page_of(draft, "Find standards", "Search")
    named = version.functions[version.function_ids.index(function)] if function else ""
    context = {
        **page,
        "form": form,
        "words": words,
        "function": function,
        "function_words": named,
        "offers": offers_shown(version, offers, function),
        "counted": _counted(len(offers)),
    }
    return render(request, "profiles/find.html", context)


def _counted(number: int) -> str:
    if not number:
        return "No standard found"
    return "1 standard found" if number == 1 else f"The {number} standards that answer best"


def _function_asked(request: SignedIn, known: tuple[int, ...]) -> int | None:
    asked = request.GET.get("function", "")
    return int(asked) if asked.isascii() and asked.isdigit() and int(asked) in known else None


@finds_or_404
def add_line(request: SignedIn, code: str) -> HttpResponse:
    """Add the standards that were found and chosen to the draft, all on the same terms."""
    draft = draft_of(request, code)
    version = selectors.version_in_full(request.user, draft.pk)
    offers = selectors.offers_of(by=request.user, version=version, standards=request.GET.getlist("standard"))
    if not offers:
        raise NotFound("No standard was chosen. Find one first.")
    function = _function_asked(request, version.function_ids)
    chosen = [] if request.GET.get("any") else [offer.standard.id for offer in offers]
    form = forms.AddLines(
        **sent(request),
        offered=[(offer.standard.id, _titled(offer)) for offer in offers],
        initial=forms.LineForm.initial_of(LineTerms(function=function)) | {"chosen": chosen, "need": ""},
        **_choices(draft),
    )

    def do(form: forms.AddLines) -> str:
        added = actions.add_lines(
            by=request.user, version=draft, standards=form.cleaned_data["chosen"], terms=form.terms()
        )
        return (
            f"{', '.join(str(line.standard) for line in added)} {'is' if len(added) == 1 else 'are'} added."
        )

    page = page_of(draft, "Add to the profile", "Add to the profile")
    query = urlencode({"function": function} if function else {})
    page["back"] = {"href": f"{reverse('profiles:find', args=[code])}?{query}", "text": "Find standards"}
    return ask(request, form, do=do, intro=_intro(offers, bool(request.GET.get("any"))), **page)


def _titled(offer: Offer) -> str:
    local = " (local)" if offer.standard.is_local else ""
    return f"{offer.standard.id} {offer.standard.title}{local}"


def _intro(offers: list[Offer], is_choice: bool) -> list[str]:
    words = (
        ["Any one of these takes the place of the old one. Select those that this role needs."]
        if is_choice
        else []
    )
    for offer in offers:
        told = replaced_words(offer.replaced) if offer.replaced else ""
        notes = [note for note in notes_of(offer) if (note != told and not offer.said) or offer.here]
        words += [f"{offer.standard.id}: {note}" for note in ([told] if told else []) + notes]
    return words


def _choices(draft: ProfileVersion) -> dict[str, Any]:
    return {"functions": list(draft.functions.all()), "groups": list(draft.groups.all())}


@finds_or_404
def change_line(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Change how a line of the draft asks for its standard."""
    line = selectors.line_by_id(by=request.user, code=code, number=number)
    initial = forms.LineForm.initial_of(LineTerms.of(line))
    form = forms.LineForm(**sent(request), initial=initial, **_choices(line.version))

    def do(form: forms.LineForm) -> str:
        actions.change_line(by=request.user, line=line, terms=form.terms())
        return f"The line for {line.standard} is changed."

    return ask(
        request, form, do=do, intro=[str(line.standard)], **page_of(line.version, "Change a line", "Save")
    )


@finds_or_404
def remove_line(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Take a line out of the draft, once the reader has said that they mean it."""
    line = selectors.line_by_id(by=request.user, code=code, number=number)

    def do(_: ActionForm) -> str:
        actions.remove_line(by=request.user, line=line)
        return f"{line.standard} is removed from the draft."

    page = page_of(line.version, "Remove a line", "Remove this line")
    return ask(
        request, ActionForm(**sent(request)), do=do, intro=[str(line.standard)], is_warning=True, **page
    )


@finds_or_404
def settle_line(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Say that a line which a revision carried over is right as it is."""
    line = selectors.line_by_id(by=request.user, code=code, number=number)

    def do(form: forms.SettleLine) -> str:
        actions.settle_line(by=request.user, line=line, why=form.cleaned_data["why"], guard=form.guard_answer)
        return f"The line for {line.standard} is right as it is."

    page = page_of(line.version, "Settle a line", "It is right as it is")
    intro = [str(line.standard), line.to_decide or "Nothing waits to be decided about this line."]
    return ask(request, forms.SettleLine(**sent(request)), do=do, intro=intro, **page)
