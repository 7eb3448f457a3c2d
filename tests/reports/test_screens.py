"""The first screen answers: each question is one command and one screen, at any width nothing is lost."""

import csv
import io
import re
from decimal import Decimal
from pathlib import Path

import pytest

from tests.running import CASES, kalmar

MANY = {"KALMAR_BUDGETS": str(CASES / "many"), "KALMAR_MUNICIPALITY": "Storby"}
PARTIES = ("norrlistan", "soderlistan", "osterlistan", "vasterlistan")
COMPARE = ("compare", "alliansen", "majoriteten")
# A figure with its sign, and the mark after it.
FIGURE = re.compile(r"[−+]?<?\d(?:[\d\u00a0]|,(?=\d))*(?:\.\d+)?\*?")


def screen(width: int, *arguments: object, language: str = "en", **env: str) -> list[str]:
    """The lines of a terminal so wide, without styles."""
    given = {"COLUMNS": str(width), "KALMAR_LANG": language, "NO_COLOR": "1", **env}
    result = kalmar(*arguments, terminal=True, env=given)
    assert result.code == 0, result.err
    return re.sub(r"\x1b\[[\d;]*m", "", result.out).splitlines()


def records(*arguments: object, **env: str) -> list[dict[str, str]]:
    """The records of machine output."""
    return list(csv.DictReader(io.StringIO(kalmar(*arguments, "-f", "csv", env=env).out)))


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(
    ("command", "env", "answer"),
    [
        (COMPARE, {}, ["Innovation med personalkraft besparing", "+15"]),
        (("areas", *PARTIES, "--year", "2024"), MANY, ["Vård och omsorg", "−62", "−40"]),
        (("proposals", "alliansen", "--priced"), {}, ["Kalmarhem", "−500", "−9"]),
        (("proposals", "alliansen", "--search", "skol"), {}, ["Höjd elevpeng i grundskolan", "−7"]),
        (("show", "majoriteten", "--year", "all"), {}, ["Resultatandel", "3", "−1", "−3"]),
        (("show", "alliansen", "--figures"), {}, ["%", "41"]),
    ],
    ids=["what differs", "four parties", "what costs", "schools", "the share", "unfunded"],
)
def test_each_question_is_one_command_and_one_screen(
    command: tuple[str, ...], env: dict[str, str], answer: list[str], language: str
) -> None:
    """Of 40 lines at 100 columns; a comparison of two budgets over three years has 42."""
    lines = screen(100, *command, language=language, **env)
    assert len(lines) <= (42 if command == COMPARE else 40)
    assert max(map(len, lines)) <= 100
    for words in answer:
        assert any(words in line for line in lines), words


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize(("width", "most"), [(80, 45), (100, 42), (116, 42), (120, 42), (200, 42)])
def test_two_budgets_over_three_years_are_one_screen(width: int, most: int, language: str) -> None:
    """As long as was promised, the sentence last."""
    lines = screen(width, *COMPARE, language=language)
    assert len(lines) <= most
    assert "2025–2026" in lines[-1] + lines[-2]
    assert lines[1].startswith(("Source: ", "Källa: "))


def test_narrow_screens_have_the_first_year_and_all_differences() -> None:
    """Under 116 columns the budgets' later years are left out, and it is said; else all is there."""
    narrow, wide = screen(115, *COMPARE), screen(117, *COMPARE)
    result = [next(line for line in of if line.startswith("Årets resultat")) for of in (narrow, wide)]
    assert [len(FIGURE.findall(line)) for line in result] == [2 + 3, 6 + 3]
    assert any("Majoriteten 2025–2026 (--year)" in line for line in narrow)
    assert not any("--year" in line for line in wide)


