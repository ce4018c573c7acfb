"""One row of the register: read, with what is put right and what is odd."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from standing.core.formats.results import Findings
from standing.core.formats.tables import Header, TableRow
from standing.core.formats.workbook.model import BLANK

COLUMNS = Header(
    needed={
        "title": ("NOS Title",),
        "validity": ("Validity",),
        "urn": ("URN",),
        "original": ("Original URN",),
    },
    optional={
        "developed_by": ("Developed By",),
        "suite": ("Suite",),
        "suite_metadata": ("SuiteMetadata",),
        "occupations": ("Occupations",),
        "occupations_metadata": ("OccupationsMetadata",),
        "name": ("Name",),
        "review_on": ("Indicative Review Date",),
        "status": ("NOS Document Status",),
        "soc": ("SOC Code",),
        "category": ("NOSCategory",),
        "keywords": ("Keywords",),
        "created_on": ("Created",),
        "modified_on": ("Modified",),
        "item_type": ("Item Type",),
        "path": ("Path",),
    },
)
"""The 19 columns of the register, as it heads them."""

UNKNOWN_DAY = date(1905, 3, 15)
"""What the register writes where no review date was given. It is no date: nothing is overdue by it."""
VALIDITIES = {"current": "current", "legacy": "legacy"}
_NONE = frozenset({"", "na", "none", "tbc", "new", "nil"})
_SEVERAL = re.compile(r"\s*[,;/&\n]\s*|\s+and\s+", re.IGNORECASE)
_REMARK = re.compile(r"\s*\([^)]*\)\s*$")
_CODE = re.compile(r"[A-Z][A-Z0-9.\-]*\d[A-Z0-9.\-]*|[A-Z]{3,}\.[A-Z0-9.]+")
# Marks of a title that a program has spoilt: lost letters, codes of letters, figures inside a word, a file's name.
_SPOILT = re.compile(r"\ufffd|_x[0-9A-Fa-f]{4}_|&[a-z]+;|(?<=[a-z])\d{2,}(?=[a-z])|\.(?:pdf|docx?)\b")
_EPOCH_1900, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)


@dataclass(frozen=True)
class RegisterEntry:
    """A standard as the register has it. Days are ISO text, empty for none or an unknown one.

    `urn` and `originals` are references without spaces, in capitals. `validity` is current or legacy, or empty where
    the register says neither; `printed_validity` is what stands there.
    """

    row: int
    urn: str
    title: str
    suite: str = ""
    developed_by: str = ""
    validity: str = ""
    printed_validity: str = ""
    status: str = ""
    category: str = ""
    originals: tuple[str, ...] = ()
    review_on: str = ""
    created_on: str = ""
    modified_on: str = ""


def read_entry(row: TableRow, findings: Findings, *, starts_1904: bool = False) -> RegisterEntry | None:
    """The entry of a row; None, with a problem, for a row that names no standard."""
    for fault in row.faults():
        findings.problem(row.number, fault.what, fault.do)
    urn, title = _reference(row, findings), _title(row, findings)
    if not urn:
        named = row.text("name") or row.text("title") or "nothing else"
        what = f"the row has no URN (its file is {named}), so nobody can say which standard it is"
        findings.problem(
            row.number, what, "It is left out of what is compared. Ask whoever keeps the register."
        )
        return None
    validity, printed = _validity(row, findings)
    return RegisterEntry(
        row=row.number,
        urn=urn,
        title=title,
        suite=row.text("suite"),
        developed_by=row.text("developed_by"),
        validity=validity,
        printed_validity=printed,
        status=row.text("status"),
        category=row.text("category"),
        originals=_originals(row, findings),
        review_on=_day(row, "review_on", findings, starts_1904),
        created_on=_day(row, "created_on", findings, starts_1904),
        modified_on=_day(row, "modified_on", findings, starts_1904),
    )


def _reference(row: TableRow, findings: Findings) -> str:
    printed = row.raw("urn")
    plain = "".join(printed.split()).upper()
    if plain != printed:
        findings.repair(row.number, "spaces or small letters taken out of a URN", printed, plain)
    return plain


def _title(row: TableRow, findings: Findings) -> str:
    printed, title = row.raw("title"), row.text("title")
    if title != printed:
        findings.repair(row.number, "spaces put right in a title", printed, title)
    if not title:
        findings.problem(row.number, "the row has no title", "Look the standard up by its URN.")
    elif _SPOILT.search(title):
        findings.problem(row.number, f"the title is spoilt: {title!r}", "Look the standard up by its URN.")
    return title


def _validity(row: TableRow, findings: Findings) -> tuple[str, str]:
    printed = row.raw("validity")
    folded = re.sub(r"[^a-z]", "", printed.casefold())
    known = VALIDITIES.get(folded, "")
    if known and printed != known.capitalize():
        findings.repair(row.number, "a spelling of Validity made one", printed, known.capitalize())
    if folded and not known:
        what = f"found the Validity {printed!r}, expected Current or Legacy"
        findings.problem(row.number, what, "It is taken to say neither.")
    return known, printed.strip()


def _originals(row: TableRow, findings: Findings) -> tuple[str, ...]:
    printed = row.text("original")
    if re.sub(r"[^a-z0-9]", "", printed.casefold()) in _NONE:
        return ()
    # "EUS GNC017" is one code with a space in it: spaces divide nothing, only the signs do.
    parts = [_REMARK.sub("", part) for part in _SEVERAL.split(printed)]
    codes = tuple(dict.fromkeys("".join(part.split()).upper() for part in parts if part.strip()))
    odd = [code for code in codes if not _CODE.fullmatch(code)]
    if odd:
        what = f"found {printed!r} as Original URN, which is no reference"
        findings.problem(row.number, what, "It is not compared with anything.")
    if len(codes) > 1:
        findings.repair(
            row.number, "an Original URN with several codes read as each", printed, " | ".join(codes)
        )
    elif codes[0] != row.raw("original"):
        findings.repair(
            row.number, "spaces or small letters taken out of an Original URN", row.raw("original"), codes[0]
        )
    return tuple(code for code in codes if code not in odd)


def _day(row: TableRow, name: str, findings: Findings, starts_1904: bool) -> str:
    value = row.cells.get(name, BLANK).value
    if isinstance(value, int | float) and not isinstance(value, bool):
        day = (_EPOCH_1904 if starts_1904 else _EPOCH_1900) + timedelta(days=int(value))
        findings.repair(row.number, "a day kept as a number read as a day", str(value), day.isoformat())
        value = day
    if isinstance(value, datetime):
        value = value.date()
    if isinstance(value, date):
        if value == UNKNOWN_DAY:
            findings.repair(
                row.number, "a placeholder for an unknown day taken as unknown", value.isoformat(), ""
            )
            return ""
        return value.isoformat()
    text = row.text(name)
    if not text:
        return ""
    try:
        day = datetime.fromisoformat(text).date()
    except ValueError:
        findings.problem(row.number, f"found {text!r}, expected a day", "It is taken as unknown.")
        return ""
    if day == UNKNOWN_DAY:
        findings.repair(row.number, "a placeholder for an unknown day taken as unknown", text, "")
        return ""
    return day.isoformat()
