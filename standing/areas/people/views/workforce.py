"""Units, people and posts."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from standing.areas.audit import clock
from standing.areas.people import actions, selectors
from standing.areas.people.forms import (
    ChangePostForm,
    MoveUnitForm,
    PersonForm,
    PostForm,
    RenamePersonForm,
    RenameUnitForm,
    SearchForm,
    UnitForm,
)
from standing.areas.people.models import Unit
from standing.areas.people.permissions import abilities_of, check_can_any
from standing.areas.people.presenters import places, workforce
from standing.areas.people.roles import Ability
from standing.areas.people.views.support import SignedIn, ask, data_of, needs, page_of
from standing.site.components.lists import Pages, counts_of

HOME = {"text": "Administration", "href": "/administration/"}


@require_safe
def administration(request: SignedIn) -> HttpResponse:
    """Where whoever administers the service begins."""
    check_can_any(request.user, places.ABILITIES)
    abilities = abilities_of(request.user, clock.today())
    first = places.first_steps(selectors.what_is_begun(by=request.user)) if places.BEGINS in abilities else []
    context = {"title": "Administration", "places": places.places(abilities), "first": first}
    return render(request, "people/administration.html", context)


@needs(Ability.MANAGE_SERVICE)
def units(request: SignedIn) -> HttpResponse:
    """The tree of units."""
    context = {
        "title": "Units",
        "breadcrumbs": [HOME],
        "intro": ["A role given for a unit reaches the people of that unit and of every unit below it."],
        "links": [{"text": "Add a unit", "href": reverse("people:add_unit")}],
        "table": workforce.units_table(selectors.unit_tree(by=request.user, ability=Ability.MANAGE_SERVICE)),
    }
    return render(request, "people/list.html", context)


@needs(Ability.MANAGE_SERVICE)
def unit(request: SignedIn, code: str) -> HttpResponse:
    """One unit, with its posts."""
    found = selectors.unit_by_code(by=request.user, code=code, ability=Ability.MANAGE_SERVICE)
    posts = selectors.posts(by=request.user, unit=found)
    context = {
        "title": found.name,
        "breadcrumbs": [HOME, {"text": "Units", "href": reverse("people:units")}],
        "rows": workforce.unit_rows(found, found.parent.name if found.parent else ""),
        "tables": [workforce.posts_table(posts, caption="Posts of this unit")],
        "links": [{"text": "Add a post", "href": f"{reverse('people:add_post')}?unit={found.code}"}],
    }
    return render(request, "people/detail.html", context)


@needs(Ability.MANAGE_SERVICE, sends=True)
def add_unit(request: SignedIn) -> HttpResponse:
    """A new unit."""
    by = request.user
    form = UnitForm(data_of(request), units=selectors.unit_tree(by=by, ability=Ability.MANAGE_SERVICE))

    def do(form: UnitForm) -> str:
        given = form.cleaned_data
        made = actions.add_unit(
            by=by, code=given["code"], name=given["name"], parent=chosen_unit(request, given["parent"])
        )
        return f"{made.name} was added."

    back = {"text": "Units", "href": reverse("people:units")}
    return ask(
        request, form, do=do, then=back["href"], title="Add a unit", back=back, submit_text="Add the unit"
    )


@needs(Ability.MANAGE_SERVICE, sends=True)
def rename_unit(request: SignedIn, code: str) -> HttpResponse:
    """Another name for a unit."""
    by = request.user
    found = selectors.unit_by_code(by=by, code=code, ability=Ability.MANAGE_SERVICE)
    form = RenameUnitForm(data_of(request), initial={"name": found.name})

    def do(form: RenameUnitForm) -> str:
        renamed = actions.rename_unit(by=by, unit=found, name=form.cleaned_data["name"])
        return f"The unit is now called {renamed.name}."

    back = {"text": found.name, "href": reverse("people:unit", args=[found.code])}
    return ask(request, form, do=do, then=back["href"], title="Rename a unit", caption=found.name, back=back)


@needs(Ability.MANAGE_SERVICE, sends=True)
def move_unit(request: SignedIn, code: str) -> HttpResponse:
    """Another place for a unit and everything below it."""
    by = request.user
    found = selectors.unit_by_code(by=by, code=code, ability=Ability.MANAGE_SERVICE)
    tree = selectors.unit_tree(by=by, ability=Ability.MANAGE_SERVICE)
    outside = [place for place in tree if not place.unit.path.startswith(found.path)]
    first = {"parent": found.parent.code if found.parent else ""}
    form = MoveUnitForm(data_of(request), units=outside, initial=first)

    def do(form: MoveUnitForm) -> str:
        moved = actions.move_unit(by=by, unit=found, parent=chosen_unit(request, form.cleaned_data["parent"]))
        return (
            f"{moved.name} now lies below {moved.parent.name}."
            if moved.parent
            else f"{moved.name} is at the top."
        )

    back = {"text": found.name, "href": reverse("people:unit", args=[found.code])}
    words = (
        "Everything below it moves with it. "
        "Whoever has a role for a unit above it sees its people, or no longer, at once."
    )
    return ask(
        request,
        form,
        do=do,
        then=back["href"],
        title="Move a unit",
        caption=found.name,
        back=back,
        paragraphs=[words],
        submit_text="Move it",
    )


@needs(Ability.KEEP_PEOPLE)
def people(request: SignedIn) -> HttpResponse:
    """Everybody whose competence is recorded."""
    search = SearchForm(request.GET or None, label="Name or staff number")
    words = search.cleaned_data["words"] if search.is_valid() else ""
    page = page_of(
        request, selectors.search_people(by=request.user, words=words, ability=Ability.KEEP_PEOPLE)
    )
    context = {
        "title": "People",
        "breadcrumbs": [HOME],
        "links": [{"text": "Add a person", "href": reverse("people:add_person")}],
        "search": search,
        "counts": counts_of(page, "person", "people"),
        "table": workforce.people_table(page.object_list),
        "paging": Pages.of(page, request.GET),
    }
    return render(request, "people/list.html", context)


@needs(Ability.KEEP_PEOPLE, sends=True)
def add_person(request: SignedIn) -> HttpResponse:
    """A new person."""
    by = request.user

    def do(form: PersonForm) -> str:
        made = actions.add_person(by=by, **form.cleaned_data)
        return f"{made.name} was added. A manager says where they work."

    back = {"text": "People", "href": reverse("people:people")}
    return ask(
        request,
        PersonForm(data_of(request)),
        do=do,
        then=back["href"],
        title="Add a person",
        back=back,
        submit_text="Add the person",
    )


@needs(Ability.KEEP_PEOPLE, sends=True)
def rename_person(request: SignedIn, ref: str) -> HttpResponse:
    """Another name for a person."""
    by = request.user
    found = selectors.person_by_ref(by=by, ref=ref, ability=Ability.KEEP_PEOPLE)
    first = {"given_name": found.given_name, "family_name": found.family_name}

    def do(form: RenamePersonForm) -> str:
        return f"{actions.rename_person(by=by, person=found, **form.cleaned_data).name} is the name now."

    back = {"text": "People", "href": reverse("people:people")}
    return ask(
        request,
        RenamePersonForm(data_of(request), initial=first),
        do=do,
        then=back["href"],
        title="Change a name",
        caption=f"{found.name}, {found.ref}",
        back=back,
    )


@needs(Ability.KEEP_PEOPLE)
def posts(request: SignedIn) -> HttpResponse:
    """Every post."""
    page = page_of(request, selectors.posts(by=request.user))
    context = {
        "title": "Posts",
        "breadcrumbs": [HOME],
        "links": [{"text": "Add a post", "href": reverse("people:add_post")}],
        "counts": counts_of(page, "post", "posts"),
        "table": workforce.posts_table(page.object_list),
        "paging": Pages.of(page, request.GET),
    }
    return render(request, "people/list.html", context)


@needs(Ability.KEEP_PEOPLE, sends=True)
def add_post(request: SignedIn) -> HttpResponse:
    """A new post."""
    by = request.user
    tree = selectors.unit_tree(by=by, ability=Ability.KEEP_PEOPLE)
    form = PostForm(data_of(request), units=tree, initial={"unit": request.GET.get("unit", "")})

    def do(form: PostForm) -> str:
        given = form.cleaned_data
        place = selectors.unit_by_code(by=by, code=given["unit"], ability=Ability.KEEP_PEOPLE)
        made = actions.add_post(
            by=by, code=given["code"], title=given["title"], unit=place, role=given["role"]
        )
        return f"{made.title} was added to {place.name}."

    back = {"text": "Posts", "href": reverse("people:posts")}
    return ask(
        request, form, do=do, then=back["href"], title="Add a post", back=back, submit_text="Add the post"
    )


@needs(Ability.KEEP_PEOPLE, sends=True)
def change_post(request: SignedIn, code: str) -> HttpResponse:
    """Another title or role profile for a post."""
    by = request.user
    found = selectors.post_by_code(by=by, code=code)
    form = ChangePostForm(data_of(request), initial={"title": found.title, "role": found.role})

    def do(form: ChangePostForm) -> str:
        return f"{actions.change_post(by=by, post=found, **form.cleaned_data).title} was changed."

    back = {"text": "Posts", "href": reverse("people:posts")}
    words = (
        "It counts for whoever comes into the post next. "
        "Somebody in it already keeps the role they were assigned in."
    )
    return ask(
        request,
        form,
        do=do,
        then=back["href"],
        title="Change a post",
        caption=f"{found.title}, {found.code}",
        back=back,
        paragraphs=[words],
    )


def chosen_unit(request: SignedIn, code: str) -> Unit | None:
    """The unit that was chosen in a form, or None for the choice of none."""
    return (
        selectors.unit_by_code(by=request.user, code=code, ability=Ability.MANAGE_SERVICE) if code else None
    )
