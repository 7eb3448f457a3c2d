"""`kalmar check` as a whole: what it says of real budgets, how it ends, what it measures."""

import csv
import io
import json
import math
from collections import Counter
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmar_cli.base.numbers import STYLES, Interval
from kalmar_cli.base.problems import Place
from kalmar_cli.check.ranges import Ranges
from kalmar_cli.check.registry import rules
from kalmar_cli.check.report import findings_report, tell_of
from kalmar_cli.check.sections import gaps, outline
from kalmar_cli.check.similar import THRESHOLD, near_groups, near_pairs, pieces
from kalmar_cli.cli.commands.check import FORMATS_OF_CHECK
from kalmar_cli.render import FORMATS, render
from tests.checking import changed, found, loaded
from tests.clients import require
from tests.running import CASES, ROOT, SOURCE_TEXT, kalmar

GOOD = CASES / "good"
SHIPPED = ROOT / "budgets" / "kalmar" / "2024"


@pytest.fixture(autouse=True)
def _at_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)


def records(*arguments: object) -> list[dict[str, str]]:
    """The findings of a run as CSV records."""
    return list(csv.DictReader(io.StringIO(kalmar("check", *arguments, "-f", "csv").out)))


# -- real budgets ------------------------------------------------------------------


def test_majority_shows_rounding_and_its_deficit() -> None:
    """The majority's statement agrees with itself; four sums differ by rounding, a deficit is left."""
    told = records("majoriteten")
    assert Counter((r["rule"], r["level"]) for r in told) == {
        ("subtotal", "note"): 4,
        ("deficit", "note"): 1,
    }
    assert all("rounding explains" in r["message"] for r in told if r["rule"] == "subtotal")
    assert kalmar("check", "majoriteten").code == 0
    assert kalmar("check", "majoriteten", "--strict").code == 1


def test_alliance_contradictions() -> None:
    """What the document says twice, by rule and by the place that the finding stands at."""
    result = kalmar("check", "alliansen", "--level", "contradiction")
    assert result.code == 1
    assert [(r["rule"], r["where"]) for r in records("alliansen", "--level", "contradiction")] == [
        ("one-off", "line gangrekrytering stated"),
        ("stated-amount", "line kameror stated"),
        ("stated-amount", "line innovation-med-personalkraft stated"),
        ("stated-amount", "line koordinator stated"),
        ("one-off", "line innovation-med-personalkraft-besparing stated"),
        ("one-off", "line samordning stated"),
        ("stated-amount", "proposal 3"),
        ("stated-amount", "proposal 40"),
        ("one-off", "proposal 46"),
        ("unfunded", "proposal 75 stated"),
    ]


def test_same_bytes() -> None:
    """Two runs print the same, in every format that is text."""
    for format, of in FORMATS_OF_CHECK.items():
        assert of.binary or kalmar("check", "-f", format) == kalmar("check", "-f", format)


@pytest.mark.parametrize("name", ["goteborg/2019/bokslut", "sjobo/2022/budget"])
def test_real_statements(name: str) -> None:
    """A real statement gives no finding; one figure off by 5 gives exactly the sums and share it enters."""
    text = (GOOD / f"{name}.yaml").read_text("utf-8")
    budget, _problems = loaded(text, "budget")
    statement = budget.statement
    assert statement
    assert [f for f in found(text) if f.level == "error"] == []
    column = statement.columns[-1]
    expected = {
        "verksamhetens_kostnader": {"verksamhetens_nettokostnader"},
        "skatteintakter": {"verksamhetens_resultat"},
        "arets_resultat": {"arets_resultat"}
        | ({"arets_resultat_efter_balanskravsjusteringar"} if "sjobo" in name else set()),
        "verksamhetens_resultat": {"verksamhetens_resultat", "resultat_efter_finansiella_poster"},
    }
    for row, sums in expected.items():
        wrong = changed(text, statement.cell_place(row, column), Decimal(5))
        errors = {f.where for f in found(wrong) if f.level == "error"}
        assert errors == {f"statement {sum_row} {column}" for sum_row in sums}


