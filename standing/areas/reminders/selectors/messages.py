"""Messages that were made, for whoever may see them."""

from __future__ import annotations

from django.db.models import QuerySet

from standing.areas.audit.actors import Actor
from standing.areas.people.models import Account
from standing.areas.record.selectors.people import NotFound
from standing.areas.reminders.models import Message, Preference
from standing.areas.reminders.permissions import can_see_messages, check_can_see_messages


def messages(*, by: Account, state: str = "") -> QuerySet[Message]:
    """Every message, newest first; those of one state, if one is asked for. Raises `NotAllowed`."""
    check_can_see_messages(by)
    rows = Message.objects.select_related("account")
    return rows.filter(state=state) if state else rows


def own_messages(*, by: Account) -> QuerySet[Message]:
    """The messages to the account itself, newest first."""
    return Message.objects.filter(account=by)


def message(*, by: Account, key: int) -> Message:
    """One message, for whom it is to and for those who see what is sent. Raises `NotFound`."""
    found = Message.objects.select_related("account").filter(pk=key).first()
    if found is None or (found.account_id != by.pk and not can_see_messages(by)):
        raise NotFound("There is no such message among those you can see.")
    return found


def accounts_to_tell(*, by: Actor) -> QuerySet[Account]:
    """The open accounts, by name: whom there may be something to tell. Raises `NotAllowed`."""
    check_can_see_messages(by)
    return Account.objects.filter(is_active=True)


def asks_for_not_required(*, by: Account) -> bool:
    """Whether the account asked to be told of what its roles do not ask for."""
    return Preference.objects.filter(account=by, not_required=True).exists()


def refusing_addresses() -> QuerySet[Message]:
    """The newest message to each open account that its present address refused; oldest refusal first.

    For the list of what waits, which asks the account's permission.
    """
    latest = Message.objects.exclude(state=Message.TO_SEND).order_by("account", "-made_at", "-pk")
    newest = {
        row.account_id: row
        for row in latest.filter(account__is_active=True).select_related("account").reverse()
    }
    keys = [
        row.pk for row in newest.values() if row.state == Message.REFUSED and row.address == row.account.email
    ]
    return Message.objects.filter(pk__in=keys).select_related("account").order_by("made_at", "pk")
