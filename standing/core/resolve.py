"""What a legacy label means: a code in one of its many forms, a number of the competencies list, a title, or
several of these.

Never a guess: where a label can mean two standards, or its parts contradict each other, the answer is no
standard, the reason, and the candidates among which a person chooses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from standing.core.catalogue import Catalogue, Revision, Standard
from standing.core.rules.carry_over import fold_title
from standing.core.search.folding import code_key

_CODE = re.compile(
    r"(?P<letters>[A-Z]{1,8}(?:[ _-][A-Z]{1,7})?)[ _-]?(?P<digits>[0-9]{1,4})(?![0-9])"
    r"(?:[.@]\s*(?P<edition>[0-9]{4}|UNDATED)\b|\s*\(?(?P<year>(?:19|20)[0-9]{2})\)?(?=\W|$))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>[0-9]{1,3})(?=[\s.:)]|$)")
_BETWEEN = " .:;,)-\u2013\u2014\t"
# Letters with which registers print a code although it is known without them.
_REGISTER_PREFIX = "SFH"


@dataclass(frozen=True)
class Resolution:
    """The standard a label means, or None; why, in words; and the other standards it could mean."""

    standard: str | None
    why: str
    candidates: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The answer of `standing resolve TEXT`."""
        return {"standard": self.standard, "why": self.why, "candidates": list(self.candidates)}


@dataclass(frozen=True)
class _Label:
    """The part of a text before its title: what it may mean, the latest edition first."""

    shown: str
    meanings: tuple[str, ...]
    rest: str
    edition_given: bool = False
    refusal: str = ""


def resolve(text: str, catalogue: Catalogue) -> Resolution:
    """What a legacy label means: "SFHMH14", "MH 14", "CM D7", "45 Support people ...", a title."""
    words = " ".join(text.split())
    if not words:
        return Resolution(
            None, "Nothing was given. Give a code, a number of the competencies list or a title."
        )
    titled = _with_title(words, catalogue)
    own = _own_code(words, catalogue)
    if own and not own.rest and titled and not set(titled) & set(own.meanings):
        both = tuple(dict.fromkeys([*own.meanings, *titled]))
        return Resolution(
            None, f"{words} is the code of {own.meanings[0]} and the title of {titled[0]}.", both
        )
    if titled:
        return _by_title(words, titled, catalogue)
    label = _code(words, catalogue) or _list_number(words, catalogue)
    if own and (label is None or not label.meanings):
        label = own
    if label is None:
        return Resolution(
            None, "There is no code and no title like it in the catalogue, compared letter by letter."
        )
    if label.rest:
        return _by_both(label, catalogue)
    return _by_label(label)


def resolve_old(text: str, revision: Revision, catalogue: Catalogue) -> Resolution:
    """What a label means in a profile written before a revision: its old edition, not the latest. Else as
    `resolve`.
    """
    label = _code(" ".join(text.split()), catalogue)
    if label and not label.rest and not label.edition_given:
        old = next((each for each in label.meanings if each in revision.old.values()), None)
        if old:
            why = f"{label.shown} is an old code of {revision.revision}."
            return Resolution(old, why, tuple(each for each in label.meanings if each != old))
    return resolve(text, catalogue)


def _by_label(label: _Label) -> Resolution:
    """A label without a title."""
    if label.refusal:
        return Resolution(None, label.refusal, label.meanings)
    latest, *others = label.meanings
    if label.edition_given or not others:
        return Resolution(latest, f"{label.shown} is {latest}.", tuple(others))
    why = f"{label.shown} names no edition; its latest is {latest}."
    return Resolution(latest, why, tuple(others))


def _by_title(words: str, titled: tuple[str, ...], catalogue: Catalogue) -> Resolution:
    """A title alone. Editions of one code are told apart as a code's are; different codes are a person's
    choice.
    """
    codes = {catalogue.by_id[each].code for each in titled}
    if len(titled) == 1:
        return Resolution(titled[0], f"The title is that of {titled[0]}.")
    if len(codes) == 1:
        why = f"The title is that of {codes.pop()}, in several editions; the latest is {titled[0]}."
        return Resolution(titled[0], why, titled[1:])
    return Resolution(None, f"The title belongs to {' and '.join(titled)}; a code would tell which.", titled)


def _by_both(label: _Label, catalogue: Catalogue) -> Resolution:
    """A label and a title: only a standard that both name."""
    titled = _with_title(label.rest, catalogue)
    agreed = [each for each in label.meanings if each in titled]
    if agreed:
        others = tuple(each for each in label.meanings if each != agreed[0])
        return Resolution(agreed[0], f"{label.shown} and the title both name {agreed[0]}.", others)
    candidates = tuple(dict.fromkeys([*label.meanings, *titled]))
    if not titled:
        why = f"The words after {label.shown} are not a title in the catalogue, compared letter by letter."
    elif not label.meanings:
        why = f"The title is that of {' and '.join(titled)}, but {label.shown} is not in the catalogue."
    else:
        why = (
            f"{label.shown} and the title contradict each other: the title is that of {' and '.join(titled)}."
        )
    return Resolution(None, why, candidates)


