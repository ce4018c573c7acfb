"""Competence spreadsheets for `standing import`: recognised by content, previewed, written or refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from standing.cli.support import Refused, message
from standing.core.formats.matrix import Shape, find_layouts
from standing.core.formats.results import Problem, Repair
from standing.core.formats.workbook import Unreadable, Workbook, read_workbook
from standing.core.importing import ImportReport
from standing.core.moving_in.answers import Answers, BadAnswer, read_answers

FORMAT = "competence-spreadsheet"
HOW = "Answer it on the page Move in, or in a file given with --answers: {place} takes {takes}."
_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How the files of spreadsheet programs begin: no text does."""


def is_packed(content: bytes) -> bool:
    """Whether a file is of a spreadsheet program, whatever is in it."""
    return content.startswith(_PACKED)


def is_one(name: str, content: bytes) -> bool:
    """Whether a file is a spreadsheet of people and what they hold. One of a spreadsheet program is meant as one."""
    if is_packed(content):
        return True
    try:
        workbook = read_workbook(name, content)
    except Unreadable:
        return False
    return any(layout.shape is not Shape.UNKNOWN for layout in find_layouts(workbook))


def answers_in(path: Path | None) -> Answers:
    """The answers of a file. Raises `Refused` for one that has none."""
    if path is None:
        return Answers()
    try:
        return read_answers(json.loads(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}. Nothing was imported.") from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise Refused(f"{path} is not JSON: {error}. Nothing was imported.") from error
    except BadAnswer as bad:
        raise Refused(f"{path}: {bad}. Nothing was imported.") from bad


def import_spreadsheet(name: str, content: bytes, answers: Answers, *, dry_run: bool) -> ImportReport:
    """Write a spreadsheet into the store, or say what that would do. Questions that are open refuse it, each named."""
    from standing.areas.audit.actors import System
    from standing.areas.exchange import actions, selectors
    from standing.areas.exchange.actions.importing import does_something
    from standing.areas.exchange.actions.staging import checked_name

    name = checked_name(name)
    try:
        workbook = read_workbook(name, content)
    except Unreadable as unreadable:
        return ImportReport(
            "", name, _sha256(content), problems=(Problem(name, unreadable.what, unreadable.do),)
        )
    by = System("import")
    way = selectors.way_of_file(by=by, workbook=workbook, answers=answers)
    questions = _questions(name, way)
    if questions:
        return ImportReport(FORMAT, name, workbook.sha256, problems=questions)
    report = _report(name, workbook, way)
    if not dry_run and does_something(way):
        number = actions.write_at_once(by=by, file=name, sha256=workbook.sha256, way=way).pk
        message(f"{name}: written as import {number}, which can be taken back on its page under Move in.")
    return report


def _questions(name: str, way: Any) -> tuple[Problem, ...]:
    from standing.core.moving_in.asking import open_questions

    found = [
        Problem(f"{name}:{each.place}", each.what, HOW.format(place=each.place, takes=each.takes))
        for each in open_questions(way.journey)
    ]
    if not found and way.plan.asks_of_later and way.journey.answers.replace_later is None:
        what = f"{way.plan.asks_of_later} cells give a later day than an earlier file: was the earlier day wrong?"
        takes = "true (take the earlier day back) or false (keep both)"
        found.append(Problem(f"{name}:replace_later", what, HOW.format(place="replace_later", takes=takes)))
    return tuple(found)


def _report(name: str, workbook: Workbook, way: Any) -> ImportReport:
    """The report of a file that is settled: faults are problems that refuse their cell, and not the file."""
    from standing.areas.exchange.faults import faults_of

    counts = way.plan.counts
    problems = [
        Problem(f"{name}:{fault['where']}", f"found {fault['words']!r}: {fault['why']}", "", refuses=False)
        for fault in faults_of(way)
    ]
    repairs = [
        Repair(f"{name}:{entry.address}", entry.repaired, entry.words, f"{entry.day or ''}")
        for found in way.journey.entries.values()
        for entry in found.entries
        if entry.repaired
    ]
    return ImportReport(
        FORMAT,
        name,
        workbook.sha256,
        read=len(way.plan.steps),
        created=counts["created"],
        updated=counts["changed"],
        unchanged=counts["unchanged"],
        repairs=(*workbook.repairs, *repairs),
        problems=tuple(problems),
    )


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
