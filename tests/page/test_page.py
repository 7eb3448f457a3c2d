"""The report as text: its figures are compare's, its words are harmless, its structure is sound."""

import csv
import io
import math
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from kalmar_cli.base.numbers import ENGLISH, rounded
from kalmar_cli.page import FindingWords, page
from kalmar_cli.reports.view import View
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.names import find
from kalmar_cli.shelf.shelf import Shelf
from tests.html_page import Cell, Page, Table
from tests.running import CASES, ROOT, kalmar

GOOD = CASES / "good"
LILLBY = ("oppositionen", "majoriteten", "--budgets", GOOD, "--municipality", "Lillby")
THREE = ("oppositionen", GOOD / "lillby/2025/majoriteten.yaml", "majoriteten", *LILLBY[2:])
MANY = (
    *("norrlistan", "soderlistan", "vasterlistan", "majoriteten"),
    *("--budgets", ROOT / "tests/cases/many", "--municipality", "Storby"),
)
COMPARISONS = {
    "kalmar": ("alliansen", "majoriteten"),
    "kalmar-all": ("alliansen", "majoriteten", "--year", "all"),
    "kalmar-tkr": ("alliansen", "majoriteten", "--unit", "tkr", "--year", "2025"),
    "lillby": LILLBY,
    "three": THREE,
    "sjobo": (GOOD / "sjobo/2022/budget.yaml", GOOD / "sjobo/2022/budget.yaml"),
    "vikby": (GOOD / "vikby/2024/vikbypartiet.yaml", GOOD / "vikby/2024/vikbypartiet.yaml"),
}


@cache
def report(*arguments: object, lang: str = "en") -> str:
    env = {"KALMAR_LANG": lang, "SOURCE_DATE_EPOCH": "1700000000"}
    result = kalmar("report", *arguments, env=env)
    assert (result.code, result.err) == (0, "")
    return result.out


@cache
def records(*arguments: object) -> list[dict[str, str]]:
    out = kalmar("compare", *arguments, "--lines", "--proposals", "-f", "csv").out
    return list(csv.DictReader(io.StringIO(out)))


def post_notes(folder: Path, *areas: str) -> str:
    """What stands under a post that two budgets have: where each has it."""
    head = "municipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
    statement = "statement: {columns: [2024], rows: {arets_resultat: [10]}}\n"
    (folder / "bas.yaml").write_text(f"name: Bas\n{head}{statement}", "utf-8")
    for name, area in zip(("ett", "två"), areas, strict=True):
        (folder / f"{name}.yaml").write_text(
            f"name: {name.title()}\n{head}base: bas\nareas: {{{area}: {{name: {area.title()}}}}}\n"
            f"lines: [{{name: Lärare, amounts: -1, area: {area}, proposals: [7]}}]\n"
            "proposals: [{number: 7, title: Fler lärare}]\n",
            "utf-8",
        )
    text = report(*(folder / f"{name}.yaml" for name in ("ett", "två", "bas")), lang="sv")
    [notes] = re.findall(r"Lärare</bdi><small.*?</small>", text, re.DOTALL)
    return " · ".join(
        " ".join(re.sub("<[^>]+>", "", of).split())
        for of in re.findall(r'e">(.*?)</span>', notes, re.DOTALL)
    )


@pytest.mark.parametrize(
    ("areas", "notes"),
    [
        (("skola", "skola"), "Skola · Ett: förslag 7 · Två: förslag 7"),
        (("skola", "omsorg"), "Ett: Skola · förslag 7 · Två: Omsorg · förslag 7"),
    ],
)
def test_notes_under_a_post_say_what_is_shared_once(
    areas: tuple[str, str], notes: str, tmp_path: Path
) -> None:
    """An area that all have stands first; what is a budget's own follows its name."""
    assert post_notes(tmp_path, *areas) == notes


def figure(text: str) -> Decimal | None:
    """A figure as the page writes it in English, back as a number."""
    digits = text.replace("−", "-").replace(",", "").removesuffix("%").removesuffix("pp").strip()
    return None if digits == "–" else Decimal(digits)


