"""The catalogue that comes with Standing: the CSV files of `data/`.

In a source checkout they are at its top; in an installed package, inside it. Every cell is checked while it is read, and a
fault is a `ValueError` naming file and row: the files are part of the program.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from standing.core.catalogue import Catalogue, Judgement, Revision, Standard, Statement, Suite, codes_in
from standing.core.rules.carry_over import CrosswalkRow

Made = TypeVar("Made")
_PACKAGE = Path(__file__).resolve().parents[2]


def data_folder(package: Path = _PACKAGE) -> Path:
    """The folder of the bundled files: inside the installed package, or at the top of a source checkout."""
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent / "data"


def load(folder: Path | None = None) -> Catalogue:
    """The whole bundled catalogue, or that of another folder of the same files."""
    folder = folder or data_folder()
    revisions = read_rows(folder / "revisions.csv", revision_row)
    crosswalk: list[CrosswalkRow] = []
    judgements: list[Judgement] = []
    for revision in revisions:
        name = revision.revision
        crosswalk += read_rows(folder / f"crosswalk-{name}.csv", lambda row, name=name: _crosswalk_row(name, row))
        judgements += read_rows(
            folder / f"judgements-{name}.csv", lambda row, name=name: Judgement(name, row["old"], row["kind"], row["why"])
        )
    digests = read_rows(folder / "digests.csv", lambda row: ((row["source"], row["entry"]), row["digest"]))
    return Catalogue(
        tuple(read_rows(folder / "suites.csv", lambda row: Suite(row["suite"], row["name"], row["note"]))),
        tuple(read_rows(folder / "standards.csv", _standard)),
        tuple(revisions),
        tuple(crosswalk),
        tuple(judgements),
        tuple(read_rows(folder / "statements-of-status.csv", _statement)),
        dict(digests),
    )


def read_rows(path: Path, make: Callable[[dict[str, str]], Made]) -> list[Made]:
    """The rows of a bundled CSV file, each made into what it stands for. ValueError names the row that cannot be."""
    with path.open(encoding="utf-8", newline="") as file:
        made = []
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            try:
                made.append(make(row))
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
        return made


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, written with `|` between them."""
    return tuple(value for value in cell.split("|") if value)


def _standard(row: dict[str, str]) -> Standard:
    aliases = split(row["aliases"])
    return Standard(
        row["id"], row["code"], row["edition"], row["title"], row["suite"], aliases, row["source"], row["note"]
    )


def _statement(row: dict[str, str]) -> Statement:
    return Statement(row["standard"], row["status"], row["source"], row["as_of"], row["printed"])


def _crosswalk_row(revision: str, row: dict[str, str]) -> CrosswalkRow:
    new = split(row["new"])
    return CrosswalkRow(
        revision,
        row["old"],
        row["kind"],
        new,
        row["need"],
        row["source_words"],
        row["note"],
        row["context"],
        row["source"],
        row["treatment"],
    )


def revision_row(row: dict[str, str]) -> Revision:
    """A row of revisions.csv as the revision it describes."""
    return Revision(
        row["revision"],
        row["title"],
        row["suite"],
        row["source"],
        row["published"],
        row["same_code_edition"],
        codes_in(row["old"]),
        codes_in(row["issued"]),
        row["effective_on"],
        row["transition_ends_on"],
        row["note"],
    )
