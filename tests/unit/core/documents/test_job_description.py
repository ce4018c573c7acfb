"""A job description says what its profile says, names the line behind each claim, and invents nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from standing.core.documents.job_description import NOT_DECIDED, OWNER_ALONE, PLACES, job_description
from standing.core.documents.model import Document, Kind, Paragraph, Row, Section, Table, Trace
from standing.core.documents.profile import Decided, HowDecided, Practice
from standing.core.documents.words import listed, needed_by, where_it_applies
from tests.unit.core.documents.making import BARE, CRISIS, PLAN, draft, line, version


def section(document: Document, title: str) -> Section:
    return next(one for one in document.sections if one.title == title)


def words(document: Document) -> Iterator[str]:
    for one in document.sections:
        yield one.title
        for block in one.blocks:
            if isinstance(block, Table):
                yield from (cell for row in block.rows for cell in row.words)
            else:
                yield block.words


def texts(document: Document, title: str) -> list[str]:
    return [block.words for block in section(document, title).blocks if isinstance(block, Paragraph)]


def rows(document: Document, title: str) -> list[tuple[str, ...]]:
    (table,) = [block for block in section(document, title).blocks if isinstance(block, Table)]
    return [row.words for row in table.rows]


# -- every claim and its line --------------------------------------------------------------------------------------


def test_every_claim_names_a_line_of_the_profile() -> None:
    told = version()
    lines = {one.key: one for one in told.lines}
    claims = list(job_description(told).claims())
    assert {claim.trace.line for claim in claims} == set(lines)
    for claim in claims:
        one = lines[claim.trace.line]
        assert (claim.trace.code, claim.trace.edition, claim.trace.number) == (
            one.code,
            one.edition,
            one.number,
        )


def test_each_line_of_the_annex_says_its_standard_its_source_and_all_its_claims() -> None:
    told = rows(job_description(version()), "Annex: where each claim comes from")
    assert [row[0] for row in told] == ["1", "2", "3", "4", "5", "6", "7"]
    assert told[0] == (
        "1",
        "ZA1: Do the work number 1",
        "2013",
        "A made-up document, row 1",
        "Main duties, 1; Main duties, what matters to people; Person specification, essential, 1",
    )
    assert told[6][2] == "Local"


def test_a_claim_without_a_line_cannot_be_built() -> None:
    trace = Trace.of(line(1))
    with pytest.raises(ValueError, match="a claim names the line"):
        Paragraph(Kind.CLAIM, "duty:k1", "Do it")
    with pytest.raises(ValueError, match="a claim names the line"):
        Paragraph(Kind.WORDS, "purpose", "Do it", trace)
    with pytest.raises(ValueError, match="a claim names the line"):
        Table("Claims", ("One",), (Row("k1", ("Do it",)),), of_claims=True)


def test_a_paragraph_has_words_and_a_row_the_cells_of_its_head() -> None:
    with pytest.raises(ValueError, match="a paragraph has words"):
        Paragraph(Kind.WORDS, "purpose", " ")
    with pytest.raises(ValueError, match="2 cells, not 1"):
        Table("Facts", ("One",), (Row("a", ("x", "y")),))


@pytest.mark.parametrize(
    ("edition", "is_local", "label"),
    [("2013", False, "ZA1, 2013"), ("undated", False, "ZA1"), ("", False, "ZA1"), ("1", True, "ZA1, local")],
)
def test_a_claim_ends_with_code_and_edition(edition: str, is_local: bool, label: str) -> None:
    trace = Trace.of(line(1, edition=edition, is_local=is_local))
    assert Paragraph(Kind.CLAIM, "duty:k1", "Do it", trace).words == f"Do it [{label}]"


# -- duties --------------------------------------------------------------------------------------------------------


def test_duties_stand_under_their_functions_and_are_numbered_through() -> None:
    made = job_description(version())
    assert texts(made, PLAN) == [
        "Do the work number 1 [ZA1, 2013]",
        "What matters to people with lived experience: “Ask me first.”",
        "Do the work number 2; context: adults; without supervision [ZA2, 2013]",
    ]
    assert texts(made, CRISIS) == ["Do the work number 3 [ZA3, 2013]"]
    assert texts(made, "Other duties of the role") == [
        "At least 1 of the 2 of “Activities”:",
        "Do the work number 4 [ZA4, 2013]",
        "Do the work number 5 [ZA5, 2013]",
    ]
    numbers = [
        block.number
        for one in made.sections
        for block in one.blocks
        if isinstance(block, Paragraph) and block.kind is Kind.CLAIM
    ]
    assert numbers == [1, 2, 3, 4, 5]


def test_a_group_of_which_lines_stand_under_two_functions_says_how_many_stand_where() -> None:
    lines = tuple(replace(one, function=PLAN) if one.key == "k4" else one for one in version().lines)
    made = job_description(replace(version(), lines=lines))
    split = "At least 1 of the 2 of “Activities”, 1 of which stands here:"
    assert split in texts(made, PLAN)
    assert split in texts(made, "Other duties of the role")
    assert texts(made, "Essential") == ["At least 1 of the 2 of “Activities”."]


def test_a_function_that_no_line_stands_under_is_to_be_filled_in_and_no_duty() -> None:
    made = job_description(version())
    assert any(BARE in place for place in made.places())
    assert BARE not in [one.title for one in made.sections]


def test_without_functions_the_duties_stand_under_one_heading() -> None:
    made = job_description(draft())
    assert texts(made, "What the role asks for") == ["Do the work number 1 [ZA1, 2013]"]


def test_a_profile_without_lines_claims_nothing() -> None:
    made = job_description(draft(lines=()))
    assert not list(made.claims())
    assert texts(made, "Main duties") == ["The profile has no essential line."]
    assert texts(made, "Essential") == ["Nothing is essential."]
    assert texts(made, "Annex: where each claim comes from") == ["The profile has no line yet."]


def test_desirable_lines_are_no_duties() -> None:
    made = job_description(version())
    duties = {claim.trace.line for claim in made.claims() if claim.place.startswith("Main duties")}
    assert duties == {"k1", "k2", "k3", "k4", "k5"}


# -- person specification ------------------------------------------------------------------------------------------


def test_the_person_specification_says_by_when_where_and_how() -> None:
    made = job_description(version())
    assert rows(made, "Essential")[1:4] == [
        ("2", "Do the work number 2 [ZA2, 2013]", "The first day", "adults; without supervision"),
        ("3", "Do the work number 3 [ZA3, 2013]", "Within 12 weeks", "In general"),
        ("4", "Do the work number 4 (of “Activities”) [ZA4, 2013]", "The first day", "In general"),
    ]
    assert texts(made, "Essential") == ["At least 1 of the 2 of “Activities”."]
    assert [row[1] for row in rows(made, "Desirable")] == [
        "Do the work number 6 [ZA6, 2013]",
        "Do the work number 7 [ZA7, local]",
    ]
    assert texts(made, "Desirable") == ["What matters to family carers: “Tell us early.”"]


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, "The first day"),
        (0, "The first day"),
        (1, "Within 1 day"),
        (84, "Within 12 weeks"),
        (181, "Within 6 months"),
        (365, "Within 12 months"),
        (1200, "Within 1,200 days"),
    ],
)
def test_needed_by_in_words(days: int | None, said: str) -> None:
    assert needed_by(days) == said


def test_supervised_practice_is_said() -> None:
    assert where_it_applies(line(1, practice=Practice.SUPERVISED)) == "In general; under supervision"


def test_words_listed() -> None:
    assert [listed([]), listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


# -- what no profile says ------------------------------------------------------------------------------------------


def test_pay_hours_and_what_no_standard_says_are_left_to_fill_in() -> None:
    made = job_description(version())
    places = list(made.places())
    assert {name for _, name in PLACES} <= set(places)
    assert any(place.startswith("duties of this post that no standard describes") for place in places)
    assert ("Pay band", "[To fill in]") in rows(made, "About this post")


def test_a_missing_purpose_is_to_be_filled_in() -> None:
    assert texts(job_description(draft()), "Purpose of the role")[0].startswith(
        "[To fill in: what this role is for."
    )
    assert texts(job_description(version()), "Purpose of the role") == [
        "To work with people where they live."
    ]


# -- how it was decided --------------------------------------------------------------------------------------------


def test_how_it_was_decided_is_told_as_the_record_says_it() -> None:
    assert texts(job_description(version()), "How this was decided") == [
        "Co-produced: made together.",
        "Who took part: people with lived experience, family carers and NHS practitioners.",
        "What changed because of it:",
        "“Ask first” came in.",
        "One line went.",
        "What was not taken, and why:",
        "A shorter list: each line is needed.",
    ]


@pytest.mark.parametrize(
    ("how", "begins"),
    [
        (HowDecided.BY_OWNER, OWNER_ALONE),
        (HowDecided.CO_PRODUCED, "Co-produced: people who use services"),
        (HowDecided.CONSULTED, "Consulted: people were asked after"),
    ],
)
def test_nothing_is_called_co_produced_that_was_not(how: HowDecided, begins: str) -> None:
    told = texts(job_description(replace(version(), decided=Decided(how))), "How this was decided")
    assert texts(
        job_description(replace(version(), decided=Decided(words="So."))), "How this was decided"
    ) == ["So."]
    assert len(told) == 1
    assert told[0].startswith(begins)


def test_a_draft_says_that_it_is_one() -> None:
    made = job_description(draft())
    assert made.subtitle.startswith("Draft, not to be used.")
    assert texts(made, "How this was decided") == [NOT_DECIDED]
    agreed = draft(decided=Decided(HowDecided.CO_PRODUCED, "Co-produced: made together."))
    assert texts(job_description(agreed), "How this was decided") == ["Co-produced: made together."]
    assert "Draft" not in job_description(version()).subtitle


def test_titles_of_standards_stand_as_they_are() -> None:
    title = "Enable individuals’ families; and clients to “carry on”"
    assert any(
        title in said
        for said in words(job_description(version(line(1, title=title), functions=(), groups=())))
    )
