"""Versions of a profile: drafted, put in use from a day, retired. Only one is in use on any day."""

from collections.abc import Iterator
from datetime import date

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.guarding import passes_guard
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions.copying import copy_lines
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.models import HowDecided, Need, ProfileVersion, RoleProfile
from standing.areas.profiles.requirements import wanted_by
from standing.areas.profiles.superseding import superseded
from standing.areas.profiles.undecided import check_decided
from standing.areas.record.actions import set_requirements
from standing.areas.refusals import Refused
from standing.areas.standards.loading import read_holdings


@writing()
def draft_version(*, by: Actor, profile: RoleProfile) -> ProfileVersion:
    """Begin the next version as a copy of the last. Raises `Refused` while there is a draft already."""
    check_can(by, Ability.EDIT_PROFILES)
    last = profile.versions.order_by("-number").first()
    if last is not None and last.is_draft:
        raise Refused(f"Version {last.number} of {profile} is a draft already. Go on with that one.")
    draft = ProfileVersion.objects.create(
        profile=profile, number=last.number + 1 if last else 1, purpose=last.purpose if last else ""
    )
    if last is not None:
        copy_lines(last, draft)
    words = {"version": draft.number, "copied_from": last.number if last else None}
    record_event(by=by, action="draft_version", subject=subject_of(profile), words=words)
    return draft


@writing()
def discard_draft(*, by: Actor, version: ProfileVersion) -> None:
    """Throw a draft away. What is in use stands. Raises `Refused` for a version that is or was in use."""
    check_can(by, Ability.EDIT_PROFILES)
    version = _fresh(version)
    if not version.is_draft:
        raise Refused(f"{version} is not a draft. Only a draft can be discarded.")
    words = {"version": version.number, "lines": version.lines.count()}
    version.delete()
    record_event(by=by, action="discard_draft", subject=subject_of(version.profile), words=words)


@writing()
@passes_guard(lambda **given: subject_of(given["version"].profile), why="Reason")
def put_in_use(
    *, by: Actor, version: ProfileVersion, from_on: date, why: str = "", though_undecided: bool = False
) -> ProfileVersion:
    """From a day on, the role requires the essential lines of this draft and nothing else.

    The version before is in use up to the day before. A requirement that both versions have goes on as it is.
    Raises `Refused` for a version that is not a draft or has no essential line, and for a day on or before
    the first day of the version before; and, unless `though_undecided`, while people are asked about it.
    """
    check_can(by, Ability.EDIT_PROFILES)
    version = _fresh(version)
    before = check_can_begin(version, from_on)
    in_spite_of = check_decided(by, version.pk, though_undecided=though_undecided)
    if before is not None:
        before.to_on = from_on
        before.save(update_fields=["to_on"])
    version.from_on = from_on
    version.save(update_fields=["from_on"])
    said = why.strip() or f"Version {version.number} of the profile {version.profile.name} is in use."
    changes = set_requirements(
        by=by,
        role=version.profile.code,
        wanted=wanted_by(version.lines.all()),
        from_on=from_on,
        why=said,
        source=f"profile {version.profile.code} version {version.number}",
    )
    words = {
        "version": version.number,
        "from_on": from_on,
        "instead_of": before.number if before else None,
        "begun": len(changes.begun),
        "ended": len(changes.ended) + len(changes.never),
        "kept": len(changes.kept),
        "why": why.strip(),
        **({"undecided": in_spite_of} if in_spite_of else {}),
    }
    record_event(by=by, action="put_in_use", subject=subject_of(version.profile), words=words)
    return version


@writing()
@passes_guard(lambda **given: subject_of(given["profile"]), why="Reason")
def retire_profile(*, by: Actor, profile: RoleProfile, to_on: date, why: str) -> ProfileVersion:
    """From a day on, the role requires nothing: the last day of the version in use is the one before.

    A draft stays a draft, and a version of it can be put in use again later. Raises `Refused` without a reason, when no
    version is in use, and for a day that is not after its first.
    """
    check_can(by, Ability.EDIT_PROFILES)
    if not why.strip():
        raise Refused("Say why the profile is retired: the reason stays with it.", field="why")
    current = profile.versions.filter(from_on__isnull=False, to_on__isnull=True).first()
    if current is None or current.from_on is None:
        raise Refused(f"No version of {profile} is in use. There is nothing to retire.")
    if to_on <= current.from_on:
        raise Refused(
            f"Version {current.number} is in use from {current.from_on:%-d %B %Y}. Retire it on a later day.",
            field="to_on",
        )
    current.to_on = to_on
    current.save(update_fields=["to_on"])
    set_requirements(by=by, role=profile.code, wanted=[], from_on=to_on, why=why)
    words = {"version": current.number, "to_on": to_on, "why": why.strip()}
    record_event(by=by, action="retire_profile", subject=subject_of(profile), words=words)
    return current


