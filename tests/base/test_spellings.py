"""The table of spellings: every reader of figures takes from it what it may, and no more."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kalmar_cli.base import spellings
from kalmar_cli.base.numbers import SWEDISH
from kalmar_cli.base.numerals import NotANumber, number, printed_number, typed_number
from kalmar_cli.base.spellings import SPELLINGS, Spelling, kronor_of, number_in_words
from kalmar_cli.draft.find.amounts import find_amounts

WRITTEN = {
    "mnkr": 1_000_000, "mkr": 1_000_000, "Mkr": 1_000_000, "mn kr": 1_000_000, "MSEK": 1_000_000,
    "milj.": 1_000_000, "milj kr": 1_000_000, "miljoner": 1_000_000, "miljoner kronor": 1_000_000,
    "miljard": 1_000_000_000, "mdkr": 1_000_000_000, "tkr": 1_000, "kkr": 1_000, "tusen kronor": 1_000,
    "tusen": 1_000, "TSEK": 1_000, "kr": 1, "kronor": 1, ":-": 1, "SEK": 1,
}  # fmt: skip
FILES = {1_000_000: "mkr", 1_000: "tkr", 1: "kr"}


@pytest.mark.parametrize("unit", WRITTEN)
def test_a_unit_is_read_wherever_it_stands(unit: str) -> None:
    """As a unit by itself, behind a figure in a text, and in a file's cure, as a unit that files have."""
    assert kronor_of(unit) == WRITTEN[unit]
    size = 250_000 if WRITTEN[unit] == 1 else 25
    [amount] = find_amounts(f"Skolan får {size} {unit} till böcker.")
    assert amount.size == size * WRITTEN[unit]
    with pytest.raises(NotANumber) as refused:
        number(f"25 {unit}")
    figure, of = (25_000, "mkr") if "d" in unit else (25, FILES[WRITTEN[unit]])
    assert refused.value.cure == f"write {figure}, if figures here are in {of}"
    with pytest.raises(NotANumber):
        typed_number(f"25 {unit}")


def test_a_new_spelling_is_a_line_in_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else has to know it: the lookup takes it from there."""
    monkeypatch.setattr(spellings, "SPELLINGS", (*SPELLINGS, Spelling(Decimal(1_000), r"papp")))
    spellings._units.cache_clear()
    assert kronor_of("papp") == 1_000
    spellings._units.cache_clear()


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("1 019,5", "1019.5"), ("1.019,5", "1019.5"), ("1,019.5", "1019.5"), ("2000 000", "2000000"),
        ("−7,5", "-7.5"), ("–7", "-7"), ("(7)", "-7"), ("- 4\u00a0819", "-4819"),
        ("3,7 %", "3.7"), ("1’250", "1250"),
    ],
)  # fmt: skip
def test_printed_figures(text: str, size: str) -> None:
    """A document may print them so; a budget file may not, and says what it takes them for."""
    assert printed_number(text) == Decimal(size)
    with pytest.raises(NotANumber) as refused:
        number(text)
    assert refused.value.cure == f"write {size}"


@pytest.mark.parametrize("text", ["5 6", "7-8", "1 01", "5,6,7", "a", "", "–", "1..2"])
def test_no_figures(text: str) -> None:
    """What could be two figures, or none, is none."""
    assert printed_number(text) is None


@given(st.integers(-999_999_999, 999_999_999))
def test_swedish_numbers_read_back(value: int) -> None:
    """However the program itself writes a number in Swedish, the table reads it."""
    assert printed_number(SWEDISH.text(Decimal(value), 0)) == value


@pytest.mark.parametrize(
    ("words", "size"),
    [
        ("en halv", "0.5"), ("halvannan", "1.5"), ("två och en halv", "2.5"), ("tjugofem", "25"),
        ("Nittionio", "99"), ("hundratjugo", "120"), ("tvåhundra", "200"), ("trehundra femtio", "350"),
    ],
)  # fmt: skip
def test_numbers_in_words(words: str, size: str) -> None:
    """Below a thousand, and with a half."""
    assert number_in_words(words) == Decimal(size)


@pytest.mark.parametrize("words", ["fåra", "tjugotio", "hundrahundra", "flera", "ett par"])
def test_words_that_are_no_numbers(words: str) -> None:
    """No near miss is taken for one."""
    assert number_in_words(words) is None
