"""Tab-separated values, otherwise as CSV."""

from kalmar_cli.base.numbers import NumberStyle
from kalmar_cli.render.records import Dialect, delimited
from kalmar_cli.reports.table import Report

DIALECT = Dialect(separator="\t")


def render(report: Report, style: NumberStyle) -> str:
    """The report's records; `style` is not used, machine output is the same in every language."""
    return delimited(report, DIALECT)
