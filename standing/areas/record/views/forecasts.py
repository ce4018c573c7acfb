"""Who of a team stops counting in what, and when: the page, and the same as a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standing.areas.people.models import Person
from standing.areas.record.forms.forecasts import ForecastForm, YearForm
from standing.areas.record.presenters.besides import StopBesides
from standing.areas.record.presenters.forecast_files import FORECAST_FILES
from standing.areas.record.presenters.forecasts import ON_A_PAGE, ForecastPage, forecast_href
from standing.areas.record.presenters.forecasts_besides import of_month, stops_in
from standing.areas.record.presenters.teams import team_href
from standing.areas.record.presenters.year import YearPage, year_href
from standing.areas.record.presenters.year_files import YEAR_FILES
from standing.areas.record.selectors.forecasts import Forecast, StopOfTeam, forecast_of
from standing.areas.record.selectors.teams import unit_by_code
from standing.areas.record.views.records import account_of, log_looks
from standing.areas.record.views.support import file_response, finds_or_404

Form = TypeVar("Form", bound=ForecastForm)


@finds_or_404
def forecast(request: HttpRequest, code: str) -> HttpResponse:
    """What stops counting, by month and one by one."""
    form, found = _asked(request, code, ForecastForm)
    form.offer(found)
    stops = found.in_month(form.month_first)
    page = Paginator(stops, ON_A_PAGE).get_page(request.GET.get("page"))
    besides = stops_in(found)
    people = _people_of(stops, of_month(besides, form.month_first))
    log_looks(request, people, f"forecast of {found.unit.code}")
    context = {
        "page": ForecastPage(forecast=found, form=form, query=request.GET, page=page, besides=besides),
        "form": form,
        "crumbs": [{"text": found.unit.name, "href": team_href(found.unit)}],
    }
    return render(request, "record/forecast.html", context)


@finds_or_404
def forecast_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """What the forecast lists, as a file."""
    if ending not in FORECAST_FILES:
        raise Http404
    form, found = _asked(request, code, ForecastForm)
    if not form.is_valid():
        return redirect(f"{forecast_href(found.unit)}?{request.GET.urlencode()}")
    stops = found.in_month(form.month_first)
    groups = of_month(stops_in(found), form.month_first)
    people = _people_of(stops, groups)
    log_looks(request, people, f"file of the forecast of {found.unit.code}")
    name = f"standing-{code}-forecast-{found.today.isoformat()}.{ending}"
    return file_response(FORECAST_FILES[ending](found, stops, groups), name)


@finds_or_404
def year(request: HttpRequest, code: str) -> HttpResponse:
    """How many stop counting in the next twelve months, by team and by standard."""
    form, found = _asked(request, code, YearForm)
    form.offer(found)
    log_looks(request, [gone.person for gone in found.gone], f"next months of {found.unit.code}")
    context = {
        "page": YearPage(forecast=found, form=form, query=request.GET, besides=stops_in(found)),
        "form": form,
        "crumbs": [{"text": found.unit.name, "href": team_href(found.unit)}],
    }
    return render(request, "record/year.html", context)


@finds_or_404
def year_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """The same as a file, with the names behind the numbers."""
    if ending not in YEAR_FILES:
        raise Http404
    form, found = _asked(request, code, YearForm)
    if not form.is_valid():
        return redirect(f"{year_href(found.unit)}?{request.GET.urlencode()}")
    page = YearPage(forecast=found, form=form, query=request.GET, besides=stops_in(found))
    people = _people_of(found.stops, page.besides)
    log_looks(request, people, f"file of the next months of {found.unit.code}")
    return file_response(YEAR_FILES[ending](page), f"standing-{code}-year-{found.today.isoformat()}.{ending}")


def _people_of(stops: Iterable[StopOfTeam], groups: Iterable[StopBesides]) -> list[Person]:
    """Whom those who stop counting and those who stop meeting a group are."""
    return [*(stop.person for stop in stops), *(stop.person for stop in groups)]


def _asked(request: HttpRequest, code: str, kind: type[Form]) -> tuple[Form, Forecast]:
    account = account_of(request)
    unit = unit_by_code(by=account, code=code)
    form = kind(request.GET)
    return form, forecast_of(by=account, unit=unit, until=form.until_day, filters=form.filters())
