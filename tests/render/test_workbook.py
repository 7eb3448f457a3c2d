"""What stands in a workbook beside its figures: names, formats, charts, the sheet about it."""

import io
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from kalmar_cli.base import clock
from kalmar_cli.base.errors import Refused
from kalmar_cli.render.xlsx import sheet_name
from kalmar_cli.render.xlsx.cells import cell_text, number_format
from tests.clients import require, to_pdf
from tests.page.test_page_paper import challengers
from tests.running import CASES, CLEAN, ROOT, kalmar

SHARE = "Resultatandel, före extraordinära poster"
COMMAND = ["compare", "alliansen", "majoriteten"]
EPOCH = {"SOURCE_DATE_EPOCH": "1700000000"}


@pytest.fixture
def book(tmp_path: Path) -> openpyxl.Workbook:
    """The workbook of the comparison; openpyxl's warnings are errors here."""
    assert kalmar(*COMMAND, "-o", tmp_path / "fil.xlsx", env=EPOCH).code == 0
    return openpyxl.load_workbook(tmp_path / "fil.xlsx")


def test_a_sheet_a_table_and_one_about_it(book: openpyxl.Workbook) -> None:
    """Statement, areas, posts, and where it all comes from."""
    assert book.sheetnames == [
        "Key figures",
        "Income statement",
        "Areas",
        "Lines that differ",
        "Data",
        "Sentences",
        "About",
    ]
    assert [sheet.title for sheet in book if sheet.sheet_state == "hidden"] == ["Sentences"]
    about = {row[0].value: row[1].value for row in book["About"].iter_rows(min_row=3)}
    assert about["What"] == "Kalmaralliansen compared with Majoriteten"
    assert about["Baseline"] == "majoriteten"
    assert about["Unit"] == "mkr"
    assert "Budget Kalmaralliansen 2024" in str(about["Source"])
    assert "A cost is negative" in str(about["Sign"])
    assert about["Written"] == "2023-11-14"
    assert str(about["Program"]).startswith("kalmar ")


def test_headings_stay_in_sight(book: openpyxl.Workbook) -> None:
    """The rows of headings and the column of labels are frozen."""
    assert [book[name].freeze_panes for name in book.sheetnames[:3]] == ["B10", "B7", "B7"]


def test_sums_are_the_sum_above_and_the_parts_between(book: openpyxl.Workbook) -> None:
    """Printed 68 and −90 and 51 make 29, and 67 is printed as 68: the rest stands in the formula."""
    sheet = book["Income statement"]
    cells = {row[0].value: row for row in sheet.iter_rows(min_row=7)}
    assert cells["Nämndernas nettokostnader"][4].value == -5037
    assert cells["Nämndernas nettokostnader"][1].value == "=E7+SUM('Lines that differ'!C7:C30)"
    assert cells["Verksamhetens nettokostnader"][1].value == "=SUM(B7:B8)"
    assert cells["Verksamhetens resultat"][5].value == "=SUM(F9:F11)+1"
    assert cells["Årets resultat"][7].value == "=B17-E17"
    assert cells[SHARE][1].value == "=B15/(B10+B11)*100"
    assert cells[SHARE][1].number_format == '#,##0.0" %";-#,##0.0" %"'


def test_charts_of_result_and_areas(book: openpyxl.Workbook, tmp_path: Path) -> None:
    """Two native charts, whose series are references into the sheets."""
    with zipfile.ZipFile(tmp_path / "fil.xlsx") as parts:
        charts = [parts.read(name).decode() for name in parts.namelist() if "charts/chart" in name]
    assert len(charts) == 2
    # A series for each year, the budgets' names below its bars.
    assert "<c:f>('Income statement'!$B$17,'Income statement'!$E$17)</c:f>" in charts[0]
    assert "<c:f>('Income statement'!$D$5,'Income statement'!$G$5)</c:f>" in charts[0]
    assert '<c:barDir val="bar"/>' in charts[1]
    assert "!$H$7:$H$10</c:f>" in charts[1]
    assert "#4F81BD" not in charts[0] + charts[1]
    assert charts[0].count("1F6F8B") == 1


def test_a_chart_of_one_year_says_which(book: openpyxl.Workbook) -> None:
    """The cell that the chart of areas has its title from."""
    assert book["Areas"]["A13"].value == ("Areas: Kalmaralliansen against Majoriteten, 2024, mkr")


def test_pictures_are_told_in_words(book: openpyxl.Workbook, tmp_path: Path) -> None:
    """Every chart says what it shows to those who do not see it."""
    with zipfile.ZipFile(tmp_path / "fil.xlsx") as parts:
        drawings = [parts.read(name).decode() for name in parts.namelist() if "drawings/drawing" in name]
    assert len(drawings) == 2
    assert all('descr="' in drawing and "a bar chart of the figures" in drawing for drawing in drawings)


