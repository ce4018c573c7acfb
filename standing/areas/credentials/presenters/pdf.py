"""A statement as an accessible PDF (PDF/UA-1, held to by the compiler): tagged, titled, in its language."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from standing.areas.refusals import Refused

TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "statement.typ"


def pdf_of(data: dict[str, Any]) -> bytes:
    """The PDF of what `pdf_data` gives. The fonts that come with the compiler are tried first, so that it looks alike
    on every server; the server's own where a name needs other letters. Raises `Refused` where none has them.
    """
    for own_fonts in (True, False):
        try:
            made = typst.compile(
                str(TEMPLATE),
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
        "The statement holds letters that no font of this server has, so no PDF was made. Its page shows them; an "
        "administrator can install a font that has these letters."
    )
