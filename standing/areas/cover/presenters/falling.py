"""What something would do to rotas, shown before it is done."""

from __future__ import annotations

from datetime import date

from standing.areas.audit.actions import Actor
from standing.areas.cover.selectors.falling import shifts_that_fall
from standing.areas.cover.words import days_in_words
from standing.areas.record.changed_beside import Shortfall
from standing.areas.record.presenters.standing import short_standard
from standing.areas.record.worlds import World
from standing.site.components.lists import Table

MOST_SHIFTS = 20
"""How many shifts are named before the rest are counted."""


class RotasBesides:
    """Takes part where something is looked at before it is done."""

    def shortfalls(self, by: Actor, world: World, until: date) -> list[Shortfall]:
        """The lines that would fail of shifts that meet their rule and would not."""
        return [
            Shortfall(
                what=f"{one.cover.shift.name}, {days_in_words(one.cover.days)}",
                unit=one.cover.unit.name,
                on=one.cover.days[0],
                standard=was.standard.pk,
                context=was.line.context,
                has=was.has,
                would_have=will.has,
                at_least=will.at_least,
            )
            for one in shifts_that_fall(by, world, until)
            for was, will in one.lines
        ]

    def of_world(self, by: Actor, world: World) -> Table | None:
        """The shifts that meet their rule and would not; None where there is none."""
        found = shifts_that_fall(by, world)
        if not found:
            return None
        more = len(found) - MOST_SHIFTS
        return Table(
            name="shifts",
            caption=f"Shifts on rotas that would no longer meet their rule, if nobody acts ({len(found)})",
            head=("Shift", "Unit", "Counts now", "Would count"),
            rows=[
                (
                    f"{one.cover.shift.name}, {days_in_words(one.cover.days)}",
                    one.cover.unit.name,
                    "; ".join(
                        f"{short_standard(was.standard)}: {was.has} of {was.at_least}" for was, _ in one.lines
                    ),
                    "; ".join(f"{will.has} of {will.at_least}" for _, will in one.lines),
                )
                for one in found[:MOST_SHIFTS]
            ],
            stack=True,
            notes=(f"{more:,} more are not named here.",) if more > 0 else (),
        )
