"""Every fact as files: a CSV file for each table of the rules, what their references are, and a word on them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import IO

from standing.areas.record.selectors.fact_tables import AllFacts
from standing.areas.record.words import day_in_words
from standing.core.engine.apostrophes import APOSTROPHES
from standing.core.engine.fact_files import fact_lines, plain_lines

Lines = Iterable[bytes]

ABOUT = "ABOUT.txt"
PEOPLE = ("person", "given_name", "family_name", "merged_into")
UNITS = ("unit", "name", "above")


def fact_files(facts: AllFacts) -> Iterator[tuple[str, Lines]]:
    """Each file by its name, with its lines: they are read from the store as they are taken."""
    yield ABOUT, [_about(facts).encode()]
    for one in facts.tables:
        yield f"{one.table.name}.csv", fact_lines(one.table, one.extras, one.rows())
    yield (
        "people.csv",
        plain_lines(
            PEOPLE,
            (
                {
                    "person": person.ref,
                    "given_name": person.given_name,
                    "family_name": person.family_name,
                    "merged_into": person.kept.ref if person.merged_into_id else "",
                }
                for person in (*facts.people, *facts.merged)
            ),
        ),
    )
    yield (
        "units.csv",
        plain_lines(
            UNITS,
            (
                {"unit": unit.code, "name": unit.name, "above": unit.parent.code if unit.parent else ""}
                for unit in facts.units
            ),
        ),
    )


def _about(facts: AllFacts) -> str:
    whose = (
        f"the people who work in {facts.unit.name} ({facts.unit.code}) or below it, or will"
        if facts.unit
        else "everyone in this service"
    )
    without = (
        "\nDecisions of not yet met are left out: they change no standing, and whoever took these files may not see "
        "them.\n"
        if facts.leaves_out_not_yet
        else ""
    )
    return (
        f"The facts about {whose}, taken out of Standing on {day_in_words(facts.day)}.\n\n"
        "One file for each table of facts. Nothing is left out because it was corrected: a row with retracted_on was "
        "taken back on that day.\n"
        "people.csv and units.csv say who and what the references are; they are no tables of facts.\n"
        "A fact of a record that was merged into another is in it for both: taken back from the one on the day of the "
        "merge, and recorded in the other.\n"
        f"{without}\n"
        "Who meets which standard, from these files alone, as today and as known on a past day:\n\n"
        f"    standing evaluate FOLDER --at {facts.day.isoformat()}\n"
        f"    standing evaluate FOLDER --at {facts.day.isoformat()} --known-on 2026-01-31\n\n"
        "A text that a spreadsheet would run as a formula has an apostrophe before it, and the last column, "
        f"{APOSTROPHES}, says in which columns of the row. `standing evaluate` takes it away again.\n"
    )


def write_files(
    facts: AllFacts, opened: Callable[[str], AbstractContextManager[IO[bytes]]]
) -> dict[str, int]:
    """Write every file, some rows at a time, each into what `opened` gives for its name. Returns the number of rows
    of each table.
    """
    counts = {}
    for name, lines in fact_files(facts):
        with opened(name) as file:
            number = sum(1 for _ in map(file.write, lines))
        if name != ABOUT:
            counts[name] = number - 1
    return counts


def write_zip(facts: AllFacts, out: IO[bytes]) -> dict[str, int]:
    """Write every file into one zip file. As `write_files`."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        return write_files(facts, lambda name: packed.open(name, "w", force_zip64=True))
