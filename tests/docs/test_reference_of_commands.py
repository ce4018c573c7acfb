"""Every command has a section in the reference, with an example that is run, and no other section is there."""

from __future__ import annotations

import re

import click
import pytest

from standing.cli.main import cli
from tests.docs.pages import ROOT, blocks_of, examples_in

PAGE = ROOT / "docs" / "reference" / "commands.md"


def commands() -> list[str]:
    return cli.list_commands(click.Context(cli))


def sections() -> dict[str, str]:
    """The sections of the page by command."""
    parts = re.split(r"^## standing (\S+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_page_and_the_help_name_the_same_commands() -> None:
    assert commands(), "no command was found"
    assert sorted(sections()) == sorted(commands())


@pytest.mark.parametrize("name", commands())
def test_a_command_has_an_example_that_is_run(name: str) -> None:
    run = [
        example.command
        for line, language, _, body in blocks_of(sections().get(name, ""))
        if language == "console"
        for example in examples_in(body, line, 0)
    ]
    assert any(f"standing {name}" in command for command in run), (
        f"{PAGE.name} has no example of standing {name}"
    )


@pytest.mark.parametrize("name", commands())
def test_a_section_names_every_option(name: str) -> None:
    command = cli.get_command(click.Context(cli), name)
    assert command is not None
    options = {
        text for option in command.params if isinstance(option, click.Option) for text in option.opts[-1:]
    }
    missing = {text for text in options - {"--help"} if text not in sections().get(name, "")}
    assert missing == set(), f"standing {name}: describe these in {PAGE.name}"
