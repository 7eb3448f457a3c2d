"""Rows of tables that a PDF draws with rules: one line each, whatever its cells were broken over."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from kalmar_cli.draft.source import inputs
from kalmar_cli.draft.source.ruled import whole_rows
from tests.draft.test_draft_pdf import pdf

EDGES = (50, 150, 300, 400)
HEADER = [(90, ["Nämnd", "Förslag", "2027"])]


def rules(*heights: float) -> list[list[float]]:
    """A grid of three columns with a rule at each of these heights."""
    flat = [[EDGES[0], at, EDGES[-1], at + 0.7] for at in heights]
    return flat + [[at, heights[-1], at + 0.7, heights[0]] for at in EDGES]


def read(lines: Sequence[tuple[float, list[str]]], drawn: list[list[float]]) -> list[list[str]]:
    """The cells of lines that stand at these heights, those left empty being ""."""
    cells = [
        [(text, EDGES[at] + 5, EDGES[at] + 60, "") for at, text in enumerate(texts) if text]
        for _foot, texts in lines
    ]
    return [[cell[0] for cell in line] for line in whole_rows(cells, [foot for foot, _t in lines], drawn)]


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        pytest.param(
            [
                (70, ["Barn- och", "Fler vuxna", ""]),
                (60, ["ungdoms-", "i skolan", "4,0"]),
                (50, ["nämnden", "", ""]),
            ],
            [["Barn- och ungdomsnämnden", "Fler vuxna i skolan", "4,0"]],
            id="words",
        ),
        pytest.param(
            [(70, ["Skolan", "", "−"]), (60, ["", "", "1"]), (50, ["", "", "250"])],
            [["Skolan", "−1 250"]],
            id="a figure",
        ),
        pytest.param(
            [(70, ["Skolan", "Lärare", "1,5"]), (60, ["Vården", "Läkare", "2,5"])],
            [["Skolan", "Lärare", "1,5"], ["Vården", "Läkare", "2,5"]],
            id="several rows without a rule between",
        ),
        pytest.param(
            [(70, ["Skolan", "", "150"]), (60, ["Vården", "", "250"])],
            [["Skolan", "150"], ["Vården", "250"]],
            id="figures that could be one",
        ),
        pytest.param(
            [(70, ["Vi vill", "Vi vill", ""]), (60, ["mer", "mindre", ""])],
            [["Vi vill", "Vi vill"], ["mer", "mindre"]],
            id="running text in frames",
        ),
    ],
)  # fmt: skip
def test_what_stands_between_two_rules(
    lines: list[tuple[float, list[str]]], whole: list[list[str]]
) -> None:
    """Parts of one row are joined; rows of their own are not."""
    assert read([*HEADER, *lines], rules(100, 85, 45)) == [HEADER[0][1], *whole]


def test_a_cell_over_several_rows_stands_in_the_first() -> None:
    """The committee in the middle of its rows."""
    drawn = [[EDGES[0], at, EDGES[-1], at + 0.7] for at in (100, 85, 45)]
    drawn += [[EDGES[1], 65, EDGES[-1], 65.7], *([at, 45, at + 0.7, 100] for at in EDGES)]
    lines = [*HEADER, (72, ["", "Lärare", "1,5"]), (62, ["Skolan", "", ""]), (52, ["", "Kuratorer", "2,5"])]
    assert read(lines, drawn) == [HEADER[0][1], ["Skolan", "Lärare", "1,5"], ["Kuratorer", "2,5"]]


def test_rules_and_boxes_in_a_pdf(tmp_path: Path) -> None:
    """Thin boxes, lines, a path of several and a box with an edge all draw the same rows."""
    text = b"BT /F1 9 Tf 1 0 0 1 %d %d Tm (%s) Tj ET\n"
    words = b"".join(
        text % (x, y, word)
        for x, y, word in [
            (55, 70, b"Skolan och"),
            (55, 60, b"barnen"),
            (155, 70, b"4,0"),
            (155, 85, b"2027"),
        ]
    )
    thin = b"50 100 200 .7 re f 50 80 200 .7 re f\n"
    several = b"50 55 200 .7 re 50 55 .7 45 re 150 55 .7 45 re f\n"
    line = b".5 w 250 55 m 250 100 l S\n"
    boxes = b".5 w 50 55 100 25 re S 150 55 100 25 re S\n"
    for drawn in (thin + several + line, boxes):
        file = tmp_path / "ruled.pdf"
        file.write_bytes(pdf(drawn + words))
        found = [line.text for line in inputs.read(str(file), lambda _done, _all: None).lines]
        assert "Skolan och barnen  4,0" in found
