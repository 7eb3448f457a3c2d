"""Sentences that are true in both directions, name nothing that is zero, and tell every year."""

from pathlib import Path

import pytest

from tests.running import CASES, kalmar

HEAD = "municipality: Byköping\nyear: 2025\nunit: mkr\nsign: result\n"
BASE = (
    HEAD
    + """name: Styret
source: {title: Budget 2025}
statement:
  columns: [utfall 2023, 2025, 2026, 2027]
  rows:
    namndernas_nettokostnader: [-95, -100, -100, -130]
    verksamhetens_nettokostnader: [-95, -100, -100, -130]
    skatteintakter: [80, 110, 90, 110]
    generella_statsbidrag_och_utjamning: [20, 20, 10, 20]
    resultat_efter_finansiella_poster: [5, 30, 0, 0]
    arets_resultat: [5, 30, 0, 0]
"""
)


@pytest.fixture
def said(tmp_path: Path) -> object:
    """What a comparison of a party with these lines says, its sentences on one line."""
    (tmp_path / "styret.yaml").write_text(BASE, "utf-8")

    def say(lines: str, *arguments: str, turned: bool = False, lang: str = "en") -> str:
        party = HEAD + f"name: Partiet\nbase: styret\nsource: {{title: P}}\nlines:\n{lines}"
        (tmp_path / "partiet.yaml").write_text(party, "utf-8")
        names = ["styret", "partiet"] if turned else ["partiet", "styret"]
        env = {"KALMAR_BUDGETS": str(tmp_path), "KALMAR_LANG": lang}
        result = kalmar("compare", *names, *arguments, env=env)
        assert result.code == 0, result.err
        return " ".join(result.out.split())

    return say


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            "  - {name: A, amounts: -5}\n  - {name: B, amounts: -1}\n  - {name: C, amounts: 2}\n",
            "In 2025, Partiet has 6 mkr higher costs on 2 lines and 2 mkr lower on 1 line than Styret; the"
            " result is 4 mkr lower, a surplus of 26 mkr. The same differences in 2026–2027.",
        ),
        (
            "  - {name: A, amounts: 2.5}\n",
            "In 2025, Partiet has 2.5 mkr lower costs on 1 line than Styret; the result is 2.5 mkr higher,"
            " a surplus of 32.5 mkr. The same differences in 2026–2027.",
        ),
        (
            "  - {name: A, row: skatteintakter, amounts: 91.265}\n",
            "In 2025, Partiet has 91.265 mkr more income on 1 line than Styret; the result is 91.265 mkr"
            " higher, a surplus of 121.265 mkr.",
        ),
        (
            "  - {name: A, row: skatteintakter, amounts: -4}\n  - {name: B, amounts: 4}\n",
            "In 2025, Partiet has 4 mkr lower costs on 1 line and 4 mkr less income on 1 line than Styret;"
            " the result is the same, a surplus of 30 mkr. The same differences in 2026–2027.",
        ),
        # the first year that differs comes first, and the others are told as well
        (
            "  - {name: A, amounts: {2026: -5}}\n",
            "In 2026, Partiet has 5 mkr higher costs on 1 line than Styret; the result is 5 mkr lower, a"
            " deficit of 5 mkr. 2025, 2027: the same costs, income and result.",
        ),
        (
            "  - {name: A, amounts: [-5, -7, -5]}\n",
            "the result is 5 mkr lower, a surplus of 25 mkr. 2026: the result 7 mkr lower."
            " 2027: as in 2025.",
        ),
        (
            "  - {name: A, amounts: [-1, 0, 0]}\n  - {name: B, amounts: [1, 0, 0]}\n",
            "higher costs on 1 line and 1 mkr lower on 1 line than Styret; the result is the same, a"
            " surplus of 30 mkr. 2026–2027: the same costs, income and result.",
        ),
        (
            "  - {name: A, amounts: 0}\n",
            "In 2025, Partiet has the same costs and income as Styret; the result is the same, a surplus of"
            " 30 mkr. 2026–2027: the same costs, income and result.",
        ),
        # transfers below the result are neither cost nor income
        (
            "  - {name: A, row: medel_fran_resultatreserv, amounts: 3}\n",
            "In 2025, Partiet has the same costs and income as Styret; the result is the same, a surplus of"
            " 30 mkr. 2026–2027: the same costs, income and result.",
        ),
    ],
    ids=["both", "lower", "tax", "even", "later", "by year", "zero net", "none", "reserve"],
)
def test_what_is_said(said, lines: str, words: str) -> None:  # type: ignore[no-untyped-def]
    """Costs higher and lower, income more and less, on how many posts, and the result by its name."""
    assert words in said(lines)


