"""A version that could not be is not built."""

from __future__ import annotations

import pytest

from standing.core.documents.profile import Line
from tests.unit.core.documents.making import line, version


@pytest.mark.parametrize("missing", ["key", "standard", "code", "title"])
def test_a_line_without_what_names_it_is_refused(missing: str) -> None:
    with pytest.raises(ValueError, match=f"a line needs its {missing}"):
        line(1, **{missing: " "})


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((line(1), line(2, key="k1")), "two lines have one key"),
        ((line(1, function="Singing"),), "a function that the version has not"),
        ((line(1, group="Singers"),), "a group that the version has not"),
    ],
)
def test_a_version_that_does_not_hold_together_is_refused(lines: tuple[Line, ...], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        version(*lines)
