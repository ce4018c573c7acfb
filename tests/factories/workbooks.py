"""Made-up competence spreadsheets, as somebody on a ward would have built them. Every name is invented."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import xlsxwriter

GIVEN = ("Ada", "Ben", "Cai", "Dot", "Eve", "Fay", "Gus", "Hal", "Ida", "Jan", "Kit", "Lou")
FAMILY = ("Example", "Instance", "Specimen", "Sample", "Pattern")
NATIONAL = ("MH 21", "SFHMH14", "CM D7", "MH20", "MH14.2013")
LOCAL = (
    "PMVA",
    "ILS",
    "BLS",
    "Fire safety",
    "Moving and handling",
    "Safeguarding adults level 2",
    "Safeguarding children level 3",
    "Information governance",
    "Infection control",
    "Food hygiene",
    "Clozapine clinic",
    "Rapid tranquillisation",
    "NEWS2",
    "Ligature risk",
    "Search policy",
    "Observation levels",
    "Mental Health Act",
    "MCA/DoLS",
    "Prevent",
    "Conflict resolution",
    "Equality and diversity",
    "Record keeping",
    "Medicines round",
    "Depot injections",
    "Wound care",
    "Venepuncture",
    "ECG",
    "Physical health checks",
    "Suicide prevention",
    "Care planning",
    "Risk formulation",
    "Supervision",
    "Preceptorship",
    "Mentor update",
    "Breakaway",
)
COURSES = (*NATIONAL, *LOCAL)
"""Forty of them."""

PEOPLE_HEADINGS = ("Staff No", "Surname", "First name", "Ward", "Job title")


def sheet_file(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """An .xlsx file of these sheets, row by row; days are dates that show as 31/03/2026."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    shown = book.add_format({"num_format": "dd/mm/yyyy"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(number, column, value, shown)
                elif value is not None:
                    sheet.write(number, column, value)
    book.close()
    return out.getvalue()


@dataclass(frozen=True)
class Ward:
    """A competence matrix of a ward, and the cells in which a fault is planted, with what is written there."""

    content: bytes
    faults: Mapping[str, Any]
    people: int
    courses: int


def ward_matrix(today: date, *, people: int = 60, courses: int = 40, faults: bool = True) -> Ward:
    """A matrix of so many people and courses: a title, headings in row 3, a total at the end, and ten planted faults.

    Days are spread over the last thirteen months, so that with a validity of a year some lapse every month.
    """
    names = COURSES[:courses]
    rows: list[list[Any]] = [
        ["Training matrix – Ash and Elm wards"],
        [],
        [*PEOPLE_HEADINGS, *names],
    ]
    rows.extend(
        [*_person(number), *(_day(today, number, course) for course in range(len(names)))]
        for number in range(people)
    )
    planted = _plant(rows, today) if faults else {}
    rows.append(["Total", None, None, None, None, *(people for _ in names)])
    return Ward(sheet_file({"Matrix": rows}), planted, people, len(names))


def _person(number: int) -> list[Any]:
    ward = "Ash ward" if number % 2 else "Elm ward"
    role = "Staff nurse" if number % 3 else "Healthcare assistant"
    family = f"{FAMILY[number % len(FAMILY)]}-{chr(65 + number // 12)}"
    return [f"{10200 + number}", family, GIVEN[number % len(GIVEN)], ward, role]


def _day(today: date, number: int, course: int) -> date | None:
    if (number * 7 + course * 3) % 11 == 0:
        return None
    return today - timedelta(days=3 + (number * 37 + course * 53) % 390)


_PLANTED = (
    (5, "F", "31/02/2025"),
    (6, "G", "soon"),
    (7, "H", "12/13/2025 or 13/12/2025"),
    (8, "I", "see file"),
    (9, "J", "99/99/9999"),
    (10, "K", "TBC?"),
    (11, "L", "3rd of Nevember 2025"),
    (12, "M", "last year"),
    (13, "N", "#REF"),
)


def _plant(rows: list[list[Any]], today: date) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for row, letter, text in _PLANTED:
        rows[row - 1][ord(letter) - 65] = text
        found[f"Matrix!{letter}{row}"] = text
    rows[13][ord("O") - 65] = today + timedelta(days=40)
    found["Matrix!O14"] = "a day to come"
    return found
