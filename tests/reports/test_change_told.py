"""Two baselines told in every format and on narrow screens, and what is refused instead of guessed."""

import io
import json
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from kalmar_cli.cli.commands import COMMANDS, CONVERTING
from tests.html_page import Page
from tests.reports.test_change import SHELF, records, run
from tests.reports.test_screens import screen
from tests.running import CASES, Result, kalmar

SKOLBY = ("oppositionen", "majoriteten", "--municipality", "Skolby")
SINCE = (*SKOLBY, "--from", "majoriteten", "--year", "2024")
GROUPS = {
    "en": (
        "Oppositionen, change from Majoriteten 2023",
        "Oppositionen against Majoriteten",
        "Majoriteten, change from Majoriteten 2023",
    ),
    "sv": (
        "Oppositionen, förändring från Majoriteten 2023",
        "Oppositionen mot Majoriteten",
        "Majoriteten, förändring från Majoriteten 2023",
    ),
}
SENTENCE = {
    "en": "from Majoriteten 2023 the cost rises by 34.6 mkr (3.7 %); against Majoriteten it is 8.5 mkr",
    "sv": "från Majoriteten 2023 ökar kostnaderna med 34,6 mkr (3,7 %); mot Majoriteten är de 8,5 mkr",
}
TITLE = {
    "en": "Lines 2024: change from Majoriteten 2023, difference from Majoriteten",
    "sv": "Poster 2024: förändring från Majoriteten 2023, skillnad mot Majoriteten",
}


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize("ending", ["md", "html", "tex", "page", "docx", "xlsx"])
def test_every_format_names_both_baselines(ending: str, lang: str, tmp_path: Path) -> None:
    """The headings of the three groups, the posts' title, and the sentence."""
    path = tmp_path / f"fil.{ending.replace('page', 'html')}"
    command = "report" if ending in ("page", "docx") else "compare"
    result = run(command, *SINCE, "-o", str(path), KALMAR_LANG=lang)
    assert result.code == 0, result.err
    if ending == "docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    elif ending == "xlsx":
        book = openpyxl.load_workbook(path)
        values = (value for sheet in book for row in sheet.iter_rows(values_only=True) for value in row)
        text = "\n".join(str(value) for value in values)
    else:
        text = path.read_text("utf-8")
    text = " ".join(text.replace(r" \\ ", " ").replace(r"\%", "%").replace("\u00a0", " ").split())
    for words in (*GROUPS[lang], TITLE[lang], SENTENCE[lang]):
        assert words in text, words


def test_a_page_tells_the_change_of_each_part() -> None:
    """The figures of the records, under headings that say what they are against."""
    page = Page(run("report", *SINCE).out)
    for title, row in (("Areas", "Skola"), ("Lines", "Skolnämnden")):
        [cells] = [
            [cell.text for cell in cells]
            for cells in page.captioned(f"{title} 2024: change from Majoriteten 2023").rows
            if cells[0].text == row
        ]
        assert cells == [row, "-500.0", "-24.6", "+4.9", "-8.5", "-16.1", "+3.2"]


@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
@pytest.mark.parametrize("lang", ["en", "sv"])
def test_each_part_of_a_narrow_screen_stands_alone(width: int, lang: str) -> None:
    """Its title names both baselines, and what is a change has the earlier figure in front."""
    lines = screen(width, "compare", *SINCE, language=lang, **SHELF)
    assert max(map(len, lines)) <= width
    earlier, rules = {"en": "Earlier", "sv": "Tidigare"}[lang], 0
    tables = "\n".join(lines).split("\n\n")
    for table in tables:
        heads, rule, _rest = table.partition("\n──")
        if not rule or not re.search("change from|förändring från", " ".join(heads.split())):
            continue
        rules += 1
        head = " ".join(heads.split())
        assert re.search("difference from Majoriteten|skillnad mot Majoriteten", head), head
        assert earlier in head.rpartition("Majoriteten")[2], head
    assert rules >= 3


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (
            ("--area", "skola"),
            "Skola 2024, Oppositionen: from Majoriteten 2023 the cost rises by 24.6 mkr (4.9 %); "
            "against Majoriteten it is 8.5 mkr higher.",
        ),
        (("--area", "omsorg"), "it is the same as that of Majoriteten."),
        (("--prices", "2024"), "against Majoriteten it is 8.5 mkr higher. (Amounts are in 2024 prices.)"),
        (("--unit", "tkr"), "the cost rises by 34,600 tkr (3.7 %); against Majoriteten it is 8,500 tkr"),
    ],
)
def test_the_sentence_names_both_baselines(options: tuple[str, ...], words: str) -> None:
    """Of the whole net cost, of one area, and with what amounts are measured in."""
    assert words in run("compare", *SINCE, *options).out


