"""`kalmar schema`."""

from pathlib import Path
from typing import Annotated

from kalmar_cli.base.language import N_, _
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.formats import require_known
from kalmar_cli.cli.options import argument
from kalmar_cli.cli.output import to_output
from kalmar_cli.cli.placing import SCHEMA

BUDGET, OUTPUT = "budget", "output"
SCHEMAS = {BUDGET: SCHEMA, OUTPUT: Path(SCHEMA).with_name("output.schema.json")}

HELP = N_(
    "Print the JSON Schema of budget files, or of JSON output.\n\n"
    "With that of budget files an editor completes and checks while one writes; `kalmar schema output`"
    " describes what every command prints with -f json.\n\n"
    "Example: kalmar schema > budget.schema.json"
)


def run(
    of: Annotated[
        str,
        argument(
            N_("[WHAT]"),
            N_("budget: the files; output: what -f json prints."),
            complete.names(SCHEMAS.keys),
        ),
    ] = BUDGET,
) -> None:
    require_known(of, SCHEMAS, _("no schema `{name}`: {cure}"), _("write one of {names}"))
    to_output(SCHEMAS[of].read_text("utf-8"))