def test_equal_lines_of_complete_budgets_do_not_make_equal_statements(tmp_path: Path) -> None:
    """Their lines specify a part of the statement, which differs in another part."""
    lines = "lines:\n  - {name: Skola, amounts: [-60, -60, -70]}\n"
    (tmp_path / "styret.yaml").write_text(BASE + lines, "utf-8")
    other = BASE.replace("Styret", "Andra").replace("-100, -130", "-99, -130").replace("110, 90", "110, 89")
    (tmp_path / "andra.yaml").write_text(other + lines, "utf-8")
    told = kalmar("compare", "andra", "styret", "--budgets", tmp_path, env={"KALMAR_LANG": "en"}).out
    words = "2025, Andra compared with Styret: the result is the same, a surplus of 30 mkr. 2026–2027: the"
    assert words + " same result." in told


@pytest.mark.parametrize("lang", ["en", "sv"])
@pytest.mark.parametrize("turned", [False, True])
def test_nobody_is_said_to_spend_or_save(said, turned: bool, lang: str) -> None:  # type: ignore[no-untyped-def]
    """In neither direction, in neither language, in tables or sentences."""
    lines = "  - {name: A, amounts: -5}\n  - {name: B, amounts: 2}\n"
    lines += "  - {name: C, row: skatteintakter, amounts: 1}\n"
    told = said(lines, turned=turned, lang=lang).casefold()
    for word in ("adds", "saves", "saving", "spend", "satsa", "spara", "satsning", "besparing"):
        assert word not in told, word
    if lang == "en":
        words = (
            "styret has 2 mkr higher costs on 1 line, 5 mkr lower on 1 line and 1 mkr less income on"
            if turned
            else "partiet has 5 mkr higher costs on 1 line, 2 mkr lower on 1 line and 1 mkr more income on"
        )
        assert words in told


def test_one_budget_tells_every_year(said, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    """A surplus, a deficit and nothing by their names, equal years together."""
    said("  - {name: A, amounts: 0}\n")
    env = {"KALMAR_BUDGETS": str(tmp_path), "KALMAR_LANG": "en"}
    told = " ".join(kalmar("show", "styret", env=env).out.split())
    assert "Styret: the result is a surplus of 30 mkr in 2025 and 0 mkr in 2026–2027." in told
    told = " ".join(kalmar("show", "styret", "--year", "utfall 2023", env=env).out.split())
    assert "Styret: the result is a surplus of 5 mkr in utfall 2023." in told


def test_a_figure_that_rounds_to_nothing_is_less_than() -> None:
    """Rounded to whole mkr, 0.4 is not 0."""
    folder = CASES / "statements"
    files = folder / "rounded-words.yaml", folder / "styret.yaml"
    arguments = ["--decimals", "0", "--year", "2025"]
    told = " ".join(kalmar("compare", *files, *arguments, env={"KALMAR_LANG": "en"}).out.split())
    assert "1 mkr higher costs on 2 lines and less than 1 mkr lower on 1 line" in told
    assert "the result is less than 1 mkr lower, a surplus of less than 1 mkr." in told


def test_an_estimate_does_not_lend_its_decimals() -> None:
    """A figure to the tkr stands beside one with a decimal."""
    changes = ["--tax", "0.25", "--change", "namndernas_nettokostnader=-1.5"]
    told = kalmar("scenario", "majoriteten", *changes, env={"KALMAR_LANG": "en"}).out
    words = "has 1.5 mkr higher costs on 1 line and 45.633 mkr more income on 1 line than"
    assert words in " ".join(told.split())


def test_whose_document_and_whose_posts() -> None:
    """The majority's figures stand in the alliance's document, and its posts are not in the data."""
    told = " ".join(kalmar("compare", "majoriteten", "alliansen", env={"KALMAR_LANG": "en"}).out.split())
    assert "The figures of Majoriteten are as Kalmaralliansen gives them in its own document" in told
    assert "The data have no lines and no proposals of Majoriteten" in told
    told = kalmar("show", "alliansen", env={"KALMAR_LANG": "en"}).out
    assert "The figures of Majoriteten are as Kalmaralliansen gives them" in told


@pytest.mark.parametrize(
    ("proposal", "told"),
    [("amount: -4", True), ("amount: -4, budget: investment", False), ("kind: inquiry", False)],
)
def test_proposals_that_no_line_pays_for_are_told(tmp_path: Path, proposal: str, told: bool) -> None:
    """Where a budget has no lines at all, its figures are the base's and hold nothing of its own."""
    (tmp_path / "styret.yaml").write_text(BASE, "utf-8")
    party = f"{HEAD}name: Partiet\nbase: styret\nproposals:\n  - {{number: 1, title: Buss, {proposal}}}\n"
    (tmp_path / "partiet.yaml").write_text(party, "utf-8")
    out = kalmar("compare", "partiet", "styret", "--budgets", tmp_path, env={"KALMAR_LANG": "en"}).out
    assert ("no lines of Partiet: what its proposals cost is not in the figures." in out) is told
