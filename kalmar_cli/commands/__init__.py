"""The commands, one module each, imported only when called.

A command is added here and in its module, which has `HELP` and `run`.
"""

COMMANDS: dict[str, str] = {
    "compare": "compare",
    "show": "show",
    "areas": "areas",
    "lines": "lines",
    "proposals": "proposals",
    "list": "inventory",
    "draft": "draft",
    "new": "new",
    "schema": "schema",
}
"""Command → module, in the order that help shows."""
