"""What the first look at a file says of it is what the reader reads, or nothing."""

import random
from pathlib import Path

import pytest

from kalmar_cli.read.file import read
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.header import BudgetHead, header, place_and_year, seems_budget
from kalmar_cli.shelf.shelf import Shelf
from tests.running import CASES, kalmar

PLAIN = "name: P\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: result\n"


def told(data: bytes) -> BudgetHead | None:
    """What the reader makes of the same; None if it refuses the file."""
    unbased = read(data, "x", "x.yaml")
    if unbased.problems:
        return None
    values = unbased.values
    return BudgetHead(
        values["name"],
        values["municipality"],
        values["year"],
        values.get("base") or "",
        values["unit"],
        len(values.get("lines") or ()),
        len(values.get("proposals") or ()),
    )


def agree(text: str | bytes) -> bool:
    """Whether the first look says the same as the reader, or nothing, of a file and any part of it."""
    data = text.encode() if isinstance(text, str) else text
    head, found = header(data), told(data)
    if found is None:
        return True  # it is refused when it is read
    parts = [place_and_year(data[:end], whole=False) for end in range(0, len(data), 1 + len(data) // 200)]
    places = {place_and_year(data, whole=True), *parts} - {None}
    return head in (None, found) and places <= {(found.municipality, found.year)}


ODD = [
    PLAIN.replace("name: P", "name: Partiet för\n  framtiden"),
    PLAIN.replace("Kalmar", "Upplands\n  Väsby"),
    PLAIN.replace("Kalmar", "Upplands\n\n\n Väsby"),
    PLAIN.replace("Kalmar", "\n  Upplands Väsby"),
    PLAIN.replace("Kalmar", "'Kalmar'"),
    PLAIN.replace("Kalmar", '"Kalm\\u00e4r"'),
    PLAIN.replace("Kalmar", "Kalmar # där"),
    PLAIN.replace("Kalmar", "Kalmar#där"),
    PLAIN.replace("Kalmar", "Kalmar\n# där\n"),
    PLAIN.replace("Kalmar", "Kalmar\n    # där\n"),
    PLAIN.replace("Kalmar", "|\n  Kalmar"),
    PLAIN.replace("Kalmar", "Kal,mar"),
    PLAIN.replace("Kalmar", "Kalmar  ,"),
    PLAIN.replace("municipality:", "municipality :"),
    PLAIN.replace("municipality: Kalmar", "? municipality\n: Kalmar"),
    PLAIN.replace("year: 2024", '"year": 2024\nlabels: {a: b,\nyear: 2023\n}'),
    PLAIN.replace("municipality: Kalmar", '"municipality": Lund\nlabels: {a: b,\nmunicipality: Kalmar}'),
    PLAIN.replace(
        "municipality: Kalmar", "labels: {a: b,\nmunicipality: Kalmar,\nc: d}\n'municipality': Lund"
    ),
    PLAIN + "labels: {a: b,\nbase: majoriteten,\nc: d}\n",
    PLAIN + "labels: {a: b,\nbase: majoriteten\n, c: d}\n",
    PLAIN + "labels: {a: b,\nbase: majoriteten\n  , c: d}\n",
    PLAIN + "labels:\n base: majoriteten\n",
    PLAIN + "base: 'majoriteten'\n",
    PLAIN + "base: majoriteten # den\n",
    PLAIN + "base: majori\n  teten\n",
    f"---\n{PLAIN}",
    f"--- # först\n{PLAIN}",
    f"# först\n\n{PLAIN}",
    f"\ufeff{PLAIN}",
    PLAIN.replace("\n", "\r\n"),
    "{" + PLAIN.replace("\n", ",\n").rstrip(",\n") + "}\n",
    "  " + PLAIN.replace("\n", "\n  "),
    PLAIN
    + "lines:\n- {name: A, amounts: 1}\n- name: B\n  amounts: 2\nproposals:\n- {number: 1, title: T}\n",
    PLAIN + "lines:\n  # - name: Ingen\n  - name: A\n    heading: en\n      - två\n    amounts: 1\n",
    PLAIN + "lines:\n  - name: A\n    heading: |\n      - två\n       - tre\n    amounts: 1\n",
    PLAIN
    + "lines:\n  - name: A\n    stated:\n      - {amount: 1}\n    proposals:\n    - 1\n    amounts: 1\n"
    "proposals: [{number: 1, title: T}]\n",
    PLAIN + "lines: []\n",
    PLAIN + "lines:\n",
    PLAIN + "lines: # inga än\n",
    PLAIN + "lines: # en\n  -\n    name: A\n    amounts: 1\n",
    PLAIN + "lines: [{name: A,\n  amounts: 1}, {name: B, amounts: 2}]\n",
    PLAIN.replace("2024", "02024"),
    PLAIN.replace("2024", "'2024'"),
    PLAIN.replace("mkr", "MKR"),
]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_heads(text: str) -> None:
    """Folded, quoted, in brackets, in comments: the same value or none."""
    assert agree(text)


@pytest.mark.parametrize(
    "path",
    sorted([*CASES.glob("**/*.yaml"), *shipped().glob("**/*.yaml")]),
    ids=lambda path: path.stem,
)
def test_whole_files(path: Path) -> None:
    """Every budget there is."""
    assert agree(path.read_bytes())


def test_plain_heads_need_no_reading() -> None:
    """The first look is worth its while: it tells of the shipped budgets."""
    for path in shipped().glob("**/*.yaml"):
        assert header(path.read_bytes()) is not None
        assert place_and_year(path.read_bytes()[:4096], whole=False) is not None


def test_mangled_heads() -> None:
    """Heads with pieces of YAML put in, taken out and moved, the same for the same seed."""
    chance = random.Random(11)
    pieces = [
        "\n",
        "\n  ",
        " ",
        ",",
        "{",
        "}",
        "[",
        "]",
        "'",
        '"',
        "#",
        " #",
        ": ",
        "- ",
        "\n- ",
        "|",
        "\r\n",
    ]
    pieces += [
        "year: 2023",
        "\nmunicipality: Lund",
        "\nbase: b",
        "labels: {",
        "lines:\n",
        "  - name: A\n",
        "a: b",
    ]
    known = 0
    for _time in range(3000):
        text = chance.choice(ODD)
        for _change in range(chance.randint(1, 2)):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice([*pieces, ""]) + text[at + chance.choice([0, 0, 1, 6]) :]
        assert agree(text), text
        known += header(text.encode()) is not None and told(text.encode()) is not None
    assert known > 50


def test_a_folded_name_is_listed_and_found(tmp_path: Path) -> None:
    """`list`, a name, `--municipality` and `base` see what the reader reads."""
    folded = PLAIN.replace("Kalmar", "Upplands\n  Väsby").replace(
        "name: P", "name: Partiet för\n  framtiden"
    )
    (tmp_path / "multi.yaml").write_text(folded, "utf-8")
    (tmp_path / "own.yaml").write_text(
        PLAIN.replace("Kalmar", "Upplands Väsby").replace("name: P", 'base: "multi"\nname: E'), "utf-8"
    )
    [listed] = [
        line
        for line in kalmar("list", "--budgets", tmp_path, "-f", "csv").out.splitlines()
        if "multi,P" in line
    ]
    assert listed.startswith("multi,Partiet för framtiden,Upplands Väsby,2024,,")
    assert ",multi,mkr," in kalmar("list", "--budgets", tmp_path, "-f", "csv").out
    for name in ("multi", "own"):
        result = kalmar("lines", name, "--budgets", tmp_path, "--municipality", "Upplands Väsby")
        assert result.code == 0, result.err


def test_quoted_heads_in_a_circle(tmp_path: Path) -> None:
    """Two budgets that build on each other, told as such though their heads must be read."""
    for own, other in (("a", "b"), ("b", "a")):
        text = PLAIN.replace("Kalmar", "'Kalmar'") + f"base: {other}\n"
        (tmp_path / f"{own}.yaml").write_text(text, "utf-8")
    with pytest.raises(Exception, match=r"1 problem") as raised:
        Shelf([]).load(tmp_path / "a.yaml")
    assert "circle" in str(raised.value)


@pytest.mark.parametrize(
    "text", [*ODD, "name: [\nmunicipality: K\nyear: 1\n", " 'municipality' : K\n \"year\" : 2024"]
)
def test_what_may_be_a_budget_is_seen(text: str) -> None:
    """However it is written, so that no output replaces it."""
    assert seems_budget(text.encode()) or "? municipality" in text
    assert not seems_budget(b"table,municipality,year\nstatement,Kalmar,2024\n")
