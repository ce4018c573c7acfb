"""Every example of the documentation is run, and prints what the page says."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.docs.pages import (
    LANGUAGES,
    PAGES,
    Example,
    blocks_of,
    examples_in,
    examples_of,
    name_of,
    store_of,
)
from tests.docs.stores import MADE_BY, surroundings, write_tracking_document

SECONDS = 600
WITH_EXAMPLES = [page for page in PAGES if examples_of(page)]
SETTING = re.compile(r"export (?P<name>[A-Z_]+)=(?P<value>\S+)")


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=name_of)
def test_the_examples_of_a_page_do_what_it_says(
    page: Path, store: Callable[[str], Path], tmp_path: Path
) -> None:
    kind = store_of(page)
    assert kind in MADE_BY, (
        f"{name_of(page)}: say which store its examples find, as tests/docs/pages.py shows"
    )
    home, here = tmp_path / "home", tmp_path / "here"
    shutil.copytree(store(kind), home)
    here.mkdir()
    write_tracking_document(here / "tracking.txt")
    environment = surroundings(home)
    for example in examples_of(page):
        setting = SETTING.fullmatch(example.command)
        if setting:
            environment[setting["name"]] = setting["value"]
        else:
            run(example, name_of(page), here, environment)


def run(example: Example, page: str, here: Path, environment: dict[str, str]) -> None:
    """Run an example where the page says, as somebody at a terminal would see it."""
    done = subprocess.run(
        ["bash", "-c", example.command],
        cwd=here,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    place = f"{page}:{example.line}: $ {example.command}\n"
    assert done.returncode == example.exit_code, (
        f"{place}ended with {done.returncode} and printed:\n{done.stdout}"
    )
    assert example.matches(done.stdout), f"{place}printed:\n{done.stdout}"


def test_there_are_examples_in_each_kind_of_page_that_has_commands() -> None:
    kinds = {name_of(page).split("/")[1] for page in WITH_EXAMPLES if name_of(page).startswith("docs/")}
    assert kinds >= {"how-to", "reference", "tutorial"}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_says_what_it_is(page: Path) -> None:
    for line, language, _, body in blocks_of(page.read_text(encoding="utf-8")):
        if language:
            assert language in LANGUAGES, f"{name_of(page)}:{line}: {language}"
        assert language == "console" or not body.startswith("$ "), f"{name_of(page)}:{line}: it is not run"


def test_dots_stand_for_anything_and_nothing_else_does() -> None:
    (example,) = examples_in("$ try\none ... three\n...\nlast\n", 1, 0)
    assert example.matches("one two three\nmore\nand more\nlast\n")
    assert example.matches("one 2 three\nlast")
    assert not example.matches("one two\nthree\nlast\n")
    assert not example.matches("one two three\nmore\n")
    assert not example.matches("one two three\nlast\nand then\n")


def test_a_command_may_go_on_and_shows_nothing_if_it_likes() -> None:
    first, second = examples_in("$ one \\\n>   two\n$ three\nprinted\n", 7, 2)
    assert (first.line, first.command, first.exit_code) == (7, "one \\\n  two", 2)
    assert first.matches("whatever it prints")
    assert (second.line, second.command, second.printed) == (9, "three", "printed")


def test_a_block_that_begins_without_a_command_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="line 3: a console block begins with a command"):
        list(examples_in("words\n", 3, 0))
