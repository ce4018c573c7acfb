"""What `standing evaluate` loads for one person: nothing heavy, so that it starts at once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.facts import write_csv_folder
from tests.unit.core.engine.refused_facts import FACTS

HEAVY = ("numpy", "numba", "llvmlite", "pyarrow", "django", "pandas", "pyspark", "jinja2")

SCRIPT = """
import sys
sys.argv = ["standing", *sys.argv[1:]]
from standing.cli.main import cli
cli(standalone_mode=False)
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})), file=sys.stderr)
"""


@pytest.mark.parametrize("form", [("--at", "2024-06-01"), ("--json",), ("--out", "-")])
def test_a_small_folder_loads_nothing_heavy(form: tuple[str, ...], tmp_path: Path) -> None:
    folder = write_csv_folder(tmp_path / "facts", {name: rows[:1] for name, rows in FACTS.items()})
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, "evaluate", str(folder), *form],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "MH14@2013" in done.stdout
    loaded = set(done.stderr.split())
    assert loaded.isdisjoint(HEAVY)
    assert len(loaded) < 150
