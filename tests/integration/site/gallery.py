"""A page with every component and every kind of field, for tests alone: no address of the service leads to it."""

from __future__ import annotations

from datetime import date

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from standing.site import forms as nhs
from standing.site import urls as site_urls
from standing.site.components import icons, lists, status
from standing.site.components.timeline import Span, TimelinePicture
from standing.site.forms.look import Look
from tests.unit.site.everything import TODAY, EverythingForm

PAGE = """
{% extends "site/page.html" %}
{% from "site/components.html" import status_tag, reasons, counts, pages, filters, summary, tasks, data_table, timeline,
   submit %}
{% set title = "Everything pages are made of" %}
{% set caption = "For tests" %}
{% set breadcrumbs = [{"text": "People", "href": "/people"}] %}
{% block page %}
<h2>Statuses</h2>
<p>{% for name in names %}{{ status_tag(name) }} {% endfor %}</p>
<h2>Reasons</h2>
{{ reasons(reason_list) }}
{{ reasons([]) }}
<h2>Filters and counts</h2>
{% call filters(filter_form, on=filters_on, target="#list") %}{{ filter_form }}{% endcall %}
<div id="list">{{ counts(count) }}{{ pages(page_links) }}</div>
<h2>Summary</h2>
{{ summary(rows) }}
<h2>Tasks</h2>
{{ tasks(task_list) }}
<h2>Tables</h2>
{{ data_table(small) }}
{{ data_table(matrix) }}
{{ data_table(nothing) }}
<h2>Timeline</h2>
{{ timeline(picture) }}
{{ timeline(empty_picture) }}
<h2>Form</h2>
<form method="post" action="" novalidate enctype="multipart/form-data">
  {{ csrf_input }}{{ form }}{{ submit("Save") }}
</form>
{% endblock %}
"""


class FilterForm(nhs.FilterForm):
    """A list's filters."""

    unit = nhs.SelectField(label="Unit", choices=[("", "All units"), ("a", "Ash ward")])
    status = nhs.CheckboxesField(
        label="Status", choices=[(s.name, s.word) for s in status.LOOKS.values()], look=Look(small=True)
    )


def spans() -> list[Span]:
    """A person's standing with every status."""
    return [
        Span(date(2023, 5, 1), date(2023, 9, 1), "in_progress"),
        Span(date(2023, 9, 1), date(2025, 6, 1), "current"),
        Span(date(2025, 6, 1), date(2025, 9, 1), "due", ("expires soon",)),
        Span(date(2025, 9, 1), date(2025, 9, 29), "grace", ("in grace",)),
        Span(date(2025, 9, 29), date(2026, 2, 1), "not_current", ("expired on 31 August 2025",)),
        Span(date(2026, 2, 1), date(2027, 2, 1), "current"),
        Span(date(2027, 2, 1), None, "not_held"),
    ]


def picture(name: str = "p1", made: list[Span] | None = None) -> TimelinePicture:
    """A timeline of four years."""
    return TimelinePicture.of(
        name=name,
        title="MH20 (2013) Work with families",
        spans=spans() if made is None else made,
        start=date(2023, 3, 1),
        to=date(2027, 3, 1),
        today=TODAY,
    )


def _cell(name: str) -> lists.Cell:
    return lists.Cell(icons.status_tag(name, "why?"), href="/why", narrow=True)


def _context(request: HttpRequest, form: forms.Form) -> dict[str, object]:
    names = list(status.LOOKS)
    page = Paginator(range(120), 30).page(2)
    return {
        "form": form,
        "names": names,
        "reason_list": [
            status.Reason("Expired on 31 August 2025", "blocks", "An assessor can renew it."),
            status.Reason("Sign “Observations policy” version 4 by 28 March 2026", "due", href="/sign"),
            status.Reason("Held in another context"),
        ],
        "filter_form": FilterForm(request.GET),
        "filters_on": lists.filters_on(request.GET, {("unit", "a"): "Ash ward"}),
        "count": lists.counts_of(page, "person", "people"),
        "page_links": lists.Pages.of(page, request.GET),
        "rows": [lists.Row("Name", "Asha Example", change="/change"), lists.Row("Post", "Nurse")],
        "task_list": [
            lists.Task("Sign the policy", "/sign", "By 28 March 2026", "Due", "yellow"),
            lists.Task("Nothing to press", state="Done"),
        ],
        "small": lists.Table(
            "small",
            "People",
            ["Name", lists.Cell("Held", number=True)],
            [["Asha", lists.Cell(3, number=True)]],
            stack=True,
        ),
        "matrix": lists.Table(
            "matrix",
            "Team by standard",
            ["Person", *(f"MH{n} Work with people number {n}" for n in range(1, 13))],
            [[f"Person {n}", *(_cell(names[(n + m) % 6]) for m in range(12))] for n in range(1, 25)],
            freeze=True,
        ),
        "nothing": lists.Table("nothing", "Nothing", ["A"], []),
        "picture": picture(),
        "empty_picture": picture("p2", []),
    }


@login_not_required
def gallery(request: HttpRequest) -> HttpResponse:
    """Show everything; a POST checks the form and shows it again."""
    form = EverythingForm(request.POST, request.FILES) if request.method == "POST" else EverythingForm()
    template = engines["jinja2"].from_string(PAGE)
    return HttpResponse(template.render(_context(request, form), request))


urlpatterns = [*site_urls.urlpatterns, path("gallery/", gallery, name="gallery")]
handler404 = site_urls.handler404