def test_a_per_cent_that_rounds_to_nothing_is_less_than_the_least(tmp_path: Path) -> None:
    """0.02 % is not 0.0 %."""
    text = "name: En\nmunicipality: Ny\nyear: 2024\nunit: mkr\nsign: result\nstatement:\n"
    text += "  columns: [budget 2023, 2024]\n  rows:\n    namndernas_nettokostnader: [-5000, -5001]\n"
    for name in ("en", "tva"):
        (tmp_path / f"{name}.yaml").write_text(text.replace("En", name), "utf-8")
    names = (str(tmp_path / "en.yaml"), str(tmp_path / "tva.yaml"))
    said = run("compare", *names, "--from", "budget 2023").out
    assert "the cost rises by 1 mkr (less than 0.1 %)" in said


def test_a_document_says_what_a_budgets_own_figure_is(tmp_path: Path) -> None:
    """On paper there is room for the change and the difference; the amount follows."""
    path = tmp_path / "fil.docx"
    assert run("report", *SINCE, "-o", str(path)).code == 0
    footnotes = zipfile.ZipFile(path).read("word/footnotes.xml").decode()
    assert footnotes.count("A budget's own figure is the earlier one and the change.") == 1


def test_own_figures_give_way_before_the_table_is_taken_apart() -> None:
    """At 80 columns the statement of two budgets has both changes of the one beside each other."""
    text = "\n".join(screen(80, "compare", *SINCE, **SHELF))
    statement = text.split("\n\n")[1]
    row = next(line for line in statement.splitlines() if line.startswith("Nämndernas"))
    assert row.split()[2:] == ["−930.0", "−34.6", "+3.7", "−8.5"]
    assert "A budget's own figure is the earlier one and the change." in " ".join(text.split())


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("budgt 2023", "did you mean `budget 2023`?"),
        ("BUDGET 2023", "did you mean `budget 2023`?"),
        ("majoritten@2023", "did you mean `majoriteten`?"),
        ("majoriteten@2022", "there is majoriteten@2023 (Skolby)"),
        ("majoriteten@2024", "Majoriteten 2024 is not earlier than 2024"),
        ("2025", "is not earlier than 2024; choose columns with --year"),
        (
            "alliansen@2024",
            "Skolby has no budget `alliansen@2024`; the columns are budget 2023, 2024, 2025",
        ),
        ("oppositionen", "Skolby has no earlier `oppositionen` than 2024; the columns are"),
        (str(CASES / "change/byholm/2023/styret.yaml"), "is of Byholm, not of Skolby"),
        ("all", "the columns are budget 2023, 2024, 2025"),
    ],
)
def test_what_is_not_earlier_is_refused(asked: str, words: str) -> None:
    """With the nearest name, or what there is; nothing on standard output."""
    result = run("compare", *SKOLBY[:2], "--from", asked, "--year", "2024")
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_posts_alone_are_no_earlier_statement() -> None:
    """Byholm's earlier file has posts only: areas and posts are told from it, the statement is not."""
    result = run("compare", "partiet", "styret", "--from", "styret@2023", "--year", "2024")
    assert "Styret 2023 has no income statement to tell a change from." in result.out
    titles = [line for line in result.out.splitlines() if ": change from " in line]
    assert [title.split()[0] for title in titles] == ["Areas", "Lines"]
    assert "the cost" not in result.out


