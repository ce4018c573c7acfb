"""The files of a job description, made from a version."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from standing.areas.documents.models import FileKind
from standing.areas.documents.printing import pdf_of, plain_pdf_of
from standing.areas.documents.word.writer import word_of
from standing.core.documents.job_description import job_description
from standing.core.documents.plain import plain_version
from standing.core.documents.profile import Version

_ENDINGS = {FileKind.WORD: "docx", FileKind.PDF: "pdf", FileKind.PLAIN: "pdf"}


@dataclass(frozen=True)
class MadeFile:
    """A file: what it is called, and its bytes."""

    kind: FileKind
    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """Its digest."""
        return hashlib.sha256(self.content).hexdigest()


def make_file(version: Version, kind: FileKind, *, template: bytes, issued: str, at: datetime) -> MadeFile:
    """One file of a version. `issued` says when and under which code, or that it is a draft. Raises `Refused`."""
    if kind is FileKind.WORD:
        content = word_of(job_description(version), template, issued=issued, at=at)
    elif kind is FileKind.PDF:
        content = pdf_of(job_description(version), issued=issued)
    else:
        content, _ = plain_pdf_of(plain_version(version), issued=issued)
    return MadeFile(kind, file_name(version, kind), content)


def file_name(version: Version, kind: FileKind) -> str:
    """What a file is called: the profile, its version, and that it is a draft."""
    role = re.sub(r"[^a-z0-9]+", "-", version.code.lower()).strip("-")
    what = "in-plain-words" if kind is FileKind.PLAIN else "job-description"
    draft = "-draft" if version.is_draft else ""
    return f"{role}-{what}-version-{version.number}{draft}.{_ENDINGS[kind]}"
