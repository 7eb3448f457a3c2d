"""Findings → the report that every format writes, and the words that formats for people share."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kalmar_cli.base.language import _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.finding import CONTRADICTION, ERROR, LEVELS, NOTE, Finding, count_by_level
from kalmar_cli.check.reading import DocumentReading
from kalmar_cli.reports.table import (
    COUNT,
    MACHINES,
    NUMBER,
    PEOPLE,
    RECKONERS,
    Column,
    Record,
    Report,
    Table,
)


class CheckedBudget(NamedTuple):
    """A budget, what the rules found about it, sorted by place, and the document it was held against."""

    budget: Budget
    findings: tuple[Finding, ...]
    reading: DocumentReading | None = None

    @property
    def heading(self) -> str:
        """The budget in a line: name, municipality, year."""
        year = _("budget {year}").format(year=self.budget.year)
        return f"{self.budget.name} · {self.budget.municipality} · {year}"

    @property
    def extent(self) -> str:
        """What of the budget was checked: how many printed figures, lines and proposals."""
        return _extent(self.budget)

    @property
    def document(self) -> str:
        """What was read in the document; nothing without one."""
        if self.reading is None:
            return ""
        return _("held against {file}: {extent} read there").format(
            file=self.reading.file, extent=_extent(self.reading.budget)
        )

    @property
    def gravest_first(self) -> list[Finding]:
        """The findings as people read them: errors, contradictions, notes, each by place."""
        return sorted(self.findings, key=lambda finding: LEVELS.index(finding.level))


def _extent(budget: Budget) -> str:
    statement = budget.statement
    cells = [value for row in statement.rows.values() for value in row.values] if statement else []
    return _("{figures}, {lines}, {proposals}").format(
        figures=_n("{n} printed figure", "{n} printed figures", sum(v is not None for v in cells)),
        lines=_n("{n} line", "{n} lines", len(budget.lines)),
        proposals=_n("{n} proposal", "{n} proposals", len(budget.proposals)),
    )


def all_findings(checked: Sequence[CheckedBudget]) -> list[Finding]:
    """The findings of all budgets."""
    return [finding for of in checked for finding in of.findings]


def findings_report(checked: Sequence[CheckedBudget]) -> Report:
    """A table of all findings for machines, and one for each budget that has any for people."""
    found = count_by_level(all_findings(checked))
    meta: dict[str, Any] = {
        "budgets": [
            {"id": budget.id, "year": budget.year, "unit": budget.unit, "file": budget.file}
            for budget, _findings, _reading in checked
        ],
        "count": {level: found[level] for level in LEVELS},
    }
    tables = (_for_machines(checked), *(_for_people(of) for of in checked if of.findings))
    return Report(_("Check"), budgets_in_words(checked), tables, "", notes=(in_words(checked),), meta=meta)


def _for_machines(checked: Sequence[CheckedBudget]) -> Table:
    """One record a finding; figures in the unit and sign of the budget's file."""
    columns = (
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
        for finding in all_findings(checked)
    )
    return Table("findings", "", columns, records, MACHINES)


def _for_people(checked: CheckedBudget) -> Table:
    """The findings of one budget, gravest first."""
    columns = (
        Column("level", _("Level")),
        Column("rule", _("Rule")),
        Column("place", _("Place")),
        Column("message", _("Finding")),
    )
    records = tuple(
        Record(
            {
                "level": level_name(finding.level),
                "rule": finding.rule,
                "place": finding.spot.short,
                "message": finding.message,
            }
        )
        for finding in checked.gravest_first
    )
    return Table(checked.budget.id, checked.heading, columns, records, PEOPLE | RECKONERS)


def level_name(level: str) -> str:
    """A level in the reader's language."""
    return {ERROR: _("error"), CONTRADICTION: _("contradiction"), NOTE: _("note")}[level]


def budgets_in_words(checked: Sequence[CheckedBudget]) -> str:
    """How many budgets were checked."""
    return _n("{n} budget checked", "{n} budgets checked", len(checked))


def count_in_words(findings: Sequence[Finding]) -> str:
    """How many findings there are of each level."""
    found = count_by_level(findings)
    words = (
        _n("{n} error", "{n} errors", found[ERROR]),
        _n("{n} contradiction", "{n} contradictions", found[CONTRADICTION]),
        _n("{n} note", "{n} notes", found[NOTE]),
    )
    return ", ".join(words)


def in_words(checked: Sequence[CheckedBudget]) -> str:
    """How many budgets were checked and what was found, in a line."""
    return f"{budgets_in_words(checked)}: {count_in_words(all_findings(checked))}"
