"""Budgets for the properties: a complete one, and parties that build on it or on each other."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from kalmar_cli.model import Area, Budget, Line, Row, Statement
from kalmar_cli.source import START
from kalmar_cli.statement import (
    BEFORE_EXTRAORDINARY,
    GRANTS,
    NET_COST,
    OPERATING_COST,
    RESULT,
    TAX,
)

YEARS = (2024, 2025, 2026)
PARTS = (NET_COST, "finansforvaltning", TAX, GRANTS, "finansiella_intakter", "extraordinara_poster")
ORDER = (
    NET_COST,
    "finansforvaltning",
    OPERATING_COST,
    TAX,
    GRANTS,
    "verksamhetens_resultat",
    "finansiella_intakter",
    BEFORE_EXTRAORDINARY,
    "extraordinara_poster",
    RESULT,
)
AREAS = {id: Area(id, id.capitalize(), None) for id in ("skola", "omsorg", "stad")}
# A post has one row and one area in every budget, as the format wants it.
POSTS = {
    "larare": (NET_COST, "skola", "Satsningar"),
    "lokaler": (NET_COST, "skola", "Besparingar"),
    "hemgang": (NET_COST, "omsorg", None),
    "parker": (NET_COST, "stad", "Satsningar"),
    "pension": ("finansforvaltning", "stad", None),
    "skatt": (TAX, None, None),
    "utdelning": ("finansiella_intakter", None, "Besparingar"),
    "natt": (NET_COST, "omsorg", "Satsningar"),
}

# Kronor, as mkr, with figures that meet often. Few draws for each budget: drawing is what takes time.
amounts = st.one_of(
    st.sampled_from([Decimal(0), Decimal("-1.5"), Decimal("2.5")]),
    st.integers(-(10**8), 10**8).map(lambda kronor: Decimal(kronor).scaleb(-6)),
)
_over_years = st.sampled_from([(1, 1, 1), (1, 0, 0), (0, 1, 2), (-1, 3, 0)])
_lines = st.lists(
    st.tuples(st.sampled_from(sorted(POSTS)), amounts, _over_years), max_size=5, unique_by=lambda of: of[0]
)
_figures = st.lists(st.integers(-10_000, 10_000), min_size=len(PARTS), max_size=len(PARTS))


def _line_tuple(drawn: list[tuple[str, Decimal, tuple[int, ...]]]) -> tuple[Line, ...]:
    return tuple(line(id, tuple(amount * times for times in years)) for id, amount, years in drawn)


lines = _lines.map(_line_tuple)


def line(id: str, of: tuple[Decimal, ...]) -> Line:
    """A post by its id, with these amounts (mkr)."""
    row, area, heading = POSTS[id]
    return Line(id, id, heading, area, row, of, (), (), None, None, START, (START,) * len(of))


def _statement(figures: list[int], printed: int) -> Statement:
    """A statement whose parts are printed, and of its sums those whose bit is set in `printed`."""
    rows = {}
    for n, row in enumerate(ORDER):
        values: tuple[Decimal | None, ...] = (None,) * len(YEARS)
        if row in PARTS:
            values = tuple(Decimal(figures[PARTS.index(row)] + 7 * i) for i in range(len(YEARS)))
        elif printed >> n & 1:
            values = tuple(Decimal(sum(figures) + 11 * i + n) for i in range(len(YEARS)))
        rows[row] = Row(row, values, START, (START,) * len(YEARS))
    return Statement(None, 0, Decimal(1), tuple(map(str, YEARS)), rows, {}, START)


statements = st.builds(_statement, _figures, st.integers(0, 2 ** len(ORDER) - 1))


def budget(id: str, base: Budget | None, statement: Statement | None, of: tuple[Line, ...]) -> Budget:
    """A budget of these parts."""
    return Budget(
        id, id.capitalize(), "Storby", 2024, YEARS, base, "mkr", "result", None, None, None, None,
        {} if base else AREAS, statement, of, (), (), f"{id}.yaml", {},
    )  # fmt: skip


@st.composite
def parties(draw: Any, count: int) -> list[Budget]:
    """So many budgets on one base, which may itself be among their bases' bases."""
    found = [budget("bas", None, draw(statements), draw(lines))]
    for n in range(count):
        base = draw(st.sampled_from(found))
        found.append(budget(f"parti{n}", base, None, draw(lines)))
    return found[1:]
