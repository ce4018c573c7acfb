"""People: found, a page at a time, and added."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people.actions import add_person as add_person_action
from standing.areas.people.permissions import abilities_of, can, check_can
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn
from standing.areas.record import actions
from standing.areas.record.forms import workforce as forms
from standing.areas.record.presenters import workforce as presenters
from standing.areas.record.selectors import workforce as selectors
from standing.areas.record.selectors.people import places_of
from standing.areas.record.views.support import ask, sent
from standing.site.components.lists import Pages, counts_of
from standing.site.dates import long_day

PEOPLE_ON_A_PAGE = 50


def people(request: SignedIn) -> HttpResponse:
    """The people the account may see or whose work it may change, a page at a time."""
    words = request.GET.get("words", "")
    found = Paginator(selectors.find_workforce(by=request.user, words=words), PEOPLE_ON_A_PAGE)
    page = found.get_page(request.GET.get("page"))
    shown = list(page)
    context = {
        "search_form": forms.FindPeople({"words": words}),
        "shown": counts_of(page, "person", "people"),
        "table": presenters.people_table(
            shown, places_of(shown, clock.today()), selectors.within_reach(by=request.user, people=shown)
        ),
        "page_links": Pages.of(page, request.GET),
        "may_add": can(request.user, Ability.KEEP_PEOPLE),
        "links": presenters.links_of_people(abilities_of(request.user, clock.today())),
    }
    return render(request, "record/people.html", context)


def add_person(request: SignedIn) -> HttpResponse:
    """Add a person and, where the account may fill posts, give them their first: both or neither."""
    check_can(request.user, Ability.KEEP_PEOPLE)
    form = forms.AddPerson(**sent(request), posts=selectors.posts_to_fill(by=request.user))
    return ask(
        request,
        form,
        do=lambda form: _add(request, form),
        then=reverse("record:people"),
        title="Add a person",
        submit_text="Add this person",
        intro=[
            "A person whose competence is recorded. Whether they can sign in is for an administrator to say."
        ],
        back={"href": reverse("record:people"), "text": "People"},
    )


@transaction.atomic
def _add(request: SignedIn, form: forms.AddPerson) -> str:
    answers = form.cleaned_data
    person = add_person_action(
        by=request.user,
        ref=answers["ref"],
        given_name=answers["given_name"],
        family_name=answers["family_name"],
    )
    post = form.post()
    if post is None:
        return f"{person.name} is added. Give them a post, so that a manager can see them."
    actions.assign_person(by=request.user, person=person, post=post, from_on=answers["from_on"])
    return f"{person.name} is added, and is {post.title} in {post.unit.name} from {long_day(answers['from_on'])}."
