"""The pages of the documentation, and the examples in them.

An example is a block of the language `console`. Each line that begins with `$ ` is a command; lines that begin with
`> ` go on with it. What follows is what it prints, with `...` for anything: a whole line of it for any number of lines,
within a line for any words. A command that prints nothing worth showing is shown alone. `console exit=1` says that the
block's commands end with that code. A page with examples says which store they find:

    <!-- examples: a demonstration -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PAGES = (
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "GLOSSARY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
)
BLOCK = re.compile(
    r"^```(?P<language>[a-z]*)(?P<options>[^\n`]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
STORE = re.compile(r"<!-- examples: (?P<store>[a-z ]+) -->")
EXIT = re.compile(r"exit=(?P<code>\d)")
LANGUAGES = {"console", "sh", "text", "csv", "json", "mermaid"}
"""`sh` is for what a test cannot run: it needs a certificate, another server, or a browser to go on with."""


@dataclass(frozen=True)
class Example:
    """A command of a page, what it prints, and the code it ends with."""

    line: int
    command: str
    printed: str
    exit_code: int

    def matches(self, printed: str) -> bool:
        """Whether that was printed; an example that shows nothing accepts anything."""
        return not self.printed or bool(re.fullmatch(pattern_of(self.printed), plain(printed)))


def pattern_of(printed: str) -> str:
    """The expression that an example's words stand for."""
    lines = [
        r"(?:.*\n)*?" if line.strip() == "..." else ".*?".join(map(re.escape, line.split("..."))) + r"\n"
        for line in plain(printed).splitlines()
    ]
    return "".join(lines)


def plain(text: str) -> str:
    """Lines without what stands behind them, each ended."""
    return "".join(line.rstrip() + "\n" for line in text.strip("\n").splitlines())


def name_of(page: Path) -> str:
    """A page as messages and links name it."""
    return page.relative_to(ROOT).as_posix()


def store_of(page: Path) -> str | None:
    """The store that the examples of a page find."""
    found = STORE.search(page.read_text(encoding="utf-8"))
    return found["store"] if found else None


def blocks_of(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Every block: the line of its first row, its language, its options, and its rows."""
    for block in BLOCK.finditer(text):
        line = text.count("\n", 0, block.start("body")) + 1
        yield line, block["language"], block["options"], block["body"]


def examples_of(page: Path) -> list[Example]:
    """The examples of a page in their order."""
    found: list[Example] = []
    for line, language, options, body in blocks_of(page.read_text(encoding="utf-8")):
        if language == "console":
            given = EXIT.search(options)
            found += examples_in(body, line, int(given["code"]) if given else 0)
    return found


def examples_in(body: str, first_line: int, exit_code: int) -> Iterator[Example]:
    """The examples of one block. Raises `ValueError` for a block that begins with anything but a command."""
    commands: list[tuple[int, list[str], list[str]]] = []
    for number, line in enumerate(body.splitlines(), start=first_line):
        if line.startswith("$ "):
            commands.append((number, [line[2:]], []))
        elif not commands:
            raise ValueError(f"line {number}: a console block begins with a command, after `$ `")
        elif line.startswith("> ") and not commands[-1][2]:
            commands[-1][1].append(line[2:])
        else:
            commands[-1][2].append(line)
    for number, command, printed in commands:
        yield Example(number, "\n".join(command), "\n".join(printed), exit_code)
