"""March 2013 taken from its document to adopted, once on the pages and once by commands: both come to the same."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import transaction
from django.test import Client

from standing.areas.audit import clock
from standing.areas.people.models import Account
from standing.areas.people.roles import Role
from standing.areas.profiles.models import ProfileLine
from standing.areas.record.models import CarryLink, Change, Decision, EditionEnd, Membership
from standing.areas.revisions.models import CrosswalkVersion, TransitionTask
from standing.cli.main import cli
from tests.factories.adopting import holder
from tests.factories.people import make_account, signed_in
from tests.factories.profiles import make_profile
from tests.factories.revisions import make_lead, rule_all
from tests.factories.standards import load_bundled_catalogue
from tests.support.pages import text

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 2)
VERSION = "/revisions/mh-2013/versions/1/"
OLDER, MENTAL_HEALTH, NO_DAY = (
    "older people with mental health needs",
    "mental health",
    "No day is known yet.",
)
HELD = ("MH14@2005", "MH1@2005", "MH10@2005", "MH20@2005", "MH41@2005", "MH45@2005", "MH71@2005", "MH72@2005")


@pytest.fixture
def two() -> Iterator[tuple[Account, Account]]:
    """A steward and a workforce lead; and two people who hold old standards of many kinds, which a profile asks for."""
    with clock.travelling_to(TODAY):
        load_bundled_catalogue()
        rule_all()
        make_profile(essential=HELD, from_on=date(2020, 1, 1))
        holder("P1", date(2025, 9, 1), *HELD)
        holder("P2", date(2024, 5, 1), "MH20@2005", "MH71@2005")
        yield make_account("Sefa Steward", roles=[Role.FRAMEWORK_STEWARD]), make_lead()


def on_pages(steward: Account, lead: Account) -> None:
    """As two people do it in their browsers."""
    client = signed_in(steward)
    send(client, "/revisions/mh-2013/begin/", how="document")
    send(client, f"{VERSION}days/", effective_on_day="1", effective_on_month="4", effective_on_year="2026")
    send(client, f"{VERSION}contexts/", **contexts(client))
    send(client, f"{VERSION}defer/", rows="every", why=NO_DAY)
    send(client, f"{VERSION}send/")
    for each in (client, signed_in(lead)):
        shown = each.get(f"{VERSION}approve/").content.decode()
        digest = re.search(r'name="digest" value="(\w+)"', shown)
        assert digest is not None
        send(each, f"{VERSION}approve/", digest=digest[1])
    assert "is adopted" in send(client, "/revisions/mh-2013/adopt/")


def send(client: Client, address: str, **sent: Any) -> str:
    """Send the form of a page, which leads on and says no fault."""
    answer = client.post(address, sent, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain, text(answer)
    return text(answer)


def contexts(client: Client) -> dict[str, Any]:
    """The groups of the page as it ticks them, each with a context that names whom its rows do."""
    shown = client.get(f"{VERSION}contexts/").content.decode()
    sent: dict[str, Any] = {}
    for number in re.findall(r'name="context_(\d+)"', shown):
        rows = re.findall(rf'name="rows_{number}"[^>]*value="([^"]+)"', shown)
        sent |= {f"rows_{number}": rows, f"context_{number}": OLDER if "MH10@2005" in rows else MENTAL_HEALTH}
    return sent


def by_commands(steward: Account, lead: Account, older: list[str]) -> None:
    """As somebody does it at a shell on the server; `older` are the rows that name older people."""
    draft = ["draft-crosswalk", "mh-2013", "--effective", "2026-04-01", "--context", MENTAL_HEALTH]
    for old in older:
        draft += ["--context-of", old, OLDER]
    run(*draft, "--leave", NO_DAY, "--send")
    for account in (steward, lead):
        run("approve", "mh-2013", "--account", account.email)
    assert json.loads(run("adopt", "mh-2013", "--json"))["already"] is False


def run(*words: str) -> str:
    found = CliRunner().invoke(cli, list(words))
    assert found.exit_code in (0, 1), found.output
    return found.stdout


def written() -> dict[str, Any]:
    """All that the one way or the other has written, by names and not by keys."""
    version = CrosswalkVersion.objects.get()
    decisions = Decision.objects.filter(carried_from__isnull=False)
    tasks = TransitionTask.objects.prefetch_related("sources")
    return {
        "crosswalk": (version.digest, version.state, version.effective_on, version.transition_ends_on),
        "decisions": rows(
            decisions,
            *("person__ref", "standard", "context", "outcome", "decided_on", "held_from", "practice_as_of"),
            *("expires_on", "evidence", "carried_from__standard"),
        ),
        "changes": rows(
            Change.objects,
            *(
                "subject",
                "version",
                "standard",
                "change_class",
                "effective_on",
                "due_on",
                "population",
                "title",
            ),
        ),
        "members": rows(Membership.objects, "person__ref", "population", "from_on", "to_on"),
        "ends": rows(EditionEnd.objects, "standard", "ends_on"),
        "links": rows(
            CarryLink.objects, "old", "new", "context", "bridges", "effective_on", "transition_ends_on"
        ),
        "tasks": sorted(
            (
                *(
                    task.kind,
                    task.person.ref if task.person else task.profile,
                    task.standard_id,
                    task.context,
                ),
                *(source.old_id for source in task.sources.all()),
            )
            for task in tasks
        ),
        "lines": rows(
            ProfileLine.objects.filter(version__carried_with__isnull=False),
            "standard",
            "context",
            "need",
            "to_decide",
        ),
    }


def rows(found: Any, *names: str) -> list[Any]:
    return sorted(found.values_list(*names), key=repr)


@contextmanager
def taken_back() -> Iterator[None]:
    """What is written inside is undone in the end: both ways begin from the same."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_pages_and_commands_come_to_the_same(two: tuple[Account, Account]) -> None:
    with taken_back():
        on_pages(*two)
        pages = written()
        older = CrosswalkVersion.objects.get().rows.filter(context=OLDER).values_list("old", flat=True)
        named = list(older.order_by("order"))
    by_commands(*two, named)
    commands = written()
    for what, found in pages.items():
        assert found, what
        assert commands[what] == found
