"""A backup: everything in the store, in one file that either database can be restored from.

The file is a zip of one list of rows a table and a manifest with the number of rows and the digest of each.
The computed periods are left out: they are worked out again from the facts. A store is restored whole or
not at all, and only into an empty one.
"""

import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.migrations.recorder import MigrationRecorder

from standing.areas.audit import clock
from standing.areas.audit.actions import System
from standing.areas.audit.checking import check_links
from standing.areas.audit.models import Event
from standing.areas.people.actions import anchor_trail
from standing.areas.people.models import Account, Person
from standing.areas.record.models import Period, StalePerson
from standing.areas.record.periods import mark_stale, store_all_stale
from standing.areas.refusals import Refused

FORMAT, FORMAT_VERSION = "standing-backup", 1
APPS = (*settings.AREAS, "account", "mfa", "socialaccount")
WORKED_OUT_AGAIN: tuple[type[models.Model], ...] = (Period, StalePerson)
MANIFEST = "manifest.json"
ROWS_AT_ONCE = 500
DAMAGED = (
    *(zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, RuntimeError),
    *(UnicodeDecodeError, serializers.base.DeserializationError, DataError, IntegrityError),
)
"""What reading a damaged file raises: of its packing, or of rows that came out of it as nonsense."""


@dataclass(frozen=True)
class Table:
    """One table of a backup: how many rows it has, and the digest of them."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the tables by name, and the migrations of the store it was made from."""

    made_at: str
    migrations: tuple[str, ...]
    tables: dict[str, Table]


def tables() -> dict[str, type[models.Model]]:
    """The tables that are backed up, by name."""
    found = [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in APPS]
    return {model._meta.label: model for model in found if model not in WORKED_OUT_AGAIN}


def write_backup(path: Path) -> Manifest:
    """Write everything in the store into a file, as it is at one moment. The file is whole or not there.

    Raises `Refused` if there is a file already or it cannot be written.
    """
    if path.exists():
        raise Refused(f"{path} is there already. Choose another name, or move it away first.")
    # Each run has a name of its own to write under: two at once must not write into one file.
    unfinished = path.with_name(f"{path.name}.{os.getpid()}.unfinished")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
            manifest = _write(stream)
        unfinished.rename(path)
    except OSError as error:
        raise Refused(f"{path} cannot be written: {error.strerror}.") from error
    finally:
        with suppress(OSError):  # a folder that takes no new file gives none back either
            unfinished.unlink(missing_ok=True)
    return manifest


def _write(stream: Any) -> Manifest:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive, _one_moment():
        written = {name: _write_table(archive, name, model) for name, model in tables().items()}
        manifest = Manifest(clock.now().isoformat(), _migrations(), written)
        content = {"format": FORMAT, "version": FORMAT_VERSION, **asdict(manifest)}
        archive.writestr(MANIFEST, json.dumps(content, indent=1))
    return manifest


def _one_moment() -> Any:
    """A transaction in which every table is read as it was at its beginning."""
    moment = transaction.atomic()
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        return _RepeatableRead(moment)
    return moment


class _RepeatableRead:
    def __init__(self, moment: Any) -> None:
        self.moment = moment

    def __enter__(self) -> None:
        self.moment.__enter__()
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def __exit__(self, *error: Any) -> None:
        self.moment.__exit__(*error)


def _write_table(archive: zipfile.ZipFile, name: str, model: type[models.Model]) -> Table:
    digest, count = hashlib.sha256(), 0
    with archive.open(_member(name), "w") as member:
        for row in model._base_manager.order_by("pk").iterator(ROWS_AT_ONCE):
            line = serializers.serialize("jsonl", [row], cls=_WholeTimes).encode()
            member.write(line)
            digest.update(line)
            count += 1
    return Table(count, digest.hexdigest())


