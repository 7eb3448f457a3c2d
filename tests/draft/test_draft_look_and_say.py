"""What was seen is shown with its reason; what is said back makes it right, and is kept."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pytest

from kalmar_cli.cli import answering
from tests.draft import forms, scores
from tests.running import kalmar

TITLE = "Storköpings kommun budget 2026\n\n"
STATEMENT = TITLE + (
    "Resultaträkning, mkr\n\n"
    "                        Budget 2026\n"
    "Nettokostnader               -90,0\n"
    "Skatteintäkter                80,0\n"
    "Generella statsbidrag         12,0\n"
    "Årets resultat                 2,0\n\n"
)
# What comes out half, what is said, and the lines (name, mkr in the statement's sign) that it gives.
HALF = {
    "nothing says what it is": (
        STATEMENT + "Poster, tkr\n\n         2026\nAlfa       -300\nBeta        -20\n",
        ["--table", "2=changes", "--sign", "result"],
        {"Alfa": "-0.3", "Beta": "-0.02"},
    ),
    "one table alone prints no unit": (
        STATEMENT + "Poster\n\n         2026\nAlfa       -300\nBeta        -20\n",
        ["--table", "2=changes", "--unit", "tkr", "--sign", "result"],
        {"Alfa": "-0.3", "Beta": "-0.02"},
    ),
    "the unit is not printed": (
        TITLE + "Satsningar\n\n            2026\nFler lärare   2500\nExtra städ     400\n",
        ["--unit", "tkr"],
        {"Fler lärare": "-2.5", "Extra städ": "-0.4"},
    ),
    "the sign is not told": (
        TITLE + "Ändringar, mkr\n\n        2026\nBadhus   1,5\nGator    2,0\n",
        ["--sign", "result"],
        {"Badhus": "1.5", "Gator": "2"},
    ),
    "a column of another's figures": (
        TITLE
        + "Ändringar, mkr\n\n"
        + "              Budget 2026   Plan 2027\n"
        + "Fler lärare          -1,5        -2,5\n"
        + "Konst                -0,5        -0,7\n",
        ["--column", "1:2=skip", "--sign", "result"],
        {"Fler lärare": "-1.5", "Konst": "-0.5"},
    ),
    "a party with a name of its own": (
        TITLE
        + "Nämndernas ramar, tkr\n\n"
        + "                  Budget 2026   Hamnlistan 2026\n"
        + "Kommunstyrelsen        88 100            86 500\n"
        + "Skolnämnden           402 300           406 900\n",
        ["--column", "1:1=theirs", "--column", "1:2=own", "--table", "1=changes"],
        {"Kommunstyrelsen": "1.6", "Skolnämnden": "-4.6"},
    ),
    "two tables of one sign each": (
        TITLE
        + "Ändringar, tkr\n\nDet här vill vi göra\n\n        2026\nBadhus   150\nGator    200\n\n"
        + "Så ordnar vi pengarna, tkr\n\nAnslag   2026\nRepresentation  90\nKonsulter      260\n",
        ["--table", "2=changes", "--sign", "spending", "--sign", "2=result"],
        {"Badhus": "-0.15", "Gator": "-0.2", "Representation": "0.09", "Konsulter": "0.26"},
    ),
    "parties beside each other": (
        TITLE
        + "Partiernas ändringar, mkr (plus = utökad ram)\n\n"
        + "            M     KD     SD\n"
        + "Skola     4,5    6,0    0,0\n"
        + "Omsorg    3,0   -1,0    5,5\n",
        ["--own-column", "KD"],
        {"Skola": "-6", "Omsorg": "1"},
    ),
}


@pytest.mark.parametrize("case", list(HALF))
def test_answers_make_it_right_and_are_kept(case: str, tmp_path: Path) -> None:
    """At most three answers; the second run needs none."""
    text, said, wanted = HALF[case]
    document = tmp_path / "dokument.txt"
    document.write_text(text, "utf-8")
    shown = kalmar("draft", document, "--tables", "-f", "json")
    assert shown.code == 0, shown.err
    assert json.loads(shown.out)["tables"]["tables"][-1]["why"]
    first = kalmar("draft", document, *said, "--keep")
    assert first.code == 0, first.err
    assert (tmp_path / "dokument.txt.draft.yaml").is_file()
    again = kalmar("draft", document)
    assert again.out == first.out
    assert "dokument.txt.draft.yaml" in again.err
    made = tmp_path / "made.yaml"
    made.write_text(again.out, "utf-8")
    budget = scores.expected(made)
    if STATEMENT in text:
        assert budget.statement
        assert budget.statement.rows["skatteintakter"].values == (Decimal(80),)
    got = {line.name: f"{line.amounts[budget.years.index(2026)].normalize():f}" for line in budget.lines}
    assert got == wanted


def test_the_tables_seen() -> None:
    """Each with its columns, its first row, what it was taken for and why."""
    master = forms.TABLES / "s15-other-tables.tsv"
    result = kalmar("draft", "-", "--tables", "-f", "csv", stdin=master.read_text("utf-8"))
    assert result.code == 0, result.err
    rows = list(csv.DictReader(io.StringIO(result.out)))
    assert [row["taken_for"] for row in rows] == ["statement", "skip", "skip", "skip"]
    assert rows[0]["columns"] == "1 Bokslut 2024, 2 Budget 2025"
    assert [row["why"] for row in rows[1:]] == [
        "it is a balance sheet",
        "it is a cash flow statement",
        "it is of investments",
    ]


def test_nothing_found_lists_what_was_seen(tmp_path: Path) -> None:
    """Why nothing was drafted of each table, and how to say otherwise."""
    document = tmp_path / "x.txt"
    document.write_text("Balansräkning, mkr\n\n  2025 2026\nEget kapital 3 4\nSkulder 5 6\n", "utf-8")
    result = kalmar("draft", document)
    assert (result.code, result.out) == (1, "")
    assert "table 1 (line 1)" in result.err
    assert "it is a balance sheet" in result.err


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (["--table", "7=changes"], "the document has no table 7"),
        (["--table", "x"], "as in 3=changes"),
        (["--table", "1=budget"], "no `budget`"),
        (["--column", "1:9=skip"], "table 1 has no column 9"),
        (["--column", "1=skip"], "as in 3:2=skip"),
        (["--unit", "euro"], "no `euro`"),
        (["--sign", "x=result"], "as in 3=spending"),
        (["--sign", "7=result"], "the document has no table 7"),
        (["--format", "csv"], "--format goes with --tables"),
    ],
)
def test_wrong_answers_are_refused(said: list[str], told: str, tmp_path: Path) -> None:
    """With what there is, and nothing written."""
    document = tmp_path / "x.txt"
    document.write_text(HALF["the sign is not told"][0], "utf-8")
    result = kalmar("draft", document, *said)
    assert (result.code, result.out) == (2, "")
    assert told in result.err


def test_a_kept_file_with_mistakes(tmp_path: Path) -> None:
    """Every mistake with its place."""
    document = tmp_path / "x.txt"
    document.write_text(HALF["the sign is not told"][0], "utf-8")
    kept = tmp_path / "x.txt.draft.yaml"
    kept.write_text('tables: {a: changes}\ncolumns: {"1:1": nonsense}\nunits: tkr\n', "utf-8")
    result = kalmar("draft", document)
    assert (result.code, result.out) == (2, "")
    assert "x.txt.draft.yaml:1:10" in result.err
    assert "x.txt.draft.yaml:2:18" in result.err
    assert "unknown key `units`" in result.err


def test_last_years_answers(tmp_path: Path) -> None:
    """Another document with the answers kept under a name that is given."""
    text, said, _wanted = HALF["the unit is not printed"]
    old, new, kept = (tmp_path / name for name in ("old.txt", "new.txt", "svar.draft.yaml"))
    old.write_text(text, "utf-8")
    new.write_text(text.replace("2026", "2027"), "utf-8")
    assert kalmar("draft", old, *said, "--as", kept).code == 0
    result = kalmar("draft", new, "--as", kept)
    assert "unit: tkr" in result.out
    assert "year: 2027" in result.out


@pytest.mark.parametrize(("answer", "sign"), [("result", "result"), ("Minus", "result"), ("", "spending")])
def test_it_asks_on_a_terminal_only(
    answer: str, sign: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is in doubt, with a default; the answer, perhaps a word of what it means, is used."""
    document, target = tmp_path / "x.txt", tmp_path / "x.yaml"
    document.write_text(HALF["the sign is not told"][0], "utf-8")
    assert "?" not in kalmar("draft", document).err
    monkeypatch.setattr(answering, "may_ask", lambda: True)
    asked = kalmar("draft", document, "-o", target, stdin=f"nonsense\n{answer}\n", terminal=True)
    assert asked.code == 0, asked.err
    question = "How is a cost printed? result: with a minus; spending: as more money [spending]: "
    assert asked.err.startswith(f"{question}`nonsense` is none of these.\n{question}")
    assert f"sign: {sign}" in target.read_text("utf-8")
