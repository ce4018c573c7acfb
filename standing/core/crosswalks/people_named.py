"""Whom the wording of a standard names, so that a context is not given to a row that speaks of somebody else.

A standard that becomes a wider one loses words: "families of older people with mental health needs" becomes "families
of individuals with specific health needs". What was lost is how far people have shown it, and so what its context has
to say. Wording is compared by a table of groups, of people and of fields of work; nothing is concluded from it but a
question to a person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from standing.core.crosswalks.versions import DraftRow
from standing.core.rules.links import IN_CONTEXT

_WORDINGS: Mapping[str, tuple[str, ...]] = {
    "older people": (r"older (people|persons?|adults?|individuals?|men|women)", "elderly"),
    "children and young people": (
        r"child(ren|hood)?",
        r"young(er)? (people|persons?|adults?)",
        r"adolescen\w+",
        "youth",
        r"(infants?|baby|babies|juveniles?)",
    ),
    "people with learning disabilities": (r"learning (disabilit|difficult)\w+",),
    "people with dementia": ("dementia", r"alzheimer\w*"),
    "autistic people": (r"(autis|asperger)\w*",),
    "people who use drugs or alcohol": (
        r"substance (mis)?use\w*",
        r"(drugs?|alcohol) (mis)?us\w+",
        r"(drugs?|alcohol) (and|or) (drugs?|alcohol)",
        r"addict\w+",
    ),
    "offenders": (r"(offend|prison|criminal|custod)\w*", "forensic"),
    "families": (r"famil(y|ies)", r"parent(s|ing|hood)?", "relatives"),
    "carers": ("carers?",),
    "pregnancy and birth": (r"(matern|pregnan)\w+", r"(peri|ante|post)natal", "mothers?"),
    "people near the end of life": ("end of life", "palliative", "dying", r"bereave\w+"),
    "people with a loss of sight or hearing": (
        r"(deaf|blind)\w*",
        r"loss of (sight|hearing)",
        r"sensory \w+",
    ),
    "people with physical disabilities": (r"physical(ly)? disab\w+",),
    "refugees": ("refugees?", "asylum"),
    "veterans": ("veterans?", "armed forces"),
    "mental health": (
        r"mental(ly)? (health|ill|illness|wellbeing|well-being|disorders?|distress)",
        r"psychiatr\w+",
    ),
}
GROUPS: Mapping[str, re.Pattern[str]] = {
    name: re.compile(rf"\b(?:{'|'.join(wordings)})\b", re.IGNORECASE) for name, wordings in _WORDINGS.items()
}
"""The groups that wording can name, with how it names them. Words for readers, in their order."""


def groups_named(text: str) -> tuple[str, ...]:
    """The groups that a wording names, in the order of the table."""
    return tuple(name for name, pattern in GROUPS.items() if pattern.search(text))


def groups_at_odds(old: str, new: str) -> tuple[str, ...]:
    """The groups that only one of two wordings names: those to which the old standard was limited and the new one is
    not, then those of whom the new one speaks and the old one did not.
    """
    before, after = groups_named(old), groups_named(new)
    return (*(each for each in before if each not in after), *(each for each in after if each not in before))


def left_out(context: str, old: str, new: str) -> tuple[str, ...]:
    """The groups that a context should name and does not: somebody carried over in it would count with people with whom
    they have not shown it. Nothing for a context that names each, or where the wordings name the same.
    """
    named = groups_named(context)
    return tuple(each for each in groups_at_odds(old, new) if each not in named)


def row_at_odds(row: DraftRow, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The groups that only one side of a row names. `titles` are those of the standards, by id."""
    return groups_at_odds(*_wordings(row, titles))


def row_leaves_out(row: DraftRow, titles: Mapping[str, str]) -> tuple[str, ...]:
    """The groups that the context of a row should name and does not; nothing for a row without a context."""
    if not row.context or row.treated != IN_CONTEXT:
        return ()
    return left_out(row.context, *_wordings(row, titles))


def _wordings(row: DraftRow, titles: Mapping[str, str]) -> tuple[str, str]:
    return titles.get(row.old, ""), " ".join(titles.get(each, "") for each in row.new)
