"""Findings for machines: the records of a report, as CSV or JSON like every other report."""

from kalmar_cli.base.numbers import ENGLISH
from kalmar_cli.check.finding import LEVELS, counted
from kalmar_cli.check.render import CheckResult
from kalmar_cli.render import render as rendered
from kalmar_cli.reports.table import COUNT, NUMBER, Column, Record, Report, Table

COLUMNS = (
    Column("rule"),
    Column("level"),
    Column("budget"),
    Column("file"),
    Column("line", kind=COUNT),
    Column("column", kind=COUNT),
    Column("where"),
    Column("stated", kind=NUMBER),
    Column("computed", kind=NUMBER),
    Column("difference", kind=NUMBER),
    Column("message"),
)


def render(result: CheckResult) -> str:
    """One record a finding; figures in the unit and sign of the budget's file."""
    records = tuple(
        Record(
            {
                "rule": finding.rule,
                "level": finding.level,
                "budget": finding.budget,
                "file": finding.spot.file,
                "line": finding.spot.place.line,
                "column": finding.spot.place.column,
                "where": finding.where,
                "stated": finding.stated,
                "computed": finding.computed,
                "difference": finding.difference,
                "message": finding.message,
            }
        )
        for finding in result.findings
    )
    found = counted(result.findings)
    meta = {
        "budgets": [
            {"id": budget.id, "year": budget.year, "unit": budget.unit, "file": budget.file}
            for budget, _findings in result.checked
        ],
        "count": {level: found[level] for level in LEVELS},
    }
    report = Report("", "", (Table("findings", "", COLUMNS, records),), "", meta=meta)
    return str(rendered(report, result.format, ENGLISH))
