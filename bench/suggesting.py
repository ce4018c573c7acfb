"""How often the right new standard is suggested first, and among the first five: `python -m bench.suggesting`.

Measured on the bundled crosswalk of March 2013, which two programs and an eye agree on. What counts how much was chosen
on the even rows; the odd rows say how good it is. Beside it stands plain BM25 over letter groups.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import product

from standing.core.catalogue import Catalogue
from standing.core.formats import bundled
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Document, build_index, suggest, suggest_targets
from standing.core.search.suggesting import TUNED, Tuning

REVISION = "mh-2013"
Ranker = Callable[[CrosswalkRow], Sequence[str]]


@dataclass(frozen=True)
class Task:
    """The old standards of a revision, everything they could have become, and the rows that say what they did."""

    old: tuple[Document, ...]
    new: tuple[Document, ...]
    even: tuple[CrosswalkRow, ...]
    odd: tuple[CrosswalkRow, ...]


@dataclass(frozen=True)
class Recall:
    """Of so many rows, in how many one of the new standards came first, and in how many among the first five."""

    first: int
    in_five: int
    rows: int

    def __str__(self) -> str:
        return f"{self.first / self.rows:6.1%}  {self.in_five / self.rows:6.1%}"


def task(catalogue: Catalogue | None = None) -> Task:
    """The task of a revision. Rows are counted from 1, in the document's order; those without a target are no task."""
    catalogue = catalogue or bundled.load()
    rows = catalogue.rows(REVISION)
    old = {row.old for row in rows}
    return Task(
        old=tuple(Document(each, catalogue.by_id[each].title) for each in old),
        new=tuple(Document(each.id, each.title) for each in catalogue.standards if each.id not in old),
        even=tuple(row for number, row in enumerate(rows, 1) if row.new and number % 2 == 0),
        odd=tuple(row for number, row in enumerate(rows, 1) if row.new and number % 2),
    )


def plain(given: Task) -> Ranker:
    """BM25 over letter groups, one old standard at a time."""
    index = build_index(given.new)
    titles = {document.id: document.title for document in given.old}
    return lambda row: [hit.id for hit in suggest(index, titles[row.old], 5)]


def ours(given: Task, tuning: Tuning = TUNED) -> Ranker:
    """What the pages suggest: all old standards looked at together."""
    found = suggest_targets(given.old, given.new, 5, tuning)
    return lambda row: [each.id for each in found[row.old]]


def recall(ranker: Ranker, rows: Sequence[CrosswalkRow]) -> Recall:
    """How often a new standard of the row comes first, and among the first five."""
    ranked = [(list(ranker(row)), set(row.new)) for row in rows]
    return Recall(
        first=sum(bool(set(found[:1]) & wanted) for found, wanted in ranked),
        in_five=sum(bool(set(found[:5]) & wanted) for found, wanted in ranked),
        rows=len(rows),
    )


def tune(given: Task) -> list[tuple[Recall, Tuning]]:
    """Every setting tried on the even rows, the best first."""
    tried = product((0.0, 0.3, 0.5), (0.0, 0.3, 0.5), (0.0, 0.2, 0.4), (0.0, 0.3, 0.6, 1.0, 1.5))
    settings = [Tuning(*values) for values in tried]
    measured = [(recall(ours(given, each), given.even), each) for each in settings]
    return sorted(measured, key=lambda pair: (pair[0].first, pair[0].in_five), reverse=True)


def print_recall() -> None:
    """Print the table."""
    given = task()
    print(f"What old standards became, suggested: {REVISION}, {len(given.new)} standards to choose from\n")
    print(f"{'':<38}{'rows':>6}  {'first':>6}  {'in five':>6}")
    rankers = {
        "plain BM25 over letter groups": plain(given),
        "ours, without regard to each other": ours(given, replace(TUNED, claimed=0.0, same_code=0.0)),
        "ours": ours(given),
    }
    for rows, called in ((given.even, "even rows, tuned on"), (given.odd, "odd rows")):
        print(called)
        for name, ranker in rankers.items():
            print(f"  {name:<36}{len(rows):>6}  {recall(ranker, rows)}")


def main() -> None:
    """Measure, or try every setting on the even rows."""
    parser = argparse.ArgumentParser(prog="python -m bench.suggesting", description=__doc__)
    parser.add_argument(
        "--tune", action="store_true", help="Try settings on the even rows; print the best ten."
    )
    if parser.parse_args().tune:
        for measured, tuning in tune(task())[:10]:
            print(measured, tuning)
        return
    print_recall()


if __name__ == "__main__":
    main()
