"""The JSON Schema for editors and the reader say the same, as a real client (check-jsonschema) sees it."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kalmar_cli.base.numbers import UNIT_SPELLINGS, UNITS
from kalmar_cli.budget import model
from kalmar_cli.budget.model import TITLE_LENGTH
from kalmar_cli.read import keys, post_keys
from kalmar_cli.read.mapping import Shape
from kalmar_cli.read.statement_keys import STATEMENT
from tests.running import CASES, ROOT

SCHEMA = ROOT / "kalmar_cli" / "budget.schema.json"
TREE: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
BAD = CASES / "bad"
GOOD = sorted([*(CASES / "good").rglob("*.yaml"), *(ROOT / "budgets").rglob("*.yaml")])

SHAPES = {
    "source": keys.DOCUMENT,
    "price_index": keys.PRICE_INDEX,
    "area": keys.AREA,
    "statement": STATEMENT,
    "stated": post_keys.STATED,
    "line": post_keys.LINE,
    "total": post_keys.TOTAL,
    "proposal": post_keys.PROPOSAL,
}

# What a schema cannot see, and why.
UNSEEN = {
    "it knows one file, not what other files or lines of it say": """
        base/circle-one base/circle-three base/circle-two base/file base/itself base/last-year base/number
        memo/default-row-in-memo memo/line-moves-group-sum memo/sum-in-memo
        base/of-other-municipality base/on-broken base/other-municipality base/post-moved base/unknown
        references/dangling references/line-id-twice references/number-twice
        statement/bare-year-before statement/budget-year-missing statement/row-too-short
    """,
    "its YAML reads another figure, and the schema sees only that figure": """
        numbers/decimal-comma-in-list numbers/decimal-comma-in-row numbers/exponent numbers/hexadecimal
        numbers/leading-zero numbers/leading-zeros-decimal numbers/nan numbers/octal
        numbers/thousands-underscore numbers/too-many-decimals types/year-with-point
    """,
    "its YAML resolves or drops it before the schema sees it": """
        yaml/anchor-and-alias yaml/directive yaml/merge-key characters/return-alone characters/next-line
        yaml/quote-folded yaml/quote-swallows
    """,
}
# The client itself breaks on these.
BREAKS = {"numbers/five-thousand-digits", "characters/surrogate-escape"}


def failing(files: list[Path]) -> set[Path]:
    """The files that check-jsonschema refuses."""
    command = [sys.executable, "-m", "check_jsonschema", "--output-format", "json", "--schemafile"]
    run = subprocess.run(
        [*command, str(SCHEMA), *map(str, files)], capture_output=True, text=True, check=False
    )
    found = json.loads(run.stdout)
    return {Path(error["filename"]) for error in [*found["errors"], *found.get("parse_errors", [])]}


def test_good_files_pass() -> None:
    """Every good file and the shipped budgets."""
    assert len(GOOD) > 5
    assert failing(GOOD) == set()


def test_bad_files_fail_where_a_schema_can_see_it() -> None:
    """All but the listed ones, and those do pass: the list holds nothing too much."""
    unseen = {name for names in UNSEEN.values() for name in names.split()}
    files = {str(path.relative_to(BAD).with_suffix("")): path for path in sorted(BAD.rglob("*.yaml"))}
    assert unseen | BREAKS <= files.keys()
    refused = failing([path for name, path in files.items() if name not in BREAKS])
    seen = {name for name, path in files.items() if path in refused}
    assert files.keys() - BREAKS - seen == unseen


@pytest.mark.parametrize("name", SHAPES)
def test_the_same_keys(name: str) -> None:
    """Each part has the keys in the schema that the reader knows, and needs the same ones."""
    same(TREE["definitions"][name], SHAPES[name])


def test_the_same_keys_of_a_budget() -> None:
    """So has the whole."""
    same(TREE, keys.BUDGET)


def same(part: dict[str, Any], shape: Shape) -> None:
    """The schema's part and the reader's shape agree, key by key, in the same order."""
    assert list(part["properties"]) == list(shape.fields)
    assert part["required"] == list(shape.required)
    assert part["additionalProperties"] is False
    for key, value in part["properties"].items():
        assert value["description"].endswith("."), key


def test_the_choices_and_limits_are_the_reader_s() -> None:
    """Words and limits stand in both places; here they are held together."""
    definitions = TREE["definitions"]
    assert definitions["proposal"]["properties"]["title"]["maxLength"] == TITLE_LENGTH
    kinds = [model.MEASURE, model.INQUIRY, None]
    assert definitions["proposal"]["properties"]["kind"]["enum"] == kinds
    assert TREE["properties"]["sign"]["enum"] == [model.RESULT_SIGN, model.SPENDING_SIGN]
    assert set(TREE["properties"]["unit"]["enum"]) == {*UNITS, *UNIT_SPELLINGS}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_the_first_line_points_to_the_schema(path: Path) -> None:
    """Editors find the schema from every budget file."""
    first = path.read_text("utf-8").split("\n", 1)[0]
    prefix = "# yaml-language-server: $schema="
    assert first.startswith(prefix)
    assert (path.parent / first.removeprefix(prefix)).resolve() == SCHEMA
