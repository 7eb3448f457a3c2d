"""`kalmar schema`."""

from pathlib import Path

from kalmar_cli.base.language import N_
from kalmar_cli.cli.output import to_output

HELP = N_(
    "Print the JSON Schema of budget files.\n\n"
    "With it an editor completes and checks while one writes.\n\n"
    "Example: kalmar schema > budget.schema.json"
)
SCHEMA = Path(__file__).parent.parent.parent / "budget.schema.json"


def run() -> None:
    to_output(SCHEMA.read_text("utf-8"))
