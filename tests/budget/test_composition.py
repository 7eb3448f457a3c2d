"""However a statement is printed, its sums and its share are the same: generated statements, two ways."""

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmar_cli.budget.composition import compose
from kalmar_cli.budget.model import Budget
from kalmar_cli.budget.posts import net_by_area, own_posts, sum_posts
from kalmar_cli.budget.rows import RESULT, SHARE_ID, STANDARD, SUMS
from kalmar_cli.budget.statement import Figures
from kalmar_cli.check.case import Case
from kalmar_cli.check.rules.statement import derived, share_of_result, subtotal
from kalmar_cli.read.assemble import assemble
from kalmar_cli.read.file import read
from kalmar_cli.write.budget_yaml import budget_text
from tests.budget.test_properties import many

HEAD = "municipality: Byköping\nyear: 2025\nunit: mkr\nsign: result\n"
tenths = st.integers(-90_000, 90_000).map(lambda n: Decimal(n).scaleb(-1))
TAX_ROWS = (
    "skatteintakter",
    "slutavrakning",
    "generella_statsbidrag_och_utjamning",
    "fastighetsavgift",
    "lss",
)
COST_ROWS = ("namndernas_nettokostnader", "finansforvaltning")
FINANCE_ROWS = ("finansiella_intakter", "finansiella_kostnader")


class Printed:
    """One year's figures, and which rows of a statement print them beside the parts."""

    def __init__(
        self, parts: Mapping[str, Decimal], asides: frozenset[str], moves: Mapping[str, Decimal]
    ) -> None:
        self.parts, self.asides, self.moves = parts, asides, moves

    def rows(self, *, plain: bool) -> dict[str, Decimal]:
        """The statement's rows: plain, with tax and grants in two; or with every row and aside."""
        of = self.parts
        cost, taxes, finance = (
            sum((of[row] for row in rows), Decimal(0)) for rows in (COST_ROWS, TAX_ROWS, FINANCE_ROWS)
        )
        grants = taxes - of["skatteintakter"]
        rows = {row: of[row] for row in COST_ROWS}
        if plain:
            rows |= {"verksamhetens_nettokostnader": cost, "skatteintakter": of["skatteintakter"]}
            rows |= {"generella_statsbidrag_och_utjamning": grants, "verksamhetens_resultat": cost + taxes}
            rows |= {row: of[row] for row in FINANCE_ROWS}
        else:
            if "varav" in self.asides:
                rows["varav_pensioner"] = cost / 7
            rows["verksamhetens_nettokostnader"] = cost
            if "group first" in self.asides:
                rows["skattenetto"] = taxes
            rows |= {row: of[row] for row in TAX_ROWS}
            if "group last" in self.asides:
                rows["summa"] = taxes
            if "memo" in self.asides:
                rows["soliditet"] = Decimal(33)
            rows["verksamhetens_resultat"] = cost + taxes
            rows |= {row: of[row] for row in FINANCE_ROWS}
            if "finance" in self.asides:
                rows["finansnetto"] = finance
        result = cost + taxes + finance
        return rows | {"resultat_efter_finansiella_poster": result, "arets_resultat": result}

    def text(self, *, plain: bool) -> str:
        """The budget's file."""
        rows = self.rows(plain=plain)
        labels = {row: row.capitalize() for row in rows if row not in STANDARD}
        if "summa" in labels:
            labels["summa"] = "Summa skatter och generella statsbidrag"
        said = ", ".join(f"{row}: {label}" for row, label in labels.items())
        memo = "  memo: [soliditet]\n" if "soliditet" in rows else ""
        return (
            HEAD + f"name: Bas\nlabels: {{{said}}}\n"
            f"statement:\n  decimals: 1\n  columns: [2025]\n{memo}  rows:\n"
            + "".join(f"    {row}: [{round(value, 1)}]\n" for row, value in rows.items())
        )  # fmt: skip

    def party(self, *, plain: bool) -> str:
        """A budget upon it: lines that move its rows, of tax and grants the ones that the plain one has."""
        moves = dict(self.moves)
        if plain:
            for row in ("slutavrakning", "fastighetsavgift", "lss"):
                grants = moves.get("generella_statsbidrag_och_utjamning", Decimal(0))
                moves["generella_statsbidrag_och_utjamning"] = grants + moves.pop(row, Decimal(0))
        lines = "".join(f"  - {{name: {r}, row: {r}, amounts: {amount}}}\n" for r, amount in moves.items())
        return HEAD + "name: Parti\nbase: bas\n" + (f"lines:\n{lines}" if lines else "")


