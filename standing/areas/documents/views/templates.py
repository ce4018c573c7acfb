"""The Word template of job descriptions."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from standing.areas.documents import actions, forms
from standing.areas.documents.actions.templates import CannotBeTemplate
from standing.areas.documents.permissions import check_can_keep_template
from standing.areas.documents.presenters.issued import template_rows
from standing.areas.documents.selectors.template import template_content, template_in_use
from standing.areas.documents.word.default import default_template
from standing.areas.documents.word.template import MARKERS, STYLES, TABLE_STYLE
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import file_response, sent


def template(request: SignedIn) -> HttpResponse:
    """Which template is in use, what one needs, and another instead."""
    check_can_keep_template(request.user)
    options = sent(request)
    if request.method == "POST":
        options["files"] = request.FILES
    form = forms.ReplaceTemplate(**options)
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            made = actions.replace_template(by=request.user, name=file.name, content=file.read())
        except CannotBeTemplate as refused:
            for problem in refused.problems:
                form.add_error("file", problem)
        else:
            messages.success(request, f"Job descriptions are written into {made.name} from now on.")
            return redirect("documents:template")
    own = template_in_use(by=request.user)
    page = {
        "form": form,
        "rows": template_rows(own),
        "own": own,
        "styles": STYLES,
        "table_style": TABLE_STYLE,
        "markers": MARKERS,
        "back": {"href": reverse("documents:documents"), "text": "Job descriptions"},
    }
    return render(request, "documents/template.html", page)


def current(request: SignedIn) -> HttpResponse:
    """The template in use, as a file."""
    check_can_keep_template(request.user)
    return file_response(template_content(by=request.user), "template.docx")


def default(request: SignedIn) -> HttpResponse:
    """The template that comes with Standing, to begin one's own from."""
    check_can_keep_template(request.user)
    return file_response(default_template(), "job-description-template.docx")


@require_POST
def go_back(request: SignedIn) -> HttpResponse:
    """Use the template that comes with Standing again."""
    actions.go_back_to_default(by=request.user)
    messages.success(
        request, "Job descriptions are written into the template that comes with Standing again."
    )
    return redirect("documents:template")