def test_what_is_to_change_is_marked(book: openpyxl.Workbook) -> None:
    """The baseline's parts and the posts' amounts have a colour of their own; what follows has not."""
    statement = {row[0].value: row for row in book["Income statement"].iter_rows(min_row=7)}
    row = statement["Nämndernas nettokostnader"]
    assert row[4].fill.fgColor.rgb == "FFFFF8E1"
    assert row[1].fill.fgColor.rgb != "FFFFF8E1"
    assert statement["Årets resultat"][4].fill.fgColor.rgb != "FFFFF8E1"
    posts = {row[0].value: row for row in book["Lines that differ"].iter_rows(min_row=7)}
    assert posts["Kameror"][2].fill.fgColor.rgb == "FFFFF8E1"


def test_every_figure_stands_in_the_data(book: openpyxl.Workbook) -> None:
    """A table to pivot: a row a figure, which follows its cell, with a post's area and section."""
    sheet = book["Data"]
    [table] = sheet.tables.values()
    assert table.name == "Data"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert len(rows) > 200
    kameror = next(row for row in rows if row[4] == "kameror" and row[1:3] == ["2024", "Kalmaralliansen"])
    assert kameror[0] == "Kalmar"
    assert kameror[5:8] == ["Kameror", "Ett växande Kalmar", "4.1.3"]
    assert str(kameror[9]).startswith("='Lines that differ'!C")
    assert kameror[10] == "mkr"