def test_equal_rows_are_folded_and_shown_when_asked_for() -> None:
    """Sums stay; a document, CSV and JSON have all."""
    lines = screen(100, *COMPARE)
    assert not any(line.startswith("Skatteintäkter") for line in lines)
    assert any(line.startswith("Verksamhetens resultat") for line in lines)
    assert any("6 rows alike: --statement" in line for line in lines)
    asked = screen(100, *COMPARE, "--statement")
    assert any(line.startswith("Skatteintäkter") for line in asked)
    assert not any("alike" in line for line in asked)
    assert "Skatteintäkter" in kalmar(*COMPARE, "-f", "markdown").out
    assert "skatteintakter" in {of["row"] for of in records(*COMPARE)}


def test_one_area() -> None:
    """By its printed name too: its sum and all of its posts, for machines as well."""
    lines = screen(100, *COMPARE, "--area", "välfärd")
    assert not any(line.startswith(("Årets resultat", "Ekonomi")) for line in lines)
    assert sum("Välfärd" in line for line in lines) == 1 + 4
    found = records(*COMPARE, "--area", "valfard")
    assert {(of["table"], of["row"]) for of in found if of["table"] == "areas"} == {("areas", "valfard")}
    assert len({of["row"] for of in found if of["table"] == "lines"}) == 4


def test_posts_stand_by_size_or_as_in_the_document() -> None:
    """People see the largest first, unless they ask; machines get the document's order, unless they ask."""
    names = ["Innovation med personalkraft besparing", "Ordningsvakter"]

    def order(lines: list[str]) -> list[str]:
        places = {name: next(n for n, line in enumerate(lines) if name in line) for name in names}
        return sorted(names, key=places.__getitem__)

    assert order(screen(120, *COMPARE, "--lines")) == names
    rows = [of["label"] for of in records(*COMPARE, "--lines") if of["table"] == "lines"]
    document = order(rows)
    assert order(screen(120, *COMPARE, "--lines", "--sort", "document")) == document
    sizes = [
        abs(Decimal(of["alliansen_vs_majoriteten"]))
        for of in records(*COMPARE, "--lines", "--sort", "size", "--year", "2024")
        if of["table"] == "lines"
    ]
    assert sizes == sorted(sizes, reverse=True)
    by_name = [of["name"] for of in records("lines", "alliansen", "--sort", "name", "--year", "2024")]
    assert by_name[:2] == ["Ambitionshöjning kustmiljöenheten", "Bättre socialt innehåll inom omsorgen"]
    assert kalmar("lines", "alliansen", "--sort", "siz").code == 2


def test_headings_say_per_year_or_sum() -> None:
    """A table that stands for several years says what it is of them."""
    assert any("per year 2024–2026" in line for line in screen(100, *COMPARE))
    assert any("per year 2024–2026" in line for line in screen(100, "areas", "alliansen"))
    assert any("per year 2024–2026" in line for line in screen(100, "lines", "alliansen"))
    assert any("sum 2024–2026" in line for line in screen(100, "distance", "alliansen", "majoriteten"))
    assert any("sum 2024–2026" in line for line in screen(100, *COMPARE, "--all-figures"))


def test_a_mark_where_the_document_prints_otherwise() -> None:
    """The cell has it, and the line below names row, year and printed figure."""
    lines = screen(100, "show", "alliansen")
    row = next(line for line in lines if line.startswith("Nämndernas nettokostnader"))
    assert re.findall(r"−5,\d+\.\d\*", row) == ["−5,054.5*", "−5,108.5*", "−5,192.5*"]
    told = " ".join(lines[next(n for n, line in enumerate(lines) if line.startswith("* ")) :])
    assert "Nämndernas nettokostnader 2024 −5,055, 2025 −5,108, 2026 −5,192" in told
    assert "Finansförvaltning 2024" not in told
    share = next(line for line in lines if line.startswith("Resultatandel"))
    assert share.split()[-3:] == ["−3.4*", "0.2", "0.2"]
    # Whole mkr: what is printed is what is derived, but for two years of some rows.
    rounded = screen(100, "show", "alliansen", "--decimals", "0")
    assert next(line for line in rounded if line.startswith("Nämndernas")).split()[-3] == "−5,055"
    assert not any("*" in line for line in screen(100, "show", "majoriteten"))


