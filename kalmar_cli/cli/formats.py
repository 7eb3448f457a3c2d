"""The choice of a format, by name or by a file's ending; and choices as help texts name them."""

import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.render import FORMATS, Format

TABLE = "table"


def choose_format(
    name: str | None, output: Path | None, formats: Mapping[str, Format] | None = None
) -> str:
    """The format of `formats` (none: all there are): by name, else by the file's ending, else a table.

    Raises Refused, also for bytes that would go to a terminal.
    """
    known = FORMATS if formats is None else formats
    format = _choose(name, output, known)
    if known[format].binary and output is None and sys.stdout.isatty():
        raise Refused(
            _("{format} is not for a terminal; write it to a file: -o FILE{ending}").format(
                format=format, ending=known[format].endings[0]
            )
        )
    return format


def _choose(name: str | None, output: Path | None, known: Mapping[str, Format]) -> str:
    if name is not None:
        if name not in known:
            from kalmar_cli.cli.guesses import format_meant

            if meant := format_meant(name, known):
                raise Refused(_("no format `{name}`: {cure}").format(name=name, cure=meant))
        require_known(name, known, _("no format `{name}`: {cure}"), _("write one of {names}"))
        return name
    if output is None:
        return TABLE
    if output.is_dir():
        raise Refused(_("{file} is a folder; name a file in it").format(file=output))
    ending = output.suffix.lower()
    for format, of in known.items():
        if ending in of.endings:
            return format
    from kalmar_cli.cli.guesses import ending_meant

    raise Refused(
        _("the ending of {file} gives no format: {cure}; or name one with --format").format(
            file=output, cure=ending_meant(ending, known)
        )
    )


def require_known(name: str, known: Iterable[str], message: str, otherwise: str) -> None:
    """Raises Refused for a name that does not exist, with the nearest that does."""
    names = list(known)
    if name not in names:
        raise Refused(message.format(name=name, cure=did_you_mean(name, names, otherwise)))


def fill_choices(help: str) -> str:
    """A help text whose `{formats}`, `{units}` and `{levels}` are named, from what there is."""
    for placeholder, names in _CHOICES.items():
        if placeholder in help:
            help = help.replace(placeholder, one_of(names()))
    return help


def one_of(names: Iterable[str]) -> str:
    """Names to choose from: `mkr, tkr or kr`."""
    *others, last = names
    return _("{names} or {last}").format(names=", ".join(others), last=last) if others else last


def _levels() -> Iterable[str]:
    from kalmar_cli.check.finding import LEVELS

    return LEVELS


_CHOICES: dict[str, Callable[[], Iterable[str]]] = {
    "{formats}": lambda: FORMATS,
    "{units}": lambda: UNITS,
    "{levels}": _levels,
}
