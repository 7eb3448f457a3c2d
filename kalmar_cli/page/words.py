"""The page's own words, in the language in use; the template has none."""

from kalmar_cli.base.language import _
from kalmar_cli.page.content import Content


def words(page: Content) -> dict[str, str]:
    """Headings and explanations of a page, by the names that the template has for them."""
    return {
        "contents": _("On this page"),
        "results": _("The result by year"),
        "results_how": _("The bars show each budget's result; those left of the line are deficits."),
        "changes": _("Change and difference"),
        "budget": _("Budget"),
        "statement": _("Income statement"),
        "areas": _("Areas"),
        "areas_how": _(
            "What lowers the result stands left of the line, what raises it right of it; "
            "the thin bar is the net. Proposals: those with a price / all."
        ),
        "areas_source": _("Source: the lines that differ, added up."),
        "areas_whole": _("The lines of each area, added up"),
        "areas_by_budget": _("What lowers and raises the result of each budget, by area"),
        "more": _("lowers the result"),
        "less": _("raises the result"),
        "net": _("net"),
        "posts": _("Lines that differ"),
        "posts_how": _("Under each line: its area, where the document has it, and its proposals."),
        "proposals": _("Proposals"),
        "proposals_how": _("A proposal is priced if it states an amount or a line pays for it."),
        "no_area": _("no area"),
        "year": _("Year"),
        "every_year": _("all"),
        "story": _("From result to result"),
        "story_how": _(
            "Each step is what the lines of an area add up to; the rule is the baseline's result. "
            "Below, the lines that differ most."
        ),
        "filter_all": _("all"),
        "filter_priced": _("with a price"),
        "filter_inquiry": _("inquiries"),
        "findings": _("What the check found"),
        "no_findings": _("The check found nothing to remark on."),
        "sources": _("Where the figures come from"),
        "sources_how": _(
            "A printed figure stands as printed. A budget that proposes changes to another is that "
            "budget's printed figure plus the exact effect of its own lines, carried through the sums. "
            "Figures are rounded only when they are shown."
        ),
        "made": _("Made on {date} with kalmar").format(date=page.made),
        "download": _("Download the table (CSV)"),
    }
