"""Hash every run of six words in a folder of source documents, so that a test can prove our sentences ours.

The hashes are cut to ten hex digits: enough to recognise a run, too little to give the text back. Run it
when a source document changes:

    python scripts/hash_sources.py SOURCES > data/source-hashes.txt

SOURCES holds the text of the documents, as UTF-8 files named *.txt.
"""

import sys
from pathlib import Path

from standing.core.search.folding import run_hash, runs

LENGTH = 6


def hash_folder(folder: Path) -> list[str]:
    """The file's lines: comments that say what it is, then each distinct hash once, sorted.

    Raises ValueError when the folder holds no text: an empty list would let every sentence pass.
    """
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))}
    if not texts:
        raise ValueError(f"{folder}: found no *.txt file; give the folder that holds the source documents")
    hashes = {run_hash(run) for text in texts.values() for run in runs(text, LENGTH)}
    named = "# Hashes of every run of six words of: " + ", ".join(texts) + "."
    made = "# The first ten hex digits of SHA-256 over the folded run. Made by scripts/hash_sources.py."
    return [named, made, *sorted(hashes)]


def main(arguments: list[str]) -> int:
    """Print the hashes of the folder named; 2 when used wrongly."""
    if len(arguments) != 1:
        print("Usage: python scripts/hash_sources.py SOURCES > data/source-hashes.txt", file=sys.stderr)
        return 2
    try:
        lines = hash_folder(Path(arguments[0]))
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    print("\n".join(lines))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
