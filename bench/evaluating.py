"""How fast `standing evaluate` answers: reading, whole lives, a day, and the whole command."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import Measured, measure
from bench.workload import build, write
from standing.core.engine.evaluate import Window, evaluate, workforce_known
from standing.core.engine.sources import read_folder

PEOPLE = 1000
SEED = 2013
A_DAY = date(2024, 6, 1)


def measured(people: int = PEOPLE, seed: int = SEED) -> list[Measured]:
    """Build a workforce of that size, and measure each part of answering for it."""
    with TemporaryDirectory() as place:
        folder = Path(place) / "facts"
        write(build(people, seed), folder)
        return [*_parts(folder), *_commands(folder, people)]


def _parts(folder: Path) -> list[Measured]:
    read = read_folder(folder)
    people = len(workforce_known(read).people)
    rows = sum(len(table) for table in read.tables.values())

    def answer(window: Window | None) -> int:
        # Arranged anew each time, for what is worked out about a person is kept with them.
        return sum(1 for _ in evaluate(workforce_known(read), window))

    return [
        measure("read and check the files", rows, "rows", lambda: read_folder(folder)),
        measure("answer whole lives", people, "people", lambda: answer(None)),
        measure("whole lives, as rows of the answer", answer(None), "rows", lambda: answer(None)),
        measure("answer for one day", people, "people", lambda: answer(Window.of_day(A_DAY))),
    ]


def _commands(folder: Path, people: int) -> list[Measured]:
    def run(*options: str) -> None:
        command = [
            sys.executable,
            "-c",
            "from standing.cli.main import main; main()",
            "evaluate",
            str(folder),
        ]
        subprocess.run([*command, *options], check=True, capture_output=True)

    out = str(folder.parent / "answer")
    return [
        measure(
            "standing evaluate --out x.parquet", people, "people", lambda: run("--out", f"{out}.parquet")
        ),
        measure("standing evaluate --out x.csv", people, "people", lambda: run("--out", f"{out}.csv")),
        measure(
            "standing evaluate --at DAY --out x.csv",
            people,
            "people",
            lambda: run("--at", str(A_DAY), "--out", f"{out}.csv"),
        ),
    ]
