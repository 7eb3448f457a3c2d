"""The door: commands found by name and loaded when called; every error becomes one message here."""

import importlib
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from kalmar_cli import __version__
from kalmar_cli.base import language, messages
from kalmar_cli.base.errors import Refused, Unreadable, reason_of
from kalmar_cli.base.files import clean
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.commands import COMMANDS, ORDER
from kalmar_cli.cli.help import Speaking, mistake, translate
from kalmar_cli.cli.outcome import Outcome
from kalmar_cli.cli.output import to_output
from kalmar_cli.cli.streams import make_usable, silence_output_if_broken

HELP = N_(
    "Compare municipal budgets: statements, areas and proposals, exact and traceable.\n\n"
    "Example: kalmar compare alliansen majoriteten"
)


class Command(Speaking, TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and args and args[-1].startswith("-"):
            # While a shell completes the value of this option, its lack would
            # keep the library from seeing the budgets already named.
            args = args[:-1]
        # The library hands over each option's values together; the order across
        # options is known to its parser only.
        try:
            _values, _rest, order = self.make_parser(ctx).parse_args(list(args))
        except typer.TyperException as error:
            error.ctx = ctx  # type: ignore[attr-defined]  # whose help is to be looked at
            raise
        ctx.meta[ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


class Commands(Speaking, TyperGroup):
    """The group of commands: each module is imported when its command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Every command, in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """A command by name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kalmar_cli.cli.commands.{COMMANDS[cmd_name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        single.command(cmd_name, cls=Command, help=_(module.HELP))(module.run)
        return translate(typer.main.get_command(single))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names; Refused, with the nearest, if there is none."""
        if args and not args[0].startswith("-") and args[0] not in COMMANDS and not ctx.resilient_parsing:
            from kalmar_cli.base.problems import did_you_mean

            cure = did_you_mean(args[0], list(COMMANDS), _("there are {names}"))
            raise Refused(_("no command `{name}`: {cure}").format(name=args[0], cure=cure))
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kalmar {__version__}")
        raise typer.Exit(Outcome.DONE)


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=N_("Show the version and exit.")),
    ] = False,
) -> None:
    pass


def _shell_words() -> AbstractContextManager[None]:
    """What a shell needs beside the library's own help when it asks for completions."""
    if os.environ.get("_KALMAR_COMPLETE") != "complete_bash":
        return nullcontext()
    from kalmar_cli.cli.bash import words_as_typed

    return words_as_typed()


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the program; ends with 0 (done), 1 (findings) or 2 (wrong usage or unreadable input)."""
    make_usable()
    language.use(language.chosen())
    group = translate(typer.main.get_command(app))
    group.help = _(HELP)
    try:
        with _shell_words():
            outcome = group.main(arguments, prog_name="kalmar", standalone_mode=False)
        to_output("")  # what is still held back fails here, if it does, and not at exit
    except Unreadable as error:
        messages.say(messages.unreadable(error))
        outcome = Outcome.UNUSABLE
    except Refused as error:
        messages.refuse(str(error))
        outcome = Outcome.UNUSABLE
    except typer.TyperException as error:
        messages.say(mistake(error))
        outcome = Outcome.UNUSABLE
    except OSError as error:
        # Where it is not told better: the help could not be printed, a file not be looked for.
        silence_output_if_broken()
        messages.refuse(
            f"{clean(str(error.filename))}: {reason_of(error)}"
            if error.filename
            else _("the output cannot be written: {reason}").format(reason=reason_of(error))
        )
        outcome = Outcome.UNUSABLE
    except SystemExit as ended:
        # A pipe that closed has given its reader what was wanted; the command-line library says 1.
        if not isinstance(ended.__context__, BrokenPipeError):
            raise
        outcome = Outcome.DONE
    sys.exit(outcome if isinstance(outcome, int) else Outcome.DONE)
