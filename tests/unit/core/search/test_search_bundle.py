"""From a catalogue and its sentences to documents."""

from pathlib import Path

import pytest

from standing.core.catalogue import Catalogue, Standard
from standing.core.rules.carry_over import CrosswalkRow
from standing.core.search import Summary, documents, summaries

HEAD = "standard,summary,works_with,kind_of_work,setting,specialist\n"
OLD = Standard("X1@2005", "X1", "2005", "Old title", "X", ("SFX1",))
KEPT = Standard("X2@2005", "X2", "2005", "Kept title", "X")
NEW = Standard("X1@2013", "X1", "2013", "New title", "X")
SENTENCE = Summary("X1@2005", "Doing it as before.", ("person",), ("support",), ("any",), False)


def row(old: str, *new: str) -> CrosswalkRow:
    return CrosswalkRow("x-2013", old, "revised", new, "any")


def test_each_standard_becomes_a_document_with_what_it_replaced_and_what_replaced_it() -> None:
    catalogue = Catalogue(
        standards=(OLD, KEPT, NEW),
        crosswalk=(row("X1@2005", "X1@2013"), row("X2@2005", "X2@2005", "X1@2013")),
    )
    old, kept, new = documents(catalogue, {"X1@2005": SENTENCE})
    assert (old.summary, old.aliases, old.facets) == ("Doing it as before.", ("SFX1",), ("person", "support"))
    assert old.related == "New title"
    assert (kept.summary, kept.related) == ("", "New title")
    assert (new.summary, new.facets, new.related) == ("", (), "Doing it as before. Kept title")


def test_summaries_are_read_from_a_folder(tmp_path: Path) -> None:
    (tmp_path / "summaries.csv").write_text(
        HEAD + "X1@2005,Doing it as before.,person,support,any,no\n", encoding="utf-8"
    )
    assert summaries(tmp_path) == {"X1@2005": SENTENCE}


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    (tmp_path / "summaries.csv").write_text(
        HEAD + "X1@2005,Doing it.,person,moonwalk,any,no\n", encoding="utf-8"
    )
    with pytest.raises(
        ValueError, match=r"summaries\.csv:2: X1@2005: kind_of_work: found 'moonwalk', expected one of"
    ):
        summaries(tmp_path)
