"""Groups on the pages of the record: how one person stands in them, and how many of a team meet them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from standing.areas.profiles.presenters.people import (
    answers_table,
    figures_table,
    groups_words,
    lacking_words,
)
from standing.areas.profiles.selectors import answers_of, figures_over
from standing.areas.record.models import Assignment
from standing.areas.record.presenters.besides import Besides
from standing.site.components.lists import Table


class Groups:
    """Takes part in the pages of the record (`record.presenters.besides`)."""

    def of_person(self, assignments: Collection[Assignment], at: date) -> Besides | None:
        """The groups that the person's roles ask for."""
        answers = answers_of(assignments, at)
        if not answers:
            return None
        lacking = [answer for answer in answers if not answer.met and not answer.left_out]
        return Besides(groups_words(answers), answers_table(answers), tuple(map(lacking_words, lacking)))

    def of_team(self, assignments: Collection[Assignment], at: date) -> Table | None:
        """The groups that the team's roles ask for, with how many meet each."""
        figures = figures_over(answers_of(assignments, at))
        return figures_table(figures) if figures else None