def columns(table: Table) -> list[tuple[str, list[str]]]:
    """For each column of figures: the words above it, and the years that it stands for."""
    *above, last = table.head
    names = [cell.text for cell in shown(last)]
    years = re.search(r", (?:per year )?(\d{4}(?:–\d{4})?|[a-z]+ \d{4}), \w+\Z", table.caption)
    if above:
        groups = [cell.text for cell in above[0] for _n in range(int(cell.attributes.get("colspan", 0)))]
    else:
        groups = [years[1]] * len(names) if years else names
    return [(name, spelled_out(group)) for name, group in zip(names, groups, strict=True)]


def spelled_out(years: str) -> list[str]:
    first, dash, last = years.partition("–")
    return [str(y) for y in range(int(first), int(last) + 1)] if dash else [years]


def figures(table: Table) -> Iterator[tuple[int, str, str, str, Decimal | None]]:
    """(row number, label, heading, year, figure) for every figure of a comparison's table."""
    above = columns(table)
    for number, (label, *cells) in enumerate(table.rows):
        for cell, (heading, years) in zip(shown(cells), above, strict=True):
            for year in years:
                yield number, label.text, heading, year, None if "/" in cell.text else figure(cell.text)


def shown(cells: list[Cell]) -> list[Cell]:
    return [cell for cell in cells if "figure" in cell.attributes.get("class", "").split()]


@pytest.mark.parametrize("arguments", COMPARISONS.values(), ids=COMPARISONS)
def test_every_figure_is_the_one_that_compare_gives(arguments: tuple[object, ...]) -> None:
    """Statement, areas, posts: as many figures as the CSV has, each of the same value."""
    parsed = Page(report(*arguments))
    found = records(*arguments)
    titles = list(found[0])[5:]
    for name, caption in (("statement", "Income statement"), ("areas", "Areas"), ("lines", "Lines that")):
        of_table = [record for record in found if record["table"] == name]
        on_page: dict[tuple[str, str], list[Decimal | None]] = {}
        order: dict[str, list[str]] = {}
        for table in parsed.tables:
            if table.caption.startswith(caption):
                for number, label, _heading, year, value in figures(table):
                    row = f"{number} {label}" if name != "statement" else label
                    on_page.setdefault((row, year), []).append(value)
                    order.setdefault(row, [])
        if name == "areas" and not order:
            assert_summaries_have_all(parsed, of_table)
            continue
        rows = dict.fromkeys(record["row"] for record in of_table)
        names = dict(zip(rows, order, strict=True))
        assert {(names[r["row"]], r["year"]) for r in of_table} == on_page.keys()
        for record in of_table:
            values = on_page[names[record["row"]], record["year"]]
            assert record["label"] in names[record["row"]]
            told = titles
            if len(values) < len(titles):  # where the baseline has nothing, the differences say it all
                assert not any(Decimal(record[title] or 0) for title in titles if title == titles[-2])
                told = [title for title in titles if "_vs_" in title]
            for title, value in zip(told, values, strict=True):
                if record["unit"] == "%" and value is not None:
                    assert abs(Decimal(record[title]) - value) <= Decimal("0.055")
                else:
                    assert value == (Decimal(record[title]) if record[title] else None)


def assert_summaries_have_all(parsed: Page, of_areas: list[dict[str, str]]) -> None:
    """Where the baseline has nothing, the summary of one budget has each area's difference as its net."""
    nets = {
        (label, year): value
        for table in parsed.tables
        if re.search(r" against .*, \w+\Z", table.caption) and len(table.head[-1]) > 4
        for _n, label, heading, year, value in figures(table)
        if heading == "Net"
    }
    for record in of_areas:
        *_others, baseline, gap = list(record.values())[5:]
        assert not Decimal(baseline or 0)
        assert nets.get((record["label"], record["year"]), Decimal(0)) == Decimal(gap or 0)


def test_headings_of_the_columns_are_those_of_compare() -> None:
    """A figure stands under the budget that it belongs to."""
    table = Page(report("alliansen", "majoriteten")).captioned("Income statement, 2024")
    found = {(label, heading): value for _n, label, heading, _year, value in figures(table)}
    assert found["Årets resultat", "Kalmaralliansen"] == Decimal("-177.5")
    assert found["Årets resultat", "Majoriteten"] == Decimal("-160.0")
    assert found["Årets resultat", "Difference"] == Decimal("-17.5")


