"""Groups of lines of which at least some are asked for: made, changed, taken away."""

from __future__ import annotations

from django.http import HttpResponse

from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import actions, forms, selectors
from standing.areas.profiles.views.support import draft_of, page_of
from standing.areas.record.views.support import ask, finds_or_404, sent

WHAT = (
    "Of a group, at least so many are asked for, whichever they are. Nobody has to hold any one of them. What is asked "
    "for by itself needs no group."
)


@finds_or_404
def add(request: SignedIn, code: str) -> HttpResponse:
    """Make a group of some lines of the draft."""
    version = draft_of(request, code)
    lines = selectors.lines_to_group(by=request.user, version=version)
    form = forms.GroupForm(**sent(request), lines=lines)

    def do(form: forms.GroupForm) -> str:
        made = actions.add_group(
            by=request.user,
            version=version,
            name=form.cleaned_data["name"],
            at_least=form.cleaned_data["at_least"],
            lines=form.keys(),
        )
        return f"The group {made.name} is made."

    return ask(request, form, do=do, intro=[WHAT], **page_of(version, "Make a group", "Make this group"))


@finds_or_404
def change(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Change the name of a group, how many of it are asked for, and its lines."""
    group = selectors.group_by_id(by=request.user, code=code, number=number)
    lines = selectors.lines_to_group(by=request.user, version=group.version, group=group)
    initial = {
        "name": group.name,
        "at_least": group.at_least,
        "lines": [str(line.pk) for line in lines if line.group_id == group.pk],
    }
    form = forms.GroupForm(**sent(request), lines=lines, initial=initial)

    def do(form: forms.GroupForm) -> str:
        changed = actions.change_group(
            by=request.user,
            group=group,
            name=form.cleaned_data["name"],
            at_least=form.cleaned_data["at_least"],
            lines=form.keys(),
        )
        return f"The group {changed.name} is changed."

    return ask(request, form, do=do, intro=[WHAT], **page_of(group.version, "Change a group", "Save"))


@finds_or_404
def remove(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Take a group away, with its lines or without them."""
    group = selectors.group_by_id(by=request.user, code=code, number=number)
    form = forms.RemoveGroup(**sent(request))

    def do(form: forms.RemoveGroup) -> str:
        with_lines = form.cleaned_data["lines"] == "remove"
        actions.remove_group(by=request.user, group=group, with_lines=with_lines)
        return (
            f"The group {group.name} is removed with its lines."
            if with_lines
            else f"The group {group.name} is removed. Each of its lines is asked for by itself."
        )

    page = page_of(group.version, "Remove a group", "Remove this group")
    return ask(request, form, do=do, intro=[group.name], is_warning=True, **page)