def check_can_begin(version: ProfileVersion, from_on: date) -> ProfileVersion | None:
    """The version that this one would replace on a day, if there is one. Raises `Refused` where it cannot begin."""
    if not version.is_draft:
        raise Refused(f"{version} is not a draft. Make a draft of the next version and put that in use.")
    undecided = sorted(line.standard_id for line in version.lines.all() if line.to_decide)
    if undecided:
        raise Refused(
            f"Somebody has to decide about {', '.join(undecided)} first: the draft says why beside the line. "
            "Add what this role needs instead and take the line out, or choose It is right where that stands beside it."
        )
    if not any(line.need == Need.ESSENTIAL for line in version.lines.all()):
        raise Refused(
            "This draft has no essential line, so nobody in the role would be asked for anything. "
            "Add an essential line, or retire the profile instead."
        )
    check_groups(version)
    used = version.profile.versions.filter(from_on__isnull=False).order_by("-from_on").first()
    if used is None or used.from_on is None:
        return None
    if from_on <= used.from_on:
        raise Refused(
            f"Version {used.number} is in use from {used.from_on:%-d %B %Y}. Choose a later day.",
            field="from_on",
        )
    if used.to_on is None:
        return used
    if from_on < used.to_on:
        raise Refused(
            f"Version {used.number} is in use up to {used.to_on:%-d %B %Y}. Choose that day or a later one.",
            field="from_on",
        )
    return None


def check_groups(version: ProfileVersion) -> None:
    """Raises `Refused` for a group that is no choice, or in which one competence could be counted twice."""
    for fault in faults_of_groups(version):
        raise Refused(fault)


def faults_of_groups(version: ProfileVersion) -> Iterator[str]:
    """What is wrong with the groups of a version, and what to do, in sentences."""
    holdings = read_holdings()
    for group in version.groups.prefetch_related("lines__standard"):
        lines = list(group.lines.all())
        codes = {line.standard.code for line in lines}
        if group.at_least >= len(codes):
            has = "1 standard" if len(codes) == 1 else f"{len(codes)} standards"
            yield (
                f"The group {group.name} asks for at least {group.at_least} and has {has}. Put more in it, ask for "
                "fewer, or take the group away: then each of its lines is asked for."
            )
        chosen = {line.standard_id for line in lines}
        for standard in sorted(chosen):
            replaced = superseded(holdings, standard, clock.today())
            both = sorted(chosen.intersection(replaced.living)) if replaced else []
            if both:
                yield (
                    f"The group {group.name} has {standard} and {' and '.join(both)}, which replaced it: whoever holds "
                    "the old one holds both, and would be counted twice. Take one out of the group."
                )


@writing()
def note_how_decided(*, version: ProfileVersion, how: str, ref: str, by: Actor) -> ProfileVersion:
    """Note how what a version asks for was decided: `co-produced` or `consulted`, and what that is recorded as.

    The area of co-production calls this when a proposal is decided. Raises `NotAllowed`, and `Refused` for a version
    that is or was in use and is now to be called co-produced: who is asked afterwards is consulted.
    """
    check_can(by, Ability.EDIT_PROFILES)
    version = _fresh(version)
    how = HowDecided(how).value
    if how == HowDecided.CO_PRODUCED and not version.is_draft:
        raise Refused(
            f"{version} is not a draft. What people are asked about afterwards is recorded as consulted."
        )
    if how and not ref.strip():
        raise Refused("Say what the decision is recorded as.", field="ref")
    version.decided_how, version.decided_ref = how, ref.strip()
    version.save(update_fields=["decided_how", "decided_ref"])
    words = {"version": version.number, "how": how, "ref": version.decided_ref}
    record_event(by=by, action="note_how_decided", subject=subject_of(version.profile), words=words)
    return version


def _fresh(version: ProfileVersion) -> ProfileVersion:
    found = ProfileVersion.objects.select_related("profile").filter(pk=version.pk).first()
    if found is None:
        raise Refused("This draft was discarded. Make another one from the profile’s page.")
    return found
