"""Made-up budgets of many municipalities: complete ones, and some with proposals that change them."""

import re
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
# A title is five words, drawn as often as they stand in the 133 titles of a real budget.
REAL = (ROOT / "budgets/kalmar/2024/alliansen.yaml").read_text("utf-8")
WORDS = [word for title in re.findall(r"    title: (.*)", REAL) for word in re.findall(r"[^\W_]+", title)]
ROWS = (
    ("namndernas_nettokostnader", -5000),
    ("finansforvaltning", -200),
    ("verksamhetens_nettokostnader", -5200),
    ("skatteintakter", 4000),
    ("generella_statsbidrag_och_utjamning", 1200),
    ("verksamhetens_resultat", 0),
    ("finansiella_intakter", 60),
    ("finansiella_kostnader", -40),
    ("resultat_efter_finansiella_poster", 20),
    ("arets_resultat", 20),
)


def budget(random: Random, place: int, number: int, lines: int, proposals: int) -> str:
    """A budget file: the first of a municipality is complete, the others build on it."""
    change = [Random(place * 1000 + number + i).randrange(-40, 40) for i in range(lines)]
    text = [
        f"name: Parti {number}",
        f"municipality: Kommun {place}",
        "year: 2024",
        *(["base: parti0"] if number else []),
        "unit: mkr\nsign: result\nsource: {title: Budget 2024}",
        "statement:\n  columns: [2024, 2025, 2026]\n  rows:",
        *(f"    {row}: [{size}, {size}, {size}]" for row, size in ROWS),
        "lines:",
    ]
    for i, tenths in enumerate(change):
        linked = f", proposals: [{i % proposals + 1}]" if proposals and i % 3 == 0 else ""
        stated = f", stated: [{{amount: {tenths / 10}, section: 1.{i % 9}}}]" if i % 4 == 0 else ""
        text.append(f"  - {{name: Post {i}, section: 1.{i % 9}, amounts: {tenths / 10}{linked}{stated}}}")
    text.append("proposals:" if proposals else "")
    for i in range(1, proposals + 1):
        title = " ".join(random.choices(WORDS, k=5))[:80].strip().capitalize()
        text.append(f"  - {{number: {i}, title: {title}, section: 1.{i % 9}}}")
    return "\n".join(text) + "\n"


def write(folder: Path, budgets: int, each: int, lines: int, proposals: int) -> None:
    """So many made-up budgets of so many lines and proposals, `each` of one municipality."""
    random = Random(2024)
    for i in range(budgets):
        place, number = divmod(i, each)
        path = folder / f"kommun{place}" / "2024" / f"parti{number}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(budget(random, place, number, lines, proposals), "utf-8")


def shelf(folder: Path, count: int) -> None:
    """So many budgets of a few lines, for look-up and completion."""
    for n in range(count):
        path = folder / f"kommun-{n % 290}" / f"budget-{n}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"name: B{n}\nmunicipality: K{n % 290}\nyear: 2024\nunit: mkr\nsign: result\n", "utf-8"
        )
