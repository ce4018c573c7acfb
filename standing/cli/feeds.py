"""Feeds of guidance and law for `standing import`: recognised by content, read into candidates."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from standing.cli.support import django_setup
from standing.core.formats import legislation_effects, nice_products
from standing.core.importing import ImportReport

FORMATS = (nice_products.FORMAT, legislation_effects.FORMAT)


def is_one(content: bytes, as_format: str | None) -> bool:
    """Whether a file is a feed: by the format it is named as, else by its content."""
    if as_format is not None:
        return as_format in FORMATS
    return nice_products.is_one(content) or legislation_effects.is_one(content)


def import_feeds(contents: Sequence[tuple[Path, bytes]], *, dry_run: bool) -> list[ImportReport]:
    """Read feeds into the candidates of a store that is there, or say what that would do."""
    if not contents:
        return []
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.policies.actions import import_feed

    by = System("import")
    return [
        import_feed(by=by, file=path.name, content=content, dry_run=dry_run).report
        for path, content in contents
    ]
