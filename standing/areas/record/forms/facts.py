"""Of whom the facts are taken out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from standing.areas.people.selectors import UnitInTree
from standing.site.forms import FilterForm, SelectField


class FactsForm(FilterForm):
    """Everyone, or the people of a unit and those below it."""

    unit = SelectField(label="Whose facts", hint="A team is taken with those below it", choices=[])

    def __init__(self, units: Iterable[UnitInTree], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["unit"]
        assert isinstance(field, SelectField)
        field.choices = [
            ("", "Everyone in the service"),
            *((found.unit.code, f"{'– ' * found.depth}{found.unit.name}") for found in units),
        ]
