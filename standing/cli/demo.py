"""`standing demo`: build the demonstration service."""

from __future__ import annotations

import sys

import click

from standing.cli.support import DONE, django_setup, examples, json_option, message, print_json, show_progress


@click.command(epilog=examples("standing demo --people 120 --seed 7"))
@click.option("--people", default=60, show_default=True, help="How many people work in the service.")
@click.option(
    "--seed", default=2013, show_default=True, help="The same seed makes the same service on the same day."
)
@json_option
def command(people: int, seed: int, as_json: bool) -> int:
    """Build the demonstration service in an empty store, and print how to sign in.

    It is sized and shaped by published NHS workforce figures; everyone in it is made up.
    """
    django_setup(store=False)
    from dataclasses import asdict

    from django.core.management import call_command

    from standing.areas.audit import clock
    from standing.site.demo.build import build

    call_command("migrate", verbosity=0, interactive=False)
    built = build(people_wanted=people, seed=seed, today=clock.today(), progress=_progress)
    if as_json:
        print_json(asdict(built))
    else:
        print_sign_ins(asdict(built))
    return DONE


def _progress(done: int, of: int) -> None:
    if show_progress():
        sys.stderr.write(
            f"\rBuilding the demonstration service: {done:,} of {of:,}" + ("\n" if done == of else "")
        )
        sys.stderr.flush()


def print_sign_ins(built: dict[str, object]) -> None:
    """Print a sign-in for each kind of user of the demonstration, and what to look at first."""
    message(f"\nThe demonstration service has {built['people']} people; all of them are made up.")
    message(f"Sign in with any of these. The password of each is: {built['password']}\n")
    rows = built["sign_ins"]
    assert isinstance(rows, list | tuple)
    for row in rows:
        message(f"  {row['kind']:<18} {row['email']:<38} {row['look_first']}")
    message("")
