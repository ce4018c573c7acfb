"""Files of evidence: taken only where the service allows them, of the kinds and sizes it allows."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from standing.areas.refusals import Refused

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

KINDS: Mapping[str, str] = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".docx": DOCX,
}
"""What a file may be, by the ending of its name. Anything that a browser would run is none of these."""

_STARTS: Mapping[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    DOCX: (b"PK\x03\x04",),
}

MOST_FILES = 5
LONGEST_NAME = 200


@dataclass(frozen=True)
class SentFile:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True)
class KeptFile:
    """A file that may be kept: its name, its kind by its content, and its digest."""

    name: str
    kind: str
    content: bytes
    sha256: str


def are_allowed() -> bool:
    """Whether this service takes files of evidence at all."""
    return bool(settings.EVIDENCE_FILES)


def most_bytes() -> int:
    """How large one file may be."""
    return int(settings.EVIDENCE_FILE_MEGABYTES) * 1024 * 1024


def checked_files(files: Sequence[SentFile]) -> list[KeptFile]:
    """The files, if all of them may be kept. Raises `Refused`, about `files`, with what to do."""
    if not files:
        return []
    if not are_allowed():
        raise Refused(
            "This service keeps no files of evidence. Say where the record of it is kept instead.",
            field="files",
        )
    if len(files) > MOST_FILES:
        raise Refused(f"Send {MOST_FILES} files or fewer with one piece of evidence.", field="files")
    return [_checked(one) for one in files]


def _checked(sent: SentFile) -> KeptFile:
    name = sent.name.replace("\\", "/").rsplit("/", 1)[-1].strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("Give the file a plain name of 200 letters or fewer, and send it again.", field="files")
    kind = KINDS.get("." + name.rpartition(".")[2].lower() if "." in name else "")
    if kind is None:
        raise Refused(
            f"{name} cannot be kept here: send a PDF, a Word document (.docx), a picture (.jpg, .png) or plain text "
            "(.txt).",
            field="files",
        )
    if not sent.content:
        raise Refused(f"{name} is empty. Choose the file again.", field="files")
    if len(sent.content) > most_bytes():
        limit = settings.EVIDENCE_FILE_MEGABYTES
        raise Refused(
            f"{name} is larger than {limit} MB. Send a smaller file, or say where it is kept.", field="files"
        )
    if not _is(kind, sent.content):
        raise Refused(
            f"{name} is not what its name says. Open it, save it again, and send that.", field="files"
        )
    return KeptFile(name, kind, sent.content, hashlib.sha256(sent.content).hexdigest())


def _is(kind: str, content: bytes) -> bool:
    if kind == "text/plain":
        return _is_text(content)
    if not content.startswith(_STARTS[kind]):
        return False
    return kind != DOCX or _is_docx(content)


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False


def _is_docx(content: bytes) -> bool:
    """A Word document without macros."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False
    return "word/document.xml" in names and not any(name.endswith("vbaProject.bin") for name in names)
