"""Everything taken out: every fact of the service, as one file."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render

from standing.areas.audit import clock
from standing.areas.people.selectors import unit_tree
from standing.areas.record.forms.facts import FactsForm
from standing.areas.record.presenters.fact_files import write_zip
from standing.areas.record.presenters.spreadsheets import KINDS
from standing.areas.record.selectors.fact_tables import check_can_take_everything, facts_of_service
from standing.areas.record.selectors.teams import unit_by_code
from standing.areas.record.views.records import account_of, log_looks
from standing.areas.record.views.support import finds_or_404


def facts(request: HttpRequest) -> HttpResponse:
    """What is taken out, and of whom."""
    account = account_of(request)
    check_can_take_everything(account)
    return render(request, "record/facts.html", {"form": FactsForm(unit_tree(by=account))})


@finds_or_404
def facts_file(request: HttpRequest) -> HttpResponse | FileResponse:
    """Every fact table, in one zip file."""
    account = account_of(request)
    check_can_take_everything(account)
    form = FactsForm(unit_tree(by=account), request.GET)
    if not form.is_valid():
        return render(request, "record/facts.html", {"form": form})
    code = form.cleaned_data["unit"]
    unit = unit_by_code(by=account, code=code) if code else None
    packed = TemporaryFile()  # noqa: SIM115 - the response closes it
    try:
        with facts_of_service(by=account, unit=unit) as found:
            write_zip(found, packed)
    except BaseException:
        packed.close()
        raise
    packed.seek(0)
    log_looks(request, found.people, f"file of all facts{f' of {code}' if code else ''}")
    name = f"standing-facts{f'-{code}' if code else ''}-{clock.today().isoformat()}.zip"
    return FileResponse(packed, as_attachment=True, filename=name, content_type=KINDS["zip"])
