"""The entry point: a command is loaded when it is called; every error becomes one message here."""

import importlib
import os
import sys
from contextlib import AbstractContextManager, nullcontext
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from kalmar_cli import __version__
from kalmar_cli.base import language, messages
from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused, Unreadable, reason_of
from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.commands import COMMANDS, GROUPS, OPTIONS_TOPIC, ORDER
from kalmar_cli.cli.help import Speaking, mistake, translate
from kalmar_cli.cli.outcome import Outcome
from kalmar_cli.cli.output import to_output
from kalmar_cli.cli.streams import make_usable, silence_output_if_broken

HELP = N_("Compare municipal budgets: statements, areas and proposals, exact and traceable.")
START = N_("Two commands to try:\n\n  kalmar list\n\n  kalmar compare alliansen majoriteten")
HELP_WORD, HELP_OPTION = "help", "--help"
# Set by a shell that asks for completions.
ASKED = "_KALMAR_COMPLETE"


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
        if cmd_name == OPTIONS_TOPIC:
            return _options_topic()
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kalmar_cli.cli.commands.{COMMANDS[cmd_name]}")
        single = typer.Typer(add_completion=False, rich_markup_mode=None)
        panel = next(_(title) for title, names in GROUPS.items() if cmd_name in names)
        single.command(cmd_name, cls=Command, help=_(module.HELP), rich_help_panel=panel)(module.run)
        return translate(typer.main.get_command(single))

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands in their groups, and what to begin with."""
        room = formatter.width - 6 - max(map(len, COMMANDS))
        for title, names in GROUPS.items():
            with formatter.section(_(title)):
                commands = [(name, self.get_command(ctx, name)) for name in names]
                formatter.write_dl([(name, of.get_short_help_str(room)) for name, of in commands])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        """Two commands to try; line by line, where the library would fill."""
        formatter.write(f"\n{self.epilog}\n")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the first argument names; Refused, with the nearest, if there is none."""
        known = {*COMMANDS, OPTIONS_TOPIC}
        if args and not args[0].startswith("-") and args[0] not in known and not ctx.resilient_parsing:
            from kalmar_cli.cli.guesses import command_meant

            raise Refused(_("no command `{name}`: {cure}").format(name=args[0], cure=command_meant(args)))
        return super().resolve_command(ctx, args)


def _options_topic() -> Any:
    """What `kalmar help options` explains: the options that every command takes."""
    from kalmar_cli.cli.common import takes_common

    def run(ctx: typer.Context, *, common: Any) -> None:
        to_output(ctx.get_help() + "\n")

    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(OPTIONS_TOPIC, cls=Command, help=_("The options that all commands take."))(
        takes_common(run)
    )
    return translate(typer.main.get_command(single))


app = typer.Typer(
    cls=Commands,
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
    if ASKED not in os.environ:
        return nullcontext()
    from kalmar_cli.cli.shells import answers_as_asked

    return answers_as_asked(os.environ[ASKED])


def _help_asked(given: list[str]) -> list[str]:
    """The arguments, where `kalmar` alone and `kalmar help COMMAND` ask for help as `--help` does."""
    if not given:
        return [HELP_OPTION]
    if given[0] == HELP_WORD:
        return [*given[1:2], HELP_OPTION]
    return given


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the program; ends with 0 (done), 1 (findings) or 2 (wrong usage or unreadable input)."""
    make_usable()
    language.use(language.choose())
    group = translate(typer.main.get_command(app))
    group.help, group.epilog = _(HELP), _(START).replace("\n\n", "\n")
    given = sys.argv[1:] if arguments is None else arguments
    if ASKED not in os.environ:
        given = _help_asked(given)
    try:
        with _shell_words():
            outcome = group.main(given, prog_name="kalmar", standalone_mode=False)
        to_output("")  # what is still held back fails here, if it does, and not at exit
    except Unreadable as error:
        messages.say(messages.problems_text(error))
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
            f"{clip(str(error.filename))}: {reason_of(error)}"
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
