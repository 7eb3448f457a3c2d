"""The door: commands found by name and loaded when called; every error becomes one message here."""

import importlib
import sys
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from kalmar_cli import __version__, language, messages
from kalmar_cli.commands import COMMANDS, ORDER
from kalmar_cli.errors import Refused, Unreadable
from kalmar_cli.language import N_, _

DONE, FINDINGS, UNUSABLE = 0, 1, 2

HELP = N_(
    "Compare municipal budgets: statements, areas and proposals, exact and traceable.\n\n"
    "Example: kalmar compare alliansen majoriteten"
)


class Speaking:
    """Help in the language in use, where the library's own words are English only."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


class Command(Speaking, TyperCommand):
    """One command."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if ctx.resilient_parsing and args and args[-1].startswith("-"):
            # While a shell completes the value of this option, its lack would
            # keep the library from seeing the budgets already named.
            args = args[:-1]
        # The library hands over each option's values together; the order across
        # options is known to its parser only.
        _values, _rest, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta[ORDER] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


class Commands(Speaking, TyperGroup):
    """The group of commands: each module is imported when its command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kalmar_cli.commands.{COMMANDS[cmd_name]}")
        app = typer.Typer(add_completion=False, rich_markup_mode=None)
        app.command(cmd_name, cls=Command, help=_(module.HELP))(module.run)
        return translated(typer.main.get_command(app))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and not args[0].startswith("-") and args[0] not in COMMANDS and not ctx.resilient_parsing:
            from kalmar_cli.source import did_you_mean

            cure = did_you_mean(args[0], list(COMMANDS), _("there are {names}"))
            raise Refused(_("no command `{name}`: {cure}").format(name=args[0], cure=cure))
        return super().resolve_command(ctx, args)


def translated(command: Any) -> Any:
    """The command with the help of its parameters in the language in use."""
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = _(parameter.help)
    return command


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"kalmar {__version__}")
        raise typer.Exit(DONE)


@app.callback()
def _top(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help=N_("Show the version and exit.")),
    ] = False,
) -> None:
    pass


def main(arguments: list[str] | None = None) -> NoReturn:
    """Runs the program; ends with 0 (done), 1 (findings) or 2 (wrong usage or unreadable input)."""
    language.use(language.chosen())
    group = translated(typer.main.get_command(app))
    group.help = _(HELP)
    try:
        code = group.main(arguments, prog_name="kalmar", standalone_mode=False)
    except Unreadable as error:
        messages.say(messages.unreadable(error))
        code = UNUSABLE
    except Refused as error:
        messages.refuse(str(error))
        code = UNUSABLE
    except typer.TyperException as error:
        messages.refuse(usage(error))
        code = UNUSABLE
    sys.exit(code if isinstance(code, int) else DONE)


def usage(error: Any) -> str:
    """A mistake on the command line in words, and where to look."""
    message = error.format_message()
    name = type(error).__name__
    if name == "NoSuchOption":
        message = _("no option {name}").format(name=error.option_name)
        if error.possibilities:
            message += ": " + _("did you mean {names}?").format(
                names=", ".join(sorted(error.possibilities))
            )
    elif name == "MissingParameter" and error.param is not None:
        message = _("missing {name}").format(name=error.param.make_metavar(error.ctx))
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kalmar"
    return f"{message.rstrip('.')}. " + _("Try `{command} --help`.").format(command=path)
