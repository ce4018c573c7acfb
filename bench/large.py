"""Many people from Parquet: the engine beside the limit, which is reading all columns once and writing the same answer.

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

from pyarrow import parquet

from bench.national import write_national

A_DAY = date(2023, 6, 1)
TEXT = ["person", "standard", "context", "status", "reasons"]


def answer(folder: Path, out: Path, *, one_day: bool) -> int:
    """Answer a folder into a file; returns the rows."""
    from standing.core.engine.columnar.files import FolderSource  # noqa: PLC0415 - loaded by the process that measures it
    from standing.core.engine.columnar.rows import SCHEMA  # noqa: PLC0415
    from standing.core.engine.columnar.whole import Plan, answer_source  # noqa: PLC0415
    from standing.core.engine.evaluate import Window  # noqa: PLC0415

    rows = 0
    window = Window.of_day(A_DAY) if one_day else None
    with parquet.ParquetWriter(out, SCHEMA, store_schema=False) as writer:
        for batch in answer_source(FolderSource(folder), window, plan=Plan(threads=os.cpu_count() or 1)):
            writer.write_batch(batch)
            rows += len(batch)
    return rows


def limit(folder: Path, out: Path) -> int:
    """Read all input columns once, and write the answer that lies in the file once more.

    Reading that answer is in it too: the limit told is a little high, and the ratio a little low.
    """
    for path in folder.glob("*.parquet"):
        with parquet.ParquetFile(path) as file:
            for _ in file.iter_batches(1 << 20):
                pass
    rows = 0
    with parquet.ParquetFile(out, read_dictionary=TEXT) as file:
        schema = file.schema_arrow
        with parquet.ParquetWriter(out.with_suffix(".again"), schema, store_schema=False) as writer:
            for group in range(file.num_row_groups):
                table = file.read_row_group(group)
                writer.write_table(table)
                rows += len(table)
    return rows


def _child(what: str, folder: Path) -> None:
    out = folder.parent / "answer.parquet"
    began, worked = time.perf_counter(), time.process_time()
    rows = limit(folder, out) if what == "limit" else answer(folder, out, one_day=what == "one day")
    found = {"clock": time.perf_counter() - began, "processor": time.process_time() - worked, "rows": rows}
    found["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(found))


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2013)
    parser.add_argument("--child", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _child(options.child[0], Path(options.child[1]))
        return
    with TemporaryDirectory() as place:
        folder = Path(place) / "facts"
        write_national(folder, options.people, options.seed)
        print(f"{options.people:,} people, {os.cpu_count()} processors\n")
        print(f"{'what':<12} {'rows':>13} {'clock':>9} {'processor':>10} {'peak':>9} {'times the limit':>16}")
        for what in ("timelines", "one day"):
            _measured(what, folder)  # compiled code is loaded from disk from now on
            made, least = _measured(what, folder), _measured("limit", folder)
            ratio = f"{made['clock'] / least['clock']:.1f} x, {made['processor'] / least['processor']:.1f} x"
            for name, found, of in ((what, made, ratio), ("its limit", least, "")):
                print(
                    f"{name:<12} {found['rows']:>13,} {found['clock']:>7.1f} s {found['processor']:>8.1f} s "
                    f"{found['memory']:>6.0f} MB {of:>16}"
                )


def _measured(what: str, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.large", "--child", what, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
