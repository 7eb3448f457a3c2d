"""`csv-sv` is Swedish throughout, whoever writes it; CSV has codes everywhere."""

import csv
import io
from decimal import Decimal

import pytest

from kalmar_cli.base import language
from kalmar_cli.render.words import _CODED, _HEADINGS, _HEADINGS_OF, _WORDS
from tests.render.test_output_schema import COMMANDS, OTHERS, SCHEMA
from tests.running import ROOT, kalmar


def rows(command: str, lang: str, format: str = "csv-sv") -> list[list[str]]:
    result = kalmar(*command.split(), "-f", format, env={**OTHERS, "KALMAR_LANG": lang})
    assert result.code in (0, 1), result.err
    text = result.out.removeprefix("\ufeff")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";" if format == "csv-sv" else ","))


@pytest.mark.parametrize("command", COMMANDS)
def test_swedish_in_every_language(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same bytes in both; no English code is left; the figures are those of CSV."""
    monkeypatch.chdir(ROOT)
    found = rows(command, "sv")
    assert found == rows(command, "en")
    codes = rows(command, "en", "csv")
    assert codes == rows(command, "sv", "csv")
    assert len(found) == len(codes)
    english = set(_HEADINGS) - {"id"}
    assert not english & set(found[0]), found[0]
    with language.speaking("sv"):
        words = {code: language._(text) for code, text in _WORDS.items()}
    for column, id in enumerate(codes[0]):
        for mine, code in zip(found[1:], codes[1:], strict=True):
            if id in _CODED:
                assert mine[column] == words.get(code[column], code[column])
            elif code[column].replace(".", "", 1).removeprefix("-").isdigit() and "," in mine[column]:
                assert Decimal(mine[column].replace(",", ".")) == Decimal(code[column])
            elif id not in ("label", "message", "where"):
                assert mine[column].replace(",", ".") == code[column].replace(",", ".")


def test_every_word_is_swedish() -> None:
    """Each heading and code has a translation, and every code that output may have has its word."""
    with language.speaking("sv"):
        for text in (*_HEADINGS.values(), *_HEADINGS_OF.values(), *_WORDS.values()):
            same = {"Budget", "Id", "total"}
            assert language._(text) != text or text in same, text
    enums = [
        value
        for part in SCHEMA["$defs"].values()
        for column, of in part.get("properties", {}).items()
        if column in _CODED
        for value in of.get("enum", [of["const"]] if "const" in of else [])
    ]
    assert len(enums) > 20
    assert set(enums) <= set(_WORDS)
    headings = {column for part in SCHEMA["$defs"].values() for column in part.get("properties", {})}
    assert headings - {"source", "url"} <= set(_HEADINGS)


def test_key_figures_and_heads() -> None:
    """What the secretary sees when she clicks on the file."""
    found = rows("compare alliansen majoriteten --municipality Kalmar --year 2024 --figures", "en")
    assert found[0][:5] == ["Tabell", "Rad", "Namn", "År", "Enhet"]
    assert found[0][-1] == "alliansen mot majoriteten"
    assert {row[0] for row in found[1:]} == {"resultaträkning", "områden", "nyckeltal"}
    assert "Resultatandel" in {row[2].split(" ")[0] for row in found if row[0] == "nyckeltal"}
