"""NHS numbers by their check digit, hospital numbers by the words beside them, email addresses and telephones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standing.core.guard.model import Kind
from standing.core.guard.spans import Span, after, before, words

# What people and programs put between the groups of a number: spaces of any width, dashes, points, signs not seen.
_BETWEEN = r"[\s.\-_\u00ad\u200b\u2010-\u2015\u2060]{0,3}"
_GROUPED = re.compile(rf"(?<!\d)\d{{3}}{_BETWEEN}\d{{3}}{_BETWEEN}\d{{4}}(?!\d)")
_ANY_GROUPS = re.compile(rf"(?<!\d)(?:\d{_BETWEEN}){{9}}\d(?!\d)")
_NHS = re.compile(r"(?<![a-z])(?:nhs|chi|h&c|n\.h\.s\.?)[ -]{0,2}(?:no|num|number|nr|id|#)?s?(?![a-z])")

_SYSTEM = (
    r"hosp(?:ital)?|unit|patient|patient’s|patient's|pt|client|service[ -]user|epr|pas|rio|paris|lorenzo|cerner|"
    r"systm?one|emis|carenotes|district|case[ -]?notes?|medical records?|health records?"
)
_NUMBER_WORD = r"(?:no|num|number|nr|id|ref|reference|identifier)s?"
_TOKEN = r"(?:[A-Z]{1,3}[ -]?)?\d{2,8}(?:[ -]?\d{2,5})?[A-Z]?"  # noqa: S105
_HOSPITAL_BEFORE = re.compile(
    rf"(?<![a-z])(?:(?:{_SYSTEM})\.?[ ]{{0,2}}(?:{_NUMBER_WORD}|\#)|mrn|crn|emrn)\.?"
    rf"(?:[ ]{{0,2}}(?:is|was|of|[:=#(\[“\"'–-])){{0,2}}[ ]{{0,2}}(?P<token>{_TOKEN})(?![\w/])",
    re.IGNORECASE,
)
_HOSPITAL_AFTER = re.compile(
    rf"(?<![\w/])(?P<token>{_TOKEN})[ ,(\[–-]{{1,3}}(?:{_SYSTEM})[ ]{{0,2}}{_NUMBER_WORD}(?![a-z])",
    re.IGNORECASE,
)

_EMAIL = re.compile(r"[A-Za-z0-9._%+'-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,6}[A-Za-z]{2,24}")
_OF_STAFF = (".nhs.uk", ".nhs.net", ".nhs.scot", ".hscni.net", ".gov.uk", ".ac.uk", ".gov.scot", ".gov.wales")
_TELEPHONE = re.compile(
    r"(?<![\w./-])(?:\+44[ -]?(?:\(0\)[ -]?)?[1-378]|\(?0[1-378])(?:[ ()-]{0,2}\d){8,9}(?![\d/])"
)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits end with the check digit of an NHS number (modulus 11, weights 10 to 2). Scottish and Northern
    Irish numbers are made the same way. Ten equal digits are no number.
    """
    if len(set(digits)) == 1:
        return False
    total = sum(int(sign) * (10 - place) for place, sign in enumerate(digits[:9]))
    return (11 - total % 11) % 11 == int(digits[9])


def nhs_numbers(text: str) -> Iterator[Span]:
    """Ten digits in the groups of an NHS number, or plain, with a valid check digit; in any groups, and with a wrong
    check digit too, right after "NHS number".
    """
    for found in _ANY_GROUPS.finditer(text):
        named = _NHS.search(before(text, found.start(), 18))
        valid = is_nhs_number("".join(sign for sign in found[0] if sign.isdigit()))
        if named or (valid and _GROUPED.fullmatch(found[0])):
            yield Span(Kind.NHS_NUMBER, found.start(), found.end())


def hospital_numbers(text: str) -> Iterator[Span]:
    """Numbers beside words like "hospital number", "unit no.", "MRN": five digits or more."""
    for pattern in (_HOSPITAL_BEFORE, _HOSPITAL_AFTER):
        for found in pattern.finditer(text):
            if sum(sign.isdigit() for sign in found["token"]) >= 5:
                yield Span(Kind.HOSPITAL_NUMBER, *found.span("token"))


def emails(text: str) -> Iterator[Span]:
    """Email addresses, those of the health service and other public bodies apart: they are colleagues'."""
    for found in _EMAIL.finditer(text):
        if not f".{found[0].rpartition('@')[2].lower()}".endswith(_OF_STAFF):
            yield Span(Kind.EMAIL, found.start(), found.end())


_NOT_A_TELEPHONE = words(
    "orders?", "purchase order", "serial", "certificate", "invoice", "ref", "isbn", "asset"
)


def telephones(text: str) -> Iterator[Span]:
    """British telephone numbers of ten or eleven digits."""
    for found in _TELEPHONE.finditer(text):
        if not _NOT_A_TELEPHONE.search(before(text, found.start(), 24)) and not after(
            text, found.end(), 2
        ).startswith(("/", ":")):
            yield Span(Kind.TELEPHONE, found.start(), found.end())
