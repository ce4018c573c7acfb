"""The lines of a draft. A version in use is never edited: what it asked for, when, stays as it was."""

from collections.abc import Sequence
from typing import Any

from standing.areas.audit.actions import Actor, Said, record_event, record_events, writing
from standing.areas.people.permissions import check_can
from standing.areas.people.roles import Ability
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.models import Need, ProfileLine, ProfileVersion
from standing.areas.refusals import Refused
from standing.areas.standards.models import Standard

LONGEST_CONTEXT = 100
MOST_DAYS = 3660
"""Ten years: a line needed later than that is a slip of the finger."""


@writing()
def add_line(
    *,
    by: Actor,
    version: ProfileVersion,
    standard: str,
    need: Need = Need.ESSENTIAL,
    context: str = "",
    needed_by_days: int | None = None,
) -> ProfileLine:
    """Add a standard, by its id, to a draft. `needed_by_days` from joining; none means from the first day.

    Raises `Refused` for a version that is not a draft, a standard that is not in the catalogue, and a line
    that the draft has already in the same context.
    """
    check_can(by, Ability.EDIT_PROFILES)
    version = _draft(version)
    found = Standard.objects.filter(pk=standard).first()
    if found is None:
        raise Refused(
            f"There is no standard {standard} in the catalogue. Search for it by its code or title.",
            field="standards",
        )
    context = _context(context)
    _check_days(needed_by_days)
    _check_once(version, found.pk, context)
    line = ProfileLine.objects.create(
        version=version,
        standard=found,
        context=context,
        need=Need(need).value,
        needed_by_days=needed_by_days,
    )
    record_event(by=by, action="add_line", subject=subject_of(version.profile), words=words_of(line))
    return line


@writing()
def add_lines(*, by: Actor, version: ProfileVersion, standards: Sequence[str]) -> list[ProfileLine]:
    """Add standards, by their ids, to a draft: essential, in general, from the first day. As `add_line`, or none."""
    check_can(by, Ability.EDIT_PROFILES)
    version = _draft(version)
    wanted = list(dict.fromkeys(standards))
    found = Standard.objects.in_bulk(wanted)
    missing = [standard for standard in wanted if standard not in found]
    if missing:
        raise Refused(f"There is no standard {', '.join(missing)} in the catalogue.", field="standards")
    held = version.lines.filter(standard__in=wanted, context="").values_list("standard_id", flat=True).first()
    if held is not None:
        raise Refused(f"{held} is in this draft already, in general.", field="standards")
    lines = ProfileLine.objects.bulk_create(
        ProfileLine(version=version, standard=found[standard], need=Need.ESSENTIAL.value)
        for standard in wanted
    )
    subject = subject_of(version.profile)
    record_events(by=by, said=[Said("add_line", subject, words_of(line)) for line in lines])
    return lines


@writing()
def change_line(
    *, by: Actor, line: ProfileLine, need: Need, context: str, needed_by_days: int | None
) -> ProfileLine:
    """Change how a line of a draft asks for its standard. Raises `Refused` as `add_line` does, or when
    nothing differs.
    """
    check_can(by, Ability.EDIT_PROFILES)
    line = _fresh(line)
    before = words_of(line)
    line.context, line.need, line.needed_by_days = _context(context), Need(need).value, needed_by_days
    _check_days(needed_by_days)
    if words_of(line) == before:
        raise Refused("Nothing is different. Change something, or leave the line as it is.", field="need")
    _check_once(line.version, line.standard_id, line.context, besides=line)
    line.save(update_fields=["context", "need", "needed_by_days"])
    words = {"before": before, "after": words_of(line)}
    record_event(by=by, action="change_line", subject=subject_of(line.version.profile), words=words)
    return line


@writing()
def remove_line(*, by: Actor, line: ProfileLine) -> None:
    """Take a line out of a draft."""
    check_can(by, Ability.EDIT_PROFILES)
    line = _fresh(line)
    words = words_of(line)
    line.delete()
    record_event(by=by, action="remove_line", subject=subject_of(line.version.profile), words=words)


def words_of(line: ProfileLine) -> dict[str, Any]:
    """What the audit trail says of a line."""
    return {
        "version": line.version.number,
        "standard": line.standard_id,
        "context": line.context,
        "need": line.need,
        "needed_by_days": line.needed_by_days,
    }


def _draft(version: ProfileVersion) -> ProfileVersion:
    found = ProfileVersion.objects.select_related("profile").filter(pk=version.pk).first()
    if found is None:
        raise Refused("This draft was discarded. Make another one from the profile’s page.")
    if not found.is_draft:
        raise Refused(
            f"Version {found.number} is not a draft, and what it asks for is not edited. "
            "Make a draft of the next version, change that, and put it in use."
        )
    return found


def _fresh(line: ProfileLine) -> ProfileLine:
    found = ProfileLine.objects.select_related("version__profile", "standard").filter(pk=line.pk).first()
    if found is None:
        raise Refused("This line was removed before. Reload the draft to see how it stands now.")
    _draft(found.version)
    return found


def _context(context: str) -> str:
    kept = " ".join(context.split())
    if len(kept) > LONGEST_CONTEXT:
        raise Refused(
            f"Shorten the context: it has {len(kept)} characters, and {LONGEST_CONTEXT} fit.", field="context"
        )
    return kept


def _check_days(days: int | None) -> None:
    if days is not None and not 0 <= days <= MOST_DAYS:
        raise Refused(
            f"Needed by must be a whole number of days from 0 to {MOST_DAYS:,}, or nothing.",
            field="needed_by_days",
        )


def _check_once(
    version: ProfileVersion, standard: str, context: str, besides: ProfileLine | None = None
) -> None:
    twins = version.lines.filter(standard=standard, context=context)
    if besides is not None:
        twins = twins.exclude(pk=besides.pk)
    if twins.exists():
        where = f"in the context {context}" if context else "in general"
        raise Refused(
            f"{standard} is in this draft already, {where}. Change that line, or give this one another context.",
            field="standards" if besides is None else "context",
        )
