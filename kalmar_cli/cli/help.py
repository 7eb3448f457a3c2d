"""The command-line library's own words and errors in the reader's language."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

from kalmar_cli.base.language import N_, _
from kalmar_cli.cli.formats import fill_choices

# Said by the library through gettext, so that they only need to be in the catalogue.
BORROWED = (
    N_("Arguments"),
    N_("Options"),
    N_("Commands"),
    N_("required"),
    N_("default: {default}"),
    N_("env var: {var}"),
    N_("[OPTIONS]"),
    N_("COMMAND [ARGS]..."),
    N_("Install completion for the current shell."),
    N_("Show completion for the current shell, to copy it or customize the installation."),
)


class Speaking:
    """Help in the language in use, where the library's own words are English only."""

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(map(_, self.collect_usage_pieces(ctx)))  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, pieces, prefix=_("Usage: "))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Help in colour on a terminal, and else as plain text."""
        from kalmar_cli.cli.rendering import on_terminal

        if on_terminal():
            from kalmar_cli.cli.rich_help import print_help

            print_help(self, ctx)
        else:
            super().format_help(ctx, formatter)  # type: ignore[misc]

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:
        """The commands and options that a shell offers; their names are the program's own."""
        return [_describe(item) for item in super().shell_complete(ctx, incomplete)]  # type: ignore[misc]

    def get_help_option(self, ctx: Any) -> Any:
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = _("Show this message and exit.")
        return option


def _describe(item: Any) -> Any:
    from kalmar_cli.base.characters import offer_text

    item.help = offer_text(item.help or "")
    return item


def _offer(source: Callable[[Any, str], list[Any]], ctx: Any, incomplete: str) -> list[Any]:
    """What a shell offers of a parameter's values: those that it cannot take for more than text."""
    from kalmar_cli.base.characters import can_offer

    return [_describe(item) for item in source(ctx, incomplete) if can_offer(item.value)]


def translate(command: Any) -> Any:
    """The command with the help and placeholders of its parameters in the language in use.

    Every command comes through here, so that no value reaches a shell unseen.
    """
    for parameter in command.params:
        parameter.shell_complete = partial(_offer, parameter.shell_complete)
        if getattr(parameter, "help", None):
            parameter.help = fill_choices(_(parameter.help))
        if parameter.metavar:
            parameter.metavar = _(parameter.metavar)
        if parameter.param_type_name == "argument":
            _call_as_declared(parameter)
        if parameter.name == "install_completion":
            parameter.callback = partial(_install, parameter.callback)
    return command


def _install(callback: Callable[..., Any], ctx: Any, parameter: Any, value: Any) -> Any:
    """Installs completion; the library says so in English only, in no catalogue."""
    if not value:
        return callback(ctx, parameter, value)
    from kalmar_cli.cli.shells import answers_changed

    def told(said: str) -> str:
        found = re.search(r"(\S+) completion installed in (.+)", said)
        if not found:
            return said
        words = _("Completion for {shell} is in {file}; it works from the next window on.")
        return words.format(shell=found[1], file=found[2]) + "\n"

    with answers_changed(told):
        return callback(ctx, parameter, value)


def _call_as_declared(argument: Any) -> None:
    """An argument is called by its placeholder alone: each version of the library adds other marks."""
    record = argument.get_help_record
    argument.get_usage_pieces = lambda ctx: [argument.metavar]
    argument.get_help_record = lambda ctx: (argument.metavar, record(ctx)[1])


def mistake(error: Any) -> str:
    """A mistake on the command line in words, and where to look."""
    if type(error).__name__ == "NoArgsIsHelpError":
        return str(error.format_message())
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kalmar"
    where = _("Try `{command} --help`.").format(command=path)
    return _("Error: {message}").format(message=f"{_words(error)}. {where}")


def _words(error: Any) -> str:
    """What is wrong: the library tells its errors apart by class."""
    name = type(error).__name__
    if name == "NoSuchOption":
        from kalmar_cli.cli.guesses import option_meant

        if meant := option_meant(error.option_name):
            return _("no option `{name}`: {cure}").format(name=error.option_name, cure=meant)
        if error.possibilities:
            near = ", ".join(f"`{option}`" for option in sorted(error.possibilities))
            return _("no option `{name}` (did you mean {near}?)").format(name=error.option_name, near=near)
        return _("no option `{name}`").format(name=error.option_name)
    if name == "MissingParameter" and error.param is not None:
        missing = error.param.metavar
        if error.param.param_type_name == "option":
            missing = f"{error.param.opts[0]} {missing}"
        return _("{name} is missing").format(name=missing)
    if name == "BadOptionUsage":
        # Too much and too little have one class; the message is the library's own, in no catalogue.
        takes_none = "not take a value" in error.message
        words = _("`{name}` takes no value") if takes_none else _("`{name}` needs a value")
        return words.format(name=error.option_name)
    message: str = error.format_message().rstrip(".")
    start, _parenthesis, arguments = message.rpartition(" (")
    if start.startswith("Got unexpected extra argument"):
        return _("too many arguments: {arguments}").format(arguments=arguments.rstrip(")"))
    return message
