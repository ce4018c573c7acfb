"""What is said of a spreadsheet on its way or brought in, as files: its faults, and the answers given."""

from __future__ import annotations

import json
from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from standing.areas.audit import clock
from standing.areas.exchange import selectors
from standing.areas.exchange.faults import faults_file, faults_of
from standing.areas.exchange.views.support import may_import
from standing.areas.people.views.support import SignedIn
from standing.areas.record.views.support import file_response
from standing.areas.refusals import Refused


@require_GET
@may_import
def faults_of_file(request: SignedIn, staged: UUID) -> HttpResponse:
    """The faults of a file as a spreadsheet to send back."""
    row, way = selectors.way_of(by=request.user, staged=staged)
    if not way.journey.is_settled:
        raise Refused("There are questions open about this file. Answer them first.")
    return file_response(faults_file(row.file, clock.now(), faults_of(way)), f"faults-{_stem(row.file)}.xlsx")


@require_GET
@may_import
def answers_of_file(request: SignedIn, staged: UUID) -> HttpResponse:
    """What is answered about a file, for `standing import --answers`."""
    row, way = selectors.way_of(by=request.user, staged=staged)
    text = json.dumps(way.journey.answers.as_json(), ensure_ascii=False, indent=2)
    return file_response(text.encode(), f"answers-{_stem(row.file)}.json")


@require_GET
@may_import
def faults_of_import(request: SignedIn, number: int) -> HttpResponse:
    """The faults of a file that was written, as a spreadsheet to send back."""
    found = selectors.import_by_number(by=request.user, number=number)
    content = faults_file(found.file, found.ended_at or found.asked_at, found.faults)
    return file_response(content, f"faults-{_stem(found.file)}.xlsx")


def _stem(file: str) -> str:
    """A file's name without its ending, in letters that any system takes."""
    stem = file.rpartition(".")[0] or file
    return (
        "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in stem)[:80].strip("-")
        or "file"
    )
