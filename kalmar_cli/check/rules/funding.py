"""Rules about promises without money, and money without a source."""

from collections.abc import Iterator
from shlex import quote

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import in_runs
from kalmar_cli.budget.model import INQUIRY, Proposal
from kalmar_cli.budget.posts import area_names, is_priced
from kalmar_cli.check.case import Case
from kalmar_cli.check.claims import Claim
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding, Subject
from kalmar_cli.check.registry import rule
from kalmar_cli.check.telling import in_each_year


@rule(
    "unfunded",
    CONTRADICTION,
    NOTE,
    says=N_(
        "Money that a proposal or the prose about it promises, and that no line carries. Money outside the"
        " operating budget (balance sheet, investments) has no line to be carried by, and is a note. A"
        " budget without lines is not asked."
    ),
    remedy=N_("link the proposal to the line that pays for it; or say in the document how it is paid for"),
)
def unfunded(case: Case) -> Iterator[Finding]:
    """Each proposal whose promised money no line carries, in or outside the operating budget."""
    found: dict[tuple[int, str], list[Claim]] = {}
    for claim in case.claims:
        if claim.proposal and not (claim.operating and claim.lines):
            found.setdefault((claim.proposal.number, claim.budget), []).append(claim)
    for claims in found.values():
        first = claims[0]
        if first.operating and not case.budget.lines:
            continue
        assert first.proposal
        places = {
            "operating": _("proposal {number} ({title}): {promised}; no line carries it"),
            "investment": _(
                "proposal {number} ({title}): {promised}; outside the operating budget (investments)"
            ),
            "balance-sheet": _(
                "proposal {number} ({title}): {promised}; outside the operating budget (balance sheet)"
            ),
        }
        yield case.finding(
            CONTRADICTION if first.operating else NOTE,
            case.at_claim(first),
            places[first.budget],
            case.as_written(first.amount),
            against=[case.spot(claim.place) for claim in claims[1:]],
            remedy=_(
                "name the proposal at the line that pays for it: `proposals: [{number}]`; or say in the"
                " document how it is paid for"
            ).format(number=first.proposal.number)
            if first.operating
            else _("no line is expected to carry it; it is not part of the result"),
            number=first.proposal.number,
            title=first.proposal.title,
            promised=_promised(case, claims),
        )


def _promised(case: Case, claims: list[Claim]) -> str:
    """Amounts with those who give them: `−500.0 mkr according to proposal 2, section 2.3`."""
    sources: dict[str, list[str]] = {}
    for claim in claims:
        words = in_each_year(f"{case.amount(claim.amount)} {case.budget.unit}", claim.years)
        sources.setdefault(words, []).append(claim.source)
    return "; ".join(
        _("{amount} according to {sources}").format(amount=amount, sources=", ".join(found))
        for amount, found in sources.items()
    )


@rule(
    "unpriced",
    NOTE,
    says=N_(
        "Measures (not inquiries) that state no amount and that no line pays for: one note for each area,"
        " with their numbers."
    ),
    remedy=N_("add the amounts that the document gives, if any; `kalmar proposals --unpriced` lists them"),
)
def unpriced(case: Case) -> Iterator[Finding]:
    """Each area's measures without amount and without line, in one finding."""
    measures: dict[str, list[Proposal]] = {}
    for proposal in case.budget.proposals:
        if proposal.kind != INQUIRY:
            measures.setdefault(proposal.area or "", []).append(proposal)
    names = area_names([case.budget], measures)
    for area, proposals in measures.items():
        silent = [p for p in proposals if not is_priced(p, case.carriers)]
        if silent:
            yield case.finding(
                NOTE,
                Subject(case.spot(silent[0].place), f"area {area}" if area else "proposals"),
                _(
                    "{area}: {silent} of {all} measures state no amount and no line pays for them:"
                    " no. {numbers}"
                ),
                remedy=_("add the amounts that the document gives, if any; `{command}` lists them").format(
                    command=f"kalmar proposals {quote(case.budget.id)} --unpriced"
                    + (f" --area {area}" if area else "")
                ),
                area=names[area] or _("without area"),
                silent=len(silent),
                all=len(proposals),
                numbers=in_runs(p.number for p in silent),
            )


@rule(
    "unsourced",
    NOTE,
    says=N_("A figure should say where it stands: the budget its source, a stated amount its section."),
    remedy=N_("add `source` to the budget, `section` to the amount"),
)
def unsourced(case: Case) -> Iterator[Finding]:
    """The figures of a budget without source and sections, and each stated amount without section."""
    budget = case.budget
    sections = [line.section for line in budget.lines]
    if budget.statement:
        sections.append(budget.statement.section)
    if not budget.source and not all(sections):
        place = budget.statement.place if budget.statement else budget.lines[0].place
        yield case.finding(
            NOTE,
            Subject(case.spot(budget.places.get("name", place)), "source"),
            _("the budget names no source; of its statement and lines, {missing} of {all} name no section"),
            missing=sections.count(None),
            all=len(sections),
        )
    for claim in case.claims:
        if claim.section is None and not claim.own:
            yield case.finding(
                NOTE,
                case.at_claim(claim),
                _("the stated amount {amount} {unit} names no section"),
                case.as_written(claim.amount),
                amount=case.amount(claim.amount),
            )
