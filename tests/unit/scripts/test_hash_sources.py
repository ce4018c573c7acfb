"""The script that hashes the source documents."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from standing.core.search.folding import run_hash

SCRIPT = Path(__file__).parents[3] / "scripts" / "hash_sources.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hash_sources", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_run_of_six_words_is_hashed_once(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one.txt").write_text("The quick brown fox jumps over it.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("QUICK brown fox — jumps over it!", encoding="utf-8")
    assert script.main([str(tmp_path)]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    hashes = [line for line in lines if re.fullmatch("[0-9a-f]{10}", line)]
    assert first == "# Hashes of every run of six words of: one.txt, two.txt."
    assert hashes == sorted(
        {run_hash("the quick brown fox jumps over"), run_hash("quick brown fox jumps over it")}
    )


def test_a_folder_without_text_is_refused(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main([str(tmp_path)]) == 2
    assert "found no *.txt file; give the folder that holds the source documents" in capsys.readouterr().err


def test_without_a_folder_it_says_how_it_is_used(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main([]) == 2
    assert "Usage: python scripts/hash_sources.py SOURCES" in capsys.readouterr().err
