"""Years in words, and those that follow each other and are alike taken together."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

Of = TypeVar("Of")


def span(years: Sequence[int]) -> str:
    """Years in words: 2024–2026, or one by one where they do not follow each other."""
    if len(years) > 1 and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))


def runs(by_year: Mapping[int, Of]) -> list[tuple[list[int], Of]]:
    """Neighbouring years that have the same, together: (years, what they have)."""
    found: list[tuple[list[int], Of]] = []
    for year, of in by_year.items():
        if found and found[-1][1] == of:
            found[-1][0].append(year)
        else:
            found.append(([year], of))
    return found
