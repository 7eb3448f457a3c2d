"""Headers whose columns are told by words and figures, not by years alone."""

from pathlib import Path

import pytest

from kalmar_cli.draft import draft
from kalmar_cli.draft.facts import Wishes
from kalmar_cli.draft.find import tables
from kalmar_cli.draft.find.found import Answers, FoundTables
from kalmar_cli.draft.source import inputs

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