def test_sections_of_the_source() -> None:
    """In the document's text, every section that the budget names exists, and 4.3 is skipped."""
    require(str(SOURCE_TEXT))
    result = kalmar("check", "alliansen", "--rule", "numbering", "--source", SOURCE_TEXT)
    assert result.code == 0
    assert "there is no section 4.3: 4.4 follows 4.2" in result.out
    assert "1 note" in result.out


# -- the command ---------------------------------------------------------------------

BROKEN = "name: Trasig\nmunicipality: Kalmar\nyear: 2024\nunit: mkr\nsign: upp\n"


def test_unreadable_file_hides_nothing(tmp_path: Path) -> None:
    """One unreadable file: its problems on stderr, the others' findings on stdout, exit 2."""
    (tmp_path / "trasig.yaml").write_text(BROKEN, "utf-8")
    result = kalmar("check", "--budgets", tmp_path)
    assert result.code == 2
    assert "trasig.yaml:5:7: expected one of result, spending" in result.err
    assert "stated-amount" in result.out
    alone = kalmar("check", tmp_path / "trasig.yaml")
    assert (alone.code, alone.out) == (2, "")


def test_unreadable_base_is_told_once(tmp_path: Path) -> None:
    """A budget whose base cannot be read is named; the base's problems are not repeated."""
    (tmp_path / "trasig.yaml").write_text(BROKEN, "utf-8")
    upon = "name: På\nmunicipality: Kalmar\nyear: 2024\nbase: trasig\nunit: mkr\nsign: result\n"
    (tmp_path / "upon.yaml").write_text(upon, "utf-8")
    result = kalmar("check", tmp_path / "trasig.yaml", tmp_path / "upon.yaml")
    assert result.code == 2
    assert result.err.count("expected one of result, spending") == 1
    assert "upon.yaml is not checked, since" in result.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--rule", "subtotl"], "did you mean"),
        (["--level", "serious"], "write one of error, contradiction, note"),
        (["-f", "github2"], "github"),
        (["-o", "x.pdf"], "gives no format"),
        (["-o", "x.github"], "gives no format"),
        (["nobody"], "there is no budget `nobody`"),
        (["--source", "x.txt"], "name the one budget"),
        (["alliansen", "--source", "x.txt"], "there is no file x.txt"),
    ],
)
def test_refused(arguments: list[str], words: str) -> None:
    """A wrong word is refused with the cure, and nothing is printed."""
    result = kalmar("check", *arguments)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_rules_and_levels() -> None:
    """--rule repeats; --level hides what is less grave, also from the exit code."""
    assert {r["rule"] for r in records("alliansen", "--rule", "one-off", "--rule", "unfunded")} == {
        "one-off",
        "unfunded",
    }
    assert kalmar("check", "alliansen", "--level", "error").code == 0


def test_list_explains() -> None:
    """--list explains every rule, in 80 columns."""
    out = kalmar("check", "--list").out
    assert out.count("  → ") == len(rules())
    assert max(map(len, out.splitlines())) <= 80


def test_json() -> None:
    """JSON has the records of CSV, numbers as numbers."""
    told = json.loads(kalmar("check", "alliansen", "-f", "json").out)
    assert told["meta"]["count"] == {"error": 0, "contradiction": 10, "note": 14}
    kameror = next(r for r in told["tables"]["findings"] if r["where"] == "line kameror stated")
    assert (kameror["stated"], kameror["computed"], kameror["difference"]) == (-1, -2, 1)


def test_terminal() -> None:
    """On a terminal the lines fit and levels are coloured; NO_COLOR leaves bold; progress is wiped."""
    result = kalmar("check", terminal=True)
    assert "\x1b[1;35mcontradiction\x1b[0m" in result.out
    assert result.err.startswith("\rChecking 1/2")
    assert result.err.endswith("\r\x1b[K")
    plain = kalmar("check", terminal=True, env={"NO_COLOR": "1"}).out
    assert "\x1b[1;35m" not in plain
    assert "\x1b[1mcontradiction\x1b[0m" in plain
    assert kalmar("check").err == ""


