"""Changes of practice: proposed, agreed by somebody else, previewed, put into force; and practice observed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.people.permissions import can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn, keeps_what_is_sent
from standing.areas.policies import actions
from standing.areas.policies.forms import changes as forms
from standing.areas.policies.models import ProposedChange
from standing.areas.policies.presenters import changes as presenters
from standing.areas.policies.presenters.register import change_href, changes_table, policy_href
from standing.areas.policies.previewing import as_facts, preview_with_days
from standing.areas.policies.selectors import changes as selectors
from standing.areas.policies.selectors import observations as observed
from standing.areas.policies.selectors.register import version_of
from standing.areas.record.changed_beside import besides_of_changes
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.selectors.workforce import populations
from standing.areas.record.views.records import log_looks
from standing.areas.record.views.support import ask, ask_and_confirm, finds_or_404, sent
from standing.areas.standards.selectors import get_holdings
from standing.core.policies.proposals import State
from standing.site.dates import long_day


def changes(request: SignedIn) -> HttpResponse:
    """Changes that are on their way into force, and what each waits for."""
    found = selectors.changes_on_their_way(by=request.user)
    context = {
        "table": changes_table(found, f"Changes on their way ({len(found)})"),
        "may_keep": can(request.user, Ability.KEEP_POLICIES),
    }
    return render(request, "policies/changes.html", context)


@finds_or_404
def change(request: SignedIn, number: int) -> HttpResponse:
    """One change, however far it has come."""
    found = selectors.change_by_number(by=request.user, number=number)
    moves = presenters.moves_of(found, request.user)
    context = {
        "title": found.title,
        "caption": "Change of practice",
        "breadcrumbs": presenters.back_to(found),
        "rows": presenters.change_rows(found),
        "what_changed": found.what_changed,
        "question": presenters.question_rows(found.asked) if moves or _sets_it(request) else [],
        "returned": found.returned_why
        if found.state in (State.RETURNED.value, State.DISCARDED.value)
        else "",
        "moves": moves,
        "in_force": presenters.in_force_href(found) if found.state == State.IN_FORCE.value else "",
    }
    return render(request, "policies/change.html", context)


def _sets_it(request: SignedIn) -> bool:
    """Whether the reader is one of those who set changes: whoever signs them should not read the answer first."""
    return any(
        can(request.user, one) for one in (Ability.KEEP_POLICIES, Ability.AGREE_CHANGE, Ability.ISSUE_CHANGE)
    )


@keeps_what_is_sent("a change you propose")
@finds_or_404
def propose(request: SignedIn, code: str, number: int) -> HttpResponse:
    """Propose a change of a version. A day and a part may come with the address, from a feed."""
    version = version_of(by=request.user, code=code, number=number)
    initial: dict[str, Any] = {"part": request.GET.get("part", "")[:100]}
    day = _day(request.GET.get("effective_on", "")) or version.effective_on
    if day is not None:
        initial["effective_on"] = day
    form = forms.Propose(
        **sent(request),
        holdings=get_holdings(by=request.user),
        known=populations(by=request.user),
        title=version.policy.title,
        before=selectors.touched_before(version),
        initial=initial,
    )
    made: list[ProposedChange] = []

    def do(form: forms.Propose) -> str:
        made.append(
            actions.propose_change(
                by=request.user, version=version, terms=form.terms(), guard=form.guard_answer
            )
        )
        return "The change is a draft. Look it over, then send it to a clinical lead."

    return ask(
        request,
        form,
        do=do,
        then=lambda: change_href(made[0]),
        title="Propose a change of practice",
        caption=f"{version.policy.title}, version {number}",
        submit_text="Keep it as a draft",
        intro=["A class is set by two people: you propose it, and a clinical lead agrees it or returns it."],
        back={"href": policy_href(code), "text": "The policy"},
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@keeps_what_is_sent("a change you propose")
@finds_or_404
def edit(request: SignedIn, number: int) -> HttpResponse:
    """Change what is proposed."""
    check_can(request.user, Ability.KEEP_POLICIES)
    found = selectors.change_by_number(by=request.user, number=number)
    form = forms.Propose(
        **sent(request),
        holdings=get_holdings(by=request.user),
        known=populations(by=request.user),
        initial=_as_typed(found),
    )

    def do(form: forms.Propose) -> str:
        actions.edit_change(by=request.user, change=found, terms=form.terms(), guard=form.guard_answer)
        return "The change is a draft again. Send it to a clinical lead."

    intro = ["Whatever is changed is agreed anew."]
    return ask(
        request, form, do=do, **_page(found, "Change what is proposed", "Keep it as a draft", intro=intro)
    )


def _as_typed(change: ProposedChange) -> dict[str, Any]:
    names = (
        "part",
        "what_changed",
        "change_class",
        "effective_on",
        "due_on",
        "population",
        "question",
        "answers",
    )
    return {
        **{name: getattr(change, name) for name in names},
        "explanation": change.explanation,
        "standards": "\n".join(standard.pk for standard in change.standards.all()),
        "right_answer": "" if change.right_answer is None else change.right_answer + 1,
    }


@finds_or_404
def send(request: SignedIn, number: int) -> HttpResponse:
    """Send a change to a clinical lead."""
    found = _found(request, number, Ability.KEEP_POLICIES)

    def do(_: ActionForm) -> str:
        actions.send_change(by=request.user, change=found)
        return "It waits for a clinical lead to agree its class."

    return _sure(request, found, do, "Send it to a clinical lead", "Send it")


@finds_or_404
def agree(request: SignedIn, number: int) -> HttpResponse:
    """Agree the class of a change that somebody else proposed."""
    found = _found(request, number, Ability.AGREE_CHANGE)

    def do(_: ActionForm) -> str:
        actions.agree_class(by=request.user, change=found)
        return "Its class is agreed. The workforce lead can put it into force."

    return _sure(request, found, do, "Agree the class of a change", "Agree this class")


@keeps_what_is_sent("why a change is returned", forms.Return)
@finds_or_404
def send_back(request: SignedIn, number: int) -> HttpResponse:
    """Return a change to its author."""
    found = selectors.change_by_number(by=request.user, number=number)
    check_can(
        request.user, Ability.ISSUE_CHANGE if found.state == State.AGREED.value else Ability.AGREE_CHANGE
    )

    def do(form: forms.Return) -> str:
        actions.return_change(
            by=request.user, change=found, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "It is back with its author, with what you wrote."

    return ask(request, forms.Return(**sent(request)), do=do, **_page(found, "Return a change", "Return it"))


@finds_or_404
def force(request: SignedIn, number: int) -> HttpResponse:
    """Put a change into force: whom it asks, by when, then done."""
    found = _found(request, number, Ability.ISSUE_CHANGE)

    def do(_: ActionForm) -> str:
        actions.put_into_force(by=request.user, change=found)
        return f"{found.title} is in force from {long_day(found.effective_on)}."

    def shown(_: ActionForm) -> dict[str, Any]:
        asked = preview_with_days(by=request.user, change=found)
        log_looks(request, [owes.person for owes in asked.found.asked], "whom a change would ask")
        besides = besides_of_changes(request.user, as_facts(found))
        return {
            "title": "What this change would ask",
            "besides": besides,
            **presenters.preview_of(found, asked),
        }

    page = _page(found, "Put a change into force", "See whom it asks")
    page["intro"] = _sentences(found)
    return ask_and_confirm(
        request,
        ActionForm(**sent(request)),
        preview=shown,
        do=do,
        confirm_template="record/change_confirm.html",
        **page,
    )


@finds_or_404
def discard(request: SignedIn, number: int) -> HttpResponse:
    """Give up a change that was never in force."""
    found = _found(request, number, Ability.KEEP_POLICIES)

    def do(form: forms.Discard) -> str:
        actions.discard_change(
            by=request.user, change=found, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return "The change is discarded."

    page = _page(found, "Discard a change", "Discard it", is_warning=True)
    page["then"] = policy_href(found.version.policy.code)
    return ask(request, forms.Discard(**sent(request)), do=do, **page)


def observations(request: SignedIn) -> HttpResponse:
    """Whose practice was drawn to be observed, among those the account may observe."""
    found = list(observed.observations(by=request.user))
    found.sort(key=lambda one: (one.observed_on is not None, one.due_on))
    log_looks(request, [one.person for one in found], "practice to be observed")
    return render(request, "policies/observations.html", {"table": presenters.observations_table(found)})


@finds_or_404
def observe(request: SignedIn, number: int) -> HttpResponse:
    """Record what was seen of somebody's practice."""
    found = observed.observation_by_number(by=request.user, number=number)

    def do(form: forms.Observe) -> str:
        said = form.cleaned_data
        actions.record_observation(
            by=request.user,
            observation=found,
            observed_on=said["observed_on"],
            follows=said["follows"] == "yes",
            note=said["note"],
            guard=form.guard_answer,
        )
        return f"What you saw of {found.person.name}’s practice is kept."

    href = reverse("policies:observations")
    return ask(
        request,
        forms.Observe(**sent(request)),
        do=do,
        then=href,
        title="Record what you saw",
        caption=found.person.name,
        submit_text="Save",
        intro=[
            f"{found.change.title}: signed on {long_day(found.signed_on)}. {found.change.what_changed}",
            f"To be seen by {long_day(found.due_on)}.",
        ],
        back={"href": href, "text": "Practice to be observed"},
    )


def _found(request: SignedIn, number: int, ability: Ability) -> ProposedChange:
    check_can(request.user, ability)
    return selectors.change_by_number(by=request.user, number=number)


def _sure(
    request: SignedIn, found: ProposedChange, do: Callable[[Any], str], title: str, submit_text: str
) -> HttpResponse:
    page = _page(found, title, submit_text, intro=_sentences(found))
    return ask(request, ActionForm(**sent(request)), do=do, **page)


def _sentences(found: ProposedChange) -> list[str]:
    """What a change is, in the paragraphs above the button that moves it on."""
    rows = {row.key: str(row.value) for row in presenters.change_rows(found)}
    names = ("Class", "Takes effect", "Last day to act", "Asks", "Standards")
    said = [f"{name}: {rows[name]}" for name in names]
    question = [f"{row.key}: {row.value}" for row in presenters.question_rows(found.asked)]
    return [f"What changed: {found.what_changed}", *said, *question]


def _page(found: ProposedChange, title: str, submit_text: str, **context: Any) -> dict[str, Any]:
    href = change_href(found)
    return {
        "then": href,
        "title": title,
        "caption": found.title,
        "submit_text": submit_text,
        "back": {"href": href, "text": "The change"},
        **context,
    }
