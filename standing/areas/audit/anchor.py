"""The anchor: the sequence and digest of the newest event, in a file outside the database.

The chain alone cannot show that its last events were cut off; the file can. It is written after each
transaction that wrote an event, whole or not at all, and only ever moves forward along the same chain. It is
begun by the first event of a store, and by nobody else: a file that is gone stays gone until someone anchors
the store again on purpose.
"""

import contextlib
import fcntl
import json
import logging
import os
import re
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from standing.areas.audit.models import Event

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Anchor:
    """The newest event known outside the database."""

    sequence: int
    digest: str

    def __post_init__(self) -> None:
        if self.sequence < 1 or not re.fullmatch("[0-9a-f]{64}", self.digest):
            raise ValueError("An anchor holds a sequence from 1 and a digest of 64 hexadecimal digits.")


class AnchorUnreadable(Exception):
    """The anchor file is there and does not hold an anchor."""


def anchor_file() -> Path:
    """Where the anchor is: the setting AUDIT_HEAD_FILE; else beside the SQLite file; else in STANDING_HOME.

    Named after the store, so that two stores with one home folder do not share it.
    """
    chosen = settings.AUDIT_HEAD_FILE
    if chosen:
        return Path(chosen)
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and Path(name).is_absolute():
        return Path(name).with_suffix(".audit-head.json")
    return Path(settings.STANDING_HOME) / f"{re.sub('[^A-Za-z0-9_-]+', '-', name).strip('-')}.audit-head.json"


def read_anchor() -> Anchor | None:
    """The anchor, or None without a file. Raises `AnchorUnreadable` for a file that holds something else."""
    path = anchor_file()
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return Anchor(sequence=int(found["sequence"]), digest=str(found["digest"]))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AnchorUnreadable(f"{path} cannot be read as an anchor of the audit trail: {error}") from error


def advance_anchor(first: int, last: int) -> None:
    """Bring the anchor up to the newest event, now that the events of these sequences are committed.

    Left as it is, with an error in the log, when the chain no longer holds the anchored event: moving on
    would hide that.
    """
    kept = read_anchor()
    if kept is not None and kept.sequence >= last:
        return
    with _alone():
        kept = read_anchor()
        if kept is None and first > 1:
            logger.error("The audit trail has no anchor at %s. Run `standing check`.", anchor_file())
        elif kept is not None and not _is_in_chain(kept):
            logger.error(
                "The audit trail no longer holds the event anchored at %s. Run `standing check`.",
                anchor_file(),
            )
        else:
            _write(newest())


def replace_anchor() -> Path | None:
    """Anchor the chain as it is now, whatever was anchored before; the earlier file is kept under another
    name, returned.

    For a new or a restored store, and after a problem that has been looked into. Without events the file is
    only set aside.
    """
    path, aside = anchor_file(), None
    with _alone():
        if path.exists():
            aside = _free_name(path)
            path.rename(aside)
        head = newest()
        if head is not None:
            _write(head)
    return aside


def newest() -> Anchor | None:
    """The newest event of the chain, as an anchor of it; None without events."""
    row = Event.objects.order_by("-sequence").values_list("sequence", "digest").first()
    return Anchor(*row) if row else None


def _is_in_chain(kept: Anchor) -> bool:
    return Event.objects.filter(sequence=kept.sequence, digest=kept.digest).exists()


def _free_name(path: Path) -> Path:
    number = 1
    while (aside := path.with_name(f"{path.name}.before-{number}")).exists():
        number += 1
    return aside


@contextlib.contextmanager
def _alone() -> Iterator[None]:
    """One process and thread at a time: the file is read, compared and written as one step."""
    path = anchor_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = os.open(path.with_name(path.name + ".lock"), os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _write(head: Anchor | None) -> None:
    """Put a finished file in place of the old one, so that a crash leaves one or the other."""
    if head is None:
        return
    path = anchor_file()
    handle, made = tempfile.mkstemp(prefix=path.name, dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(head), file)
            file.flush()
            os.fsync(file.fileno())
        Path(made).replace(path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
