"""Bank holidays of the nation the service is in, from a library that is kept up to date with each year's list."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from functools import cache

import holidays
from django.conf import settings

from standing.core.assessing.appeals import NATIONS, Stage, working_days_after, working_days_before


@cache
def bank_holidays(nation: str) -> Container[date]:
    """The bank holidays of a nation, of every year asked about."""
    return holidays.country_holidays("GB", subdiv=NATIONS[nation])


def due_day(stage: Stage, opened_on: date) -> date:
    """The last day on which a stage is decided in time."""
    return working_days_after(opened_on, settings.APPEAL_DAYS[stage.value], bank_holidays(settings.NATION))


def appeals_expected_since(today: date) -> date:
    """The first of the days whose decisions may still be expected to be appealed against today."""
    return working_days_before(today, settings.APPEALED_WITHIN_DAYS, bank_holidays(settings.NATION))
