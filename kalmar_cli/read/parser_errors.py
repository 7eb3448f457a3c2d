"""What is wrong with broken YAML, in words of our own, the same for both parsers."""

from typing import Any, NamedTuple

from kalmar_cli.base.characters import clip
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.problems import START, Place, Unusable


class _Words(NamedTuple):
    """Parts of the parser's context and problem → our message and cure.

    `begins` puts it where the broken thing begins, not where the parser gave up.
    """

    context: str
    problem: str
    message: str
    cure: str
    begins: bool = False


_CLOSE_QUOTE = (N_("the quotation mark here is never closed"), N_("add the closing quotation mark"), True)
_ESCAPE = (
    N_("`\\` begins an escape that is not known"),
    N_("write '…' instead of \"…\", or \\\\ for a backslash"),
)

# The first that fits counts.
_WORDS = (
    _Words("quoted scalar", "unexpected end of stream", *_CLOSE_QUOTE),
    _Words("quoted scalar", "document", *_CLOSE_QUOTE),
    _Words("", "escape", *_ESCAPE),
    _Words("quoted scalar", "hex", *_ESCAPE),
    _Words(
        "",
        "mapping values are not allowed",
        N_("a colon is not expected here"),
        N_('put a text with a colon in quotes, "so: that", or check the indentation'),
    ),
    _Words("simple key", "':'", N_("the key here has no colon"), N_("write `key: value`"), True),
    _Words(
        "node", "node content", N_("a value is missing here"), N_("write it, or check commas and brackets")
    ),
    _Words(
        "flow sequence",
        "",
        N_("the list that begins here is not closed"),
        N_("write commas between its values and ] at its end"),
        True,
    ),
    _Words(
        "flow mapping",
        "",
        N_("the mapping that begins here is not closed"),
        N_("write commas between its pairs and a closing brace at its end"),
        True,
    ),
    _Words(
        "",
        "cannot start any token",
        N_("a text cannot begin with this character"),
        N_("put the text in quotes"),
    ),
    _Words(
        "",
        "sequence entries are not allowed",
        N_("a list cannot begin here"),
        N_("begin each item of a list, `- `, on a line of its own"),
    ),
    _Words(
        "block mapping",
        "",
        N_("the line does not fit the keys above it"),
        N_("give keys of one mapping the same indentation; check the quotation marks above"),
    ),
    _Words(
        "block collection",
        "",
        N_("the line does not fit the list above it"),
        N_("give items of one list the same indentation"),
    ),
)


def in_words(error: Any) -> Unusable:
    """The parser's error as a problem at its place; an unknown one keeps the parser's words."""
    context, problem = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    begin, end = getattr(error, "context_mark", None), getattr(error, "problem_mark", None)
    after = " " + _("(what follows was not read)")
    for words in _WORDS:
        if words.context in context and words.problem in problem:
            mark = begin if words.begins else end
            return Unusable(_place(mark or end or begin), _(words.message) + after, _(words.cure))
    told = ", ".join(filter(None, (context, problem))) or str(error)
    cure = _("check indentation, quotes and brackets")
    return Unusable(_place(end or begin), "YAML: " + clip(told) + after, cure)


def _place(mark: Any) -> Place:
    return Place(mark.line + 1, mark.column + 1) if mark else START
