"""What a user says of a document's tables: read from options and from the file it is kept in, and kept."""

import re
import shlex
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from kalmar_cli.base.errors import Refused, Unreadable
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import UNITS
from kalmar_cli.base.problems import Unusable, did_you_mean
from kalmar_cli.budget.model import RESULT_SIGN, SPENDING_SIGN
from kalmar_cli.draft.find.found import CHANGES, FRAMES, Answers
from kalmar_cli.read.mapping import Shape, Source
from kalmar_cli.read.text import decode_text
from kalmar_cli.read.values import one_of, text
from kalmar_cli.write.scalars import text as quoted

ENDING = ".draft.yaml"
TABLE_KINDS = ("statement", CHANGES, FRAMES, "skip")
COLUMN_KINDS = ("amount", "note", "skip", "total", "own", "theirs", "difference")
SIGNS = (RESULT_SIGN, SPENDING_SIGN)
_COLUMN = re.compile(r"(\d+):(\d+)", re.ASCII)


def place_beside(document: str) -> Path:
    """Where the answers to a document are kept, unless the user says otherwise."""
    return Path(f"{document}{ENDING}")


def told(
    tables: Iterable[str],
    columns: Iterable[str],
    unit: str = "",
    signs: Iterable[str] = (),
    own_column: str = "",
) -> Answers:
    """The answers that options give (`3=changes`, `3:2=skip`, `result`, `3=spending`). Raises Refused."""
    by_table = {}
    for said in tables:
        number, _is, kind = said.partition("=")
        if not number.isascii() or not number.isdigit() or not kind:
            raise Refused(_("--table: write the table's number and what it is, as in 3=changes"))
        by_table[int(number)] = _chosen("--table", kind, TABLE_KINDS)
    sign, of_one = "", {}
    for said in signs:
        number, one, kind = said.rpartition("=")
        chosen = _chosen("--sign", kind, SIGNS)
        if not one:
            sign = chosen
        elif number.isascii() and number.isdigit():
            of_one[int(number)] = chosen
        else:
            raise Refused(_("--sign: write result or spending, or that of one table, as in 3=spending"))
    by_column = {}
    for said in columns:
        place, _is, kind = said.partition("=")
        match = _COLUMN.fullmatch(place)
        if not match or not kind:
            raise Refused(_("--column: write table, column and what it is, as in 3:2=skip"))
        by_column[int(match[1]), int(match[2])] = _chosen("--column", kind, COLUMN_KINDS)
    return Answers(
        by_table,
        by_column,
        _chosen("--unit", unit, UNITS) if unit else "",
        sign,
        own_column,
        of_one,
    )


def _chosen(option: str, word: str, known: Iterable[str]) -> str:
    if word in known:
        return word
    cure = did_you_mean(word, list(known), _("write one of {names}"))
    raise Refused(_("{option}: no `{name}`: {cure}").format(option=option, name=word, cure=cure))


def check_answers(answers: Answers, seen: Iterable[Any]) -> None:
    """Raises Refused where an answer speaks of a table or column that the document has not."""
    counts = {table.number: len(table.columns) for table in seen}
    numbers = {*answers.tables, *answers.signs, *(table for table, _column in answers.columns)}
    for number in sorted(numbers - counts.keys()):
        raise Refused(
            _("the document has no table {number}; it has {count} (see --tables)").format(
                number=number, count=len(counts)
            )
        )
    for table, column in answers.columns:
        if not 0 < column <= counts[table]:
            raise Refused(
                _("table {number} has no column {column}; it has {count} (see --tables)").format(
                    number=table, column=column, count=counts[table]
                )
            )


def merge(kept: Answers, said: Answers) -> Answers:
    """Both; what is said now goes before what was kept."""
    return Answers(
        {**kept.tables, **said.tables},
        {**kept.columns, **said.columns},
        said.unit or kept.unit,
        said.sign or kept.sign,
        said.own_column or kept.own_column,
        {**kept.signs, **said.signs},
    )


# -- the file --------------------------------------------------------------------


def _by_table(*choices: str) -> Callable[[Source, Any], dict[int, str]]:
    def read(source: Source, event: Any) -> dict[int, str]:
        pairs = source.table(event, _("the tables by number"), one_of(*choices, required=True)) or {}
        found = {}
        for number, (key, kind) in pairs.items():
            if number.isascii() and number.isdigit():
                found[int(number)] = kind
            else:
                cure = _("write it as in `3: {word}`").format(word=choices[-1])
                source.problem(key, _("expected a table's number"), cure)
        return {number: kind for number, kind in found.items() if kind}

    return read


def _columns(source: Source, event: Any) -> dict[tuple[int, int], str]:
    pairs = source.table(event, _("the columns by table"), one_of(*COLUMN_KINDS, required=True)) or {}
    found = {}
    for place, (key, kind) in pairs.items():
        match = _COLUMN.fullmatch(place)
        if match:
            found[int(match[1]), int(match[2])] = kind
        else:
            source.problem(key, _("expected a table and a column"), _('write them as in `"3:2": skip`'))
    return {at: kind for at, kind in found.items() if kind}


_SHAPE = Shape(
    N_("answers to draft"),
    {
        "tables": _by_table(*TABLE_KINDS),
        "columns": _columns,
        "unit": one_of(*UNITS),
        "sign": one_of(*SIGNS),
        "signs": _by_table(*SIGNS),
        "own_column": text,
    },
)


def read_answers(path: Path) -> Answers:
    """The answers kept in a file. Raises Refused or Unreadable."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise Refused(
            _("{file} cannot be read: {reason}").format(file=path, reason=error.strerror or error)
        ) from None
    content = data.decode("utf-8", "replace")
    try:
        source = Source(decode_text(data))
        found = source.document(_SHAPE)
    except Unusable as error:
        raise Unreadable(str(path), [error.problem], content) from None
    if source.problems or found is None:
        raise Unreadable(str(path), sorted(source.problems), content)
    values = found.values
    return Answers(
        values.get("tables") or {},
        values.get("columns") or {},
        values.get("unit") or "",
        values.get("sign") or "",
        values.get("own_column") or "",
        values.get("signs") or {},
    )


def answers_text(answers: Answers, document: str) -> str:
    """The file that keeps the answers to a document."""
    out = [
        "# "
        + _("Answers to `kalmar draft {file}`; `--tables` shows what they speak of.").format(
            file=shlex.quote(document)
        )
    ]
    for key, by_table in (("tables", answers.tables), ("signs", answers.signs)):
        pairs = ", ".join(f"{number}: {said}" for number, said in sorted(by_table.items()))
        out += [f"{key}: {{{pairs}}}"] if pairs else []
    if answers.columns:
        columns = (
            f'"{table}:{column}": {kind}' for (table, column), kind in sorted(answers.columns.items())
        )
        out.append("columns: {" + ", ".join(columns) + "}")
    for key, value in (("unit", answers.unit), ("sign", answers.sign), ("own_column", answers.own_column)):
        if value:
            out.append(f"{key}: {quoted(value)}")
    return "\n".join(out) + "\n"
