"""Codes from an app are written by the package for signing in; the audit trail is told in the same transaction."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from standing.areas.people.actions.codes import CodesChange, note_codes

_MADE = {
    Authenticator.Type.TOTP: CodesChange.TURNED_ON,
    Authenticator.Type.RECOVERY_CODES: CodesChange.SPARE_MADE,
}


@receiver(post_save, sender=Authenticator)
def tell_of_codes_made(instance: Authenticator, created: bool, raw: bool, **_: Any) -> None:
    """Codes were turned on, or spare ones made. That one was used is a change of the row and no news."""
    if created and not raw:
        note_codes(by=instance.user, change=_MADE[Authenticator.Type(instance.type)])


@receiver(post_delete, sender=Authenticator)
def tell_of_codes_taken_away(instance: Authenticator, **_: Any) -> None:
    """Codes were turned off. Spare ones go with them, or make room for others."""
    if instance.type == Authenticator.Type.TOTP:
        note_codes(by=instance.user, change=CodesChange.TURNED_OFF)
