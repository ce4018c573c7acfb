"""What names, codes and addresses must be, and what whoever typed them is told."""

from collections.abc import Callable

import pytest

from standing.areas.people.checks import checked_code, checked_email, checked_ref, checked_text
from standing.areas.refusals import Refused


def said(check: Callable[[], str]) -> tuple[str, str]:
    with pytest.raises(Refused) as refusal:
        check()
    return refusal.value.reason, refusal.value.field


def test_text_loses_the_spaces_around_it_and_nothing_else() -> None:
    assert checked_text("  Zoë  O’Neil ", field="name", what="the name") == "Zoë  O’Neil"


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_no_text(text: str) -> None:
    assert said(lambda: checked_text(text, field="name", what="the name")) == ("Enter the name.", "name")


def test_text_too_long_is_not_cut() -> None:
    reason, _ = said(lambda: checked_text("x" * 11, field="name", what="the name", longest=10))
    assert reason == "Shorten the name: it has 11 characters, and 10 fit."
    assert checked_text("x" * 10, field="name", what="the name", longest=10) == "x" * 10


@pytest.mark.parametrize("text", ["one\ntwo", "a\x00b", "a\u2028b", "a\ud800b"])
def test_text_that_cannot_be_seen(text: str) -> None:
    reason, _ = said(lambda: checked_text(text, field="name", what="the name"))
    assert reason == "Write the name on one line: it holds a line break or a character that cannot be seen."


@pytest.mark.parametrize("code", ["ward-3", "W3", "a_b-c", "0"])
def test_codes(code: str) -> None:
    assert checked_code(f" {code} ", field="code", what="the code") == code


@pytest.mark.parametrize("code", ["ward 3", "-ward", "ward-", "wärd", "a/b", "a--b"])
def test_codes_that_would_not_fit_in_an_address(code: str) -> None:
    reason, field = said(lambda: checked_code(code, field="code", what="the unit’s code"))
    assert reason == (
        f"“{code}” cannot be the unit’s code: use letters from a to z, digits, and hyphens between them, "
        "for instance ward-3."
    )
    assert field == "code"


@pytest.mark.parametrize("ref", ["N100", "12-A", "a b", "É1", "n.1"])
def test_staff_numbers(ref: str) -> None:
    assert checked_ref(f" {ref} ") == ref


@pytest.mark.parametrize("ref", ["12/A", "12\\A", ".", ".."])
def test_staff_numbers_that_would_not_fit_in_an_address(ref: str) -> None:
    assert said(lambda: checked_ref(ref)) == (
        f"“{ref}” cannot be a staff number: write it without slashes, and not of dots alone.",
        "ref",
    )


def test_an_address_is_kept_in_small_letters() -> None:
    assert checked_email(" Sam.Example@Example.ORG ") == "sam.example@example.org"


@pytest.mark.parametrize("email", ["sam", "sam@", "@example.org", "sam example@example.org"])
def test_what_is_no_address(email: str) -> None:
    assert said(lambda: checked_email(email)) == (
        f"“{email}” is not an e-mail address. Write it like name@example.nhs.uk.",
        "email",
    )
