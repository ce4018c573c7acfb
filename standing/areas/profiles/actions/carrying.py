"""Profiles carried over by an adopted revision: a draft each, that asks for nothing until somebody puts it in use."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions.copying import copy_functions, copy_groups
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.carrying import CarriedLine, carry_lines, changes_anything
from standing.areas.profiles.models import ProfileLine, ProfileVersion
from standing.areas.record.models import Batch
from standing.areas.refusals import Refused
from standing.core.rules.carry_over import CrosswalkRow


@dataclass(frozen=True)
class ProfileToCarry:
    """A profile whose newest version, in use or to come, asks for an old standard, and what its lines become."""

    version: ProfileVersion
    lines: tuple[CarriedLine, ...]


def profiles_to_carry(rows: Sequence[CrosswalkRow]) -> list[ProfileToCarry]:
    """The profiles that these rows of a crosswalk change, by code. Two queries."""
    by_old = {row.old: row for row in rows}
    found = []
    for version in _newest_used():
        before = [_as_it_is(line) for line in version.lines.all()]
        lines = tuple(carry_lines(by_old, before))
        if changes_anything(lines):
            found.append(ProfileToCarry(version, lines))
    return found


def _newest_used() -> Iterator[ProfileVersion]:
    used = ProfileVersion.objects.filter(from_on__isnull=False).select_related("profile")
    seen: set[int] = set()
    lines = ProfileLine.objects.select_related("function", "group").order_by("standard__order", "context")
    used = used.prefetch_related(Prefetch("lines", queryset=lines))
    for version in used.order_by("profile__code", "-number"):
        if version.profile_id not in seen and (version.to_on is None or version.to_on > clock.today()):
            seen.add(version.profile_id)
            yield version


def _as_it_is(line: ProfileLine) -> CarriedLine:
    return CarriedLine(
        standard=line.standard_id,
        context=line.context,
        need=line.need,
        needed_by_days=line.needed_by_days,
        function=line.function.words if line.function else "",
        group=line.group.name if line.group else "",
        practice=line.practice,
        counts_for_cover=line.counts_for_cover,
        key=line.key,
        stands_for=tuple(line.stands_for),
    )


def check_no_draft_in_the_way(found: Sequence[ProfileToCarry]) -> None:
    """Raise `Refused` while one of these profiles has a draft already: a profile has one at a time."""
    drafts = ProfileVersion.objects.filter(
        from_on__isnull=True, profile__in=[one.version.profile_id for one in found]
    )
    names = sorted(str(draft.profile) for draft in drafts.select_related("profile"))
    if names:
        raise Refused(
            f"There is a draft already of {', '.join(names)}, and the revision makes one. Put it in use or discard it, "
            "then adopt."
        )


def touching(found: Sequence[ProfileToCarry], olds: Collection[str]) -> list[ProfileToCarry]:
    """Those of the profiles that ask for one of these old standards."""
    return [one for one in found if any(line.standard_id in olds for line in one.version.lines.all())]


@writing()
def carry_profiles(
    *, by: Actor, batch: Batch, rows: Sequence[CrosswalkRow], only: Collection[str] | None = None
) -> list[ProfileVersion]:
    """Make a draft of every profile that a revision changes, with its lines carried over. Nothing is in use by that.
    With `only`, of those profiles alone that ask for one of these old standards.

    Raises `NotAllowed`, and `Refused` for a profile that has a draft already.
    """
    check_can(by, Ability.ADOPT_REVISION)
    found = profiles_to_carry(rows)
    found = found if only is None else touching(found, only)
    check_no_draft_in_the_way(found)
    return [_draft(by, batch, one) for one in found]


def _draft(by: Actor, batch: Batch, one: ProfileToCarry) -> ProfileVersion:
    profile = one.version.profile
    newest = profile.versions.order_by("-number").first()
    assert newest is not None
    draft = ProfileVersion.objects.create(
        profile=profile, number=newest.number + 1, carried_with=batch, purpose=one.version.purpose
    )
    functions, groups = copy_functions(one.version, draft), copy_groups(one.version, draft)
    ProfileLine.objects.bulk_create(
        ProfileLine(
            version=draft,
            standard_id=line.standard,
            context=line.context,
            need=line.need,
            needed_by_days=line.needed_by_days,
            function=functions.get(line.function),
            group=groups.get(line.group),
            practice=line.practice,
            counts_for_cover=line.counts_for_cover,
            key=line.key,
            stands_for=list(line.stands_for),
            came_from=list(line.came_from),
            to_decide=line.to_decide,
        )
        for line in one.lines
    )
    words = {
        "version": draft.number,
        "copied_from": one.version.number,
        "carried_with": batch.name,
        "lines": [
            {"standard": line.standard, "context": line.context, "from": list(line.came_from)}
            for line in one.lines
        ],
        "to_decide": [line.standard for line in one.lines if line.to_decide],
    }
    record_event(by=by, action="carry_profile", subject=subject_of(profile), words=words)
    return draft


def carried_in_use(batch: Batch) -> list[ProfileVersion]:
    """The versions carried with a batch that are in use, or will be from a day that is set."""
    used = ProfileVersion.objects.filter(carried_with=batch, from_on__isnull=False)
    asking = used.filter(Q(to_on__isnull=True) | Q(to_on__gt=clock.today()))
    return list(asking.select_related("profile"))


@writing()
def discard_carried(*, by: Actor, batch: Batch, why: str) -> int:
    """Throw away the drafts that were carried with a batch, when the revision is undone. How many there were.

    A version that was in use and is no more stays, as what was asked for then. Raises `NotAllowed`, and `Refused` if
    one of them is in use.
    """
    check_can(by, Ability.ADOPT_REVISION)
    used = carried_in_use(batch)
    if used:
        raise Refused(f"{', '.join(str(one) for one in used)} is in use. Put another version in use first.")
    drafts = ProfileVersion.objects.filter(carried_with=batch, from_on__isnull=True)
    return _discard(by, list(drafts.select_related("profile")), why)


@writing()
def discard_carried_anew(
    *, by: Actor, batches: Collection[Batch], found: Sequence[ProfileToCarry], why: str
) -> int:
    """Throw away the drafts of these profiles that were carried with these batches and are not in use, before the
    profiles are carried anew. How many there were. Raises `NotAllowed`.
    """
    check_can(by, Ability.ADOPT_REVISION)
    drafts = ProfileVersion.objects.filter(
        carried_with__in=batches,
        from_on__isnull=True,
        profile__in=[one.version.profile_id for one in found],
    )
    return _discard(by, list(drafts.select_related("profile")), why)


def _discard(by: Actor, drafts: Sequence[ProfileVersion], why: str) -> int:
    for draft in drafts:
        words = {"version": draft.number, "lines": draft.lines.count(), "why": why}
        record_event(by=by, action="discard_draft", subject=subject_of(draft.profile), words=words)
        draft.delete()
    return len(drafts)
