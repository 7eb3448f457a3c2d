"""Slips in a whole file: unit, base, areas, links, tax rates; and small files of other municipalities."""

import re
from pathlib import Path

import pytest

from kalmar_cli.budget.model import Budget
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import Finding
from kalmar_cli.check.registry import find_all
from tests.checking import found, loaded
from tests.running import CASES, ROOT, kalmar

TEXT = {
    id: (ROOT / f"budgets/kalmar/2024/{id}.yaml").read_text("utf-8") for id in ("majoriteten", "alliansen")
}


def changed(id: str, old: str, new: str, count: int = 1) -> str:
    """A shipped file's text with a part replaced, which must be there."""
    assert old in TEXT[id]
    return TEXT[id].replace(old, new, count)


def told(alliance: str, majority: str = TEXT["majoriteten"]) -> list[Finding]:
    """What is found about both files that is not found about them as they are shipped."""
    before = {(f.rule, f.message) for f in _both(TEXT["alliansen"], TEXT["majoriteten"])}
    return [f for f in _both(alliance, majority) if (f.rule, f.message) not in before]


def _both(alliance: str, majority: str) -> list[Finding]:
    base, problems = loaded(majority, "majoriteten")
    assert not problems
    return find_all(Case(base)) + found(alliance, "alliansen", base)


@pytest.mark.parametrize("rate", ["2.181", "33.67", "218.1", "21.18", "12.81"])
@pytest.mark.parametrize("id", ["alliansen", "majoriteten"])
def test_tax_rates(id: str, rate: str) -> None:
    """A wrong tax rate in either file is named."""
    texts = {**TEXT, id: changed(id, "tax_rate: 21.81", f"tax_rate: {rate}")}
    findings = told(texts["alliansen"], texts["majoriteten"])
    assert any(f.rule in ("tax-rate", "tax-income") and rate in f.message for f in findings)


def test_every_line_in_another_area() -> None:
    """A line that is moved to another area is named, whichever it is."""
    budget, _problems = loaded(
        TEXT["alliansen"], "alliansen", loaded(TEXT["majoriteten"], "majoriteten")[0]
    )
    lines = TEXT["alliansen"].split("\n")
    for line in budget.lines:
        at = next(n for n in range(line.place.line, len(lines)) if lines[n].strip().startswith("area:"))
        other = "investeringar" if line.area != "investeringar" else "valfard"
        text = "\n".join([*lines[:at], f"    area: {other}", *lines[at + 1 :]])
        assert any(f.rule == "area" and line.name in f.message for f in told(text)), line.id


def test_a_link_across_areas() -> None:
    """Two lines of different areas whose proposals are swapped."""
    text = changed("alliansen", "proposals: [112]", "proposals: [0]")
    text = text.replace("proposals: [40]", "proposals: [112]").replace("proposals: [0]", "proposals: [40]")
    messages = [f.message for f in told(text) if f.rule == "area"]
    assert len(messages) == 2
    assert any("Ordningsvakter" in message and "proposal 112" in message for message in messages)


def test_unit_in_both_files() -> None:
    """Both files in tkr: neither is odd beside the other, both are beside any municipality."""
    texts = {id: changed(id, "unit: mkr", "unit: tkr") for id in TEXT}
    findings = [f for f in told(texts["alliansen"], texts["majoriteten"]) if f.rule == "size"]
    assert {f.budget for f in findings} == {"alliansen", "majoriteten"}
    assert all("4.755 mkr" in f.message for f in findings)


def test_no_base(tmp_path: Path) -> None:
    """The base is not named: the lines are tiny beside the statement, and the neighbour is advised."""
    (tmp_path / "majoriteten.yaml").write_text(TEXT["majoriteten"], "utf-8")
    (tmp_path / "alliansen.yaml").write_text(changed("alliansen", "base: majoriteten\n", ""), "utf-8")
    out = kalmar("check", tmp_path / "alliansen.yaml").out
    assert "note no-base: the lines on Nämndernas nettokostnader add up to −17.5 mkr in 2024" in out
    assert "if they are changes to Majoriteten, write `base: majoriteten`" in out
    (tmp_path / "majoriteten.yaml").unlink()
    assert "no-base" in kalmar("check", tmp_path / "alliansen.yaml").out


