"""The policy areas of a draft: the chapters that its proposals and lines belong to."""

from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Area
from kalmar_cli.draft.draft import Found
from kalmar_cli.read.values import slug


def find_areas(found: Found) -> dict[str, Area]:
    """Chapter (its number, else its title) → its area, in the document's order."""
    used = {proposal.chapter for proposal in found.proposals}
    used |= {line_chapter(found, index) for index in range(len(found.lines))}
    titles: dict[str, str] = {}
    for heading in found.headings.all:
        titles.setdefault(heading.number or heading.title, heading.title)
    areas: dict[str, Area] = {}
    taken: set[str] = set()
    for chapter in [*titles, *sorted(used - titles.keys())]:
        if not chapter or chapter not in used:
            continue
        name = titles.get(chapter) or _("Chapter {number}").format(number=chapter)
        id = slug(name) or f"kapitel-{slug(chapter)}"
        id = id if id not in taken else f"{id}-{slug(chapter) or len(taken)}"
        taken.add(id)
        areas[chapter] = Area(id, name, chapter if chapter[:1].isdigit() else None)
    return areas


def line_chapter(found: Found, index: int) -> str:
    """A line's chapter: its proposal's, else that of the text that names its amount; or nothing."""
    for link in found.links.proposals.get(index, ()):
        return found.proposals[link.to].chapter
    for at in found.links.of_line.get(index, ()):
        mention = found.mentions[at]
        if mention.section:
            return mention.section.partition(".")[0]
        if mention.heading:
            return mention.heading
    return ""
