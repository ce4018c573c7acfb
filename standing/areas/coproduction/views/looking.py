"""What anybody who takes part may look at: what changed, what words mean, profiles with what matters, and counts."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from standing.areas.coproduction import actions
from standing.areas.coproduction.forms.taking_part import AddValues
from standing.areas.coproduction.presenters import plain as presenters
from standing.areas.coproduction.selectors import groups as grouped
from standing.areas.coproduction.selectors import proposals as selectors
from standing.areas.coproduction.selectors import values as valued
from standing.areas.coproduction.selectors.counts import counts_of
from standing.areas.coproduction.selectors.told import how_decided, values_of
from standing.areas.coproduction.views.plain import ask_plainly, show
from standing.areas.people.permissions import NotAllowed, can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.profiles import selectors as profiled
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import finds_or_404, sent
from standing.core.coproduction.record import Standpoint


def what_changed(request: SignedIn) -> HttpResponse:
    """What changed because of people, and what did not, with why."""
    context = {"changes": presenters.changes_list(selectors.agreed(by=request.user))}
    return show(request, "coproduction/what_changed.html", context)


def words(request: SignedIn) -> HttpResponse:
    """What the words of these pages mean."""
    check_can(request.user, Ability.SEE_PROPOSALS)
    return show(request, "coproduction/words.html", {"words": presenters.WORDS})


def profiles(request: SignedIn) -> HttpResponse:
    """The role profiles, in plain words."""
    rows = profiled.profiles(by=request.user)
    return show(request, "coproduction/profiles.html", {"profiles": presenters.profiles_list(rows)})


@finds_or_404
def profile(request: SignedIn, code: str, number: int) -> HttpResponse:
    """A version of a profile in plain words: what it is for, what it asks, what matters, and counts."""
    found = profiled.profile_by_code(by=request.user, code=code)
    version = profiled.version_in_full(request.user, profiled.version_of(found, number).pk)
    context = presenters.profile_page(
        version,
        values_of(request.user, version.id),
        how_decided(request.user, version.id),
        counts_of(by=request.user, role=code),
    )
    context["may_speak"] = bool(_groups(request))
    return show(request, "coproduction/profile.html", context)


@finds_or_404
def add_values(request: SignedIn, number: int) -> HttpResponse:
    """Say what matters about a line of a profile."""
    line = valued.line_by_number(by=request.user, number=number)
    groups = _groups(request)
    if not groups:
        raise NotAllowed("You cannot say what matters to a group: you are in none. Ask a workforce lead.")
    form = AddValues(**sent(request), groups=groups)

    def do(form: AddValues) -> str:
        actions.add_values(
            by=request.user,
            line=line,
            standpoint=form.standpoint,
            words=form.cleaned_data["words"],
            guard=form.guard_answer,
        )
        return "Thank you. It now stands beside the standard."

    href = reverse("coproduction:profile", args=[line.version.profile.code, line.version.number])
    return ask_plainly(
        request,
        form,
        do=do,
        then=href,
        title="Say what matters to you",
        submit_text="Send it",
        official=str(line.standard),
        template="coproduction/values_form.html",
        back={"href": href, "text": "The profile"},
    )


@finds_or_404
def withdraw_values(request: SignedIn, number: int) -> HttpResponse:
    """Take back what was said of a line."""
    statement = valued.statement_by_number(by=request.user, number=number)

    def do(_: ActionForm) -> str:
        actions.withdraw_values(by=request.user, statement=statement)
        return "It is taken back."

    href = reverse("coproduction:profiles")
    return ask_plainly(
        request,
        ActionForm(**sent(request)),
        do=do,
        then=href,
        title="Take it back",
        submit_text="Take it back",
        is_warning=True,
        intro=[f"“{statement.words}”"],
        back={"href": href, "text": "Role profiles"},
    )


def _groups(request: SignedIn) -> list[Standpoint]:
    """The groups that the reader may speak for: their own, or all where they run proposals."""
    if can(request.user, Ability.RUN_PROPOSALS):
        return list(Standpoint)
    return grouped.own_groups(by=request.user)