def test_lists_can_be_filtered_and_print_on_a4(tmp_path: Path) -> None:
    """Proposals have a filter; a table with sums has none; every sheet is A4."""
    assert (
        kalmar("compare", "alliansen", "majoriteten", "--year", "2024", "-o", tmp_path / "a.xlsx").code == 0
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["Lines that differ"].auto_filter.ref
    assert not book["Income statement"].auto_filter.ref
    assert {sheet.page_setup.paperSize for sheet in book} == {9}


def test_few_pages_are_printed(book: openpyxl.Workbook) -> None:
    """Three years of a budget are a page a table; of the data only the head is printed, as it says."""
    for name in ("Key figures", "Income statement"):
        assert book[name].page_setup.fitToHeight == 0
        assert not book[name].col_breaks.brk
    assert len(book["Lines that differ"].col_breaks.brk) == 1
    assert book["Data"].print_area == "'Data'!$A$1:$K$51"
    heads = {cell.value: cell for cell in book["Lines that differ"][6]}
    assert heads["Proposals"].alignment.indent == 1
    assert heads["Line"].alignment.indent == 0
    rows = book["Data"].max_row - 1
    assert f"the first 50 of {rows} rows" in str(book["Data"].oddFooter)


def test_years_stand_below_each_other_where_there_is_no_room(tmp_path: Path) -> None:
    """Five parties in kronor: a block of rows for each year, whose sums are its own."""
    names = ["osterlistan", "vasterlistan", "norrlistan", "soderlistan", "majoriteten"]
    env = {"KALMAR_BUDGETS": str(CASES / "many")}
    command = ["compare", *names, "--municipality", "Storby", "--unit", "kr", "-o", tmp_path / "a.xlsx"]
    result = kalmar(*command, env=env)
    assert result.code == 0, result.err
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Income statement"]
    labels = [row[0].value for row in sheet.iter_rows()]
    assert labels.count("Årets resultat") >= 3
    assert sheet.max_column < 12


@pytest.mark.parametrize("year", [(), ("--year", "2024")], ids=["every year", "one year"])
@pytest.mark.parametrize("budgets", [1, 4, 8])
def test_sheets_with_words_are_one_page_wide(budgets: int, year: tuple[str, ...], tmp_path: Path) -> None:
    """No sentence, title or source goes on on another page; a chart has all budgets in each series."""
    command = [
        "compare",
        *challengers(tmp_path, budgets),
        "majoriteten",
        "--proposals",
        "--unit",
        "kr",
        *year,
    ]
    assert kalmar(*command, "-o", tmp_path / "a.xlsx").code == 0
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    for sheet in book.worksheets[:3]:
        assert not sheet.col_breaks.brk
        widths = [sheet.column_dimensions[column].width for column in "ABCDEFGHIJKLMNOP"]
        assert sum(widths[: sheet.max_column]) < 205
        assert {of.min_row for of in sheet.merged_cells.ranges} >= {1, 2, 3}
        assert all(of.max_col <= max(sheet.max_column, 8) for of in sheet.merged_cells.ranges)
    with zipfile.ZipFile(tmp_path / "a.xlsx") as parts:
        chart = parts.read("xl/charts/chart1.xml").decode()
    series = re.findall(r"<c:val><c:numRef><c:f>(.*?)</c:f>", chart)
    assert len(series) == (1 if year else 3)
    assert {of.count("!") for of in series} == {budgets + 1}


def test_no_block_is_broken_over_pages(tmp_path: Path) -> None:
    """Blocks begin a page where they would not fit on it; the chart is not divided."""
    command = ["compare", *challengers(tmp_path, 8), "majoriteten", "-o", tmp_path / "a.xlsx"]
    assert kalmar(*command).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx")["Income statement"]
    heads = [row[0].row for row in sheet.iter_rows() if row[0].value == "Income statement"]
    tops = [brk.id for brk in sheet.row_breaks.brk]
    assert len(heads) == 3 * 4
    assert set(tops[:-1]) <= {head - 2 for head in heads}
    assert max(after - before for before, after in zip([0, *tops], tops, strict=False)) < 60


def test_long_figures_have_room(tmp_path: Path) -> None:
    """Amounts in kronor, whatever exponent they are kept with, are not shown as signs of lack of room."""
    assert kalmar(*COMMAND, "--unit", "kr", "-o", tmp_path / "a.xlsx").code == 0
    for sheet in openpyxl.load_workbook(tmp_path / "a.xlsx", data_only=True).worksheets[:3]:
        widths = list(sheet.column_dimensions.values())
        for at, column in enumerate(sheet.iter_cols(min_col=2, min_row=7), 2):
            numbers = [cell.value for cell in column if isinstance(cell.value, int | float)]
            longest = max((len(f"{round(number):+,}") for number in numbers), default=0)
            assert all(of.width >= longest for of in widths if (of.min or 0) <= at <= (of.max or 0))


def test_a_large_table_takes_little_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a size, rows are written as they come: the same cells, and no sheet of data."""
    import kalmar_cli.render.xlsx as renderer

    def cells(name: str) -> list[list[object]]:
        assert kalmar(*COMMAND, "-o", tmp_path / name).code == 0
        book = openpyxl.load_workbook(tmp_path / name)
        return [[cell.value for cell in row] for row in book["Lines that differ"].iter_rows()]

    whole = cells("a.xlsx")
    monkeypatch.setattr(renderer, "_MANY", 10)
    assert cells("b.xlsx") == whole
    assert "Data" not in openpyxl.load_workbook(tmp_path / "b.xlsx").sheetnames


def test_what_has_no_formulas_is_said(tmp_path: Path) -> None:
    """The sheet about the workbook names the sheets whose figures nothing moves."""
    kalmar(*COMMAND, "--figures", "-o", tmp_path / "fil.xlsx")
    book = openpyxl.load_workbook(tmp_path / "fil.xlsx")
    [words] = [row[1].value for row in book["About"].iter_rows(min_row=3) if row[0].value == "Formulas"]
    fixed = str(words).split("Fixed numbers, but for differences: ")[1].rstrip(".").split("; ")
    for name in book.sheetnames[:-1]:
        columns = [[str(cell.value) for cell in column] for column in book[name].iter_cols(min_row=5)]
        formulas = [c for c in columns if c[0] != "Difference" and any("=" in cell for cell in c)]
        assert (name in fixed) == (not formulas), name


def test_long_words_have_room(book: openpyxl.Workbook) -> None:
    """LibreOffice leaves a row without a height as low as one line."""
    about = book["About"]
    rows = {row[0].value: n for n, row in enumerate(about.iter_rows(min_row=3), start=3)}
    assert about.row_dimensions[rows["Formulas"]].height >= 30
    assert about.row_dimensions[rows["Unit"]].height in (None, 15)


def test_the_printed_basis_has_no_posts_in_its_formulas(tmp_path: Path) -> None:
    """--basis printed: printed figures are numbers, sums keep what they were printed as."""
    assert kalmar(*COMMAND, "--basis", "printed", "-o", tmp_path / "fil.xlsx").code == 0
    sheet = openpyxl.load_workbook(tmp_path / "fil.xlsx")["Income statement"]
    cells = {row[0].value: row for row in sheet.iter_rows()}
    assert cells["Nämndernas nettokostnader"][1].value == -5055
    # 8.1 prints −175 − 3 as −178, and −5 325 + 5 150 as −175: nothing is left over.
    assert cells["Årets resultat"][1].value == "=SUM(B15:B16)"
    assert cells[SHARE][1].value == -3.5


def test_two_posts_of_one_name_are_two(tmp_path: Path) -> None:
    """Rows are told apart by id: a name that stands twice is shown twice."""
    result = kalmar("compare", "farlig", "bas", "--lines", env={"KALMAR_BUDGETS": str(CASES / "hostile")})
    assert result.out.count("\n@SUM(A1:A9) ") == 2


def test_the_same_again_byte_for_byte() -> None:
    """With SOURCE_DATE_EPOCH, a workbook made twice is the same file."""
    run = [sys.executable, "-m", "kalmar_cli", *COMMAND, "-f", "xlsx"]
    files = [subprocess.run(run, cwd=ROOT, env={**CLEAN, **EPOCH}, stdout=-1).stdout for _time in range(2)]
    assert files[0] == files[1]
    assert openpyxl.load_workbook(io.BytesIO(files[0])).sheetnames


def test_the_date() -> None:
    """SOURCE_DATE_EPOCH is obeyed in UTC; nonsense in it is refused."""
    assert clock.today({"SOURCE_DATE_EPOCH": "1700000000"}) == date(2023, 11, 14)
    assert abs((clock.today({}) - date.today()).days) <= 1
    for value in ("i morgon", "9" * 30):
        with pytest.raises(Refused, match="SOURCE_DATE_EPOCH"):
            clock.today({"SOURCE_DATE_EPOCH": value})


@pytest.mark.parametrize(
    ("words", "taken", "name"),
    [
        ("Areas", [], "Areas"),
        ("Areas", ["areas"], "Areas 2"),
        ("a/b\\c:d*e?f[g]", [], "a b c d e f g"),
        ("'citat'", [], "citat"),
        ("History", [], "History 2"),
        ("", [], "1"),
        ("x" * 40, [], "x" * 30 + "…"),
        ("x" * 40, ["x" * 30 + "…"], "x" * 29 + " 2"),
    ],
)
def test_sheet_names(words: str, taken: list[str], name: str) -> None:
    """A sheet's name obeys Excel's rules, and no other sheet has it."""
    assert sheet_name(words, taken) == name


def test_number_formats() -> None:
    """Decimals as on the screen; a difference has its sign, a share its unit."""
    assert number_format(1, False, False) == "#,##0.0;-#,##0.0"
    assert number_format(0, False, True) == "+#,##0;-#,##0;#,##0"
    assert number_format(3, True, True) == '+#,##0.0" pp";-#,##0.0" pp";#,##0.0" pp"'


def test_a_text_that_excel_would_refuse_is_cut() -> None:
    """32,767 signs is what a cell takes; more would be left out altogether."""
    assert len(cell_text("x" * 40_000)) == 32_767
    assert cell_text("x" * 40_000).endswith("…")


@pytest.mark.parametrize("format", ["table", "csv", "csv-sv", "tsv", "json", "markdown", "html", "latex"])
def test_libraries_are_loaded_when_needed(format: str) -> None:
    """No format but its own loads the workbook's library, nor those of the tables on a screen."""
    code = (
        "import sys; from kalmar_cli.cli.app import main\n"
        f"try: main({[*COMMAND, '-f', format]!r})\n"
        "except SystemExit: pass\n"
        "print(sorted({'xlsxwriter', 'rich'} & set(sys.modules)), file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=CLEAN, capture_output=True, text=True)
    assert run.stderr == "[]\n"


@pytest.mark.parametrize("figures", ["--figures", "--all-figures"])
def test_key_figures_beside_one_area_are_numbers(figures: str, tmp_path: Path) -> None:
    """Neither the statement nor all lines are in the workbook then, so no formula could follow them."""
    path = tmp_path / "area.xlsx"
    result = kalmar("compare", "alliansen", "majoriteten", "--area", "valfard", figures, "-o", path)
    assert result.code == 0, result.err
    sheet = openpyxl.load_workbook(path)["Key figures"]
    assert not [
        cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f" and cell.column == 2
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("budgets", "unit"), [(1, "mkr"), (4, "kr"), (8, "mkr")])
def test_on_paper_figures_can_be_read(budgets: int, unit: str, tmp_path: Path) -> None:
    """Printed on A4: type of about six points and more, no figure as ###, the rows' names on each page."""
    require("pdftotext")
    path = tmp_path / "many.xlsx"
    command = ["compare", *challengers(tmp_path, budgets), "majoriteten", "--figures", "--unit", unit]
    assert kalmar(*command, "-o", path).code == 0
    pdf = to_pdf(path, tmp_path)
    found = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True)
    words = re.findall(r'yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">([^<]*)<', found.stdout)
    assert len(words) > 1000
    assert not [word for _top, _bottom, word in words if "###" in word]
    assert min(float(bottom) - float(top) for top, bottom, _word in words) > 6.9
    pages = [page for page in found.stdout.split("<page ") if ">Income<" in page and ">Unit<" not in page]
    assert len(pages) >= (1 if budgets == 1 else 2)
    # A page may hold the chart alone, which is not divided.
    others = [page for page in pages if ">Finansförvaltning<" not in page and ">Lines<" not in page]
    assert len(others) <= 1
    assert not any(">Verksamhetens<" in page for page in others)
