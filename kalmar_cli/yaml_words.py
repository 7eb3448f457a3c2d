"""What is wrong with broken YAML, in words of our own, the same for both parsers."""

from typing import Any

from kalmar_cli.characters import shown
from kalmar_cli.language import N_, _
from kalmar_cli.problems import Place, Unusable

# A part of the parser's context, a part of its problem → message and cure.
# The first that fits counts; `{line}` is the line on which the broken thing begins.
_WORDS = (
    (
        "quoted scalar",
        "unexpected end of stream",
        N_("the quotation mark on line {line} is never closed"),
        N_("add the closing quotation mark"),
    ),
    (
        "quoted scalar",
        "document",
        N_("the quotation mark on line {line} is never closed"),
        N_("add the closing quotation mark"),
    ),
    (
        "",
        "escape",
        N_("`\\` begins an escape that is not known"),
        N_("write '…' instead of \"…\", or \\\\ for a backslash"),
    ),
    (
        "quoted scalar",
        "hex",
        N_("`\\` begins an escape that is not known"),
        N_("write '…' instead of \"…\", or \\\\ for a backslash"),
    ),
    (
        "",
        "mapping values are not allowed",
        N_("a colon is not expected here"),
        N_('put a text with a colon in quotes, "so: that", or check the indentation'),
    ),
    (
        "simple key",
        "':'",
        N_("the colon after the key on line {line} is missing"),
        N_("write `key: value`"),
    ),
    (
        "flow sequence",
        "",
        N_("the list on line {line} is not closed"),
        N_("write commas between its values and ] at its end"),
    ),
    (
        "flow mapping",
        "",
        N_("the mapping on line {line} is not closed"),
        N_("write commas between its pairs and }} at its end"),
    ),
    (
        "",
        "cannot start any token",
        N_("a text cannot begin with this character"),
        N_("put the text in quotes"),
    ),
    (
        "",
        "sequence entries are not allowed",
        N_("a list does not begin here"),
        N_("begin each item of a list, `- `, on a line of its own"),
    ),
    (
        "block mapping",
        "",
        N_("the line does not fit the keys above it"),
        N_("give keys of one mapping the same indentation; put text with signs in quotes"),
    ),
    (
        "block collection",
        "",
        N_("the line does not fit the list above it"),
        N_("give items of one list the same indentation"),
    ),
)


def in_words(error: Any, place: Place) -> Unusable:
    """The parser's error at a place as a problem; an unknown one keeps the parser's words."""
    context, problem = getattr(error, "context", None) or "", getattr(error, "problem", None) or ""
    mark = getattr(error, "context_mark", None)
    line = mark.line + 1 if mark else place.line
    after = " " + _("(what follows was not read)")
    for in_context, in_problem, message, cure in _WORDS:
        if in_context in context and in_problem in problem:
            return Unusable(place, _(message).format(line=line) + after, _(cure).format())
    words = ", ".join(filter(None, (context, problem))) or str(error)
    return Unusable(place, "YAML: " + shown(words) + after, _("check indentation, quotes and brackets"))
