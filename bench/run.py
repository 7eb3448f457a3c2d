"""Measures kalmar beside its peers: whole processes, in turn, in one run.

    python bench/run.py [--sizes 10000,100000] [--runs 3] [--starts 15] [--write]

Every round runs each command once, so that a slow minute of the machine falls
on all of them; the medians and the ratios of pairs are what to quote. Peers that
are not installed are left out: ledger, hledger, and from `pip install pandas beancount
beanquery` the two others. `--write` puts the tables into docs/speed.md and the README.
"""

import argparse
import os
import platform
import re
import tempfile
import time
from pathlib import Path

import bounds
import generate
import nation
from commands import FORMATS, GROWING, LISTED, MANY, START
from measure import Command, Found, apart, exponent, measure, mebibytes, ratio, seconds

ROOT = Path(__file__).parent.parent
_BETWEEN = re.compile(r"(<!-- measured -->\n).*(<!-- end of measured -->)", re.DOTALL)


def main() -> None:
    """Measures, judges and prints."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sizes", default="10000,100000")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--starts", type=int, default=15, help="rounds of the short commands")
    parser.add_argument("--shelf", type=int, default=5000)
    parser.add_argument("--nation", type=int, default=2000, help="budgets of 200 lines and 50 proposals")
    parser.add_argument("--parties", type=int, default=300, help="budgets of one municipality")
    parser.add_argument("--write", action="store_true", help="put the tables into the documentation")
    options = parser.parse_args()
    found: Found = {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        apart(generate.write, 200, folder)
        apart(nation.shelf, folder / "shelf", options.shelf)
        measure(START, {0: folder}, options.starts, found)
        sizes = [int(size) for size in options.sizes.split(",")]
        folders = {size: folder / str(size) for size in sizes}
        for size, of in folders.items():
            apart(generate.write, size, of)
        measure(GROWING, folders, options.runs, found)
        measure(FORMATS, folders, options.runs, found, before=0)
        apart(nation.write, folder / "nation", options.nation, 7, 200, 50)
        apart(nation.write, folder / "parties", options.parties, options.parties, 20, 0)
        measure(MANY, {0: folder}, 1, found)
    growing = growing_table(GROWING, sizes, found)
    parts = [
        [
            f"Measured {time.strftime('%Y-%m-%d')} on {os.cpu_count()} cores ({platform.machine()}), "
            f"CPython {platform.python_version()}: medians of {options.starts} rounds of the first table, "
            f"of {options.runs} of the second and third. Again: `python bench/run.py"
            f" --sizes {options.sizes} --runs {options.runs} --starts {options.starts}`.",
        ],
        start_table(found),
        growing,
        beside(sizes, found),
        ["Of budgets that were read before:"],
        growing_table(FORMATS, sizes, found),
        [
            f"{options.shelf:,} small budgets; {options.nation:,} of 200 lines and 50 proposals; "
            f"{options.parties} of one municipality, 20 lines each; once. Memory is the largest process's.",
        ],
        plain_table(MANY, found),
        bounds.judge(found),
    ]
    missing = sorted({of.name for of in (*START, *GROWING) if of.is_missing})
    if missing:
        parts.append([f"Not installed: {', '.join(missing)}."])
    text = "\n\n".join("\n".join(part) for part in parts) + "\n"
    print(text)
    if options.write:
        put(ROOT / "docs" / "speed.md", text)
        put(ROOT / "README.md", "\n".join(growing) + "\n")


def put(path: Path, text: str) -> None:
    """Puts a text between the marks of a page."""
    page = path.read_text("utf-8")
    path.write_text(_BETWEEN.sub(lambda marks: marks[1] + text + marks[2], page), "utf-8")


def start_table(found: Found) -> list[str]:
    """Start-up: Kalmar's real budgets, and a completion."""
    reference = found["empty Typer command"][0]
    rows = ["| command | ms | MiB | × empty Typer |", "|---|---:|---:|---:|"]
    for name in (command.name for command in START if command.name in found):
        runs = found[name][0]
        rows.append(
            f"| {name} | {seconds(runs) * 1000:.0f} | {mebibytes(runs):.0f} "
            f"| {ratio(runs, reference):.2f} |"
        )
    return rows


def growing_table(commands: tuple[Command, ...], sizes: list[int], found: Found) -> list[str]:
    """Generated budgets: time by size, peak memory, and the growth from the smallest to the largest."""
    rows = [
        "| command | " + " | ".join(f"{size:,} lines" for size in sizes) + " | peak MiB | exponent |",
        "|---|" + "---:|" * (len(sizes) + 2),
    ]
    for name in (command.name for command in commands if command.name in found):
        by_size = {size: runs for size, runs in found[name].items() if size}
        times = [f"{seconds(by_size[size]):.2f} s" if size in by_size else "–" for size in sizes]
        growth = f"{exponent(by_size):.2f}" if len(by_size) > 1 else "–"
        peak = f"{mebibytes(by_size[max(by_size)]):.0f}"
        rows.append(f"| {' | '.join([name, *times, peak, growth])} |")
    return rows


def beside(sizes: list[int], found: Found) -> list[str]:
    """The first reading as a multiple of its peers' time."""
    first = found["kalmar compare, first reading"]
    return [
        f"A first reading takes × {peer}: "
        + ", ".join(f"{ratio(first[size], found[peer][size]):.2f} at {size:,}" for size in sizes)
        + " lines."
        for peer in LISTED
        if peer in found
    ]


def plain_table(commands: tuple[Command, ...], found: Found) -> list[str]:
    """Many files: how long, and how much memory."""
    rows = ["| command | s | MiB |", "|---|---:|---:|"]
    for command in commands:
        runs = found[command.name][0]
        rows.append(f"| {command.name} | {seconds(runs):.2f} | {mebibytes(runs):.0f} |")
    return rows


if __name__ == "__main__":
    main()
