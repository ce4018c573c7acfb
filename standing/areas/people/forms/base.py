"""What the forms of this area share: refusals at the field they are about, and units to choose from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import ClassVar

from django import forms

from standing.areas.guarding import MayIdentify
from standing.areas.people.selectors import UnitInTree
from standing.areas.refusals import Refused
from standing.site.forms import GuardedForm, TextField
from standing.site.forms.look import Look

INDENT = "\u2003"
"""A wide space: a list to choose from has no other way to show what lies below what."""


class ActionForm(forms.Form):
    """A form for one action."""

    columns: ClassVar[Mapping[str, str]] = {}
    """The field that asks for what an action calls otherwise."""

    def refuse(self, refusal: Refused) -> None:
        """Show why the action refused, at the field it is about or above the form; or what the guard found."""
        if isinstance(refusal, MayIdentify) and isinstance(self, GuardedForm):
            self.ask_about(refusal.findings)
            return
        name = self.columns.get(refusal.field, refusal.field)
        self.add_error(name if name in self.fields else None, refusal.reason)


class ConfirmForm(ActionForm):
    """Asks nothing but the press of its button."""


class SearchForm(forms.Form):
    """Words to look for in a list."""

    words = TextField(label="Search", required=False, max_length=200, look=Look(size="s"))

    def __init__(self, *args: object, label: str, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.fields["words"].label = label


def unit_choices(units: Iterable[UnitInTree]) -> list[tuple[str, str]]:
    """The units as choices, each by its code and set in below the one above it."""
    return [(place.unit.code, f"{INDENT * place.depth}{place.unit.name}") for place in units]