@pytest.mark.parametrize(("rows", "reasons"), [
    ("verksamhetens_kostnader: [-10, -12, 0, 3]", [("20", ""), ("-100", ""), ("", "sign")]),
    ("skatteintakter: [10, 9, 0, -1]", [("-10", ""), ("-100", ""), ("", "sign")]),
    ("skatteintakter: [0, 9, 0, -1]", [("", "zero"), ("", "zero"), ("", "zero")]),
    ("skatteintakter: [null, 9, 0, -1]", [("", "unknown")] * 3),
    ("skatteintakter: [4, null, 4, 5]", [("", "unknown"), ("0", ""), ("25", "")]),
    ("arets_resultat: [5, 2, 0, -1]", [("-60", ""), ("-100", ""), ("", "sign")]),
    ("arets_resultat: [0, 2, 0, -1]", [("", "zero"), ("", "zero"), ("", "zero")]),
    ("arets_resultat: [-5, 2, 0, -1]", [("", "result")] * 3),
    ("verksamhetens_nettokostnader: [-8, -9, 0, 1]", [("12.5", ""), ("-100", ""), ("", "sign")]),
    ("finansnetto: [-3, 6, 0, -4.5]", [("", "sign"), ("-100", ""), ("50", "")]),
    ("resultatandel: [1, 2, 0, -1]", [("", "unknown")] * 3),
])  # fmt: skip
def test_why_there_is_no_per_cent(rows: str, reasons: list[tuple[str, str]], tmp_path: Path) -> None:
    """Of a cost, an income, a result, a net: of the earlier size, or the reason, also on the screen."""
    text = "name: En\nmunicipality: Ny\nyear: 2024\nunit: mkr\nsign: result\nstatement:\n"
    text += f"  columns: [utfall 2022, 2024, 2025, 2026]\n  rows:\n    {rows}\n"
    file = tmp_path / "en.yaml"
    file.write_text(text, "utf-8")
    other = tmp_path / "tva.yaml"
    other.write_text(text.replace("name: En", "name: Två"), "utf-8")
    options = ("compare", str(file), str(other), "--from", "utfall 2022")
    found = [
        (record["en_percent"], record["en_no_percent"])
        for record in records(*options)
        if record["table"] == "change" and record["row"] == rows.partition(":")[0]
    ]
    if not rows.startswith("resultatandel"):
        assert found == reasons
    said = {
        "zero": "No % where the earlier figure is zero",
        "sign": "No % where the sign changes",
        "result": "No % of a result that was below zero",
        "unknown": "No change where a figure is not known",
    }
    screen = run(*options).out
    for reason, words in said.items():
        assert (words in screen) == any(reason == of for _percent, of in found), reason


def report_findings(*options: str) -> str:
    page = run("report", *SKOLBY, *options).out
    return page[page.index('<section id="findings">') : page.index('<section id="statement">')]


def test_the_check_on_a_page_is_of_the_documents_own_amounts() -> None:
    """Converted amounts would be held against what is printed."""
    plain = report_findings()
    assert "8.5 mkr" in plain
    converted = report_findings("--per-inhabitant", "--prices", "2024")
    assert "The check is of the amounts as the documents give them." in converted
    assert re.findall(r"<li><span.*", converted) == re.findall(r"<li><span.*", plain)


@pytest.mark.parametrize("command", COMMANDS)
def test_an_option_converts_or_is_refused_with_a_reason(command: str) -> None:
    """No command takes it and shows amounts as they are."""
    refused = run(command, "--prices", "2024").err
    assert ("amounts stand here as in the files" in refused) == (command not in CONVERTING)


def test_a_scenario_is_converted_whole() -> None:
    """1 mkr of 2025 on 20,400 inhabitants, in the prices of 2024: effect, posts and statement."""
    options = ("scenario", "majoriteten@2024", "--municipality", "Skolby", "--year", "2025")
    change = ("--change", "namndernas_nettokostnader=-1")
    result = run(*options, *change, "--per-inhabitant", "--prices", "2024", "-f", "json")
    assert result.code == 0, result.err
    found = json.loads(result.out, parse_float=str)
    effect = "-47.807109"  # −1,000,000 ÷ 20,400 × 110.4 ÷ 113.2
    assert found["meta"]["unit"] == "kr per inhabitant, 2024 prices"
    assert found["meta"]["changes"][0]["effect"]["2025"] == effect
    [row] = [row for row in found["tables"]["statement"] if row["row"] == "arets_resultat"]
    assert row["scenario_vs_majoriteten"] == effect
    refused = run(*options, *change, "--prices", "2024", "-o", "x.yaml")
    assert (refused.code, refused.out) == (2, "")


def test_budgets_with_different_indexes_are_refused(tmp_path: Path) -> None:
    """Also that of the earlier budget; years that only one of them has do not matter."""
    folder = CASES / "change" / "skolby"
    earlier = (folder / "2023" / "majoriteten.yaml").read_text("utf-8")
    path = tmp_path / "forra.yaml"
    path.write_text(earlier.replace("106.1", "106.2"), "utf-8")

    def compared(file: Path) -> Result:
        return run("compare", *SKOLBY, "--from", str(file), "--prices", "2024")

    result = compared(path)
    assert (result.code, result.out) == (2, "")
    assert "the budgets have different price indexes" in result.err
    path.write_text(earlier.replace("106.1", "212.2").replace("110.4", "220.8"), "utf-8")
    assert compared(path).out == compared(folder / "2023" / "majoriteten.yaml").out