def test_a_line_in_another_unit() -> None:
    """A line of −7,200 mkr."""
    text = changed(
        "alliansen", "amounts: -7.0\n    proposals: [112]", "amounts: -7200\n    proposals: [112]"
    )
    assert any(f.rule == "unit" and "Socialförvaltning" in f.message for f in told(text))


def test_a_total_in_another_unit() -> None:
    """A printed sum of lines that is larger than the net cost."""
    text = changed("alliansen", "amounts: -17.5", "amounts: -17500")
    assert any(f.rule == "unit" and f.where.startswith("total") for f in told(text))


@pytest.mark.parametrize(
    ("stated", "rules"),
    [
        ("{amount: 304, section: a, years: [2025]}", []),
        ("{amount: 304, section: a}", []),
        ("{amount: 314, section: a, years: [2026]}", []),
        ("{amount: 304, section: a, years: [2026]}", ["stated-amount"]),
        ("{amount: 300, section: a, years: [2025]}", ["stated-amount"]),
    ],
)
def test_prose_may_give_what_a_post_of_the_base_becomes(stated: str, rules: list[str]) -> None:
    """The committee's new frame, its change included; not the old one, and not that of another year."""
    head = "municipality: M\nyear: 2025\nunit: mkr\nsign: spending\n"
    lines = "lines: [{name: Skola, amounts: {2025: 300, 2026: 309}}]\n"
    base, _problems = loaded(f"name: B\n{head}{lines}", "base")
    line = f"{{name: Skola, amounts: [4, 5], stated: [{stated}]}}"
    party = f"name: P\n{head}base: base\nlines: [{line}]\n"
    assert [f.rule for f in found(party, "p", base, "stated-amount")] == rules


@pytest.mark.parametrize(
    ("name", "amount", "errors"),
    [
        ("Summa Trygghetspaket", -9.0, 0),
        ("Trygghetspaket, totalt", -9.0, 0),
        ("Delsumma trygghetspaket", -9.5, 1),
        ("Summa Välfärd", -7.0, 0),
        ("Summa", -12.0, 0),
        ("Summa", -9.0, 1),
    ],
)
def test_a_sum_that_bears_the_name_of_a_heading_or_area(name: str, amount: float, errors: int) -> None:
    """It is of those lines, and of all of them where it bears none."""
    text = f"""
name: P
municipality: M
year: 2025
unit: mkr
sign: result
areas: {{v: {{name: Välfärd}}, n: {{name: Näringsliv}}}}
lines:
  - {{name: A, area: v, heading: Trygghetspaket, amounts: {{2025: -7.0}}}}
  - {{name: B, area: n, heading: Trygghetspaket, amounts: {{2025: -2.0}}}}
  - {{name: C, area: n, amounts: {{2025: -3.0}}}}
totals:
  - {{name: "{name}", amounts: {amount}}}
"""
    assert len(found(text, "p", None, "printed-total")) == errors


@pytest.mark.parametrize(
    ("amounts", "rules"),
    [("[-6, -6, -6]", ["one-off"]), ("[-6, -6, 0]", ["one-off"]), ("[-6, -5, -6]", []), ("[-6, 0, 0]", [])],
)
def test_a_line_that_is_planned_year_by_year_is_not_one_off(amounts: str, rules: list[str]) -> None:
    """Words of one year contradict the same in the others, and not an amount for each."""
    text = """
name: P
municipality: M
year: 2025
unit: mkr
sign: result
statement: {columns: [2025, 2026, 2027], rows: {namndernas_nettokostnader: [-9, -9, -9]}}
lines: [{name: A, amounts: AMOUNTS, stated: [{amount: -6, section: a, years: [2025]}]}]
"""
    findings = found(text.replace("AMOUNTS", amounts), "p", None, "one-off", "stated-amount")
    assert [f.rule for f in findings] == rules


SUMS_OF_ITS_OWN = """
name: B
municipality: M
year: 2025
unit: mkr
sign: result
labels: {taxor: Taxor, summa: Summa intäkter, netto: Netto före avskrivningar, alla: Summa finansiering}
statement:
  section: "1"
  columns: [2025, 2026]
  rows:
    taxor: [50, 51]
    verksamhetens_intakter: [30, 31]
    summa: [80, 82]
    verksamhetens_kostnader: [-680, -700]
    netto: [-600, -618]
    avskrivningar: [-20, -21]
    verksamhetens_nettokostnader: [-620, -639]
    skatteintakter: [450, 465]
    generella_statsbidrag_och_utjamning: [180, 184]
    alla: [630, 649]
    verksamhetens_resultat: [10, 10]
    resultat_efter_finansiella_poster: [10, 10]
    arets_resultat: [10, 10]
    resultatandel: [1.6, 1.5]
"""


