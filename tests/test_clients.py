"""How a missing client is told: skipped with the reason, or failed where all must be there."""

import pytest

from tests.clients import ALL, require

MISSING = "no-such-program-anywhere"


def test_a_program_that_is_there() -> None:
    """Its path is given."""
    require("sh")


def test_missing_is_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason names the program."""
    monkeypatch.delenv(ALL, raising=False)
    with pytest.raises(pytest.skip.Exception, match=MISSING):
        require(MISSING)


def test_missing_fails_where_all_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """KALMAR_ALL_CLIENTS=1: nothing is left out silently."""
    monkeypatch.setenv(ALL, "1")
    with pytest.raises(pytest.fail.Exception, match=MISSING):
        require(MISSING)
