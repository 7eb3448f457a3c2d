"""Tables of every kind in every form: what is right is found, and no figure is wrong without a mark."""

import shutil
from pathlib import Path

import pytest

from tests.draft import forms, scores

SHARED = sorted((Path(__file__).parent / "cases" / "shared").glob("*.yaml"))


@pytest.mark.parametrize("form", [form for form in forms.FORMS if form != "pdf"])
@pytest.mark.parametrize("master", forms.masters(), ids=lambda path: path.stem)
def test_a_table_in_its_forms(master: Path, form: str, tmp_path: Path) -> None:
    """Every cell, line and total of a table, whatever it is written in."""
    truth = scores.expected(master.with_suffix(".yaml"))
    made = scores.score(truth, scores.drafted(forms.make(master, form, tmp_path)))
    for what, tally in made.items():
        assert tally.wrong == (), what
        assert tally.right == tally.there, (what, tally.missing)


@pytest.mark.slow
def test_tables_in_pdf(tmp_path: Path) -> None:
    """The same from the PDF that a sheet is printed to."""
    assert shutil.which("soffice"), "LibreOffice makes the PDFs"
    workbooks = [forms.make(master, "xlsx", tmp_path) for master in forms.masters()]
    forms.make_pdfs(workbooks, tmp_path)
    for master in forms.masters():
        truth = scores.expected(master.with_suffix(".yaml"))
        made = scores.score(truth, scores.drafted(forms.make(master, "pdf", tmp_path)))
        for what, tally in made.items():
            assert tally.wrong == (), (master.stem, what)
            assert tally.right == tally.there, (master.stem, what, tally.missing)


@pytest.mark.parametrize("expected", SHARED, ids=lambda path: path.stem)
def test_a_document_gives_what_is_right(expected: Path) -> None:
    """One class of difficulty each, as such documents come."""
    [document] = [p for p in expected.parent.glob(f"{expected.stem}.*") if p.suffix != ".yaml"]
    truth = scores.expected(expected)
    made = scores.score(truth, scores.drafted(document))
    for what, tally in made.items():
        assert tally.wrong == (), what
        assert tally.right == tally.there, (what, tally.missing)