@pytest.mark.parametrize(
    ("old", "new", "rows"),
    [
        ("", "", ["summa", "alla"]),
        ("columns", "memo: [summa, netto]\n  columns", ["alla"]),
        ("columns", "memo: [summa, netto, alla]\n  columns", []),
        ("[-600,", "[-660,", ["summa", "verksamhetens_nettokostnader", "alla"]),
    ],
)
def test_sums_of_the_documents_own_are_named_once(old: str, new: str, rows: list[str]) -> None:
    """A row that counts twice is to blame, and not the sum or the share that it counts in."""
    findings = found(SUMS_OF_ITS_OWN.replace(old, new, 1), "b", None, "subtotal", "share")
    assert [f.where.split()[1] for f in findings] == rows


def test_an_earlier_column_under_another_year() -> None:
    """utfall 2021 with the figures of utfall 2022."""
    text = changed("alliansen", "utfall 2022", "utfall 2021")
    assert any(f.rule == "other-year" and "utfall 2021" in f.message for f in told(text))


@pytest.mark.parametrize(("name", "rules"), [("budget 2024", []), ("utfall 2024", ["other-year"])])
def test_a_base_of_last_year_has_a_bare_year_for_its_budget(
    tmp_path: Path, name: str, rules: list[str]
) -> None:
    """2024 in a budget for 2024 is budget 2024 in the next one, and no outcome of it."""
    text = TEXT["majoriteten"].replace("year: 2024", "year: 2025")
    text = text.replace("2024, 2025, 2026]", f"{name}, 2025, 2026]")
    text = text.replace("year: 2025", "year: 2025\nbase: majoriteten@2024", 1)
    (tmp_path / "majoriteten-2025.yaml").write_text(text, "utf-8")
    found = kalmar("check", tmp_path / "majoriteten-2025.yaml", "--rule", "other-year", "-f", "csv")
    assert [line.split(",")[0] for line in found.out.splitlines()[1:]] == rules


@pytest.mark.parametrize("row", ["finansforvaltning", "skatteintakter", "resultatandel"])
def test_a_row_is_left_out(row: str) -> None:
    """A statement without a row that the base has."""
    lines = [line for line in TEXT["alliansen"].split("\n") if not line.startswith(f"    {row}:")]
    assert any(f.rule == "left-out" for f in told("\n".join(lines)))


def test_the_alliance_in_one_note() -> None:
    """What the proposals state and what the lines carry, by hand: −7.8 − 1.5 − 8.2 = −17.5."""
    [note] = [f for f in _both(TEXT["alliansen"], TEXT["majoriteten"]) if f.rule == "unproposed"]
    assert note.message.startswith("no numbered proposal asks for 5 lines: ")
    assert "lines without proposal −8.2: −17.5 in all" in note.message


# -- small files ------------------------------------------------------------------


def budget(**more: str) -> Budget:
    """A budget without base, with these keys."""
    head = {"name": "M", "municipality": "By", "year": "2025", "unit": "mkr", "sign": "result"}
    text = "\n".join(f"{key}: {value}" for key, value in {**head, "source": "{title: T}", **more}.items())
    made, problems = loaded(text + "\n", "m")
    assert not problems
    return made


def rules_of(budget: Budget, neighbour: Budget | None = None) -> list[str]:
    """The rules that find something."""
    return [f.rule for f in find_all(Case(budget, None, neighbour))]


STATEMENT = (
    "{columns: [2025], rows: {namndernas_nettokostnader: [-900], skatteintakter: [700],"
    " generella_statsbidrag_och_utjamning: [250]}}"
)


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        # they add up to the row, or do so within their rounding
        ("[{name: A, amounts: -500}, {name: B, amounts: -400}]", []),
        ("[{name: A, amounts: -500.4}, {name: B, amounts: -399.7}]", []),
        # a list of some of its posts, with nothing beside it to build on
        ("[{name: A, amounts: -500}]", []),
        # tiny beside the row
        ("[{name: A, amounts: -5.0}]", ["no-base"]),
    ],
)
def test_lines_without_base(lines: str, rules: list[str]) -> None:
    """Lines that are the row's own posts, and lines that are changes to another budget."""
    assert rules_of(budget(statement=STATEMENT, lines=lines)) == rules


