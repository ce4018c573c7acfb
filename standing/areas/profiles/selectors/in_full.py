"""One version whole, as documents, co-production and cover read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion, State
from standing.areas.profiles.terms import needed_by_words
from standing.areas.record.selectors.people import NotFound


@dataclass(frozen=True)
class LineInFull:
    """A line of a version. `function` and `group` are their words and name, or empty; `practice` is `supervised`,
    `independent` or empty.

    `key` names it in every version copied from its own, and `stands_for` are other keys whose statements are about it
    too. `to_decide` says why somebody has to decide about it before the version can be in use.
    """

    id: int
    key: str
    stands_for: tuple[str, ...]
    standard: str
    code: str
    title: str
    suite: str
    local: bool
    context: str
    need: str
    needed_by_days: int | None
    practice: str
    counts_for_cover: bool
    function: str
    group: str
    came_from: tuple[str, ...] = ()
    to_decide: str = ""
    edition: str = ""

    @property
    def is_local(self) -> bool:
        """Whether it asks for a local competence."""
        return self.local

    @property
    def keys(self) -> tuple[str, ...]:
        """Its own key and those that it stands for."""
        return (self.key, *self.stands_for)

    @property
    def needed_by(self) -> str:
        """By when it is needed, in words."""
        return needed_by_words(self.needed_by_days)

    @property
    def is_essential(self) -> bool:
        return self.need == Need.ESSENTIAL

    @classmethod
    def of(cls, line: ProfileLine) -> LineInFull:
        """A line read with its standard and suite, function and group."""
        return cls(
            id=line.pk,
            key=line.key,
            stands_for=tuple(line.stands_for),
            standard=line.standard_id,
            code=line.standard.code,
            title=line.standard.title,
            suite=line.standard.suite.name,
            local=line.standard.is_local,
            context=line.context,
            need=line.need,
            needed_by_days=line.needed_by_days,
            practice=line.practice,
            counts_for_cover=line.counts_for_cover,
            function=line.function.words if line.function else "",
            group=line.group.name if line.group else "",
            came_from=tuple(line.came_from),
            to_decide=line.to_decide,
            edition=line.standard.edition,
        )


@dataclass(frozen=True)
class GroupInFull:
    """A group and its lines, of which at least some are asked for, whichever they are."""

    name: str
    at_least: int
    lines: tuple[LineInFull, ...]
    id: int = 0

    @property
    def words(self) -> str:
        """How many are asked for: "at least 2 of these 3"; of a draft's group with too few, that it has too few."""
        if self.at_least > len(self.lines):
            return f"at least {self.at_least}, though it has only {len(self.lines)}"
        return f"at least {self.at_least} of these {len(self.lines)}"

    @property
    def is_essential(self) -> bool:
        """Whether it is asked of everyone in the role; its lines are all essential or all desirable."""
        return any(line.is_essential for line in self.lines)

    @property
    def needed_by_days(self) -> int | None:
        """By when enough of it is needed: as soon as the first of its lines."""
        days = [line.needed_by_days for line in self.lines]
        return None if None in days else min((day for day in days if day is not None), default=None)

    @property
    def needed_by(self) -> str:
        """By when enough of it is needed, in words."""
        return needed_by_words(self.needed_by_days)


@dataclass(frozen=True)
class VersionInFull:
    """A version of a profile with all that it asks for. `functions` are in order, and `lines` in that of the catalogue.

    `function_ids` are the keys of the functions, beside them. `decided_how` is empty (by its owner alone),
    `co-produced` or `consulted`; `decided_ref` is what records that.
    """

    id: int
    code: str
    profile: str
    number: int
    state: State
    from_on: date | None
    to_on: date | None
    purpose: str
    functions: tuple[str, ...]
    lines: tuple[LineInFull, ...]
    groups: tuple[GroupInFull, ...]
    decided_how: str
    decided_ref: str
    function_ids: tuple[int, ...] = ()

    @property
    def alone(self) -> tuple[LineInFull, ...]:
        """The lines in no group."""
        return tuple(line for line in self.lines if not line.group)

    def for_function(self, function: str) -> tuple[LineInFull, ...]:
        """The lines for a function, by its words; those for none, by no words."""
        return tuple(line for line in self.lines if line.function == function)


def version_in_full(account: Actor, version_id: int) -> VersionInFull:
    """A version with everything it asks for. Four queries. Raises `NotAllowed` and `NotFound`."""
    check_can(account, Ability.SEE_PROFILES)
    version = ProfileVersion.objects.select_related("profile").filter(pk=version_id).first()
    if version is None:
        raise NotFound("There is no such version of a role profile.")
    rows = version.lines.select_related("standard__suite", "function", "group")
    lines = tuple(LineInFull.of(line) for line in rows.order_by("standard__order", "context"))
    functions = list(version.functions.all())
    return VersionInFull(
        id=version.pk,
        code=version.profile.code,
        profile=version.profile.name,
        number=version.number,
        state=version.state(clock.today()),
        from_on=version.from_on,
        to_on=version.to_on,
        purpose=version.purpose,
        functions=tuple(each.words for each in functions),
        lines=lines,
        groups=tuple(
            GroupInFull(
                each.name, each.at_least, tuple(line for line in lines if line.group == each.name), each.pk
            )
            for each in version.groups.all()
        ),
        decided_how=version.decided_how,
        decided_ref=version.decided_ref,
        function_ids=tuple(each.pk for each in functions),
    )
