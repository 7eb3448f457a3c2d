"""How the page tells its story: from result to result, the biggest differences, what was checked."""

import re
from decimal import Decimal
from pathlib import Path

from tests.html_page import Page
from tests.page.test_page import MANY, figure, report, shown


def amounts(text: str, caption: str) -> list[tuple[str, Decimal]]:
    """The rows of a table of one figure: label and figure."""
    rows = Page(text).captioned(caption).rows
    return [(row[0].text, figure(shown(row)[0].text) or Decimal(0)) for row in rows]


def test_areas_lead_from_result_to_result() -> None:
    """The baseline's result and the areas' steps add up to the budget's."""
    text = report("alliansen", "majoriteten")
    (first, before), *areas, (last, after) = amounts(text, "The result 2024: from Majoriteten")
    assert (first, before) == ("Majoriteten, the result", Decimal("-160.0"))
    assert (last, after) == ("Kalmaralliansen, the result", Decimal("-177.5"))
    assert before + sum(amount for _area, amount in areas) == after
    assert dict(areas)["Ekonomi"] == Decimal("20.5")


def test_steps_follow_each_other() -> None:
    """Where one bar ends the next begins, and the last one ends at the budget's result."""
    text = report("alliansen", "majoriteten")
    drawn = text[text.index("The result 2024: from") : text.index("The biggest differences 2024")]
    bars = [
        (kind, Decimal(start), Decimal(length))
        for kind, start, length in re.findall(
            r'<rect class="(\w+)" x="([\d.]+)" y="0" width="([\d.]+)"', drawn
        )
    ]
    (_baseline, at, _nothing), *steps, (_budget, start, length) = bars
    for kind, left, width in steps:
        began = left if kind == "less" else left + width
        assert abs(began - at) <= Decimal("0.02")
        at = left + width if kind == "less" else left
    assert abs(start - at) <= Decimal("0.02")
    assert length > 0


def test_what_posts_do_not_explain_is_a_step(tmp_path: Path) -> None:
    """A result that differs by more than its posts says so."""
    files = []
    for name, result, post in (("egen", -20, -5), ("bas", -10, -3)):
        files.append(tmp_path / f"{name}.yaml")
        files[-1].write_text(
            f"name: {name.title()}\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
            f"statement:\n  columns: [2024]\n  rows:\n    arets_resultat: [{result}]\n"
            f"lines: [{{name: Skola, id: skola, amounts: {post}}}]\n",
            "utf-8",
        )
    rows = dict(amounts(report(*files), "The result 2024: from Bas to Egen"))
    assert rows["outside the lines"] == Decimal(-8)
    assert sum(list(rows.values())[:-1]) == rows["Egen, the result"]


def test_each_area_is_a_step_and_has_a_name(tmp_path: Path) -> None:
    """Also areas that two ids share the name of, and lines and proposals in none."""
    head = "municipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
    ours, base = tmp_path / "egen.yaml", tmp_path / "bas.yaml"
    base.write_text(
        f"name: Bas\n{head}areas: {{skola: {{name: Skola}}}}\n"
        "statement: {columns: [2024], rows: {arets_resultat: [10]}}\n",
        "utf-8",
    )
    ours.write_text(
        f"name: Egen\n{head}base: bas\nareas: {{utbildning: {{name: Skola}}}}\n"
        "lines: [{name: A, area: skola, amounts: -1}, {name: B, area: utbildning, amounts: -2},"
        " {name: C, amounts: 4}]\nproposals: [{number: 1, title: Gör något}]\n",
        "utf-8",
    )
    text = report(ours, base)
    assert amounts(text, "The result 2024: from Bas to Egen")[1:-1] == [
        ("Skola", Decimal(-1)),
        ("Skola", Decimal(-2)),
        ("no area", Decimal(4)),
    ]
    assert "<summary><h4>no area</h4>" in text


