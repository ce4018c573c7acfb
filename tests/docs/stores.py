"""The stores that the examples find: made once a run, copied for each page."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from standing.core.catalogue import Standard
from standing.core.holdings import bundled_holdings
from standing.core.rules.carry_over import CrosswalkRow
from tests.support.stores import make_empty_store

MADE_BY = {
    "a demonstration": ["demo", "--people", "36"],
    "a new service": ["init", "--email", "robin@example.nhs.uk", "--name", "Robin Marsh"],
    "no store": [],
}
PASSWORD = "willow kestrel 41 lantern"


def surroundings(home: Path) -> dict[str, str]:
    """The environment of somebody who has installed Standing and has this home folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("STANDING_", "PYTEST"))}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return kept | {"PATH": path, "STANDING_HOME": str(home), "LANG": "C.UTF-8", "COLUMNS": "120"}


def made_store(kind: str, folder: Path) -> Path:
    """The store of a kind, as a home folder, made by whichever worker of the run comes first."""
    home = folder / kind.replace(" ", "-")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{home.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            unfinished = home.with_suffix(".unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            if MADE_BY[kind]:
                # Its tables at hand already: the examples that begin without a store go through the migrations.
                make_empty_store(unfinished / "standing.sqlite3")
                environment = surroundings(unfinished) | {"STANDING_ADMIN_PASSWORD": PASSWORD}
                subprocess.run(["standing", *MADE_BY[kind]], env=environment, check=True, capture_output=True)
            unfinished.rename(home)
    return home


def write_tracking_document(path: Path) -> None:
    """Write a tracking document that says what the bundled crosswalk says: codes, titles, what became of them.

    The real one is not ours to keep; this one has its layout, on a single page.
    """
    catalogue = bundled_holdings().catalogue
    rows = [
        f"{catalogue.by_id[row.old].code}\t{catalogue.by_id[row.old].title}\t{_replacement(row, catalogue.by_id)}"
        for row in catalogue.rows("mh-2013")
    ]
    head = ["Mental Health", "", "March 2013", "", "Tracking document \u2013 March 2013", ""]
    columns = ["Current NOS (2005)\t\tReplacement NOS\t", "Prefix\tTitle\tPrefix\tTitle"]
    path.write_text("\n".join([*head, *columns, *rows]), encoding="utf-8")


def _replacement(row: CrosswalkRow, by_id: Mapping[str, Standard]) -> str:
    """The third and the fourth column of a row, as such documents print them."""
    if row.kind in ("absorbed", "unchanged"):
        return f"\t{row.source_words}"
    new = [by_id[standard] for standard in row.new]
    codes = [f"{each.code}.2012" if each.edition == "2012" else each.code for each in new]
    if len(new) > 1:
        return "\t" + " and ".join(f"{code} {each.title}" for code, each in zip(codes, new, strict=True))
    note = f" \u2013 {row.source_words}" if row.source_words else ""
    return f"{codes[0]}\t{new[0].title}{note}"
