"""Role profiles for whoever may look at them: the list, one with its versions, what differs, whom a draft
would touch.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Post
from standing.areas.people.permissions import check_can, scope_of
from standing.areas.people.roles import Ability
from standing.areas.people.selectors.units import within
from standing.areas.profiles.comparing import Difference, difference
from standing.areas.profiles.models import (
    LineGroup,
    Need,
    ProfileLine,
    ProfileVersion,
    RoleProfile,
    ServiceFunction,
    State,
)
from standing.areas.profiles.requirements import wanted_by
from standing.areas.profiles.selectors.in_full import VersionInFull, version_in_full
from standing.areas.profiles.selectors.meeting import GroupFigure, answers_of, figures_over
from standing.areas.record.loading import known
from standing.areas.record.models import Assignment
from standing.areas.record.selectors.people import NotFound, working_on
from standing.areas.record.selectors.requirements import RequirementsPreview, preview_requirements


@dataclass(frozen=True)
class ProfileInList:
    """A profile, the version in use today and the draft if there are any, and how many posts ask for it."""

    profile: RoleProfile
    in_use: ProfileVersion | None
    draft: ProfileVersion | None
    essential: int
    desirable: int
    posts: int

    @property
    def state(self) -> State:
        """How the profile stands today, by its versions."""
        if self.in_use is not None:
            return State.IN_USE
        return State.DRAFT if self.draft is not None else State.RETIRED


@dataclass(frozen=True)
class ProfileInFull:
    """A profile with its versions, newest first, and the posts that ask for it."""

    profile: RoleProfile
    versions: tuple[ProfileVersion, ...]
    in_use: ProfileVersion | None
    draft: ProfileVersion | None
    posts: tuple[Post, ...]


@dataclass(frozen=True)
class UsePreview:
    """What putting a draft in use would do: against the version before, and to the people in the role."""

    version: VersionInFull
    before: VersionInFull | None
    difference: Difference
    requirements: RequirementsPreview


def profiles(*, by: Actor) -> list[ProfileInList]:
    """Every profile, by name. Three queries."""
    check_can(by, Ability.SEE_PROFILES)
    today = clock.today()
    counted = ProfileVersion.objects.order_by("-number").annotate(
        essential=Count("lines", filter=Q(lines__need=Need.ESSENTIAL.value)),
        desirable=Count("lines", filter=Q(lines__need=Need.DESIRABLE.value)),
    )
    posts = dict(Post.objects.order_by().values_list("role").annotate(Count("pk")))
    found = RoleProfile.objects.prefetch_related(Prefetch("versions", queryset=counted))
    return [_in_list(profile, today, posts.get(profile.code, 0)) for profile in found]


def _in_list(profile: RoleProfile, today: date, posts: int) -> ProfileInList:
    versions = list(profile.versions.all())
    in_use, draft = _in_use(versions, today), _draft(versions)
    shown = in_use or draft
    return ProfileInList(
        profile=profile,
        in_use=in_use,
        draft=draft,
        essential=getattr(shown, "essential", 0),
        desirable=getattr(shown, "desirable", 0),
        posts=posts,
    )


def profile_by_code(*, by: Actor, code: str) -> ProfileInFull:
    """A profile with all its versions, each with the `size` that its lines make. Raises `NotFound`."""
    check_can(by, Ability.SEE_PROFILES)
    versions = ProfileVersion.objects.order_by("-number").annotate(size=Count("lines"))
    profile = RoleProfile.objects.prefetch_related(Prefetch("versions", queryset=versions)).filter(code=code)
    found = profile.first()
    if found is None:
        raise NotFound(f"There is no role profile {code}.")
    held = tuple(found.versions.all())
    posts = Post.objects.filter(role=found.code).select_related("unit")
    return ProfileInFull(found, held, _in_use(held, clock.today()), _draft(held), tuple(posts))


def version_of(profile: ProfileInFull, number: int) -> ProfileVersion:
    """One of the versions of a profile. Raises `NotFound`."""
    for version in profile.versions:
        if version.number == number:
            return version
    raise NotFound(f"There is no version {number} of {profile.profile}.")


def line_by_id(*, by: Actor, code: str, number: int) -> ProfileLine:
    """A line of a draft of a profile, to be changed. Raises `NotFound`."""
    check_can(by, Ability.EDIT_PROFILES)
    lines = ProfileLine.objects.select_related("standard", "version__profile")
    found = lines.filter(pk=number, version__profile__code=code, version__from_on__isnull=True).first()
    if found is None:
        raise NotFound("There is no such line in the draft. Look it up on the draft’s page.")
    return found


def function_by_id(*, by: Actor, code: str, number: int) -> ServiceFunction:
    """A function of a draft of a profile, to be changed. Raises `NotFound`."""
    check_can(by, Ability.EDIT_PROFILES)
    functions = ServiceFunction.objects.select_related("version__profile")
    found = functions.filter(pk=number, version__profile__code=code, version__from_on__isnull=True).first()
    if found is None:
        raise NotFound("There is no such function in the draft. Look it up on the draft’s page.")
    return found


def group_by_id(*, by: Actor, code: str, number: int) -> LineGroup:
    """A group of a draft of a profile, to be changed. Raises `NotFound`."""
    check_can(by, Ability.EDIT_PROFILES)
    groups = LineGroup.objects.select_related("version__profile")
    found = groups.filter(pk=number, version__profile__code=code, version__from_on__isnull=True).first()
    if found is None:
        raise NotFound("There is no such group in the draft. Look it up on the draft’s page.")
    return found


def lines_to_group(
    *, by: Actor, version: ProfileVersion, group: LineGroup | None = None
) -> list[ProfileLine]:
    """The lines of a draft that a group may have: those in no group, and its own."""
    check_can(by, Ability.EDIT_PROFILES)
    free = Q(group__isnull=True) | Q(group=group) if group is not None else Q(group__isnull=True)
    lines = version.lines.filter(free).select_related("standard")
    return list(lines.order_by("standard__order", "context"))


@dataclass(frozen=True)
class PeopleInRole:
    """Who works in a role today, among those whose teams the account sees, and how they meet the groups asked for.

    `sees_any` is false for an account that sees no team: it is told no number at all.
    """

    sees_any: bool
    assignments: tuple[Assignment, ...]
    groups: tuple[GroupFigure, ...]


def people_in_role(*, by: Actor, code: str) -> PeopleInRole:
    """Who works in a role today, by name, as far as the account may see teams. A fixed number of queries."""
    check_can(by, Ability.SEE_PROFILES)
    today = clock.today()
    scope = scope_of(by, Ability.SEE_TEAM, today)
    if not (scope.service or scope.unit_paths):
        return PeopleInRole(sees_any=False, assignments=(), groups=())
    rows = known(Assignment.objects.filter(within(scope, "unit__path"), role=code), None).filter(
        working_on(today)
    )
    found = tuple(
        rows.select_related("person__stale", "unit", "post").order_by(
            "person__family_name", "person__given_name", "person__ref", "pk"
        )
    )
    return PeopleInRole(True, found, tuple(figures_over(answers_of(found, today))))


def preview_use(*, by: Actor, version: ProfileVersion, from_on: date) -> UsePreview:
    """What putting a draft in use from a day would change, and for whom. Nothing is written. Raises `NotAllowed`."""
    check_can(by, Ability.EDIT_PROFILES)
    used = ProfileVersion.objects.filter(profile=version.profile, from_on__isnull=False)
    last = used.order_by("-number").first()
    before, shown = version_in_full(by, last.pk) if last else None, version_in_full(by, version.pk)
    return UsePreview(
        version=shown,
        before=before,
        difference=difference(before, shown),
        requirements=preview_requirements(
            by=by, role=version.profile.code, wanted=wanted_by(version.lines.all()), from_on=from_on
        ),
    )


def _in_use(versions: Iterable[ProfileVersion], today: date) -> ProfileVersion | None:
    return next((version for version in versions if version.state(today) is State.IN_USE), None)


def _draft(versions: Iterable[ProfileVersion]) -> ProfileVersion | None:
    return next((version for version in versions if version.is_draft), None)
