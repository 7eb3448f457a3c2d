"""Rules about the numbered proposals and the sections that the file refers to."""

import re
from collections.abc import Iterator

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import in_runs
from kalmar_cli.base.problems import START, Place
from kalmar_cli.budget.model import INQUIRY, Proposal
from kalmar_cli.check.case import Case
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding, Spot, Subject
from kalmar_cli.check.registry import rule
from kalmar_cli.check.sections import gaps
from kalmar_cli.check.similar import near_groups


@rule(
    "similar-proposals",
    NOTE,
    says=N_(
        "Proposals of one budget whose titles say nearly the same: a cosine of at least 0.55 over the"
        " four-letter pieces of their words, rare pieces weighing more."
    ),
    remedy=N_("read the proposals side by side; if they ask for the same, one of them is enough"),
)
def similar_proposals(case: Case) -> Iterator[Finding]:
    """Each group of proposals that are near each other, in one finding at the first of them."""
    proposals = case.budget.proposals
    for group in near_groups([proposal.title for proposal in proposals]):
        near = [proposals[at] for at in group]
        yield case.finding(
            NOTE,
            case.at_proposal(near[0]),
            _("the titles of proposals {numbers} say nearly the same: {titles}"),
            against=[case.spot(p.place) for p in near[1:]],
            numbers=", ".join(str(p.number) for p in near),
            titles="; ".join(p.title for p in near),
        )


_INQUIRY = re.compile(r"utredning(?:ar)?\b(?! och\b)", re.IGNORECASE)


@rule(
    "kind",
    NOTE,
    says=N_("A proposal whose title begins with Utredning asks for an inquiry, and is one by its `kind`."),
    remedy=N_("if it asks for no more than to investigate, write `kind: inquiry`"),
)
def kind(case: Case) -> Iterator[Finding]:
    """Each measure that is called an inquiry by its title."""
    for proposal in case.budget.proposals:
        if proposal.kind != INQUIRY and _INQUIRY.match(proposal.title):
            words = _("proposal {number} ({title}) is a measure by its `kind`, an inquiry by its title")
            yield case.finding(NOTE, case.at_proposal(proposal), words)


@rule(
    "numbering",
    CONTRADICTION,
    NOTE,
    says=N_(
        "The proposals count from 1 without gap, in the order of the file (the reader refuses a repeat)."
        " With the document's text (--source FILE), every section that the file names exists there, and its"
        " sections count without gap."
    ),
    remedy=N_("compare the number with the document"),
)
def numbering(case: Case) -> Iterator[Finding]:
    """Each gap or step back in the proposals' numbers, unknown section and gap between sections."""
    before = 0
    known = {proposal.number for proposal in case.budget.proposals}
    previous: Proposal | None = None
    for proposal in case.budget.proposals:
        missing = [number for number in range(before + 1, proposal.number) if number not in known]
        against = [case.spot(previous.place)] if previous else []
        about = case.at_proposal(proposal)
        if proposal.number < before:
            words = _("proposal {number} stands after {before}")
            yield case.finding(NOTE, about, words, against=against, before=before)
        elif missing:
            words = _("proposal {number} follows {before}; there is no {missing}")
            after, gap = before or _("the beginning"), in_runs(missing)
            yield case.finding(NOTE, about, words, against=against, before=after, missing=gap)
        before, previous = proposal.number, proposal
    if case.outline:
        yield from _sections(case)


def _sections(case: Case) -> Iterator[Finding]:
    outline = case.outline
    assert outline
    for section, (where, place) in _named(case).items():
        if section not in outline.sections:
            words = _("section {section} is named here, and {file} has no such section")
            about = Subject(case.spot(place), where)
            yield case.finding(CONTRADICTION, about, words, section=section, file=outline.file)
    for before, missing, after in gaps(outline.sections):
        spot, pages = Spot(outline.file, outline.sections[after]), ""
        against = [Spot(outline.file, outline.sections[before])]
        if outline.pages is not None:
            pages = f" ({outline.pages[after]})"
            spot, against = case.spot(case.key_place("source")), []
        yield case.finding(
            NOTE,
            Subject(spot, f"section {missing}"),
            _("there is no section {missing}: {after} follows {before}") + "{pages}",
            against=against,
            remedy=_("nothing to correct in the budget file; the document's sections skip a number"),
            missing=missing,
            after=after,
            before=before,
            pages=pages,
        )


def _named(case: Case) -> dict[str, tuple[str, Place]]:
    """Each section that the file names, with the first place that names it."""
    budget, found = case.budget, []
    found += [
        (area.chapter, f"area {area.id}", budget.places.get("areas", START))
        for area in budget.areas.values()
    ]
    if budget.statement:
        found.append((budget.statement.section, "statement", budget.statement.place))
    for line in budget.lines:
        found.append((line.section, f"line {line.id}", line.place))
    found += [(total.section, f"total {total.name}", total.place) for total in budget.totals]
    found += [(p.section, f"proposal {p.number}", p.place) for p in budget.proposals]
    found += [(claim.section, claim.where, claim.place) for claim in case.claims]
    first: dict[str, tuple[str, Place]] = {}
    for section, where, place in found:
        if section:
            first.setdefault(section, (where, place))
    return first
