"""`standing evaluate`: who meets which standard, from a folder of facts. Needs neither a store nor the web parts."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from standing.cli.answer_files import Writer, write_csv, write_json, writer_for, written_whole
from standing.cli.days import DAY
from standing.cli.large_folders import answers_in, batches_of, is_large
from standing.cli.support import Refused, examples, json_option, message, show_progress
from standing.cli.tables import counted, print_table
from standing.core.engine import refused
from standing.core.engine.compiled import can_compile
from standing.core.engine.evaluate import Answer, Window, Workforce, evaluate, workforce_known
from standing.core.engine.questions.written import AboutAnswer
from standing.core.engine.sources import read_folder
from standing.core.engine.tables import TABLES, FactTables
from standing.core.rules.status import STATUSES

if TYPE_CHECKING:
    import pyarrow as pa

STANDARD_OUTPUT = "-"


@click.command(
    epilog=examples(
        "standing evaluate facts/ --at 2026-03-03",
        "standing evaluate facts/ --from 2026-01-01 --to 2026-04-01 --out quarter.parquet",
        "standing evaluate facts/ --at 2026-03-03 --known-on 2026-02-01 --json",
    ),
    short_help="Who meets which standard, from a folder of facts.",
)
@click.argument("folder")
@click.option("--at", type=DAY, help="Answer for this day alone.")
@click.option("--from", "from_on", type=DAY, help="Answer for a window of days: its first.")
@click.option("--to", "to_on", type=DAY, help="The first day after the window.")
@click.option("--known-on", type=DAY, help="Answer from what was known on this day.")
@click.option(
    "--out", metavar="FILE", help="Write the answer to a .csv or .parquet file; - is CSV on standard output."
)
@click.option(
    "--spark", "master", metavar="MASTER", help="Answer on a cluster, from Parquet into a new folder --out."
)
@click.option("--partitions", type=click.IntRange(1), help="--spark: how many parts people are spread over.")
@click.option(
    "--threads", type=click.IntRange(1, 256), help="A large folder: how many processors to use (all it may)."
)
@json_option
def command(
    *,
    folder: str,
    at: date | None,
    from_on: date | None,
    to_on: date | None,
    known_on: date | None,
    out: str | None,
    master: str | None,
    partitions: int | None,
    threads: int | None,
    as_json: bool,
) -> None:
    """Answer who meets which standard, when, and if not, why, from the facts in FOLDER.

    FOLDER has one CSV or Parquet file for each table: standards, requirements, assignments, decisions, changes,
    members, signatures, absences, suspensions, claims. A table without a file is empty. Facts that cannot be right are
    refused, each with its place, and nothing is written.

    Without --at or --from and --to, each pair of a person and a standard is answered for its whole life.
    """
    if out == STANDARD_OUTPUT and as_json:
        raise click.UsageError("--json and --out - both write to standard output: give one of them.")
    window = _window(at, from_on, to_on)
    about = AboutAnswer(window, known_on)
    if master is not None:
        if threads is not None:
            raise click.UsageError(
                "--threads is for this machine: how many processors Spark uses is said to Spark."
            )
        _on_spark(folder, out, master, about, partitions=partitions, as_json=as_json)
        return
    if partitions is not None:
        raise click.UsageError("--partitions belongs to --spark.")
    _here(Path(folder), out, about, threads=threads, as_json=as_json)


def _on_spark(
    folder: str, out: str | None, master: str, about: AboutAnswer, *, partitions: int | None, as_json: bool
) -> None:
    """Answer on a cluster, into a folder of its own."""
    if out is None or out == STANDARD_OUTPUT or as_json:
        raise click.UsageError("--spark writes Parquet: give it a new folder as --out, and no other form.")
    if not can_compile():
        raise Refused("--spark needs the extra spark: pip install 'standing-nos[spark]'.")
    from standing.cli.spark_job import evaluate_on_spark

    rows = evaluate_on_spark(folder, out, master, about, partitions=partitions)
    message(f"{counted(rows, 'row')} written to {out}")


def _here(folder: Path, out: str | None, about: AboutAnswer, *, threads: int | None, as_json: bool) -> None:
    """Answer on this machine, in the form asked for."""
    window, known_on = about.window, about.known_on
    path = Path(out) if out is not None and out != STANDARD_OUTPUT else None
    writer = writer_for(path, folder) if path is not None else None
    batches = batches_of(folder, window, known_on, threads) if is_large(folder) else None
    if batches is not None:
        _give_batches(batches, path, about, to_output=out == STANDARD_OUTPUT, as_json=as_json)
        return
    answers = _answers(_workforce(folder, known_on), window)
    if path is not None and writer is not None:
        answers = _write(path, writer, answers, about, keep=as_json)
    if as_json:
        write_json(answers, sys.stdout.buffer)
    elif out == STANDARD_OUTPUT:
        write_csv(answers, sys.stdout.buffer)
    elif path is None:
        print_answers(list(answers))


def _give_batches(
    batches: Iterator[pa.RecordBatch],
    path: Path | None,
    about: AboutAnswer,
    *,
    to_output: bool,
    as_json: bool,
) -> None:
    """Give an answer that comes in columns, in the forms asked for, as it comes."""
    from standing.cli import answer_batches

    if path is not None:
        kept: list[pa.RecordBatch] = []
        counted_batches = CountedBatches(batches, kept if as_json else None)
        with written_whole(path) as file:
            answer_batches.WRITERS[path.suffix](counted_batches, file, about)
        message(f"{counted(counted_batches.rows, 'row')} written to {path}")
        batches = iter(kept)
    if as_json:
        answer_batches.write_json(batches, sys.stdout.buffer)
    elif to_output:
        answer_batches.write_csv(batches, sys.stdout.buffer)
    elif path is None:
        print_answers(list(answers_in(batches)))


class CountedBatches:
    """Batches whose rows are counted as they are taken, and which are kept where they are needed again."""

    def __init__(self, batches: Iterator[pa.RecordBatch], kept: list[pa.RecordBatch] | None) -> None:
        self._batches, self._kept = batches, kept
        self.rows = 0

    def __iter__(self) -> Iterator[pa.RecordBatch]:
        for batch in self._batches:
            self.rows += len(batch)
            if self._kept is not None:
                self._kept.append(batch)
            yield batch


def _window(at: date | None, from_on: date | None, to_on: date | None) -> Window | None:
    if at is not None and (from_on is not None or to_on is not None):
        raise click.UsageError("--at is one day, --from and --to are a window: give one or the other.")
    if at is not None:
        return Window.of_day(at)
    if (from_on is None) != (to_on is None):
        raise click.UsageError("--from and --to belong together: give both, or neither for whole lives.")
    if from_on is None or to_on is None:
        return None
    if from_on > to_on:
        raise Refused(f"--from {from_on} is after --to {to_on}: a window ends on or after the day it begins.")
    if from_on == to_on:
        message(f"The window has no days: --to is the first day after it, and {to_on} is its first day too.")
    return Window(from_on, to_on)


def _workforce(folder: Path, known_on: date | None) -> Workforce:
    try:
        read = read_folder(folder)
        workforce = workforce_known(read, known_on)
    except refused.Refused as error:
        raise Refused(str(error)) from error
    _tell_what_is_ignored(folder, read)
    return workforce


def _tell_what_is_ignored(folder: Path, read: FactTables) -> None:
    for name in read.ignored_files:
        message(f"{name}: ignored, it is not a table of facts")
    for place in read.ignored_columns:
        message(f"{place}: ignored, the table has no such column")
    if not read.tables:
        message(f"{folder} has no table of facts: expected files such as {next(iter(TABLES))}.csv")


def _answers(workforce: Workforce, window: Window | None) -> Iterator[Answer]:
    if not show_progress():
        return evaluate(workforce, window)
    of = len(workforce.people)

    def tell(done: int) -> None:
        if done % 100 == 0 or done == of:
            sys.stderr.write(
                f"\r{done:,} of {counted(of, 'person', 'people')}" + ("\n" if done == of else "")
            )
            sys.stderr.flush()

    return evaluate(workforce, window, person_done=tell)


def _write(
    path: Path, writer: Writer, answers: Iterable[Answer], about: AboutAnswer, *, keep: bool
) -> Iterator[Answer]:
    """Write the answer to a file and say so. Return it again where it is to be kept for another form."""
    written = Counted(list(answers) if keep else answers)
    with written_whole(path) as file:
        writer(written, file, about)
    message(f"{counted(written.number, 'row')} written to {path}")
    return iter(written.rows if isinstance(written.rows, list) else ())


class Counted:
    """Rows that are counted as they are taken."""

    def __init__(self, rows: Iterable[Answer]) -> None:
        self.rows = rows
        self.number = 0

    def __iter__(self) -> Iterator[Answer]:
        for row in self.rows:
            self.number += 1
            yield row


HEADINGS = ("person", "standard", "context", "from", "to", "status", "expires on", "reasons")


def print_answers(answers: list[Answer]) -> None:
    """Print the answer as a table to read, and how many rows have each status."""
    print_table(HEADINGS, (_words(answer) for answer in answers))
    pairs = len({(answer.person, answer.standard, answer.context) for answer in answers})
    people = len({answer.person for answer in answers})
    click.echo(
        f"\n{counted(len(answers), 'row')}: {counted(people, 'person', 'people')}, "
        f"{counted(pairs, 'standard', 'standards')} held or required"
    )
    counts = Counter(answer.standing.status for answer in answers)
    for status in (status for status in STATUSES if counts[status]):
        click.echo(f"  {counts[status]:>6,} {_in_words(status)}")


def _words(answer: Answer) -> tuple[str, ...]:
    row = answer.as_row()
    reasons = ", ".join(_in_words(reason) for reason in answer.standing.reasons)
    names = (_printable(row[column]) for column in ("person", "standard", "context"))
    return (*names, row["from"], row["to"], _in_words(row["status"]), row["expires_on"], reasons)


def _in_words(name: str) -> str:
    return name.replace("_", " ")


def _printable(text: str) -> str:
    return text if text.isprintable() else text.encode("unicode_escape").decode()
