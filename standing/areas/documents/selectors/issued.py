"""Issued job descriptions: which rest on an older version, and the wording that would bring them up to date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from standing.areas.audit import clock
from standing.areas.audit.actors import Actor
from standing.areas.documents.models import FileKind, IssuedDocument, IssuedFile
from standing.areas.documents.permissions import check_can_see
from standing.areas.documents.selectors.versions import document_version
from standing.areas.profiles.models import ProfileVersion, State
from standing.areas.profiles.superseding import superseded
from standing.areas.record.selectors.people import NotFound
from standing.areas.standards.selectors import get_holdings
from standing.core.documents.job_description import job_description
from standing.core.documents.proposing import (
    Suggested,
    Wording,
    same_lines,
    suggested,
    undecided,
    wordings,
)
from standing.core.holdings import Holdings


@dataclass(frozen=True)
class Replaced:
    """A standard that a document names and a published revision replaced, and what stands in its place."""

    standard: str
    living: tuple[str, ...]
    revision: str


@dataclass(frozen=True)
class Issued:
    """An issued document, and what it would have to be compared with.

    `newer` is the version that it should say by now: the one in use or to come after its own, otherwise a draft that
    came after it. None where its version is the last. `replaced` are standards that it names and that gave way.
    """

    row: IssuedDocument
    newer: ProfileVersion | None
    replaced: tuple[Replaced, ...]

    @property
    def is_older(self) -> bool:
        """Whether it is still in use and rests on an older version or on standards that gave way."""
        decided = self.newer is not None and not self.newer.is_draft
        return self.row.ended_at is None and (decided or bool(self.replaced))


def issued_documents(*, by: Actor, profile: str = "") -> list[Issued]:
    """The issued documents, of one profile if it is named, newest first. Three queries. Raises `NotAllowed`."""
    check_can_see(by)
    rows = _rows()
    return _told(rows.filter(version__profile__code=profile) if profile else rows, get_holdings(by=by))


def document_by_code(*, by: Actor, code: str) -> Issued:
    """One issued document. Raises `NotFound`."""
    check_can_see(by)
    found = _told(_rows().filter(code=code.strip().upper()), get_holdings(by=by))
    if not found:
        raise NotFound(f"There is no job description {code}. Check each sign of the code at its foot.")
    return found[0]


def _rows() -> QuerySet[IssuedDocument]:
    return IssuedDocument.objects.select_related("version__profile", "issued_by", "ended_by")


def _told(rows: Iterable[IssuedDocument], held: Holdings) -> list[Issued]:
    found = list(rows)
    today = clock.today()
    versions: dict[int, list[ProfileVersion]] = {}
    of_profiles = {row.version.profile_id for row in found}
    for version in ProfileVersion.objects.filter(profile__in=of_profiles).select_related("profile"):
        versions.setdefault(version.profile_id, []).append(version)
    gave_way: dict[str, Replaced | None] = {}
    return [
        Issued(
            row,
            _newer(row.version, versions[row.version.profile_id], today),
            tuple(_replaced(row.said["standards"], gave_way, held, today)),
        )
        for row in found
    ]


_ORDER: Mapping[State, int] = {State.IN_USE: 0, State.TO_COME: 1, State.DRAFT: 2}


def _newer(own: ProfileVersion, versions: Sequence[ProfileVersion], today: date) -> ProfileVersion | None:
    later = [one for one in versions if one.number > own.number and one.state(today) in _ORDER]
    return min(later, key=lambda one: (_ORDER[one.state(today)], -one.number), default=None)


def _replaced(
    standards: Iterable[str], known: dict[str, Replaced | None], held: Holdings, today: date
) -> Iterable[Replaced]:
    for standard in standards:
        if standard not in known:
            found = superseded(held, standard, today)
            known[standard] = Replaced(standard, found.living, found.row.revision) if found else None
        told = known[standard]
        if told is not None:
            yield told


def proposed_wording(*, by: Actor, issued: Issued) -> list[Suggested]:
    """What would have to change in a document so that it says what the newer version does. Nothing is changed by it."""
    check_can_see(by)
    if issued.newer is None:
        return []
    version = document_version(by, issued.newer.pk)
    before = [Wording(*one) for one in issued.row.said["words"]]
    after = list(wordings(job_description(version)))
    if version.is_draft:
        before, after = undecided(before), undecided(after)
    return suggested(before, after, same_lines(version))


def file_of(*, by: Actor, issued: Issued, kind: FileKind) -> IssuedFile:
    """A file of an issued document, as it was issued."""
    check_can_see(by)
    return IssuedFile.objects.get(document=issued.row, kind=kind.value)


def files_of(*, by: Actor, issued: Issued) -> list[tuple[FileKind, str]]:
    """The kinds of file of an issued document, each with its digest."""
    check_can_see(by)
    rows = IssuedFile.objects.filter(document=issued.row).values_list("kind", "sha256")
    return [(FileKind(kind), digest) for kind, digest in rows]
