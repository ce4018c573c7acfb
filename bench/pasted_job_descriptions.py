"""How many of the standards that job descriptions mean are suggested from their words: `python -m
bench.pasted_job_descriptions`.

Measured on made-up job descriptions (`tests/acceptance/job-descriptions`), each with the standards that whoever wrote
it had in mind. What counts how much was chosen on those that are not held out; the others say how good it is.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from standing.core.documents.pasted import Suggestion, suggest_from
from standing.core.holdings import Holdings, bundled_holdings

FOLDER = Path(__file__).resolve().parent.parent / "tests" / "acceptance"


@dataclass(frozen=True)
class Measured:
    """One job description: what it means, and what was suggested."""

    name: str
    held_out: bool
    meant: tuple[str, ...]
    suggested: tuple[Suggestion, ...]

    @property
    def found(self) -> list[str]:
        """What it means and was suggested."""
        told = {one.standard for one in self.suggested}
        return [standard for standard in self.meant if standard in told]

    @property
    def missed(self) -> list[str]:
        """What it means and was not suggested."""
        return [standard for standard in self.meant if standard not in self.found]


def measured(holdings: Holdings | None = None) -> list[Measured]:
    """Every job description, looked through."""
    held = holdings or bundled_holdings()
    with (FOLDER / "job-descriptions.csv").open(encoding="utf-8", newline="") as file:
        return [
            Measured(
                row["file"],
                row["held_out"] == "yes",
                tuple(row["standards"].split("|")),
                tuple(
                    suggest_from(
                        (FOLDER / "job-descriptions" / f"{row['file']}.txt").read_text(encoding="utf-8"),
                        held.index,
                        held.catalogue.crosswalk,
                    )
                ),
            )
            for row in csv.DictReader(file)
        ]


def print_pasted() -> None:
    """Print the table."""
    print("Standards suggested from pasted job descriptions\n")
    print(f"{'':<32}{'meant':>6}{'found':>7}{'suggested':>11}")
    rows = measured()
    for held_out, called in ((False, "chosen on"), (True, "held out")):
        of_kind = [row for row in rows if row.held_out is held_out]
        print(called)
        for row in of_kind:
            missed = f"  missed {', '.join(row.missed)}" if row.missed else ""
            print(f"  {row.name:<30}{len(row.meant):>6}{len(row.found):>7}{len(row.suggested):>11}{missed}")
        meant = sum(len(row.meant) for row in of_kind)
        found = sum(len(row.found) for row in of_kind)
        told = sum(len(row.suggested) for row in of_kind)
        print(f"  {'all':<30}{meant:>6}{found:>7}{told:>11}  {found / meant:.0%} of what is meant")


if __name__ == "__main__":
    print_pasted()
