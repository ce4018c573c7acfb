"""Words of the field that a plain text does not use without saying what they mean, and what each means.

The meanings are our own, and short. Letters that stand for words and are not in the table are found too, so that
whoever owns the text is told: nobody's letters are explained by guessing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

MEANINGS: dict[str, str] = {
    "advocate": "to speak up for somebody, so that they are heard",
    "agencies": "other services, such as the council, the police or a charity",
    "AMHP": "a professional who is allowed to make some decisions under the Mental Health Act",
    "approved clinician": "a professional who is allowed to be in charge of care under the Mental Health Act",
    "behavioural": "about how somebody acts",
    "care plan": "what has been agreed about somebody’s care, written down",
    "co-produced": "made together, from the start, with people who use services and their carers",
    "collaboratively": "together with others",
    "consulted": "asked for a view after it had been written",
    "context": "the people or the place that it is about",
    "CPA": "the Care Programme Approach: one way that care was planned and reviewed",
    "crisis": "a time when somebody needs help at once",
    "disengage": "to stop coming, or to stop talking with a service",
    "evaluate": "to find out how good something is",
    "facilitate": "to make something easier for others to do",
    "family carer": "somebody who looks after a relative, and is not paid for it",
    "implement": "to put into practice",
    "inter-agency": "done together by different services",
    "intervention": "something a service does to help, such as a talking therapy",
    "interventions": "things a service does to help, such as talking therapies",
    "MCA": "the Mental Capacity Act: the law about people who cannot decide something for themselves",
    "medication": "medicines",
    "MHA": "the Mental Health Act: the law about treating somebody who has not agreed to it",
    "multi-disciplinary": "with people of different professions",
    "NHS": "the National Health Service",
    "NICE": "the body that says which care works, in England",
    "PMVA": "training in preventing violence and in staying safe when it happens",
    "psychosocial": "about somebody’s mind and their life with others",
    "rapid tranquillisation": "medicine given to calm somebody quickly in an emergency",
    "risk assessment": "thinking through what could go wrong, and for whom",
    "safeguarding": "keeping people safe from abuse and neglect",
    "significant others": "family, family carers, partners and others who are important to somebody",
    "stakeholders": "everybody whom something matters to",
    "supervision": "a regular talk with somebody experienced about one’s work, or working with them beside one",
    "therapeutic": "meant to help somebody to get better",
    "well-being": "how well somebody is, in body and mind and in their life",
    "WRAP": "a Wellness Recovery Action Plan: somebody’s own plan for staying well",
}

_LETTERS = re.compile(r"(?<![\w@\[])[A-Z][A-Za-z]?[A-Z]+s?(?![\w\d])")
_CODE = re.compile(r"\[[^\]]*\]")


@dataclass(frozen=True)
class Meaning:
    """A word as it stands in the table, and what it means."""

    word: str
    means: str


def meanings_in(text: str) -> list[Meaning]:
    """The words of the table that stand in a text, in alphabetical order."""
    return [Meaning(word, means) for word, means in MEANINGS.items() if _pattern(word).search(text)]


def unexplained(text: str, known: Collection[str] = tuple(MEANINGS)) -> list[str]:
    """Letters that stand for words (“ECT”) and have no meaning in the table, each once. Codes in brackets are none."""
    return list(dict.fromkeys(_letters(_CODE.sub(" ", text), {word.upper() for word in known})))


def _letters(text: str, known: Collection[str]) -> Iterator[str]:
    for found in _LETTERS.findall(text):
        plain = found.removesuffix("s")
        if plain.upper() not in known:
            yield plain


def _pattern(word: str) -> re.Pattern[str]:
    flags = re.NOFLAG if word.isupper() else re.IGNORECASE
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)", flags)
