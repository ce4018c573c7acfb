"""Days as options of a command: ISO text, and nothing that must be guessed at."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from standing.core.engine.tables import read_day
from standing.core.rules.facts import BadFact


class Day(click.ParamType):
    """A day written as year-month-day."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day. Fail with what was found and what is expected."""
        try:
            return read_day(self.name, value)
        except BadFact as bad:
            self.fail(f"{bad}.", param, ctx)

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """Return how the help names it."""
        return "DAY"


DAY = Day()
