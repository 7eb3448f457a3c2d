"""Headers whose columns are told by words and figures, not by years alone."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from kalmar_cli.draft import draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.find import tables
from kalmar_cli.draft.find.found import Answers, Cell, FoundStatement, FoundTables
from kalmar_cli.draft.source import inputs
from kalmar_cli.draft.source.document import of
from kalmar_cli.draft.source.lines import SourceLine, placed_line

NOTHING_SAID = Answers()
PARTIES = """Partiernas ändringar mot kommunstyrelsens förslag 2025 (mkr, plus = mer till nämnden);;;
Nämnd;M;KD;V
Kommunstyrelsen;-3,0;-1,0;0,5
Skolnämnden;4,0;2,5;9,0
Omsorgsnämnden;1,0;3,5;7,5
"""


def tables_in(text: str, folder: Path, answers: Answers = NOTHING_SAID) -> FoundTables:
    file = folder / "budget.csv"
    file.write_text(text, "utf-8")
    return tables.find(inputs.read(str(file), lambda _done, _total: None), answers, based=True, year=2025)


@pytest.mark.parametrize("own", ["", "M"])
def test_a_header_without_columns_is_no_fault(own: str, tmp_path: Path) -> None:
    tables_in(PARTIES, tmp_path, Answers(own_column=own))


@pytest.mark.parametrize(
    "header",
    [
        "Ramhöjning 2025;Ramsänkning 2025",
        "Anslagsökning;Anslagsminskning",
        "Tillskott 2025;Avdrag 2025",
        "Plus;Minus",
        "Utökad ram;Minskad ram",
    ],
)
def test_columns_of_more_and_less_are_told_by_their_stems(header: str, tmp_path: Path) -> None:
    text = f"Nämnd;Ändamål;{header}\nSkolnämnden;Skolvärdar;700;\nSkolnämnden;Mindre tryck;;450\n"
    found = tables_in(f"Ändringar 2025 (tkr);;;\n{text}Skolnämnden;Fler lärare;1600;\n", tmp_path)
    assert [(c.row.name, c.area, *map(str, c.row.values)) for c in found.tables[0].changes] == [
        ("Skolvärdar", "Skolnämnden", "700"),
        ("Mindre tryck", "Skolnämnden", "-450"),
        ("Fler lärare", "Skolnämnden", "1600"),
    ]


@pytest.mark.parametrize(
    ("first", "second", "sign", "doubted"),
    [
        ("Vi förstärker", "Vi minskar", "spending", False),
        ("Det här lägger vi till", "Här skär vi ner", "spending", False),
        ("Vi höjer", "Vi tar bort", "spending", False),
        ("Hjärtefrågor", "Vi minskar", "result", True),
        ("Stärkt ekonomi", "Vi minskar", "result", True),
        ("Ökade intäkter", "Vi minskar", "result", False),
    ],
)
def test_tables_of_one_sign_under_opposite_headings(
    first: str, second: str, sign: str, doubted: bool, tmp_path: Path
) -> None:
    rows = ";2025;2026\nFamiljehem;1900;1900\nSkolskjuts;400;800\n"
    file = tmp_path / "budget.csv"
    file.write_text(f"Förslag till budget 2025 (tkr)\n\n{first};;\n{rows}\n{second};;\n{rows}", "utf-8")
    document = inputs.read(str(file), lambda _done, _total: None)
    found = draft.find(document, Wishes(base="majoriteten", year=2025), "x")
    assert [table.sign or sign for table in found.tables] == [sign, "result"]
    assert [bool(c.row.doubts) for c in found.tables[0].changes] == [doubted] * 2


def statement_in(lines: list[SourceLine | str], kind: str = "text") -> FoundStatement:
    (found,) = tables.find(of([lines], kind), NOTHING_SAID, based=False, year=2025).statements
    return found


@pytest.mark.parametrize("notes", [["Not"], []])
def test_the_columns_of_the_group_are_left_out_where_each_word_has_a_line(notes: list[str]) -> None:
    columns = ["Utfall 2023", "Budget 2024", "Budget 2025", "Utfall 2023", "Utfall 2024"]
    header = ["Kommunen", "Koncernen", *(word for column in columns for word in column.split())]
    rows = [
        "Verksamhetens intäkter 1 657,2 648,7 674,6 840,4 850,0",
        "Verksamhetens kostnader 2 –330,6 –408,0 –651,2 –323,6 –371,6",
        "Verksamhetens nettokostnader 326,6 240,7 23,4 516,8 478,4",
        "Skatteintäkter 4 265,6 234,4 249,3 258,9 210,2",
        "Årets resultat 592,2 475,1 272,7 775,7 688,6",
    ]
    rows = rows if notes else [re.sub(r" \d (?=[–\d])", " ", row) for row in rows]
    found = statement_in(["Resultaträkning", "", "Belopp i mnkr", *notes, *header, *rows])
    assert found.columns == (("Utfall", 2023), ("Budget", 2024), ("Budget", 2025))
    assert found.rows["skatteintakter"].values == (Decimal("265.6"), Decimal("234.4"), Decimal("249.3"))
    assert found.unit == "mkr"
    assert not any(row.doubts for row in found.rows.values())


def test_the_own_columns_of_a_statement_beside_the_majoritys() -> None:
    """A minus that a narrow cell put on the line above belongs to the figure below it."""
    places = (224, 274, 339, 419, 470, 534)

    def line(label: str, *figures: str) -> SourceLine:
        cells = [
            Cell(text, at - 5 * len(text), at) for text, at in zip(figures, places, strict=True) if text
        ]
        return placed_line([(c.text, c.left, c.right, "") for c in (Cell(label, 63, 140), *cells)])

    found = statement_in(
        [
            "Resultaträkning",
            line("Mkr", *["2025"] * 3, *["2026"] * 3),
            line("", *["Majoriteten", "KD", "Differens"] * 2),
            line("Verksamhetens", "", "–", "", "", "–", ""),
            line("kostnader", "–1 537,5", "1 540,8", "–3,3", "–1 572,9", "1 576,2", "–3,3"),
            line("Skatteintäkter", "949,3", "949,3", "0,0", "976,4", "976,4", "0,0"),
            line("Årets resultat", "–5,4", "–8,7", "–3,3", "15,8", "12,5", "–3,3"),
        ],
        "pdf",
    )
    assert found.columns == (("", 2025), ("", 2026))
    assert found.rows["verksamhetens_kostnader"].values == (Decimal("-1540.8"), Decimal("-1576.2"))


@pytest.mark.parametrize("word", ["Ändring", "Förändring", "Avvikelse", "Diff."])
def test_a_table_whose_every_column_is_a_change_is_one_of_changes(word: str, tmp_path: Path) -> None:
    header = f"Nämnd;Ändring;{word} 2025;{word} 2026;{word} 2027;Summa perioden"
    rows = (
        "Skolnämnden;Resurspedagoger;1300;2600;2600;6500\nSocialnämnden;Välfärdsteknik;-200;-500;-800;-1500"
    )
    found = tables_in(f"Budgetändringar (tkr);;;;;\n{header}\n{rows}\n", tmp_path).tables[0]
    assert found.years == (2025, 2026, 2027)
    assert [tuple(map(str, c.row.values)) for c in found.changes] == [
        ("1300", "2600", "2600"),
        ("-200", "-500", "-800"),
    ]


def test_rows_whose_formulas_have_no_results_are_kept_and_marked(tmp_path: Path) -> None:
    rows = ["Verksamhetens kostnader;-579", "Verksamhetens nettokostnader;?", "Skatteintäkter;368,5"]
    text = "\n".join(["Resultatbudget, mkr;", ";Budget 2025", *rows, "Årets resultat;?"])
    (found,) = tables_in(text, tmp_path).statements
    marked = {id for id, row in found.rows.items() if row.doubts and row.values == (None,)}
    assert marked == {"verksamhetens_nettokostnader", "arets_resultat"}
