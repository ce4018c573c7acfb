"""How allauth behaves here: accounts are made by an administrator, never by the visitor."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from standing.areas.people.actions import change_own_password
from standing.site.views import errors

WRONG_SIGN_IN = "Your email address or your password is not right. Check both, then try again."
TOO_MANY = "You have tried too many times. Wait 5 minutes, then try again."


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up; messages that say what to do next."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": WRONG_SIGN_IN,
        "too_many_login_attempts": TOO_MANY,
        "enter_current_password": "That is not your current password. Enter the password you signed in with.",
        "incorrect_password": "That is not your password. Enter the password you signed in with.",
        "rate_limited": TOO_MANY,
    }

    # What is said after each of allauth's steps, by the name of its message; the others go without saying.
    said: ClassVar[dict[str, str]] = {
        "account/messages/password_changed.txt": "Your password is changed.",
        "mfa/messages/totp_activated.txt": "Codes are on. Keep your spare codes safe.",
        "mfa/messages/totp_deactivated.txt": "Codes are off.",
        "mfa/messages/recovery_codes_generated.txt": "You have new spare codes. The old ones no longer work.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: an administrator makes accounts."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Change one's own password by the action that writes it to the audit trail."""
        change_own_password(by=user, password=password)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *args: Any,
        **options: Any,
    ) -> None:
        """Say what was done, when that is not plain from the page that follows."""
        if message_template in self.said:
            messages.add_message(request, level, self.said[message_template])


class OrganisationAdapter(DefaultSocialAccountAdapter):
    """Signing in through the organisation finds the account with the address it has verified. It makes none.

    The address on the account itself decides, every time. allauth would also remember addresses and identities
    of its own, and somebody whose address an administrator has changed could go on signing in by the old one.
    """

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Return False: an administrator makes accounts."""
        return False

    def authenticate_by_email(self, sociallogin: Any) -> tuple[Any, str] | None:
        """Return the account of a verified address. The empty text says that no identity is to be linked to it."""
        model = get_user_model()
        for address in (known.email for known in sociallogin.email_addresses if known.verified):
            try:
                return model._default_manager.get_by_natural_key(address), ""
            except model.DoesNotExist:
                continue
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Refuse to link an identity to the account that is signed in: a colleague at its desk could."""
        if sociallogin.state.get("process") == "connect":
            reason = PermissionDenied(
                "Signing in through your organisation goes by your email address alone."
            )
            raise ImmediateHttpResponse(errors.forbidden(request, reason))


class CodesAdapter(DefaultMFAAdapter):
    """Codes from an app, in our words."""

    error_messages: ClassVar[dict[str, str]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "That code is not right. Enter the 6 numbers your app shows now.",
        "rate_limited": TOO_MANY,
    }
