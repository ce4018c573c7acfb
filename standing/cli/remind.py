"""`standing remind`: tell people by email what waits for them, or say who would be told what."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from standing.cli.support import (
    DONE_WITH_PROBLEMS,
    Refused,
    django_setup,
    examples,
    json_option,
    message,
    print_json,
)
from standing.cli.tables import counted


@click.command(
    epilog=examples("standing remind --dry-run", "standing remind --account amina@example.nhs.uk --json"),
    short_help="Tell people by email what waits for them.",
)
@click.option("--dry-run", is_flag=True, help="Say who would be told what, and change nothing.")
@click.option(
    "--account",
    "emails",
    multiple=True,
    metavar="EMAIL",
    help="Only this account; may be given more than once.",
)
@json_option
def command(*, dry_run: bool, emails: tuple[str, ...], as_json: bool) -> int | None:
    """Make the messages of the day and hand them, and those still to be sent, to the mail server.

    `standing serve` does it once a day by itself. Done again the same day, nobody is told anything twice.
    """
    django_setup()
    from django.conf import settings

    from standing.areas.audit import clock
    from standing.areas.audit.actors import System

    if not dry_run and not settings.EMAIL_HOST:
        raise Refused(
            "No mail server is set, so nobody is told anything. Set STANDING_EMAIL_HOST and what goes with it, or look "
            "with --dry-run at what would be sent."
        )
    accounts = _accounts(emails)
    if dry_run:
        _say(_planned(accounts, clock.today()), as_json, {"day": clock.today().isoformat(), "dry_run": True})
        return None
    from standing.areas.reminders.actions import make_messages, send_due

    by = System("remind")
    made = make_messages(by=by, today=clock.today(), accounts=accounts)
    sent = send_due(by=by)
    rows = [{"account": one.account.email, "subject": one.subject, "why": one.why} for one in made]
    counts = {
        "sent": sent.sent,
        "to_try_again": sent.again,
        "refused": sent.refused,
        "given_up": sent.given_up,
        "withdrawn": sent.withdrawn,
    }
    _say(rows, as_json, {"day": clock.today().isoformat(), "dry_run": False, **counts})
    if not as_json:
        words = ", ".join(f"{name.replace('_', ' ')}: {number}" for name, number in counts.items())
        click.echo(words)
    for words, number in Counter(sent.said).items():
        message(f"{counted(number, 'message', 'messages')}: {words}")
    return DONE_WITH_PROBLEMS if sent.again or sent.refused or sent.given_up else None


def _accounts(emails: tuple[str, ...]) -> list[Any]:
    from standing.areas.audit.actors import System
    from standing.areas.reminders.selectors.messages import accounts_to_tell

    found = list(accounts_to_tell(by=System("remind")))
    if not emails:
        return found
    asked = {one.strip().lower() for one in emails}
    missing = asked - {one.email.lower() for one in found}
    if missing:
        raise Refused(f"There is no open account {', '.join(sorted(missing))}. Check the address.")
    return [one for one in found if one.email.lower() in asked]


def _planned(accounts: list[Any], today: Any) -> list[dict[str, Any]]:
    from standing.areas.reminders.actions.making import plan
    from standing.areas.reminders.wording import subject_of, why_of

    plans = (plan(account, today) for account in accounts)
    return [
        {"account": one.account.email, "subject": subject_of(one), "why": why_of(one)}
        for one in plans
        if not one.is_empty
    ]


def _say(rows: list[dict[str, Any]], as_json: bool, about: dict[str, Any]) -> None:
    if as_json:
        print_json({**about, "messages": rows})
        return
    for row in rows:
        click.echo(f"{row['account']}: {row['subject']}")
        for line in row["why"]:
            click.echo(f"    {line}")
    click.echo(
        f"{counted(len(rows), 'message', 'messages')}{' would be made' if about['dry_run'] else ' made'}."
    )
