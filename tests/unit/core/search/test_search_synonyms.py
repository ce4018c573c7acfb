"""The lay words are data: each entry must be able to do something on the bundled catalogue."""

import pytest

from standing.core.formats import bundled
from standing.core.search import Index, build_index, documents, search, summaries
from standing.core.search.folding import STOP_WORDS, stem, words
from standing.core.search.synonyms import SYNONYMS, Synonym


@pytest.fixture(scope="module")
def index() -> Index:
    return build_index(documents(bundled.load(), summaries()))


@pytest.mark.parametrize("entry", SYNONYMS, ids=lambda entry: entry.lay[0])
def test_what_a_lay_word_means_stands_in_the_catalogue(index: Index, entry: Synonym) -> None:
    assert [meant for meant in entry.means if stem(meant) not in index.terms] == []
    assert [meant for meant in entry.means if len(words(meant)) != 1] == []


@pytest.mark.parametrize("entry", SYNONYMS, ids=lambda entry: entry.lay[0])
def test_a_lay_word_is_one_that_can_be_asked_for_and_finds_something(index: Index, entry: Synonym) -> None:
    assert [lay for lay in entry.lay if set(words(lay)) <= STOP_WORDS and len(words(lay)) == 1] == []
    assert [lay for lay in entry.lay if not search(index, lay)] == []


def test_every_entry_gives_its_reason() -> None:
    assert [entry.lay[0] for entry in SYNONYMS if len(entry.reason) < 4] == []
