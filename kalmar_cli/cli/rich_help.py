"""Help on a terminal: the library's own, with the common options on one line."""

import os
from copy import copy
from typing import Any, get_args

from rich.markup import escape
from typer import rich_utils

from kalmar_cli.base.language import _
from kalmar_cli.cli.commands import OPTIONS_TOPIC
from kalmar_cli.cli.common import Common
from kalmar_cli.cli.formats import fill_choices
from kalmar_cli.cli.rendering import screen

# A line that is longer is not read with ease.
_LEAST, _MOST = 40, 120


def print_help(command: Any, context: Any) -> None:
    """Prints a command's help in colour, in the language in use."""
    for name, title in (
        ("ARGUMENTS_PANEL_TITLE", _("Arguments")),
        ("OPTIONS_PANEL_TITLE", _("Options")),
        ("COMMANDS_PANEL_TITLE", _("Commands")),
        ("REQUIRED_LONG_STRING", "[" + _("required") + "]"),
        ("DEFAULT_STRING", "[" + _("default: {default}").replace("{default}", "{}") + "]"),
        ("ENVVAR_STRING", "[" + _("env var: {var}").replace("{var}", "{}") + "]"),
    ):
        setattr(rich_utils, name, title)
    width, _colour = screen()
    rich_utils.MAX_WIDTH = max(_LEAST, min(width, _MOST))
    # The library reads these once more, and takes any digits for a number.
    os.environ["COLUMNS"] = str(rich_utils.MAX_WIDTH)
    os.environ.pop("LINES", None)
    command.help = escape(command.help or "")
    parameters = command.get_params(context)
    for parameter in parameters:
        if getattr(parameter, "help", None):
            parameter.help = escape(parameter.help)
        if parameter.param_type_name == "argument" or parameter.is_flag:
            _hide_type(parameter)
    common = _fold_common(command, parameters)
    if common:
        said = _("Common options: {options}; `kalmar help options` explains them.")
        command.epilog = escape(said.format(options=", ".join(common)))
    elif command.epilog:
        command.epilog = escape(command.epilog)
    rich_utils.rich_format_help(obj=command, ctx=context, markup_mode="rich")


def _hide_type(parameter: Any) -> None:
    """Names say what arguments and flags are; each version of the library asks for more elsewhere."""
    if hasattr(parameter, "type") and parameter.param_type_name == "argument":
        parameter.type = copy(parameter.type)
        parameter.type.get_metavar = lambda param, ctx: ""
    parameter.display_type = parameter.display_type_rich = lambda ctx: None


def _fold_common(command: Any, parameters: list[Any]) -> list[str]:
    """Hides the options that every command takes; gives their names."""
    if command.name == OPTIONS_TOPIC:
        return []
    folded = [p for p in parameters if p.name in Common.__annotations__ and is_common(p) and not p.hidden]
    for parameter in folded:
        parameter.hidden = True
    return [min(parameter.opts, key=len) for parameter in folded]


def is_common(parameter: Any) -> bool:
    """Whether an option is the common one of its name, and not a command's own."""
    _kind, declared = get_args(Common.__annotations__[parameter.name])
    return bool(parameter.help == escape(fill_choices(_(declared.help))))
