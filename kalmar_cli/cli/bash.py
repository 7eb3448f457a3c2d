"""Completion in bash, which takes : = and @ for ends of words: `alliansen:37` put together again."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout

WORDS, PLACE = "COMP_WORDS", "COMP_CWORD"
_BREAKS = ":=@"


def join_words(words: list[str], place: int) -> tuple[list[str], int, str]:
    """The words of a command line as they were typed, the place of the one to complete in them.

    The third is how much of that word bash takes for words before it.
    """
    typed: list[str] = []
    at, before = place, ""
    glue = False
    for i, word in enumerate(words[: place + 1]):
        is_break = bool(word) and not word.strip(_BREAKS)
        if len(typed) > 1 and (is_break or glue):
            before = typed[-1] + (word if is_break else "")
            typed[-1] += word
        else:
            typed.append(word)
            before = ""
        glue = is_break
        if i == place:
            at = len(typed) - 1
    return typed + words[place + 1 :], at, before


@contextmanager
def words_as_typed() -> Iterator[None]:
    """While bash asks for completions: words are put together, and answers begin where bash's word does."""
    words = os.environ.get(WORDS, "").split("\n")
    typed, at, before = join_words(words, int(os.environ.get(PLACE, "0")))
    if not before:
        yield
        return
    os.environ[WORDS], os.environ[PLACE] = "\n".join(typed), str(at)
    answers = io.StringIO()
    try:
        with redirect_stdout(answers):
            yield
    finally:
        for answer in answers.getvalue().splitlines():
            sys.stdout.write(answer.removeprefix(before) + "\n")
