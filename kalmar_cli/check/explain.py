"""The rules in words, for `kalmar check --list`."""

from collections.abc import Iterable, Iterator

from kalmar_cli.base.characters import wrap_words
from kalmar_cli.base.language import _
from kalmar_cli.check.registry import Rule
from kalmar_cli.check.report import level_name

_WIDTH = 80


def explain_rules(rules: Iterable[Rule]) -> str:
    """Each rule: name and levels, what it says, what to do about a finding."""
    return "\n\n".join("\n".join(_explain(rule)) for rule in rules) + "\n"


def _explain(rule: Rule) -> Iterator[str]:
    yield f"{rule.name} ({', '.join(map(level_name, rule.levels))})"
    for paragraph in (_(rule.says), f"→ {_(rule.remedy)}"):
        yield from wrap_words(f"  {paragraph}", _WIDTH, "  ")
