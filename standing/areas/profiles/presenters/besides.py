"""Groups on the pages of the record: how one person stands in them, and how many of a team meet them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from standing.areas.profiles.presenters.people import (
    answers_table,
    figures_table,
    first_stops,
    groups_words,
    lacking_words,
    soon_words,
    why_words,
)
from standing.areas.profiles.selectors import answers_of, figures_over, group_stops
from standing.areas.record.models import Assignment
from standing.areas.record.presenters.besides import Besides, StopBesides
from standing.core.rules.days import add_days
from standing.core.rules.holding import RENEWAL_DAYS
from standing.site.components.lists import Table


class Groups:
    """Takes part in the pages of the record (`record.presenters.besides`)."""

    def of_person(self, assignments: Collection[Assignment], at: date) -> Besides | None:
        """The groups that the person's roles ask for."""
        answers = answers_of(assignments, at)
        if not answers:
            return None
        lacking = [answer for answer in answers if not answer.met and not answer.left_out]
        stops = group_stops(assignments, at, add_days(at, RENEWAL_DAYS))
        return Besides(
            groups_words(answers),
            answers_table(answers, stops),
            tuple(map(lacking_words, lacking)),
            tuple(map(soon_words, first_stops(stops))),
        )

    def of_team(self, assignments: Collection[Assignment], at: date) -> Table | None:
        """The groups that the team's roles ask for, with how many meet each."""
        figures = figures_over(answers_of(assignments, at))
        return figures_table(figures) if figures else None

    def stops(self, assignments: Collection[Assignment], after: date, until: date) -> Iterator[StopBesides]:
        """Who stops meeting a group that a role of theirs asks for."""
        for stop in group_stops(assignments, after, until):
            group = stop.asked.group
            yield StopBesides(
                person=stop.person,
                units=stop.units,
                what=f"{group.name}, {group.words}",
                by=stop.asked.profile,
                standards=tuple(line.standard for line in group.lines),
                first_day=stop.first_day,
                why=why_words(stop),
            )
