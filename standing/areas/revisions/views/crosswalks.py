"""Revisions: the list, one of them, how a crosswalk begins, its versions, what differs, and its file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.audit import clock
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import ROWS_ON_A_PAGE, SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, file_response, finds_or_404, sent
from standing.areas.revisions import actions
from standing.areas.revisions.forms import crosswalks as forms
from standing.areas.revisions.permissions import (
    can_approve_crosswalks,
    can_edit_crosswalks,
    check_can_edit_crosswalks,
)
from standing.areas.revisions.presenters import crosswalks as presenters
from standing.areas.revisions.presenters.course import next_pages, stage_row
from standing.areas.revisions.presenters.differences import differences_counted, differences_table
from standing.areas.revisions.presenters.files import FILES
from standing.areas.revisions.presenters.spreadsheets import present_spreadsheet, settled_words
from standing.areas.revisions.selectors import pages
from standing.areas.revisions.selectors.course import courses_of, offers, today_course
from standing.areas.revisions.selectors.missing_rules import rules_asked
from standing.areas.revisions.selectors.spreadsheets import preview_spreadsheet
from standing.areas.standards.actions import discard_staged_source, stage_source
from standing.areas.standards.permissions import can_keep_catalogue
from standing.areas.standards.selectors import get_holdings
from standing.core.crosswalks.states import State
from standing.site.components.lists import Counts, Pages, counts_of, filters_on


def crumbs(*more: dict[str, str]) -> list[dict[str, str]]:
    """The way back to the list of revisions, and on."""
    return [{"text": "Revisions", "href": reverse("revisions:revisions")}, *more]


def revisions(request: SignedIn) -> HttpResponse:
    """Every revision, with how far its crosswalk has come."""
    found = pages.revisions(by=request.user)
    context = {
        "shown": Counts(len(found), len(found), "revision", "revisions"),
        "table": presenters.revisions_table(
            found, courses_of([one.revision for one in found], clock.today())
        ),
        "may_add": can_keep_catalogue(request.user),
    }
    return render(request, "revisions/revisions.html", context)


@finds_or_404
def revision(request: SignedIn, code: str) -> HttpResponse:
    """A revision: its days, its crosswalk, what waits, and what comes next."""
    found = pages.revision_in_full(by=request.user, code=code)
    current = found.open or found.approved
    shown = pages.version_in_full(by=request.user, code=code, number=current.number) if current else None
    may_edit = can_edit_crosswalks(request.user)
    course = today_course(by=request.user, code=code)
    context = {
        "title": found.revision.title,
        "caption": f"Revision, {found.revision.published}",
        "breadcrumbs": crumbs(),
        "revision": found.revision,
        "rows": [stage_row(course), *presenters.revision_rows(found)],
        "open": found.open,
        "approved": found.approved,
        "shown": shown,
        "waiting": len(shown.waiting) if shown else 0,
        "deferred": len(shown.deferred) if shown else 0,
        "kinds": presenters.kinds_table(shown) if shown else None,
        "current": current,
        "versions": presenters.versions_table(found),
        "next_pages": next_pages(course, offers(by=request.user, found=course)),
        "may_edit": may_edit,
        "may_approve": can_approve_crosswalks(request.user)
        and not (shown and shown.has_approved(request.user)),
        "may_add": can_keep_catalogue(request.user),
    }
    return render(request, "revisions/revision.html", context)


@finds_or_404
def begin(request: SignedIn, code: str) -> HttpResponse:
    """Begin a version: from the document, a spreadsheet, by hand, or as a copy of the approved one."""
    check_can_edit_crosswalks(request.user)
    found = pages.revision_in_full(by=request.user, code=code)
    form = forms.Begin(**sent(request), offered=_offered(found))
    href = presenters.revision_href(found.revision)
    if form.is_valid():
        how = form.cleaned_data["how"]
        if how in (forms.SPREADSHEET, forms.HAND, forms.COPY):
            names = {forms.SPREADSHEET: "send_spreadsheet", forms.HAND: "by_hand", forms.COPY: "correct"}
            return redirect(f"revisions:{names[how]}", code)

    def do(form: forms.Begin) -> str:
        version = actions.begin_from_document(by=request.user, revision=found.revision)
        return f"Version {version.number} is a draft with {version.rows.count()} rows."

    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Begin a crosswalk" if found.approved is None else "Correct the crosswalk",
        caption=found.revision.title,
        submit_text="Continue",
        intro=[
            "A crosswalk says what became of each old standard. It is a draft until two people have approved it."
        ],
        back={"href": href, "text": found.revision.title},
    )


def _offered(found: pages.RevisionInFull) -> list[tuple[str, str, str]]:
    """The ways in which a version of this revision can begin."""
    offered = []
    if found.approved is not None:
        offered.append(
            (
                forms.COPY,
                "The approved version",
                "A copy that you correct. You are shown what differs before it is sent.",
            )
        )
    elif found.document_rows:
        words = f"The {found.document_rows} rows that {found.revision.source} brought."
        offered.append((forms.DOCUMENT, "The document that was imported", words))
    return [
        *offered,
        (
            forms.SPREADSHEET,
            "A spreadsheet",
            "A file with a row for each old standard. You look at it first.",
        ),
        (
            forms.HAND,
            "Nothing: build it by hand",
            "You choose the old standards, and are shown what they may have become.",
        ),
    ]


@finds_or_404
def correct(request: SignedIn, code: str) -> HttpResponse:
    """Begin the next version as a copy of the approved one, with the reason."""
    check_can_edit_crosswalks(request.user)
    found = pages.revision_in_full(by=request.user, code=code)
    if found.approved is None:
        raise Http404("There is no approved crosswalk to correct.")
    approved = found.approved
    form = forms.WithReason(**sent(request))

    def do(form: forms.WithReason) -> str:
        version = actions.begin_next_version(
            by=request.user, version=approved, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"Version {version.number} is a draft. Version {approved.number} stands until it is approved."

    href = presenters.revision_href(found.revision)
    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Correct the crosswalk",
        caption=found.revision.title,
        submit_text="Begin a new version",
        intro=["The approved version stands until two people have approved the new one."],
        back={"href": href, "text": found.revision.title},
    )


@finds_or_404
def by_hand(request: SignedIn, code: str) -> HttpResponse:
    """Begin a version with the old standards that are chosen."""
    check_can_edit_crosswalks(request.user)
    found = pages.revision_in_full(by=request.user, code=code)
    holdings = get_holdings(by=request.user)
    initial = {"standards": "\n".join(pages.likely_old(holdings, found.revision))}
    form = forms.BeginByHand(
        **sent(request), holdings=holdings, corrects=found.approved is not None, initial=initial
    )

    def do(form: forms.BeginByHand) -> str:
        version = actions.begin_by_hand(
            by=request.user,
            revision=found.revision,
            standards=form.chosen(),
            why=form.cleaned_data.get("why", ""),
            guard=form.guard_answer,
        )
        return f"Version {version.number} is a draft. Say for each row what became of the standard."

    href = presenters.revision_href(found.revision)
    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Which standards does the revision change?",
        caption=found.revision.title,
        submit_text="Begin with these",
        intro=[
            (
                f"The newest edition of each standard of the suite {found.revision.suite} is listed. "
                "Take away those that the revision leaves alone, and add others."
            )
        ],
        back={"href": href, "text": found.revision.title},
    )


@finds_or_404
def send_spreadsheet(request: SignedIn, code: str) -> HttpResponse:
    """Send a crosswalk in a file, to look at."""
    check_can_edit_crosswalks(request.user)
    found = pages.revision_in_full(by=request.user, code=code)
    files = request.FILES if request.method == "POST" else None
    form = forms.SendSpreadsheet(files=files, **sent(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        staged = stage_source(by=request.user, file_name=file.name, content=file.read())
        return redirect("revisions:spreadsheet", code, staged)
    href = presenters.revision_href(found.revision)
    context = {
        "form": form,
        "draft": found.open,
        "title": "Send a crosswalk as a spreadsheet",
        "caption": found.revision.title,
        "submit_text": "Look at what it says",
        "back": {"href": href, "text": found.revision.title},
    }
    return render(request, "revisions/send_spreadsheet.html", context)


@finds_or_404
def spreadsheet(request: SignedIn, code: str, staged: UUID) -> HttpResponse:
    """Look at a crosswalk in a file; sent as a form, begin a version with it."""
    check_can_edit_crosswalks(request.user)
    found = pages.revision_in_full(by=request.user, code=code)
    draft = found.open
    form = forms.TakeSpreadsheet(**sent(request), corrects=found.approved is not None and draft is None)
    read = preview_spreadsheet(by=request.user, found=found, staged=staged)

    def do(form: forms.TakeSpreadsheet) -> str:
        if draft is not None:
            return settled_words(actions.settle_from_staged(by=request.user, version=draft, staged=staged))
        why = form.cleaned_data.get("why", "")
        version = actions.begin_from_staged(
            by=request.user, revision=found.revision, staged=staged, why=why, guard=form.guard_answer
        )
        return f"Version {version.number} is a draft with {version.rows.count()} rows from {read.file}."

    return ask(
        request,
        form,
        do=do,
        then=presenters.version_href(draft) if draft else presenters.revision_href(found.revision),
        template="revisions/spreadsheet.html",
        shown=present_spreadsheet(read, get_holdings(by=request.user)),
        breadcrumbs=crumbs({"text": found.revision.title, "href": presenters.revision_href(found.revision)}),
        again=reverse("revisions:send_spreadsheet", args=[code]),
    )


@finds_or_404
def version(request: SignedIn, code: str, number: int) -> HttpResponse:
    """A version, row by row."""
    found = pages.version_in_full(by=request.user, code=code, number=number)
    form = forms.FilterRows(request.GET, presenters.kind_choices(found))
    asked = {name: request.GET.get(name, "").strip() for name in ("kind", "state", "words")}
    shown = presenters.chosen_rows(found, **asked)
    # Each row is a card on a phone, and a crosswalk has a hundred.
    on_page = Paginator(shown, ROWS_ON_A_PAGE).get_page(request.GET.get("crosswalk"))
    words = {
        ("kind", kind): f"Kind: {kind if kind != 'none' else 'not said yet'}"
        for kind, _ in presenters.kind_choices(found)
    }
    words |= {("state", value): said for value, said in form.fields["state"].choices if value}  # type: ignore[attr-defined]
    words |= {("words", asked["words"]): f"Words: {asked['words']}"} if asked["words"] else {}
    open_version = found.version.is_open
    may_edit = can_edit_crosswalks(request.user) and open_version
    asked_for = rules_asked(by=request.user, version=found.version)
    change = reverse("revisions:days", args=[code, number]) if may_edit else ""
    context = {
        "title": f"Crosswalk, version {number}",
        "caption": found.version.revision.title,
        "breadcrumbs": crumbs(
            {"text": found.version.revision.title, "href": presenters.revision_href(found.version.revision)}
        ),
        "version": found.version,
        "state": presenters.state_tag(found.version),
        "form": form,
        "on": filters_on(request.GET, words),
        "counts_shown": counts_of(on_page, "row", "rows")
        if on_page.has_other_pages()
        else presenters.rows_counts(shown, found),
        "table": presenters.rows_table(list(on_page.object_list), found),
        "pages": Pages.of(on_page, request.GET, "crosswalk"),
        "days": presenters.day_rows(found.version, change),
        "waiting": len(found.waiting),
        "without_context": len(pages.without_context(found)),
        "without_rule": len(pages.without_rule(found)),
        "rules_link": presenters.rules_link(
            sets=can(request.user, Ability.SET_REFRESH_RULES), asks=may_edit, asked=bool(asked_for)
        ),
        "steps": presenters.steps_table(found.steps),
        "approvals": presenters.approval_words(found),
        "may_edit": may_edit,
        "is_draft": found.version.state == State.DRAFT,
        "is_awaiting": found.version.state == State.AWAITING,
        "may_approve": can_approve_crosswalks(request.user) and not found.has_approved(request.user),
        "made_from": found.version.made_from,
    }
    return render(request, "revisions/version.html", context)


@finds_or_404
def differences(request: SignedIn, code: str, number: int) -> HttpResponse:
    """What a version says otherwise than the one it corrects, or than the version before."""
    after = pages.version_by_number(by=request.user, code=code, number=number)
    before = pages.version_before(by=request.user, version=after)
    found = pages.compare_versions(by=request.user, before=before, after=after)
    titles = get_holdings(by=request.user).titles
    context = {
        "title": f"What differs from version {before.number}" if before else "What the first version says",
        "caption": f"{after.revision.title}, version {after.number}",
        "breadcrumbs": crumbs(
            {"text": after.revision.title, "href": presenters.revision_href(after.revision)},
            {"text": f"Version {after.number}", "href": presenters.version_href(after)},
        ),
        "counted": differences_counted(found),
        "why": after.why,
        "table": differences_table(found, titles),
    }
    return render(request, "revisions/differences.html", context)


@finds_or_404
def version_file(request: SignedIn, code: str, number: int, ending: str) -> HttpResponse:
    """A version as a spreadsheet, which can be sent back."""
    if ending not in FILES:
        raise Http404
    found = pages.version_in_full(by=request.user, code=code, number=number)
    return file_response(FILES[ending](found), f"crosswalk-{code}-{number}.{ending}")


@finds_or_404
def discard(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Throw a draft away, once the reader has said that they mean it."""
    check_can_edit_crosswalks(request.user)
    found = pages.version_by_number(by=request.user, code=code, number=number)

    def do(_: ActionForm) -> str:
        actions.discard_version(by=request.user, version=found)
        return f"Version {number} is discarded."

    return ask(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=presenters.revision_href(found.revision),
        title="Discard this draft",
        caption=str(found),
        submit_text="Discard it",
        is_warning=True,
        intro=[f"Its {found.rows.count()} rows, and what was changed in them, cannot be brought back."],
        back={"href": presenters.version_href(found), "text": f"Version {number}"},
    )


@require_POST
def let_go(request: SignedIn, code: str, staged: UUID) -> HttpResponse:
    """Let a file go that was sent to be looked at."""
    discard_staged_source(by=request.user, staged=staged)
    messages.success(request, "The file was discarded. Nothing was changed.")
    return redirect("revisions:revision", code)
