"""The figures of the teams the reader may see: the page, and the same as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standing.areas.record.forms.compliance import ComplianceForm
from standing.areas.record.forms.days import AskedDays
from standing.areas.record.presenters.compliance import ON_A_PAGE, CompliancePage, compliance_href
from standing.areas.record.presenters.compliance_files import COMPLIANCE_FILES
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.selectors.compliance import LeftOut, compliance_of
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.views.records import account_of, log_looks
from standing.areas.record.views.support import file_response, finds_or_404


@finds_or_404
def compliance(request: HttpRequest) -> HttpResponse:
    """What counts, of how much, and who was left out and why."""
    form, page = _asked(request)
    form.offer(page.found)
    shown: list[LeftOut] = list(page.page.object_list)
    log_looks(request, [one.person for one in shown], "those left out of the figures")
    return render(request, "record/compliance.html", {"page": page, "form": form})


@finds_or_404
def compliance_file(request: HttpRequest, ending: str) -> HttpResponse:
    """The same as a file."""
    if ending not in COMPLIANCE_FILES:
        raise Http404
    form, page = _asked(request)
    if not form.is_valid():
        return redirect(f"{compliance_href()}?{request.GET.urlencode()}")
    left_out = page.found.left_out(page.tally)
    log_looks(request, [one.person for one in left_out], "file of the figures")
    name = f"standing-{form.team_code or 'all'}-compliance-{page.shown.days.at.isoformat()}.{ending}"
    return file_response(COMPLIANCE_FILES[ending](page), name)


def _asked(request: HttpRequest) -> tuple[ComplianceForm, CompliancePage]:
    form = ComplianceForm(request.GET)
    days = AskedDays.of(form)
    found = compliance_of(by=account_of(request), at=days.at, known_on=days.known_on)
    code = form.team_code
    if code and code not in {one.unit.code for one in found.units}:
        raise NotFound(f"There is no team {code} among those you can see.")
    left_out = found.left_out(found.tally_of(code))
    page = CompliancePage(
        found=found,
        form=form,
        shown=DaysShown(form, days, request.path),
        query=request.GET,
        page=Paginator(left_out, ON_A_PAGE).get_page(request.GET.get("page")),
    )
    return form, page
