"""Accounts and their roles."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from standing.areas.audit import clock
from standing.areas.people import actions, selectors
from standing.areas.people.forms import (
    AccountForm,
    ChangeAccountForm,
    CloseAccountForm,
    ConfirmForm,
    EndRoleForm,
    PasswordForm,
    RoleForm,
    SearchForm,
)
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import NotAllowed
from standing.areas.people.presenters import accounts as present
from standing.areas.people.roles import Ability, Role
from standing.areas.people.views.support import SignedIn, ask, data_of, needs, page_of
from standing.areas.people.views.workforce import HOME, chosen_unit
from standing.areas.refusals import Refused
from standing.site.components.lists import Pages, counts_of

ACCOUNTS = "people:accounts"


@needs(Ability.MANAGE_SERVICE)
def accounts(request: SignedIn) -> HttpResponse:
    """Everybody who can sign in, or could."""
    search = SearchForm(request.GET or None, label="Name or email address")
    words = search.cleaned_data["words"] if search.is_valid() else ""
    page = page_of(request, selectors.accounts(by=request.user, words=words))
    context = {
        "title": "Accounts",
        "breadcrumbs": [HOME],
        "links": [{"text": "Add an account", "href": reverse("people:add_account")}],
        "search": search,
        "counts": counts_of(page, "account", "accounts"),
        "table": present.accounts_table(page.object_list),
        "paging": Pages.of(page, request.GET),
    }
    return render(request, "people/list.html", context)


@needs(Ability.MANAGE_SERVICE)
def account(request: SignedIn, number: int) -> HttpResponse:
    """One account, with its roles."""
    found = _account(request, number)
    grants = selectors.grants_of(by=request.user, account=found)
    context = {
        "title": found.name,
        "breadcrumbs": [HOME, {"text": "Accounts", "href": reverse(ACCOUNTS)}],
        "rows": present.account_rows(found),
        "tables": [present.grants_table(grants, clock.today())],
        "links": _links(found),
    }
    return render(request, "people/detail.html", context)


@needs(Ability.MANAGE_SERVICE, sends=True)
def add_account(request: SignedIn) -> HttpResponse:
    """A new account."""
    by, made = request.user, []

    def do(form: AccountForm) -> str:
        given = form.cleaned_data
        person = _person(request, given["person"])
        made.append(actions.create_account(by=by, email=given["email"], name=given["name"], person=person))
        return (
            f"{made[0].name} has an account. Set a password and give it a role: until then they see nothing."
        )

    back = {"text": "Accounts", "href": reverse(ACCOUNTS)}
    return ask(
        request,
        AccountForm(data_of(request)),
        do=do,
        then=lambda: _page(made[0]),
        title="Add an account",
        back=back,
        submit_text="Add the account",
    )


@needs(Ability.MANAGE_SERVICE, sends=True)
def change_account(request: SignedIn, number: int) -> HttpResponse:
    """Another name or address."""
    found = _account(request, number)
    form = ChangeAccountForm(data_of(request), initial={"name": found.name, "email": found.email})

    def do(form: ChangeAccountForm) -> str:
        changed = actions.change_account(by=request.user, account=found, **form.cleaned_data)
        return f"The account of {changed.name} was changed."

    return _ask_about(request, found, form, do=do, title="Change an account")


@needs(Ability.MANAGE_SERVICE, sends=True)
def set_password(request: SignedIn, number: int) -> HttpResponse:
    """A password for somebody."""
    found = _account(request, number)

    def do(form: PasswordForm) -> str:
        actions.set_password(by=request.user, account=found, password=form.cleaned_data["password"])
        return f"The password of {found.name} was set. Wherever they were signed in, they are signed out."

    form = PasswordForm(data_of(request))
    return _ask_about(request, found, form, do=do, title="Set a password", submit_text="Set the password")


@needs(Ability.MANAGE_SERVICE, sends=True)
def close_account(request: SignedIn, number: int) -> HttpResponse:
    """Close an account."""
    found = _account(request, number)

    def do(form: CloseAccountForm) -> str:
        actions.deactivate_account(
            by=request.user, account=found, why=form.cleaned_data["why"], guard=form.guard_answer
        )
        return f"The account of {found.name} is closed, and its roles have ended."

    words = (
        "They are signed out at once and cannot sign in. Their roles end today and their password is taken away. "
        "What they did, and their own record, stay."
    )
    return _ask_about(
        request,
        found,
        CloseAccountForm(data_of(request)),
        do=do,
        title="Close an account",
        paragraphs=[words],
        submit_text="Close the account",
        is_warning=True,
    )


@needs(Ability.MANAGE_SERVICE, sends=True)
def open_account(request: SignedIn, number: int) -> HttpResponse:
    """Open a closed account again."""
    found = _account(request, number)

    def do(form: ConfirmForm) -> str:
        actions.reactivate_account(by=request.user, account=found)
        return f"The account of {found.name} is open. Set a password and give it a role."

    words = "It comes back without its password and without its roles: give both again."
    return _ask_about(
        request,
        found,
        ConfirmForm(data_of(request)),
        do=do,
        title="Open an account again",
        paragraphs=[words],
        submit_text="Open the account",
    )


@needs(Ability.MANAGE_SERVICE, sends=True)
def give_role(request: SignedIn, number: int) -> HttpResponse:
    """A role for an account."""
    found = _account(request, number)
    tree = selectors.unit_tree(by=request.user, ability=Ability.MANAGE_SERVICE)
    form = RoleForm(data_of(request), units=tree, initial={"from_on": clock.today()})

    def do(form: RoleForm) -> str:
        given = form.cleaned_data
        role, unit = Role(given["role"]), chosen_unit(request, given["unit"])
        actions.grant_role(
            by=request.user, account=found, role=role, unit=unit, from_on=given["from_on"], to_on=form.to_on
        )
        return f"{found.name} has the role {role.words}{f' for {unit.name}' if unit else ''}."

    return _ask_about(request, found, form, do=do, title="Give a role", submit_text="Give the role")


@needs(Ability.MANAGE_SERVICE, sends=True)
def end_role(request: SignedIn, number: int) -> HttpResponse:
    """End a role."""
    try:
        grant = selectors.grant_by_id(by=request.user, number=number)
    except Refused as refusal:
        raise Http404(refusal.reason) from refusal

    def do(form: EndRoleForm) -> str:
        ended = actions.end_grant(by=request.user, grant=grant, on=form.on)
        when = "has ended" if ended.to_on and ended.to_on <= clock.today() else "will end after its last day"
        return f"The role {present.role_for(ended)} of {ended.account.name} {when}."

    return _ask_about(
        request,
        grant.account,
        EndRoleForm(data_of(request)),
        do=do,
        title=f"End the role {present.role_for(grant)}",
        submit_text="End the role",
        is_warning=True,
    )


def _account(request: SignedIn, number: int) -> Account:
    try:
        return selectors.account_by_id(by=request.user, number=number)
    except Refused as refusal:
        raise Http404(refusal.reason) from refusal


def _person(request: SignedIn, ref: str) -> Person | None:
    if not ref:
        return None
    try:
        return selectors.person_by_ref(by=request.user, ref=ref, ability=Ability.KEEP_PEOPLE)
    except NotAllowed:
        raise Refused(
            f"There is no person with the staff number {ref}. Add them first.", field="person"
        ) from None


def _page(account: Account) -> str:
    return reverse("people:account", args=[account.pk])


def _links(account: Account) -> list[dict[str, Any]]:
    def link(text: str, name: str, *, is_warning: bool = False) -> dict[str, Any]:
        return {"text": text, "href": reverse(name, args=[account.pk]), "is_warning": is_warning}

    if not account.is_active:
        return [link("Open the account again", "people:open_account")]
    return [
        link("Give a role", "people:give_role"),
        link("Close the account", "people:close_account", is_warning=True),
    ]


def _ask_about(request: SignedIn, account: Account, form: Any, **parts: Any) -> HttpResponse:
    back = {"text": account.name, "href": _page(account)}
    return ask(request, form, then=back["href"], caption=account.name, back=back, **parts)
