"""The JSON of every command against the schema that the program publishes, and what it must not say."""

import copy
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from kalmar_cli.render.json import SCHEMA_ID
from tests.running import CASES, ROOT, kalmar

SCHEMA = json.loads((ROOT / "kalmar_cli" / "output.schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=FormatChecker())
OTHERS = {"KALMAR_BUDGETS": str(CASES / "good")}
KALMAR = "--municipality Kalmar"
COMMANDS = [
    "list",
    f"show alliansen {KALMAR}",
    f"show alliansen {KALMAR} --year all --all-figures",
    "show budget --municipality Sjöbo --figures",
    "show bokslut --municipality Nordvik --year all",
    "show styret --municipality Bergköping --unit kr --decimals 0",
    f"compare alliansen majoriteten@2024 {KALMAR} --lines --proposals --all-figures",
    f"compare alliansen majoriteten@2024 {KALMAR} --area ekonomi --year all",
    "compare oppositionen majoriteten --municipality Lillby --lines --unit tkr",
    "compare oppositionen styret --municipality Älvby --lines --year all --figures",
    f"areas alliansen majoriteten {KALMAR}",
    f"areas alliansen {KALMAR} --by heading",
    f"lines alliansen {KALMAR} --year all",
    "lines oppositionen --municipality Lillby",
    f"proposals alliansen {KALMAR}",
    f"proposals alliansen 37 40-45 {KALMAR} --year 2024 --year 2025",
    "check",
    f"distance alliansen majoriteten {KALMAR} --areas",
    "distance oppositionen majoriteten --municipality Lillby",
    f"scenario majoriteten --adopt alliansen:37 --lines --all-figures --target 2 {KALMAR}",
    "diff budgets/kalmar/2024/alliansen.yaml budgets/kalmar/2024/majoriteten.yaml",
    "diff budgets/kalmar/2024 tests/cases/good/lillby",
]


def read(*words: object, **env: str) -> Any:
    """What a command prints as JSON, with its digits."""
    result = kalmar(*words, "-f", "json", env={**OTHERS, **env})
    assert result.code in (0, 1), result.err
    return json.loads(result.out, parse_float=Decimal)


def faults(said: object) -> list[str]:
    return [f"{list(e.absolute_path)}: {e.message}" for e in VALIDATOR.iter_errors(said)]


def test_schema_is_one() -> None:
    """It is right, has the name that output says, and `kalmar schema output` prints it."""
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$id"] == SCHEMA_ID
    assert json.loads(kalmar("schema", "output").out) == SCHEMA
    assert kalmar("schema", "budget").out == kalmar("schema").out
    assert "no schema `outptu`" in kalmar("schema", "outptu").err


@pytest.mark.parametrize("command", COMMANDS)
def test_what_every_command_prints(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is as the schema says, and without a path of the machine in what it says of itself."""
    monkeypatch.chdir(ROOT)
    said = read(*command.split())
    assert faults(said) == []
    assert said["$schema"] == SCHEMA_ID
    assert any(said["tables"].values())
    assert str(ROOT) not in json.dumps(said["meta"], default=str)


@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_wrong_is_seen(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A column that lacks, an amount as text, an unknown table: each of them is refused."""
    monkeypatch.chdir(ROOT)
    said = read(*command.split())
    name, records = next((name, rows) for name, rows in said["tables"].items() if rows)
    for column in ("label", "line", "kind", "number", "rule", "budget"):
        if column in records[0]:
            lacking = copy.deepcopy(said)
            del lacking["tables"][name][0][column]
            assert faults(lacking), column
            break
    else:
        pytest.fail(f"no column of {list(records[0])} was left out")
    odd = copy.deepcopy(said)
    odd["tables"][name][0]["unit" if "unit" in records[0] else "message"] = [1]
    assert faults(odd)
    more = copy.deepcopy(said)
    more["tables"][name][0]["nonsense"] = "x"
    assert faults(more)
    assert faults({**said, "tables": {"nonsense": records}})
    assert faults({key: value for key, value in said.items() if key != "$schema"})


def test_file_is_never_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`file` is the way from the working directory to below it, else the last three parts."""
    monkeypatch.chdir(tmp_path)
    for words in (f"compare alliansen majoriteten@2024 {KALMAR}", "check alliansen"):
        budgets = read(*words.split())["meta"]["budgets"]
        assert budgets[0]["file"] == "kalmar/2024/alliansen.yaml"
    absolute = ROOT / "budgets/kalmar/2024/majoriteten.yaml"
    assert read("show", absolute)["meta"]["budgets"][0]["file"] == "kalmar/2024/majoriteten.yaml"
    assert read("diff", absolute, absolute)["meta"]["old"] == ["kalmar/2024/majoriteten.yaml"]
    monkeypatch.chdir(ROOT / "tests")
    assert read("show", "../budgets/kalmar/2024/majoriteten.yaml")["meta"]["budgets"][0]["file"] == (
        "kalmar/2024/majoriteten.yaml"
    )
    monkeypatch.chdir(ROOT / "budgets" / "kalmar")
    assert read("show", absolute)["meta"]["budgets"][0]["file"] == "2024/majoriteten.yaml"
    said = read("show", absolute)
    said["meta"]["budgets"][0]["file"] = str(absolute)
    assert faults(said)
