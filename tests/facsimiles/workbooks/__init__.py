"""Made-up workbooks as different people build them, with what each cell means and every planted fault known."""

from __future__ import annotations

from tests.facsimiles.workbooks.large import large_matrix
from tests.facsimiles.workbooks.making import DAY, Made, Page, Put
from tests.facsimiles.workbooks.odf import to_ods
from tests.facsimiles.workbooks.shapes import SHAPES, TODAY
from tests.facsimiles.workbooks.writing import to_openpyxl, to_text, to_xls, to_xlsx

__all__ = [
    "DAY",
    "SHAPES",
    "TODAY",
    "Made",
    "Page",
    "Put",
    "large_matrix",
    "to_ods",
    "to_openpyxl",
    "to_text",
    "to_xls",
    "to_xlsx",
]
