"""Files that cannot hold their own message: bytes, sizes, kinds of files; each gets one clear message."""

import os
from pathlib import Path

import pytest
import yaml

from kalmar_cli.base.problems import Place, Problem, Unusable
from kalmar_cli.read import events
from tests.reader import HEADER
from tests.running import kalmar


def said_of(path: Path, *options: object) -> str:
    """What is said of a file in the current folder; it must fail and print nothing."""
    result = kalmar("show", path.name, *options)
    assert (result.code, result.out) == (2, "")
    return result.err


BYTES = {
    "latin-1": (
        HEADER.replace("Provpartiet", "Östpartiet").encode("latin-1"),
        "f.yaml:1:7: the text is not UTF-8 (byte 0xd6)\n    name: �stpartiet\n          ^\n"
        "  → save the file as UTF-8\nf.yaml: 1 problem\n",
    ),
    "latin-1 after letters": (
        "# åäö\nname: ".encode() + b"\xe5\n",
        "f.yaml:2:7: the text is not UTF-8 (byte 0xe5)\n    name: �\n          ^\n"
        "  → save the file as UTF-8\nf.yaml: 1 problem\n",
    ),
    "utf-16": (
        HEADER.encode("utf-16"),
        "f.yaml:1:1: the text is not UTF-8 (byte 0xff)\n    ��n·a·m·e·:· ·P·r·o·v·p·a·r·t·i·e·t·\n    ^\n"
        "  → save the file as UTF-8\nf.yaml: 1 problem\n",
    ),
    "cut in a letter": (
        b"name: \xc3",
        "f.yaml:1:7: the text is not UTF-8 (byte 0xc3)\n    name: �\n          ^\n"
        "  → save the file as UTF-8\nf.yaml: 1 problem\n",
    ),
    "empty": (
        b"",
        "f.yaml:1:1: the file is empty\n  → write a budget; `kalmar list` shows some\nf.yaml: 1 problem\n",
    ),
    "blank": (
        b"\xef\xbb\xbf \r\n\n",
        "f.yaml:1:1: the file is empty\n  → write a budget; `kalmar list` shows some\nf.yaml: 1 problem\n",
    ),
    "NUL bytes": (
        b"\0" * 1000,
        "f.yaml:1:1: the invisible character U+0000 is not read\n    " + "·" * 100 + "…\n    ^\n"
        "  → remove it\nf.yaml: 1 problem\n",
    ),
    "too large": (
        b"# " + b"x" * 5_000_000,
        "f.yaml:1:1: the file is larger than 5000000 bytes\n    # " + "x" * 98 + "…\n    ^\n"
        "  → split the budget, or raise the limit with --max-bytes\nf.yaml: 1 problem\n",
    ),
    "nested in a hundred thousand lists": (
        b"[" * 100_000,
        "f.yaml:1:33: nested more than 32 levels deep\n    " + "[" * 100 + "…\n" + " " * 36 + "^\n"
        "  → write the budget as in the README's example\nf.yaml: 1 problem\n",
    ),
    "after a byte-order mark": (
        b"\xef\xbb\xbf" + HEADER.encode() + "år: 1\n".encode(),
        "f.yaml:6:1: unknown key `år` in a budget\n    år: 1\n    ^\n"
        "  → remove it; known keys: name, municipality, year, base, unit, sign, tax_rate, population, "
        "price_index, result_target, source, areas, labels, statement, lines, totals, proposals\n"
        "f.yaml: 1 problem\n",
    ),
}


