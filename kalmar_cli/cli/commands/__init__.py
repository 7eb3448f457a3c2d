"""The commands, one module each, imported only when called.

A command is added here and in its module, which has `HELP` and `run`.
"""

from kalmar_cli.base.language import N_

GROUPS: dict[str, tuple[str, ...]] = {
    N_("Read budgets"): ("compare", "show", "areas", "lines", "proposals", "diff", "list"),
    N_("Check them"): ("check", "distance"),
    N_("Try changes"): ("scenario",),
    N_("Write budget files"): ("new", "draft", "schema"),
    N_("Share"): ("report", "export", "site"),
}
"""What help calls a group → its commands, in the order of help."""

COMMANDS: dict[str, str] = {
    name: {"list": "inventory"}.get(name, name) for names in GROUPS.values() for name in names
}
"""Command → module, in the order of help."""

MEASURES = ("prices", "per_inhabitant")
"""The options that convert amounts."""

CONVERTING = ("compare", "show", "areas", "lines", "proposals", "distance", "scenario", "report")
"""The commands that take them; in the others amounts stand as in the files."""

OPTIONS_TOPIC = "options"
"""What `kalmar help` explains besides: the options that every command takes."""

ORDER = "kalmar_cli.order"
"""Where a command's context keeps the names of its options as they came, repeats included."""