BARS = re.compile(r"([█▐▌ ]*)│([█▌]*)\s*$")


def bars(lines: list[str]) -> dict[str, tuple[int, int, int]]:
    """Row → where its bar's zero is, and how many halves long it is to the left and to the right."""
    found = {}
    for n, line in enumerate(lines):
        match = BARS.search(line)
        if match and any(line[: match.start(2)].strip()):
            left, right = (2 * of.count("█") + of.count("▐") + of.count("▌") for of in match.groups())
            found[f"{n} {line[:30].strip()}"] = (line.index("│"), left, right)
    return found


def test_bars_of_one_answer_have_one_scale_and_one_zero() -> None:
    """Two bars of the same length mean the same amount, to half a sign; every zero is in one column."""
    lines = screen(120, "areas", "norrlistan", "--year", "all", **MANY)
    drawn = bars(lines)
    assert len(drawn) > 6
    assert len({zero for zero, _left, _right in drawn.values()}) == 1
    amounts: dict[int, set[Decimal]] = {}
    for key, (_zero, left, right) in drawn.items():
        line = lines[int(key.split(" ", 1)[0])]
        net = FIGURE.findall(line[: line.index("│")].rsplit("/", 1)[0])[2]
        value = Decimal(net.replace("−", "-").replace(",", "").replace("\u00a0", ""))
        assert (value < 0) == bool(left)
        assert (value > 0) == bool(right)
        amounts.setdefault(left or right, set()).add(abs(value))
    longest = max(max(of) for of in amounts.values())
    for length, of in amounts.items():
        assert max(of) - min(of) <= longest / 16, length
    sizes = [min(of) for _length, of in sorted(amounts.items())]
    assert sizes == sorted(sizes)


def test_zeros_are_dim_differences_bold_and_no_figure_has_a_colour() -> None:
    """Colour is for bars alone, and only where the background is known."""
    env = {"COLUMNS": "100"}
    plain = kalmar(*COMPARE, "--statement", terminal=True, env=env).out
    assert not re.search(r"\x1b\[(?:\d+;)*(?:3[0-7]|38;)", plain)
    assert "\x1b[2m0.0\x1b[0m" in plain.replace(" ", "")
    assert "\x1b[1m−17.5\x1b[0m" in plain
    dark = kalmar(*COMPARE, terminal=True, env={**env, "COLORFGBG": "15;0"}).out
    light = kalmar(*COMPARE, terminal=True, env={**env, "COLORFGBG": "0;15"}).out
    coloured = [re.findall(r"\x1b\[38;5;\d+m([^\x1b]*)", of) for of in (dark, light)]
    for texts in coloured:
        assert texts
        assert all("│" in text for text in texts)
    assert re.findall(r"38;5;\d+", dark) != re.findall(r"38;5;\d+", light)
    none = kalmar(*COMPARE, terminal=True, env={**env, "COLORFGBG": "15;0", "NO_COLOR": "1"}).out
    assert "38;5" not in none


