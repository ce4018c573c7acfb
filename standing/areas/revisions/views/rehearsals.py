"""Rehearsals: what may be rehearsed, one begun, watched and stopped, its numbers, and the names behind them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.people.views.support import SignedIn
from standing.areas.profiles.selectors import profiles
from standing.areas.record.selectors.workforce import populations
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask, file_response, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.areas.revisions.actions.rehearsals import start_rehearsal, stop_rehearsal
from standing.areas.revisions.forms import rehearsals as forms
from standing.areas.revisions.models import StoredRehearsal
from standing.areas.revisions.presenters import rehearsals as presenters
from standing.areas.revisions.presenters.rehearsal_files import RehearsalBook
from standing.areas.revisions.presenters.rehearsal_words import WHAT_WORDS
from standing.areas.revisions.rehearsing.asked import CHANGE, LEAVING, PROFILE, RULES
from standing.areas.revisions.selectors import rehearsals as selectors
from standing.areas.revisions.selectors.versions import revision_by_code
from standing.areas.standards.selectors import get_holdings

KINDS = {
    CHANGE: (
        "Rehearse a change",
        "A policy version, guidance, a law or an alert, before it is put into force.",
    ),
    RULES: ("Rehearse refresh rules", "Another time until decisions expire, before it is set."),
    PROFILE: ("Rehearse a role profile", "The draft of a profile, before it is put in use."),
    LEAVING: ("Rehearse somebody leaving", "What a team would be without somebody."),
}
SECONDS_BETWEEN_LOOKS = 3


def rehearsals(request: SignedIn) -> HttpResponse:
    """What may be rehearsed, and the reader's rehearsals."""
    context = {
        "table": presenters.rehearsals_table(selectors.own_rehearsals(by=request.user)),
        "kinds": [
            {"href": reverse("revisions:new_rehearsal", args=[kind]), "text": title, "hint": hint}
            for kind, (title, hint) in KINDS.items()
        ],
        "revisions": [
            {"href": reverse("revisions:rehearse", args=[found.code]), "text": found.title}
            for found in selectors.revisions_to_rehearse(by=request.user)
        ],
    }
    return render(request, "revisions/rehearsals.html", context)


@finds_or_404
def rehearse(request: SignedIn, code: str) -> HttpResponse:
    """Rehearse the adoption of a revision."""
    selectors.check_can_rehearse(request.user)
    revision = revision_by_code(by=request.user, code=code)
    form = forms.RehearseRevision(**sent(request), revision=revision.code)
    return _begin(
        request,
        form,
        title="Rehearse this revision",
        caption=revision.title,
        intro=[
            "Nothing is written. You will see who keeps, owes or loses what, and what becomes of each team."
        ],
        back={"href": reverse("revisions:rehearsals"), "text": "Rehearsals"},
    )


def new_rehearsal(request: SignedIn, kind: str) -> HttpResponse:
    """Rehearse a change, refresh rules, the draft of a profile, or somebody leaving."""
    selectors.check_can_rehearse(request.user)
    if kind not in KINDS:
        raise Http404
    title, hint = KINDS[kind]
    return _begin(
        request,
        _form(request, kind),
        title=title,
        intro=[hint, "Nothing is written."],
        back={"href": reverse("revisions:rehearsals"), "text": "Rehearsals"},
    )


def _form(request: SignedIn, kind: str) -> Any:
    data = sent(request)
    if kind == CHANGE:
        return forms.RehearseChange(
            **data, holdings=get_holdings(by=request.user), known=populations(by=request.user)
        )
    if kind == RULES:
        return forms.RehearseRules(**data, holdings=get_holdings(by=request.user))
    initial = {name: request.GET[name] for name in ("profile", "person") if name in request.GET}
    if kind == PROFILE:
        drafts = [(one.profile.code, str(one.profile)) for one in profiles(by=request.user) if one.draft]
        return forms.RehearseProfile(**data, drafts=drafts, initial=initial)
    return forms.RehearseLeaving(**data, initial=initial)