@pytest.mark.parametrize(
    ("lines", "rules"),
    [
        # of the size of the neighbour's net cost, or of its posts
        ("[{name: A, amounts: -880}]", []),
        ("[{name: A, amounts: -70}]", []),
        ("[{name: A, amounts: -8}]", ["no-base"]),
    ],
)
def test_lines_without_statement(lines: str, rules: list[str]) -> None:
    """Beside a whole budget of the same year; alone, nothing is said."""
    other = budget(statement=STATEMENT, lines="[{name: B, amounts: -60}]")
    assert rules_of(budget(lines=lines), other) == rules
    assert rules_of(budget(lines=lines)) == []


def test_lines_that_do_not_add_up_beside_another() -> None:
    """Some posts of a whole budget, where another one lies beside it."""
    own = budget(statement=STATEMENT, lines="[{name: A, amounts: -500}]")
    assert rules_of(own, budget(statement=STATEMENT)) == ["no-base"]


@pytest.mark.parametrize(
    ("tax", "grants", "population", "rules"),
    [
        (70, 31, None, []),
        (70, 29, None, ["size"]),
        (90_000, 10_001, None, ["size"]),
        (700, 250, 12_000, []),
        (700, 250, 24_000, ["size"]),
        (700, 250, 6_000, ["size"]),
    ],
)
def test_size(tax: int, grants: int, population: int | None, rules: list[str]) -> None:
    """As a whole, and per inhabitant where the population is given."""
    rows = f"{{skatteintakter: [{tax}], generella_statsbidrag_och_utjamning: [{grants}]}}"
    more = {"population": str(population)} if population else {}
    assert rules_of(budget(statement=f"{{columns: [2025], rows: {rows}}}", **more)) == rules


def test_the_size_of_an_excerpt() -> None:
    """Without tax and grants the net cost tells it."""
    rows = "{verksamhetens_nettokostnader: [-1190], arets_resultat: [21]}"
    own = budget(statement=f"{{columns: [2025], rows: {rows}}}", unit="tkr")
    [finding] = find_all(Case(own))
    assert finding.message.startswith("Verksamhetens nettokostnader: 1,190 tkr (2025), 1.190 mkr;")


def test_a_base_s_rounding_is_taken_over() -> None:
    """A party that changes whole mkr by tenths has sums that are off by what the base's are off by."""
    text = (
        "name: {}\nmunicipality: By\nyear: 2025\n{}unit: mkr\nsign: result\nsource: {{title: T}}\n"
        "statement:\n  columns: [2025]\n  rows:\n    namndernas_nettokostnader: [{}]\n"
        "    finansforvaltning: [{}]\n    verksamhetens_nettokostnader: [{}]\n"
    )
    base, _problems = loaded(text.format("M", "", -900, -41, -942), "m")
    for total, level in (("-944.3", "note"), ("-946.4", "error")):
        party = text.format("P", "base: m\n", "-902.3", "-41.0", total)
        party += "lines: [{name: A, amounts: -2.3}]\n"
        assert [f.level for f in found(party, "p", base, "subtotal")] == [level]


@pytest.mark.parametrize(
    ("unit", "rows", "rules"),
    [
        ("tkr", "{a: [-792.120, -10.455], b: [-15.100, 455]}", ["thousands-sign"]),
        # exact kronor, not thousands
        ("tkr", "{a: [-792120.455, -10.455], b: [-15.100, 455]}", []),
        ("tkr", "{a: [-792.12, -10.455], b: [-15.100, 455]}", []),
        ("tkr", "{a: [-792.120, -10.455], b: [0, 455]}", []),
        ("mkr", "{a: [-792.120, -10.455], b: [-15.100, 455]}", []),
    ],
)
def test_point_as_thousands_sign(unit: str, rows: str, rules: list[str]) -> None:
    """Three decimals each, none of a thousand or more, and not in mkr."""
    statement = f"{{columns: [2025, 2026], labels: {{a: A, b: B}}, rows: {rows}}}"
    assert rules_of(budget(unit=unit, statement=statement)) == rules


