"""What a browser is told of a file: its name, its kind, and whether it is kept or shown at once."""

from __future__ import annotations

import pytest

from standing.areas.record.views.support import file_response


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("standing-ash.csv", 'attachment; filename="standing-ash.csv"'),
        ('the "new" ward.csv', r'attachment; filename="the \"new\" ward.csv"'),
        ("Zoë.csv", "attachment; filename*=utf-8''Zo%C3%AB.csv"),
        ("two\r\nlines.csv", "attachment; filename*=utf-8''two%0D%0Alines.csv"),
    ],
)
def test_a_name_is_quoted_however_it_is_written(name: str, says: str) -> None:
    assert file_response(b"", name)["Content-Disposition"] == says


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("pdf", "application/pdf"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_the_ending_says_of_which_kind_a_file_is(ending: str, kind: str) -> None:
    assert file_response(b"", f"file.{ending}")["Content-Type"] == kind


def test_a_file_that_is_not_to_be_kept_is_shown_at_once() -> None:
    answer = file_response(b"made", "ward-sheet.pdf", to_keep=False)
    assert answer["Content-Disposition"] == 'inline; filename="ward-sheet.pdf"'
    assert answer.content == b"made"
