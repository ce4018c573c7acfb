"""How fast a revision is rehearsed for 10,000 people with 30 holdings each, and how much memory it takes.

Facts are made up in memory and handed on some people at a time, as a store would be read. What it must do: half a
minute on two cores, in memory that does not grow with the people.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Iterator
from datetime import date, timedelta

from standing.core.engine.evaluate import Window
from standing.core.rehearsing.rehearsal import Question, Worlds, rehearse
from standing.core.rehearsing.succession import successions_of
from standing.core.rules import facts
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.rules.known import Asked, PersonFacts
from standing.core.rules.revising import Adopting, Revising

PEOPLE, HOLDINGS, AT_ONCE = 10_000, 30, 250
EFFECTIVE, ENDS = date(2013, 4, 1), date(2014, 3, 31)
OLD = tuple(f"MH{number}@2005" for number in range(1, 61))
NEW = tuple(f"GEN{number}@2013" for number in range(1, 61))
UNITS = 200


def revision() -> tuple[Revising, Asked]:
    """A revision of sixty standards: most carried, some bridged, some judged; a role asks for half of them."""
    kinds = ("recoded", "kept", "reworded", "revised", "replaced", "recoded")
    rows = tuple(
        CrosswalkRow("bench", old, kinds[number % len(kinds)], (new,))
        for number, (old, new) in enumerate(zip(OLD, NEW, strict=True))
    )
    rules = [facts.RefreshRule(standard, validity_months=36) for standard in (*OLD, *NEW)]
    requirements = [
        facts.Requirement(f"role-{role}", OLD[(role * 7 + number) % len(OLD)], date(2005, 1, 1))
        for role in range(8)
        for number in range(HOLDINGS)
    ]
    return Revising("bench", EFFECTIVE, ENDS, rows), Asked.of(rules, requirements=requirements)


def person(number: int) -> PersonFacts:
    """Somebody who holds all that their role asks for, some of it renewed."""
    name, role = f"person-{number:06}", number % 8
    decisions = []
    for place in range(HOLDINGS):
        standard = OLD[(role * 7 + place) % len(OLD)]
        day = date(2010, 6, 1) + timedelta(days=(number * 37 + place * 53) % 900)
        decisions.append(facts.Decision(f"d{number}-{place}", name, standard, facts.MET, day))
    assignment = facts.Assignment(name, f"unit-{number % UNITS}", f"role-{role}", date(2009, 1, 1))
    return PersonFacts(name, decisions=tuple(decisions), assignments=(assignment,))


def run(people: int) -> tuple[float, float, int, int]:
    """Rehearse for so many people: seconds on the clock, of the processor, pairs that differ, and falls of teams."""
    revising, asked = revision()
    adopting = Adopting(revising, asked)
    question = Question(
        asked,
        adopting.asked,
        frozenset((*OLD, *NEW)),
        Window(EFFECTIVE, date(2014, 7, 1)),
        successions=successions_of(revising.rows),
        places={f"unit-{number}": (f"unit-{number}", "service") for number in range(UNITS)},
    )

    def batches() -> Iterator[list[Worlds]]:
        for start in range(0, people, AT_ONCE):
            batch = [person(number) for number in range(start, min(people, start + AT_ONCE))]
            yield [Worlds(one, adopting.person(one)) for one in batch]

    began, worked = time.perf_counter(), time.process_time()
    outcome = rehearse(question, batches())
    falls = outcome.teams.falls(EFFECTIVE, date(2014, 7, 1))
    taken, worked = time.perf_counter() - began, time.process_time() - worked
    return taken, worked, sum(outcome.pairs.values()), len(falls)


def main() -> None:
    """Print what was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=PEOPLE)
    people = parser.parse_args().people
    taken, worked, pairs, falls = run(people)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"rehearse a revision, {people:,} people x {HOLDINGS} holdings: {taken:.1f} s, processor {worked:.1f} s"
    )
    print(f"found: {pairs:,} of pairs, {falls:,} falls of teams; most memory {most:,.0f} MB")


if __name__ == "__main__":
    main()
