"""Accounts and their roles as tables."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse

from standing.areas.people.models import Account, RoleGrant
from standing.areas.people.roles import Role
from standing.site.components.lists import Cell, Row, Table
from standing.site.dates import long_day, moment, until


def accounts_table(accounts: Iterable[Account]) -> Table:
    """Accounts, each with its roles of today. Built from `selectors.accounts`, which fetches those with them."""
    return Table(
        "accounts",
        "Accounts",
        ["Name", "Email address", "Roles today", "State"],
        [
            [
                Cell(account.name, href=reverse("people:account", args=[account.pk])),
                account.email,
                "; ".join(role_for(grant) for grant in account.grants_today) or "None",  # type: ignore[attr-defined]
                "Open" if account.is_active else "Closed",
            ]
            for account in accounts
        ],
        stack=True,
        hide_caption=True,
        empty="No account was found. Search for other words, or add one.",
    )


def account_rows(account: Account) -> list[Row]:
    """What an account is, with what can be changed of it."""
    change = reverse("people:change_account", args=[account.pk]) if account.is_active else ""
    password = reverse("people:set_password", args=[account.pk]) if account.is_active else ""
    person = f"{account.person.name} ({account.person.ref})" if account.person else "None is kept here"
    return [
        Row("Name", account.name, change=change, what="the name"),
        Row("Email address", account.email, change=change, what="the email address"),
        Row("Own record", person),
        Row(
            "Password",
            "Set" if account.has_usable_password() else "Not set: they cannot sign in with one",
            change=password,
            what="the password",
            verb="Set again" if account.has_usable_password() else "Set",
        ),
        Row("Last signed in", moment(account.last_login, empty="Never")),
        Row("State", "Open" if account.is_active else "Closed"),
    ]


def grants_table(grants: Iterable[RoleGrant], today: date) -> Table:
    """Every role an account has, had or is to have; those that can still end have the link that ends them."""
    return Table(
        "roles",
        "Roles",
        ["Role", "For", "From", "Until, that day included", "Change"],
        [_grant_row(grant, today) for grant in grants],
        stack=True,
        empty="No role yet: whoever signs in to this account sees nothing. Give it a role.",
    )


def role_for(grant: RoleGrant) -> str:
    """A grant in words: the role, and for which unit."""
    unit = grant.unit
    return f"{Role(grant.role).words}, {unit.name}" if unit else Role(grant.role).words


def _end(grant: RoleGrant) -> str:
    return reverse("people:end_role", args=[grant.pk])


def _grant_row(grant: RoleGrant, today: date) -> list[Cell | str]:
    words = Role(grant.role).words
    has_ended = grant.to_on is not None and grant.to_on <= today
    if grant.to_on == grant.from_on:
        end = "Ended before its first day was over"
    else:
        end = until(grant.to_on, empty="Until further notice").removeprefix("until ")
    return [
        words.capitalize(),
        grant.unit.name
        if grant.unit
        else ("Themself" if grant.role == Role.PRACTITIONER else "The whole service"),
        long_day(grant.from_on),
        end,
        Cell("Ended")
        if has_ended
        else Cell("End", href=reverse("people:end_role", args=[grant.pk]), hidden_text=words),
    ]
