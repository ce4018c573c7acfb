"""What a steward adds to the catalogue for a revision, what registers say of it, and a standard's whole history."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.revisions import actions
from standing.areas.revisions.forms import catalogue as forms
from standing.areas.revisions.forms.crosswalks import NoteFinding, NoteFindings
from standing.areas.revisions.permissions import can_edit_crosswalks, check_can_edit_crosswalks
from standing.areas.revisions.presenters import crosswalks as presenters
from standing.areas.revisions.presenters import findings as present
from standing.areas.revisions.presenters.history import present_history
from standing.areas.revisions.selectors import findings as selectors
from standing.areas.revisions.selectors import pages
from standing.areas.revisions.selectors.history import history_of
from standing.areas.revisions.views.crosswalks import crumbs
from standing.areas.standards.actions import add_edition as do_add_edition
from standing.areas.standards.actions import add_revision
from standing.areas.standards.permissions import check_can_keep_catalogue
from standing.areas.standards.selectors import get_holdings
from standing.core.answers import Unknown
from standing.core.crosswalks.reconciling import FindingKind
from standing.site.components.lists import filters_on


def create(request: SignedIn) -> HttpResponse:
    """Add a revision, and go on to its page."""
    check_can_keep_catalogue(request.user)
    form = forms.AddRevision(**sent(request), holdings=get_holdings(by=request.user))
    made: list[str] = []

    def do(form: forms.AddRevision) -> str:
        revision = add_revision(by=request.user, **form.cleaned_data, guard=form.guard_answer)
        made.append(revision.code)
        return f"{revision.title} is added. Add its new editions, then begin its crosswalk."

    return ask(
        request,
        form,
        do=do,
        then=lambda: reverse("revisions:revision", args=made),
        title="Add a revision",
        submit_text="Add this revision",
        intro=[
            "A tracking document that Standing knows brings its revision with it: import that instead.",
            "This page is for a revision whose crosswalk comes in a spreadsheet, or is built by hand.",
        ],
        back={"href": reverse("revisions:revisions"), "text": "Revisions"},
    )


@finds_or_404
def add_edition(request: SignedIn, code: str) -> HttpResponse:
    """Add an edition of a standard for a revision."""
    check_can_keep_catalogue(request.user)
    found = pages.revision_in_full(by=request.user, code=code).revision
    initial = {"edition": found.same_code_edition, "suite": found.suite, "source": found.source}
    form = forms.AddEdition(**sent(request), initial=initial)
    href = presenters.revision_href(found)

    def do(form: forms.AddEdition) -> str:
        made = do_add_edition(by=request.user, **form.cleaned_data, guard=form.guard_answer)
        return f"{made.pk} is in the catalogue. It has no refresh rule yet."

    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Add a new edition",
        caption=found.title,
        submit_text="Add this edition",
        intro=["An edition is never changed once it is there. A corrected one is added as another edition."],
        back={"href": href, "text": found.title},
    )


@finds_or_404
def findings(request: SignedIn, code: str) -> HttpResponse:
    """What a register says of the standards of a revision."""
    asked = {name: request.GET.get(name, "") for name in ("register", "kind", "noted")}
    found = selectors.findings(by=request.user, code=code, sha256=asked["register"])
    registers = [(each.sha256, f"{each.name} ({each.file})") for each in found.registers]
    kinds = [(kind.value, f"{kind.words} ({found.kinds[kind]})") for kind in FindingKind]
    form = forms.FilterFindings(request.GET, registers, kinds)
    shown = present.chosen(found, asked["kind"], asked["noted"])
    words = {("kind", value): said for value, said in kinds}
    words |= {("noted", "no"): "Not noted yet", ("noted", "yes"): "Noted"}
    may_note = can_edit_crosswalks(request.user)
    revision = found.revision.revision
    context = {
        "title": "What a register says",
        "caption": revision.title,
        "breadcrumbs": crumbs({"text": revision.title, "href": presenters.revision_href(revision)}),
        "register": found.register,
        "rows": present.register_rows(found),
        "kinds": present.kinds_table(found),
        "form": form,
        "on": filters_on(request.GET, words),
        "says": present.says(asked["kind"]),
        "counts_shown": present.counts(shown, found),
        "table": present.findings_table(shown, found, may_note=may_note),
        "may_note": may_note,
        "note_several": present.note_several(shown, found, asked["kind"], asked["noted"])
        if may_note
        else None,
    }
    return render(request, "revisions/findings.html", context)


@finds_or_404
def note_finding(request: SignedIn, code: str) -> HttpResponse:
    """Note what one makes of a finding."""
    check_can_edit_crosswalks(request.user)
    sha256, key = request.GET.get("register", ""), request.GET.get("finding", "")
    found, one = selectors.finding_by_key(by=request.user, code=code, sha256=sha256, key=key)
    register = found.register
    if register is None:
        raise Http404("No register has been read.")
    form = NoteFinding(**sent(request))

    def do(form: NoteFinding) -> str:
        actions.note_finding(
            by=request.user,
            revision=found.revision.revision,
            register=register,
            key=key,
            words=form.cleaned_data["words"],
            guard=form.guard_answer,
        )
        return "Your note is kept with the finding. Nothing else was changed."

    href = f"{reverse('revisions:findings', args=[code])}?register={register.sha256}&kind={one.finding.kind.value}"
    return ask(
        request,
        form,
        do=do,
        then=href,
        template="revisions/note_finding.html",
        title="Note a finding",
        caption=found.revision.revision.title,
        submit_text="Keep this note",
        rows=present.finding_rows(one.finding),
        back={"href": href, "text": "What a register says"},
    )


@finds_or_404
def note_findings(request: SignedIn, code: str) -> HttpResponse:
    """Note the same of several findings at once, of those that the filters of the page left."""
    check_can_edit_crosswalks(request.user)
    asked = {name: request.GET.get(name, "") for name in ("register", "kind", "noted")}
    found = selectors.findings(by=request.user, code=code, sha256=asked["register"])
    register, revision = found.register, found.revision.revision
    if register is None:
        raise Http404("No register has been read.")
    choices = present.choices(present.chosen(found, asked["kind"], asked["noted"]))
    ticked = [key for key, _ in choices] if request.GET.get("tick") else []
    form = NoteFindings(**sent(request), choices=choices, initial={"chosen": ticked})

    def do(form: NoteFindings) -> str:
        notes = actions.note_findings(
            by=request.user,
            revision=revision,
            register=register,
            keys=form.cleaned_data["chosen"],
            words=form.cleaned_data["words"],
            guard=form.guard_answer,
        )
        said = "1 finding is noted" if len(notes) == 1 else f"{len(notes)} findings are noted"
        return f"{said}. Nothing else was changed."

    href = f"{reverse('revisions:findings', args=[code])}?{urlencode(asked)}"
    other = urlencode(asked if ticked else asked | {"tick": "all"})
    return ask(
        request,
        form,
        do=do,
        then=href,
        template="revisions/note_findings.html",
        title="Note several findings",
        caption=revision.title,
        submit_text="Keep this note with each",
        tick={
            "href": f"?{other}",
            "text": "Tick none of them" if ticked else f"Tick all {len(choices)} of them",
        },
        back={"href": href, "text": "What a register says"},
    )


def history(request: SignedIn, text: str) -> HttpResponse:
    """The whole history of a standard."""
    try:
        found = history_of(by=request.user, text=text)
    except Unknown as error:
        raise Http404(str(error)) from error
    if found.standard.id != text:
        return redirect("revisions:history", found.standard.id)
    shown = present_history(found)
    context = {
        "shown": shown,
        "breadcrumbs": [
            {"text": "Catalogue", "href": reverse("standards:catalogue")},
            {"text": found.standard.id, "href": reverse("standards:standard", args=[found.standard.id])},
        ],
    }
    return render(request, "revisions/history.html", context)
