"""Completion as shells ask for it: to bash : = and @ end a word, to zsh and fish nothing does."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, redirect_stdout

LINE = "_TYPER_COMPLETE_ARGS"
# bash: the words of the line, and which of them is asked for.
WORDS, PLACE = "COMP_WORDS", "COMP_CWORD"
_BREAKS = ":=@"
# zsh and fish: the line; its last word may be an option's value.
_OPTION = re.compile(r"(?:^|\s)(--[\w-]+=)\S*\Z")


def answers_as_asked(shell: str) -> AbstractContextManager[None]:
    """What a shell needs beside the library's own help, while it asks for completions."""
    if shell == "complete_bash":
        return words_as_typed()
    option = _OPTION.search(os.environ.get(LINE, ""))
    if option and shell == "complete_zsh":  # completes what stands after the =, also a path
        return answers_changed(lambda said: f"compset -P '--*='; {said}")
    if option and shell == "complete_fish":  # completes a path by itself
        return answers_changed(lambda said: re.sub(r"^(?=.)", option[1], said, flags=re.M))
    return nullcontext()


@contextmanager
def answers_changed(change: Callable[[str], str]) -> Iterator[None]:
    """What is said meanwhile is said changed."""
    answers = io.StringIO()
    try:
        with redirect_stdout(answers):
            yield
    finally:
        sys.stdout.write(change(answers.getvalue()))


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
    with answers_changed(
        lambda said: "".join(answer.removeprefix(before) + "\n" for answer in said.splitlines())
    ):
        yield