@pytest.mark.parametrize(
    ("lines", "sums"),
    [
        ("A/H: -2, B/H: -3, Summa/H: -5", ["summa"]),
        ("H/H: -5, A/H: -2, B/H: -3", ["h"]),
        # by chance: few others, and no name of a sum
        ("A/H: -2, B/H: -3, C/H: -5", []),
        # the sum of two headings
        ("A/G: -2, B/H: -3, Totalt: -5", ["totalt"]),
        # the last of many, and one in the middle
        ("A: -1, B: -2, C: -3, D: -4, E: -10", ["e"]),
        ("A: -1, B: -2, E: -10, C: -3, D: -4", []),
        # of the lines since the sum before it, of one line, in another place of the name
        ("A: -1, B: -2, Summa A: -3, C: -4, D: -5, Summa C: -9", ["summa-a", "summa-c"]),
        ("A/H: -2, H totalt/H: -2, B: -3", ["h-totalt"]),
        ("A/H: -2, H/H: -2, B: -3", []),
        # in one year of two
        ("A: -2, B: '[-3, -1]', Summa: -5", []),
    ],
)
def test_sums_among_lines(lines: str, sums: list[str]) -> None:
    """By name under a heading or over all, or as first or last of many; lines as NAME/HEADING: AMOUNT."""
    written = []
    for name, amount in (line.split(": ") for line in re.split(r", (?=[A-Z])", lines)):
        called, _slash, heading = name.partition("/")
        under = f", heading: {heading}" if heading else ""
        written.append(f"{{name: {called}{under}, amounts: {amount.strip(chr(39))}}}")
    statement = "{columns: [2025, 2026], rows: {}}"
    own = budget(statement=statement, lines=f"[{', '.join(written)}]")
    assert [f.where for f in find_all(Case(own), ["sum-among-lines"])] == [f"line {id}" for id in sums]


@pytest.mark.parametrize(
    ("title", "kind", "count"),
    [
        ("Utredning om skolan", "measure", 1),
        ("Utredning om skolan", "inquiry", 0),
        ("Utreda och införa skolråd", "measure", 0),
        ("Utredningsenhet", "measure", 0),
    ],
)
def test_kind(title: str, kind: str, count: int) -> None:
    """A title that begins with Utredning."""
    own = budget(proposals=f"[{{number: 1, title: {title}, kind: {kind}, amount: -1}}]")
    assert rules_of(own).count("kind") == count


@pytest.mark.parametrize(
    ("amounts", "level", "words"),
    [
        ("[-4.5, -6, -6]", "note", "if the amount is that of 2025, write `years: [2025]`"),
        ("[-1.5, -1.5, -1.5]", "note", "carries −1.5 per year in 2025–2027: as much in all"),
        ("[-6, -4.5, -6]", "contradiction", "if the amount is that of 2026, write `years: [2026]`"),
        ("[-6, -6, -6]", "contradiction", "say in the document which of the figures holds"),
    ],
)
def test_an_amount_of_no_year(amounts: str, level: str, words: str) -> None:
    """It may be that of the budget year or of all years; the advice names the key to write."""
    own = budget(
        statement="{columns: [2025, 2026, 2027], rows: {}}",
        lines=f"[{{name: A, amounts: {amounts}, proposals: [1]}}]",
        proposals="[{number: 1, title: B, amount: -4.5}]",
    )
    [finding] = find_all(Case(own), ["stated-amount"])
    assert finding.level == level
    assert words in f"{finding.message} {finding.remedy}"