def test_biggest_differences_are_sorted() -> None:
    """Ten of them, the biggest first, and how many there are in all."""
    rows = amounts(report("alliansen", "majoriteten"), "The biggest differences 2024, 10 of 24")
    sizes = [abs(amount) for _post, amount in rows]
    assert len(rows) == 10
    assert sizes == sorted(sizes, reverse=True)
    assert rows[0] == ("Innovation med personalkraft besparing", Decimal("15.0"))


def test_of_two_budgets_each_has_its_story_and_of_many_none() -> None:
    """Year by year; beyond two, the tables of differences tell more."""
    captions = [table.caption for table in Page(report("alliansen", "alliansen", "majoriteten")).tables]
    for year in (2024, 2025, 2026):
        assert sum(caption.startswith(f"The result {year}") for caption in captions) == 2
    assert "From result to result" not in report(*MANY)


def test_many_budgets_have_their_differences() -> None:
    """Areas and posts of three budgets against a baseline: a column each, under the budgets' names."""
    tables = [t for t in Page(report(*MANY)).tables if t.caption.startswith("Lines that differ against")]
    assert tables
    names = [cell.text for table in tables for cell in table.head[-1][1:]]
    assert not any("±" in name for name in names)
    assert len(set(names)) == 3


def test_first_figures() -> None:
    """Result and share beside the baseline's, what is added and saved, how much is priced."""
    text = report("alliansen", "majoriteten")
    tiles, *later = re.findall(r'<dl class="tiles.*?</dl>', text, re.DOTALL)
    assert re.findall("<dd>(.*?)</dd>", tiles) == ["−177.5", "−3.4", "−42.0", "+24.5", "18 / 133"]
    assert [re.findall("<dd>(.*?)</dd>", of_year)[0] for of_year in later] == ["11.5", "11.5"]
    assert "(Majoriteten −160.0)" in tiles


def test_what_was_checked_is_told_of_each_budget() -> None:
    """The reader sees that one side has nothing that could have been found wrong."""
    text = report("alliansen", "majoriteten")
    assert "Majoriteten: 72 printed figures, 0 lines, 0 proposals checked." in text
    assert re.search(r"Kalmaralliansen: \d+ printed figures, 24 lines, 133 proposals checked.", text)


def test_proposals_can_be_chosen() -> None:
    """As many are marked as priced as the areas count, and there is a choice for each mark."""
    text = report("alliansen", "majoriteten")
    assert len(re.findall(r'<li id="proposal-1-\d+" class="[^"]*priced', text)) == 18
    inputs = {a["id"] for tag, a in Page(text).tags if tag == "input" and a["name"] == "shown"}
    assert inputs == {"shown-all", "shown-priced", "shown-inquiry"}
    assert all(f"#{id}:checked" in text for id in inputs - {"shown-all"})


def test_sections_lead_to_pages_of_the_document(tmp_path: Path) -> None:
    """Where the file gives address and page; an address that is none of the web leads nowhere."""
    for url, leads in (("https://example.se/b.pdf", True), ("javascript:alert(1)//", False)):
        file = tmp_path / "egen.yaml"
        file.write_text(
            "name: Egen\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
            f'source: {{title: Dokument, url: "{url}", pages: {{"3.1": 41}}}}\n'
            'lines: [{name: Skola, id: skola, amounts: -5, section: "3.1"}]\n',
            "utf-8",
        )
        other = tmp_path / "bas.yaml"
        other.write_text(
            "name: Bas\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"
            "lines: [{name: Skola, id: skola, amounts: -3}]\n",
            "utf-8",
        )
        assert (f'href="{url}#page=41"' in report.__wrapped__(file, other)) is leads


def test_marks_of_many_budgets_are_on_one_scale() -> None:
    """In areas and posts each difference has a bar as long as it is, whoever's it is."""
    text = report(*MANY)
    found = re.findall(
        r'data-label="[^"]*">([+-][\d.,]+)<svg class="bar".*?width="([\d.]+)"', text, re.DOTALL
    )
    cells = [(abs(figure(amount) or Decimal(0)), Decimal(width)) for amount, width in found]
    assert len(cells) > 6
    longest, widest = max(cells)
    assert all(abs(width - amount * widest / longest) < Decimal("0.05") for amount, width in cells)