PALETTES = {
    "dark": ("#000000", "#0c0c0c", "#1e1e1e", "#300a24", "#002b36", "#282828"),
    "light": ("#ffffff", "#fdf6e3", "#eeeeee", "#fbf1c7"),
}


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG has it."""
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ground", PALETTES)
def test_the_colours_of_bars_have_contrast(ground: str) -> None:
    """At least 4.5 to 1 on the usual palettes; what is drawn are the nearest of 256 colours."""
    from rich.color import Color, ColorSystem

    from kalmar_cli.render.terminal import ON_DARK, ON_LIGHT

    for colour in ON_DARK if ground == "dark" else ON_LIGHT:
        drawn = Color.parse(colour).downgrade(ColorSystem.EIGHT_BIT).get_truecolor()
        for background in PALETTES[ground]:
            bright, dim = sorted((luminance(drawn.hex), luminance(background)), reverse=True)
            assert (bright + 0.05) / (dim + 0.05) >= 4.5, (colour, background)


def test_rounded_output_says_so_and_a_small_difference_is_not_nothing(tmp_path: Path) -> None:
    """Whole mkr, where the figures have decimals; without it nothing is said."""
    base = (
        "name: {}\nmunicipality: Ekstad\nyear: 2025\nunit: mkr\nsign: result\n"
        "statement:\n  columns: [2025]\n  rows:\n    arets_resultat: [10]\n"
    )
    (tmp_path / "bas.yaml").write_text(base.format("Bas"), "utf-8")
    party = base.format("Partiet").split("statement")[0] + "base: bas\nlines:\n"
    party += "  - {name: Lärare, row: extraordinara_poster, amounts: -0.4}\n"
    (tmp_path / "parti.yaml").write_text(party, "utf-8")
    command = ("compare", "parti", "bas", "--budgets", tmp_path)
    rounded = "\n".join(screen(100, *command, "--decimals", "0"))
    assert "Rounded to whole mkr; sums and differences are of the exact figures." in rounded
    assert "−<1" in rounded
    assert "−0 " not in rounded
    exact = "\n".join(screen(100, *command))
    assert "Rounded" not in exact
    assert "−0.4" in exact


@pytest.mark.parametrize("words", ["SKOLVAL", "skolval", "Skolval med"])
def test_words_are_found_in_any_form(words: str) -> None:
    """Whatever the case and the composition of letters."""
    assert [of["number"] for of in records("proposals", "alliansen", "--search", words)] == ["81"]


def test_words_are_looked_for_where_people_expect_them() -> None:
    """In titles, names of posts, headings, areas and sections; and it is said what else has them."""
    composed, apart = "Välfärd", "Va\u0308lfa\u0308rd"
    found = [
        {of["number"] for of in records("proposals", "alliansen", "--search", w)} for w in (composed, apart)
    ]
    assert found[0] == found[1]
    of_area = {of["number"] for of in records("proposals", "alliansen", "--area", "valfard")}
    assert len(of_area) == 35
    # Some posts of other areas stand under a heading with the word.
    assert of_area < found[0]
    assert {of["number"] for of in records("proposals", "alliansen", "--search", "Missing lights")} == {
        "46"
    }
    assert {of["line"] for of in records("lines", "alliansen", "--search", "trygghetspaket")}
    none = screen(100, "lines", "alliansen", "--search", "skol")
    assert "No lines." in none
    assert "Also in 11 proposals (kalmar proposals)." in none
    found_too = screen(100, "proposals", "alliansen", "--search", "elevpeng")
    assert any("Also in 1 line (kalmar lines)." in line for line in found_too)


def test_a_section_has_those_within() -> None:
    """5.1 has 5.1.2, and not 5.10."""
    found = {of["section"] for of in records("proposals", "alliansen", "--section", "5.1")}
    assert found == {"5.1", "5.1.1", "5.1.2", "5.1.3", "5.1.4"}
    lines = {of["line"] for of in records("lines", "alliansen", "--section", "4.1.2.3")}
    assert lines == {"fritidsgard-oxhagen", "fritidsgard-rockneby"}


def test_what_a_proposal_costs_is_what_its_posts_carry() -> None:
    """Signed like a line, empty without one; the account stands apart."""
    of = {record["number"]: record for record in records("proposals", "alliansen", "--priced")}
    assert (of["17"]["amount"], of["17"]["cost"]) == ("", "-0.6")
    assert (of["3"]["amount"], of["3"]["cost"]) == ("-7", "7")
    assert (of["2"]["amount"], of["2"]["cost"], of["2"]["account"]) == ("-500", "", "balance-sheet")
    assert of["75"]["cost"] == ""
    assert list(of["1"])[-2:] == ["account", "cost"]
    years = records("proposals", "alliansen", "37", "--year", "2024", "--year", "2025")
    assert [(record["year"], record["cost"]) for record in years] == [("2024", "-3"), ("2025", "-3")]
    assert list(years[0])[-1] == "year"


def test_a_total_counts_each_post_once_and_the_operating_budget_alone(tmp_path: Path) -> None:
    """A post that two proposals share is one cost; money of the balance sheet is none of the operation."""
    (tmp_path / "p.yaml").write_text(
        "name: P\nmunicipality: Ekstad\nyear: 2025\nunit: mkr\nsign: result\n"
        "lines:\n  - {name: Delad, amounts: -4, proposals: [1, 2]}\n"
        "  - {name: Egen, amounts: -1, proposals: [2]}\n"
        "  - {name: Tillskott, amounts: -30, proposals: [3]}\n"
        "proposals:\n  - {number: 1, title: Ett}\n  - {number: 2, title: Två}\n"
        "  - {number: 3, title: Tre, budget: balance-sheet}\n",
        "utf-8",
    )
    lines = screen(120, "proposals", tmp_path / "p.yaml")
    costs = [FIGURE.findall(line[40:])[0] for line in lines if re.match(r" *\d  [ETt]", line)]
    assert costs == ["−4", "−5", "−30"]
    total = next(line for line in lines if "each line once" in line)
    assert "−5" in total
    assert any("Delad; Egen" in line for line in lines)


@pytest.mark.parametrize(
    ("typed", "numbers"), [(["40-42"], ["40", "41", "42"]), (["131-140"], ["131", "132", "133"])]
)
def test_ranges_of_numbers(typed: list[str], numbers: list[str]) -> None:
    """As people write them; the document's last number ends a longer one."""
    assert [of["number"] for of in records("proposals", "alliansen", *typed)] == numbers


