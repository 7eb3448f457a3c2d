"""The policy areas of a draft: the chapters that its proposals and lines belong to."""

from kalmar_cli.base.characters import slug
from kalmar_cli.base.language import _
from kalmar_cli.budget.model import Area
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find.found import Change
from kalmar_cli.draft.find.kind_words import CHANGE_WORDS, DIRECTION


def find_areas(found: Found) -> dict[str, Area]:
    """Chapter (its number, else its title) → its area, in the document's order."""
    used = {proposal.chapter for proposal in found.proposals}
    of_lines = line_chapters(found)
    used |= set(of_lines)
    titles: dict[str, str] = {}
    for heading in found.headings.all:
        titles.setdefault(heading.number or heading.title, heading.title)
    areas: dict[str, Area] = {}
    taken: set[str] = set()
    for chapter in dict.fromkeys([*titles, *of_lines, *sorted(used)]):
        if not chapter or chapter not in used:
            continue
        unnamed = _("Chapter {number}").format(number=chapter) if chapter[:1].isdigit() else chapter
        name = titles.get(chapter) or unnamed
        id = slug(name) or f"kapitel-{slug(chapter)}"
        id = id if id not in taken else f"{id}-{slug(chapter) or len(taken)}"
        taken.add(id)
        areas[chapter] = Area(id, name, chapter if chapter[:1].isdigit() else None)
    return areas


def line_chapters(found: Found) -> list[str]:
    """Each line's chapter, or nothing; where nothing has one, the headings are the areas."""
    lines = found.lines
    chapters = [_line_chapter(found, index, line) for index, line in enumerate(lines)]
    if any(chapters) or any(proposal.chapter for proposal in found.proposals):
        return chapters
    return [
        "" if CHANGE_WORDS.search(line.heading) or DIRECTION.search(line.heading) else line.heading
        for line in lines
    ]


def _line_chapter(found: Found, index: int, line: Change) -> str:
    """A line's committee as its table says, else its proposal's chapter, else that of the text on it."""
    if line.area:
        return line.area
    for link in found.links.proposals.get(index, ()):
        return found.proposals[link.to].chapter
    for at in found.links.of_line.get(index, ()):
        mention = found.mentions[at]
        if mention.section:
            return mention.section.partition(".")[0]
        if mention.heading:
            return mention.heading
    return ""
