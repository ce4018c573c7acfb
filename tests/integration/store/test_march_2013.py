"""March 2013 taken from its document to adopted in the demonstration: by command and by page, with the same result."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client

from standing.areas.audit import clock
from standing.areas.people.models import Account, Person
from standing.areas.record.answers import Pair, standings_on
from standing.areas.record.models import Change, Decision, EditionEnd, Membership, Period, Suspension
from standing.areas.record.periods import differences
from standing.areas.revisions.models import CrosswalkVersion
from standing.areas.revisions.selectors.contexts import contexts_to_name
from standing.areas.revisions.selectors.pages import version_in_full
from standing.cli.main import cli
from standing.core.rules.status import Standing
from standing.site.demo.build import Built
from standing.site.demo.service import BY
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db

CODE, VERSION = "mh-2013", "/revisions/mh-2013/versions/1"
EFFECTIVE, DURING, AFTERWARDS = date(2026, 7, 1), date(2026, 9, 1), date(2027, 7, 1)
CONTEXT, OLDER, LEFT = "mental health", "older people with mental health needs", "Nobody here holds them"
STEWARD, LEAD = "framework-steward@riverside.example", "workforce-lead@riverside.example"


class Result(NamedTuple):
    """What there is once it is adopted: what was carried, and every answer on days before, in and after it."""

    carried: set[tuple[str, str, str, str, date]]
    suspended: set[tuple[str, str]]
    changes: set[tuple[str, str, date]]
    members: set[tuple[str, str, date]]
    ends: set[tuple[str, date]]
    answers: Mapping[date, Mapping[Pair, Standing]]
    periods: set[tuple[object, ...]]


def by_command() -> None:
    run(
        *("draft-crosswalk", CODE, "--effective", EFFECTIVE, "--context", CONTEXT),
        *("--context-of", "MH10", OLDER, "--leave", LEFT, "--send"),
    )
    run("approve", CODE, "--account", STEWARD)
    run("approve", CODE, "--account", LEAD)
    run("adopt", CODE)


def run(*words: object) -> None:
    result = CliRunner().invoke(cli, [str(word) for word in words])
    assert result.exit_code == 0, result.output


def by_page() -> None:
    steward, lead = (signed_in(Account.objects.get(email=email)) for email in (STEWARD, LEAD))
    send(steward, f"/revisions/{CODE}/begin/", how="document")
    send(
        steward,
        f"{VERSION}/days/",
        effective_on_day=EFFECTIVE.day,
        effective_on_month=EFFECTIVE.month,
        effective_on_year=EFFECTIVE.year,
    )
    older, others = contexts_to_name(version_in_full(by=BY, code=CODE, number=1))
    send(
        steward,
        f"{VERSION}/contexts/",
        context_1=OLDER,
        rows_1=[row.old for row in older.rows],
        context_2=CONTEXT,
        rows_2=[row.old for row in others.rows],
    )
    found = version_in_full(by=BY, code=CODE, number=1)
    send(steward, f"{VERSION}/defer/", rows=list(found.waiting), why=LEFT)
    send(steward, f"{VERSION}/send/")
    for client in (steward, lead):
        page = client.get(f"{VERSION}/approve/").content.decode()
        (digest,) = re.findall(r'name="digest" value="([^"]+)"', page)
        send(client, f"{VERSION}/approve/", digest=digest)
    send(steward, f"/revisions/{CODE}/adopt/")


def send(client: Client, address: str, **data: object) -> None:
    """Send the form of a page; it leads on, and says no more than that."""
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()


def result() -> Result:
    people = list(Person.objects.select_related("stale"))
    assert not any(differences(people).values())
    decisions = Decision.objects.filter(carried_from__isnull=False, retracted_on=None)
    return Result(
        set(decisions.values_list("person__ref", "standard", "context", "outcome", "decided_on")),
        set(Suspension.objects.filter(carried_from__isnull=False).values_list("person__ref", "standard")),
        set(Change.objects.filter(batch__isnull=False).values_list("subject", "version", "effective_on")),
        set(
            Membership.objects.filter(batch__isnull=False).values_list("person__ref", "population", "from_on")
        ),
        set(EditionEnd.objects.filter(batch__isnull=False).values_list("standard", "ends_on")),
        {day: standings_on(people, day) for day in (clock.today(), DURING, AFTERWARDS)},
        set(
            Period.objects.values_list(
                "person__ref", "standard", "context", "from_on", "to_on", "status", "reasons", "expires_on"
            )
        ),
    )


@contextmanager
def and_taken_back() -> Iterator[None]:
    """Whatever is done within is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def done(how: Callable[[], None]) -> Result:
    with and_taken_back():
        how()
        assert CrosswalkVersion.objects.get().state == "approved"
        return result()


@pytest.fixture(autouse=True)
def travelling(today: date) -> Iterator[None]:
    with clock.travelling_to(today, hour=15):
        yield


def test_the_command_and_the_pages_come_to_the_same(demo: Built) -> None:
    commanded, clicked = done(by_command), done(by_page)
    assert len(commanded.carried) > 30
    assert len(commanded.answers[DURING]) > 300
    for name in Result._fields:
        assert getattr(commanded, name) == getattr(clicked, name), name


def to_bridge(found: Result, on: date) -> set[tuple[str, str]]:
    return {
        (pair.person, pair.standard)
        for pair, one in found.answers[on].items()
        if any(reason.startswith("bridging") for reason in one.reasons)
    }


def test_what_the_people_on_old_editions_come_to(demo: Built, today: date) -> None:
    found = done(by_command)
    onto = {standard for _, standard, *_ in found.carried}
    assert {"MH14@2013", "MH11@2012", "GEN99@2013", "GEN103@2013", "CHS229@2013", "MH20@2013"} <= onto
    assert not onto & {"SCDHSC0421@undated", "CMD7@undated", "SCDHSC0426@undated"}
    assert {context for _, standard, context, *_ in found.carried if standard == "GEN103@2013"} == {OLDER}
    assert {standard for _, standard in found.suspended} == {"MH11@2012", "GEN99@2013"}
    asked = to_bridge(found, DURING) - to_bridge(
        found, today
    )  # some have new parts to show for another change
    carried = {(person, standard) for person, standard, *_ in found.carried}
    assert asked
    assert asked <= carried, "whoever was assessed on the edition of 2013 itself has no new parts to show"
    ended = {standard for standard, _ in found.ends}
    assert {"MH71@2005", "MH41@2005", "MH94@2005", "MH45@2005"} <= ended
    assert "MH97@2007" not in ended
    counted = {
        pair.person
        for pair, standing in found.answers[DURING].items()
        if standing.counts and pair.standard in onto
    }
    assert len(counted) > 10


def test_the_assessor_of_the_demonstration_has_equivalences_to_judge(demo: Built) -> None:
    (assessor,) = (sign_in.email for sign_in in demo.sign_ins if sign_in.kind == "assessor")
    client = signed_in(Account.objects.get(email=assessor))
    before = client.get("/").content.decode()
    by_command()
    after = client.get("/").content.decode()
    assert "to judge" not in before
    assert "to judge" in after