@pytest.mark.parametrize("case", BYTES)
def test_bytes(case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of these bytes is refused with exactly this message."""
    data, message = BYTES[case]
    path = tmp_path / "f.yaml"
    path.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    assert said_of(path) == message


def test_limit_can_be_raised(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--max-bytes sets the limit, exactly."""
    path = tmp_path / "f.yaml"
    data = HEADER.replace("kr", "kr").encode() + b"lines: [{name: A, amounts: 1}]\n"
    path.write_bytes(data)
    monkeypatch.chdir(tmp_path)
    assert kalmar("show", path.name, "--max-bytes", len(data)).code == 0
    assert "larger than" in said_of(path, "--max-bytes", len(data) - 1)


def test_kinds_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A directory, a pipe, a loop of links, a missing file: one line each, at once."""
    monkeypatch.chdir(tmp_path)
    names = ("directory", "pipe", "loop", "absent", "with\0nul", "å" * 200, "\x1b[31m")
    directory, pipe, loop, absent, nul, long, escape = (tmp_path / f"{name}.yaml" for name in names)
    directory.mkdir()
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    assert said_of(directory) == "Error: directory.yaml is a directory, not a budget file\n"
    assert said_of(pipe) == "Error: pipe.yaml is not an ordinary file\n"
    assert said_of(loop) == "Error: loop.yaml cannot be read: Too many levels of symbolic links\n"
    assert said_of(absent) == "Error: there is no file absent.yaml\n"
    assert said_of(nul) == "Error: with�nul.yaml cannot be read: no file can have such a name\n"

    assert said_of(long).endswith("cannot be read: File name too long\n")
    assert said_of(escape) == "Error: there is no file �[31m.yaml\n"


@pytest.mark.parametrize(
    ("spoken", "nul", "long"),
    [
        ("en", "cannot be read: no file can have such a name", "cannot be read: File name too long"),
        ("sv", "kan inte läsas: så kan ingen fil heta", "kan inte läsas: filnamnet är för långt"),
    ],
)
def test_reasons_are_in_the_language_in_use(
    spoken: str, nul: str, long: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither Python's own words, which change with its version, nor the system's in another language."""
    monkeypatch.chdir(tmp_path)
    for name, words in (("with\0nul.yaml", nul), ("å" * 200 + ".yaml", long)):
        for command in ("show", "draft"):
            result = kalmar(command, f"./{name}", env={"KALMAR_LANG": spoken})
            assert (result.code, result.out) == (2, "")
            assert words in result.err


def broken_at(text: str) -> Problem:
    """What ends the reading of a text."""
    source = events.Events(text)
    try:
        while not isinstance(source.take(), yaml.StreamEndEvent):
            pass
    except Unusable as broken:
        return broken.problem
    raise AssertionError("it was read to its end")


# What stands before the brackets, and what opens one level and more.
BEFORE = {
    "nothing": "",
    "a budget": HEADER + "lines:\n  - name: A\n    amounts: {2024: [",
    "a bracket in quotes": '{a: "]", "[": ',
    "a comment": "# [[[{ å\nå: ",
    "lists": "- - - ",
}
OPENERS = ("[", "{", "[{", "{a: [", "[{å: ", "[[a]: ", "[x, ", "{? [", "&a [", "[\n")


@pytest.mark.parametrize("parser", ["C", pytest.param("pure", marks=pytest.mark.slow)])
@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("opener", OPENERS)
def test_nested_any_number_of_times(
    before: str, opener: str, parser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told of 33 levels is told of 100,000, whichever parser reads them."""
    if parser == "pure":
        monkeypatch.setattr(events, "_new_parser", events._pure_parser)

    expected = broken_at(BEFORE[before] + opener * 33)
    assert expected.message == "nested more than 32 levels deep"
    for times in (500, 999, 1000, 1001, 1024, 3000, 100_000):
        assert broken_at(BEFORE[before] + opener * times) == expected


@pytest.mark.parametrize("text", ["a:\n[", "a:\n" + "{" * 40, "name: X\nlines:\n[" + "[" * 2000])
def test_brackets_where_a_key_is_to_begin(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers see at the end of the line that the key has no colon, also at the file's end."""
    told = broken_at(text)
    assert told.message.startswith("the key here has no colon")
    monkeypatch.setattr(events, "_new_parser", events._pure_parser)
    assert broken_at(text) == told


def test_the_place_of_the_level_too_many() -> None:
    """The 33rd level that is open: closed ones do not count, a block's levels do."""
    text = "a:\n  - [x, {b: [c], d: " + "[" * 2000
    # A mapping, a list, a bracket and a brace: the 29th bracket from column 21 is the 33rd level.
    assert broken_at(text).place == Place(2, 21 + 28)


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system refuses is told in its words (root may read all, so it is simulated)."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "f.yaml"
    path.write_text(HEADER)

    def refuse(*_arguments: object, **_more: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    assert said_of(path) == "Error: f.yaml cannot be read: Permission denied\n"
