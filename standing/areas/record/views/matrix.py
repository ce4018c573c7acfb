"""A team's matrix worked in as in a spreadsheet: a day for several people at once, and the last thing done undone."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.audit import clock
from standing.areas.people.models import Person, Unit
from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.record.actions import DayMet, SomeRefused, correct_day, record_days_met, undo_last_done
from standing.areas.record.forms.days import AskedDays
from standing.areas.record.forms.matrix import WRONG_DAY, ManyForm, WorkForm, split_column
from standing.areas.record.forms.typed_days import typed_day
from standing.areas.record.presenters import recorded as shown
from standing.areas.record.presenters import standing as words
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.matrix import Undo, WorkPage, with_query
from standing.areas.record.selectors.last_done import last_done
from standing.areas.record.selectors.matrix import (
    CellToWorkIn,
    Matrix,
    cell_to_work_in,
    matrix_of,
    unit_to_work_in,
)
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.records import account_of, log_look, log_looks
from standing.areas.record.views.support import finds_or_404, sent
from standing.areas.record.words import day_in_words
from standing.areas.refusals import NotAllowed, Refused
from standing.core.rules.facts import BadFact
from standing.site.dates import short_day

UNPROCESSABLE = 422


@finds_or_404
def matrix(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix; sent, a day for several people."""
    account = account_of(request)
    unit = unit_to_work_in(by=account, code=code)
    form, found = _asked(request, unit)
    many = ManyForm(found.team, auto_id="id_many_%s", **sent(request))
    refusals: Sequence[tuple[Person, str]] = ()
    if request.method == "POST" and many.is_valid():
        try:
            messages.success(request, _record_many(request, found, many))
            return redirect(with_query(reverse("record:matrix", args=[code]), request.GET))
        except SomeRefused as refusal:
            refusals = [(one.person, why) for one, why in refusal.refusals]
            many.add_error(None, refusal.reason)
        except Refused as refusal:
            many.refuse(refusal)
    log_looks(request, found.team.people, f"matrix of {unit.code}")
    page = _page(request, form, found, many.chosen, refusals)
    context = {
        "page": page,
        "filter_form": form,
        "form": many,
        "sees_team": can(account, Ability.SEE_TEAM, unit),
    }
    return render(request, "record/matrix.html", context)


def _asked(request: HttpRequest, unit: Unit) -> tuple[WorkForm, Matrix]:
    form = WorkForm(request.GET)
    found = matrix_of(by=account_of(request), unit=unit, filters=form.filters(), order=form.order())
    form.offer(found.team)
    return form, found


def _page(
    request: HttpRequest,
    form: WorkForm,
    found: Matrix,
    chosen: Collection[str] = (),
    refusals: Sequence[tuple[Person, str]] = (),
) -> WorkPage:
    return WorkPage(
        matrix=found,
        form=form,
        shown=DaysShown(form, AskedDays.of(form), request.path),
        query=request.GET,
        chosen=chosen,
        refusals=refusals,
        undo=Undo.of(last_done(by=account_of(request))),
    )


def _record_many(request: HttpRequest, found: Matrix, form: ManyForm) -> str:
    """Record a day for everyone chosen, and say what was done."""
    answers = form.cleaned_data
    standard, context = split_column(answers["column"])
    people = {person.ref: person for person in found.team.people}
    wanted = [
        DayMet(people[ref], standard, answers["day"], context, answers["evidence"])
        for ref in answers["person"]
    ]
    rows = record_days_met(by=account_of(request), wanted=wanted, guard=form.guard_answer)
    columns = {one.pk: one for one, _ in found.team.columns}
    what = words.short_standard(columns[standard], context)
    return shown.recorded_words(rows, f"met on {day_in_words(answers['day'])}, {what}")


@require_POST
@finds_or_404
def save_cell(request: HttpRequest, code: str) -> HttpResponse:
    """A day typed into a cell: recorded, or put in the place of a wrong one. Answers what the page is to show."""
    account = account_of(request)
    unit = unit_to_work_in(by=account, code=code)
    ref = request.POST.get("person", "")
    standard, context = split_column(request.POST.get("column", ""))
    try:
        cell = cell_to_work_in(by=account, ref=ref, standard=standard, context=context)
        message = _save(request, cell)
    except (Refused, NotAllowed) as refusal:
        return JsonResponse({"message": refusal.reason}, status=UNPROCESSABLE)
    except BadFact as bad:
        return JsonResponse({"message": f"This cannot be recorded: {bad}."}, status=UNPROCESSABLE)
    except NotFound as none:
        return JsonResponse({"message": str(none)}, status=UNPROCESSABLE)
    log_look(request, cell.person, f"matrix of {unit.code}")
    form, found = _asked(request, unit)
    return JsonResponse(_page(request, form, found).as_changed(ref, message))


def _save(request: HttpRequest, cell: CellToWorkIn) -> str:
    account = account_of(request)
    day = typed_day(request.POST.get("day", ""), clock.today())
    what = f"{cell.person.name}, {words.short_standard(cell.standard, cell.context)}"
    number = request.POST.get("number", "")
    if not number:
        (row,) = record_days_met(
            by=account, wanted=[DayMet(cell.person, cell.standard.pk, day, cell.context)]
        )
        return shown.one_recorded_words(row, f"{what}, met on {day_in_words(day)}")
    if cell.decision is None or str(cell.decision.pk) != number:
        raise Refused("This cell has changed since the page was shown. Reload the page to see how it stands.")
    before = cell.decision.decided_on
    if day == before:
        raise Refused(f"{short_day(day)} is the day that stands there already.", field="day")
    row = correct_day(by=account, decision=cell.decision, decided_on=day, why=WRONG_DAY)
    return shown.corrected_words(row, f"{what}, met on {day_in_words(day)}, not {day_in_words(before)}")


@require_POST
@finds_or_404
def undo(request: HttpRequest, code: str) -> HttpResponse:
    """Take back the last thing done."""
    account = account_of(request)
    unit_to_work_in(by=account, code=code)
    numbers = [int(text) for text in request.POST.get("numbers", "").split(",") if text.isdecimal()]
    try:
        done = undo_last_done(by=account, numbers=numbers)
        said = Undo.of(done)
        assert said is not None
        messages.success(request, f"Undone. {said.words}: it stays in the record as taken back.")
    except Refused as refusal:
        messages.error(request, refusal.reason)
    return redirect(with_query(reverse("record:matrix", args=[code]), request.GET))
