"""The words of a document that somebody sent: Word (.docx) or plain text. Read whole, or refused with what to do.

Nothing in it is run, fetched or kept. What cannot be read as words (pictures, other files inside) is counted, so that
whoever sent it knows that it was not read.
"""

from __future__ import annotations

from dataclasses import dataclass

from standing.core.formats.decoding import characters
from standing.core.formats.workbook import Limits, Unreadable
from standing.core.formats.workbook.markup import Attributes, local, walk
from standing.core.formats.workbook.package import Package

MOST_CHARACTERS = 60_000
_LIMITS = Limits(file_bytes=10_000_000, unpacked_bytes=40_000_000, cells=1, rows=1, tags=1_000_000)
_BODY = "word/document.xml"
_BESIDE = ("word/footnotes", "word/endnotes", "word/header", "word/footer")
_WORD = b"PK\x03\x04"
_PASTE = "Open it, copy its words, and paste them instead."


class Unread(Exception):
    """A document that cannot be read whole: what is wrong with it, and what to do."""

    def __init__(self, what: str, do: str) -> None:
        self.what, self.do = what, do
        super().__init__(f"{what} {do}")


@dataclass(frozen=True)
class Words:
    """The words of a document, a paragraph a line; `left` says what of it was not read, each in words."""

    text: str
    left: tuple[str, ...] = ()


def words_of(name: str, content: bytes) -> Words:
    """The words of a file. What it is, is told by its content. Raises `Unread` for one that cannot be read whole."""
    read = _of_word(content) if content.startswith(_WORD) else _of_text(name, content)
    if not read.text.strip():
        raise Unread(
            "There are no words in it.", "A scanned page is a picture: type or paste its words instead."
        )
    if len(read.text) > MOST_CHARACTERS:
        raise Unread(
            f"It has {len(read.text):,} characters, and {MOST_CHARACTERS:,} are read at once.",
            "Send the part that says what the role does.",
        )
    return read


def _of_text(name: str, content: bytes) -> Words:
    if not name.lower().endswith(".txt"):
        raise Unread("It is neither a Word document (.docx) nor plain text (.txt).", _PASTE)
    text, _, refusal = characters(content, name)
    if refusal is not None:
        raise Unread(f"It cannot be read: {refusal.problems[0].what}.", _PASTE)
    return Words(text.replace("\r\n", "\n").replace("\r", "\n"))


def _of_word(content: bytes) -> Words:
    try:
        package = Package(content, _LIMITS)
        if _BODY not in package:
            raise Unread("It is not a Word document.", _PASTE)
        if "altchunk" in _elements(package, _BODY):
            raise Unread("Another document is kept inside it, which cannot be read.", _PASTE)
        beside = sorted(name for name in package.names if name.startswith(_BESIDE))
        parts = [_part(package, name) for name in (_BODY, *beside)]
        left = _not_read(package)
    except Unreadable as refused:
        raise Unread("It is damaged, or protected by a password.", _PASTE) from refused
    return Words("\n".join(filter(None, parts)), left)


def _elements(package: Package, name: str) -> set[str]:
    found: set[str] = set()
    walk(package.pieces(name), lambda element, _: found.add(local(element).lower()))
    return found


def _not_read(package: Package) -> tuple[str, ...]:
    pictures = sum(name.startswith("word/media/") for name in package.names)
    files = sum(name.startswith("word/embeddings/") for name in package.names)
    comments = "word/comments.xml" in package
    told = [
        f"{pictures} picture{'' if pictures == 1 else 's'}" if pictures else "",
        f"{files} file{'' if files == 1 else 's'} inside it" if files else "",
        "its comments" if comments else "",
    ]
    return tuple(filter(None, told))


class _Reader:
    """Collects the words of a part. What was deleted with changes tracked is none, and what a newer Word says in one
    way and an older in another is read once.
    """

    def __init__(self) -> None:
        self.words: list[str] = []
        self._skipped = 0
        self._in_text = 0

    def start(self, element: str, _: Attributes) -> None:
        tag = local(element)
        if self._skipped or tag == "Fallback":
            self._skipped += 1
        elif tag == "t":
            self._in_text += 1
        elif tag in ("tab", "br", "cr"):
            self.words.append(" " if tag == "tab" else "\n")

    def end(self, element: str) -> None:
        tag = local(element)
        if self._skipped:
            self._skipped -= 1
        elif tag == "t":
            self._in_text -= 1
        elif tag == "p":
            self.words.append("\n")

    def text(self, words: str) -> None:
        if self._in_text and not self._skipped:
            self.words.append(words)


def _part(package: Package, name: str) -> str:
    reader = _Reader()
    walk(package.pieces(name), reader.start, reader.end, reader.text)
    lines = (line.strip() for line in "".join(reader.words).split("\n"))
    return "\n".join(line for line in lines if line)
