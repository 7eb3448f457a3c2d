"""What a person may have meant who guessed a command, an option or a format that there is not."""

from collections.abc import Mapping, Sequence

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.files import is_budget_path
from kalmar_cli.base.language import _
from kalmar_cli.base.problems import did_you_mean
from kalmar_cli.cli.commands import COMMANDS, CONVERTING, MEASURES
from kalmar_cli.render import FORMATS, Format

# Commands in Swedish, and as other programs call them.
_COMMANDS = {
    "jämför": "compare",
    "jamfor": "compare",
    "visa": "show",
    "lista": "list",
    "ls": "list",
    "områden": "areas",
    "poster": "lines",
    "rader": "lines",
    "posts": "lines",
    "förslag": "proposals",
    "granska": "check",
    "kontrollera": "check",
    "validate": "check",
    "lint": "check",
    "avstånd": "distance",
    "skillnad": "diff",
    "ändringar": "diff",
    "pröva": "scenario",
    "rapport": "report",
    "exportera": "export",
    "utkast": "draft",
    "import": "draft",
    "importera": "draft",
    "ny": "new",
    "init": "new",
    "hjälp": "help",
    "completion": "--install-completion",
}
# What a format is called elsewhere, and the endings of programs that read another one.
_FORMATS = {
    "excel": "xlsx",
    "xls": "xlsx",
    "ods": "xlsx",
    "calc": "xlsx",
    "text": "table",
    "txt": "table",
    "md": "markdown",
    "tex": "latex",
    "htm": "html",
    "word": "docx",
    "doc": "docx",
    "odt": "docx",
}
_PAGES = ("pdf", "ps")


def command_meant(arguments: Sequence[str]) -> str:
    """What to call instead of a first word that is no command; a budget's name asks to be shown."""
    word = arguments[0]
    if word.casefold() in _COMMANDS:
        return _("did you mean `{name}`?").format(name=_COMMANDS[word.casefold()])
    if _is_budget(word):
        named = [word]
        for other in arguments[1:]:
            if not _is_budget(other):
                break
            named.append(other)
        call = "compare" if len(named) > 1 else "show"
        return _("it is a budget; write `{call}`").format(
            call=f"kalmar {call} {' '.join(map(clip, named))}"
        )
    return did_you_mean(word, list(COMMANDS), _("there are {names}"))


def _is_budget(word: str) -> bool:
    from kalmar_cli.cli.opening import open_shelf
    from kalmar_cli.shelf.names import all_called

    if is_budget_path(word):
        return True
    try:
        return bool(all_called(open_shelf(()), word))
    except (Refused, Unreadable):
        return False


def option_meant(name: str) -> str:
    """What to write instead of an option that there is not; "" if nothing is known of it.

    It may be the name of a format, or convert amounts where they stand as in the files.
    """
    if name.lstrip("-").replace("-", "_") in MEASURES:
        return _("amounts stand here as in the files; {commands} convert them").format(
            commands=", ".join(CONVERTING)
        )
    format = _format_called(name.lstrip("-"), FORMATS)
    return _("write {option}").format(option=f"-f {format}") if format else ""


def format_meant(name: str, known: Mapping[str, Format]) -> str:
    """What to write instead of a format that there is not; "" if it is called nothing else."""
    word = name.lower().lstrip(".")
    if word in _PAGES:
        return _("`kalmar report … -o report.html` makes a page to print or to save as PDF")
    format = _format_called(word, known)
    return _("write {option}").format(option=format) if format else ""


def _format_called(word: str, known: Mapping[str, Format]) -> str:
    meant = _FORMATS.get(word.lower(), word.lower())
    return meant if meant in known else ""


def ending_meant(ending: str, known: Mapping[str, Format]) -> str:
    """What to write instead of a file's ending that gives no format, and those that do."""
    endings = ", ".join(ending for format in known.values() for ending in format.endings)
    there = _("the endings are {endings}").format(endings=endings)
    word = ending.lower().lstrip(".")
    if word in _PAGES:
        return f"{format_meant(word, known)}; {there}"
    format = _format_called(word, known)
    if format and known[format].endings:
        return _("write {option}").format(option=known[format].endings[0]) + f"; {there}"
    return there
