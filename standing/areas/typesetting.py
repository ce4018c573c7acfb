"""Accessible PDFs (PDF/UA-1, held to by the compiler): tagged, titled, in their language. Whichever area prints one
gives its template and the words; what differs comes in as data and is never read as markup.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from standing.areas.refusals import Refused


def pdf_from(template: Path, data: dict[str, Any], *, what: str) -> bytes:
    """The PDF of a template and its data. `what` is it in a sentence: "The statement".

    The fonts that come with the compiler are tried first, so that it looks alike on every server; the server's own
    where a name needs other letters. Raises `Refused` where none has them.
    """
    for own_fonts in (True, False):
        try:
            made = typst.compile(
                str(template),
                format="pdf",
                pdf_standards=["ua-1"],
                sys_inputs={"data": json.dumps(data)},
                ignore_system_fonts=own_fonts,
            )
        except typst.TypstError as error:
            if "could not be displayed" not in str(error):
                raise
        else:
            assert isinstance(made, bytes)
            return made
    raise Refused(
        f"{what} holds letters that no font of this server has, so no PDF was made. Its page shows them; an "
        "administrator can install a font that has these letters."
    )
