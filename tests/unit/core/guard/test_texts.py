"""What the guard finds in texts, and what it leaves alone."""

import pytest

from standing.core.guard import Finding, Kind, Limits, find_in_text
from standing.core.guard.model import masked
from standing.core.guard.numbers import is_nhs_number


def kinds(text: str) -> list[Kind]:
    return [finding.kind for finding in find_in_text(text)]


@pytest.mark.parametrize(
    ("digits", "valid"),
    [("9434765919", True), ("9434765918", False), ("9990000026", True), ("1111111111", False)],
)
def test_check_digit(digits: str, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5919",
        "943-476-5919",
        "9434765919",
        "943\u00a0476\u00a05919",
        "943.476.5919",
        "943\u200b4765919",
        "NHS943 476 5919",
        "NHS number 94 34 76 59 19",
        "NHS No: 943 476 5918",
    ],
)
def test_nhs_numbers(text: str) -> None:
    assert kinds(text) == [Kind.NHS_NUMBER]


@pytest.mark.parametrize(
    "text",
    ["order 943 476 5918", "94 34 76 59 19", "19434765919", "94347659191", "111 111 1111", "MH20, GEN21"],
)
def test_no_nhs_numbers(text: str) -> None:
    assert Kind.NHS_NUMBER not in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "DOB 3/4/2011",
        "born on 3 April 2011",
        "d.o.b. 03-Apr-2011",
        "3rd of April 2011 is her date of birth",
        "DOB 03042011",
        "Mrs K (12/03/1961) was low",
        "seen 12/3/61 by us",
        "aged 15 (2011-04-03)",
        "April 3, 1951 it said",
        "born 29/02/1960",
        "born 04/13/1960",
    ],
)
def test_dates_of_birth(text: str) -> None:
    assert kinds(text) == [Kind.DATE_OF_BIRTH]


@pytest.mark.parametrize(
    "text",
    [
        "Trained on 14/06/1991",
        "The 12/03/1994 course",
        "Seen on 14/06/2021",
        "seen 12/3/21 by us",
        "31/02/1960",
        "born 45/45/1960",
        "ref 03041951",
        "born 99041951",
        "on 1 May 1815",
        "the day of 3/4/2011",
        "patient seen 3/4/2020",
    ],
)
def test_other_days(text: str) -> None:
    assert kinds(text) == []


def test_only_the_day_beside_the_birth_is_one() -> None:
    found = find_in_text("Born 1 May 1960, qualified 2 June 1982.")
    assert [finding.shown for finding in found] == ["1 ••• •••0"]


@pytest.mark.parametrize("text", ["LS6 2AB", "ls62ab", "SW1A  2AA", "at ZZ99 3VZ", "letter LS6 2AB.docx"])
def test_postcodes(text: str) -> None:
    assert kinds(text) == [Kind.POSTCODE]


@pytest.mark.parametrize("text", ["MH20 2AB", "B2 1st floor", "XX1 1AA", "GEN21", "LS6", "E10 5ml"])
def test_no_postcodes(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hospital number RX123456",
        "MRN: 1234567",
        "unit no. 123 4567",
        "1234567 (hospital number)",
        "RiO no 765432",
    ],
)
def test_hospital_numbers(text: str) -> None:
    assert kinds(text) == [Kind.HOSPITAL_NUMBER]


def test_a_short_number_is_no_hospital_number() -> None:
    assert kinds("patient no 12, unit number 345") == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("I saw Mrs Okonkwo today", "M•• ••••••o"),
        ("letter to Mr and Mrs O'Hara", "M• ••• ••• •'•••a"),
        ("Miss J. de Vries left", "M••• •. •• ••••s"),
        ("mrs smith rang", "m•• ••••h"),
        ("the patient, Ruth Farrow, said", "R••• •••••w"),
        ("Ruth Farrow (patient) slept", "R••• •••••w"),
        ("Patient name: Ruth", "R••h"),
        ("NHS 943 476 5918; Name: Ruth Farrow", "R••• •••••w"),
    ],
)
def test_names(text: str, shown: str) -> None:
    assert shown in [finding.shown for finding in find_in_text(text) if finding.kind is Kind.NAME]


@pytest.mark.parametrize(
    "text",
    [
        "Patient Safety matters",
        "the patient, She said",
        "my assessor, Mrs Patel",
        "our manager mr jones",
        "mr and mrs",
        "Miss nothing",
        "Mrs K was low",
        "patient NHS",
        "Name: Ruth Farrow",
        "Dr Lee, consultant",
    ],
)
def test_no_names(text: str) -> None:
    assert kinds(text) == []


def test_addresses_of_people_and_of_colleagues() -> None:
    assert kinds("ruth.f@example.com") == [Kind.EMAIL]
    assert kinds("ruth.f@anytown.nhs.uk, r@nhs.net") == []


@pytest.mark.parametrize("text", ["ring 07700 900123", "0113 496 0123", "+44 7700 900123", "(020) 7946 0123"])
def test_telephones(text: str) -> None:
    assert kinds(text) == [Kind.TELEPHONE]


@pytest.mark.parametrize("text", ["order 07700 900123", "0011223344", "07700 900123/4", "extension 4417"])
def test_no_telephones(text: str) -> None:
    assert kinds(text) == []


def test_says_where_and_masks() -> None:
    found = find_in_text("First line\nNHS no 943 476 5919\nNHS no 943 476 5919", where="Reflection")
    assert found == (
        Finding(Kind.NHS_NUMBER, "Reflection, line 2", "9•• ••• •••9"),
        Finding(Kind.NHS_NUMBER, "Reflection, line 3", "9•• ••• •••9"),
    )
    assert found[0].words == "Reflection, line 2: this looks like it holds an NHS number (9•• ••• •••9)"
    assert find_in_text("a\nLS6 2AB")[0].words == "line 2: this looks like it holds a postcode (L•• ••B)"
    assert find_in_text("LS6 2AB")[0].words == "this looks like it holds a postcode (L•• ••B)"


def test_the_same_thing_in_the_same_place_is_said_once() -> None:
    assert len(find_in_text("LS6 2AB and LS6 2AB")) == 1


def test_what_is_beyond_the_limit_is_said() -> None:
    found = find_in_text("x" * 20 + " LS6 2AB", where="Notes", limits=Limits(characters=10))
    assert [finding.kind for finding in found] == [Kind.NOT_LOOKED_INTO]
    assert found[0].words == "Notes: the text after its first 10 characters was not looked into"


def test_a_mask_never_shows_the_whole() -> None:
    assert masked("Al") == "••"
    assert masked("Lena") == "L••a"


def test_long_texts_take_time_in_proportion() -> None:
    """A text made to hurt: runs of what patterns begin with, none of which ends as they do."""
    hurt = "A" * 100_000 + "9 " * 20_000 + "Mr " * 20_000 + "A-" * 20_000 + "a." * 20_000 + "1/1/" * 20_000
    assert find_in_text(hurt) is not None


def test_of_two_that_lie_over_each_other_the_surer_stays() -> None:
    assert kinds("NHS number 0770090012") == [Kind.NHS_NUMBER]
