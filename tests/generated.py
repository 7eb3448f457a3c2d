"""Budgets for the properties: a complete one, and parties that build on it or on each other."""

from decimal import Decimal

from hypothesis import strategies as st

from kalmar_cli.base.problems import START
from kalmar_cli.budget.model import Area, Budget, Line, Row, Statement
from kalmar_cli.budget.rows import BEFORE_EXTRAORDINARY, GRANTS, NET_COST, OPERATING_COST, RESULT, TAX

YEARS = (2024, 2025)
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
    # below the result: no spending, no saving
    "reserv": ("medel_fran_resultatutjamningsreserv", "stad", "Satsningar"),
}

# Every value is decoded from bytes drawn at once: drawing them one by one takes ten times as long.
_BYTES_FOR_A_POST, _BYTES_FOR_A_FIGURE = 4, 2
_OFTEN = (Decimal(0), Decimal("-1.5"), Decimal("2.5"), Decimal(-20))
_OVER_YEARS = ((1, 1), (1, 0), (0, 2), (-1, 3))

lines_drawn = st.binary(min_size=_BYTES_FOR_A_POST * len(POSTS), max_size=_BYTES_FOR_A_POST * len(POSTS))
figures_drawn = st.binary(
    min_size=_BYTES_FOR_A_FIGURE * (len(PARTS) + 1), max_size=_BYTES_FOR_A_FIGURE * (len(PARTS) + 1)
)
amounts = st.one_of(
    st.sampled_from(_OFTEN),
    st.integers(-(10**8), 10**8).map(lambda kronor: Decimal(kronor).scaleb(-6)),
)


def lines(drawn: bytes) -> tuple[Line, ...]:
    """Some of POSTS, with amounts to the krona (mkr); about half of them have one of a few amounts."""
    found = []
    for n, id in enumerate(POSTS):
        how, *digits = drawn[n * _BYTES_FOR_A_POST : (n + 1) * _BYTES_FOR_A_POST]
        if how & 1:
            kronor = int.from_bytes(bytes(digits), "big", signed=True)
            amount = _OFTEN[digits[0] & 3] if how & 2 else Decimal(kronor).scaleb(-6)
            found.append(line(id, tuple(amount * times for times in _OVER_YEARS[how >> 2 & 3])))
    return tuple(found)


def line(id: str, of: tuple[Decimal, ...]) -> Line:
    """A post by its id, with these amounts (mkr)."""
    row, area, heading = POSTS[id]
    return Line(id, id, heading, area, row, of, (), (), None, None, START, (START,) * len(of))


def statement(drawn: bytes) -> Statement:
    """A statement whose parts are printed, and of its sums about half."""
    size = _BYTES_FOR_A_FIGURE
    figures = [
        int.from_bytes(drawn[at : at + size], "big", signed=True) for at in range(0, len(drawn), size)
    ]
    printed = figures.pop()
    rows = {}
    for n, row in enumerate(ORDER):
        values: tuple[Decimal | None, ...] = (None,) * len(YEARS)
        if row in PARTS:
            values = tuple(Decimal(figures[PARTS.index(row)] + 7 * i) for i in range(len(YEARS)))
        elif printed >> n & 1:
            values = tuple(Decimal(sum(figures) + 11 * i + n) for i in range(len(YEARS)))
        rows[row] = Row(row, values, START, (START,) * len(YEARS))
    return Statement(None, 0, Decimal(1), tuple(map(str, YEARS)), rows, {}, START)


def budget(id: str, base: Budget | None, statement: Statement | None, of: tuple[Line, ...]) -> Budget:
    """A budget of these parts."""
    return Budget(
        id, id.capitalize(), "Storby", 2024, YEARS, base, "mkr", "result", {}, {}, None, None,
        {} if base else AREAS, statement, of, (), (), f"{id}.yaml", {},
    )  # fmt: skip


def parties(count: int) -> st.SearchStrategy[list[Budget]]:
    """So many budgets, each on a common base or on one of those before it."""

    def built(drawn: tuple[bytes, bytes, bytes, tuple[bytes, ...]]) -> list[Budget]:
        printed, posts, bases, of_parties = drawn
        found = [budget("bas", None, statement(printed), lines(posts))]
        for n, of in enumerate(of_parties):
            found.append(budget(f"parti{n}", found[bases[n] % len(found)], None, lines(of)))
        return found[1:]

    return st.tuples(
        figures_drawn,
        lines_drawn,
        st.binary(min_size=count, max_size=count),
        st.tuples(*[lines_drawn] * count),
    ).map(built)
