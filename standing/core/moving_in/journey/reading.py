"""The first step: the sheets that are read, and what their cells say."""

from __future__ import annotations

from functools import cached_property

from standing.core.formats.matrix import (
    Conventions,
    Entries,
    Fault,
    Layout,
    Shape,
    Together,
    find_layouts,
    read_entries,
    together,
)
from standing.core.formats.workbook import Workbook
from standing.core.moving_in.answers import Answers
from standing.core.moving_in.journey.service import Service
from standing.core.moving_in.journey.sheets import lay_out, of_sheet, signature

_TABLES = ("sheets", "conventions", "labels", "ticks", "rules", "units", "roles", "people")


class Reading:
    """A file as far as it is read."""

    def __init__(self, workbook: Workbook, answers: Answers, service: Service) -> None:
        self.workbook, self.service = workbook, service
        self.given = answers

    @cached_property
    def found(self) -> list[Layout]:
        """How each sheet is laid out, as far as the file itself tells."""
        return find_layouts(self.workbook)

    @cached_property
    def layouts(self) -> dict[str, Layout]:
        """How each sheet is laid out, as found or as somebody corrected it."""
        return {each.sheet: self._corrected(each) for each in self.found}

    def _corrected(self, layout: Layout) -> Layout:
        answer = self.answers.sheets.get(layout.sheet)
        return (
            layout
            if answer is None or not answer.layout
            else lay_out(self.workbook, layout.sheet, answer.layout)
        )

    @cached_property
    def answers(self) -> Answers:
        """What is answered, with what an earlier file of the same headings was told where nothing is said now."""
        known = self.service.remembered
        found = Answers()
        for layout in self.found:
            remembered = known.sheets.get(signature(layout))
            if remembered is not None:
                found = found.with_more(**of_sheet(layout.sheet, remembered))
        given = self.given
        return found.with_more(**{name: getattr(given, name) for name in _TABLES}).with_more(
            replace_later=given.replace_later,
            ask_of_roles=found.ask_of_roles if given.ask_of_roles is None else given.ask_of_roles,
        )

    @cached_property
    def open_sheets(self) -> tuple[str, ...]:
        """The sheets of which nobody said whether they are read, and as what."""
        return tuple(each.sheet for each in self.found if each.sheet not in self.answers.sheets)

    @cached_property
    def read(self) -> tuple[Layout, ...]:
        """The sheets that are read."""
        return tuple(
            layout
            for name, layout in self.layouts.items()
            if name in self.answers.sheets
            and self.answers.sheets[name].read
            and layout.shape is not Shape.UNKNOWN
        )

    @cached_property
    def conventions(self) -> Conventions:
        return Conventions(self.answers.conventions)

    @cached_property
    def entries(self) -> dict[str, Entries]:
        today = self.service.today
        return {each.sheet: read_entries(self.workbook, each, self.conventions, today) for each in self.read}

    @cached_property
    def said(self) -> tuple[Together, ...]:
        """What each row says of each course."""
        return tuple(each for found in self.entries.values() for each in together(found.entries))

    @cached_property
    def row_faults(self) -> tuple[Fault, ...]:
        """The faults of whole rows and sheets; those of cells come with the plan."""
        own = [fault for layout in self.read for fault in layout.faults]
        return (*own, *(fault for found in self.entries.values() for fault in found.faults))
