"""The rule that holds a file's proposals and stated amounts against the words of its document."""

from collections.abc import Iterator

from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import in_runs, shortest
from kalmar_cli.budget.model import Proposal
from kalmar_cli.check.against_document import document_difference
from kalmar_cli.check.case import Case
from kalmar_cli.check.claims import Claim
from kalmar_cli.check.finding import CONTRADICTION, NOTE, Finding, Subject
from kalmar_cli.check.reading import DocumentReading, ReadAmount, mentions_size
from kalmar_cli.check.registry import rule


@rule(
    "source-words",
    CONTRADICTION,
    NOTE,
    says=N_(
        "With the document (--source FILE), its numbered proposals with the amounts that they state, and"
        " the amounts in its prose by section, as `kalmar draft` reads them there, are held against the"
        " file. Titles are the file's own words and not compared. Where the reading is in doubt, it is a"
        " note."
    ),
    remedy=N_("look it up in the document, and correct the file or leave it"),
)
def source_words(case: Case) -> Iterator[Finding]:
    """Each difference between the proposals and stated amounts of the file and the document's words."""
    if case.reading:
        yield from _proposals(case, case.reading)
        yield from _stated(case, case.reading)


def _proposals(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    ours = {proposal.number: proposal for proposal in case.budget.proposals}
    theirs = {proposal.number: proposal for proposal in reading.budget.proposals}
    if not theirs:
        return
    missing = [number for number in theirs if number not in ours]
    if missing:
        yield document_difference(
            case,
            reading,
            Subject(case.spot(case.key_place("proposals")), f"proposal {missing[0]}"),
            _("the document has proposals that the file does not have: {numbers} ({place})"),
            ("proposals", missing[0]),
            doubt=all(reading.is_doubtful("proposals", number) for number in missing),
            only_here=not ours,
            numbers=in_runs(missing),
        )
    for number in ours.keys() & theirs.keys():
        yield from _own_amount(case, reading, ours[number], theirs[number])
    for number in ours.keys() - theirs.keys():
        words, about = (
            _("the document, as it is read, has no proposal {number}"),
            case.at_proposal(ours[number]),
        )
        yield document_difference(case, reading, about, words, ("proposals",), only_here=True)


def _own_amount(
    case: Case, reading: DocumentReading, proposal: Proposal, found: Proposal
) -> Iterator[Finding]:
    """The amount that a proposal states itself; its sign only where the words tell."""
    key = ("proposals", proposal.number)
    ours, theirs = proposal.amount, found.amount and shortest(found.amount)
    doubt = reading.is_doubtful(*key, "amount")
    if theirs is None or ours == theirs or (doubt and ours is not None and abs(ours) == abs(theirs)):
        return
    about = case.at_proposal(proposal)
    yield document_difference(
        case,
        reading,
        about if ours is None else about._replace(spot=case.spot(proposal.amount_place)),
        _("proposal {number} states {computed} {unit} in the document ({place}), nothing in the file")
        if ours is None
        else _("proposal {number} states {stated} {unit}, in the document ({place}) {computed}"),
        key,
        None if ours is None else case.as_written(ours),
        case.as_written(theirs),
        doubt=doubt,
        stated="" if ours is None else case.amount(ours, theirs),
        computed=case.amount(theirs, ours or theirs),
    )


def _stated(case: Case, reading: DocumentReading) -> Iterator[Finding]:
    """The amounts that the file says a section gives, against those that stand there, by size."""
    if not (case.budget.lines or case.budget.proposals):
        return
    there: dict[str, list[ReadAmount]] = {}
    for amount in reading.amounts:
        there.setdefault(amount.section, []).append(amount)
    left: list[Claim] = []
    for claim in case.claims:
        if claim.own or claim.section is None or claim.section not in reading.texts:
            continue
        same = next((a for a in there.get(claim.section, ()) if a.size == abs(claim.amount)), None)
        if same:
            there[claim.section].remove(same)
        else:
            left.append(claim)
    for claim in left:
        assert claim.section is not None
        if mentions_size(reading.texts[claim.section], abs(claim.amount)):
            continue  # it stands there; which amount it is was not read
        others = sorted(there.get(claim.section, ()), key=lambda amount: amount.doubt)
        other = next((amount for amount in others if amount.owned), None)
        yield _not_there(case, claim, other)
        if other:
            there[claim.section].remove(other)
    sizes = {abs(claim.amount) for claim in case.claims}
    for section, amounts in there.items():
        for amount in amounts:
            # Without numbered sections, the size alone must do.
            if amount.owned and (section or amount.size not in sizes):
                yield _not_in_file(case, section, amount)


def _not_there(case: Case, claim: Claim, other: ReadAmount | None) -> Finding:
    """An amount that the document's section does not give; it may give another one."""
    stated = case.as_written(claim.amount)
    spot = other.place.spot if other else None
    return case.finding(
        CONTRADICTION if other and not other.doubt else NOTE,
        case.at_claim(claim),
        _("section {section} is said to give {size} {unit}; in the document it gives {other} ({place})")
        if other
        else _("section {section} is said to give {size} {unit}; in the document that is not read there"),
        stated,
        abs(case.as_written(other.size)).copy_sign(stated) if other else None,
        against=[spot] if spot else (),
        section=claim.section,
        size=case.text(abs(stated)),
        other=other.written if other else "",
        place=other.place.words if other else "",
    )


def _not_in_file(case: Case, section: str, amount: ReadAmount) -> Finding:
    """An amount of the document's prose about a line or proposal that the file does not state."""
    return case.finding(
        NOTE,
        Subject(case.spot(case.key_place("lines", "proposals")), f"section {section}".rstrip()),
        _("section {section} of the document gives {written} ({place}), which the file does not state")
        if section
        else _("the document gives {written} ({place}), which the file does not state"),
        against=[amount.place.spot] if amount.place.spot else (),
        section=section,
        written=amount.written,
        place=amount.place.words,
    )
