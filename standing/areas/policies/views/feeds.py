"""Feeds of guidance and law: imported, and their candidates linked or dismissed by a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from standing.areas.people.permissions import can, check_can, check_can_any
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.policies import actions
from standing.areas.policies.feed_models import FEEDS
from standing.areas.policies.fetching import fetch
from standing.areas.policies.forms import feeds as forms
from standing.areas.policies.models import Candidate, FeedSource, Policy
from standing.areas.policies.presenters import feeds as presenters
from standing.areas.policies.selectors import feeds as selectors
from standing.areas.policies.selectors.register import register
from standing.areas.record.forms.base import ActionForm
from standing.areas.record.views.support import ask, finds_or_404, sent
from standing.areas.refusals import Refused
from standing.site.components.lists import Pages, counts_of, filters_on

CANDIDATES_ON_A_PAGE = 50


def feeds(request: SignedIn) -> HttpResponse:
    """The feeds that are read: the last import of each, what waits, and a file to import."""
    check_can_any(request.user, (Ability.KEEP_POLICIES, Ability.SET_FEEDS))
    may_import = can(request.user, Ability.KEEP_POLICIES)
    form = forms.ImportFeed(**_file_sent(request))
    if may_import and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            return _imported(request, file.name, file.read())
        except Refused as refusal:
            form.refuse(refusal)
    may_set = can(request.user, Ability.SET_FEEDS)
    context = {
        "form": form,
        "feeds": [
            {
                "name": state.name,
                "rows": presenters.feed_rows(state, may_set),
                "notes": presenters.notes_of(state.last.notes) if state.last else [],
                "fetch": reverse("policies:fetch", args=[state.feed]) if state.source and may_import else "",
            }
            for state in selectors.feeds(by=request.user)
        ],
        "may_import": may_import,
    }
    return render(request, "policies/feeds.html", context)


def _file_sent(request: SignedIn) -> dict[str, Any]:
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def _imported(request: SignedIn, name: str, content: bytes) -> HttpResponse:
    """Import a file and lead to what waits; a refused one is told of on the same page."""
    done = actions.import_feed(by=request.user, file=name, content=content)
    if done.report.refused:
        said = " ".join(
            f"{each.where}: {each.what}. {each.do}" for each in done.report.problems if each.refuses
        )
        raise Refused(f"Nothing was imported. {said}", field="file")
    messages.success(request, presenters.done_words(done))
    return redirect("policies:candidates")


def _address(source: FeedSource | None) -> str:
    if source is None:
        raise Refused("Nobody has set where this feed is fetched from. Ask an administrator.")
    return source.url


@finds_or_404
def fetch_feed(request: SignedIn, feed: str) -> HttpResponse:
    """Fetch a feed from its address, and import it."""
    check_can(request.user, Ability.KEEP_POLICIES)
    source = selectors.source_of(by=request.user, feed=feed)
    href = reverse("policies:feeds")
    form = ActionForm(**sent(request))
    if form.is_valid():
        try:
            return _imported(request, _address(source), fetch(_address(source)))
        except Refused as refusal:
            form.refuse(refusal)
    where = source.url if source else "nowhere yet"
    context = {
        "form": form,
        "title": f"Fetch {FEEDS[feed]}",
        "intro": [f"It is fetched from {where}. This may take a minute."],
        "submit_text": "Fetch it",
        "back": {"href": href, "text": "Feeds"},
    }
    return render(request, "record/form.html", context)


@finds_or_404
def source(request: SignedIn, feed: str) -> HttpResponse:
    """Set where a feed is fetched from."""
    check_can(request.user, Ability.SET_FEEDS)
    held = selectors.source_of(by=request.user, feed=feed)
    form = forms.SetSource(**sent(request), initial={"url": held.url if held else ""})

    def do(form: forms.SetSource) -> str:
        set_to = actions.set_source(by=request.user, feed=feed, url=form.cleaned_data["url"])
        return (
            f"{FEEDS[feed]} is fetched from {set_to.url}."
            if set_to
            else f"{FEEDS[feed]} is fetched from nowhere."
        )

    href = reverse("policies:feeds")
    return ask(
        request,
        form,
        do=do,
        then=href,
        title="Where a feed is fetched from",
        caption=FEEDS[feed],
        submit_text="Save",
        intro=["Standing fetches it only when somebody asks for it, and only from a public address."],
        back={"href": href, "text": "Feeds"},
    )


def candidates(request: SignedIn) -> HttpResponse:
    """Candidates, a page at a time; those that are ticked can be dismissed together."""
    check_can(request.user, Ability.KEEP_POLICIES)
    asked = {name: request.GET.get(name, "") for name in ("feed", "kind", "status", "words")}
    shown = request.GET.get("shown", "")
    shown = shown if shown in selectors.SHOWN else Candidate.WAITING
    kinds = selectors.kinds_of_candidates(by=request.user)
    found = Paginator(selectors.candidates(by=request.user, shown=shown, **asked), CANDIDATES_ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    words = {("shown", name): text for name, text in forms.SHOWN_WORDS.items() if name != Candidate.WAITING}
    words |= {("feed", name): text for name, text in FEEDS.items()}
    words |= {("status", name): text for name, text in forms.STATUS_WORDS.items()}
    words |= {("kind", name): f"Kind: {name}" for name in kinds}
    words |= {("words", asked["words"]): f"Words: {asked['words']}"} if asked["words"] else {}
    context = {
        "filter_form": forms.FilterCandidates({**asked, "shown": shown}, kinds=kinds),
        "filters_on": filters_on(request.GET, words),
        "shown": counts_of(page, "candidate", "candidates"),
        "table": presenters.candidates_table(list(page)),
        "page_links": Pages.of(page, request.GET),
        "dismiss": _dismiss_href(request, found.count) if shown == Candidate.WAITING else "",
        "of": found.count,
    }
    return render(request, "policies/candidates.html", context)


def _dismiss_href(request: SignedIn, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    return f"{reverse('policies:dismiss')}?{query.urlencode()}" if number else ""


def dismiss(request: SignedIn) -> HttpResponse:
    """Dismiss every waiting candidate that the filters leave, with one reason; how many is said before it is done."""
    check_can(request.user, Ability.KEEP_POLICIES)
    asked = {name: request.GET.get(name, "") for name in ("feed", "kind", "status", "words")}
    found = list(selectors.candidates(by=request.user, **asked))
    keys = " ".join(str(one.pk) for one in found)
    form = forms.Dismiss(**sent(request), initial={"chosen": keys})

    def do(form: forms.Dismiss) -> str:
        chosen = set(form.cleaned_data["chosen"].split())
        rows = [one for one in found if str(one.pk) in chosen]
        if len(rows) != len(chosen):
            raise Refused(
                "Some of them were decided meanwhile, or are no longer in the list. Look at the list again."
            )
        number = actions.dismiss_candidates(
            by=request.user, candidates=rows, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"{number:,} dismissed." if number != 1 else "1 dismissed."

    named = [f"{one.key} {one.title}" for one in found[: presenters.MOST_NOTES]]
    more = len(found) - len(named)
    href = reverse("policies:candidates")
    return ask(
        request,
        form,
        do=do,
        then=href,
        title=f"Dismiss {len(found):,} candidates" if len(found) != 1 else "Dismiss a candidate",
        submit_text="Dismiss them" if len(found) != 1 else "Dismiss it",
        intro=[
            "They do not concern this service. Each comes back when its feed says something else of it.",
            "; ".join(named) + (f"; and {more:,} more" if more > 0 else "."),
        ],
        back={"href": href, "text": "Candidates"},
        is_warning=True,
    )


@finds_or_404
def candidate(request: SignedIn, number: int) -> HttpResponse:
    """One candidate: what its feed says, and the policies it may concern."""
    found = selectors.candidate_by_number(by=request.user, number=number)
    policies, suggested = _policies(request, found)
    version = next((one.version.number for one in policies if one.policy == found.policy), None)
    context = {
        "title": found.title or found.key,
        "caption": found.key,
        "breadcrumbs": [
            {"text": "Feeds", "href": reverse("policies:feeds")},
            {"text": "Candidates", "href": reverse("policies:candidates")},
        ],
        "rows": presenters.candidate_rows(found, suggested),
        "commencements": presenters.commencements_table(found, found.policy, version)
        if found.commencements
        else None,
        "policy_href": presenters.linked_policy_href(found),
        "waits": found.state == Candidate.WAITING and not found.set_aside,
        "candidate": found,
    }
    return render(request, "policies/candidate.html", context)


@finds_or_404
def link(request: SignedIn, number: int) -> HttpResponse:
    """Link a candidate to the policy it concerns."""
    found = selectors.candidate_by_number(by=request.user, number=number)
    policies, suggested = _policies(request, found)
    first = suggested[0].code if suggested else ""
    form = forms.Link(
        **sent(request),
        policies=[one.policy for one in policies],
        suggested=suggested,
        initial={"policy": found.policy.code if found.policy else first},
    )

    def do(form: forms.Link) -> str:
        chosen = form.chosen_policy()
        actions.link_candidate(
            by=request.user,
            candidate=found,
            policy=chosen,
            why=form.cleaned_data["why"],
            guard=form.guard_answer,
        )
        return f"{found.key} is linked to {chosen.title}. Nothing of the policy is changed by it."

    intro = [
        "Linking changes nothing of the policy: it says that what this feed says of it concerns the policy."
    ]
    return ask(request, form, do=do, **_page(found, "Link a candidate", "Link it", intro=intro))


@finds_or_404
def dismiss_one(request: SignedIn, number: int) -> HttpResponse:
    """Dismiss one candidate."""
    found = selectors.candidate_by_number(by=request.user, number=number)

    def do(form: forms.Dismiss) -> str:
        actions.dismiss_candidates(
            by=request.user, candidates=[found], why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"{found.key} is dismissed."

    intro = ["It does not concern this service. It comes back when its feed says something else of it."]
    form = forms.Dismiss(**sent(request))
    return ask(request, form, do=do, **_page(found, "Dismiss a candidate", "Dismiss it", intro=intro))


@finds_or_404
def take_in(request: SignedIn, number: int) -> HttpResponse:
    """Take in a row that was set aside as somebody's test."""
    found = selectors.candidate_by_number(by=request.user, number=number)

    def do(_: ActionForm) -> str:
        actions.take_in(by=request.user, candidate=found)
        return f"{found.key} waits like any other."

    intro = [f"It was set aside because {found.set_aside}." if found.set_aside else "It was not set aside."]
    page = _page(found, "Take it in", "It is a real one", intro=intro)
    return ask(request, ActionForm(**sent(request)), do=do, **page)


def _policies(request: SignedIn, found: Candidate) -> tuple[list[Any], list[Policy]]:
    policies = register(by=request.user)
    return policies, selectors.suggested_policies(found, [one.policy for one in policies])


def _page(found: Candidate, title: str, submit_text: str, **context: Any) -> dict[str, Any]:
    href = reverse("policies:candidate", args=[found.pk])
    return {
        "then": href,
        "title": title,
        "caption": f"{found.key} {found.title}",
        "submit_text": submit_text,
        "back": {"href": href, "text": "The candidate"},
        **context,
    }
