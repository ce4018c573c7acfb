"""Accounts: made, opened, closed, changed, and given a password. No password is ever written anywhere but as
its hash.
"""

from allauth.account.models import EmailAddress
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.actions.grants import check_an_administrator_remains, end_open_grants, words_of
from standing.areas.people.checks import checked_email, checked_text
from standing.areas.people.models import Account, Person
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.refusals import Refused


@writing()
def create_account(
    *, by: Actor, email: str, name: str, person: Person | None = None, password: str | None = None
) -> Account:
    """Make an account, of a person whose record is kept or of nobody's. It has no role yet, and so may
    nothing.

    Without a password nobody can sign in to it until one is set, except through the organisation's own
    sign-in. Raises `Refused` for an address or a person that has an account, and for a password that is too
    easy.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    email = checked_email(email)
    name = checked_text(name, field="name", what="the name")
    _check_address_is_free(email)
    if person is not None and person.merged_into is not None:
        raise Refused(
            f"{person.ref} was merged into {person.kept.ref}. Give the account to that one.", field="person"
        )
    if person is not None and Account.objects.filter(person=person).exists():
        raise Refused(f"{person.name} has an account already.", field="person")
    account = Account(email=email, name=name, person=person)
    _set_password(account, password)
    account.save(force_insert=True)
    words = {"email": email, "name": name, "person": person.ref if person else None}
    record_event(by=by, action="create_account", subject=subject_of(account), words=words)
    return account


@writing()
def change_account(*, by: Actor, account: Account, name: str, email: str) -> Account:
    """Give an account another name or address. With the old address nobody can sign in to it any more.

    Raises `Refused` for an address that another account has, and when nothing is different.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    account = _fresh(account)
    before = {"name": account.name, "email": account.email}
    account.name = checked_text(name, field="name", what="the name")
    account.email = checked_email(email)
    after = {"name": account.name, "email": account.email}
    if after == before:
        raise Refused("Nothing is different. Change the name or the address.", field="name")
    _check_address_is_free(account.email, account)
    account.save(update_fields=["name", "email"])
    # The sign-in keeps a list of addresses of its own, which would go on answering to the old one.
    EmailAddress.objects.filter(user=account).exclude(email__iexact=account.email).delete()
    words = {"before": before, "after": after}
    record_event(by=by, action="change_account", subject=subject_of(account), words=words)
    return account


@writing()
def set_password(*, by: Actor, account: Account, password: str) -> Account:
    """Set an account's password, which ends its sessions. The trail says that it was set, and by whom; never
    what it is.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    account = _fresh(account)
    _check_open(account)
    _set_password(account, password)
    account.save(update_fields=["password"])
    record_event(by=by, action="set_password", subject=subject_of(account), words={})
    return account


@writing()
def change_own_password(*, by: Account, password: str) -> Account:
    """Change the password of one's own account; that the old one is known was asked before. As `set_password`."""
    _check_open(by)
    _set_password(by, password)
    by.save(update_fields=["password"])
    record_event(by=by, action="change_own_password", subject=subject_of(by), words={})
    return by


@writing()
@passes_guard(lambda **given: subject_of(given["account"]), why="Why it is closed")
def deactivate_account(*, by: Actor, account: Account, why: str) -> Account:
    """Close an account at once: nobody is or can be signed in to it, and its roles end today.

    Its password goes too, so that no session from before could come back to life were it opened again. What
    was done with it stands. Raises `Refused` for the last administrator.
    """
    check_can(by, Ability.MANAGE_SERVICE)
    account = _fresh(account)
    why = checked_text(why, field="why", what="why the account is closed", longest=500)
    _check_open(account)
    return close(by, account, why)


def close(by: Actor, account: Account, why: str) -> Account:
    """Close an account and record it; the caller has asked who may."""
    check_an_administrator_remains(without=account.grants.all())
    ended = end_open_grants(account, clock.today())
    account.is_active = False
    account.set_unusable_password()
    account.save(update_fields=["is_active", "password"])
    words = {"why": why, "roles_ended": [words_of(grant) for grant in ended]}
    record_event(by=by, action="deactivate_account", subject=subject_of(account), words=words)
    return account


@writing()
def reactivate_account(*, by: Actor, account: Account) -> Account:
    """Open a closed account again. It has neither a password nor a role until they are given again."""
    check_can(by, Ability.MANAGE_SERVICE)
    account = _fresh(account)
    if account.is_active:
        raise Refused(f"The account of {account.name} is open already.")
    account.is_active = True
    account.save(update_fields=["is_active"])
    record_event(by=by, action="reactivate_account", subject=subject_of(account), words={})
    return account


def subject_of(account: Account) -> str:
    """How the audit trail names an account: as it names the account as an actor."""
    return account.audit_name


def _fresh(account: Account) -> Account:
    return Account.objects.get(pk=account.pk)


def _check_address_is_free(email: str, account: Account | None = None) -> None:
    holder = Account.objects.filter(email__iexact=email).first()
    if holder is not None and holder != account:
        raise Refused(f"There is an account with the address {email} already.", field="email")


def _check_open(account: Account) -> None:
    if not account.is_active:
        raise Refused(f"The account of {account.name} is closed. Open it again first.")


def _set_password(account: Account, password: str | None) -> None:
    if password is None:
        account.set_unusable_password()
        return
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="password") from None
    account.set_password(password)
