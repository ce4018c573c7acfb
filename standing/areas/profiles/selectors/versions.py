"""Role profiles for whoever may look at them: the list, one with its versions, what differs, whom a draft
would touch.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor
from standing.areas.people.models import Post
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion, RoleProfile, State
from standing.areas.profiles.requirements import wanted_by
from standing.areas.record.selectors.people import NotFound
from standing.areas.record.selectors.requirements import RequirementsPreview, preview_requirements
from standing.areas.standards.models import CrosswalkRow, Standard


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
class ChangedLine:
    """A line that two versions have, asked for differently."""

    before: ProfileLine
    after: ProfileLine


@dataclass(frozen=True)
class Difference:
    """What one version has that another has not, and what they ask for differently."""

    added: tuple[ProfileLine, ...]
    removed: tuple[ProfileLine, ...]
    changed: tuple[ChangedLine, ...]

    @property
    def is_none(self) -> bool:
        return not (self.added or self.removed or self.changed)


@dataclass(frozen=True)
class Successors:
    """What a revision's crosswalk says becomes of a standard. For information: nothing is changed by it."""

    row: CrosswalkRow
    new: tuple[Standard, ...]


@dataclass(frozen=True)
class UsePreview:
    """What putting a draft in use would do: against the version before, and to the people in the role."""

    version: ProfileVersion
    before: ProfileVersion | None
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
    """A profile with all its versions and their lines. Raises `NotFound`."""
    check_can(by, Ability.SEE_PROFILES)
    lines = ProfileLine.objects.select_related("standard__suite").order_by("standard__order", "context")
    versions = ProfileVersion.objects.order_by("-number").prefetch_related(Prefetch("lines", queryset=lines))
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


def difference(before: ProfileVersion | None, after: ProfileVersion) -> Difference:
    """What the later of two versions adds, leaves out and asks for differently, pair by pair."""
    old = {(line.standard_id, line.context): line for line in (before.lines.all() if before else ())}
    new = {(line.standard_id, line.context): line for line in after.lines.all()}
    both = [ChangedLine(old[pair], line) for pair, line in new.items() if pair in old]
    return Difference(
        added=tuple(line for pair, line in new.items() if pair not in old),
        removed=tuple(line for pair, line in old.items() if pair not in new),
        changed=tuple(pair for pair in both if _asks(pair.before) != _asks(pair.after)),
    )


def _asks(line: ProfileLine) -> tuple[str, int | None]:
    return line.need, line.needed_by_days


def successors_of(*, by: Actor, standards: Collection[str]) -> dict[str, list[Successors]]:
    """For each of the standards that a crosswalk supersedes, what it becomes. Two queries."""
    check_can(by, Ability.SEE_CATALOGUE)
    rows = CrosswalkRow.objects.filter(old__in=standards).exclude(kind__in=("kept", "unchanged"))
    found: dict[str, list[Successors]] = {}
    for row in rows.select_related("revision").prefetch_related("links__new"):
        new = tuple(link.new for link in row.links.all())
        found.setdefault(row.old_id, []).append(Successors(row, new))
    return found


def preview_use(*, by: Actor, version: ProfileVersion, from_on: date) -> UsePreview:
    """What putting a draft in use from a day would change, and for whom. Nothing is written. Raises `NotAllowed`."""
    check_can(by, Ability.EDIT_PROFILES)
    before = (
        ProfileVersion.objects.filter(profile=version.profile, from_on__isnull=False)
        .prefetch_related(Prefetch("lines", queryset=ProfileLine.objects.select_related("standard__suite")))
        .order_by("-number")
        .first()
    )
    return UsePreview(
        version=version,
        before=before,
        difference=difference(before, version),
        requirements=preview_requirements(
            by=by, role=version.profile.code, wanted=wanted_by(version.lines.all()), from_on=from_on
        ),
    )


def _in_use(versions: Iterable[ProfileVersion], today: date) -> ProfileVersion | None:
    return next((version for version in versions if version.state(today) is State.IN_USE), None)


def _draft(versions: Iterable[ProfileVersion]) -> ProfileVersion | None:
    return next((version for version in versions if version.is_draft), None)
