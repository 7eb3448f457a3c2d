"""What the shell offers: budgets by their file names, areas, proposals, formats."""

from collections.abc import Callable, Iterable, Sequence
from os.path import isdir
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kalmar_cli.budget.model import Budget
    from kalmar_cli.shelf.shelf import Shelf


def names(known: Callable[[], Iterable[str]]) -> Callable[[str], list[str]]:
    """Offers those of the known names that begin as what is typed."""
    return lambda incomplete: [name for name in known() if name.startswith(incomplete)]


def _folders(ctx: Any) -> list[Path]:
    """The folders already named on the line, as far as they are there."""
    return [Path(folder) for folder in ctx.params.get("budgets") or () if isdir(folder)]


def _shelf(ctx: Any) -> "Shelf":
    from kalmar_cli.cli.opening import open_shelf

    return open_shelf(_folders(ctx), ctx.params.get("municipality") or "")


def budgets(ctx: Any, incomplete: str) -> list[str]:
    """The names of budgets that begin so; no file is read."""
    from kalmar_cli.cli.opening import folders_to_look_in
    from kalmar_cli.shelf.files import Files

    folders, _foreign = folders_to_look_in(_folders(ctx))
    return Files(folders).ids_from(incomplete)


def municipalities(ctx: Any, incomplete: str) -> list[str]:
    """The municipalities that there are budgets of, as their folders are called."""
    from kalmar_cli.base.characters import slug
    from kalmar_cli.cli.opening import open_shelf

    listed, _messages = open_shelf(_folders(ctx)).inventory()
    found = sorted({slug(budget.municipality) for budget in listed})
    return [name for name in found if name.startswith(slug(incomplete))]


def _read(ctx: Any, named: Sequence[str]) -> "list[Budget]":
    """The budgets of these names; none if they cannot be read, since the command itself will say why."""
    from kalmar_cli.base.errors import Refused, Unreadable
    from kalmar_cli.shelf.names import find

    try:
        return find(_shelf(ctx), named) if named else []
    except (Refused, Unreadable):
        return []


def _chosen(ctx: Any) -> "list[Budget]":
    """The budgets already named on the line."""
    named = ctx.params.get("names") or ctx.params.get("name") or ()
    return _read(ctx, [named] if isinstance(named, str) else named)


def years(ctx: Any, incomplete: str) -> list[str]:
    """The columns of the budgets named on the line, and the word for all of them."""
    from kalmar_cli.reports.choices import ALL_YEARS

    found = dict.fromkeys(column for budget in _chosen(ctx) for column in budget.columns)
    return [column for column in (*found, ALL_YEARS) if column.startswith(incomplete)]


def earlier(ctx: Any, incomplete: str) -> list[str]:
    """What `--from` takes: the columns of the budgets named on the line, and the budgets."""
    columns = [column for column in years(ctx, incomplete) if column != "all"]
    return [*columns, *budgets(ctx, incomplete)]


def areas(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """The areas of the budgets named on the line."""
    found = {id: area.name for b in _chosen(ctx) for link in b.chain for id, area in link.areas.items()}
    return [(id, name) for id, name in found.items() if id.startswith(incomplete)]


def proposals(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """The numbers of the proposals of the budget named on the line, with their titles."""
    return [
        (str(proposal.number), proposal.title)
        for budget in _chosen(ctx)
        for proposal in budget.proposals
        if str(proposal.number).startswith(incomplete)
    ]


def adoptable(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """What `--adopt` takes: the budgets, and after a colon a budget's lines, areas and priced proposals."""
    name, colon, part = incomplete.partition(":")
    if not colon:
        return [(budget, "") for budget in budgets(ctx, incomplete)]
    found: dict[str, str] = {}
    for budget in _read(ctx, [name]):
        carriers = budget.carriers()
        found |= {line.id: line.name for line in budget.lines}
        found |= {id: area.name for id, area in budget.areas.items()}
        found |= {str(p.number): p.title for p in budget.proposals if p.number in carriers}
    return [(f"{name}:{id}", words) for id, words in found.items() if id.startswith(part)]


def lines(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """The posts of the budget named on the line, and the lines of those adopted from."""
    found = {line.id: line.name for b in _chosen(ctx) for link in b.chain for line in link.lines}
    adopted = dict.fromkeys(text.partition(":")[0] for text in ctx.params.get("adopt") or ())
    found |= {line.id: line.name for budget in _read(ctx, [*adopted]) for line in budget.lines}
    return [(id, name) for id, name in found.items() if id.startswith(incomplete)]


def rows(ctx: Any, incomplete: str) -> list[tuple[str, str]]:
    """The rows of the statement of the budget named on the line that can be changed."""
    from kalmar_cli.budget.rows import PART, label
    from kalmar_cli.budget.statement import Figures

    return [
        (row, label(row, [of.budget]))
        for of in map(Figures, _chosen(ctx))
        for row in of.order
        if of.kind(row, str(of.budget.year)) == PART and row.startswith(incomplete)
    ]
