"""Findings → the report that every format writes, and the words that formats for people share."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from kalmar_cli.base.files import published_path
from kalmar_cli.base.language import _, _n
from kalmar_cli.budget.model import Budget
from kalmar_cli.check.finding import CONTRADICTION, ERROR, LEVELS, NOTE, Finding, count_by_level
from kalmar_cli.check.reading import DocumentReading
from kalmar_cli.reports.table import MACHINES, PEOPLE, RECKONERS, Column, Record, Report, Table


class CheckedBudget(NamedTuple):
    """What is told of a budget that was checked: who it is, and what the rules found, sorted by place.

    `extent` says how much of it was checked, `document` what was read in the document it was held
    against ("" without one), `places` where each finding stands in the budget's own document.
    It holds nothing of the budget itself, so that thousands can be told of.
    """

    id: str
    name: str
    municipality: str
    year: int
    unit: str
    file: str
    extent: str
    findings: tuple[Finding, ...]
    document: str
    places: dict[Finding, str]

    @property
    def heading(self) -> str:
        """The budget in a line: name, municipality, year."""
        year = _("budget {year}").format(year=self.year)
        return f"{self.name} · {self.municipality} · {year}"

    @property
    def gravest_first(self) -> list[Finding]:
        """The findings as people read them: errors, contradictions, notes, each by place."""
        return sorted(self.findings, key=lambda finding: LEVELS.index(finding.level))


def tell_of(
    budget: Budget, findings: tuple[Finding, ...], reading: DocumentReading | None = None
) -> CheckedBudget:
    """What is told of a budget, its findings and the reading of its document, in the language in use."""
    document = ""
    if reading:
        document = _("held against {file}: {extent} read there").format(
            file=reading.file, extent=_extent(reading.budget)
        )
    return CheckedBudget(
        budget.id,
        budget.name,
        budget.municipality,
        budget.year,
        budget.unit,
        budget.file,
        _extent(budget),
        findings,
        document,
        {finding: place for finding in findings if (place := document_place(budget, finding))},
    )


def document_place(budget: Budget, finding: Finding) -> str:
    """The place of a finding as a reader of the document knows it; nothing for the whole of it."""
    kind, _space, rest = finding.where.partition(" ")
    name = rest.partition(" ")[0]
    if kind == "statement" and budget.statement:
        section = budget.statement.section
        return _("statement, section {section}").format(section=section) if section else _("statement")
    if kind == "line":
        return next((line.name for line in budget.lines if line.id == name), "")
    if kind == "proposal":
        return _("proposal {number}").format(number=name)
    if kind == "area":
        return budget.area_name(name) or ""
    if kind == "section" and name:
        return _("section {section}").format(section=name)
    return rest if kind == "total" else ""


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
            {"id": of.id, "year": of.year, "unit": of.unit, "file": published_path(of.file)}
            for of in checked
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
        Column("line", kind="count"),
        Column("column", kind="count"),
        Column("where"),
        Column("stated", kind="number"),
        Column("computed", kind="number"),
        Column("difference", kind="number"),
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
    return Table(checked.id, checked.heading, columns, records, PEOPLE | RECKONERS)


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
