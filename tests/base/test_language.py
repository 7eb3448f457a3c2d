"""What is for programs is the same in every language; what is for people is not."""

import pytest

from tests.running import kalmar

COMMANDS = [
    "compare alliansen majoriteten --lines --proposals --figures",
    "show alliansen --figures",
    "areas alliansen",
    "lines alliansen",
    "proposals alliansen",
    "list",
    "check alliansen",
    "distance alliansen majoriteten",
    "scenario alliansen --delay samordning=1 --tax +0.25",
]


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("format", ["csv", "json"])
def test_programs_get_the_same(command: str, format: str) -> None:
    """Byte for byte, in Swedish and in English."""
    english = kalmar(*command.split(), "-f", format, env={"KALMAR_LANG": "en"})
    swedish = kalmar(*command.split(), "-f", format, env={"KALMAR_LANG": "sv"})
    assert english.out
    assert swedish.out == english.out


@pytest.mark.parametrize("command", COMMANDS)
def test_people_get_their_language(command: str) -> None:
    """The table differs."""
    english = kalmar(*command.split(), env={"KALMAR_LANG": "en"})
    swedish = kalmar(*command.split(), env={"KALMAR_LANG": "sv"})
    assert swedish.out != english.out
