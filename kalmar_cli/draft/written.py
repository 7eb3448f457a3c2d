"""What was found → the text of a draft: a budget file with a comment at every doubt."""

from decimal import Decimal
from typing import NamedTuple

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import ZERO
from kalmar_cli.budget.rows import SHARE_ID
from kalmar_cli.draft import written_posts as posts
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find import columns, signs
from kalmar_cli.draft.find.found import FoundStatement, where
from kalmar_cli.read.values import slug
from kalmar_cli.write.yaml_text import CHECK, check, code, comment, figure, sequence, text


class Drafted(NamedTuple):
    """A draft's text, and what stands in it."""

    text: str
    rows: int
    columns: int
    cells: int
    lines: int
    totals: int
    proposals: int
    amounts: int
    links: int
    doubts: int


def draft(found: Found, base: str, schema: str, origin: str) -> Drafted:
    """The draft of a budget file; `schema` is where editors find it, `origin` the document's name."""
    unit = found.statement.unit if found.statement else found.tables[0].unit if found.tables else "mkr"
    names, column_doubts = _columns(found)
    usable = str(found.year) in names
    years = tuple(int(n) for n in names if n.isdecimal()) if usable else _table_years(found)
    layout = posts.Layout(found, unit, found.sign.sign, years, usable or bool(base))
    out = [f"# yaml-language-server: $schema={schema}", ""]
    out += comment(
        _("Drafted by `kalmar draft` from {file}. Check every figure against it.").format(file=origin)
    )
    out += comment(_("“{mark}” marks what the program is not sure of.").format(mark=CHECK))
    if found.proposals:
        out += comment(_("Titles are quoted from the document; replace them with your own words."))
    out += ["", *_facts(found, base, unit)]
    out += layout.areas()
    if found.statement:
        out += _statement(found, found.statement, names, column_doubts, usable)
    out += layout.lines() + layout.totals() + layout.proposals() + layout.left_over()
    out += _others(found, origin)
    written = "\n".join(out).rstrip() + "\n"
    statement = found.statement if usable else None
    return Drafted(
        written,
        len(statement.rows) if statement else 0,
        len(names) if statement else 0,
        statement.cells if statement else 0,
        len(found.lines),
        sum(change.total for table in found.tables for change in table.changes),
        len(found.proposals),
        layout.amounts,
        sum(len(links) for links in found.links.proposals.values()),
        sum(line.lstrip().startswith(f"# {CHECK}") for line in written.split("\n")),
    )


def _columns(found: Found) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return columns.names(found.statement.columns, found.year) if found.statement else ((), ())


def _table_years(found: Found) -> tuple[int, ...]:
    return tuple(sorted({year for table in found.tables for year in table.years}))


def _facts(found: Found, base: str, unit: str) -> list[str]:
    """The keys at the top: who, where, when, unit, sign, source."""
    out: list[str] = []
    for key, known in (("name", found.name), ("municipality", found.municipality)):
        if known.doubt:
            out += check(known.doubt)
        out.append(f"{key}: {text(known.value)}")
    if found.year_doubt:
        out += check(found.year_doubt)
    out.append(f"year: {found.year}")
    if base:
        same = [other for other in found.others if slug(base) in slug(other.heading)]
        for other in same[:1]:
            place = where(other.line, found.document.kind)
            out += comment(
                _("The document prints the statement of this budget too ({place}).").format(place=place)
            )
        out.append(f"base: {text(base)}")
    elif found.tables:
        out += check(_("write here which budget the changes are made to, as in `base: majoriteten`"))
    out += [f"unit: {unit}", *_sign(found.sign, bool(found.tables)), f"sign: {found.sign.sign}"]
    if found.title:
        out += ["source:", f"  title: {text(found.title)}"]
    return [*out, ""]


_MOST_EVIDENCE = 3


def _sign(sign: signs.Sign, tables: bool) -> list[str]:
    """The evidence for the sign, as a comment."""
    if not tables:
        return []
    said = "; ".join(sign.evidence[:_MOST_EVIDENCE])
    if sign.sure:
        return comment(_("The sign, by the document: {evidence}.").format(evidence=said))
    if said:
        return check(_("the sign is not clear from the document: {evidence}").format(evidence=said))
    return check(_("nothing in the document says whether a cost is minus or plus in the table of changes"))


def _statement(
    found: Found, statement: FoundStatement, names: tuple[str, ...], doubts: tuple[str, ...], usable: bool
) -> list[str]:
    """The statement; as a comment if it has no column for the budget year, which the file must have."""
    kind = found.document.kind
    place = where(statement.line, kind)
    out = comment(f"{statement.heading} ({place})".strip())
    for doubt in (*statement.doubts, *doubts):
        out += check(f"{doubt} ({place})")
    body = ["statement:"]
    if statement.section:
        body.append(f"  section: {code(statement.section)}")
    body.append(f"  decimals: {_decimals(statement)}")
    body.append(f"  columns: {sequence(map(text_of_column, names))}")
    if statement.labels:
        body += ["  labels:", *(f"    {row}: {text(label)}" for row, label in statement.labels.items())]
    body.append("  rows:")
    for id, row in statement.rows.items():
        for doubt in row.doubts:
            body += check(f"{doubt} ({where(row.line, kind)})", 4)
        body.append(f"    {id}: {sequence(map(figure, row.values))}")
    if not usable:
        out += check(
            _("no column of this statement is {year}, so it is left as a comment").format(year=found.year)
        )
        body = [f"# {line}" for line in body]
    return [*out, *body, ""]


def text_of_column(name: str) -> str:
    """A column's name as YAML: a bare year needs no quotes, since the reader takes it as text."""
    return name if name.isdecimal() else text(name)


def _decimals(statement: FoundStatement) -> int:
    values = [
        v for id, row in statement.rows.items() if id != SHARE_ID for v in row.values if v is not None
    ]
    return max((_places(value) for value in values), default=0)


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and value != ZERO and exponent < 0 else 0


def _others(found: Found, origin: str) -> list[str]:
    """The other statements of the document, and how to draft them."""
    out: list[str] = []
    for other in found.others:
        out += comment(
            _(
                "The document also prints the statement “{heading}” ({place}); `{command}` drafts it."
            ).format(
                heading=other.heading,
                place=where(other.line, found.document.kind),
                command=f"kalmar draft {origin} --statement {_word(other, found.statement)}",
            )
        )
    return ["", *out] if out else []


def _word(other: FoundStatement, own: FoundStatement | None) -> str:
    """A word of a heading that tells its statement from the one drafted, else its section."""
    taken = own.heading.casefold() if own else ""
    words = [word.strip(".,:;()") for word in other.heading.split()]
    telling = [word for word in words if len(word) > 3 and word.casefold() not in taken]
    return telling[0] if telling else other.section or (words or ["1"])[-1]
