"""The tables of the data package, declared: each column's name, type, unit, constraints and meaning.

A column is added here and in records.py. The words are English in every
language: they are part of the data, as the columns' names are.
"""

from typing import NamedTuple

MKR = "mkr"
KINDS = ("part", "subtotal", "total", "share", "memo")
_IDS = r"\d+( \d+)*"
_NAMES = r"\S+( \S+)*"


class Field(NamedTuple):
    """A column: its name, Table Schema type and meaning; whether it is always there; other constraints."""

    name: str
    type: str
    description: str
    required: bool = False
    unit: str = ""
    pattern: str = ""
    values: tuple[str, ...] = ()


class TableShape(NamedTuple):
    """A table: its name, meaning, columns, and those that tell its rows apart."""

    name: str
    description: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]


WHOSE = (
    Field("municipality", "string", "The municipality.", True),
    Field("year", "year", "The budget year.", True),
    Field("budget", "string", "The budget's id, unique within municipality and year.", True),
)
BUDGET_KEY = tuple(field.name for field in WHOSE)
_UNIT = Field("unit", "string", "The unit of the amounts.", True, values=(MKR,))
_SIGN = "in mkr, in the income statement's sign: a cost is negative."

BUDGETS = TableShape(
    "budgets",
    "The budgets, with those that they build on.",
    (
        *WHOSE,
        Field("name", "string", "The budget's name.", True),
        Field("base", "string", "The id of the budget to which this one proposes changes."),
        Field("base_year", "year", "The budget year of that budget."),
        Field("tax_rate", "number", "The tax rate, where a source gives it.", unit="SEK per 100 SEK"),
        Field("population", "integer", "The population, where a source gives it."),
        Field("result_target", "number", "The local target for the result.", unit="% of tax and grants"),
        Field("source", "string", "The title of the document that the figures come from."),
        Field("source_url", "string", "Its web address."),
    ),
    BUDGET_KEY,
)

STATEMENTS = TableShape(
    "statements",
    "Income statements: one record for each budget, row and column of the document.",
    (
        *WHOSE,
        Field("position", "integer", "The row's place in the statement, from 1.", True),
        Field("row", "string", "The row's id, the same in every municipality.", True),
        Field("label", "string", "The row's name as the document has it.", True),
        Field(
            "kind",
            "string",
            "What the row is.",
            True,
            values=KINDS,
        ),
        Field("period", "string", "The document's column, as in 2024 or utfall 2022.", True),
        Field("period_year", "year", "The year of that column."),
        Field("unit", "string", "The unit: mkr, or % for the share.", True, values=(MKR, "%")),
        Field(
            "amount",
            "number",
            "The figure: printed; with a base, the base's figure changed by the budget's own lines; "
            + _SIGN,
            True,
        ),
        Field("printed", "number", "The figure that the budget's own document prints."),
        Field("section", "string", "The section of the document that prints the figure under `printed`."),
    ),
    (*BUDGET_KEY, "row", "period"),
)

LINES = TableShape(
    "lines",
    "The budgets' own lines: one record for each line and year of the plan. "
    "In a budget with a base they are changes to the base, else the budget's own posts.",
    (
        *WHOSE,
        Field("line", "string", "The line's id, unique in its budget.", True),
        Field("name", "string", "The line's name.", True),
        Field("heading", "string", "The group under which the document prints it."),
        Field("area", "string", "The id of its policy area."),
        Field("area_name", "string", "The name of its policy area."),
        Field("row", "string", "The row of the income statement that it moves.", True),
        Field("period_year", "year", "The year of the amount.", True),
        _UNIT,
        Field("amount", "number", "The amount " + _SIGN, True, MKR),
        Field("proposals", "string", "The numbers of the proposals it pays for.", pattern=_IDS),
        Field("section", "string", "The section of the document."),
        Field(
            "certainty",
            "string",
            "How certain the amount is.",
            values=("decided", "estimated", "unspecified"),
        ),
    ),
    (*BUDGET_KEY, "line", "period_year"),
)

PROPOSALS = TableShape(
    "proposals",
    "The budgets' numbered proposals.",
    (
        *WHOSE,
        Field("number", "integer", "The proposal's number in the document.", True),
        Field("title", "string", "What it proposes.", True),
        Field("kind", "string", "What it asks for.", True, values=("measure", "inquiry")),
        Field("area", "string", "The id of its policy area."),
        Field("area_name", "string", "The name of its policy area."),
        Field("section", "string", "The section of the document."),
        _UNIT,
        Field("amount", "number", "The amount that the proposal itself states, " + _SIGN, unit=MKR),
        Field("years", "string", "The years that it speaks of.", pattern=_IDS),
        Field(
            "account",
            "string",
            "The budget that the amount belongs to.",
            True,
            values=("operating", "investment", "balance-sheet"),
        ),
        Field("lines", "string", "The ids of the budget's lines that pay for it.", pattern=_NAMES),
    ),
    (*BUDGET_KEY, "number"),
)
