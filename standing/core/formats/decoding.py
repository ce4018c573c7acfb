"""From the bytes of a text file to numbered lines, saying how the bytes were understood.

UTF-8 (with or without its mark), UTF-16 with its mark and Windows-1252 are read; CRLF and CR line ends too.
Anything else is refused with the line and the reason, since a wrong guess would change titles without a word.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from standing.core.formats.results import Problem, Repair, where

_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ODD_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029]")
# UTF-8 once read as Windows-1252 and saved again: a dash or an apostrophe becomes three characters.
_TWICE_ENCODED = re.compile("â€|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]")
_PAGE_NUMBER = re.compile(r"[ \t\f]*Page \d+(?: of \d+)?[ \t\f]*")
_SAVE_AGAIN = "Save the file again as UTF-8 text from the program it came from, then import that copy."


@dataclass(frozen=True)
class Text:
    """A decoded file: its lines without their ends (line n is `lines[n - 1]`), the repairs and the problems.

    A form feed stays in its line, and a page number leaves one: readers treat it as a page break. `lines` is
    empty when the file was refused.
    """

    file: str
    lines: tuple[str, ...]
    repairs: tuple[Repair, ...] = ()
    problems: tuple[Problem, ...] = ()


def decode(data: bytes, file: str) -> Text:
    """The text of a file, or a refusal. `file` is the name used in messages."""
    if not data.strip():
        return _refused(file, 1, "the file is empty", "Choose the file again: nothing was read.")
    text, named, refusal = characters(data, file)
    if refusal:
        return refusal
    repairs = [Repair(where(file, 1), f"read as {named}", named, "UTF-8")] if named else []
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    if unified != text:
        ends = "CRLF" if "\r\n" in text else "CR"
        repairs.append(Repair(where(file, 1), "line ends made plain", ends, "LF"))
    lines = unified.split("\n")
    problems = [problem for number, line in enumerate(lines, 1) for problem in _damaged(line, file, number)]
    cleaned = tuple(_cleaned(line, file, number, repairs) for number, line in enumerate(lines, 1))
    return Text(file, cleaned, tuple(repairs), tuple(problems))


def characters(data: bytes, file: str) -> tuple[str, str, Text | None]:
    """The characters as they stand, the name of an encoding that is not plain UTF-8, and the refusal if any."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        return "", "", _refused(file, 1, "the file is UTF-32 text, which is not read", _SAVE_AGAIN)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), "UTF-16 with its mark", None
        except UnicodeDecodeError as error:
            big = data.startswith(codecs.BOM_UTF16_BE)
            readable = data[: error.start].decode("utf-16", "ignore") if error.start else ""
            line = readable.count("\n") + 1
            order = "big" if big else "little"
            reason = f"the UTF-16 text ({order}-endian) breaks off or is damaged at byte {error.start + 1}"
            return "", "", _refused(file, line, reason, _SAVE_AGAIN)
    if b"\0" in data:
        line = _line_of(data, data.index(b"\0"))
        reason = "the file holds zero bytes: UTF-16 without its mark, or not text at all"
        return "", "", _refused(file, line, reason, _SAVE_AGAIN)
    marked = data.startswith(codecs.BOM_UTF8)
    try:
        return data.decode("utf-8-sig"), "UTF-8 with its mark" if marked else "", None
    except UnicodeDecodeError as error:
        # The position is counted after the mark was taken away.
        return _windows_1252(data, error.start + (3 if marked else 0), marked, file)


def _windows_1252(data: bytes, position: int, marked: bool, file: str) -> tuple[str, str, Text | None]:
    """The same, for bytes that are not UTF-8. UTF-8 letters beside bad bytes mean a damaged file, not
    Windows-1252.
    """
    found = f"byte 0x{data[position]:02x} is not UTF-8"
    if marked or _MULTIBYTE.search(data):
        reason = f"{found}, while the rest of the file is: the file is cut or damaged there"
        return "", "", _refused(file, _line_of(data, position), reason, _SAVE_AGAIN)
    try:
        return data.decode("cp1252"), "Windows-1252", None
    except UnicodeDecodeError as error:
        reason = f"byte 0x{data[error.start]:02x} is neither UTF-8 nor Windows-1252"
        return "", "", _refused(file, _line_of(data, error.start), reason, _SAVE_AGAIN)


def _damaged(line: str, file: str, number: int) -> list[Problem]:
    return [Problem(where(file, number), what, _SAVE_AGAIN) for what in damages(line)]


def damages(line: str) -> list[str]:
    """What shows, in words, that an earlier program lost or changed characters of a text."""
    found = []
    if "\ufffd" in line:
        found.append("a character was lost in an earlier conversion (U+FFFD stands in its place)")
    if _TWICE_ENCODED.search(line):
        found.append("characters were converted twice: a dash or an apostrophe has become several signs")
    control = _CONTROLS.search(line)
    if control:
        found.append(f"a control character (U+{ord(control.group()):04X}) stands in the line")
    return found


def _cleaned(line: str, file: str, number: int, repairs: list[Repair]) -> str:
    """The line with plain spaces and without invisible characters, each change listed."""
    if _PAGE_NUMBER.fullmatch(line):
        repairs.append(Repair(where(file, number), "a page number left out", line, ""))
        return "\f"
    plain = _UNSEEN.sub("", _ODD_SPACES.sub(" ", line))
    if plain != line:
        repairs.append(
            Repair(where(file, number), "special spaces and invisible characters made plain", line, plain)
        )
    return plain


def _line_of(data: bytes, position: int) -> int:
    """The line, from 1, on which a byte stands, whatever the line ends."""
    return len(re.findall(rb"\r\n|\r|\n", data[:position])) + 1


def _refused(file: str, line: int, what: str, do: str) -> Text:
    return Text(file, (), (), (Problem(where(file, line), what, do),))
