"""What a picture says of itself: descriptions, comments, and where it was taken. What it shows cannot be looked at."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import TYPE_CHECKING

from standing.core.guard.model import Finding, Kind
from standing.core.guard.pieces import Piece, not_looked_into, untagged

if TYPE_CHECKING:
    from PIL import Image

ENDINGS = (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".webp", ".bmp")
SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*", b"RIFF", b"BM")
_EXIF, _PLACE = 0x8769, 0x8825
_CODED = (b"ASCII\0\0\0", b"UNICODE\0", b"JIS\0\0\0\0\0", b"\0\0\0\0\0\0\0\0")
_NO_TEXT = {"exif", "icc_profile"}
SHOWN = "what the picture shows was not looked at: check it for names, faces, wristbands, labels and screens"


def pieces_of_picture(content: bytes, *, inside: bool = False) -> Iterator[Piece | Finding]:
    """The texts kept in a picture, and whether it says where it was taken. Nothing of the picture itself is unpacked.

    `inside`: it stands in another file, which says of all its pictures at once that they were not looked at.
    """
    from PIL import Image  # noqa: PLC0415 - the core is used without it where no file is looked into

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content)) as picture:
                yield from _said(picture)
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, Image.DecompressionBombError):
        yield not_looked_into("picture", "what the picture says of itself could not be read")
    if not inside:
        yield not_looked_into("", SHOWN)


def _said(picture: Image.Image) -> Iterator[Piece | Finding]:
    exif = picture.getexif()
    values = [
        *exif.values(),
        *exif.get_ifd(_EXIF).values(),
        *(picture.info[key] for key in picture.info if key not in _NO_TEXT),
    ]
    texts = [text for value in values if (text := _text(value))]
    if texts:
        yield Piece("properties", "\n".join(texts))
    if exif.get_ifd(_PLACE):
        yield Finding(Kind.PLACE, "properties", "its latitude and longitude")


def _text(value: object) -> str:
    """A property as text; empty for numbers and for bytes that hold none."""
    if isinstance(value, str):
        return value
    if not isinstance(value, bytes):
        return ""
    if value.startswith(_CODED):
        code, value = value[:8], value[8:]
        return value.decode("utf-16" if code.startswith(b"UNICODE") else "latin-1", "replace").strip("\0 ")
    if b"<x:xmpmeta" in value[:200] or value.startswith(b"<?xpacket"):
        return untagged(value)
    if len(value) > 1 and value[1::2].count(0) > len(value) // 3:
        return value.decode("utf-16-le", "replace").strip("\0 ")
    return value.decode("latin-1").strip("\0 ")[:10_000]
