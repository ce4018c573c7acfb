"""Small files with something in a chosen place, made where they are needed."""

from __future__ import annotations

import io
import zipfile

from PIL import Image, PngImagePlugin

NHS = "943 476 5919"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def packed(**parts: str | bytes) -> bytes:
    """A packed file of these parts; `__` in a name is a slash, and a name without an ending is XML."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            path = name.replace("__", "/")
            made.writestr(path if "." in path else f"{path}.xml", content)
    return buffer.getvalue()


def word(body: str = "", **parts: str | bytes) -> bytes:
    """A Word document with this inside its body."""
    return packed(
        word__document=f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>', **parts
    )


def paragraph(*runs: str) -> str:
    """A paragraph of some runs."""
    return f"<w:p>{''.join(f'<w:r><w:t>{run}</w:t></w:r>' for run in runs)}</w:p>"


def element(text: str) -> str:
    """A part with one element that holds a text."""
    return f'<a xmlns:dc="urn:dc"><dc:title>{text}</dc:title><dc:creator>Sam</dc:creator></a>'


def jpeg(*, description: str = "", place: bool = False, windows: str = "", comment: bytes = b"") -> bytes:
    """A small picture with these properties."""
    picture, buffer = Image.new("RGB", (4, 4)), io.BytesIO()
    exif = Image.Exif()
    exif[0x0100] = 4
    if description:
        exif[0x010E] = description
    if windows:
        exif[0x9C9C] = windows.encode("utf-16-le")
    if comment:
        exif.get_ifd(0x8769)[0x9286] = comment
    if place:
        exif.get_ifd(0x8825)[1] = "N"
    picture.save(buffer, "JPEG", exif=exif)
    return buffer.getvalue()


def png(text: str) -> bytes:
    """A small picture with a comment."""
    buffer, info = io.BytesIO(), PngImagePlugin.PngInfo()
    info.add_text("Comment", text)
    info.add_itxt("XML:com.adobe.xmp", f"<x:xmpmeta><d>{text}</d></x:xmpmeta>")
    Image.new("RGB", (4, 4)).save(buffer, "PNG", pnginfo=info)
    return buffer.getvalue()
