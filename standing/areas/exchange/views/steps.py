"""The pages of a spreadsheet on its way: sent, looked at, asked about, previewed, let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from standing.areas.exchange import actions, forms, selectors
from standing.areas.exchange.actions.importing import does_something
from standing.areas.exchange.models import StagedWorkbook
from standing.areas.exchange.presenters import columns as of_columns
from standing.areas.exchange.presenters import imports as of_imports
from standing.areas.exchange.presenters import previews, steps
from standing.areas.exchange.presenters import questions as of_questions
from standing.areas.exchange.presenters import sheets as of_sheets
from standing.areas.exchange.selectors import Way
from standing.areas.exchange.views.support import may_import
from standing.areas.people.views.support import SignedIn
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import sent
from standing.areas.refusals import Refused
from standing.core.moving_in.journey import COLUMNS, PEOPLE, PREVIEW, QUESTIONS, SHEETS, STEPS
from standing.site.components.lists import Pages, counts_of

IMPORTS_ON_A_PAGE = 20
Form = TypeVar("Form", bound=ActionForm)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def start(request: SignedIn) -> HttpResponse:
    """Send a spreadsheet; go on with one; see those that were brought in."""
    form = (
        forms.WorkbookForm(request.POST, request.FILES) if request.method == "POST" else forms.WorkbookForm()
    )
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            staged = actions.stage_workbook(by=request.user, file=file.name, content=file.read())
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("exchange:go_on", staged)
    page = Paginator(selectors.imports(by=request.user), IMPORTS_ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "on_their_way": steps.staged_table(selectors.staged_files(by=request.user)),
        "imports": of_imports.imports_table(page.object_list),
        "shown": counts_of(page, "file brought in", "files brought in"),
        "pages": Pages.of(page, request.GET),
    }
    return render(request, "exchange/start.html", context)


@require_GET
@may_import
def go_on(request: SignedIn, staged: UUID) -> HttpResponse:
    """Go to the first step that has something open, or to the import under way."""
    row, way = selectors.way_of(by=request.user, staged=staged)
    running = row.imports.order_by("-pk").first()
    if running is not None and running.is_under_way:
        return redirect("exchange:import", running.pk)
    return redirect(f"exchange:{way.journey.next_step}", staged)


def _step(
    request: SignedIn,
    staged: UUID,
    step: str,
    *,
    make: Callable[[Way], Form],
    save: Callable[[Form], dict[str, Any]],
    show: Callable[[Way, Form], dict[str, Any]],
) -> HttpResponse:
    """One step: its form, kept once it is right, and then the next step that has something open."""
    row, way = selectors.way_of(by=request.user, staged=staged)
    before = next((each for each in STEPS[: STEPS.index(step)] if way.journey.open_in(each)), None)
    if before is not None:
        messages.info(request, "This comes first.")
        return redirect(f"exchange:{before}", staged)
    form = make(way)
    if form.is_valid():
        try:
            actions.answer_workbook(by=request.user, staged=staged, **save(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect(f"exchange:{_after(request, staged, step)}", staged)
    return render(
        request, f"exchange/{step}.html", {**_frame(row, way, step), "form": form, **show(way, form)}
    )


def _after(request: SignedIn, staged: UUID, step: str) -> str:
    """The step after one that was kept: itself where it still has something open, else the first open after it."""
    _, way = selectors.way_of(by=request.user, staged=staged)
    later = STEPS[STEPS.index(step) :]
    return next((each for each in later if way.journey.open_in(each)), way.journey.next_step)


def _frame(row: StagedWorkbook, way: Way, step: str) -> dict[str, Any]:
    return {
        "staged": row.pk,
        "file": row.file,
        "caption": row.file,
        "links": steps.step_links(row.pk, way.journey, step),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def sheets(request: SignedIn, staged: UUID) -> HttpResponse:
    """Is this how the sheets are laid out?"""

    def save(form: forms.SheetsForm) -> dict[str, Any]:
        _, way = selectors.way_of(by=request.user, staged=staged)
        given = way.journey.answers.sheets
        return {
            "sheets": {
                name: {**(vars(given[name]) if name in given else {}), "read": read}
                for name, read in form.read().items()
            }
        }

    return _step(
        request,
        staged,
        SHEETS,
        make=lambda way: forms.SheetsForm(**sent(request), journey=way.journey),
        save=save,
        show=lambda way, form: {
            "sheets": of_sheets.sheets_shown(staged, way.journey, form),
            "repairs": way.journey.workbook.repairs,
            "remarks": way.journey.workbook.remarks,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def layout(request: SignedIn, staged: UUID, number: int) -> HttpResponse:
    """Say how a sheet is laid out, where what was found is not right."""
    row, way = selectors.way_of(by=request.user, staged=staged)
    journey = way.journey
    if number >= len(journey.found):
        raise Http404("There is no such sheet.")
    name = journey.found[number].sheet
    form = forms.LayoutForm(**sent(request), workbook=journey.workbook, layout=journey.layouts[name])
    if form.is_valid():
        given = journey.answers.sheets.get(name)
        answer = {**(vars(given) if given else {}), "read": True, "layout": form.layout()}
        try:
            actions.lay_out_sheet(by=request.user, staged=staged, sheet=name, answer=answer)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("exchange:sheets", staged)
    context = {**_frame(row, way, SHEETS), "form": form, "sheet": name}
    return render(request, "exchange/layout.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def columns(request: SignedIn, staged: UUID) -> HttpResponse:
    """What each course is."""
    return _step(
        request,
        staged,
        COLUMNS,
        make=lambda way: forms.ColumnsForm(**sent(request), journey=way.journey),
        save=lambda form: {"labels": form.targets},
        show=lambda way, form: {
            "columns": of_columns.columns_shown(way.journey, form),
            "summary": of_columns.columns_summary(way.journey),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def questions(request: SignedIn, staged: UUID) -> HttpResponse:
    """What dates mean, what ticks count for, and how long each standard lasts."""
    return _step(
        request,
        staged,
        QUESTIONS,
        make=lambda way: forms.QuestionsForm(**sent(request), journey=way.journey),
        save=lambda form: {
            "conventions": form.conventions,
            "ticks": form.tick_days,
            "rules": form.rules_given,
        },
        show=lambda way, form: {
            "groups": of_questions.groups_shown(form),
            "ticks": [form[f"tick_{number}"] for number in range(len(form.ticked))],
            "rules": of_questions.rules_table(form),
            "rules_open": of_questions.rules_differ(form),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def people(request: SignedIn, staged: UUID) -> HttpResponse:
    """Where people work, who is who, and what their roles ask for."""
    return _step(
        request,
        staged,
        PEOPLE,
        make=lambda way: forms.PeopleForm(**sent(request), journey=way.journey),
        save=lambda form: form.given(),
        show=lambda way, form: {
            "places": [form[name] for name in form.fields if name.startswith(("unit_of_", "role_of_"))],
            "units": [form[f"unit_{number}"] for number in range(len(form.units))],
            "roles": [form[f"role_{number}"] for number in range(len(form.roles))],
            "asked": [form[f"who_{number}"] for number in range(len(form.asked))],
            "numbers": of_questions.numbers_table(form),
            "temporary": sum(each.is_temporary for each in way.journey.new_people),
            "asks_of_roles": form["ask_of_roles"] if "ask_of_roles" in form.fields else None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def preview(request: SignedIn, staged: UUID) -> HttpResponse:
    """What the file would do; sent as a form, begin to write it."""
    row, way = selectors.way_of(by=request.user, staged=staged)
    if not way.journey.is_settled:
        messages.info(request, "This comes first.")
        return redirect(f"exchange:{way.journey.next_step}", staged)
    form = forms.WriteForm(
        **sent(request), later=way.plan.asks_of_later, answered=way.journey.answers.replace_later
    )
    if form.is_valid():
        try:
            if "later" in form.fields:
                replace = form.cleaned_data["later"] == "replace"
                actions.answer_workbook(by=request.user, staged=staged, replace_later=replace)
            begun = actions.begin_import(by=request.user, staged=staged)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return redirect("exchange:import", begun.pk)
    context = {
        **_frame(row, way, PREVIEW),
        "form": form,
        **previews.preview_context(way, request.GET, does_something(way)),
    }
    return render(request, "exchange/preview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_import
def discard(request: SignedIn, staged: UUID) -> HttpResponse:
    """Let a file go without writing it, once the reader has said that they mean it."""
    row, _ = selectors.way_of(by=request.user, staged=staged)
    if request.method == "POST":
        actions.discard_workbook(by=request.user, staged=staged)
        messages.success(request, f"{row.file} was let go. Nothing of it was written.")
        return redirect("exchange:start")
    return render(request, "exchange/discard.html", {"staged": staged, "file": row.file})
