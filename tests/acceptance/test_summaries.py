"""The sentences that say what each old standard's work is: ours, whole, and filed by the vocabularies."""

import re
from pathlib import Path

import pytest

from standing.core.formats import bundled
from standing.core.search import Summary, summaries
from standing.core.search.facets import KINDS_OF_WORK, SETTINGS, WORKS_WITH
from standing.core.search.folding import content_words, run_hash, runs, stem

DOCS = Path(__file__).parents[2] / "docs" / "reference" / "facets.md"
SENTENCES = summaries()
TITLES = {standard.id: standard.title for standard in bundled.load().standards}
HASHES = frozenset(
    line
    for line in (bundled.data_folder() / "source-hashes.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
OLD = [f"MH{number}@2005" for number in range(1, 95)] + [f"MH{number}@2007" for number in range(97, 102)]

each = pytest.mark.parametrize("summary", SENTENCES.values(), ids=SENTENCES)


def taken_from_source(text: str) -> list[str]:
    """The six-word runs of a text that stand in a source document."""
    return [run for run in runs(text) if run_hash(run) in HASHES]


def rearranged(sentence: str, title: str) -> bool:
    """Whether a sentence is its title said again: half of the words of either, or more, are the other's."""
    said = {stem(word) for word in content_words(sentence)}
    titled = {stem(word) for word in content_words(title)}
    return len(said & titled) >= len(titled) / 2 or len(said & titled) >= len(said) / 2


def test_exactly_the_old_standards_and_the_two_untraced_entries_have_a_sentence() -> None:
    assert list(SENTENCES) == [*OLD, "LIST95@2005", "LIST96@2005"]


def test_no_two_sentences_are_alike() -> None:
    folded = {" ".join(content_words(summary.sentence)) for summary in SENTENCES.values()}
    assert len(folded) == len(SENTENCES)


@each
def test_it_is_one_sentence_of_a_readable_length(summary: Summary) -> None:
    assert re.fullmatch(r"[A-Z][^.!?\n]*\.", summary.sentence), (
        "one sentence: a capital first, one full stop, at the end"
    )
    assert 8 <= len(summary.sentence.split()) <= 40


@each
def test_it_is_not_the_title_said_again(summary: Summary) -> None:
    assert not rearranged(summary.sentence, TITLES[summary.standard]), TITLES[summary.standard]


@each
def test_it_shares_no_run_of_six_words_with_the_sources_or_a_title(summary: Summary) -> None:
    assert taken_from_source(summary.sentence) == []
    assert [
        run for title in TITLES.values() for run in runs(title) if run in set(runs(summary.sentence))
    ] == []


def test_the_hashes_know_the_sources() -> None:
    """Every title comes from a source document, so its runs must be known: else nothing could fail."""
    untraced = [id_ for id_, title in TITLES.items() if list(runs(title)) and not taken_from_source(title)]
    assert untraced == []
    assert len(HASHES) > 10_000
    assert all(re.fullmatch("[0-9a-f]{10}", line) for line in HASHES)


def test_a_title_said_again_in_another_order_would_be_noticed() -> None:
    assert rearranged(
        "Individuals are supported in administering medication of their own.", TITLES["MH36@2005"]
    )


@pytest.mark.parametrize(
    ("heading", "vocabulary"),
    [("Works with", WORKS_WITH), ("Kind of work", KINDS_OF_WORK), ("Setting", SETTINGS)],
)
def test_the_vocabulary_is_documented_as_it_is(heading: str, vocabulary: dict[str, str]) -> None:
    section = DOCS.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    assert dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", section, re.MULTILINE)) == dict(vocabulary)


@pytest.mark.parametrize(
    ("facet", "vocabulary"),
    [("works_with", WORKS_WITH), ("kind_of_work", KINDS_OF_WORK), ("setting", SETTINGS)],
)
def test_every_value_of_a_vocabulary_is_used(facet: str, vocabulary: dict[str, str]) -> None:
    used = {value for summary in SENTENCES.values() for value in getattr(summary, facet)}
    assert used == set(vocabulary)


@each
def test_it_is_filed_under_one_or_two_kinds_of_work(summary: Summary) -> None:
    assert len(summary.kind_of_work) in (1, 2)
