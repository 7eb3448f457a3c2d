"""A row's text → its name and the ways its figures can be split into columns.

Swedish tables write thousands with a space, which also parts the columns, so
`0 1 106 1 106 0 0 0` can be read in several ways; every one is given back, and
the sums decide.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.numerals import NotANumber, number

MINUSES = "-−–‐‑‒—"
_MINUS = f"[{re.escape(MINUSES)}]"
HARD = "\u00a0\u202f\u2009\u2007'’"
NOTHING = re.compile(rf"^(?:{_MINUS}|\.\.|…)$")
_START = re.compile(rf"^(?P<open>\()?(?P<sign>{_MINUS}|\+)?(?P<body>\d[\d.,]*)(?P<end>{_MINUS}|\)|%)*$")
_GROUP = re.compile(rf"^\d{{3}}(?:,\d+)?(?P<end>{_MINUS}|\)|%)*$")
_FIGURES = rf"[\d.,%()+{re.escape(MINUSES)}{HARD}…]"
# A cell that a narrow column broke after its minus: "-1,0 -" and "1,0" on the next line.
_TAIL = re.compile(
    rf"^(?P<name>.*?)(?P<tail>(?:(?:^|(?<=[\s\t]))(?:{_FIGURES}*\d{_FIGURES}*|{_MINUS}|\.\.|…|%)[ \t]*)+)$",
    re.S,
)
MOST_READINGS = 400


class Split(NamedTuple):
    """A line with figures at its end: what stands before them, and the figures' text."""

    name: str
    tail: str


def split(text: str) -> Split | None:
    """A line as name and trailing figures; None if it does not end in figures."""
    if "\t" in text:
        return _split_cells(text.split("\t"))
    match = _TAIL.match(text.rstrip())
    if not match or not any(c.isdigit() for c in match["tail"]):
        return None
    return Split(match["name"].strip(), match["tail"])


def _split_cells(cells: list[str]) -> Split | None:
    """A row of a sheet as its first written cell and the figures after it."""
    first = next((i for i, cell in enumerate(cells) if cell.strip()), len(cells))
    rest = cells[first + 1 :]
    figures = [cell for cell in rest if cell.strip() and not NOTHING.match(cell.strip())]
    if not figures or any(value(cell) is None for cell in figures):
        return None
    return Split(cells[first].strip(), "\t".join(rest))


def value(text: str, *, point_thousands: bool = True) -> Decimal | None:
    """The number that a printed figure writes, or None if it is no figure.

    A point before three digits is a thousands sign where the table uses it so.
    """
    text = text.strip()
    for mark in HARD + " ":
        text = text.replace(mark, "")
    negative = False
    if text.startswith("(") and text.endswith(")"):
        text, negative = text[1:-1], True
    text = text.rstrip("%").strip()
    if text[-1:] in MINUSES and text[:-1]:
        text, negative = text[:-1], True
    if text[:1] and text[0] in MINUSES:
        text, negative = text[1:], not negative
    text = text.removeprefix("+")
    if "," in text:
        if not re.fullmatch(r"\d{1,3}(?:\.\d{3})*,\d+|\d+,\d+", text):
            return None
        text = text.replace(".", "").replace(",", ".")
    elif point_thousands and re.fullmatch(r"\d{1,3}(?:\.\d{3})+", text):
        text = text.replace(".", "")
    elif text.count(".") > 1:
        return None
    try:
        size = number(text)
    except NotANumber:
        return None
    return -size if negative else size


def _joins(left: str, right: str) -> bool:
    """Whether `right` can go on the number that `left` began."""
    if not _GROUP.match(right):
        return False
    bare = left.lstrip("(" + MINUSES + "+")
    groups = bare.split(" ")
    if groups[0].startswith("0") or not 1 <= len(groups[0]) <= 3:
        return False
    return all(part.isdigit() for part in groups)


def _soft_tokens(tail: str) -> list[str]:
    return [t for t in re.split(r"[\s" + HARD + "]+", tail.replace(" %", "%")) if t]


def readings(tail: str, columns: int, *, point_thousands: bool = True) -> list[tuple[Decimal | None, ...]]:
    """Every way to read the figures of a row as `columns` values; None stands for nothing printed."""
    if "\t" in tail:
        cells = tail.split("\t")
        first, end = 0, len(cells)
        while end - first > columns and not cells[first].strip():
            first += 1
        while end - first > columns and not cells[end - 1].strip():
            end -= 1
        read = _cells(cells[first:end], columns, point_thousands)
        return [read] if read else []
    wide = re.split(r"[ \u00a0]{2,}|\t", tail.strip())
    if len(wide) == columns and columns > 1:
        read = _cells(wide, columns, point_thousands)
        if read:
            return [read]
    # A no-break space holds a number together, unless that leaves too few columns.
    hard = re.split(r"[ \t\n]+", tail.replace(" %", "%").strip())
    if any(mark in tail for mark in HARD) and len(hard) == columns:
        read = _cells(hard, columns, point_thousands)
        if read:
            return [read]
    found: list[tuple[Decimal | None, ...]] = []
    _walk(_soft_tokens(tail), 0, columns, (), found, point_thousands)
    return list(dict.fromkeys(found))


def _cells(cells: list[str], columns: int, point_thousands: bool) -> tuple[Decimal | None, ...] | None:
    if len(cells) != columns:
        return None
    values: list[Decimal | None] = []
    for cell in cells:
        if not cell.strip() or NOTHING.match(cell.strip()):
            values.append(None)
            continue
        figure = value(cell, point_thousands=point_thousands)
        if figure is None:
            return None
        values.append(figure)
    return tuple(values)


def _walk(
    tokens: list[str],
    at: int,
    columns: int,
    before: tuple[Decimal | None, ...],
    found: list[tuple[Decimal | None, ...]],
    point: bool,
) -> None:
    """Reads on from a token, either alone or joined with those that can go on its number."""
    left = len(tokens) - at
    missing = columns - len(before)
    if not left or not missing:
        if not left and not missing:
            found.append(before)
        return
    if missing > left or left > 4 * missing or len(found) >= MOST_READINGS:
        return
    token = tokens[at]
    if NOTHING.match(token):
        _walk(tokens, at + 1, columns, (*before, None), found, point)
        if token not in MINUSES or at + 1 == len(tokens) or tokens[at + 1][0] in MINUSES + "(":
            return
        token, at = token + tokens[at + 1], at + 1
    end = at + 1
    while True:
        figure = value(token, point_thousands=point) if _START.match(token.replace(" ", "")) else None
        if figure is not None and not re.match(rf"^{_MINUS}?0\d", token):
            _walk(tokens, end, columns, (*before, figure), found, point)
        if end == len(tokens) or not _joins(token, tokens[end]):
            return
        token = f"{token} {tokens[end]}"
        end += 1


def decimals(tails: list[str]) -> int:
    """With how many decimals the figures (not the shares) of these rows are printed at most."""
    return max((len(m) for tail in tails for m in re.findall(r"\d,(\d+)(?!\d|\s?%)", tail)), default=0)


def points_are_thousands(tails: list[str]) -> bool:
    """Whether a point in these figures parts thousands: wherever it does not stand before 1 or 2 digits."""
    return not any(re.search(r"\d\.(?:\d{1,2}|\d{4,})(?!\d)", tail) for tail in tails)
