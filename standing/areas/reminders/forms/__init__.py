"""What somebody asks to be told."""

from __future__ import annotations

from django import forms

from standing.site.forms import ConfirmField


class PreferenceForm(forms.Form):
    """Whether somebody is told of what their roles do not ask for."""

    not_required = ConfirmField(
        label="Also tell me of standards I hold that my roles do not ask for",
        hint="What your roles ask for you are always told of.",
        required=False,
    )
