"""The catalogue that comes with Standing: the CSV files of `data/`.

In a source checkout they are at its top; in an installed package, inside it. Every cell is checked while it
is read, and a fault is a `ValueError` naming file and row: the files are part of the program.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from standing.core.catalogue import (
    Catalogue,
    CompetencyList,
    Judgement,
    OtherTitle,
    Revision,
    Standard,
    Statement,
    Suite,
    codes_in,
)
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
    judged = load_judged(folder)
    names = [revision.revision for revision in judged.revisions]
    crosswalks = [
        read_rows(folder / f"crosswalk-{name}.csv", partial(_crosswalk_row, name)) for name in names
    ]
    return replace(
        judged,
        standards=tuple(read_rows(folder / "standards.csv", _standard)),
        crosswalk=tuple(row for rows in crosswalks for row in rows),
        statements=tuple(read_rows(folder / "statements-of-status.csv", _statement)),
        titles=tuple(read_rows(folder / "other-titles.csv", _other_title)),
        digests=dict(
            read_rows(folder / "digests.csv", lambda row: ((row["list"], row["entry"]), row["digest"]))
        ),
    )


def load_judged(folder: Path) -> Catalogue:
    """The part of the catalogue that people wrote: suites, revisions, lists and judgements. The rest is made
    from sources.
    """
    revisions = read_rows(folder / "revisions.csv", _revision)
    names = [revision.revision for revision in revisions]
    judgements = [read_rows(folder / f"judgements-{name}.csv", partial(_judgement, name)) for name in names]
    return Catalogue(
        suites=tuple(read_rows(folder / "suites.csv", _suite)),
        revisions=tuple(revisions),
        judgements=tuple(judgement for rows in judgements for judgement in rows),
        lists=tuple(read_rows(folder / "lists.csv", _list)),
    )


def read_rows(path: Path, make: Callable[[dict[str, str]], Made]) -> list[Made]:
    """The rows of a bundled CSV file, each made into what it stands for. ValueError names the row that cannot
    be.
    """
    with path.open(encoding="utf-8", newline="") as file:
        made = []
        for number, row in enumerate(csv.DictReader(file, strict=True), 2):
            if None in row:
                raise ValueError(f"{path.name}:{number}: {len(row[None])} cells too many")
            try:
                made.append(make(row))
            except (KeyError, ValueError, TypeError, AttributeError) as error:
                raise ValueError(f"{path.name}:{number}: {error}") from error
        return made


def split(cell: str) -> tuple[str, ...]:
    """The values of a cell that holds several, written with `|` between them."""
    return tuple(value for value in cell.split("|") if value)


def _suite(row: dict[str, str]) -> Suite:
    return Suite(row["suite"], row["name"], row["alias_prefix"], row["note"])


def _judgement(revision: str, row: dict[str, str]) -> Judgement:
    return Judgement(revision, row["old"], row["kind"], row["why"])


def _standard(row: dict[str, str]) -> Standard:
    aliases = split(row["aliases"])
    return Standard(
        row["id"],
        row["code"],
        row["edition"],
        row["title"],
        row["suite"],
        aliases,
        row["source"],
        row["note"],
    )


def _statement(row: dict[str, str]) -> Statement:
    return Statement(row["standard"], row["status"], row["source"], row["as_of"], row["printed"])


def _other_title(row: dict[str, str]) -> OtherTitle:
    return OtherTitle(row["standard"], row["title"], row["source"])


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


def _revision(row: dict[str, str]) -> Revision:
    return Revision(
        row["revision"],
        row["title"],
        row["suite"],
        row["source"],
        row["published"],
        row["as_of"],
        row["same_code_edition"],
        codes_in(row["old"]),
        codes_in(row["issued"]),
        row["effective_on"],
        row["transition_ends_on"],
        row["note"],
    )


def _list(row: dict[str, str]) -> CompetencyList:
    printed_as, cut, notes = (
        dict(pair.split("=") for pair in split(row[column])) for column in ("printed_as", "cut", "notes")
    )
    codes = codes_in(row["standards"])
    numbers = {"".join(filter(str.isdigit, code)): standard for code, standard in codes.items()}
    return CompetencyList(
        row["list"], row["title"], numbers, printed_as, cut, notes, row["as_of"], row["printed"]
    )
