"""A record, one's own or somebody else's, and why a pair of it stands as it does."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from standing.areas.audit.actions import record_look, record_looks
from standing.areas.people.models import Account, Person
from standing.areas.people.roles import Ability
from standing.areas.record.forms.days import AskedDays, DaysForm
from standing.areas.record.permissions import can_for_person
from standing.areas.record.presenters.besides import besides_of_person
from standing.areas.record.presenters.days import DaysShown
from standing.areas.record.presenters.decisions import record_href
from standing.areas.record.presenters.pairs import PairPage
from standing.areas.record.presenters.record_files import RECORD_FILES, WholeRecord
from standing.areas.record.presenters.records import RecordPage, person_crumbs
from standing.areas.record.presenters.standing import Viewer
from standing.areas.record.selectors.changes import signatures_owed
from standing.areas.record.selectors.fact_tables import facts_of_person
from standing.areas.record.selectors.held import held_of_person
from standing.areas.record.selectors.people import own_person, person_by_ref
from standing.areas.record.selectors.records import pair_in_full, record_of
from standing.areas.record.selectors.workforce import abilities_over
from standing.areas.record.views.support import file_response, finds_or_404


def account_of(request: HttpRequest) -> Account:
    """Whoever is signed in: nobody else reaches a view."""
    assert isinstance(request.user, Account)
    return request.user


def is_own(account: Account, person: Person) -> bool:
    """Whether a record is the account's own."""
    return account.person_id == person.pk


def log_look(request: HttpRequest, person: Person, page: str) -> None:
    """Log a look at somebody else's record, once for each page asked for: all that a GET ever writes.

    By whatever method: a page shows the same in answer to any but HEAD, which is answered without it.
    """
    account = account_of(request)
    if request.method != "HEAD" and not is_own(account, person):
        record_look(account=account, person_ref=person.ref, page=page)


def log_looks(request: HttpRequest, people: Iterable[Person], page: str) -> None:
    """Log a look at a page that shows how several people stand, once a day for each of them but the reader."""
    account = account_of(request)
    if request.method != "HEAD":
        others = {person.ref for person in people if not is_own(account, person)}
        record_looks(account=account, person_refs=others, page=page)


def own(request: HttpRequest) -> HttpResponse:
    """The reader's own record."""
    person = own_person(by=account_of(request))
    if person is None:
        return render(request, "record/no_record.html")
    return _record(request, person)


@finds_or_404
def person(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody's record, if the reader may see it."""
    found = person_by_ref(by=account_of(request), ref=ref, known_on=_days(request).days.known_on)
    if found.ref != ref:
        return _under_its_number(request, ref, found)
    if is_own(account_of(request), found):
        query = request.GET.urlencode()
        response = redirect("record:own")
        response["Location"] += f"?{query}" if query else ""
        return response
    return _record(request, found)


def _under_its_number(request: HttpRequest, ref: str, found: Person) -> HttpResponse:
    """The same page under the number of the person whom a merged record stands for."""
    return redirect(
        request.get_full_path().replace(f"/people/{quote(ref)}/", f"/people/{quote(found.ref)}/", 1)
    )


def _record(request: HttpRequest, found: Person) -> HttpResponse:
    account = account_of(request)
    shown = _days(request)
    record = record_of(by=account, person=found, at=shown.days.at, known_on=shown.days.known_on)
    page = RecordPage(
        record=record,
        viewer=Viewer(is_own=is_own(account, found)),
        shown=shown,
        to_sign=tuple(signatures_owed(record)),
        can_record=not is_own(account, found) and can_for_person(account, Ability.RECORD_DECISION, found),
    )
    log_look(request, found, "record")
    context = {
        "page": page,
        "form": shown.form,
        "may_see_work": bool(abilities_over(by=account, person=found)),
        "besides": besides_of_person(
            [place.assignment for place in record.places], record.at, record.known_on
        ),
    }
    return render(request, "record/record.html", context)


@finds_or_404
def person_file(request: HttpRequest, ref: str, ending: str) -> HttpResponse:
    """The whole record of somebody, or one's own, as a file, with what is held about them beside it."""
    if ending not in RECORD_FILES:
        raise Http404
    account, days = account_of(request), _days(request).days
    found = person_by_ref(by=account, ref=ref, known_on=days.known_on)
    whole = WholeRecord(
        record=record_of(by=account, person=found, at=days.at, known_on=days.known_on),
        tables=facts_of_person(by=account, person=found),
        held=held_of_person(by=account, person=found),
    )
    log_look(request, found, "file of the record")
    return file_response(RECORD_FILES[ending](whole), f"standing-record-{days.at.isoformat()}.{ending}")


def _days(request: HttpRequest) -> DaysShown:
    form = DaysForm(request.GET)
    return DaysShown(form, AskedDays.of(form), request.path)


@finds_or_404
def pair(request: HttpRequest, ref: str, standard: str) -> HttpResponse:
    """Why a standard of somebody's record stands as it does."""
    account = account_of(request)
    shown = _days(request)
    found = person_by_ref(by=account, ref=ref, known_on=shown.days.known_on)
    if found.ref != ref:
        return _under_its_number(request, ref, found)
    mine = is_own(account, found)
    page = PairPage(
        found=pair_in_full(
            by=account,
            person=found,
            standard=standard,
            context=request.GET.get("context", ""),
            at=shown.days.at,
            known_on=shown.days.known_on,
        ),
        viewer=Viewer(is_own=mine),
        shown=shown,
        can_correct=not mine and can_for_person(account, Ability.CORRECT_DECISION, found),
    )
    log_look(request, found, f"{standard} {request.GET.get('context', '')}".strip())
    context: dict[str, Any] = {
        "page": page,
        "form": shown.form,
        "crumbs": person_crumbs(found, own=mine, query=shown.days.query),
        "can_record": not mine and can_for_person(account, Ability.RECORD_DECISION, found),
        "record_address": record_href(found, standard, request.GET.get("context", "")),
    }
    return render(request, "record/pair.html", context)
