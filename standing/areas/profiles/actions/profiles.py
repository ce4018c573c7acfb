"""Profiles themselves: made, with an empty draft, and named."""

from standing.areas.audit.actions import Actor, record_event, writing
from standing.areas.people.checks import checked_code, checked_text
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.models import ProfileVersion, RoleProfile
from standing.areas.refusals import Refused


@writing()
def create_profile(*, by: Actor, code: str, name: str) -> RoleProfile:
    """Make a profile with an empty first draft; it asks for nothing until a version is put in use.

    `code` is the role as posts and assignments name it. Raises `Refused` for a code used already.
    """
    check_can(by, Ability.EDIT_PROFILES)
    code = checked_code(code, field="code", what="the profile’s code", example="ward-nurse")
    name = checked_text(name, field="name", what="the profile’s name")
    taken = RoleProfile.objects.filter(code__iexact=code).first()
    if taken is not None:
        raise Refused(
            f"The code {taken.code} is that of the profile {taken.name}. Choose another.", field="code"
        )
    profile = RoleProfile.objects.create(code=code, name=name)
    ProfileVersion.objects.create(profile=profile, number=1)
    record_event(by=by, action="create_profile", subject=subject_of(profile), words={"name": name})
    return profile


@writing()
def rename_profile(*, by: Actor, profile: RoleProfile, name: str) -> RoleProfile:
    """Give a profile another name. Its code stays: posts and the record know it by that."""
    check_can(by, Ability.EDIT_PROFILES)
    profile = RoleProfile.objects.get(pk=profile.pk)
    before, profile.name = profile.name, checked_text(name, field="name", what="the profile’s name")
    if profile.name == before:
        raise Refused(f"The profile is called {before} already.", field="name")
    profile.save(update_fields=["name"])
    words = {"before": before, "after": profile.name}
    record_event(by=by, action="rename_profile", subject=subject_of(profile), words=words)
    return profile


def subject_of(profile: RoleProfile) -> str:
    """How the audit trail names a profile."""
    return f"profile:{profile.code}"