def test_results_by_year() -> None:
    """The first table: each budget's result and share, the difference, and whence they come."""
    text = report("alliansen", "majoriteten")
    rows = [[cell.text for cell in row] for row in Page(text).captioned("Årets resultat").rows]
    assert rows[:4] == [
        ["2024"],
        ["Kalmaralliansen", "", "-177.5", "-3.4"],
        ["Majoriteten", "", "-160.0", "-3.1"],
        ["Difference", "", "-17.5", "-0.3"],
    ]
    assert len(rows) == 12
    assert "Majoriteten + 24 lines" in text
    assert "section 8.2" in text


def test_bars_are_as_long_as_their_figures() -> None:
    """The longest result fills its side; another is in proportion; both begin at nought."""
    text = report("alliansen", "majoriteten")
    pieces = re.findall(r'class="(?:budget\d|baseline)" x="([\d.]+)" y="0" width="([\d.]+)"', text)
    low, high = Decimal("-177.5"), Decimal(29)
    zero = rounded(-low / (high - low) * 100, 2)
    assert pieces[0] == ("0", f"{zero}")
    [start, length] = map(Decimal, pieces[1])
    assert abs(start + length - zero) <= Decimal("0.01")
    assert abs(length / zero - Decimal(160) / Decimal("177.5")) < Decimal("0.001")


def test_bars_of_all_areas_are_on_one_scale() -> None:
    """A bar of one table can be held against one of another."""
    text = report(*MANY)
    areas = [
        table
        for table in Page(text).tables
        if "track" in {c.attributes.get("class") for c in table.rows[0]}
    ]
    areas = [table for table in areas if " against " in table.caption]
    assert len(areas) > 2
    nets = [
        abs(figure(shown(row)[2].text) or Decimal(0))
        for table in areas
        for row in table.rows
        if row[0].text != "Total"
    ]
    lengths = [Decimal(length) for length in re.findall(r'<rect class="net" [^>]*width="([\d.]+)"', text)]
    longest = max(zip(lengths, nets, strict=True))
    for length, net in zip(lengths, nets, strict=True):
        assert abs(length - net * longest[0] / longest[1]) <= Decimal("0.02")


def test_the_baseline_has_one_colour() -> None:
    """However many budgets stand before it."""
    for arguments, budgets in ((COMPARISONS["kalmar"], 1), (THREE, 2)):
        text = report(*arguments)
        kinds = list(dict.fromkeys(re.findall(r'<rect class="(budget\d|baseline)"', text)))
        assert kinds == [*(f"budget{n}" for n in range(1, budgets + 1)), "baseline"]


def lightness_and_hue(colour: str) -> tuple[float, float, float]:
    """An sRGB colour as CIE L*a*b*, in which distances are what an eye sees."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_no_two_colours_are_alike(scheme: int) -> None:
    """Eight budgets, the baseline, savings and additions can be told apart."""
    text = report("alliansen", "majoriteten")
    names = [*(f"budget{n}" for n in range(1, 9)), "baseline", "more", "less"]
    colours = [re.findall(rf"--{name}: (#[0-9a-f]{{6}})", text)[scheme] for name in names]
    for a, b in combinations(colours, 2):
        assert math.dist(lightness_and_hue(a), lightness_and_hue(b)) > 20, (a, b)


def test_areas_have_the_counts_of_compare() -> None:
    """Every area's heading says how many proposals it has, and the list has as many."""
    parsed = Page(report("alliansen", "majoriteten"))
    counts = {
        r["label"]: int(r["alliansen"])
        for r in records("alliansen", "majoriteten")
        if r["table"] == "proposals"
    }
    assert sum(counts.values()) == 133
    for area, count in counts.items():
        assert ("h4", area) in parsed.headings
        assert f"{count} proposals" in parsed.text
    numbers = [a["id"] for tag, a in parsed.tags if tag == "li" and a.get("id")]
    assert numbers == [f"proposal-1-{n}" for n in range(1, 134)]