@st.composite
def statements(draw: st.DrawFn) -> Printed:
    """Figures, rows beside them, and what a party moves."""
    rows = (*COST_ROWS, *TAX_ROWS, *FINANCE_ROWS)
    figures = draw(st.lists(tenths, min_size=len(rows), max_size=len(rows)))
    asides = draw(st.frozensets(st.sampled_from(["varav", "group first", "group last", "memo", "finance"])))
    moves = draw(st.dictionaries(st.sampled_from(rows), tenths, max_size=4))
    return Printed(dict(zip(rows, figures, strict=True)), asides, moves)


def loaded(text: str, base: Budget | None = None) -> Budget:
    """The budget of a text, which must be without a mistake."""
    unbased = read(
        text.encode(), "bas" if base is None else "parti", "b.yaml" if base is None else "p.yaml"
    )
    budget = assemble(unbased, base)
    assert not unbased.problems, unbased.problems
    return budget


@many
@given(statements())
def test_rows_beside_the_parts_change_nothing(of: Printed) -> None:
    """Sums, share and what lines move are those of the plain statement, and nothing is wrong in either."""
    plain, full = (loaded(of.text(plain=p)) for p in (True, False))
    figures = []
    for budget, is_plain in ((plain, True), (full, False)):
        party = Figures(loaded(of.party(plain=is_plain), budget))
        figures.append([
            (own.derived(row, "2025"), own.tax_and_grants("2025"))
            for own in (Figures(budget), party)
            for row in (*SUMS, SHARE_ID)
        ])  # fmt: skip
        for rule in (subtotal, share_of_result, derived):
            assert not list(rule(Case(budget)))
    assert figures[0] == figures[1]


@many
@given(statements())
def test_a_group_sum_moves_with_its_parts(of: Printed) -> None:
    """Under a base: by what the party's lines move in its rows, and a detail is absent where they do."""
    base = loaded(of.text(plain=False))
    before, after = Figures(base), Figures(loaded(of.party(plain=False), base))
    for group, rows in before.composition.groups.items():
        moved = sum((of.moves.get(row, Decimal(0)) for row in rows), Decimal(0))
        first, then = before.derived(group, "2025"), after.derived(group, "2025")
        assert first is not None
        assert then is not None
        assert then - first == moved
    if "varav" in of.asides:
        known = after.derived("varav_pensioner", "2025")
        assert (known is None) == bool(of.moves.get("finansforvaltning"))


@many
@given(statements())
def test_what_is_written_is_read_again(of: Printed) -> None:
    """Memo rows and labels survive the writer."""
    budget = loaded(of.text(plain=False))
    again = loaded(budget_text(budget, schema="s.json"))
    assert budget.statement
    assert again.statement
    assert again.statement.memo == budget.statement.memo
    assert [row.values for row in again.statement.rows.values()] == [
        row.values for row in budget.statement.rows.values()
    ]
    assert Figures(again).composition == Figures(budget).composition


@pytest.mark.parametrize(
    ("rows", "parts"),
    [
        # bounded by verksamhetens resultat, a financial row, the next sum
        ("nk skatteintakter a verksamhetens_resultat b", "skatteintakter a"),
        ("nk skatteintakter a finansiella_intakter b", "skatteintakter a"),
        ("nk skatteintakter g finansnetto arets_resultat", "skatteintakter g"),
        ("nk skatteintakter g arets_resultat", "skatteintakter g"),
        # begins at skatteintäkter; what comes before it is not tax
        ("a skatteintakter g b arets_resultat", "skatteintakter g b"),
        ("skatteintakter g namndernas_nettokostnader arets_resultat", "skatteintakter g"),
        ("nk skattenetto verksamhetens_resultat", "skattenetto"),
        ("nk skatteintakter g skattenetto verksamhetens_resultat", "skatteintakter g"),
        ("skattenetto arets_resultat", "skattenetto"),
        ("nk skatteintakter varav_a g verksamhetens_resultat", "skatteintakter g"),
        ("nk skatteintakter verksamhetens_resultat", "skatteintakter"),
        # taxes above the costs
        ("skatteintakter g namndernas_nettokostnader nk verksamhetens_resultat", "skatteintakter g"),
        ("skatteintakter g a nk arets_resultat", "skatteintakter g a"),
        # an excerpt that does not tell
        ("skatteintakter arets_resultat", ""),
        ("nk skatteintakter arets_resultat", ""),
        ("nk g verksamhetens_resultat", ""),
        ("a b arets_resultat", ""),
    ],
)
def test_the_block_of_tax_and_grants(rows: str, parts: str) -> None:
    """Where it begins and ends, and what of it counts."""
    long = {"nk": "verksamhetens_nettokostnader", "g": "generella_statsbidrag_och_utjamning"}
    composition = compose([long.get(row, row) for row in rows.split()])
    assert composition.tax_parts(composition.memo) == tuple(long.get(row, row) for row in parts.split())