class _WholeTimes(DjangoJSONEncoder):
    """Times to the microsecond: Django's own encoder cuts them to milliseconds, and the audit trail
    would not hold.
    """

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def _member(name: str) -> str:
    return f"tables/{name}.jsonl"


def _migrations() -> tuple[str, ...]:
    applied = MigrationRecorder(connection).applied_migrations()
    return tuple(sorted(f"{app}.{name}" for app, name in applied if app in APPS))


def restore_backup(path: Path) -> Manifest:
    """Put everything in a backup into an empty store of the same version, then check it. Nothing is put
    in half.

    Raises `Refused` for a file that is not a whole backup, one of another version, or a store that is not
    empty.
    """
    with _open_backup(path) as archive:
        manifest = _read_manifest(archive, path)
        _check_fits(manifest)
        with transaction.atomic():
            _load(archive, manifest, path)
    anchor_trail(by=System("restore"), why=f"Restored from {path.name}")
    store_all_stale()
    return manifest


def check_backup(path: Path) -> None:
    """Refuse a file that is not a whole backup, before a store is made for it. Raises `Refused`."""
    with _open_backup(path) as archive:
        _read_manifest(archive, path)
        if damaged := archive.testzip():
            raise zipfile.BadZipFile(f"{damaged} is damaged")


@contextmanager
def _open_backup(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup. Raises `Refused` where it is not there or, within the block, is found not to be whole."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except FileNotFoundError as error:
        raise Refused(f"There is no file {path}.") from error
    except DAMAGED as error:
        raise Refused(
            f"{path} is not a whole backup of Standing: {error}. Use another copy of it."
        ) from error


def _read_manifest(archive: zipfile.ZipFile, path: Path) -> Manifest:
    try:
        content = json.loads(archive.read(MANIFEST))
        found = {name: Table(**table) for name, table in content["tables"].items()}
        known = (content["format"], content["version"]) == (FORMAT, FORMAT_VERSION)
        manifest = Manifest(content["made_at"], tuple(content["migrations"]), found)
    except (KeyError, TypeError, ValueError):
        known = False
    if not known:
        raise Refused(f"{path} is not a backup that this version of Standing can read.")
    return manifest


def _check_fits(manifest: Manifest) -> None:
    if manifest.migrations != _migrations() or manifest.tables.keys() != tables().keys():
        raise Refused(
            "The backup was made by another version of Standing. Restore it with that version, "
            "then bring the store up to date with `standing init`."
        )
    if Event.objects.exists() or Person.objects.exists() or Account.objects.exists():
        raise Refused(
            "This store is not empty, and a backup is never mixed into another. "
            "Point STANDING_HOME or STANDING_DATABASE_URL at an empty place."
        )


def _load(archive: zipfile.ZipFile, manifest: Manifest, path: Path) -> None:
    for name, model in tables().items():
        _load_table(archive, name, model, manifest.tables[name], path)
    connection.check_constraints()
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(tables().values())):
            cursor.execute(statement)
    problem = next(check_links(), None)
    if problem is not None:
        raise Refused(f"The audit trail in {path} does not hold: {problem.what} Nothing was restored.")
    mark_stale(Person.objects.values_list("pk", flat=True))


def _load_table(
    archive: zipfile.ZipFile, name: str, model: type[models.Model], table: Table, path: Path
) -> None:
    digest, count = hashlib.sha256(), 0
    with archive.open(_member(name)) as member:
        lines = iter(member)
        while some := list(islice(lines, ROWS_AT_ONCE)):
            for line in some:
                digest.update(line)
            rows = [each.object for each in _rows(some)]
            count += len(rows)
            model._base_manager.bulk_create(rows)  # type: ignore[arg-type]
    if Table(count, digest.hexdigest()) != table:
        raise Refused(
            f"{path} is damaged: {name} is not what was written. Nothing was restored. Use another copy."
        )


def _rows(lines: list[bytes]) -> Iterator[Any]:
    return serializers.deserialize("jsonl", b"".join(lines).decode())