def _with_title(title: str, catalogue: Catalogue) -> tuple[str, ...]:
    """The standards of that title, folded, the latest edition first."""
    folded = fold_title(title.strip(_BETWEEN))
    held = [standard.id for standard in catalogue.standards if fold_title(standard.title) == folded]
    held += [other.standard for other in catalogue.titles if fold_title(other.title) == folded]
    return _latest_first((catalogue.by_id[each] for each in dict.fromkeys(held)), catalogue)


def _latest_first(standards: Iterable[Standard], catalogue: Catalogue) -> tuple[str, ...]:
    """Ids in the order of the catalogue, but within a code the latest edition first."""
    found = {standard.id for standard in standards}
    editions = (each for code in dict.fromkeys(catalogue.by_code) for each in catalogue.by_code[code])
    return tuple(each.id for each in editions if each.id in found)


def _code(words: str, catalogue: Catalogue) -> _Label | None:
    """The code a text begins with, or None."""
    match = _CODE.match(words)
    if match is None:
        return None
    code = re.sub(r"[ _-]", "", match["letters"]).upper() + match["digits"]
    if code not in catalogue.by_code:
        code = code.removeprefix(_REGISTER_PREFIX)
    edition = (match["edition"] or match["year"] or "").lower()
    rest = words[match.end() :].strip(_BETWEEN)
    editions = catalogue.by_code.get(code, ())
    if not editions:
        return _unknown_code(code, rest, catalogue)
    if not edition:
        return _Label(code, tuple(each.id for each in editions), rest)
    dated = tuple(each.id for each in editions if each.edition == edition)
    if dated:
        return _Label(f"{code} of {edition}", dated, rest, edition_given=True)
    refusal = f"There is no edition {edition} of {code}."
    return _Label(f"{code} of {edition}", tuple(each.id for each in editions), "", refusal=refusal)


def _unknown_code(code: str, rest: str, catalogue: Catalogue) -> _Label:
    """A code not in the catalogue; codes that differ only in leading zeros are offered, never taken."""
    plain = _without_zeros(code)
    near = tuple(
        each.id
        for known, editions in catalogue.by_code.items()
        if _without_zeros(known) == plain
        for each in editions
    )
    refusal = f"{code} is not in the catalogue."
    if near:
        refusal = f"{code} is not in the catalogue; leading zeros are part of a code."
    return _Label(code, near, "" if near else rest, refusal=refusal)


def _own_code(words: str, catalogue: Catalogue) -> _Label | None:
    """The code of a local competence that a text begins with, or None. Such codes need no digits: PMVA, BLS-2."""
    first, _, rest = words.partition(" ")
    code, _, edition = first.partition("@")
    year = re.match(r"\(?((?:19|20)[0-9]{2})\)?(?=\W|$)", rest)
    if year and not edition:
        edition, rest = year[1], rest[year.end() :]
    held = {code_key(known): known for known, editions in catalogue.by_code.items() if editions[0].is_local}
    known = held.get(code_key(code.rstrip(_BETWEEN)))
    if known is None:
        return None
    rest = rest.strip(_BETWEEN)
    editions = tuple(each.id for each in catalogue.by_code[known])
    if not edition:
        return _Label(known, editions, rest)
    dated = tuple(each for each in editions if each == f"{known}@{edition}")
    if dated:
        return _Label(f"{known} of {edition}", dated, rest, edition_given=True)
    return _Label(known, editions, "", refusal=f"There is no edition {edition} of {known}.")


def _list_number(words: str, catalogue: Catalogue) -> _Label | None:
    """The list number a text begins with, or None. A number printed twice means either."""
    match = _NUMBER.match(words)
    known = next((known for known in catalogue.lists if match and match["number"] in known.standards), None)
    if match is None or known is None:
        return None
    number = match["number"]
    rest = words[match.end() :].strip(_BETWEEN)
    shown = f"Entry {number} of the competencies list"
    twins = [other for other, printed in known.printed_as.items() if printed == number]
    if twins:
        meanings = tuple(known.standards[each] for each in [number, *twins])
        both = " and for ".join(meanings)
        refusal = f"{number} is printed twice in the competencies list, for {both}; its title would tell."
        return _Label(shown, meanings, rest, refusal=refusal)
    meaning = (known.standards[number],)
    if number in known.printed_as:
        there = known.printed_as[number]
        refusal = (
            f"{number} is never printed in the competencies list: {meaning[0]} is printed {there} there."
        )
        return _Label(shown, meaning, rest, refusal=refusal)
    return _Label(shown, meaning, rest)


def _without_zeros(code: str) -> str:
    return re.sub(r"(?<=[A-Z])0+", "", code)
