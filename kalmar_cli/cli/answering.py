"""What is said of a document's tables: kept and read again; on a terminal, asked for where in doubt."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from kalmar_cli.base import messages
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS
from kalmar_cli.budget.model import RESULT_SIGN, SPENDING_SIGN
from kalmar_cli.cli.output import to_file
from kalmar_cli.draft.answers import ENDING, answers_text, place_beside, read_answers
from kalmar_cli.draft.find.found import Answers
from kalmar_cli.draft.seen import kinds_in_words

if TYPE_CHECKING:
    from kalmar_cli.draft.draft import Found

_MOST_TABLES = 3  # of which it asks what they are; --tables shows them all


def may_ask() -> bool:
    """Whether somebody sits at both ends: never in a pipe."""
    return bool(sys.stdin) and sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()


def ask(found: "Found", said: Answers) -> Answers:
    """The answers to what is not clear in a document and was not `said` yet."""
    tables: dict[int, str] = {}
    for table in [table for table in found.seen if table.open and table.number not in said.tables][
        :_MOST_TABLES
    ]:
        question = _("What is table {number}, “{title}” ({columns})?").format(
            number=table.number, title=table.title or "–", columns=", ".join(table.columns)
        )
        tables[table.number] = _choose(question, kinds_in_words(), "skip")
    tables = {number: kind for number, kind in tables.items() if kind != "skip"}
    unit = sign = ""
    taken = [table for table in found.seen if table.taken_for != "skip"]
    if not said.unit and taken and not all(table.unit for table in taken):
        units = dict.fromkeys(UNITS, "")
        unit = _choose(_("No unit is printed. In what are the amounts written?"), units, "mkr")
    if not (said.sign or said.signs) and found.tables and not found.sign.sure:
        signs = {RESULT_SIGN: _("with a minus"), SPENDING_SIGN: _("as more money")}
        sign = _choose(_("How is a cost printed?"), signs, found.sign.sign)
    return Answers(tables, {}, unit, sign)


def _choose(question: str, choices: Mapping[str, str], default: str) -> str:
    """One of the choices, by its name or a word of what it means; nothing typed means the default."""
    offered = "; ".join(f"{name}: {words}" if words else name for name, words in choices.items())
    while True:
        print(f"{question} {offered} [{default}]: ", end="", file=sys.stderr, flush=True)
        answer = sys.stdin.readline().strip().casefold() or default
        meant = [name for name, words in choices.items() if answer in (name, words, *words.split())]
        if len(meant) == 1:
            return meant[0]
        messages.say(_("`{answer}` is none of these.").format(answer=answer))


def kept_answers(file: str, kept_as: Path | None) -> Answers:
    """The answers kept under a name that was given, or beside the document."""
    place = kept_as or place_beside(file)
    if not place.name.endswith(ENDING):
        raise Refused(_("--as: answers are kept in a file that ends in {ending}").format(ending=ENDING))
    if (file == "-" and kept_as is None) or not os.path.isfile(place):
        return Answers()
    messages.say(_("Answers read from {file}.").format(file=place))
    return read_answers(place)


def keep_answers(answers: Answers, file: str, kept_as: Path | None) -> None:
    """Keeps the answers, for the next run."""
    if answers == Answers():
        messages.say(_("Nothing was said that could be kept."))
        return
    if file == "-" and kept_as is None:
        raise Refused(_("--keep needs a document in a file; give --as FILE"))
    place = kept_as or place_beside(file)
    to_file(place, answers_text(answers, Path(file).name))
