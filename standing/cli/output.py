"""Standard output as commands write to it: an answer of which a part was lost never passes for a whole one."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from standing.cli.support import DONE_WITH_PROBLEMS, REFUSED, message

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

STANDARD_OUTPUT = 1


class Output(io.FileIO):
    """Standard output, remembering why it took no more: a disk that is full, or a reader that has had enough.

    A command that only answers ends there. One that changes something `goes_on` to its end, writing to nobody, so that
    nothing is left half done for want of somebody to tell.
    """

    def __init__(self, descriptor: int = STANDARD_OUTPUT, *, goes_on: bool) -> None:
        super().__init__(descriptor, "wb", closefd=False)
        self._goes_on = goes_on
        self._lost: OSError | None = None

    def write(self, data: ReadableBuffer, /) -> int:
        """Write bytes; once some were lost, take the rest as written."""
        if self._lost is None:
            try:
                return super().write(data)
            except OSError as error:
                self._lost = error
                if not self._goes_on:
                    # Click ends the command at either: the second, of a reader that has had enough, quietly.
                    raise click.exceptions.Exit(REFUSED) if self._told else error from error
        return memoryview(data).nbytes

    @property
    def _told(self) -> bool:
        return self._lost is not None and not isinstance(self._lost, BrokenPipeError)

    @classmethod
    def of_this_process(cls, *, goes_on: bool) -> Output:
        """Make it what this process writes to."""
        if (
            sys.stdout is None
        ):  # closed by whoever began it, who wants to hear nothing: no file may get its number
            nowhere = os.dup2(os.open(os.devnull, os.O_WRONLY), STANDARD_OUTPUT)
            sys.stdout = io.TextIOWrapper(io.FileIO(nowhere, "wb", closefd=False), encoding="utf-8")
        output = cls(goes_on=goes_on)
        output.take_over()
        return output

    def take_over(self) -> None:
        """Stand in for standard output."""
        usual = sys.stdout
        sys.stdout = io.TextIOWrapper(
            io.BufferedWriter(self),
            encoding=usual.encoding,
            errors=usual.errors,
            newline="\n",
            line_buffering=bool(usual.line_buffering),
        )

    def exit_code(self, code: int) -> int:
        """Give the exit code of a command that ended with `code`, once the last of its words are written. Say what was
        lost of them.
        """
        with suppress(click.exceptions.Exit, BrokenPipeError):
            sys.stdout.flush()
        if self._lost is None or not self._told:
            return code
        why = self._lost.strerror or self._lost
        if not self._goes_on:
            message(
                f"The answer cannot be written to standard output ({why}): what is there of it is not whole."
            )
            return REFUSED
        message(
            f"The answer could not all be written to standard output ({why}). The command went on to its end."
        )
        return code or DONE_WITH_PROBLEMS
