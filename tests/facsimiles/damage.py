"""Damaged copies of a document: each is what an accident in an editor, a converter or a mail program leaves
behind.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Iterator


def damaged(text: str, seed: int = 1, every: int = 1) -> Iterator[tuple[str, str]]:
    """Copies of a text with one damage each, named. `every` n-th line only, for long documents."""
    lines = text.split("\n")
    chance = random.Random(seed)
    for at in range(0, len(lines), every):
        before, line, after = lines[:at], lines[at], lines[at + 1 :]
        yield f"line {at + 1} deleted", "\n".join(before + after)
        yield f"line {at + 1} doubled", "\n".join([*before, line, line, *after])
        yield f"cut off after line {at + 1}", "\n".join([*before, line])
        if after:
            yield f"lines {at + 1} and {at + 2} joined", "\n".join([*before, line + after[0], *after[1:]])
            yield (
                f"lines {at + 1} and {at + 2} joined by a space",
                "\n".join([*before, f"{line} {after[0]}", *after[1:]]),
            )
            yield f"lines {at + 1} and {at + 2} swapped", "\n".join([*before, after[0], line, *after[1:]])
        if len(line) > 2:
            place = chance.randrange(1, len(line))
            left, right = line[:place], line[place:]
            yield f"line {at + 1} split after {left[-15:]!r}", "\n".join([*before, left, right, *after])
            yield f"line {at + 1} broken after {left[-15:]!r}", "\n".join([*before, left, "", right, *after])
            yield f"line {at + 1} lost {right[:15]!r}...", "\n".join([*before, left, *after])
            yield f"line {at + 1} lost {right[0]!r}", "\n".join([*before, left + right[1:], *after])
            yield f"cut off within line {at + 1}", "\n".join([*before, left])
    yield from _characters(text, every)


def _characters(text: str, every: int) -> Iterator[tuple[str, str]]:
    """Copies in which one tab or one digit is wrong."""
    for tab in list(re.finditer("\t", text))[::every]:
        line, left, right = text[: tab.start()].count("\n") + 1, text[: tab.start()], text[tab.end() :]
        yield f"a tab of line {line} lost", left + right
        yield f"a tab of line {line} become spaces", f"{left}    {right}"
        yield f"a tab of line {line} doubled", f"{left}\t\t{right}"
    for digit in list(re.finditer(r"\d", text))[::every]:
        line = text[: digit.start()].count("\n") + 1
        wrong = str((int(digit.group()) + 1) % 10)
        yield f"a digit of line {line} wrong", text[: digit.start()] + wrong + text[digit.end() :]


def same_in_another_form(text: str) -> Iterator[tuple[str, bytes]]:
    """Copies that say the same, in another encoding, with other line ends or other empty lines."""
    crlf = text.replace("\n", "\r\n")
    yield "Windows-1252", text.encode("cp1252")
    yield "UTF-8 with its mark", text.encode("utf-8-sig")
    yield "UTF-16 little-endian", b"\xff\xfe" + text.encode("utf-16-le")
    yield "UTF-16 big-endian with CRLF", b"\xfe\xff" + crlf.encode("utf-16-be")
    yield "CRLF", crlf.encode()
    yield "CR", text.replace("\n", "\r").encode()
    yield "every line end doubled", text.replace("\n", "\n\n").encode()
    yield "spaces at line ends", text.replace("\n", "  \n").encode()
    yield "no-break spaces", text.replace(" ", "\u00a0", 200).encode()


def wrapped(text: str, width: int) -> str:
    """A copy whose lines are broken after spaces, tabs staying where they are, as `fold -s` does."""
    return "\n".join("\n".join(_folded(line, width)) for line in text.split("\n"))


def _folded(line: str, width: int) -> Iterator[str]:
    while len(line) > width and " " in line[:width]:
        place = line.rindex(" ", 0, width) + 1
        yield line[:place]
        line = line[place:]
    yield line


def refilled(text: str, width: int) -> str:
    """A copy whose lines were filled anew by a program that turns tabs into spaces and breaks after hyphens."""
    return "\n".join(textwrap.fill(line, width) for line in text.split("\n"))


def with_page_marks(text: str, every: int, first: int = 1) -> str:
    """A copy printed to pages: after every n-th line a page number and a form feed."""
    lines = text.split("\n")
    return "\n".join(
        f"{line}\n\nPage {number}\n\f" if number % every == 0 and number >= first else line
        for number, line in enumerate(lines, 1)
    )
