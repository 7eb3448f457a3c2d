"""Headers whose columns are told by words and figures, not by years alone."""

from pathlib import Path

import pytest

from kalmar_cli.draft.find import tables
from kalmar_cli.draft.find.found import Answers, FoundTables
from kalmar_cli.draft.source import inputs

PARTIES = """Partiernas ändringar mot kommunstyrelsens förslag 2025 (mkr, plus = mer till nämnden);;;
Nämnd;M;KD;V
Kommunstyrelsen;-3,0;-1,0;0,5
Skolnämnden;4,0;2,5;9,0
Omsorgsnämnden;1,0;3,5;7,5
"""


def tables_in(text: str, folder: Path, answers: Answers = Answers()) -> FoundTables:
    file = folder / "budget.csv"
    file.write_text(text, "utf-8")
    return tables.find(inputs.read(str(file), lambda _done, _total: None), answers, based=True, year=2025)


@pytest.mark.parametrize("own", ["", "M"])
def test_a_header_without_columns_is_no_fault(own: str, tmp_path: Path) -> None:
    tables_in(PARTIES, tmp_path, Answers(own_column=own))
