"""Laws of documents, on made-up profiles: each claim has its line, each line its claim, suggestions lead to the new."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from standing.core.documents.job_description import job_description
from standing.core.documents.pasted import passages
from standing.core.documents.plain import plain_version
from standing.core.documents.profile import Decided, Group, HowDecided, Line, Practice, Value, Version
from standing.core.documents.proposing import What, suggested, wordings
from standing.core.documents.terminology import in_other_words, suggest_wording

WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), min_size=1, max_size=30
).filter(lambda text: text.strip())
FUNCTIONS = ("Plan", "Care", "Teach")
GROUPS = (Group("Any of these", 1), Group("Others", 2))


@st.composite
def lines(draw: st.DrawFn) -> tuple[Line, ...]:
    """Lines of different keys and numbers."""
    keys = draw(st.lists(st.integers(1, 12), unique=True, max_size=8))
    return tuple(
        Line(
            key=f"k{key}",
            number=number,
            standard=f"ZA{key}@2013",
            code=f"ZA{key}",
            edition=draw(st.sampled_from(["2013", "undated", "1"])),
            title=draw(WORDS),
            source="A document",
            is_essential=draw(st.booleans()),
            is_local=draw(st.booleans()),
            needed_by_days=draw(st.one_of(st.none(), st.integers(0, 400))),
            context=draw(st.sampled_from(["", "adults"])),
            practice=draw(st.sampled_from(Practice)),
            function=draw(st.sampled_from(["", *FUNCTIONS])),
            group=draw(st.sampled_from(["", *(group.name for group in GROUPS)])),
            summary=draw(st.sampled_from(["", "Helping somebody."])),
            values=draw(st.sampled_from([(), (Value("Family carers", "Ask us."),)])),
        )
        for number, key in enumerate(keys, 1)
    )


@st.composite
def versions(draw: st.DrawFn) -> Version:
    """A version of one profile."""
    return Version(
        profile="Nurse",
        code="nurse",
        number=draw(st.integers(1, 9)),
        state="in use from 1 April 2026",
        is_draft=draw(st.booleans()),
        purpose=draw(st.sampled_from(["", "To be there.", "To plan."])),
        functions=FUNCTIONS,
        groups=GROUPS,
        lines=draw(lines()),
        decided=Decided(draw(st.sampled_from(HowDecided)), who=("Family carers",)),
    )


@settings(max_examples=40)
@given(versions())
def test_each_claim_comes_of_a_line_and_each_line_has_a_claim_in_both_documents(version: Version) -> None:
    known = {line.key: line for line in version.lines}
    for document in (job_description(version), plain_version(version)):
        claims = list(document.claims())
        assert {claim.trace.line for claim in claims} == set(known)
        for claim in claims:
            assert claim.trace.code == known[claim.trace.line].code
    assert len(
        {claim.place for claim in job_description(version).claims() if "matters" not in claim.place}
    ) == sum(2 if line.is_essential else 1 for line in version.lines)


@settings(max_examples=40)
@given(versions())
def test_a_document_is_not_to_be_changed_into_itself(version: Version) -> None:
    said = list(wordings(job_description(version)))
    assert suggested(said, said) == []
    again = replace(version, number=version.number + 1, state="in use from 1 May 2026")
    assert suggested(said, list(wordings(job_description(again)))) == []


@settings(max_examples=40)
@given(versions(), versions())
def test_a_document_with_every_suggestion_taken_says_what_the_new_version_does(
    old: Version, new: Version
) -> None:
    before = [one.text for one in wordings(job_description(old))]
    after = [one.text for one in wordings(job_description(new))]
    taken = Counter(before)
    for one in suggested(list(wordings(job_description(old))), list(wordings(job_description(new)))):
        assert (one.before == "") is (one.what is What.ADDED)
        assert (one.after == "") is (one.what is What.REMOVED)
        taken.subtract([one.before] if one.before else [])
        taken.update([one.after] if one.after else [])
    assert +taken == Counter(after)
    assert min(taken.values(), default=0) >= 0


@given(
    st.lists(
        st.sampled_from(
            ["individual", "an individual", "clients", "the service user's", "and", "needs", "to"]
        )
    )
)
def test_other_words_once_taken_are_not_suggested_again(parts: list[str]) -> None:
    text = " ".join(parts)
    found = suggest_wording(text)
    assert all(text[one.start : one.end] == one.found for one in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
    assert len(suggest_wording(in_other_words(text, found))) <= len(found)


@given(st.text(max_size=200))
def test_nothing_of_a_text_is_lost_when_it_is_cut_into_passages_but_bullets_and_spaces(text: str) -> None:
    kept = Counter(letter for passage in passages(text) for letter in passage if letter.isalpha())
    there = Counter(letter for letter in text if letter.isalpha())
    assert not kept - there
    lost = there - kept
    assert sum(lost.values()) <= text.count(")")  # “a)” before a point is a bullet
