"""The columns that the kernel reads and writes.

Days are numbers of days since 1 January 1970, as in Arrow. An end that is open is `OPEN`, the number after the
calendar's last day: nothing is ever added to it. Things with names (people, standards, contexts) are their places in
the sorted names, so that the order of the numbers is the order of the answer.
"""

from collections.abc import MutableSequence
from typing import NamedTuple

Column = MutableSequence[int]
"""Whole numbers: a list, or an array of numpy."""

FIRST, LAST = -719162, 2932896
OPEN = LAST + 1

MET, BRIDGED, REVOKED, NOT_YET = 0, 1, 2, 3
MINOR, SIGNIFICANT, MAJOR, BRIDGING, CRITICAL = range(5)
GENERAL = 0
"""The place of the general context: empty text comes before every other."""
EVERY = -1
"""In place of a standard: all of them; of a population: everyone."""

# The reasons in the order of the alphabet: each is a bit of a state.
ALERT_UNSIGNED, BRIDGING_OVERDUE, BRIDGING_OWED, CONTEXT_TOO_NARROW, EDITION_ENDED, EXPIRED, EXPIRING = range(
    7
)
IN_GRACE, REVOKED_REASON, SHOWING_OVERDUE, SHOWING_OWED, SIGNATURE_OVERDUE, SIGNATURE_OWED, SUSPENDED = range(
    7, 14
)
CLAIMED, HELD = 1 << 14, 1 << 15
"""A state is the bits of its reasons; `HELD` while there is a holding or a revocation, else `CLAIMED` while a claim is
open.
"""
STATES = 1 << 16


class Rules(NamedTuple):
    """The refresh rules: those of standard `s` are the rows from `at[s]` to `at[s + 1]`, by `first`, the day each
    begins. `months` of 0 is no expiry. `ended_from[s]` is the first day after the edition's last.
    """

    at: Column
    first: Column
    months: Column
    grace: Column
    ended_from: Column


class Changes(NamedTuple):
    """The changes that ask anything: those to standard `s` are the rows from `at[s]` to `at[s + 1]`.

    `signing` is the number of its subject and version among the things that can be signed; `due` the usual due day of
    its signature or bridging, `due_showing` that of its showing.
    """

    at: Column
    kind: Column
    first: Column
    end: Column
    population: Column
    signing: Column
    due: Column
    due_showing: Column


class Signings(NamedTuple):
    """What a signature of a kind (a subject and a version) signs: the things that can be signed, which lie by subject
    and version, from `first[k]` up to but not including `end[k]`.
    """

    first: Column
    end: Column


class Required(NamedTuple):
    """What roles require: the pairs of role `r` are the rows from `at[r]` to `at[r + 1]`."""

    at: Column
    pair: Column
    first: Column
    end: Column


class Pairs(NamedTuple):
    """Every (standard, context) that is required or decided on anywhere, in the order of the answer."""

    standard: Column
    context: Column


class Catalogue(NamedTuple):
    """What is asked of everyone, worked out once."""

    rules: Rules
    changes: Changes
    signings: Signings
    required: Required
    pairs: Pairs


class Decisions(NamedTuple):
    """The decisions of person `p` are the rows from `at[p]` to `at[p + 1]`, in any order. `expires` may be `OPEN`."""

    at: Column
    pair: Column
    outcome: Column
    decided: Column
    held: Column
    practice: Column
    expires: Column


class Signatures(NamedTuple):
    """The signatures of person `p` are the rows from `at[p]` to `at[p + 1]`, each of a kind of `Signings`."""

    at: Column
    kind: Column
    signed: Column


class Spans(NamedTuple):
    """Periods of person `p` about something, from `first` up to but not including `end`."""

    at: Column
    about: Column
    first: Column
    end: Column


class People(NamedTuple):
    """Everything known about some people."""

    decisions: Decisions
    signatures: Signatures
    absences: Spans
    suspensions: Spans
    claims: Spans
    members: Spans
    assignments: Spans


class About(NamedTuple):
    """What bears on what changes ask of a person: when they belonged to populations, long absences, and the first day
    on which each thing was signed by whom.
    """

    members: Spans
    away: Spans
    signed: Column
    signed_by: Column


class Scratch(NamedTuple):
    """Room to work in: for one person at a time."""

    keys: Column
    order: Column
    pairs: Column
    about: About
    starts: Column
    events: Column
    counts: Column


class Rows(NamedTuple):
    """The answer: whose, of which pair, the days, the state, and the day of expiry (`OPEN`: none)."""

    person: Column
    pair: Column
    first: Column
    end: Column
    state: Column
    expires: Column
