"""`standing set-rule`: how long decisions on standards last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from standing.cli.support import Refused, django_setup, examples, json_option, message, print_json
from standing.cli.tables import counted

if TYPE_CHECKING:
    from standing.areas.audit.actors import System
    from standing.areas.record.selectors.refresh_rules import RulePreview

Group = tuple[int | None, int, list[str]]
"""Months until a decision expires (None: never), days of grace, and the standards."""


@click.command(
    epilog=examples(
        "standing set-rule GEN99 CHS229 --months 36 --grace 28 --why 'Agreed by the competence group'",
        "standing set-rule --for mh-2013 --as-before --why 'As for the standards they follow'",
        "standing set-rule --for mh-2013 --months 24 --why 'The others, until reviewed' --dry-run",
    ),
    short_help="Set how long decisions on standards last.",
)
@click.argument("standards", nargs=-1, metavar="[STANDARD]...")
@click.option("--for", "revision", default="", metavar="REVISION", help="Those its open crosswalk waits for.")
@click.option("--as-before", is_flag=True, help="With --for: the rule of the standard that each follows.")
@click.option("--months", type=click.IntRange(1, 120), help="Months until a decision expires.")
@click.option("--never", is_flag=True, help="A decision never expires.")
@click.option(
    "--grace", type=click.IntRange(0, 366), help="Days of grace (28); 0 for what is safety-critical."
)
@click.option("--all-decisions", is_flag=True, help="For every decision ever made, not for new ones only.")
@click.option("--why", required=True, help="The reason, for the audit trail.")
@click.option("--dry-run", is_flag=True, help="Say whom it would touch, and change nothing.")
@json_option
def command(standards: tuple[str, ...], dry_run: bool, as_json: bool, **asked: Any) -> None:
    """Set one refresh rule for each STANDARD, or for the new standards that the crosswalk of a revision waits for.

    A standard without a rule gets this one for all its decisions; another one for decisions from today on, unless
    --all-decisions is given. Says whom it touches.
    """
    _check(standards, asked)
    django_setup()
    from standing.areas.audit.actors import System
    from standing.areas.record.actions import set_refresh_rules
    from standing.areas.record.refresh import AppliesTo
    from standing.areas.record.selectors.refresh_rules import preview_refresh_rules

    by = System("set-rule")
    applies_to = AppliesTo.ALL if asked["all_decisions"] else AppliesTo.NEW
    answers = []
    for months, grace, names in _groups(by, standards, asked):
        rule: dict[str, Any] = {
            "standards": names,
            "validity_months": months,
            "grace_days": grace,
            "applies_to": applies_to,
        }
        touched = preview_refresh_rules(by=by, **rule)
        if not dry_run:
            set_refresh_rules(by=by, why=asked["why"], **rule)
        answers.append(_answer(months, grace, names, touched, done=not dry_run))
    if as_json:
        print_json(answers)
        return
    for one in answers:
        _print(one)


def _check(standards: tuple[str, ...], asked: dict[str, Any]) -> None:
    if bool(standards) == bool(asked["revision"]):
        raise Refused("Name the standards, or with --for the revision whose new standards wait for a rule.")
    if asked["as_before"] and not asked["revision"]:
        raise Refused(
            "--as-before needs --for: it takes the rules of the standards that a revision replaces."
        )
    ways = sum(map(bool, (asked["as_before"], asked["months"], asked["never"])))
    if ways != 1:
        raise Refused("Say how long a decision lasts: --months N, --never, or --as-before with --for.")
    if asked["as_before"] and asked["grace"] is not None:
        raise Refused("--as-before takes the days of grace of the old standards too: leave --grace out.")


def _groups(by: System, standards: tuple[str, ...], asked: dict[str, Any]) -> list[Group]:
    from standing.core.rules.facts import DEFAULT_GRACE_DAYS

    grace = DEFAULT_GRACE_DAYS if asked["grace"] is None else asked["grace"]
    if not asked["revision"]:
        return [(asked["months"], grace, [_resolved(by, each) for each in standards])]
    missing = _missing(by, asked["revision"])
    if not asked["as_before"]:
        return [(asked["months"], grace, [new for one in missing for new, _ in one.standards])]
    for one in missing:
        if one.terms is None:
            named = ", ".join(new for new, _ in one.standards)
            message(
                f"No rule, or several, to take over, so none is set: {named}. Set theirs with --months or --never."
            )
    groups: list[Group] = [(*one.terms, [new for new, _ in one.standards]) for one in missing if one.terms]
    if not groups:
        raise Refused(
            "None of the old standards has a rule to take over. Say how long: --months N or --never."
        )
    return groups


def _missing(by: System, revision: str) -> list[Any]:
    from standing.areas.record.selectors.people import NotFound
    from standing.areas.revisions.selectors.missing_rules import missing_rules
    from standing.areas.revisions.selectors.pages import revision_in_full, version_in_full

    try:
        found = revision_in_full(by=by, code=revision)
    except NotFound as none:
        raise Refused(f"{none} `standing crosswalk` shows those there are.") from none
    if found.open is None:
        raise Refused(f"No crosswalk of {found.revision.title} is open. Name the standards instead.")
    missing = missing_rules(version_in_full(by=by, code=revision, number=found.open.number))
    if not missing:
        raise Refused(f"No new standard of {found.open} waits for a refresh rule.")
    return missing


def _resolved(by: System, name: str) -> str:
    from standing.areas.standards.selectors import get_holdings
    from standing.core.resolve import resolve

    found = resolve(name, get_holdings(by=by).catalogue)
    if found.standard is None:
        also = f" It could be {', '.join(found.candidates)}." if found.candidates else ""
        raise Refused(f"“{name}” is no standard we know. {found.why}{also}")
    return found.standard


def _answer(
    months: int | None, grace: int, names: list[str], touched: RulePreview, *, done: bool
) -> dict[str, Any]:
    return {
        "standards": names,
        "validity_months": months,
        "grace_days": grace,
        "touched": len(touched.touched),
        "stop_counting": sum(one.stops_counting for one in touched.touched),
        "done": done,
    }


def _print(one: dict[str, Any]) -> None:
    months, grace = one["validity_months"], one["grace_days"]
    lasts = f"lasts {months} months" if months else "never expires"
    after = f"{grace} days of grace" if grace else "no grace: safety-critical"
    verb = "A decision now" if one["done"] else "A decision would"
    lasts = lasts if one["done"] else lasts.replace("lasts", "last").replace("expires", "expire")
    click.echo(
        f"{verb} {lasts}, {after}, on {counted(len(one['standards']), 'standard')}: {', '.join(one['standards'])}"
    )
    click.echo(
        f"It touches {counted(one['touched'], 'standing')}; {one['stop_counting']} of them stop counting."
    )
