"""The refresh rules that a crosswalk waits for: asked for by a steward, set by whoever sets them, group by group."""

from __future__ import annotations

from django.http import HttpResponse

from standing.areas.people.permissions import can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.revisions import actions
from standing.areas.revisions.forms import crosswalks as forms
from standing.areas.revisions.permissions import can_edit_crosswalks, check_can_edit_crosswalks
from standing.areas.revisions.presenters import crosswalks as presenters
from standing.areas.revisions.presenters import missing_rules as missing
from standing.areas.revisions.selectors import pages
from standing.areas.revisions.selectors.missing_rules import missing_rules, rules_asked
from standing.areas.revisions.views.crosswalks import crumbs


@finds_or_404
def rules(request: SignedIn, code: str, number: int) -> HttpResponse:
    """The new standards without a rule; a steward asks for theirs, whoever sets rules goes on to set them."""
    found = pages.version_in_full(by=request.user, code=code, number=number)
    version = found.version
    groups = missing_rules(found)
    may_set = can(request.user, Ability.SET_REFRESH_RULES)
    asked = rules_asked(by=request.user, version=version)

    def do(form: forms.AskForRules) -> str:
        actions.ask_for_rules(
            by=request.user, version=version, words=form.cleaned_data["words"], guard=form.guard_answer
        )
        return "The rules are asked for. They wait on the home page of whoever sets refresh rules."

    if request.method == "POST":
        check_can_edit_crosswalks(request.user)
    return ask(
        request,
        forms.AskForRules(**sent(request)),
        do=do,
        then=request.path,
        template="revisions/rules.html",
        title="Refresh rules that are missing",
        caption=str(version),
        breadcrumbs=crumbs(
            {"text": version.revision.title, "href": presenters.revision_href(version.revision)},
            {"text": f"Version {number}", "href": presenters.version_href(version)},
        ),
        version=version,
        groups=missing.groups(groups, found, request.path),
        number=sum(len(group.standards) for group in groups),
        asked=missing.asked_words(asked),
        may_set=may_set,
        may_ask=can_edit_crosswalks(request.user) and version.is_open,
    )
