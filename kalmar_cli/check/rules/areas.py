"""The rule about areas and the chapters that they are."""

from collections.abc import Iterator

from kalmar_cli.base.language import N_, _
from kalmar_cli.budget.model import Line, Proposal
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import NOTE, Finding, Subject
from kalmar_cli.check.registry import rule


@rule(
    "area",
    NOTE,
    says=N_(
        "Where areas are chapters of the document, the section of a line or proposal lies in the chapter of"
        " its area; and a line has the area of the proposals that it pays for."
    ),
    remedy=N_("compare the `area` with the document; if it is right, there is nothing to do"),
)
def area(case: Case) -> Iterator[Finding]:
    """Each line or proposal whose section or proposals point at another area than its own."""
    proposals = {proposal.number: proposal for proposal in case.budget.proposals}
    for proposal in case.budget.proposals:
        name = _("proposal {number}").format(number=proposal.number)
        yield from _by_section(case, proposal, case.at_proposal(proposal), name)
    for line in case.budget.lines:
        name = _("the line {name}").format(name=line.name)
        yield from _by_section(case, line, case.at_line(line), name)
        for proposal in (proposals[n] for n in line.proposals if n in proposals):
            if line.area and proposal.area and line.area != proposal.area:
                yield case.finding(
                    NOTE,
                    case.at_line(line),
                    _("{name} is in the area {area}; proposal {number}, which it pays for, in {other}"),
                    against=[case.spot(proposal.place)],
                    name=name,
                    area=case.budget.area_name(line.area) or line.area,
                    number=proposal.number,
                    other=case.budget.area_name(proposal.area) or proposal.area,
                )


def _by_section(case: Case, of: Line | Proposal, about: Subject, name: str) -> Iterator[Finding]:
    found = case.budget.area(of.area)
    if not found or not found.chapter or not of.section or _within(of.section, found.chapter):
        return
    theirs = next((a for a in case.areas if a.chapter and _within(of.section, a.chapter)), None)
    words = (
        _("{name} is in the area {area} (chapter {chapter}); its section {section} is in {other}")
        if theirs
        else _("{name} is in the area {area} (chapter {chapter}); its section {section} is not")
    )
    yield case.finding(
        NOTE,
        about,
        words,
        name=name,
        area=found.name,
        chapter=found.chapter,
        section=of.section,
        other=theirs.name if theirs else "",
    )


def _within(section: str, chapter: str) -> bool:
    """Whether a section is a chapter or lies in it."""
    return section == chapter or section.startswith(f"{chapter}.")
