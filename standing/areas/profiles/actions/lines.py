"""The lines of a draft. A version in use is never edited: what it asked for, when, stays as it was."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from standing.areas.audit import clock
from standing.areas.audit.actions import Actor, Said, record_event, record_events, writing
from standing.areas.guarding import passes_guard
from standing.areas.profiles.actions.drafts import draft_to_change, line_to_change
from standing.areas.profiles.actions.profiles import subject_of
from standing.areas.profiles.models import LineGroup, Practice, ProfileLine, ProfileVersion
from standing.areas.profiles.superseding import superseded
from standing.areas.profiles.terms import LineTerms
from standing.areas.refusals import Refused
from standing.areas.standards.loading import read_holdings
from standing.areas.standards.models import Standard

LONGEST_CONTEXT = 100
MOST_DAYS = 3660
"""Ten years: a line needed later than that is a slip of the finger."""


@writing()
def add_line(
    *, by: Actor, version: ProfileVersion, standard: str, as_worked_to: bool = False, **terms: Any
) -> ProfileLine:
    """Add one standard to a draft, as `add_lines` does; `terms` are those of `LineTerms`."""
    (line,) = add_lines(
        by=by, version=version, standards=[standard], terms=LineTerms(**terms), as_worked_to=as_worked_to
    )
    return line


@writing()
def add_lines(
    *,
    by: Actor,
    version: ProfileVersion,
    standards: Sequence[str],
    terms: LineTerms | None = None,
    as_worked_to: bool = False,
) -> list[ProfileLine]:
    """Add standards, by their ids, to a draft, all on the same terms; or none of them.

    Raises `Refused` for a version that is not a draft, a standard that is not in the catalogue, one that a published
    revision has replaced (unless `as_worked_to`: what a service works to already is written down as it is, and a
    revision carries it over), a line that the draft has already in the same context, and terms that cannot be.
    """
    version = draft_to_change(by, version)
    wanted = list(dict.fromkeys(standards))
    _check_standards(wanted, as_worked_to)
    terms = _checked(version, terms or LineTerms())
    _check_once(version, wanted, terms.context, field="standards")
    rows = [ProfileLine(version=version, standard_id=each, **terms.columns()) for each in wanted]
    lines = ProfileLine.objects.bulk_create(rows)
    found = Standard.objects.in_bulk(wanted)
    for line in lines:
        line.standard = found[line.standard_id]
    subject = subject_of(version.profile)
    record_events(by=by, said=[Said("add_line", subject, words_of(line)) for line in lines])
    return lines


@writing()
def change_line(*, by: Actor, line: ProfileLine, terms: LineTerms) -> ProfileLine:
    """Change how a line of a draft asks for its standard. Raises `Refused` as `add_lines` does, or when
    nothing differs.
    """
    line = line_to_change(by, line)
    before = words_of(line)
    old, terms = LineTerms.of(line), _checked(line.version, terms, line)
    if terms == old:
        raise Refused("Nothing is different. Change something, or leave the line as it is.", field="need")
    _check_once(line.version, [line.standard_id], terms.context, field="context", besides=line)
    for column, value in terms.columns().items():
        setattr(line, column, value)
    line.save(update_fields=[*terms.columns()])
    line = ProfileLine.objects.select_related("version__profile", "standard", "function", "group").get(
        pk=line.pk
    )
    words = {"before": before, "after": words_of(line)}
    record_event(by=by, action="change_line", subject=subject_of(line.version.profile), words=words)
    return line


@writing()
def remove_line(*, by: Actor, line: ProfileLine) -> None:
    """Take a line out of a draft."""
    line = line_to_change(by, line)
    words = words_of(line)
    line.delete()
    record_event(by=by, action="remove_line", subject=subject_of(line.version.profile), words=words)


@writing()
@passes_guard(lambda **given: subject_of(given["line"].version.profile), why="Why it is right")
def settle_line(*, by: Actor, line: ProfileLine, why: str) -> ProfileLine:
    """Say that a line which a revision carried over is right as it is now. Raises `Refused` without a reason, where
    nothing waits, and where the line still asks for a standard that the revision replaced.
    """
    line = line_to_change(by, line)
    if not why.strip():
        raise Refused("Say why it is right as it is: the reason stays with the profile.", field="why")
    if not line.to_decide:
        raise Refused("Nothing waits to be decided about this line.")
    if superseded(read_holdings(), line.standard_id, clock.today()) is not None:
        raise Refused(
            f"{line.standard_id} has been replaced. Add what this role needs instead, and take this line out."
        )
    words = words_of(line) | {"settled": line.to_decide, "why": why.strip()}
    line.to_decide = ""
    line.save(update_fields=["to_decide"])
    record_event(by=by, action="settle_line", subject=subject_of(line.version.profile), words=words)
    return line


def words_of(line: ProfileLine) -> dict[str, Any]:
    """What the audit trail says of a line."""
    return {
        "version": line.version.number,
        "standard": line.standard_id,
        "context": line.context,
        "need": line.need,
        "needed_by_days": line.needed_by_days,
        "practice": line.practice,
        "counts_for_cover": line.counts_for_cover,
        "function": line.function.words if line.function else "",
        "group": line.group.name if line.group else "",
    }


def check_group_asks_alike(group: LineGroup, need: str, besides: ProfileLine | None = None) -> None:
    """A group is asked for as a whole: its lines are all essential or all desirable. Raises `Refused`."""
    others = group.lines.exclude(need=need)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    other = others.first()
    if other is not None:
        raise Refused(
            f"The lines of the group {group.name} are {other.need}. A group is asked for as a whole: choose "
            f"{other.need}, or leave this line out of the group.",
            field="group",
        )


def _check_standards(wanted: Sequence[str], as_worked_to: bool) -> None:
    holdings = read_holdings()
    missing = [standard for standard in wanted if standard not in holdings.catalogue.by_id]
    if missing or not wanted:
        raise Refused(
            f"There is no standard {', '.join(missing)} in the catalogue. Search for it by its code or title."
            if missing
            else "Choose a standard first.",
            field="standards",
        )
    for standard in wanted:
        replaced = None if as_worked_to else superseded(holdings, standard, clock.today())
        if replaced is not None:
            joined = (" and " if replaced.all_needed else " or ").join(replaced.living)
            instead = f"Add {joined} instead." if joined else "Nothing has taken its place."
            raise Refused(f"{standard} has been replaced and cannot be added. {instead}", field="standards")


def _checked(version: ProfileVersion, terms: LineTerms, besides: ProfileLine | None = None) -> LineTerms:
    """The terms as they are kept. Raises `Refused` for those that cannot be."""
    _check_days(terms.needed_by_days)
    if terms.practice is Practice.SUPERVISED and terms.counts_for_cover:
        raise Refused(
            "Somebody who works supervised in it does not count for cover. Choose independent, or say that it does "
            "not count for cover.",
            field="counts_for_cover",
        )
    if terms.function is not None and not version.functions.filter(pk=terms.function).exists():
        raise Refused("This draft has no such function. Choose one of its own.", field="function")
    if terms.group is not None:
        group = version.groups.filter(pk=terms.group).first()
        if group is None:
            raise Refused("This draft has no such group. Choose one of its own.", field="group")
        check_group_asks_alike(group, terms.need.value, besides)
    return replace(terms, context=_context(terms.context))


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
    version: ProfileVersion,
    standards: Sequence[str],
    context: str,
    *,
    field: str,
    besides: ProfileLine | None = None,
) -> None:
    twins = version.lines.filter(standard__in=standards, context=context).select_related("group", "function")
    if besides is not None:
        twins = twins.exclude(pk=besides.pk)
    twin = twins.first()
    if twin is not None:
        where = f"in the context {context}" if context else "in general"
        place = f", in the group {twin.group}" if twin.group else ""
        place += f", for {twin.function}" if twin.function else ""
        raise Refused(
            f"{twin.standard_id} is in this draft already, {where}{place}. "
            "Change that line, or give this one another context.",
            field=field,
        )
