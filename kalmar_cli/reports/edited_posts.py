"""Edits of lines, totals and proposals.

A line is known by its id (or, where only its name is another, by all else that
it says), a total by its name, a proposal by its title or else its number.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.characters import slug
from kalmar_cli.base.numbers import plain
from kalmar_cli.budget.model import Budget, Line, Proposal, Stated, Total
from kalmar_cli.reports.edits import (
    MKR,
    Edit,
    Edited,
    changed_keys,
    edit_of,
    find_strayed,
    pair_up,
    word_edits,
)


def line_edits(old: Budget, new: Budget) -> Iterator[Edit]:
    """Lines that are changed, new, gone, or moved: to another area, heading or row, or in their order."""
    before, after = ({line.id: line for line in budget.lines} for budget in (old, new))
    gone = [(old, line) for id, line in before.items() if id not in after]
    came = [(new, line) for id, line in after.items() if id not in before]
    follows = {was.id: now for (_old, was), (_new, now) in pair_up(gone, came, _all_but_name)}
    follows |= {id: after[id] for id in before if id in after}
    kept = {now.id for now in follows.values()}
    strayed = find_strayed(
        [now.id for id in before if (now := follows.get(id))], [i for i in after if i in kept]
    )
    places = [{id: n for n, id in enumerate(lines, 1)} for lines in (before, after)]
    for was in old.lines:
        if was.id not in follows:
            yield from _amount_edits("line", was.id, was.name, _by_year(old, was), None)
            continue
        now = follows[was.id]
        if was.name != now.name:
            yield edit_of("line", now.id, now.name, was.name, now.name)
        yield from _amount_edits("line", now.id, now.name, _by_year(old, was), _by_year(new, now))
        moves = list(word_edits("line", now.id, now.name, _place_of(was), _place_of(now), "moved"))
        yield from moves
        if not moves and now.id in strayed:
            yield Edit("moved", "line", now.id, now.name, "", places[0][was.id], places[1][now.id], "")
        yield from word_edits("line", now.id, now.name, _line_words(was), _line_words(now))
    for line in new.lines:
        if line.id not in kept:
            yield from _amount_edits("line", line.id, line.name, None, _by_year(new, line))


def _all_but_name(of: tuple[Budget, Line]) -> tuple[object, ...]:
    budget, line = of
    amounts = tuple(_by_year(budget, line).items())
    return amounts, line.area, line.heading, line.row, line.proposals, line.certainty, line.section


def _place_of(line: Line) -> dict[str, str]:
    return {"area": line.area or "", "heading": line.heading or "", "row": line.row}


def _by_year(budget: Budget, post: Line | Total) -> dict[str, Decimal]:
    """The amounts by year (mkr)."""
    return {str(year): amount for year, amount in zip(budget.years, post.amounts, strict=True)}


def _amount_edits(
    what: Edited, id: str, name: str, old: Mapping[str, Decimal] | None, new: Mapping[str, Decimal] | None
) -> Iterator[Edit]:
    """The years in which amounts differ; of a thing that is new or gone, those with money in them.

    If it has none, it is told all the same, without a year.
    """
    before, after = old or {}, new or {}
    told = False
    for year, was, now in changed_keys(before, after):
        if was or now:
            told = True
            yield edit_of(what, id, name, was, now, year, MKR)
    if not told and (old is None or new is None):
        yield edit_of(what, id, name, None if old is None else name, None if new is None else name)


def _line_words(line: Line) -> dict[str, str]:
    return {
        "proposals": " ".join(map(str, line.proposals)),
        "certainty": line.certainty or "",
        "section": line.section or "",
        "stated": _stated_words(line.stated),
    }


def _stated_words(amounts: Sequence[Stated]) -> str:
    """Amounts in prose (mkr), in the words of a file."""
    return "; ".join(
        " ".join(
            part
            for part in (
                plain(of.amount),
                of.section,
                " ".join(map(str, of.years)),
                " ".join(of.together),
                of.budget,
            )
            if part
        )
        for of in amounts
    )


def total_edits(old: Budget, new: Budget) -> Iterator[Edit]:
    """Printed totals that are changed, new or gone."""
    pairs = pair_up(old.totals, new.totals, lambda total: (total.name, total.row, total.heading))
    rest = [
        [t for t in of.totals if not any(t is pair[i] for pair in pairs)] for i, of in enumerate((old, new))
    ]
    pairs += pair_up(rest[0], rest[1], lambda total: total.name)
    for was in old.totals:
        id = slug(was.name)
        now = next((now for one, now in pairs if one is was), None)
        yield from _amount_edits(
            "total", id, was.name, _by_year(old, was), _by_year(new, now) if now else None
        )
        if now:
            yield from word_edits("total", id, was.name, _total_words(was), _total_words(now))
    for now in new.totals:
        if not any(now is other for _one, other in pairs):
            yield from _amount_edits("total", slug(now.name), now.name, None, _by_year(new, now))


def _total_words(total: Total) -> dict[str, str]:
    return {"row": total.row or "", "heading": total.heading or "", "section": total.section or ""}


def proposal_edits(old: Budget, new: Budget) -> Iterator[Edit]:
    """Proposals that are new, gone, renumbered, reworded, repriced, or changed in a key."""
    follows = {was.number: now for was, now in pair_up(old.proposals, new.proposals, lambda p: p.title)}
    taken = {now.number for now in follows.values()}
    unpaired = {p.number for p in old.proposals if p.number not in follows}
    follows |= {p.number: p for p in new.proposals if p.number in unpaired and p.number not in taken}
    taken = {now.number for now in follows.values()}
    for was in old.proposals:
        if was.number not in follows:
            yield edit_of("proposal", str(was.number), was.title, was.title, None)
            continue
        now = follows[was.number]
        id, name = str(now.number), now.title
        if was.number != now.number:
            yield Edit("moved", "proposal", id, name, "", was.number, now.number, "")
        if was.title != now.title:
            yield edit_of("proposal", id, name, was.title, now.title)
        if was.amount != now.amount:
            yield Edit("changed", "proposal", id, name, "", was.amount, now.amount, MKR)
        yield from word_edits("proposal", id, name, _proposal_words(was), _proposal_words(now))
    for now in new.proposals:
        if now.number not in taken:
            yield edit_of("proposal", str(now.number), now.title, None, now.title)


def _proposal_words(proposal: Proposal) -> dict[str, str]:
    return {
        "area": proposal.area or "",
        "section": proposal.section or "",
        "kind": proposal.kind,
        "years": " ".join(map(str, proposal.years)),
        "budget": proposal.budget,
        "printed": proposal.printed or "",
        "stated": _stated_words(proposal.stated),
    }
