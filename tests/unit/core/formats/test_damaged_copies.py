"""A damaged copy is read right, or a problem names the place. Nothing is dropped, cut or joined without a
word.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from standing.core.catalogue import Catalogue
from standing.core.formats import competencies_list, tracking_document
from tests.facsimiles.damage import damaged, refilled, same_in_another_form, with_page_marks, wrapped

READERS = [tracking_document, competencies_list]


def content(reading: Any) -> list[Any]:
    """The records without the lines on which they stand and, of an entry, the number printed for it."""
    bare: dict[str, Any] = (
        {"line": 0, "printed": ""} if reading.format == competencies_list.FORMAT else {"line": 0}
    )
    return [replace(record, **bare) for record in reading.records]


@pytest.mark.parametrize("reader", READERS)
def test_each_damage_is_read_right_or_named(
    reader: Any, facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile(reader.FORMAT)
    right = content(reader.read(text.encode(), "f.txt", lanterns))
    tried = 0
    for what, copy in damaged(text):
        reading = reader.read(copy.encode(), "f.txt", lanterns)
        tried += 1
        assert content(reading) == right or reading.problems, f"{what}: silently read as something else"
        assert all(record in right for record in content(reading)), f"{what}: a record is wrong"
        assert all(re.fullmatch(r"f\.txt:\d+", each.where) for each in reading.problems), what
    assert tried > 500


@pytest.mark.parametrize("reader", READERS)
def test_another_form_of_the_same_is_read_right(
    reader: Any, facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile(reader.FORMAT)
    right = content(reader.read(text.encode(), "f.txt", lanterns))
    for what, data in same_in_another_form(text):
        reading = reader.read(data, "f.txt", lanterns)
        assert (content(reading), reading.problems) == (right, ()), what
        assert reading.repairs, what


@pytest.mark.parametrize("width", [60, 72, 100])
@pytest.mark.parametrize("reader", READERS)
def test_a_copy_wrapped_to_a_width_is_read_right_or_named(
    reader: Any, width: int, facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile(reader.FORMAT)
    right = content(reader.read(text.encode(), "f.txt", lanterns))
    reading = reader.read(wrapped(text, width).encode(), "f.txt", lanterns)
    assert (content(reading), reading.problems) == (right, ())
    reading = reader.read(refilled(text, width).encode(), "f.txt", lanterns)
    assert content(reading) == right or reading.problems


@pytest.mark.parametrize("every", [1, 3])
@pytest.mark.parametrize("reader", READERS)
def test_a_copy_with_page_numbers_is_read_right(
    reader: Any, every: int, facsimile: Callable[[str], str], lanterns: Catalogue
) -> None:
    text = facsimile(reader.FORMAT)
    right = content(reader.read(text.encode(), "f.txt", lanterns))
    reading = reader.read(with_page_marks(text, every).encode(), "f.txt", lanterns)
    assert (content(reading), reading.problems) == (right, ())
    assert "a page number left out" in {each.what for each in reading.repairs}
