"""A packed file (xlsx, ods) opened so that it cannot hurt: sizes are checked before anything is unpacked, and counted
again while it is; nothing is written out, and no path inside is followed outside.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

from standing.core.formats.workbook.model import Limits, Unreadable

_PIECE = 1 << 16
_MOST_PARTS = 5_000
# A file that unpacks to less than this may be packed however tightly.
_SMALL = 20_000_000
_SAVE_AGAIN = "Open it in the program it came from, save it again as .xlsx, and choose that file."


class Package:
    """The parts of a packed file, by name. Part names are compared without regard to case, as spreadsheets do."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        """Opens the package. Raises Unreadable if it is damaged, protected, or unpacks to too much."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            parts = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise _broken() from error
        self._limits = limits
        self._read = 0
        self._tags = 0
        _check_sizes(parts, len(content), limits)
        self._parts = {part.filename.lower().lstrip("/"): part for part in parts}

    @property
    def names(self) -> frozenset[str]:
        """The names of all parts, in small letters."""
        return frozenset(self._parts)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def pieces(self, name: str) -> Iterator[bytes]:
        """A part, piece by piece. Raises Unreadable if it is missing or damaged, or if more comes out than was
        announced.
        """
        part = self._parts.get(name.lower())
        if part is None:
            raise Unreadable(f"The file lacks one of its parts ({name}).", _SAVE_AGAIN)
        try:
            with self._zip.open(part) as unpacked:
                while piece := unpacked.read(_PIECE):
                    self._read += len(piece)
                    self._tags += piece.count(b"<")
                    if self._read > self._limits.unpacked_bytes:
                        raise _too_large(self._limits)
                    if self._tags > self._limits.tags:
                        raise Unreadable(
                            "The workbook is far larger inside than a table of people is.", _SMALLER
                        )
                    yield piece
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            RuntimeError,
            ValueError,
            NotImplementedError,
            OSError,
        ) as error:
            raise _broken() from error


def _check_sizes(parts: list[zipfile.ZipInfo], size: int, limits: Limits) -> None:
    """Refuses, before anything is unpacked, what is protected or says that it unpacks to too much."""
    if len(parts) > _MOST_PARTS:
        raise Unreadable(
            f"The file is packed from {len(parts):,} parts; a workbook has a few dozen.", _SAVE_AGAIN
        )
    unpacked = sum(part.file_size for part in parts)
    if unpacked > limits.unpacked_bytes or (unpacked > _SMALL and unpacked > size * limits.unpacked_ratio):
        raise _too_large(limits)
    for part in parts:
        if part.flag_bits & 0x1:
            raise locked()
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Unreadable("The file is packed in a way that spreadsheets do not use.", _SAVE_AGAIN)


def locked() -> Unreadable:
    """The refusal of a file that a password protects."""
    return Unreadable(
        "The file is protected by a password.",
        "Open it in your spreadsheet program, save a copy without the password, and choose that copy.",
    )


_SMALLER = "Copy the sheet with the people and their courses into a new workbook, and choose that one."


def _too_large(limits: Limits) -> Unreadable:
    most = limits.unpacked_bytes // 1_000_000
    return Unreadable(
        f"The file unpacks to far more than its size, or to more than {most} MB; no more was unpacked.",
        _SMALLER,
    )


def _broken() -> Unreadable:
    return Unreadable(
        "The file is damaged or breaks off before its end.",
        "Copy or download it again; if that does not help, open it in the program it came from and save it again.",
    )
