"""The rules in words, for `kalmar check --list`."""

from collections.abc import Iterable
from textwrap import fill

from kalmar_cli.base.language import _
from kalmar_cli.check.registry import Rule
from kalmar_cli.check.report import level_name

_WIDTH = 80


def explain_rules(rules: Iterable[Rule], width: int = _WIDTH) -> str:
    """Each rule: name and levels, what it says, what to do about a finding."""
    return (
        "\n\n".join(
            "\n".join(
                (
                    f"{rule.name} ({', '.join(map(level_name, rule.levels))})",
                    *(_fill(paragraph, width) for paragraph in (_(rule.says), f"→ {_(rule.remedy)}")),
                )
            )
            for rule in rules
        )
        + "\n"
    )


def _fill(text: str, width: int) -> str:
    return fill(
        text,
        width,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
