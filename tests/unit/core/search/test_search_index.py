"""The documents and the index."""

import pytest

from standing.core.search import Document, build_index

TEA = Document("T1@2020", "Make tea", "Boiling water and pouring it on leaves.", ("SFT1",), ("kitchen",))
SOUP = Document("T2@2020", "Make soup", related="Boiling vegetables in water.")


def test_a_document_needs_an_id() -> None:
    with pytest.raises(ValueError, match="needs an id: give the id of its standard"):
        Document(" ", "Make tea")


def test_a_document_needs_a_title() -> None:
    with pytest.raises(ValueError, match="T1@2020 has no title: give the title of the standard"):
        Document("T1@2020", "  ")


def test_a_document_answers_to_its_id_its_code_and_its_aliases() -> None:
    assert TEA.codes == {"t1@2020", "t1", "sft1"}


def test_the_same_standard_twice_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="given twice to the search index: T1@2020; give each standard once"):
        build_index([TEA, SOUP, TEA])


def test_the_index_does_not_depend_on_the_order_of_documents() -> None:
    assert build_index([TEA, SOUP]) == build_index([SOUP, TEA])


def test_a_posting_says_in_which_fields_the_word_stands_as_written() -> None:
    index = build_index([TEA, SOUP])
    assert [(index.documents[posting.document].id, posting.written) for posting in index.terms["boil"]] == [
        ("T1@2020", {"summary": "boiling"}),
        ("T2@2020", {"related": "boiling"}),
    ]


def test_a_word_counts_more_in_a_documents_own_text_than_in_related_text() -> None:
    own, related = build_index([TEA, SOUP]).terms["boil"]
    assert own.weight > related.weight


def test_a_rare_word_tells_more_than_a_common_one() -> None:
    index = build_index([TEA, SOUP])
    assert index.rarity(index.terms["pour"]) > index.rarity(index.terms["boil"]) > 0


def test_an_empty_index_holds_nothing() -> None:
    index = build_index([])
    assert (index.documents, dict(index.terms), dict(index.codes)) == ((), {}, {})
