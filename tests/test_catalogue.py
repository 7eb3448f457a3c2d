"""The Swedish catalogue is complete, keeps every placeholder, and is what the program reads."""

import ast
import re
from pathlib import Path

from tests.catalogue import MO, compiled, forms, template, translated, untranslated


def test_every_word_is_translated() -> None:
    """Nothing that the program says lacks a Swedish form."""
    known = translated()
    missing = [message.id for message in template() if message.id and known.get(message.id) is None]
    assert missing == [], "run `python -m tests.catalogue` and translate these"
    assert untranslated(known) == []


def test_nothing_else_is_in_it() -> None:
    """No translation is left over from a word that is gone."""
    said = {str(message.id) for message in template()}
    assert [str(message.id) for message in translated() if message.id and str(message.id) not in said] == []


def test_placeholders_are_kept() -> None:
    """A Swedish form fills in the very figures and names of the English one."""
    for message in translated():
        if message.id:
            wanted = set(re.findall(r"{\w*}", " ".join(forms(message.id))))
            for form in forms(message.string):
                assert set(re.findall(r"{\w*}", form)) == wanted, message.id


def test_compiled_file_is_current() -> None:
    """The .mo file is the .po file's."""
    assert MO.read_bytes() == compiled(translated())


def test_one_word_for_a_line() -> None:
    """What a budget consists of is a line in English, everywhere, and a post in Swedish."""
    for message in translated():
        for text in (message.id,) if isinstance(message.id, str) else message.id:
            assert not re.search(r"\bposts?\b", re.sub(r"\{.*?\}", "", text), re.IGNORECASE), text


def test_no_word_hides_in_an_f_string() -> None:
    """The extractor does not see a call inside an f-string, so that its word would stay English."""
    hidden = [
        f"{path}:{call.lineno}"
        for path in Path("kalmar_cli").rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name)
        if call.func.id in {"_", "_n", "N_"} and isinstance(call.args[0], ast.Constant)
    ]
    assert hidden == []
