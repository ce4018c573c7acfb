"""The command `standing`. Each subcommand lies in a module of its own, loaded when it is asked for.

A module has a click command named `command`. It returns nothing, or its exit code: `DONE_WITH_PROBLEMS` when
it did what it could and reported the rest. It raises `support.Refused` when it changed nothing. Django is
never imported before a command asks for it, so `standing evaluate` needs none of the web.
"""

from __future__ import annotations

import os
import sys
import traceback
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NoReturn

import click

from standing.areas import refusals
from standing.cli.output import Output
from standing.cli.support import (
    InternalError,
    Refused,
    Stopped,
    StoreFailed,
    StoreFailedBetweenSteps,
    examples,
    message,
    missing_web_package,
    store_failed,
    without_web,
)

# Name, module, and the line of `standing --help`: kept here so that the list is shown without loading any of
# them.
COMMANDS = {
    "evaluate": ("evaluate", "Who meets which standard, from a folder of facts."),
    "import": ("import_", "Read files into the store."),
    "catalogue": ("catalogue", "List the standards."),
    "standard": ("standard", "One standard: its editions, names and what became of it."),
    "crosswalk": ("crosswalk", "A revision of the standards, row by row."),
    "carry-profile": ("carry_profile", "The lines a profile of old codes becomes."),
    "resolve": ("resolve", "What an old label means."),
    "search": ("search", "Find a standard in ordinary words."),
    "show": ("show", "A person's standing: reasons, expiry, what would restore it."),
    "team": ("team", "A team's standing as a matrix, with counts."),
    "rota": ("rota", "Put the rota of a unit in place from a file."),
    "forecast": ("forecast", "What will stop counting, and when."),
    "ask": ("ask", "Questions over everyone's timelines: counts, months, stops, a person."),
    "draft-crosswalk": ("draft_crosswalk", "Begin, settle and send the crosswalk of a revision."),
    "set-rule": ("set_rule", "Set how long decisions on standards last."),
    "approve": ("approve", "Approve the crosswalk of a revision."),
    "rehearse": ("rehearse", "What a revision or another change would do."),
    "adopt": ("adopt", "Adopt a revision."),
    "undo": ("undo", "Take an adopted revision back."),
    "check": ("check", "What is wrong with this store."),
    "rebuild": ("rebuild", "Compute every stored period anew."),
    "init": ("init", "Make an empty store, or bring an old one up to date."),
    "export": ("export", "Write a team's matrix as a spreadsheet."),
    "facts": ("facts", "Write every fact as files that `standing evaluate` reads."),
    "backup": ("backup", "Write everything into one file."),
    "restore": ("restore", "Make a store from a backup."),
    "remind": ("remind", "Tell people by email what waits for them."),
    "demo": ("demo", "Build the demonstration service; everyone in it is made up."),
    "serve": ("serve", "Serve the pages and run the tasks."),
}

# Those that change nothing: without standard output there is nothing left for them to do. "" is `standing` alone.
ANSWERS = {"", "evaluate", "catalogue", "standard", "crosswalk", "carry-profile", "resolve", "search"}
ANSWERS |= {"show", "team", "forecast", "ask", "rehearse"}

# Those that change the store in more than one transaction: stopped half way, something may be changed.
IN_STEPS = {"import", "adopt", "init", "restore", "remind", "demo"}


class StandingGroup(click.Group):
    """A group that loads a command when it is asked for, and gives every ending its exit code."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands that this installation has, in the order of the table."""
        return [name for name, (module, _) in COMMANDS.items() if find_spec(f"standing.cli.{module}")]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command. Raise `Refused` when it needs the web parts and they are not installed."""
        if cmd_name not in self.list_commands(ctx):
            return None
        try:
            command = import_module(f"standing.cli.{COMMANDS[cmd_name][0]}").command
        except ImportError as error:
            if missing_web_package(error):
                raise without_web(cmd_name) from error
            raise
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from the table."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in self.list_commands(ctx)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn its ending into an exit code."""
        try:
            answer = super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, BrokenPipeError):
            # The last: whoever read the answer has had enough. Click ends quietly, with 1.
            raise
        except (KeyboardInterrupt, click.Abort) as error:
            raise Stopped from error
        except (refusals.Refused, refusals.NotAllowed) as error:
            raise Refused(error.reason) from error
        except Exception as error:
            name = ctx.invoked_subcommand or ""
            if isinstance(error, ImportError) and missing_web_package(error):
                raise without_web(name) from error
            if store_failed(error):
                raise (StoreFailedBetweenSteps if name in IN_STEPS else StoreFailed)(error) from error
            raise _internal(error) from error
        if isinstance(answer, int) and answer:
            ctx.exit(answer)
        return None


def _internal(error: Exception) -> InternalError:
    if os.environ.get("STANDING_TRACEBACK") == "1":
        message("".join(traceback.format_exception(error)).rstrip())
    words = " ".join(str(error).split())
    return InternalError(f"{type(error).__name__}: {words}" if words else type(error).__name__)


@click.group(
    cls=StandingGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples("standing evaluate facts/ --at 2026-03-03", "standing show p1042 --json"),
)
@click.version_option(package_name="standing-nos", prog_name="standing")
def cli() -> None:
    """Who meets which National Occupational Standard today, who is about to stop, why, and what would put it
    right.

    The store is STANDING_DATABASE_URL, else an SQLite file under STANDING_HOME (~/.standing). Exit codes: 0
    done; 1 done, with problems reported; 2 refused or wrong usage, nothing changed; 3 internal error.
    """


def main() -> NoReturn:
    """Run the command line of this process."""
    named = next((word for word in sys.argv[1:] if not word.startswith("-")), "")
    output = Output.of_this_process(goes_on=named not in ANSWERS)
    try:
        cli(prog_name="standing")
    except SystemExit as ended:
        sys.exit(output.exit_code(int(ended.code or 0)))
    sys.exit(0)
