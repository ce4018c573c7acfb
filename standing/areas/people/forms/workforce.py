"""What is asked about units, people and posts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standing.areas.people.forms.base import ActionForm, unit_choices
from standing.areas.people.selectors import UnitInTree
from standing.site.forms import SelectField, TextField
from standing.site.forms.look import Look

CODE_HINT = "Short, and never changed again: files and addresses use it. For example, {example}"
AT_THE_TOP = "At the top, below no other unit"


class UnitForm(ActionForm):
    """A new unit."""

    name = TextField(label="Name", asks="Enter the unit’s name")
    code = TextField(
        label="Code",
        hint=CODE_HINT.format(example="elm-ward"),
        asks="Enter the unit’s code",
        look=Look(width=20),
    )

    def __init__(self, *args: Any, units: Iterable[UnitInTree], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = SelectField(
            label="Where it lies", choices=[("", AT_THE_TOP), *unit_choices(units)], required=False
        )


class RenameUnitForm(ActionForm):
    """Another name for a unit."""

    name = TextField(label="Name", asks="Enter the unit’s name")


class MoveUnitForm(ActionForm):
    """Another place for a unit."""

    def __init__(self, *args: Any, units: Iterable[UnitInTree], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["parent"] = SelectField(
            label="Where it is to lie", choices=[("", AT_THE_TOP), *unit_choices(units)], required=False
        )


class RenamePersonForm(ActionForm):
    """A person's name."""

    given_name = TextField(label="Given name", asks="Enter the given name")
    family_name = TextField(label="Family name", asks="Enter the family name")


class PersonForm(RenamePersonForm):
    """A new person."""

    ref = TextField(
        label="Staff number",
        hint="It tells two people of one name apart, and files name the person by it",
        asks="Enter the staff number",
        look=Look(width=20),
    )
    field_order = ("ref", "given_name", "family_name")


class ChangePostForm(ActionForm):
    """What a post is called and asks for."""

    title = TextField(label="Title", hint="For example, Staff nurse", asks="Enter the post’s title")
    role = TextField(
        label="Role profile",
        hint="The code of the profile it asks for. For example, staff-nurse",
        asks="Enter the role profile’s code",
        look=Look(width=20),
    )


class PostForm(ChangePostForm):
    """A new post."""

    code = TextField(
        label="Code",
        hint=CODE_HINT.format(example="elm-nurse-1"),
        asks="Enter the post’s code",
        look=Look(width=20),
    )
    field_order = ("title", "code", "unit", "role")

    def __init__(self, *args: Any, units: Iterable[UnitInTree], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = SelectField(
            label="Unit", choices=[("", "Choose a unit"), *unit_choices(units)], asks="Select the post’s unit"
        )
        self.order_fields(self.field_order)
