"""What the role does: functions added to a draft, changed and removed."""

from __future__ import annotations

from django.http import HttpResponse

from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import actions, forms, selectors
from standing.areas.profiles.views.support import draft_of, page_of
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent


@finds_or_404
def add(request: SignedIn, code: str) -> HttpResponse:
    """Type what the role does, one function on each line."""
    version = draft_of(request, code)
    form = forms.AddFunctions(**sent(request))

    def do(form: forms.AddFunctions) -> str:
        made = actions.add_functions(
            by=request.user, version=version, words=form.lines(), guard=form.guard_answer
        )
        added = "1 function is" if len(made) == 1 else f"{len(made)} functions are"
        return f"{added} added. Now find standards for each."

    return ask(request, form, do=do, **page_of(version, "What the role does", "Add to the profile"))


@finds_or_404
def change(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Put a function in other words, or in another place."""
    function = selectors.function_by_id(by=request.user, code=code, number=number)
    place = 1 + sum(each.order < function.order for each in function.version.functions.all())
    form = forms.ChangeFunction(**sent(request), initial={"words": function.words, "place": place})

    def do(form: forms.ChangeFunction) -> str:
        changed = actions.change_function(
            by=request.user, function=function, **form.cleaned_data, guard=form.guard_answer
        )
        return f"“{changed.words}” is changed."

    return ask(request, form, do=do, **page_of(function.version, "Change a function", "Save"))


@finds_or_404
def remove(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Take a function out of the draft; its lines stay."""
    function = selectors.function_by_id(by=request.user, code=code, number=number)

    def do(_: ActionForm) -> str:
        actions.remove_function(by=request.user, function=function)
        return f"“{function.words}” is removed. Its lines stay in the draft, for no one function."

    page = page_of(function.version, "Remove a function", "Remove this function")
    intro = [function.words, "The lines for it stay in the draft."]
    return ask(request, ActionForm(**sent(request)), do=do, intro=intro, is_warning=True, **page)