def test_what_is_refused_names_what_to_write() -> None:
    """Words as numbers, numbers that there are none of, and conditions that exclude each other."""
    for arguments, words in (
        (("skola",), "--search"),
        (("200-210",), "1–133"),
        (("--priced", "--unpriced"), "exclude each other"),
    ):
        result = kalmar("proposals", "alliansen", *arguments)
        assert result.code == 2
        assert words in result.err


WIDTHS = [60, 80, 100, 120, 200]
COMMANDS = [
    (COMPARE, {}),
    (("show", "alliansen", "--year", "all"), {}),
    (("areas", "alliansen"), {}),
    (("proposals", "alliansen", "--priced"), {}),
    (("compare", *PARTIES, "majoriteten", "--unit", "mkr"), MANY),
    (("compare", *PARTIES, "majoriteten", "--unit", "kr"), MANY),
    ((*COMPARE, "--unit", "kr"), {}),
]


@pytest.mark.parametrize("language", ["en", "sv"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(("command", "env"), COMMANDS, ids=lambda of: " ".join(of))
def test_nothing_is_broken_at_any_width(
    command: tuple[str, ...], env: dict[str, str], width: int, language: str
) -> None:
    """No line is too long, no word broken, no digit lost: words and figures are those of the pipe."""
    lines = screen(width, *command, language=language, **env)
    assert max(map(len, lines)) <= width
    piped = kalmar(*command, env={**env, "KALMAR_LANG": language}).out
    words = set(re.split(r"[\s|]+", piped))
    letters = {word for line in lines for word in re.findall(r"[A-Za-zÅÄÖåäö]{4,}", line)}
    known = {part for word in words for part in re.findall(r"[A-Za-zÅÄÖåäö]{4,}", word)}
    # What only a screen says: what has no room, and shorter headings.
    notes = {"Ryms", "inte", "year", "shown", "window", "wider", "bredare", "fönster", "Diff"}
    notes |= {"Osterlistan", "Alliansen", "Majoriteten", "room", "amounts", "Egna", "belopp", "ryms"}
    assert letters - known - notes == set()
    figures = {figure for line in lines for figure in FIGURE.findall(line)}
    assert figures - set(FIGURE.findall(piped)) - {"1"} == set()
