"""What the pages of revisions show: the list, a revision, a version with its rows, one row beside its texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from standing.areas.audit.actors import Actor
from standing.areas.people.models import Account
from standing.areas.record.selectors.people import NotFound
from standing.areas.revisions.loading import draft_rows, standards_with_a_rule
from standing.areas.revisions.models import Approval, CrosswalkVersion, Step
from standing.areas.revisions.permissions import check_can_see_revisions
from standing.areas.revisions.selectors.versions import revision_by_code
from standing.areas.revisions.versioning import digest_of
from standing.areas.standards.models import Revision
from standing.areas.standards.selectors import get_holdings
from standing.core.crosswalks.differences import Differences, differences
from standing.core.crosswalks.states import State
from standing.core.crosswalks.versions import DraftRow, unruled_standards, waits
from standing.core.holdings import Holdings
from standing.core.rules.links import IN_CONTEXT
from standing.core.search import Document, Suggestion, suggest_targets

_DAYS = ("effective_on", "transition_ends_on", "last_start_on", "last_assessment_on")
MOST_SUGGESTED = 5


@dataclass(frozen=True)
class RevisionInList:
    """A revision with its approved version and its open one, if there are any."""

    revision: Revision
    approved: CrosswalkVersion | None
    open: CrosswalkVersion | None


@dataclass(frozen=True)
class RevisionInFull:
    """A revision with all its versions, newest first, and how many rows its document brought."""

    revision: Revision
    versions: tuple[CrosswalkVersion, ...]
    document_rows: int

    @property
    def approved(self) -> CrosswalkVersion | None:
        """The version in force, if there is one."""
        return next((each for each in self.versions if each.state == State.APPROVED), None)

    @property
    def open(self) -> CrosswalkVersion | None:
        """The version that is being worked on, if there is one."""
        return next((each for each in self.versions if each.is_open), None)


@dataclass(frozen=True)
class VersionInFull:
    """A version with its rows, what each waits for, who approved it and what was done to it."""

    version: CrosswalkVersion
    rows: tuple[DraftRow, ...]
    waiting: Mapping[str, tuple[str, ...]]
    approvals: tuple[Approval, ...]
    steps: tuple[Step, ...]
    holdings: Holdings
    digest: str

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of every standard, by id."""
        return self.holdings.titles

    @property
    def kinds(self) -> Counter[str]:
        """How many rows there are of each kind; the empty one where nobody has said it."""
        return Counter(row.kind for row in self.rows)

    @property
    def deferred(self) -> tuple[DraftRow, ...]:
        """The rows for which nothing is carried."""
        return tuple(row for row in self.rows if row.deferred)

    def has_approved(self, account: Account) -> bool:
        """Whether somebody has approved it as it stands."""
        return any(each.account_id == account.pk for each in self.approvals)


@dataclass(frozen=True)
class RowInFull:
    """A row of a version beside its neighbours, with what its old standard may have become while nobody has said it.

    `next_waiting` is the next row that waits for a steward, from the first again after the last; empty for none.
    """

    row: DraftRow
    number: int
    before: str
    after: str
    next_waiting: str
    waits: tuple[str, ...]
    suggestions: tuple[Suggestion, ...]
    steps: tuple[Step, ...]


def revisions(*, by: Actor) -> list[RevisionInList]:
    """Every revision, the latest first. Two queries."""
    check_can_see_revisions(by)
    versions: dict[int, list[CrosswalkVersion]] = {}
    for version in CrosswalkVersion.objects.all():
        versions.setdefault(version.revision_id, []).append(version)
    found = []
    for revision in Revision.objects.order_by("-as_of", "-id"):
        held = versions.get(revision.pk, [])
        approved = next((each for each in held if each.state == State.APPROVED), None)
        found.append(RevisionInList(revision, approved, next((each for each in held if each.is_open), None)))
    return found


def revision_in_full(*, by: Actor, code: str) -> RevisionInFull:
    """A revision with its versions. Raises `NotFound`."""
    revision = revision_by_code(by=by, code=code)
    return RevisionInFull(revision, tuple(_versions(revision).order_by("-number")), revision.rows.count())


def version_by_number(*, by: Actor, code: str, number: int) -> CrosswalkVersion:
    """A version of the crosswalk of a revision. Raises `NotFound`."""
    revision = revision_by_code(by=by, code=code)
    found = _versions(revision).filter(number=number).first()
    if found is None:
        raise NotFound(f"{revision.title} has no version {number} of its crosswalk.")
    return found


