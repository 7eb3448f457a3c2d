"""Writes docs/rules.md: every rule of `kalmar check` with its bad file and what is said about it.

`python -m docs.rules` from the project's folder; the tests compare.
"""

from pathlib import Path

from kalmar_cli.check.registry import Rule, rules

ROOT = Path(__file__).parent.parent
PAGE = Path(__file__).parent / "rules.md"
CASES = Path("tests/cases/check")

TOP = """# The rules of `kalmar check`

Written by `python -m docs.rules` from the rules themselves and their examples; not by hand.

A finding is an **error** (the figures cannot be right), a **contradiction** (the document says two
things) or a **note** (worth knowing). `kalmar check` ends with 1 if there are errors or
contradictions, with `--strict` also for notes.
"""


def command(name: str) -> str:
    """The command that checks a rule's bad file."""
    text = CASES / f"{name}.source.txt"
    source = f" --source {text}" if (ROOT / text).exists() else ""
    return f"kalmar check {CASES / name}.yaml{source}"


def page() -> str:
    """The whole page."""
    index = "\n".join(
        f"- [{rule.name}](#{rule.name}): {', '.join(rule.levels)}" for rule in rules().values()
    )
    return "\n".join([TOP, index, "", *map(entry, rules().values())])


def entry(rule: Rule) -> str:
    """A rule: what it says, what to do, its bad file and the output."""
    file = (ROOT / CASES / f"{rule.name}.yaml").read_text("utf-8")
    output = (ROOT / CASES / f"{rule.name}.txt").read_text("utf-8")
    shown = file.split("\n", 2)[2].strip()
    document = ROOT / CASES / f"{rule.name}.source.txt"
    source = ("```text", document.read_text("utf-8").strip(), "```") if document.exists() else ()
    return "\n".join(
        (
            f"## {rule.name}",
            "",
            f"{' · '.join(rule.levels)}. {rule.says}",
            "",
            f"What to do: {rule.remedy}.",
            "",
            "```yaml",
            shown,
            "```",
            *source,
            "```console",
            output.strip(),
            "```",
            "",
        )
    )


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
