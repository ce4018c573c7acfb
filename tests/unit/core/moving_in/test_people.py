"""Whom the rows of a file are about: by staff number, else by name and unit, and never by a name alone."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from standing.core.moving_in.people import Fate, Known, Row, Somebody, match_people, name_key, number_key

ASH = {"Ash ward": "ash", "Elm ward": "elm"}
ADA = Known("1001", "Ada", "Example", frozenset({("ash", "nurse")}))
BEN = Known("1002", "Ben", "Example", frozenset({("elm", "nurse")}))


def row(place: str = "S!2", name: str = "Ada Example", unit: str = "Ash ward", **said: object) -> Row:
    given, _, family = name.partition(" ")
    told = {"given_name": given, "family_name": family, "unit": unit, "role": "Nurse", **said}
    return Row(place, **told)  # type: ignore[arg-type]


def match(
    *rows: Row, held: tuple[Known, ...] = (ADA, BEN), answers: Mapping[str, str] | None = None
) -> list[Somebody]:
    return list(match_people(rows, held, units=ASH, answers=answers or {}))


def only(*rows: Row, **options: object) -> Somebody:
    (found,) = match(*rows, **options)  # type: ignore[arg-type]
    return found


def test_a_staff_number_says_who() -> None:
    found = only(row(staff_number="1001", unit="Elsewhere"))
    assert (found.fate, found.ref) == (Fate.KNOWN, "1001")
    assert found.name == "Ada Example"


def test_a_staff_number_is_compared_without_case_and_spaces() -> None:
    held = (Known("P10", "Ada", "Example"),)
    assert only(row(staff_number="p 10"), held=held).ref == "P10"


def test_the_number_of_a_record_that_was_merged_finds_whom_it_was_merged_into() -> None:
    held = (Known("1001", "Ada", "Example", also=("old-7",)),)
    found = only(row(staff_number="OLD-7"), held=held)
    assert (found.fate, found.ref) == (Fate.KNOWN, "1001")


def test_the_words_of_a_name_in_any_order_and_without_titles_are_the_name() -> None:
    assert name_key("Dr Ada  EXAMPLE") == name_key("Example, Ada")
    assert number_key(" P 10 ") == "p10"


def test_a_number_without_a_name_is_enough_for_somebody_known() -> None:
    assert only(row(staff_number="1001", name="")).fate is Fate.KNOWN


def test_a_number_beside_another_name_is_a_question() -> None:
    found = only(row(staff_number="1001", name="Cai Other"))
    assert found.fate is Fate.ASK
    assert (
        found.why
        == "Staff number 1001 is Ada Example here, and Cai Other in the file. Is it the same person?"
    )
    assert found.candidates == (ADA,)


def test_a_number_of_two_names_in_the_file_is_refused() -> None:
    found = only(row("S!2", staff_number="1001"), row("S!9", "Cai Other", staff_number="1001"))
    assert found.fate is Fate.REFUSED
    assert "different names: Ada Example (S!2); Cai Other (S!9)" in found.why


def test_a_refused_number_cannot_be_answered_away() -> None:
    rows = row("S!2", staff_number="1001"), row("S!9", "Cai Other", staff_number="1001")
    assert only(*rows, answers={"number 1001": "same:1001"}).fate is Fate.REFUSED


def test_an_unknown_number_is_somebody_new() -> None:
    found = only(row(staff_number="2001", name="Cai Other"))
    assert (found.fate, found.ref, found.is_temporary) == (Fate.NEW, "2001", False)


def test_an_unknown_number_of_a_name_that_is_here_is_somebody_else() -> None:
    assert only(row(staff_number="2001")).fate is Fate.NEW


def test_an_unknown_number_without_a_name_is_refused() -> None:
    found = only(row(staff_number="2001", name=""))
    assert found.fate is Fate.REFUSED
    assert "Add the name in the file" in found.why


def test_somebody_kept_without_a_number_may_be_the_one_who_has_it_now() -> None:
    held = (Known("TEMP-0004", "Ada", "Example"),)
    found = only(row(staff_number="2001"), held=held)
    assert found.fate is Fate.ASK
    assert found.why == "Ada Example is here without a staff number (TEMP-0004). Is it the same person?"
    same = only(row(staff_number="2001"), held=held, answers={found.key: "same:TEMP-0004"})
    assert (same.fate, same.ref) == (Fate.KNOWN, "TEMP-0004")
    new = only(row(staff_number="2001"), held=held, answers={found.key: "new"})
    assert (new.fate, new.ref) == (Fate.NEW, "2001")


def test_without_a_number_the_name_and_the_unit_together_say_who() -> None:
    found = only(row())
    assert (found.fate, found.ref, found.why) == (Fate.KNOWN, "1001", "By the name and the unit together.")


@pytest.mark.parametrize("unit", ["Elm ward", "Unheard of", ""])
def test_a_name_alone_never_says_who(unit: str) -> None:
    found = only(row(unit=unit))
    assert found.fate is Fate.ASK
    assert "a name alone does not say who it is" in found.why


def test_a_name_that_two_have_is_a_question_even_in_their_unit() -> None:
    twin = Known("1003", "Ada", "Example", frozenset({("ash", "nurse")}))
    found = only(row(), held=(ADA, twin))
    assert found.fate is Fate.ASK
    assert found.candidates == (ADA, twin)


def test_nobody_of_the_name_is_somebody_new_with_a_reference_that_is_no_number() -> None:
    found = only(row(name="Cai Other"), held=(ADA, Known("TEMP-0007", "Dot", "Other")))
    assert (found.fate, found.ref, found.is_temporary) == (Fate.NEW, "TEMP-0008", True)


def test_a_number_may_be_given_for_somebody_new() -> None:
    key = only(row(name="Cai Other")).key
    found = only(row(name="Cai Other"), answers={key: "new:2001"})
    assert (found.ref, found.is_temporary) == ("2001", False)


def test_a_number_given_that_somebody_has_is_a_question() -> None:
    key = only(row(name="Cai Other")).key
    found = only(row(name="Cai Other"), answers={key: "new:1001"})
    assert found.fate is Fate.ASK
    assert found.why.startswith("1001 is the staff number of Ada Example.")


def test_a_row_of_nobody_is_refused() -> None:
    found = only(row(name=""))
    assert found.fate is Fate.REFUSED
    assert "neither a staff number nor a name" in found.why


def test_a_name_twice_on_a_sheet_is_a_question_for_each() -> None:
    found = match(row("S!2", "Cai Other"), row("S!8", "Cai Other"))
    assert [each.fate for each in found] == [Fate.ASK, Fate.ASK]
    assert "more than once (S!8 is one of the rows)" in found[1].why
    settled = match(
        row("S!2", "Cai Other"),
        row("S!8", "Cai Other"),
        answers={found[0].key: "new:2001", found[1].key: "leave"},
    )
    assert [(each.fate, each.ref) for each in settled] == [(Fate.NEW, "2001"), (Fate.LEFT_OUT, "")]


def test_a_name_in_two_units_is_a_question_too() -> None:
    found = match(row("S!2", "Cai Other"), row("S!8", "Cai Other", "Elm ward"))
    assert [each.fate for each in found] == [Fate.ASK, Fate.ASK]


def test_a_name_in_two_units_of_whom_one_is_known_asks_for_both() -> None:
    found = match(row("S!2"), row("S!8", unit="Elm ward"))
    assert [each.fate for each in found] == [Fate.ASK, Fate.ASK]
    assert found[0].candidates == (ADA,)


def test_a_name_and_unit_once_on_each_of_two_sheets_is_one_person() -> None:
    found = only(row("S!2", "Cai Other"), row("T!5", "Cai Other"))
    assert found.fate is Fate.NEW
    assert [each.place for each in found.rows] == ["S!2", "T!5"]


def test_a_name_without_a_unit_on_two_sheets_is_asked() -> None:
    found = match(row("S!2", "Cai Other", ""), row("T!5", "Cai Other", ""))
    assert [each.fate for each in found] == [Fate.ASK, Fate.ASK]


def test_a_sheet_with_many_rows_a_person_has_one_person_of_a_name_and_unit() -> None:
    found = only(row("S!2", "Cai Other", repeats=True), row("S!3", "Cai Other", repeats=True))
    assert found.fate is Fate.NEW


def test_two_rows_said_to_be_one_known_person_are() -> None:
    rows = row("S!2", "Ada Example", ""), row("S!8", "Ada Example", "")
    keys = [each.key for each in match(*rows)]
    found = match(*rows, answers=dict.fromkeys(keys, "same:1001"))
    assert [(each.fate, each.ref) for each in found] == [(Fate.KNOWN, "1001")] * 2


def test_two_who_are_given_one_number_are_asked() -> None:
    rows = row("S!2", "Cai Other"), row("S!3", "Dot Other")
    keys = [each.key for each in match(*rows)]
    found = match(*rows, answers=dict.fromkeys(keys, "new:2001"))
    assert [each.fate for each in found] == [Fate.ASK, Fate.ASK]
    assert found[0].candidates == ()


def test_a_row_said_to_be_somebody_whom_another_row_is_by_number_is_asked() -> None:
    rows = row("S!2", staff_number="1001"), row("S!3", "Ada Example", "")
    key = match(*rows)[1].key
    found = match(*rows, answers={key: "same:1001"})
    assert [each.fate for each in found] == [Fate.ASK, Fate.KNOWN]
    assert found[0].candidates == (ADA,)


def test_an_answer_about_somebody_who_is_gone_is_no_answer() -> None:
    found = only(row(unit=""), answers={only(row(unit="")).key: "same:9999"})
    assert found.fate is Fate.ASK


def test_an_answer_that_says_nothing_changes_nothing() -> None:
    assert only(row(staff_number="1001"), answers={"number 1001": "new"}).fate is Fate.KNOWN
    assert only(row(staff_number="1001"), answers={"number 1001": "what"}).fate is Fate.KNOWN


def test_the_row_that_says_most_is_the_first_with_a_unit() -> None:
    found = only(row("S!2", staff_number="1001", unit=""), row("T!3", staff_number="1001"))
    assert found.first.place == "T!3"
    assert only(row("S!2", staff_number="1001", unit="")).first.place == "S!2"