@pytest.mark.parametrize(
    ("label", "is_group"),
    [
        ("Finansnetto", True),
        ("Finansiellt netto", True),
        ("Summa finansiella poster", True),
        ("Skattenetto", True),
        ("Summa skatter och bidrag", True),
        ("Skatteintäkter och generella statsbidrag", True),
        ("Skatteintäkter, statsbidrag och utjämning", True),
        ("Summa skatteintäkter", False),
        ("Slutavräkning skatteintäkter", False),
        ("Kommunal fastighetsavgift", False),
        ("Utdelning", False),
    ],
)
def test_group_sums_by_their_label(label: str, is_group: bool) -> None:
    """A row of the file's own is one by what is printed before it."""
    order = ["verksamhetens_nettokostnader", "skatteintakter", "generella_statsbidrag_och_utjamning"]
    if label.casefold().startswith(("fin", "summa fin")):
        order += ["verksamhetens_resultat", "finansiella_intakter", "finansiella_kostnader"]
    order += ["egen", "resultat_efter_finansiella_poster"]
    composition = compose(order, {"egen": label})
    assert ("egen" in composition.memo) is is_group


TAIL = (
    HEAD
    + """name: Bas
labels: {realisationsvinster: Realisationsvinster, slutavrakning: Slutavräkning, skolan: Skolan,
  taxor: Taxor, ranteutfall: Ränteutfall}
areas: {stad: {name: Stad}}
statement:
  columns: [utfall 2024, 2025]
  rows:
    taxor: [5, 5]
    skolan: [-95, -95]
    skatteintakter: [80, 80]
    slutavrakning: [1, 1]
    generella_statsbidrag_och_utjamning: [20, 20]
    ranteutfall: [-1, 0.1]
    resultat_efter_finansiella_poster: [11, 11]
    arets_resultat: [11, 11]
    realisationsvinster: [-2, -2]
    arets_balanskravsresultat: [9, 9]
"""
)


def test_rows_of_the_file_s_own_are_what_their_place_and_signs_say() -> None:
    """Among tax and grants income; else by their signs: income, a cost, or either."""
    base = loaded(TAIL)
    moves = {"realisationsvinster": -4, "slutavrakning": 3, "skolan": -1, "taxor": 2, "ranteutfall": 1}
    lines = [f"  - {{name: {row}, area: stad, row: {row}, amounts: {by}}}\n" for row, by in moves.items()]
    party = loaded(f"{HEAD}name: Parti\nbase: bas\nlines:\n{''.join(lines)}", base)
    found = own_posts(party)
    assert [post.below_result for post in found.values()] == [True, False, False, False, False]
    assert [(post.is_income, post.is_cost) for post in found.values()][1:] == [
        (True, False),
        (False, True),
        (True, False),
        (False, False),
    ]
    before, after = Figures(base).derived(RESULT, "2025"), Figures(party).derived(RESULT, "2025")
    assert before is not None
    assert after is not None
    net = sum_posts(found.values(), 2025)["stad"].net
    assert net == net_by_area(party, [2025])["stad"][0] == after - before == 5