def test_output_file(tmp_path: Path) -> None:
    """A file's ending gives the format, whichever of the program's it is."""
    path = tmp_path / "findings.md"
    assert kalmar("check", "alliansen", "-o", path).code == 1
    caption = "**Check.** Kalmaralliansen · Kalmar · budget 2024. 1 budget checked.\n\n| Level"
    assert path.read_text("utf-8").startswith(caption)
    for ending in (ending for format in FORMATS.values() for ending in format.endings):
        path = tmp_path / f"findings{ending}"
        assert kalmar("check", "alliansen", "-o", path).code == 1
        assert path.stat().st_size > 1000


def test_workbook(tmp_path: Path) -> None:
    """A sheet a budget, gravest first; nothing is said of formulas that are not there."""
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "findings.xlsx"
    assert kalmar("check", "-o", path).code == 1
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 3
    levels = [row[0] for row in book.worksheets[0].iter_rows(min_row=6, values_only=True)]
    assert [level for n, level in enumerate(levels) if n == 0 or levels[n - 1] != level] == [
        "contradiction",
        "note",
    ]
    about = [row[0] for row in book.worksheets[-1].iter_rows(values_only=True)]
    assert "Note" in about
    assert not {"Formulas", "Sign"} & set(about)


def test_markdown_is_escaped() -> None:
    """What a budget's own words could mean on a site is escaped as in every other Markdown."""
    title = "@octocat se :smile: och $x$ &amp; 1"
    text = (
        "name: A\nmunicipality: B\nyear: 2024\nunit: mkr\nsign: result\nsource: {title: C}\nproposals:\n"
        f"  - {{number: 1, title: '{title}', amount: -1}}\n"
        f"  - {{number: 2, title: '{title}', amount: -2}}\n"
    )
    budget, _problems = loaded(text, "a")
    report = findings_report([tell_of(budget, tuple(found(text, "a")))])
    told = str(render(report, "markdown", STYLES["en"]))
    assert r"\@octocat se \:smile: och \$x\$ \&amp; 1" in told
    assert title not in told


def test_spending_sign() -> None:
    """Figures are told in the file's own sign and unit."""
    text = (
        "name: A\nmunicipality: B\nyear: 2024\nunit: tkr\nsign: spending\nsource: {title: C}\nlines:\n"
        "  - {name: Skola, amounts: 2000, stated: [{amount: 2500, section: '1'}]}\n"
    )
    [finding] = found(text)
    assert [finding.stated, finding.computed, finding.difference] == [2500, 2000, 500]
    words = "section 1 gives 2,500 tkr; the line Skola carries 2,000 in 2024: a difference of 500"
    assert finding.message == words


# -- what the rules measure with --------------------------------------------------------

words = st.sampled_from(
    ["upphandling", "utbildning", "skola", "skolor", "väg", "cykelväg", "park", "trygghet", "i", "av"]
)


@given(st.lists(st.lists(words, min_size=1, max_size=5).map(" ".join), max_size=25))
def test_near_pairs_misses_none(texts: list[str]) -> None:
    """The index finds what comparing all with all finds, at a threshold where there are many."""
    sets = [pieces(text) for text in texts]
    often = Counter(piece for found in sets for piece in found)

    def size(found: frozenset[str]) -> float:
        return sum(math.log(1 + len(texts) / often[piece]) ** 2 for piece in found)

    expected = {
        (a, b)
        for a, b in combinations(range(len(texts)), 2)
        if sets[a] & sets[b]
        and size(sets[a] & sets[b]) >= 0.4000001 * math.sqrt(size(sets[a]) * size(sets[b]))
    }
    told = {(pair.first, pair.second) for pair in near_pairs(list(map(pieces, texts)), 0.4)}
    assert expected <= told
    assert all(pair.nearness >= 0.4 for pair in near_pairs(list(map(pieces, texts)), 0.4))


def test_near_groups() -> None:
    """The same words in any order and number are one group; what is near to two of them joins in."""
    texts = ["Fler lärare i skolan"] * 300 + ["Skolan: fler lärare", "i av", "i av", "Cykelväg"] * 2
    groups = near_groups(texts)
    assert groups == [[*range(301), 304], [303, 307]]