@pytest.mark.parametrize(
    ("case", "rule", "level"),
    [
        ("07-signs-turned", "turned-signs", "error"),
        ("08-sum-among-lines", "sum-among-lines", "note"),
        ("13-point-as-thousands", "thousands-sign", "note"),
    ],
)
def test_cases(case: str, rule: str, level: str) -> None:
    """Files that were tried: what was unseen is told, and no deficit that is none."""
    out = kalmar("check", CASES / "budgets" / f"{case}.yaml", "-f", "csv").out
    assert f"{rule},{level}," in out
    assert ("deficit," in out) == (case != "07-signs-turned")


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("skatteintakter: [-730], verksamhetens_nettokostnader: [990]", "skatteintakter"),
        # no row is called tax, no cost is printed, or neither tax nor grants are
        ("nk, kommunalskatt: [-730], bidrag: [-260], verksamhetens_resultat: [0]", "kommunalskatt"),
        ("nk, skatter_och_bidrag: [-990], verksamhetens_resultat: [0]", "skatter_och_bidrag"),
        ("skatteintakter: [-730], generella_statsbidrag_och_utjamning: [-260]", "skatteintakter"),
        ("nk, resultat_efter_finansiella_poster: [-21]", "verksamhetens_nettokostnader"),
        # one cell of a wrong sign, and a municipality that pays for the equalisation
        ("verksamhetens_nettokostnader: [-990], skatteintakter: [-730]", ""),
        ("skatteintakter: [730], generella_statsbidrag_och_utjamning: [-100]", ""),
    ],
)
def test_turned_signs(rows: str, where: str) -> None:
    """However tax and costs are printed."""
    written = rows.replace("nk,", "verksamhetens_nettokostnader: [990],")
    labels = "{kommunalskatt: Kommunalskatt, bidrag: Bidrag}" if "kommunalskatt" in rows else "{}"
    own = budget(labels=labels, statement=f"{{columns: [2025], rows: {{{written}}}}}")
    expected = [f"statement {where} 2025"] if where else []
    assert [f.where for f in find_all(Case(own), ["turned-signs"])] == expected


BY_TAX = (
    "name: Bas\nmunicipality: By\nyear: 2025\nunit: mkr\nsign: result\ntax_rate: 21.50\n"
    "statement:\n  columns: [2025, 2026]\n  rows:\n    verksamhetens_nettokostnader: [-950, -950]\n"
    "    skatteintakter: [860, 860]\n    generella_statsbidrag_och_utjamning: [100, 100]\n"
    "    verksamhetens_resultat: [10, 10]\n"
)


@pytest.mark.parametrize(
    ("rate", "amount", "said"),
    [
        # 0.25 of 860 ÷ 21.5 is 10
        ("21.25", "-10", []),
        ("21.25", "-40", []),
        ("21.25", "-41", ["note: a difference of about −10.0"]),
        ("21.25", "10", ["note: a difference of about −10.0"]),
        ("21.25", "0", ["contradiction: is the same as there"]),
        ("33.67", "-10", ["contradiction: one of them is with the region's"]),
        ("21.50", "0", []),
    ],
)
@pytest.mark.parametrize("row", ["skatteintakter", "skatter_och_bidrag"])
def test_the_tax_income_fits_the_rate(rate: str, amount: str, said: list[str], row: str) -> None:
    """As to sign and size, where the tax is told from the grants; else that it is moved at all."""
    base = BY_TAX
    if row != "skatteintakter":
        base = base.replace("skatteintakter: [860, 860]", f"{row}: [960, 960]")
        base = base.replace("    generella_statsbidrag_och_utjamning: [100, 100]\n", "")
        said = [told for told in said if not told.startswith("note")]
    party = (
        f"name: P\nmunicipality: By\nyear: 2025\nbase: bas\nunit: mkr\nsign: result\ntax_rate: {rate}\n"
        f"lines: [{{name: Skatt, row: {row}, amounts: {amount}}}]\n"
    )
    findings = found(party, "p", loaded(base, "bas")[0], "tax-income")
    assert len(findings) == len(said)
    for finding, words in zip(findings, said, strict=True):
        level, _colon, part = words.partition(": ")
        assert finding.level == level
        assert part in finding.message


@pytest.mark.parametrize(("unit", "amount", "rules"), [("tkr", "-4.5", ["unit"]), ("mkr", "-4.5", [])])
def test_lines_that_are_next_to_nothing(unit: str, amount: str, rules: list[str]) -> None:
    """The largest line beside the net cost: mkr that are called tkr."""
    party = (
        f"name: P\nmunicipality: By\nyear: 2025\nbase: bas\nunit: {unit}\nsign: result\n"
        f"lines: [{{name: A, row: skatteintakter, amounts: 0.5}}, {{name: B, amounts: {amount}}}]\n"
    )
    findings = found(party, "p", loaded(BY_TAX, "bas")[0], "unit")
    assert [f.rule for f in findings] == rules
    assert all("no line is larger than B 2025: −4.5 tkr beside 950,000" in f.message for f in findings)
