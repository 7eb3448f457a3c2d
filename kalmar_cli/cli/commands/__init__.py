"""The commands, one module each, imported only when called.

A command is added here and in its module, which has `HELP` and `run`.
"""

COMMANDS: dict[str, str] = {
    "compare": "compare",
    "scenario": "scenario",
    "distance": "distance",
    "diff": "diff",
    "show": "show",
    "areas": "areas",
    "lines": "lines",
    "proposals": "proposals",
    "check": "check",
    "report": "report",
    "export": "export",
    "list": "inventory",
    "draft": "draft",
    "new": "new",
    "schema": "schema",
}
"""Command → module, in the order that help shows."""

ORDER = "kalmar_cli.order"
"""Where a command's context keeps the names of its options as they came, repeats included."""