def version_in_full(*, by: Actor, code: str, number: int) -> VersionInFull:
    """A version with its rows and what each of them waits for. Raises `NotFound`."""
    version = version_by_number(by=by, code=code, number=number)
    rows = draft_rows(version)
    ruled = standards_with_a_rule()
    waiting = {row.old: waits(row, ruled) for row in rows} if version.is_open else {}
    return VersionInFull(
        version=version,
        rows=rows,
        waiting={old: why for old, why in waiting.items() if why},
        approvals=tuple(version.approvals.select_related("account")),
        steps=tuple(version.steps.all()),
        holdings=get_holdings(by=by),
        digest=version.digest or digest_of(version),
    )


def row_in_full(*, by: Actor, found: VersionInFull, old: str) -> RowInFull:
    """A row of a version, with suggestions while it can be changed. Raises `NotFound`."""
    check_can_see_revisions(by)
    names = [row.old for row in found.rows]
    if old not in names:
        raise NotFound(f"{old} has no row in {found.version}.")
    at = names.index(old)
    row = found.rows[at]
    open_question = found.version.is_open and (not row.new or bool(row.question))
    suggested = suggestions(found).get(old, []) if open_question else []
    suggested = [each for each in suggested if each.id not in row.new]
    waiting = [each for each in (*names[at + 1 :], *names[:at]) if each in found.waiting]
    return RowInFull(
        row=row,
        number=at + 1,
        before=names[at - 1] if at else "",
        after=names[at + 1] if at + 1 < len(names) else "",
        next_waiting=waiting[0] if waiting else "",
        waits=found.waiting.get(old, ()),
        suggestions=tuple(suggested),
        steps=tuple(step for step in found.steps if step.old == old),
    )


def suggestions(found: VersionInFull, limit: int = MOST_SUGGESTED) -> dict[str, list[Suggestion]]:
    """What each old standard of a version may have become, best first: among the editions that are none of its old."""
    by_id = found.holdings.catalogue.by_id
    old = [Document(row.old, by_id[row.old].title) for row in found.rows]
    # What a revision has replaced is nothing that another standard becomes now.
    gone = {row.old for row in found.holdings.catalogue.crosswalk if row.kind != "unchanged"}
    names = {document.id for document in old} | gone
    new = [
        Document(each.id, each.title)
        for each in found.holdings.catalogue.standards
        if each.id not in names and not each.is_local
    ]
    return _suggested(tuple(old), tuple(new), limit)


@lru_cache(maxsize=8)  # the same for every row of a version, and asked for on the page of each
def _suggested(
    old: tuple[Document, ...], new: tuple[Document, ...], limit: int
) -> dict[str, list[Suggestion]]:
    return suggest_targets(old, new, limit)


def compare_versions(*, by: Actor, before: CrosswalkVersion | None, after: CrosswalkVersion) -> Differences:
    """What the later of two versions says otherwise; everything is added where there is no earlier one."""
    check_can_see_revisions(by)
    return differences(
        draft_rows(before) if before else (),
        draft_rows(after),
        (_days(before) if before else {}, _days(after)),
    )


def compare_with_rows(*, by: Actor, before: CrosswalkVersion | None, rows: Sequence[DraftRow]) -> Differences:
    """What rows that were read say otherwise than a version."""
    check_can_see_revisions(by)
    return differences(draft_rows(before) if before else (), rows)


def _days(version: CrosswalkVersion) -> dict[str, str]:
    days = {name: getattr(version, name) for name in _DAYS}
    return {name: day.isoformat() if day else "" for name, day in days.items()}


def _versions(revision: Revision) -> QuerySet[CrosswalkVersion]:
    return CrosswalkVersion.objects.select_related(
        "revision", "first_approver", "second_approver", "made_from"
    ).filter(revision=revision)


def version_before(*, by: Actor, version: CrosswalkVersion) -> CrosswalkVersion | None:
    """The version that this one corrects, or the one approved before it; None for the first."""
    check_can_see_revisions(by)
    if version.made_from is not None:
        return version.made_from
    approved = (State.APPROVED.value, State.SUPERSEDED.value)
    return (
        _versions(version.revision)
        .filter(number__lt=version.number, state__in=approved)
        .order_by("-number")
        .first()
    )


def without_context(found: VersionInFull) -> list[str]:
    """The rows that are carried in a context and have none."""
    return [
        row.old for row in found.rows if row.treated == IN_CONTEXT and not row.context and not row.deferred
    ]


def without_rule(found: VersionInFull) -> list[str]:
    """The new standards that need a refresh rule before their rows can be approved."""
    if not found.version.is_open:
        return []
    return list(unruled_standards(found.rows, standards_with_a_rule()))


def likely_old(holdings: Holdings, revision: Revision) -> list[str]:
    """The newest edition of each standard of the revision's suite, its own new editions apart: what it may change."""
    editions = [
        next((each for each in held if each.edition != revision.same_code_edition), None)
        for held in holdings.catalogue.by_code.values()
    ]
    return [each.id for each in editions if each is not None and each.suite == revision.suite]
