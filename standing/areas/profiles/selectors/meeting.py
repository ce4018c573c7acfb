"""Who meets the groups of the profiles in use: at least so many lines of each, whichever they are. The rules know none.

A group is answered from standing, line by line, as the definition answers for each. Two lines of one standard are one:
who holds it in general holds it in every context, and is not counted twice for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from standing.areas.people.models import Person
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion
from standing.areas.profiles.selectors.in_full import GroupInFull, LineInFull
from standing.areas.record.attribution import Attribution
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.cells import AWAY, NOT_NEEDED_YET, away_for_long
from standing.areas.record.stretches import stretches_of
from standing.core.rules.days import Period, add_days


@dataclass(frozen=True)
class GroupAsked:
    """A group that a version in use asks of everyone in a role."""

    role: str
    profile: str
    version: int
    group: GroupInFull
    in_use: Period

    @property
    def key(self) -> str:
        """Its name for good: it keeps it from one version of the profile to the next."""
        return f"{self.role}:{self.group.name}"


@dataclass(frozen=True)
class GroupAnswer:
    """How somebody stands in a group on a day: the lines that count, and from when enough of them are needed.

    `left_out` says why the answer is in no figure, in the words of compliance, or is empty.
    """

    person: Person
    asked: GroupAsked
    counting: tuple[LineInFull, ...]
    needed_from: date
    left_out: str = ""

    @property
    def held(self) -> int:
        """How many standards of the group count."""
        return len({line.code for line in self.counting})

    @property
    def met(self) -> bool:
        return self.held >= self.asked.group.at_least


@dataclass(frozen=True)
class GroupFigure:
    """How many people meet a group, of how many, and who is left out."""

    asked: GroupAsked
    meeting: int
    of: int
    out: tuple[GroupAnswer, ...]

    @property
    def left_out(self) -> int:
        """How many people are left out."""
        return len(self.out)


def groups_in_use(roles: Collection[str], at: date, until: date | None = None) -> list[GroupAsked]:
    """The essential groups of the profiles of these roles, in the versions in use on a day, or on some day from it up
    to and including another. One query.
    """
    in_use = Q(version__from_on__lte=until or at) & (
        Q(version__to_on__isnull=True) | Q(version__to_on__gt=at)
    )
    lines = ProfileLine.objects.filter(
        in_use, version__profile__code__in=roles, group__isnull=False, need=Need.ESSENTIAL.value
    )
    return _grouped(lines)


def groups_put_in_use(version: ProfileVersion, from_on: date) -> list[GroupAsked]:
    """The essential groups of a version as it would ask for them, were it put in use from a day. One query."""
    lines = ProfileLine.objects.filter(version=version, group__isnull=False, need=Need.ESSENTIAL.value)
    return _grouped(lines, Period(from_on))


def _grouped(lines: QuerySet[ProfileLine], in_use: Period | None = None) -> list[GroupAsked]:
    rows = lines.select_related("standard__suite", "function", "group", "version__profile")
    found: defaultdict[tuple[int, int], list[ProfileLine]] = defaultdict(list)
    for line in rows.order_by("version__profile__name", "group__name", "standard__order", "context"):
        assert line.group is not None
        found[line.version_id, line.group.pk].append(line)
    return [_asked(of_group, in_use) for of_group in found.values()]


def _asked(rows: Sequence[ProfileLine], in_use: Period | None) -> GroupAsked:
    version, group = rows[0].version, rows[0].group
    assert group is not None
    if in_use is None:
        assert version.from_on is not None
        in_use = Period(version.from_on, version.to_on)
    lines = tuple(LineInFull.of(line) for line in rows)
    return GroupAsked(
        version.profile.code,
        version.profile.name,
        version.number,
        GroupInFull(group.name, group.at_least, lines, group.pk),
        in_use,
    )


def answers_of(assignments: Iterable[Assignment], at: date) -> list[GroupAnswer]:
    """How the people of these assignments stand on a day in the groups that their roles ask for.

    The assignments hold that day and are read with their people (those with `stale`); whoever calls it has shown that
    they may be seen. One query where no role asks for a group, else a fixed number.
    """
    working = list(assignments)
    asked_by_role: defaultdict[str, list[GroupAsked]] = defaultdict(list)
    for each in groups_in_use({row.role for row in working}, at):
        asked_by_role[each.role].append(each)
    concerned = [row for row in working if row.role in asked_by_role]
    if not concerned:
        return []
    people = {row.person_id: row.person for row in concerned}
    standards = {
        line.standard for row in concerned for each in asked_by_role[row.role] for line in each.group.lines
    }
    stretches = stretches_of(list(people.values()), standards, at, at)
    attribution = Attribution.as_known(None)
    away = away_for_long(attribution.about(people), at, None, attribution)
    answers = []
    for row, each in _first_days(concerned, asked_by_role):
        needed_from = add_days(row.from_on, each.group.needed_by_days or 0)
        counting = tuple(
            line
            for line in each.group.lines
            if stretches.standing_on(row.person.ref, line.standard, line.context, at).counts
        )
        left_out = AWAY if row.person_id in away else NOT_NEEDED_YET if at < needed_from else ""
        answers.append(GroupAnswer(row.person, each, counting, needed_from, left_out))
    return answers


def _first_days(
    working: Iterable[Assignment], asked_by_role: Mapping[str, Sequence[GroupAsked]]
) -> list[tuple[Assignment, GroupAsked]]:
    """Each person and group once, with the first of the assignments that ask for it."""
    first: dict[tuple[int, int], tuple[Assignment, GroupAsked]] = {}
    for row in working:
        for each in asked_by_role.get(row.role, ()):
            key = (row.person_id, each.group.id)
            if key not in first or row.from_on < first[key][0].from_on:
                first[key] = (row, each)
    return list(first.values())


def figures_over(answers: Iterable[GroupAnswer]) -> list[GroupFigure]:
    """How many meet each group, in the order in which they come."""
    by_group: dict[int, list[GroupAnswer]] = {}
    for answer in answers:
        by_group.setdefault(answer.asked.group.id, []).append(answer)
    figures = []
    for found in by_group.values():
        counted = [answer for answer in found if not answer.left_out]
        meeting = sum(answer.met for answer in counted)
        out = tuple(answer for answer in found if answer.left_out)
        figures.append(GroupFigure(found[0].asked, meeting, len(counted), out))
    return figures