def test_every_link_has_a_target() -> None:
    """Links between posts and proposals lead somewhere, and no name is there twice."""
    for arguments in (COMPARISONS["kalmar"], LILLBY, THREE):
        parsed = Page(report(*arguments))
        ids = [attributes["id"] for _tag, attributes in parsed.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        links = [a["href"] for tag, a in parsed.tags if tag == "a" and a["href"].startswith("#")]
        assert links
        assert {link[1:] for link in links} <= set(ids)


def test_structure() -> None:
    """Headings go down one step at a time, tables have captions and scopes, data are Swedish."""
    parsed = Page(report("alliansen", "majoriteten"))
    levels = [int(tag[1]) for tag, _words in parsed.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for table in parsed.tables:
        assert table.caption
        cells = [cell for row in (*table.head, *table.rows) for cell in row]
        assert all(cell.attributes.get("scope") for cell in cells if cell.is_heading)
    assert dict(parsed.tags)["html"] == {"lang": "en"}
    assert all(attributes == {"lang": "sv"} for tag, attributes in parsed.tags if tag == "bdi")


def test_swedish_page_says_so() -> None:
    """In Swedish the page is, and the data need no mark of their own; numbers follow."""
    text = report("alliansen", "majoriteten", lang="sv")
    parsed = Page(text)
    assert dict(parsed.tags)["html"] == {"lang": "sv"}
    assert all(not attributes for tag, attributes in parsed.tags if tag == "bdi")
    assert "-5\u00a0054,5" in text


def test_page_needs_nothing_else() -> None:
    """No script, no picture, no address is loaded; the page's own policy forbids it, too."""
    text = report("alliansen", "majoriteten")
    parsed = Page(text)
    assert not {"script", "link", "img", "iframe", "object", "form"} & {tag for tag, _a in parsed.tags}
    assert not any(name in a for _tag, a in parsed.tags for name in ("src", "srcset", "style"))
    assert "url(" not in text
    assert "@import" not in text
    policy = next(a["content"] for _t, a in parsed.tags if "http-equiv" in a)
    assert policy.startswith("default-src 'none'")


def test_same_budgets_give_the_same_page() -> None:
    """Nothing of the moment gets in, other than the date."""
    assert report("alliansen", "majoriteten") == report.__wrapped__("alliansen", "majoriteten")
    assert "2023-11-14" in report("alliansen", "majoriteten")


def kalmars() -> str:
    budgets = find(Shelf([shipped()]), ["alliansen", "majoriteten"])
    findings = [
        FindingWords(True, "note", "Majoriteten", "Rounding explains it."),
        FindingWords(False, "warning", "Kalmaralliansen", "The text says <1.0> mkr."),
    ]
    return page(budgets, View(), ENGLISH, "en", date(2024, 1, 1), findings)


def test_findings() -> None:
    """What does not agree stands apart from notes; a clean check says so; without one, nothing does."""
    text = kalmars()
    order = [
        "do not agree with each other",
        "The text says &lt;1.0&gt; mkr.",
        "Worth knowing:",
        "Rounding explains it.",
    ]
    assert [text.index(words) for words in order] == sorted(text.index(words) for words in order)
    assert ("h2", "What the check found") in Page(text).headings
    budgets = find(Shelf([shipped()]), ["alliansen", "majoriteten"])
    clean = page(budgets, View(), ENGLISH, "en", date(2024, 1, 1), [])
    assert "The check found nothing to remark on." in clean
    assert "What the check found" not in page(budgets, View(), ENGLISH, "en", date(2024, 1, 1))


HOSTILE = {
    "script": "<script>alert(1)</script>",
    "image": '\\"><img src=x onerror=alert(1)>',
    "template": "{{ 7 * 7 }}{% raw %}",
    "formula": '=HYPERLINK(\\"http://x.example\\")',
    "at": "@SUM(1;1)",
    "entity": "&lt;b&gt; ]]> <!-- ' `",
}


def hostile(folder: Path) -> Path:
    """A budget whose every text is an attack."""
    text = dict(HOSTILE)
    path = folder / "hostile.yaml"
    path.write_text(
        f"""
name: "{text["script"]}"
municipality: "{text["image"]}"
year: 2024
unit: mkr
sign: result
source: {{title: "{text["entity"]}", url: "javascript:alert(1)"}}
areas:
  a: {{name: "{text["image"]}"}}
lines:
  - {{name: "{text["formula"]}", id: a, heading: "{text["at"]}", area: a, amounts: -1.0, proposals: [1]}}
  - {{name: "{text["template"]}", id: b, heading: "{text["script"]}", amounts: 2.5, section: "=1+1"}}
proposals:
  - {{number: 1, area: a, title: "{text["at"]} {text["script"]}", kind: measure, section: "<b>"}}
""",
        "utf-8",
    )
    other = folder / "other.yaml"
    other.write_text(
        f'name: Other\nmunicipality: "{text["image"]}"\nyear: 2024\nunit: mkr\nsign: result\n'
        "lines: [{name: Post, id: a, amounts: 1}]\n",
        "utf-8",
    )
    return path


def test_hostile_text_stays_text(tmp_path: Path) -> None:
    """Markup and template code in names come out as the words that they are."""
    path = hostile(tmp_path)
    text = report(path, tmp_path / "other.yaml")
    parsed = Page(text)
    known = {tag for tag, _attributes in Page(report("alliansen", "majoriteten")).tags}
    assert {tag for tag, _attributes in parsed.tags} <= known
    assert not any(name.startswith("on") for _tag, a in parsed.tags for name in a)
    assert not any("javascript:" in value for _tag, a in parsed.tags for value in a.values())
    for words in HOSTILE.values():
        assert words.replace('\\"', '"') in parsed.text


def test_right_to_left_override_does_not_get_in(tmp_path: Path) -> None:
    """A budget that turns its text around is refused before anything is written."""
    path = hostile(tmp_path)
    path.write_text(
        path.read_text("utf-8").replace("name: Other", "x").replace("@SUM", "\u202e@SUM"), "utf-8"
    )
    out = tmp_path / "report.html"
    result = kalmar("report", path, tmp_path / "other.yaml", "-o", out)
    assert result.code == 2
    assert not out.exists()


def test_different_baselines_are_told(tmp_path: Path) -> None:
    """What compare leaves out, the page leaves out, and says why."""
    path = tmp_path / "egen.yaml"
    path.write_text(
        "name: Egen\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
        "statement:\n  columns: [2024]\n  rows:\n    arets_resultat: [5]\n",
        "utf-8",
    )
    text = report("alliansen", path)
    assert "different baselines" in text
    assert "Lines that differ" not in Page(text).text


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("alliansen",), "a report needs two budgets"),
        (("alliansen", "majoriteten", "-o", "x.pdf"), "write -o x.html"),
        (("alliansen", "majoriteten", "-f", "csv"), "no option `-f`"),
        (("alliansen", "majoriteten", "--year", "1999"), "no column `1999`"),
        (("alliansen", "majoriteten", "-o", "missing/x.html"), "there is no folder missing"),
    ],
)
def test_refused(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong command line is refused with a cure, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    result = kalmar("report", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert not list(tmp_path.iterdir())


def test_not_for_a_terminal() -> None:
    """A page does not flood the terminal; the message says what to write."""
    result = kalmar("report", "alliansen", "majoriteten", terminal=True)
    assert (result.code, result.out) == (2, "")
    assert "-o report.html" in result.err


def test_bad_source_date() -> None:
    """A date that cannot be read is refused."""
    result = kalmar("report", "alliansen", "majoriteten", env={"SOURCE_DATE_EPOCH": "yesterday"})
    assert result.code == 2
    assert "SOURCE_DATE_EPOCH" in result.err


def test_written_file(tmp_path: Path) -> None:
    """-o writes the very page that a pipe gets."""
    out = tmp_path / "report.html"
    env = {"SOURCE_DATE_EPOCH": "1700000000"}
    assert kalmar("report", "alliansen", "majoriteten", "-o", out, env=env).code == 0
    assert out.read_text("utf-8") == report("alliansen", "majoriteten")
    assert ROOT.as_posix() not in out.read_text("utf-8")
