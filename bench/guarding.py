"""How the guard does on labelled sentences: found, missed and false alarms of each kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from standing.core.guard.model import Kind
from standing.core.guard.text import spans_in
from tests.facsimiles.practice import HELD_OUT, Labelled, labelled


@dataclass
class Measured:
    """Counts by the name of a kind."""

    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)

    def share(self, kind: Kind) -> float:
        """The share of what is there that was found, 0 to 1."""
        there = self.found[kind.name] + self.missed[kind.name]
        return self.found[kind.name] / there if there else 1.0


def measure(sentences: Iterable[Labelled]) -> Measured:
    """The guard's findings against the labels. A label is found where a finding of its kind lies over it."""
    measured = Measured()
    for one in sentences:
        hits = set()
        spans = spans_in(one.text)
        for kind, start, end in one.spans:
            over = [
                span for span in spans if span.kind.name == kind and span.start < end and start < span.end
            ]
            hits.update(over)
            (measured.found if over else measured.missed)[kind] += 1
        measured.false.update(span.kind.name for span in spans if span not in hits)
    return measured


def print_guard() -> None:
    """Print the figures of both sets."""
    for title, sentences in (
        ("Guard, labelled set written before it", list(labelled())),
        ("Guard, second set, never used to make it better", list(labelled(HELD_OUT))),
    ):
        measured = measure(sentences)
        print(f"{title}: {len(sentences)} sentences")
        print(f"  {'kind':<24}{'found':>7}{'missed':>8}{'false':>7}{'share':>9}")
        for kind in Kind:
            if measured.found[kind.name] + measured.missed[kind.name] + measured.false[kind.name]:
                counts = (measured.found[kind.name], measured.missed[kind.name], measured.false[kind.name])
                words = kind.value.removeprefix("an ").removeprefix("a ")
                print(f"  {words:<24}{counts[0]:>7}{counts[1]:>8}{counts[2]:>7}{measured.share(kind):>9.1%}")


if __name__ == "__main__":
    print_guard()
