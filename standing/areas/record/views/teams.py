"""Teams: those one may look at, the matrix of one, and the same as a file."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standing.areas.people.models import Unit
from standing.areas.people.roles import Ability
from standing.areas.people.selectors import unit_tree
from standing.areas.record.forms.days import AskedDays
from standing.areas.record.forms.teams import TeamForm
from standing.areas.record.presenters.besides import TeamBesides, besides_of_team
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.forecasts import next_month_href
from standing.areas.record.presenters.team_files import Days, as_csv, as_xlsx
from standing.areas.record.presenters.team_groups import Columns, groups_shown
from standing.areas.record.presenters.teams import TeamPage, team_href, units_table
from standing.areas.record.selectors.matrix import can_work_in, days_met
from standing.areas.record.selectors.teams import Team, team_of, unit_by_code
from standing.areas.record.views.records import account_of, log_looks
from standing.areas.record.views.support import file_response, finds_or_404

FILES: dict[str, Callable[[Team, Days, Columns], bytes]] = {"xlsx": as_xlsx, "csv": as_csv}


def teams(request: HttpRequest) -> HttpResponse:
    """The teams the reader may look at; the only one at once."""
    units = unit_tree(by=account_of(request), ability=Ability.SEE_TEAM)
    if len(units) == 1:
        return redirect("record:team", units[0].unit.code)
    return render(request, "record/teams.html", {"table": units_table(units)})


@finds_or_404
def team(request: HttpRequest, code: str) -> HttpResponse:
    """The matrix of a team."""
    form, days, found = _asked(request, unit_by_code(by=account_of(request), code=code))
    form.offer(found)
    besides = _besides(found)
    shown = DaysShown(form, days, request.path)
    page = TeamPage(
        team=found, form=form, shown=shown, query=request.GET, besides=groups_shown(found, besides)
    )
    log_looks(request, page.page.object_list, f"team {found.unit.code}")
    context = {
        "page": page,
        "form": form,
        "next_month_href": next_month_href(found.unit),
        "may_work": can_work_in(account_of(request), found.unit),
        "besides": [each.table for each in besides],
    }
    return render(request, "record/team.html", context)


@finds_or_404
def team_file(request: HttpRequest, code: str, ending: str) -> HttpResponse:
    """What the matrix shows, as a file."""
    if ending not in FILES:
        raise Http404
    form, days, found = _asked(request, unit_by_code(by=account_of(request), code=code))
    if not form.is_valid():
        # The page says what is wrong; a file of something else than was asked for would not.
        return redirect(f"{team_href(found.unit)}?{request.GET.urlencode()}")
    log_looks(request, found.everyone, f"file of team {found.unit.code}")
    days_of_cells = days_met(found.people, found.columns, days.known_on)
    content = FILES[ending](found, days_of_cells, groups_shown(found, _besides(found)))
    return file_response(content, f"standing-{code}-{days.at.isoformat()}.{ending}")


def _besides(team: Team) -> list[TeamBesides]:
    return besides_of_team(team.required.assignments, team.at, team.known_on)


def _asked(request: HttpRequest, unit: Unit) -> tuple[TeamForm, AskedDays, Team]:
    form = TeamForm(request.GET)
    days = AskedDays.of(form)
    found = team_of(
        by=account_of(request),
        unit=unit,
        at=days.at,
        known_on=days.known_on,
        filters=form.filters(),
        order=form.order(),
    )
    return form, days, found
