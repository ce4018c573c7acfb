"""Whole people: which pairs are answered for, and each pair's rows, one person after another."""

from standing.core.engine.kernel.asking import note_signatures
from standing.core.engine.kernel.layout import NOT_YET, Catalogue, People, Rows, Scratch
from standing.core.engine.kernel.pair import add_pair
from standing.core.engine.kernel.sorting import sort, sort_with
from standing.core.engine.kernel.spans import join, keep_long
from standing.core.engine.kernel.walking import walk_key


def answer_people(
    catalogue: Catalogue,
    people: People,
    first: int,
    last: int,
    low: int,
    high: int,
    whole: bool,
    scratch: Scratch,
    rows: Rows,
) -> tuple[int, int]:
    """Write the rows of the people from `first` up to but not including `last`, for the days from `low` up to but not
    including `high`; whole lives leave out what comes before a pair's life.

    Returns the first person left out because `rows` was full (or `last`), and how many rows were written.
    """
    count = 0
    for person in range(first, last):
        before = count
        count = _add_person(catalogue, people, person, low, high, whole, scratch, rows, count)
        if count == len(rows.state):
            return person, before
        for row in range(before, count):
            rows.person[row] = person
    return last, count


def _add_person(
    catalogue: Catalogue,
    people: People,
    person: int,
    low: int,
    high: int,
    whole: bool,
    scratch: Scratch,
    rows: Rows,
    count: int,
) -> int:
    note_signatures(people.signatures, catalogue.signings, person, scratch.about)
    join(people.members, person, scratch, scratch.about.members)
    join(people.absences, person, scratch, scratch.about.away)
    keep_long(scratch.about.away)
    decided = _order_decisions(catalogue, people, person, scratch)
    pairs = _list_pairs(catalogue, people, person, scratch, decided)
    standard_of = catalogue.pairs.standard
    begin, stop, previous = 0, 0, -1
    for place in range(pairs):
        pair = scratch.pairs[place]
        if pair == previous:
            continue
        previous = pair
        standard = standard_of[pair]
        # Pairs and decisions are both in the order of the standards: one goes along the other.
        while begin < decided and standard_of[people.decisions.pair[scratch.order[begin]]] < standard:
            begin += 1
        stop = max(stop, begin)
        while stop < decided and standard_of[people.decisions.pair[scratch.order[stop]]] == standard:
            stop += 1
        count = add_pair(catalogue, people, person, pair, begin, stop, low, high, whole, scratch, rows, count)
    return count


def _order_decisions(catalogue: Catalogue, people: People, person: int, scratch: Scratch) -> int:
    """Put the decisions in `scratch.order`, by standard and as they are walked. `not_yet`, which changes nothing, is
    left out.
    """
    decisions, count = people.decisions, 0
    for row in range(decisions.at[person], decisions.at[person + 1]):
        if decisions.outcome[row] != NOT_YET:
            standard = catalogue.pairs.standard[decisions.pair[row]]
            scratch.keys[count] = walk_key(
                standard, decisions.decided[row], decisions.outcome[row], decisions.expires[row]
            )
            scratch.order[count] = row
            count += 1
    sort_with(scratch.keys, scratch.order, count)
    return count


def _list_pairs(catalogue: Catalogue, people: People, person: int, scratch: Scratch, decided: int) -> int:
    """Put the pairs answered for in `scratch.pairs`, in order, some of them several times."""
    required, assignments, count = catalogue.required, people.assignments, 0
    for place in range(decided):
        scratch.pairs[count] = people.decisions.pair[scratch.order[place]]
        count += 1
    for row in range(assignments.at[person], assignments.at[person + 1]):
        role, first, end = assignments.about[row], assignments.first[row], assignments.end[row]
        for line in range(required.at[role], required.at[role + 1]):
            if max(first, required.first[line]) < min(end, required.end[line]):
                scratch.pairs[count] = required.pair[line]
                count += 1
    sort(scratch.pairs, count)
    return count
