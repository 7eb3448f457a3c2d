"""`kalmar schema`."""

from kalmar_cli.base.language import N_
from kalmar_cli.cli.output import to_output
from kalmar_cli.cli.placing import SCHEMA

HELP = N_(
    "Print the JSON Schema of budget files.\n\n"
    "With it an editor completes and checks while one writes.\n\n"
    "Example: kalmar schema > budget.schema.json"
)


def run() -> None:
    to_output(SCHEMA.read_text("utf-8"))