def test_threshold_on_the_133() -> None:
    """Of the real titles, those of one and the same unit are near, and no others."""
    budget, _problems = loaded(
        (SHIPPED / "alliansen.yaml").read_text("utf-8"),
        "alliansen",
        loaded((SHIPPED / "majoriteten.yaml").read_text("utf-8"), "majoriteten")[0],
    )
    proposals = budget.proposals
    titles = [pieces(p.title) for p in proposals]
    pairs = near_pairs(titles)
    assert [(proposals[p.first].number, proposals[p.second].number) for p in pairs] == [
        (83, 100),
        (83, 101),
        (100, 101),
    ]
    below = near_pairs(titles, THRESHOLD - 0.03)
    assert len(below) == len(pairs)


def test_outline() -> None:
    """Headings are found, page feet and proposals are not; a skipped number is told."""
    text = " 1 A\n12. Att vi\n9 Foot 2024\n2 B\n2.1 One\n10 Foot 2024\n2.3.1 Deep\n2.3 Three\n300 000 kr"
    sections = outline("x", text).sections
    assert sections == {
        "1": Place(1, 2),
        "2": Place(4, 1),
        "2.1": Place(5, 1),
        "2.3.1": Place(7, 1),
        "2.3": Place(8, 1),
    }
    assert gaps(sections) == [("2.1", "2.2", "2.3")]


STATEMENT = """name: A
municipality: B
year: 2024
unit: mkr
sign: result
source: {title: C}
statement:
  columns: [2024]
  rows:
    arets_resultat: [10]
    balanskravsjusteringar: [-1]
    arets_resultat_efter_balanskravsjusteringar: [9]
    medel_till_resultatutjamningsreserv: [SIZE]
    arets_balanskravsresultat: [5]
"""


@pytest.mark.parametrize("size", ["4", "-4"])
def test_reserve_counts_by_size(size: str) -> None:
    """A transfer to the reserve takes away its size, whatever sign is printed."""
    budget, _problems = loaded(STATEMENT.replace("SIZE", size), "budget")
    ranges = Ranges(budget)
    assert ranges.sum_of_printed("arets_balanskravsresultat", "2024") == 5
    assert ranges.parts("arets_balanskravsresultat", "2024") == Interval(Decimal(4), Decimal(6))
    assert found(STATEMENT.replace("SIZE", size)) == []


@given(st.lists(st.decimals(-500, 500, places=3), min_size=2, max_size=6))
def test_rounding_is_never_an_error(exact: list[Decimal]) -> None:
    """Exact parts and their sum, printed in whole mkr, give notes at most."""
    rows = [f"    del_{i}: [{round(value)}]" for i, value in enumerate(exact)]
    labels = ", ".join(f"del_{i}: Del {i}" for i in range(len(exact)))
    text = "\n".join(
        [
            "name: A\nmunicipality: B\nyear: 2024\nunit: mkr\nsign: result\nsource: {title: C}",
            f"statement:\n  columns: [2024]\n  labels: {{{labels}}}\n  rows:",
            *rows,
            f"    verksamhetens_nettokostnader: [{round(sum(exact))}]",
        ]
    )
    assert all(finding.level == "note" for finding in found(text + "\n", "budget", None, "subtotal"))


def test_shares_are_rounded_half_away_from_zero() -> None:
    """2.125 % is 2.13 everywhere."""
    text = (
        "name: A\nmunicipality: B\nyear: 2024\nunit: mkr\nsign: result\nsource: {title: T}\n"
        "statement:\n  section: '1'\n  decimals: 3\n  columns: [2024]\n  rows:\n"
        "    skatteintakter: [60]\n    generella_statsbidrag_och_utjamning: [40]\n"
        "    resultat_efter_finansiella_poster: [2.125]\n    resultatandel: [3]\n"
    )
    [finding] = [of for of in found(text) if of.rule == "share"]
    assert finding.computed == Decimal("2.13")