def _begin(request: SignedIn, form: Any, **context: Any) -> HttpResponse:
    begun: list[StoredRehearsal] = []

    def do(form: Any) -> str:
        kept = start_rehearsal(by=request.user, asked=form.asked(), below=form.cleaned_data["below"])
        begun.append(kept)
        return (
            f"{kept.title}: rehearsed."
            if not kept.is_under_way
            else f"{kept.title}: the rehearsal has begun."
        )

    return ask(
        request,
        form,
        do=do,
        then=lambda: reverse("revisions:rehearsal", args=[begun[0].pk]),
        submit_text="Rehearse it",
        **context,
    )


@finds_or_404
def rehearsal(request: SignedIn, key: int) -> HttpResponse:
    """A rehearsal: how far it has got, or what it found."""
    kept = selectors.own_rehearsal(by=request.user, key=key)
    context: dict[str, Any] = {
        "title": kept.title,
        "breadcrumbs": [{"text": "Rehearsals", "href": reverse("revisions:rehearsals")}],
        "kept": kept,
        "rows": presenters.state_rows(kept),
    }
    if kept.state == StoredRehearsal.DONE:
        may_name = bool(selectors.units_to_name(by=request.user))
        names = reverse("revisions:rehearsal_names", args=[kept.pk]) if may_name else ""
        context |= {"names": names, **presenters.result_page(kept, names_href=names, titles=_titles(request))}
    response = render(request, "revisions/rehearsal.html", context)
    if kept.is_under_way:
        # Without scripts too; a page that is only waited at has nothing of the reader's to lose.
        response["Refresh"] = str(SECONDS_BETWEEN_LOOKS)
    return response


def _titles(request: SignedIn) -> Mapping[str, str]:
    return get_holdings(by=request.user).titles


@finds_or_404
def rehearsal_names(request: SignedIn, key: int) -> HttpResponse:
    """Who is behind the numbers, in a team whose people the reader may see."""
    kept = selectors.own_rehearsal(by=request.user, key=key)
    units = selectors.units_to_name(by=request.user)
    if not units:
        raise Http404
    form = forms.ChooseNames(
        request.GET or None,
        units=[(one.unit.code, one.unit.name) for one in units],
        kinds=list(WHAT_WORDS.items()),
    )
    context: dict[str, Any] = {
        "caption": kept.title,
        "breadcrumbs": [
            {"text": "Rehearsals", "href": reverse("revisions:rehearsals")},
            {"text": kept.title, "href": reverse("revisions:rehearsal", args=[kept.pk])},
        ],
        "choose": form,
        "table": None,
    }
    if form.is_valid() and form.cleaned_data["unit"]:
        chosen = form.cleaned_data
        unit, named = selectors.named_in_unit(
            by=request.user, kept=kept, unit=chosen["unit"], standard=chosen["standard"], what=chosen["what"]
        )
        log_looks(request, [one.person for one in named], f"rehearsal of team {unit.code}")
        context |= {
            "table": presenters.named_table(named, _titles(request)),
            "people": len(named),
            "unit": unit,
        }
    return render(request, "revisions/rehearsal_names.html", context)


@finds_or_404
def rehearsal_file(request: SignedIn, key: int, ending: str) -> HttpResponse:
    """The numbers of a rehearsal as a spreadsheet or as JSON."""
    kept = selectors.own_rehearsal(by=request.user, key=key)
    if kept.state != StoredRehearsal.DONE or kept.numbers is None or ending not in ("xlsx", "json"):
        raise Http404
    if ending == "json":
        content = json.dumps(kept.numbers, ensure_ascii=False, indent=2).encode()
    else:
        content = RehearsalBook(None).close(kept.numbers)
    return file_response(content, f"rehearsal-{kept.pk}.{ending}")


@require_POST
def stop(request: SignedIn, key: int) -> HttpResponse:
    """Stop a rehearsal that is under way."""
    try:
        stop_rehearsal(by=request.user, key=key)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, "The rehearsal is stopped. Nothing was written.")
    return redirect("revisions:rehearsal", key)
