"""The plain version: our own words where there are some, no word of the field without its meaning, nothing cut."""

from __future__ import annotations

from standing.core.documents.jargon import MEANINGS, meanings_in, unexplained
from standing.core.documents.model import Document, Kind, Paragraph
from standing.core.documents.plain import in_title_words, plain_version, without_meaning
from tests.unit.core.documents.making import draft, line, version


def said(document: Document, title: str) -> list[str]:
    found = next(one for one in document.sections if one.title == title)
    return [block.words for block in found.blocks if isinstance(block, Paragraph)]


def test_each_line_is_said_once_with_its_code() -> None:
    told = version()
    made = plain_version(told)
    claims = [
        block.trace.line
        for one in made.sections
        for block in one.blocks
        if isinstance(block, Paragraph) and block.kind is Kind.CLAIM and block.trace
    ]
    assert sorted(claims) == sorted(one.key for one in told.lines)
    assert said(made, "What somebody in this role must be able to do") == [
        "Do the work number 1. [ZA1, 2013]",
        "Do the work number 2. This is about: adults. [ZA2, 2013]",
        "Staying calm with somebody. Within 12 weeks of starting. [ZA3, 2013]",
        "And at least 1 of these 2:",
        "Do the work number 4. [ZA4, 2013]",
        "Do the work number 5. [ZA5, 2013]",
    ]
    assert said(made, "What is good to have") == [
        "Do the work number 6. [ZA6, 2013]",
        "Do the work number 7. [ZA7, local]",
    ]


def test_what_matters_to_people_and_how_it_was_decided_are_in_it() -> None:
    made = plain_version(version())
    assert len(said(made, "What matters to people")) == 2
    assert said(made, "How this was decided")[0] == "Co-produced: made together."


def test_what_is_not_there_has_no_heading() -> None:
    made = plain_version(draft(lines=()))
    assert [one.title for one in made.sections] == [
        "What this role is for",
        "What somebody in this role must be able to do",
        "How this was decided",
    ]
    assert said(made, "What somebody in this role must be able to do") == ["Nothing is asked for yet."]
    assert said(made, "What this role is for")[0].startswith("[To fill in")


def test_words_of_the_field_come_with_their_meaning() -> None:
    made = plain_version(
        version(line(1, title="Advocate with people under the MHA"), functions=(), groups=())
    )
    meanings = said(made, "What the words mean")
    assert "MHA: the Mental Health Act: the law about treating somebody who has not agreed to it." in meanings
    assert any(words.startswith("advocate: ") for words in meanings)
    assert any("square brackets" in words for words in meanings)


def test_local_standards_are_explained_only_where_there_are_some() -> None:
    assert "this service for itself" in said(plain_version(version()), "What the words mean")[0]
    assert "this service for itself" not in said(plain_version(draft()), "What the words mean")[0]


def test_letters_without_a_meaning_are_told_to_the_owner() -> None:
    odd = version(line(1, title="Prepare people for ECT and plan ECTs"), functions=(), groups=())
    assert without_meaning(plain_version(odd)) == ["ECT"]
    assert without_meaning(plain_version(version())) == []
    assert in_title_words(odd) == list(odd.lines)


def test_letters_in_codes_are_not_letters_that_stand_for_words() -> None:
    assert unexplained("Do it [SCDHSC, local]. The NHS and the GP, and A level work.") == ["GP"]


def test_a_word_is_found_whole_and_letters_only_as_capitals() -> None:
    assert [one.word for one in meanings_in("a crisis, criss-cross; cpa; The CPA")] == ["CPA", "crisis"]
    assert all(meaning == meaning.strip() and not meaning.endswith(".") for meaning in MEANINGS.values())


def test_a_group_that_nobody_is_asked_for_is_only_good_to_have() -> None:
    told = version(line(1), line(2, group="Activities", is_essential=False))
    assert said(plain_version(told), "What somebody in this role must be able to do") == [
        "Do the work number 1. [ZA1, 2013]"
    ]
