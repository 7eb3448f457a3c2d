"""The rules in words, for `kalmar check --list`."""

from collections.abc import Iterable, Iterator

from kalmar_cli.base.characters import wrap_words
from kalmar_cli.base.language import _
from kalmar_cli.check.registry import Rule
from kalmar_cli.check.report import level_name

_LEAST_WIDTH, _MOST_WIDTH = 40, 80


def explain_rules(rules: Iterable[Rule], width: int) -> str:
    """Each rule: name and levels, what it says, what to do about a finding; `width` is 0 for a pipe."""
    width = max(_LEAST_WIDTH, min(width or _MOST_WIDTH, _MOST_WIDTH))
    return "\n\n".join("\n".join(_explain(rule, width)) for rule in rules) + "\n"


def _explain(rule: Rule, width: int) -> Iterator[str]:
    yield f"{rule.name} ({', '.join(map(level_name, rule.levels))})"
    for paragraph in (_(rule.says), f"→ {_(rule.remedy)}"):
        yield from wrap_words(f"  {paragraph}", width, "  ")