@pytest.mark.parametrize(
    ("rows", "share", "errors"),
    [
        # tax and grants in one row, which the sum below shows to be all
        ("nk -281 skatteintakter 285 finansnetto -1 re 3 ar 3", "1.05", 0),
        ("nk -281.4 skatteintakter 285.4 re 4 ar 4", "1.40", 0),
        ("nk -100 kommunalskatt 90 bidrag 12 rantenetto -1 re 1 ar 1", "0.98", 0),
        # the sum above is short of something: an excerpt, and no sum of it is wrong
        ("nk -1190 re 21 ar 21", None, 0),
        ("nk -1190 finansiella_intakter 2 finansiella_kostnader -3 re 21 ar 21", None, 0),
        ("nk -1190 skatteintakter 905 ar 21", None, 0),
        ("nk -1190 generella_statsbidrag_och_utjamning 300 ar 21", None, 0),
        ("skatteintakter 905 re 21 ar 21", None, 0),
        # as many rows as tax and grants have: a mistake
        ("nk -1190 skatteintakter 905 generella_statsbidrag_och_utjamning 290 re 21 ar 21", "1.76", 1),
        # a group sum before or after its rows, of which one more stands beside
        (
            "nk -100 skatteintakter 80 generella_statsbidrag_och_utjamning 21 verksamhetens_resultat 1"
            " finansnetto 2 finansiella_intakter 5 finansiella_kostnader -3"
            " finansiella_jamforelsestorande_poster 4 re 7 ar 7",
            "6.93",
            0,
        ),
        (
            "nk -100 skatteintakter 80 generella_statsbidrag_och_utjamning 21 verksamhetens_resultat 1"
            " finansiella_jamforelsestorande_poster 4 finansiella_intakter 5 finansiella_kostnader -3"
            " finansnetto 2 re 7 ar 7",
            "6.93",
            0,
        ),
        # without extraordinary items the two results are one, and the printed one stands
        ("nk -100.4 skatteintakter 80.4 generella_statsbidrag_och_utjamning 21.4 ar 2", "1.96", 0),
        (
            "nk -99 skatteintakter 80 generella_statsbidrag_och_utjamning 21 extraordinara_poster 3 ar 5",
            "1.98",
            0,
        ),
    ],
)
def test_statements_whole_and_in_part(rows: str, share: str | None, errors: int) -> None:
    """What is left out is absent, and nobody's mistake; what is whole has its share."""
    long = {
        "nk": "verksamhetens_nettokostnader",
        "re": "resultat_efter_finansiella_poster",
        "ar": "arets_resultat",
    }
    words = rows.split()
    lines = [
        f"    {long.get(row, row)}: [{value}]\n" for row, value in zip(words[::2], words[1::2], strict=True)
    ]
    labels = ", ".join(f"{row}: {row.capitalize()}" for row in words[::2] if row not in {*long, *STANDARD})
    head = f"{HEAD}name: Bas\nlabels: {{{labels}}}\nstatement:\n  columns: [2025]\n  decimals: 0\n  rows:\n"
    budget = loaded(head + "".join(lines))
    found = Figures(budget).derived(SHARE_ID, "2025")
    assert (None if found is None else f"{found:.2f}") == share
    assert len([f for f in subtotal(Case(budget)) if f.level == "error"]) == errors


def test_a_share_of_the_file_s_own_is_not_the_base_s() -> None:
    """What stands below resultatandel details it, and no more holds where a line moves the result."""
    base = loaded(
        HEAD + "name: Bas\nlabels: {nettokostnadsandel: Nettokostnadsandel}\n"
        "statement:\n  columns: [2025, 2026]\n  memo: [nettokostnadsandel]\n  rows:\n"
        "    namndernas_nettokostnader: [-98, -98]\n    skatteintakter: [80, 80]\n"
        "    generella_statsbidrag_och_utjamning: [20, 20]\n    arets_resultat: [2, 2]\n"
        "    resultatandel: [2, 2]\n    nettokostnadsandel: [98, 98]\n"
    )
    party = loaded(HEAD + "name: P\nbase: bas\nlines: [{name: A, amounts: {2025: -1}}]\n", base)
    figures = Figures(party)
    assert [figures.derived("nettokostnadsandel", year) for year in ("2025", "2026")] == [None, Decimal(98)]


def test_a_row_without_figure_is_nothing_where_the_column_adds_up() -> None:
    """Slutavräkning stands in the year that was; a column that does not add up lacks a figure."""
    budget = loaded(
        HEAD + "name: Bas\nlabels: {slutavrakning: Slutavräkning}\nstatement:\n"
        "  columns: [utfall 2024, 2025, 2026]\n  rows:\n    verksamhetens_nettokostnader: [-99, -98, -98]\n"
        "    skatteintakter: [80, 80, 80]\n    slutavrakning: [1, null, null]\n"
        "    generella_statsbidrag_och_utjamning: [20, 20, null]\n    verksamhetens_resultat: [2, 2, 2]\n"
        "    arets_resultat: [2, 2, 2]\n    resultatandel: [2.0, 2.0, 2.0]\n"
    )
    shares = [Figures(budget).derived(SHARE_ID, column) for column in ("utfall 2024", "2025", "2026")]
    assert [None if found is None else round(found, 2) for found in shares] == [
        Decimal("1.98"),
        Decimal(2),
        None,
    ]
    assert [f.level for f in (*subtotal(Case(budget)), *share_of_result(Case(budget)))] == []
