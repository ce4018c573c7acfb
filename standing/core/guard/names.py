"""Names: after titles, and after words for people who use services."""

from __future__ import annotations

import re
from collections.abc import Iterator

from standing.core.guard.model import Kind
from standing.core.guard.spans import Span, before, listed, words

_WORD = r"(?:[dlDL]['’]|[Oo]['’]|Ma?c)?[^\W\d_a-z][^\W\d_]{1,30}(?:[-'’][^\W\d_]{1,30}){0,2}(?!\w)"
_SMALL = r"(?:(?:de|da|di|van|von|der|den|la|le|el|al|bin|ibn|dos|du)[ -]){0,2}"
_NAME = rf"(?:[A-Z]\.?[ ]){{0,2}}{_SMALL}{_WORD}(?:[ ]{_SMALL}{_WORD}){{0,3}}"
_TITLE = r"(?:Mr|Mrs|Ms|Miss|Mx|Master|Lady|Lord|Sir|Dame|Rev|Reverend|MR|MRS|MS|MISS)"
_TITLED = re.compile(rf"(?<![\w]){_TITLE}\.?(?:[ ](?:and|&)[ ]{_TITLE}\.?)?[ \u00a0]{{1,2}}(?P<name>{_NAME})")
_TITLED_SMALL = re.compile(r"(?<![\w])(?:mr|mrs)\.?[ ]{1,2}(?P<name>[a-z][a-z'’-]{1,30})(?![\w])")

_PERSON = r"(?:[Pp]atient|[Pp]t|[Cc]lient|[Ss]ervice[ -][Uu]ser|[Rr]esident|PATIENT|PT|CLIENT|RESIDENT)"
_AFTER_PERSON = re.compile(
    rf"(?<![\w]){_PERSON}(?:[,:]|[ ]?[(–-])?[ ](?:(?:was |is |were )?(?:named|called|known as) )?(?P<name>{_NAME})"
)
_BEFORE_PERSON = re.compile(
    rf"(?<!\w)(?P<name>{_NAME})[ ]?\((?:the )?(?:patient|pt|client|service user|resident)\)"
)
_NAMED = re.compile(
    rf"(?<![\w])(?:[Nn]ame of (?:the )?{_PERSON}|{_PERSON}(?:['’]s)?[ ][Nn]ame)(?:[ ]?[:=–-]|[ ](?:is|was))?"
    rf"[ ]{{1,2}}(?P<name>{_NAME})"
)
_NAME_FIELD = re.compile(rf"(?<![\w ])[ ]?(?:[Nn]ame|NAME)[ ]?[:=][ ]{{0,2}}(?P<name>{_NAME})")

_STAFF = (
    "assessors?", "manager", "mentor", "leader", "supervisor", "tutor", "verifier", "colleagues?", "consultant",
    "lecturer", "trainer", "matron", "head", "director", "preceptor", "nurse", "sister", "doctor", "facilitator",
    "professor", "speaker", "candidate", "lead", "chair", "author",
)  # fmt: skip
_OF_STAFF = re.compile(rf"(?<![a-z])(?:{'|'.join(_STAFF)})[,:]?[ ]?(?:(?:is|was|called|named|-|–)[ ])?$")
_NOT_NAMES = listed(
    "safety experience network feedback group groups involvement advice liaison participation forum council",
    "transport records record administration portal centred journey led choice initiated information reported",
    "activity number no id name nhs dob date care care-plan wish wishes rights charter representative panel",
    "board survey surveys engagement flow story stories services service doctors doctor nurse nurses the this",
    "that these those she he they we it in on at when after before during while my our his her their who was",
    "is has had and or but if then with from for section ward room bay bed monday tuesday wednesday thursday",
    "friday saturday sunday january february march april may june july august september october november",
    "december mental health act standard standards policy men muffet usa world universe to all any each every",
    "there here what how why as an not also since please see note notes consent confidentiality dignity",
    "outcome outcomes programme research reference level",
)


def names(text: str) -> Iterator[Span]:
    """Names after Mr, Mrs and other titles, those of colleagues apart ("my assessor, Mrs Patel"); names after
    "patient", "client", "service user", "resident", and in a field called name beside other data of a person.
    """
    for found in _TITLED.finditer(text):
        kept = _kept(found["name"])
        if kept and not _OF_STAFF.search(before(text, found.start(), 24)):
            yield Span(Kind.NAME, found.start(), found.start("name") + len(kept))
    for found in _TITLED_SMALL.finditer(text):
        if found["name"] not in _NOT_NAMES and not _OF_STAFF.search(before(text, found.start(), 24)):
            yield Span(Kind.NAME, found.start(), found.end())
    for pattern in (_AFTER_PERSON, _BEFORE_PERSON, _NAMED):
        yield from _named(pattern, text)
    if _BESIDE.search(text.lower()):
        yield from _named(_NAME_FIELD, text)


_BESIDE = words("nhs", "d\\.?o\\.?b", "date of birth", "hospital number", "mrn", "postcode", "patient")


def _named(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    for found in pattern.finditer(text):
        kept = _kept(found["name"])
        if kept:
            yield Span(Kind.NAME, found.start("name"), found.start("name") + len(kept))


def _kept(name: str) -> str:
    """The name up to the first word that is none; empty where the first word is none, or only capitals stand there that
    are no name (an abbreviation).
    """
    kept = ""
    for word in re.finditer(r"\S+[ ]?", name):
        plain = word[0].strip().strip(".,;:").lower()
        if plain in _NOT_NAMES or plain.partition("-")[0] in _NOT_NAMES:
            break
        kept += word[0]
    kept = kept.rstrip()
    return "" if len(kept.replace(".", "")) < 2 or (kept.isupper() and len(kept) < 4) else kept
