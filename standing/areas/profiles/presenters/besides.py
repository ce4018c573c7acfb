"""Groups on the pages of the record: how one person stands in them, and the people of a team."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from standing.areas.profiles.presenters.people import (
    answers_table,
    asked_words,
    course_words,
    figures_table,
    groups_words,
    lacking_words,
    soon_words,
    why_words,
)
from standing.areas.profiles.selectors import GroupCourse, courses_of, figures_over, group_stops
from standing.areas.record.models import Assignment
from standing.areas.record.presenters.besides import (
    Besides,
    ColumnBesides,
    MarkBesides,
    StopBesides,
    TeamBesides,
)


class Groups:
    """Takes part in the pages of the record (`record.presenters.besides`)."""

    def of_person(self, assignments: Collection[Assignment], at: date) -> Besides | None:
        """The groups that the person's roles ask for."""
        courses = courses_of(assignments, at)
        if not courses:
            return None
        answers = [course.answer for course in courses]
        lacking = [answer for answer in answers if not answer.met and not answer.left_out]
        soon = [course.stop for course in courses if course.is_soon and course.stop]
        return Besides(
            groups_words(answers),
            answers_table(courses),
            tuple(map(lacking_words, lacking)),
            tuple(map(soon_words, soon)),
        )

    def of_team(self, assignments: Collection[Assignment], at: date) -> TeamBesides | None:
        """The groups that the team's roles ask for, with how everybody stands and how many meet each."""
        courses = courses_of(assignments, at)
        if not courses:
            return None
        figures = figures_over(course.answer for course in courses)
        return TeamBesides(tuple(_columns(courses)), figures_table(figures))

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


def _by_name(course: GroupCourse) -> tuple[str, str, str]:
    person = course.answer.person
    return person.family_name, person.given_name, person.ref


def _columns(courses: Iterable[GroupCourse]) -> Iterator[ColumnBesides]:
    by_group: dict[int, list[GroupCourse]] = {}
    for course in courses:
        by_group.setdefault(course.answer.asked.group.id, []).append(course)
    for found in by_group.values():
        asked = found[0].answer.asked
        marks = tuple(
            MarkBesides(
                course.answer.person,
                course.answer.met,
                course.last_day,
                course_words(course),
                course.answer.left_out,
            )
            for course in sorted(found, key=_by_name)
        )
        yield ColumnBesides(asked.key, asked.group.name, asked_words(asked), asked.profile, marks)
