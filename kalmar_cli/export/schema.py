"""The tables of the data package, declared: each column's name, type, unit, constraints and meaning.

A column is added here and in records.py, one of the lines in reports/lines.py. The words
are English in every language: they are part of the data, as the columns' names are.
"""

from typing import NamedTuple

from kalmar_cli.reports.lines import COLUMNS

MKR = "mkr"
KINDS = ("part", "subtotal", "total", "share", "memo")
_IDS = r"\d+( \d+)*"
_NAMES = r"\S+( \S+)*"


class Field(NamedTuple):
    """A column: its name, Table Schema type, Swedish title and meaning; whether it is always there."""

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    unit: str = ""
    pattern: str = ""
    values: tuple[str, ...] = ()


class TableShape(NamedTuple):
    """A table: its name, Swedish title, meaning, columns, and those that tell its rows apart."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]


WHOSE = (
    Field("municipality", "string", "Kommun", "The municipality.", True),
    Field("year", "year", "Budgetår", "The budget year.", True),
    Field("budget", "string", "Budget", "The budget's id, unique within municipality and year.", True),
)
BUDGET_KEY = tuple(field.name for field in WHOSE)
_UNIT = Field("unit", "string", "Enhet", "The unit of the amounts.", True, values=(MKR,))
_SIGN = "in mkr, in the income statement's sign: a cost is negative."

BUDGETS = TableShape(
    "budgets",
    "Budgetar",
    "The budgets, with those that they build on.",
    (
        *WHOSE,
        Field("name", "string", "Namn", "The budget's name.", True),
        Field("base", "string", "Bygger på", "The id of the budget to which this one proposes changes."),
        Field("base_year", "year", "Den budgetens år", "The budget year of that budget."),
        Field(
            "tax_rate",
            "number",
            "Skattesats",
            "The tax rate, where a source gives it.",
            unit="SEK per 100 SEK",
        ),
        Field("population", "integer", "Invånare", "The population, where a source gives it."),
        Field(
            "result_target",
            "number",
            "Resultatmål",
            "The local target for the result.",
            unit="% of tax and grants",
        ),
        Field("source", "string", "Källa", "The title of the document that the figures come from."),
        Field("source_url", "string", "Källans adress", "Its web address."),
        Field(
            "municipality_code",
            "string",
            "Kommunkod",
            "Statistics Sweden's code of the municipality, where it is one of the 290.",
            pattern=r"\d{4}",
        ),
    ),
    BUDGET_KEY,
)

AREAS = TableShape(
    "areas",
    "Områden",
    "The policy areas that a budget may name, with those of the budgets that it builds on.",
    (
        *WHOSE,
        Field("area", "string", "Område", "The area's id, unique in its budget.", True),
        Field("area_name", "string", "Områdets namn", "Its name.", True),
        Field("chapter", "string", "Kapitel", "The chapter of the document that it stands in."),
    ),
    (*BUDGET_KEY, "area"),
)

STATEMENTS = TableShape(
    "statements",
    "Resultaträkningar",
    "Income statements: one record for each budget, row and column of the document.",
    (
        *WHOSE,
        Field("position", "integer", "Plats", "The row's place in the statement, from 1.", True),
        Field("row", "string", "Rad", "The row's id, the same in every municipality.", True),
        Field("label", "string", "Benämning", "The row's name as the document has it.", True),
        Field("kind", "string", "Slag", "What the row is.", True, values=KINDS),
        Field("period", "string", "Kolumn", "The document's column, as in 2024 or utfall 2022.", True),
        Field("period_year", "year", "År", "The year of that column."),
        Field("unit", "string", "Enhet", "The unit: mkr, or % for the share.", True, values=(MKR, "%")),
        Field(
            "amount",
            "number",
            "Belopp",
            "The figure: printed; with a base, the base's figure changed by the budget's own lines; "
            + _SIGN,
            True,
        ),
        Field("printed", "number", "Tryckt", "The figure that the budget's own document prints."),
        Field(
            "section",
            "string",
            "Avsnitt",
            "The section of the document that prints the figure under `printed`.",
        ),
    ),
    (*BUDGET_KEY, "row", "period"),
)

# The posts' own columns; the first have their places here and not in `kalmar lines`.
_FIRST = ("line", "name", "heading")
LINE_COLUMNS = sorted(
    (of for of in COLUMNS if of.about),
    key=lambda of: _FIRST.index(of.id) if of.id in _FIRST else len(_FIRST),
)
LINES = TableShape(
    "lines",
    "Budgetposter",
    "The budgets' own lines: one record for each line and year of the plan. "
    "In a budget with a base they are changes to the base, else the budget's own posts.",
    (
        *WHOSE,
        *(
            Field(
                of.field or of.id,
                of.type,
                of.label,
                of.about,
                of.required,
                MKR if of.kind == "number" else "",
                of.pattern,
                of.values,
            )
            for of in LINE_COLUMNS
        ),
    ),
    (*BUDGET_KEY, "line", "period_year"),
)

PROPOSALS = TableShape(
    "proposals",
    "Förslag",
    "The budgets' numbered proposals.",
    (
        *WHOSE,
        Field("number", "integer", "Nummer", "The proposal's number in the document.", True),
        Field("title", "string", "Förslag", "What it proposes.", True),
        Field("kind", "string", "Slag", "What it asks for.", True, values=("measure", "inquiry")),
        Field("area", "string", "Område", "The id of its policy area."),
        Field("area_name", "string", "Områdets namn", "The name of its policy area."),
        Field("section", "string", "Avsnitt", "The section of the document."),
        _UNIT,
        Field(
            "amount", "number", "Belopp", "The amount that the proposal itself states, " + _SIGN, unit=MKR
        ),
        Field("years", "string", "År", "The years that it speaks of.", pattern=_IDS),
        Field(
            "account",
            "string",
            "Budget som belastas",
            "The budget that the amount belongs to.",
            True,
            values=("operating", "investment", "balance-sheet"),
        ),
        Field(
            "lines", "string", "Poster", "The ids of the budget's lines that pay for it.", pattern=_NAMES
        ),
    ),
    (*BUDGET_KEY, "number"),
)
