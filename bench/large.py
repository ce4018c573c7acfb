"""Many people from Parquet: the engine beside the limit, which is reading all columns once and writing the same answer,
beside one SQL statement on DuckDB, and beside the plain definition in a Python loop.

`python -m bench.large --people 100000`. Each line is measured in a process of its own, once so that compiled code is on
disk and once more; the limit in the same run. On a busy machine compare the seconds of the processor.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
from pyarrow import parquet

from bench.in_sql import answer_in_sql
from bench.national import REQUIRED, write_national
from standing.core.engine.columnar.partitions import PLAIN
from standing.core.engine.evaluate import Workforce, workforce_known
from standing.core.engine.parquet_files import cells_by_row, group_by_group
from standing.core.engine.tables import TABLES, FactTables, Located, rows_to_facts

A_DAY = date(2023, 6, 1)
TEXT = ["person", "standard", "context", "status", "reasons"]
CODED = ["standard", "context", "outcome", "subject", "population", "role", "unit"]
SAMPLE = 200
"""People whom the plain definition answers for: its time for all is that many times as long."""
PEOPLE, IN_SQL = 20_000, 200_000
"""How many people unless it is said, and for how many at most the SQL statement is tried: it needs more memory."""


def answer(folder: Path, out: Path, *, one_day: bool) -> int:
    """Answer a folder into a file; returns the rows."""
    from standing.core.engine.columnar.files import FolderSource  # noqa: PLC0415 - loaded by the process that measures it
    from standing.core.engine.columnar.rows import SCHEMA  # noqa: PLC0415
    from standing.core.engine.columnar.whole import Plan, answer_source  # noqa: PLC0415
    from standing.core.engine.evaluate import Window  # noqa: PLC0415

    rows = 0
    window = Window.of_day(A_DAY) if one_day else None
    # People alone need to be found again in a large file: statistics of the rest are a third of the writing.
    with parquet.ParquetWriter(out, SCHEMA, store_schema=False, write_statistics=["person"]) as writer:
        for batch in answer_source(FolderSource(folder), window, plan=Plan(threads=os.cpu_count() or 1)):
            writer.write_batch(batch)
            rows += len(batch)
    return rows


def limit(folder: Path, out: Path) -> int:
    """Read all input columns once, and write the answer that lies in the file once more.

    Reading that answer is in it too: the limit told is a little high, and the ratio a little low.
    """
    for path in folder.glob("*.parquet"):
        coded = [name for name in parquet.read_schema(path).names if name in CODED]
        with parquet.ParquetFile(path, read_dictionary=coded) as file:
            for _ in group_by_group(file, 1 << 20, file.schema_arrow.names):
                pass
    rows = 0
    with parquet.ParquetFile(out, read_dictionary=TEXT) as file:
        schema = file.schema_arrow
        with parquet.ParquetWriter(
            out.with_suffix(".again"), schema, store_schema=False, write_statistics=["person"]
        ) as writer:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                writer.write_table(table)
                rows += len(table)
    return rows


def plain(folder: Path, out: Path, *, one_day: bool) -> int:
    """The definition in a Python loop, for the first people of a folder; returns the rows of them.

    Picking their facts from everybody's is in it.
    """
    from standing.core.engine.evaluate import Window, evaluate  # noqa: PLC0415

    workforce = _first_people(folder)
    return sum(1 for _ in evaluate(workforce, Window.of_day(A_DAY) if one_day else None))


def _first_people(folder: Path) -> Workforce:
    tables = {}
    for table in TABLES.values():
        path = folder / f"{table.name}.parquet"
        if path.exists():
            people = [("person", "<", f"p{SAMPLE:07}")] if "person" in table.column_names else None
            content = parquet.read_table(path, filters=people)
            rows = rows_to_facts(table, path.name, cells_by_row(table, path.name, content, 2))
            tables[table.name] = tuple(row for row in rows if isinstance(row, Located))
    return workforce_known(FactTables(tables))


def _child(what: str, folder: Path) -> None:
    out = folder.parent / "answer.parquet"
    day = what.endswith("one day")
    began, worked = time.perf_counter(), time.process_time()
    if what == "limit":
        rows = limit(folder, out)
    elif what.startswith("definition"):
        rows = plain(folder, out, one_day=day)
    elif what.startswith("SQL"):
        rows = answer_in_sql(folder, folder.parent / "sql.parquet", A_DAY)
    else:
        rows = answer(folder, out, one_day=day)
    found = {"clock": time.perf_counter() - began, "processor": time.process_time() - worked, "rows": rows}
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if what.startswith("SQL"):
        _compare(folder.parent / "sql.parquet", out)
    print(json.dumps(found))


def _compare(one: Path, other: Path) -> None:
    """Stop the measuring unless two files have the same rows: a time for another answer says nothing."""
    tables = []
    for path in (one, other):
        table = parquet.read_table(path)
        tables.append(table.cast(pa.schema([(name, PLAIN.field(name).type) for name in PLAIN.names])))
    if not tables[0].combine_chunks().equals(tables[1].combine_chunks()):
        raise SystemExit("The SQL statement answered otherwise than the engine.")


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument(
        "--folder", type=Path, help="Where facts and answers are written and left (else thrown away)."
    )
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _child(options.child[0], Path(options.child[1]))
        return
    with TemporaryDirectory() as place:
        folder = (options.folder or Path(place)) / "facts"
        if not folder.exists():
            write_national(folder, options.people, options.seed)
        print_table(folder, options.people)


def print_table(folder: Path, people: int) -> None:
    """Measure timelines and a day beside their limits, SQL and the definition, and print a line of each."""
    pairs = people * REQUIRED
    print(f"{people:,} people, about {pairs:,} pairs, {os.cpu_count()} processors; warm\n")
    print(
        f"{'what':<22} {'rows':>13} {'clock':>9} {'processor':>10} {'peak':>9} "
        f"{'pairs a second':>15} {'times the limit':>16}"
    )
    for what in ("timelines", "one day"):
        _measured(what, folder)  # compiled code is loaded from disk from now on
        made, least = _measured(what, folder), _measured("limit", folder)
        _print_line(what, made, pairs, least)
        _print_line("  its limit", least, pairs)
        if what == "one day" and people <= IN_SQL:
            _print_line("  SQL on DuckDB", _measured("SQL one day", folder), pairs, least)
        sample = _measured(f"definition {what}", folder)
        times = people / min(people, SAMPLE)
        whole = {name: value * times for name, value in sample.items()} | {"memory": sample["memory"]}
        _print_line("  the definition, x" + f"{times:,.0f}", whole, pairs, least)


def _print_line(
    what: str, found: dict[str, float], pairs: int, least: dict[str, float] | None = None
) -> None:
    of = ""
    if least is not None:
        of = f"{found['clock'] / least['clock']:.1f} x, {found['processor'] / least['processor']:.1f} x"
    print(
        f"{what:<22} {found['rows']:>13,.0f} {found['clock']:>7.1f} s {found['processor']:>8.1f} s "
        f"{found['memory']:>6.0f} MB {pairs / found['clock']:>15,.0f} {of:>16}",
        flush=True,
    )


def _measured(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.large", "--child", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
