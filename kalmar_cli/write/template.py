"""A new budget file upon a base: its areas, columns, unit and sign, and comments on what to fill in."""

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import SPENDING_SIGN, Area, Budget
from kalmar_cli.budget.rows import COSTS, NET_COST
from kalmar_cli.write.yaml_text import code, comment, flow, sequence, text


def template(file: str, name: str, base: Budget, year: int, schema: str) -> str:
    """The text of a budget file for `year` with changes to `base`; a valid one as it stands.

    `file` is how the reader will name it.
    """
    own = base.id if base.year == year else f"{base.id}@{base.year}"
    cost, saving = ("2.0", "-1.5") if base.sign == SPENDING_SIGN else ("-2.0", "1.5")
    out = [f"# yaml-language-server: $schema={schema}", ""]
    out += comment(
        _("{name}: changes to {base} {year}. Fill in, and look with `kalmar compare {file} {own}`.").format(
            name=name, base=base.name, year=base.year, file=file, own=own
        )
    )
    out += [
        f"name: {text(name)}",
        f"municipality: {text(base.municipality)}",
        f"year: {year}",
        f"base: {text(own)}",
        f"unit: {base.unit}",
        *comment(
            _(
                "The sign of lines, totals and proposals. result: a cost is negative;"
                " spending: it is positive."
            )
        ),
        f"sign: {base.sign}",
        *comment(_("The document that the figures come from.")),
        "# source: {title: …, url: …}",
        "",
        *_areas([area for link in base.chain for area in link.areas.values()]),
        *comment(_("The statement that the document itself prints, if it does; else it is derived.")),
        "# statement:",
        "#   decimals: 0",
        f"#   columns: {sequence(map(_column, base.columns))}",
        "#   rows:",
        f"#     {NET_COST}: {sequence('…' for _c in base.columns)}",
        "",
        *comment(_("One line for each change to the base.")),
        "lines:",
        *_line(base, year, cost, saving),
        "",
        *comment(_("The sums that the document prints under its table.")),
        "# totals:",
        f"#   - {{name: Summa, row: {NET_COST}, amounts: {cost}}}",
        "",
        *comment(_("The numbered proposals; a title in your own words, at most 80 characters.")),
        "proposals:",
        "#   - number: 1",
        "#     area: …",
        "#     title: …",
        *(f"#     {part}" for part in ("kind: measure      # measure | inquiry", f"amount: {cost}")),
    ]
    return "\n".join(out) + "\n"


def _column(name: str) -> str:
    return name if name.isdecimal() else text(name)


def _areas(areas: list[Area]) -> list[str]:
    known = {area.id: area for area in areas}
    if not known:
        return [
            *comment(_("Policy areas, in the document's order.")),
            "# areas:",
            '#   skola: {name: Skola, chapter: "1"}',
            "",
        ]
    out = ["areas:"]
    for id, area in known.items():
        pairs = {"name": text(area.name)} | ({"chapter": code(area.chapter)} if area.chapter else {})
        out.append(f"  {id}: {flow(pairs)}")
    return [*out, ""]


def _line(base: Budget, year: int, cost: str, saving: str) -> list[str]:
    """An example of a line, as a comment."""
    printed = {row for link in base.chain if link.statement for row in link.statement.rows}
    moves = _("the row of the statement that it moves")
    row = next((row for row in (NET_COST, COSTS) if row in printed), NET_COST)
    said = _("every year; a saving is {saving}; one year: {one}").format(
        saving=saving, one=flow({str(year): cost})
    )
    return [
        "#   - name: …",
        "#     heading: …",
        "#     area: …",
        f"#     amounts: {cost}      # {said}",
        f"#     row: {row}      # {moves}",
        "#     proposals: [1]",
    ]
