"""`standing approve`: somebody approves a crosswalk that was sent for approval."""

from __future__ import annotations

import click

from standing.cli.support import Refused, django_setup, examples, json_option, print_json


@click.command(
    epilog=examples("standing approve mh-2013 --account asha.marsh@example.nhs.uk"),
    short_help="Approve the crosswalk of a revision.",
)
@click.argument("revision")
@click.option("--account", "email", required=True, metavar="EMAIL", help="Who approves, by their account.")
@click.option("--words", default="", help="What the record should say with the approval.")
@json_option
def command(revision: str, email: str, words: str, as_json: bool) -> None:
    """Record that somebody approves the crosswalk of REVISION that was sent for approval.

    Two different accounts approve it; the second makes it the one in force. The account must be one that may approve on
    the pages, and the audit trail says that it was done by a command on the server.
    """
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.people.selectors import accounts
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.revisions import actions
    from standing.areas.revisions.selectors.pages import revision_in_full

    by = System("approve")
    try:
        found = revision_in_full(by=by, code=revision)
    except NotFound as none:
        raise Refused(f"{none} `standing crosswalk` shows those there are.") from none
    if found.open is None:
        raise Refused(f"{found.revision.title} has no crosswalk that awaits approval.")
    account = accounts(by=by).filter(email__iexact=email).first()
    if account is None:
        raise Refused(f"There is no account {email}. Give the address by which the person signs in.")
    version = actions.approve_crosswalk(by=by, version=found.open, account=account, words=words)
    approvals = [each.account.name for each in version.approvals.select_related("account")]
    if as_json:
        print_json(
            {
                "revision": revision,
                "version": version.number,
                "state": version.state,
                "approved_by": approvals,
            }
        )
        return
    done = "approved, and fixed" if version.state == "approved" else "approved by the first of two"
    click.echo(f"{version} is {done}: {' and '.join(approvals)}.")
