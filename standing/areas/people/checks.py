"""What every name, code and reference must be before it is written. The messages are for whoever typed it."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from standing.areas.refusals import Refused

CODE = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*", re.IGNORECASE | re.ASCII)
CODE_LENGTH = 50


def checked_text(text: str, *, field: str, what: str, longest: int = 200) -> str:
    """The text without spaces around it. Raises `Refused` when nothing is left, when it is too long
    (`longest` letters), or when it holds line breaks or characters that cannot be seen.
    """
    kept = text.strip()
    if not kept:
        raise Refused(f"Enter {what}.", field=field)
    if len(kept) > longest:
        raise Refused(f"Shorten {what}: it has {len(kept)} characters, and {longest} fit.", field=field)
    if any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in kept):
        raise Refused(
            f"Write {what} on one line: it holds a line break or a character that cannot be seen.",
            field=field,
        )
    return kept


def checked_code(code: str, *, field: str, what: str, example: str = "ward-3") -> str:
    """The code, of letters, digits and single hyphens or underlines between them. Raises `Refused` for
    anything else.
    """
    kept = checked_text(code, field=field, what=what, longest=CODE_LENGTH)
    if not CODE.fullmatch(kept):
        raise Refused(
            f"“{kept}” cannot be {what}: use letters from a to z, digits, and hyphens between them, "
            f"for instance {example}.",
            field=field,
        )
    return kept


def checked_ref(ref: str) -> str:
    """The staff number as files write it. Raises `Refused` for one that could not stand in an address."""
    kept = checked_text(ref, field="ref", what="the staff number", longest=50)
    if "/" in kept or "\\" in kept or not kept.strip("."):
        raise Refused(
            f"“{kept}” cannot be a staff number: write it without slashes, and not of dots alone.",
            field="ref",
        )
    return kept


def checked_email(email: str) -> str:
    """The address in small letters, by which somebody signs in. Raises `Refused` unless it is written like
    one.
    """
    kept = checked_text(email, field="email", what="an e-mail address", longest=254).lower()
    try:
        validate_email(kept)
    except ValidationError:
        raise Refused(
            f"“{kept}” is not an e-mail address. Write it like name@example.nhs.uk.", field="email"
        ) from None
    return kept
