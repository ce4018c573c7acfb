"""Makes the generated files of data/ again from the source documents: standards, crosswalks, statements,
titles, digests.

python scripts/bundle_catalogue.py FOLDER_OF_SOURCES REGISTER.csv

The folder holds the tracking document and the competencies list as received; the register is a list of the UK
NOS register of June 2019 with a column URN. revisions.csv, lists.csv, suites.csv and the judgements are
written by people and only read.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from standing.core.catalogue import Catalogue, Standard, Statement
from standing.core.formats import bundled, competencies_list
from standing.core.formats.source import Source, read_source
from standing.core.rules.carry_over import CrosswalkRow

DATA = Path(__file__).resolve().parents[1] / "data"
TRACKING, LIST = "mental-health-nos-tracking-2013.txt", "mental-health-competencies-list.txt"
REGISTER_SOURCE = "UK NOS register, June 2019"


def main(folder: str, register: str) -> None:
    """Reads the sources and writes the files."""
    judged = bundled.load_judged(DATA)
    tracking = whole(folder, TRACKING, judged)
    judged = replace(judged, standards=tracking.standards)
    listed = whole(folder, LIST, judged)
    standards = [*tracking.standards, *listed.standards]
    write(
        "standards",
        ["id", "code", "edition", "title", "suite", "aliases", "source", "note"],
        map(standard_row, standards),
    )
    columns = ["old", "kind", "new", "need", "treatment", "context", "source_words", "note", "source"]
    write(f"crosswalk-{judged.revisions[0].revision}", columns, map(crosswalk_row, tracking.crosswalk))
    place = {standard.id: number for number, standard in enumerate(standards)}
    statements = sorted(
        [*listed.statements, *tracking.statements, *still_listed(tracking, register)],
        key=lambda statement: (statement.as_of, place[statement.standard]),
    )
    rows = ((each.standard, each.status, each.source, each.as_of, each.printed) for each in statements)
    write("statements-of-status", ["standard", "status", "source", "as_of", "printed"], rows)
    entries = competencies_list.read((Path(folder) / LIST).read_bytes(), LIST, judged).records
    compared = competencies_list.compare_titles(entries, judged)
    others = (
        (each.standard, each.listed, judged.lists[0].title) for each in compared if each.difference == "words"
    )
    write("other-titles", ["standard", "title", "source"], others)
    name = judged.lists[0].name
    write("digests", ["list", "entry", "digest"], ((name, each.number, each.digest) for each in entries))


def whole(folder: str, name: str, catalogue: Catalogue) -> Source:
    """The source document, or the end: nothing is bundled from a document that was not read whole."""
    source = read_source((Path(folder) / name).read_bytes(), name, catalogue)
    if source.problems:
        sys.exit("\n".join(f"{each.where}: {each.what}. {each.do}" for each in source.problems))
    return source


def still_listed(tracking: Source, register: str) -> list[Statement]:
    """The old codes the document replaced or deleted that the register still lists as current."""
    with open(register, encoding="utf-8", newline="") as file:
        listed = {row["URN"].strip().upper() for row in csv.DictReader(file)}
    gone = [each.standard for each in tracking.statements if each.status in ("replaced", "deleted")]
    still = [standard for standard in gone if "SFH" + standard.partition("@")[0] in listed]
    return [Statement(standard, "current", REGISTER_SOURCE, "2019-06-30", "June 2019") for standard in still]


def standard_row(each: Standard) -> Sequence[str]:
    """A standard as a row of standards.csv."""
    forms = "|".join(each.aliases)
    return (each.id, each.code, each.edition, each.title, each.suite, forms, each.source, each.note)


def crosswalk_row(row: CrosswalkRow) -> Sequence[str]:
    """A crosswalk row as a row of its file."""
    new = "|".join(row.new)
    return (
        row.old,
        row.kind,
        new,
        row.need,
        row.treatment,
        row.context,
        row.source_words,
        row.note,
        row.source,
    )


def write(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Writes one file of data/."""
    with (DATA / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(rows)


if __name__ == "__main__":
    main(*sys.argv[1:3])
