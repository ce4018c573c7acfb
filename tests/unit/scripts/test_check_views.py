"""The check that pages and commands reach rows through actions and selectors alone."""

from __future__ import annotations

import check_views
import pytest


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("people = Person.objects.all()", [(1, "Person.objects")]),
        ("\nmodels.Person._default_manager.create()", [(2, "models.Person._default_manager")]),
        ("find = get_user_model().objects.get", [(1, "get_user_model().objects")]),
        ("people = selectors.list_people(by=account)", []),
        ("# Person.objects\nwords = 'Person.objects'", []),
    ],
)
def test_a_manager_is_found_however_it_is_reached(source: str, found: list[tuple[int, str]]) -> None:
    assert list(check_views.uses_of_managers(source)) == found


def test_pages_and_commands_are_watched_and_selectors_are_not() -> None:
    watched = {path.relative_to(check_views.ROOT).as_posix() for path in check_views.watched_files()}
    assert "standing/cli/main.py" in watched
    assert "standing/site/urls.py" in watched
    assert not [path for path in watched if "/selectors" in path or "/actions" in path]


def test_a_use_fails_with_the_place_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: check_views.Path
) -> None:
    page = tmp_path / "views.py"
    page.write_text("\n\nPerson.objects.all()\n", encoding="utf-8")
    monkeypatch.setattr(check_views, "ROOT", tmp_path)
    monkeypatch.setattr(check_views, "watched_files", lambda: [page])
    with pytest.raises(
        SystemExit, match=r"views\.py:3: Person\.objects: call a selector to read and an action"
    ):
        check_views.main()