def test_a_tax_rate_is_not_rounded_like_an_amount() -> None:
    """Without decimals for amounts 21.70 and 21.50 would be one."""
    text = run("compare", *SKOLBY, "--year", "2024", "--per-inhabitant").out
    [row] = [line for line in text.splitlines() if line.startswith("Tax rate  ")]
    assert row.split()[2:] == ["21.7", "21.5", "+0.2"]


@pytest.mark.parametrize(
    ("options", "figure"),
    [
        ("--prices 2025", "−639,939"),
        ("--prices 2025 --unit mkr", "−639.9"),
        ("--prices 2025 --unit kr", "−639,938,877"),
        ("--per-inhabitant", "−62,971"),
        ("--per-inhabitant --unit tkr", "−62.971"),
        ("--per-inhabitant --unit mkr", "−0.062971"),
        ("--per-inhabitant --decimals 2", "−62,971.45"),
    ],
)
def test_quotients_have_as_many_decimals_as_can_be_read(options: str, figure: str) -> None:
    """By the unit that is shown, also where it is the file's own; 624,110 tkr on 9,911 inhabitants."""
    text = run("show", "styret@2024", "--municipality", "Byholm", "--year", "2024", *options.split()).out
    [row] = [line for line in text.splitlines() if line.startswith("Nämndernas nettokostnader")]
    assert row.split()[-1] == figure


def test_the_workbook_follows_its_own_tables(tmp_path: Path) -> None:
    """A figure beside an earlier one is the cell of the statement or of the posts."""
    path = tmp_path / "fil.xlsx"
    assert run("compare", *SINCE, "--prices", "2024", "-o", str(path)).code == 0
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book["Income statement 2024, change"]
    [row] = [row for row in sheet.iter_rows() if row[0].value == "Nämndernas nettokostnader"]
    figure, change, percent = (cell.value for cell in row[2:5])
    assert re.fullmatch(r"='Income statement'!B\d+", str(figure))
    at = row[0].row
    assert (change, percent) == (f"=C{at}-B{at}", f"=D{at}/(B{at})*100")
    assert book[sheet.title]["A3"].value == "Skolby · budget 2024 · mkr, 2024 prices"
    rows = enumerate(sheet.iter_rows(values_only=True), 1)
    heads = next(n for n, values in rows if values[1] == "Majoriteten 2023")
    assert sheet.row_dimensions[heads].height == 45  # three lines of the narrowest group
    post = next(row for row in book["Lines 2024, change"].iter_rows() if row[0].value == "Skolnämnden")
    assert str(post[2].value).startswith("='Lines that differ'!")


def test_key_figures_of_converted_budgets_are_formulas(tmp_path: Path) -> None:
    """The unit says more than its scale; an öre of tax is worth what the converted statement says."""
    path = tmp_path / "fil.xlsx"
    options = ("--per-inhabitant", "--prices", "2024", "--all-figures", "-o", str(path))
    result = run("compare", *SKOLBY, *options)
    assert result.code == 0, result.err
    sheet = openpyxl.load_workbook(path).worksheets[0]
    ore = next(row for row in sheet.iter_rows() if "öre of tax" in str(row[0].value))
    assert re.match(r"=ROUND\(.*\*0\.000001", str(ore[1].value))


def test_kalmar_has_no_earlier_posts() -> None:
    """Areas and posts are told against each other alone, and it is said why."""
    out = kalmar("compare", "alliansen", "majoriteten", "--from", "budget 2023").out
    assert "Areas and lines are compared with each other alone" in out


def test_what_lines_add_to_no_row_is_not_told_as_a_cost(tmp_path: Path) -> None:
    """Where no statement prints the committees' net cost, the net cost that is printed has risen."""
    head = "municipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
    rows = "{verksamhetens_nettokostnader: [-2210, -2287], arets_resultat: [10, 3]}"
    (tmp_path / "bas.yaml").write_text(
        f"name: Bas\n{head}statement: {{columns: [budget 2023, 2024], rows: {rows}}}\n", "utf-8"
    )
    (tmp_path / "egen.yaml").write_text(
        f"name: Egen\n{head}base: bas\nlines: [{{name: Skola, amounts: -8}}]\n", "utf-8"
    )
    out = kalmar("compare", tmp_path / "egen.yaml", tmp_path / "bas.yaml", "--from", "budget 2023").out
    assert (
        "Verksamhetens nettokostnader 2024, Egen: from budget 2023 the cost rises by 85 mkr (3.8 %)" in out
    )
    assert "Bas: from budget 2023 the cost rises by 77 mkr (3.5 %)." in out
