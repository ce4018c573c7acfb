"""allauth's forms in our words."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm as AllauthChangePassword
from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm

from standing.site.forms.fields import EMAIL_SHAPE


class Worded:
    """Mixed into a form whose fields exist: gives each its label, hint and what it asks for when empty."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint, asks) in self.words.items():
            field = self.fields[name]  # type: ignore[attr-defined]
            field.label, field.help_text = label, hint
            field.error_messages["required"] = asks
            if name == "login":
                field.widget.attrs["autocomplete"] = "username"
                field.error_messages["invalid"] = EMAIL_SHAPE


class SignInForm(Worded, LoginForm):  # type: ignore[misc]
    """Email address and password."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {
        "login": ("Email address", "", "Enter your email address"),
        "password": ("Password", "", "Enter your password"),
    }


class ConfirmPasswordForm(Worded, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before how someone signs in is changed."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {"password": ("Password", "", "Enter your password")}


class ChangePasswordForm(Worded, AllauthChangePassword):  # type: ignore[misc]
    """The old password, and the new one twice."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {
        "oldpassword": ("Current password", "", "Enter your current password"),
        "password1": (
            "New password",
            "12 characters or more. Three words that have nothing to do with each other are easy to keep.",
            "Enter a new password",
        ),
        "password2": ("New password again", "", "Enter the new password a second time"),
    }


CODE = ("Code", "The 6 numbers that your app shows, or one of your spare codes.", "Enter a code")


class CodeForm(Worded, AuthenticateForm):  # type: ignore[misc]
    """A code from the app, at sign-in."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {"code": CODE}


class ConfirmCodeForm(Worded, CodeReauthenticateForm):  # type: ignore[misc]
    """A code from the app once more."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {"code": CODE}


class TurnOnCodesForm(Worded, ActivateTOTPForm):  # type: ignore[misc]
    """The first code, which shows that the app is set up."""

    words: ClassVar[dict[str, tuple[str, str, str]]] = {
        "code": ("Code", "The 6 numbers that your app shows now.", "Enter the code that your app shows")
    }
