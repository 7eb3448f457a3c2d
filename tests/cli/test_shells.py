"""Completion in the shells themselves, over a shelf whose names and titles are pieces of programs."""

from pathlib import Path

import pytest

from kalmar_cli.base.characters import can_offer, offer_text
from tests.shells import installed, offered

SHELLS = ("bash", "zsh", "fish")
TOUCH = "touch PWNED"
# Pieces of programs, as the shells know them.
PIECES = (
    f"$({TOUCH})",
    rf"\$({TOUCH})",
    rf"\\$({TOUCH})",
    f"`{TOUCH}`",
    rf"\`{TOUCH}\`",
    f"; {TOUCH};",
    f"& {TOUCH} &",
    f"| {TOUCH}",
    "> PWNED",
    f"' ; {TOUCH}; '",
    f'" ; {TOUCH}; "',
    f"') ); {TOUCH}; (('",
    f'")) ; {TOUCH}; (("',
    f"<({TOUCH})",
    f"${{x:-$({TOUCH})}}",
    f"$(({TOUCH}))",
    f"({TOUCH})",
    f"'$({TOUCH})'",
    f'"\\$({TOUCH})"',
    f"[bold]\\$({TOUCH})[/bold]",
    "*",
    "[a-z]?",
    "{a,b}",
    "~root",
    "!!",
    "#",
    "=ls",
    "-rf",
    "-",
    "två ord",
)
BUDGET = """name: {name}
municipality: Kalmar
year: 2024
unit: mkr
sign: result
areas:
{areas}
statement:
  columns: {columns}
  rows:
    arets_resultat: {figures}
lines:
{lines}
proposals:
{proposals}
"""


def quoted(text: str) -> str:
    """A text as YAML in single quotes, which nothing escapes."""
    return "'" + text.replace("'", "''") + "'"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A budget with every piece as a name and a title, and under every piece as its file's name."""
    folder = tmp_path_factory.mktemp("shelf")
    columns = ["2024", "2025", "utfall 2022", *(piece for piece in PIECES if not piece.startswith("-"))]
    text = BUDGET.format(
        name=quoted(PIECES[0]),
        columns="[" + ", ".join(map(quoted, columns)) + "]",
        figures="[" + ", ".join("1" for _column in columns) + "]",
        areas="\n".join(f"  omrade-{i}: {{name: {quoted(piece)}}}" for i, piece in enumerate(PIECES)),
        lines="\n".join(
            f"  - {{name: {quoted(piece)}, id: post-{i}, area: omrade-{i}, amounts: {{2024: -1}}}}"
            for i, piece in enumerate(PIECES)
        ),
        proposals="\n".join(
            f"  - {{number: {i + 1}, title: {quoted(piece)}}}" for i, piece in enumerate(PIECES)
        ),
    )
    for name in ("budget", "gårdsby", *(piece.replace("/", "") for piece in PIECES), "a\nb"):
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("shell", SHELLS)
def test_only_harmless_text_is_offered(shell: str, shelf: Path, tmp_path: Path) -> None:
    """Nothing is run and nothing hostile offered; what is harmless still is."""
    folder, cwd = tmp_path / "program", tmp_path / "here"
    folder.mkdir()
    cwd.mkdir()
    env = installed(shell, folder, shelf)
    numbers = {str(i + 1) for i in range(len(PIECES))}
    posts = {f"post-{i}" for i in range(len(PIECES))}
    areas = {f"omrade-{i}" for i in range(len(PIECES))}
    there = {"alliansen", "majoriteten", "budget", "gårdsby"}
    expected = {
        "kalmar show ": there,
        "kalmar show b": {"budget"},
        "kalmar show g": {"gårdsby"},
        "kalmar compare budget ": there,
        "kalmar proposals budget ": numbers,
        "kalmar lines budget --area ": areas,
        "kalmar lines budget --year ": {"2024", "2025", "all"},
        "kalmar lines budget --area=": areas,
        "kalmar lines --municipality ": {"kalmar"},
        "kalmar scenario budget --drop ": posts,
        "kalmar scenario budget --adopt ": there,
        "kalmar scenario majoriteten --adopt budget:p": {f"budget:{post}" for post in posts},
    }
    for line, words in expected.items():
        found = offered(shell, line, folder, env, cwd)
        if shell == "bash" and ":" in line:  # where bash begins a new word
            found = [word if word.startswith("budget:") else f"budget:{word}" for word in found]
        if "=" in line:  # the word that is completed, or what bash makes a new word of
            found = [word.removeprefix("--area=") for word in found]
        assert set(found) == words, line
        assert len(found) == len(words), line
        assert list(cwd.iterdir()) == [], line


@pytest.mark.parametrize("piece", [*PIECES, "", "a\nb", "a\tb", "\x1b[31m", "a\u202eb", "a=b", "a^b"])
def test_no_piece_of_a_program_is_offered(piece: str) -> None:
    """As a value not at all, and beside one without a sign that a shell obeys."""
    assert not can_offer(piece)
    assert not set(offer_text(f"x {piece} y")) & set("\\$`\"'()[]{}:;&|<>*?~#!^=\n\t\x1b\u202e")


@pytest.mark.parametrize("word", ["gårdsby", "ga\u030ardsby", "alliansen@2024", "a:37", "./a_b-c.yaml"])
def test_names_are_offered(word: str) -> None:
    """Letters of any language, composed or not, and the signs that names are made of."""
    assert can_offer(word)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kameror (två nya): Berga, 5 % – 2024", "Kameror, två nya, Berga, 5 % – 2024"),
        ('Budgetar: "utfall 2022" eller all; flera.', "Budgetar, utfall 2022 eller all, flera."),
        ("Mer, *mycket* mer", "Mer, mycket mer"),
        ("Show a budget's 'own' rows", "Show a budget\u2019s own rows"),
        ("Vad kostar det?", "Vad kostar det"),
    ],
)
def test_descriptions_stay_readable(text: str, shown: str) -> None:
    """Brackets and colons become commas; the rest that a shell could obey is left out."""
    assert offer_text(text) == shown
