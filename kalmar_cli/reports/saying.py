"""Sentences whose words depend on figures: put together, and told for the figures as they are."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.reports.making import Alike, Below, Either, Figure, Say, Saying, Told
from kalmar_cli.reports.table import Sentence
from kalmar_cli.reports.years import span


def tell(parts: Sequence[Saying], texts: Mapping[str, str]) -> Sentence:
    """The sentence that its parts make, with `texts` known by name in all of them."""
    figures: dict[str, Decimal | str] = dict(texts)

    def words(of: Saying) -> str:
        if isinstance(of, Either):
            return words(of.then if holds(of.test) else of.otherwise)
        if isinstance(of, Say):
            said = of.words
            for name, value in of.values.items():
                said = said.replace(f"{{{name}}}", words(value))
            return said
        if not of:
            return ""
        name = f"figure_{len(figures)}"
        figures[name] = of if isinstance(of, str) else _size(of)
        return f"{{{name}}}"

    return Sentence(" ".join(filter(None, map(words, parts))), figures, Told(tuple(parts), texts))


def figures_in(of: Saying, *, told: bool = False) -> Iterator[Figure]:
    """Every figure in words and their tests; of those `told`, only what may stand in the words."""
    if isinstance(of, Figure):
        yield of
    elif isinstance(of, Say):
        for value in of.values.values():
            yield from figures_in(value, told=told)
    elif isinstance(of, Either):
        if not told:
            pairs = ((of.test.figure,),) if isinstance(of.test, Below) else of.test.pairs
            yield from (figure for pair in pairs for figure in pair if isinstance(figure, Figure))
        yield from figures_in(of.then, told=told)
        yield from figures_in(of.otherwise, told=told)


def _size(figure: Figure) -> Decimal | str:
    """An amount without its sign, a count as its digits."""
    return abs(figure.value) if isinstance(figure.value, Decimal) else str(figure.value)


def holds(test: Alike | Below) -> bool:
    """Whether a test is true of its figures."""
    if isinstance(test, Below):
        return test.figure.value < 0
    return all(
        left.value == (right.value if isinstance(right, Figure) else right) for left, right in test.pairs
    )


def either(test: Alike | None, then: Saying, otherwise: Saying) -> Saying:
    """One or the other; a test without figures is decided here, None being false."""
    if test is None:
        return otherwise
    return Either(test, then, otherwise) if test.pairs else then


def by_sign(figure: Figure, below: Saying, zero: Saying, above: Saying) -> Saying:
    """What is said of a figure that is below zero, zero or above."""
    return Either(Alike(((figure, 0),)), zero, Either(Below(figure), below, above))


def same(one: Figure | None, other: Figure | None) -> Alike | None:
    """Whether two figures are equal; two that are not known are, and no other such pair is."""
    if one is None or other is None:
        return Alike(()) if one is other else None
    return Alike(((one, other),))


def all_of(tests: Sequence[Alike | None]) -> Alike | None:
    """Whether every one of the tests holds."""
    pairs: list[tuple[Figure, Figure | int]] = []
    for test in tests:
        if test is None:
            return None
        pairs += test.pairs
    return Alike(tuple(pairs))


def in_a_row(parts: Sequence[tuple[Alike | None, Saying]]) -> Saying:
    """Parts as a sentence has them, A, B and C, each with the test of when it is left out."""
    said: dict[str, Saying] = {}
    for n, (absent, part) in enumerate(parts):
        later = all_of([of for of, _part in parts[n + 1 :]])
        joint = either(later, Say(_(" and ")), Say(", "))
        before = either(all_of([of for of, _part in parts[:n]]), "", joint)
        said[f"part{n}"] = either(absent, "", Say("{before}{part}", {"before": before, "part": part}))
    return Say("".join(f"{{{name}}}" for name in said), said)


def run_of(years: Sequence[int], alike: Sequence[Alike | None]) -> Saying:
    """The years from the first on that are alike, in words; `alike` says of each whether the next is."""
    said: Saying = span(years)
    for n in range(len(years) - 1, 0, -1):
        said = either(alike[n - 1], said, span(years[:n]))
    return said
