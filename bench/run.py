"""Measures kalmar beside its peers: whole processes, in turn, in one run.

    python bench/run.py [--sizes 1000,10000,100000] [--runs 5] [--starts 15] [--report FILE.md]

Every round runs each command once, so that a slow minute of the machine falls
on all of them; the medians and the ratios of pairs are what to quote. Time and
peak memory are the operating system's own for the finished process (wait4):
hyperfine takes its commands one after the other and knows no memory.
"""

import argparse
import csv
import io
import math
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median
from typing import NamedTuple

import check
import generate

HERE = Path(__file__).parent
KALMAR = [sys.executable, "-m", "kalmar_cli"]

Sums = dict[tuple[str, str, int], Decimal]


class Peer(NamedTuple):
    """A command to measure, what it needs, and how to read its sums by budget, area and year."""

    name: str
    command: Callable[[Path], list[str]]
    needs: str = ""
    sums: Callable[[str], Sums] | None = None


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    mebibytes: float


def kalmar_sums(output: str) -> Sums:
    """From `compare … -f csv`: the areas table, where the other budget's posts include the base's."""
    found: Sums = {}
    for record in csv.DictReader(io.StringIO(output)):
        if record["table"] == "areas":
            area, year = record["row"], int(record["year"])
            base = Decimal(record[generate.BASE])
            found[generate.BASE, area, year] = base
            found[generate.OTHER, area, year] = Decimal(record[generate.OTHER]) - base
    return found


def ledger_sums(output: str) -> Sums:
    """From `balance --flat`: amount, unit, account."""
    found: Sums = {}
    for line in output.splitlines():
        words = line.split()
        if len(words) == 3 and words[2].count(":") == 2:
            budget, year, area = words[2].split(":")
            found[budget, area, int(year)] = Decimal(words[0])
    return found


def loader_sums(output: str) -> Sums:
    """From the loader script's lines."""
    found: Sums = {}
    for line in output.splitlines():
        name, area, year, amount = line.split(",")
        found[name.lower(), area, int(year)] = Decimal(amount)
    return found


def pandas_sums(output: str) -> Sums:
    """From the pivot table's CSV, whose floats are rounded to the three decimals there were."""
    return {
        (budget, record["area"], int(record["year"])): Decimal(record[budget]).quantize(Decimal("0.001"))
        for record in csv.DictReader(io.StringIO(output.strip()))
        for budget in (generate.BASE, generate.OTHER)
    }


def yamls(folder: Path) -> list[str]:
    """The two generated budgets."""
    return [
        str(folder / "budgets/storstad/2024" / f"{name}.yaml") for name in (generate.OTHER, generate.BASE)
    ]


def compare(folder: Path) -> list[str]:
    """kalmar's comparison of the generated budgets."""
    return [*KALMAR, "compare", *yamls(folder), "-f", "csv", "--max-bytes", "1000000000"]


GROWING = (
    Peer("kalmar compare, first reading", lambda f: ["UNREAD", *compare(f)], sums=kalmar_sums),
    Peer("kalmar compare, again", compare, sums=kalmar_sums),
    Peer(
        "kalmar areas",
        lambda f: [*KALMAR, "areas", *yamls(f), "-f", "csv", "--max-bytes", "1000000000"],
    ),
    Peer(
        "kalmar check",
        lambda f: [*KALMAR, "check", *yamls(f), "-f", "csv", "--max-bytes", "1000000000"],
    ),
    Peer(
        "ledger", lambda f: ["ledger", "-f", str(f / "all.journal"), "bal", "--flat"], "ledger", ledger_sums
    ),
    Peer(
        "hledger",
        lambda f: ["hledger", "-f", str(f / "all.journal"), "bal", "--flat"],
        "hledger",
        ledger_sums,
    ),
    Peer(
        "CSafeLoader script",
        lambda f: [sys.executable, str(HERE / "peers/safe_loader.py"), *yamls(f)],
        sums=loader_sums,
    ),
)
SMALL = (
    Peer("bare Python", lambda _f: [sys.executable, "-c", "pass"]),
    Peer("empty Typer command", lambda _f: [sys.executable, str(HERE / "peers/empty_typer.py")]),
    Peer(
        "kalmar compare -f csv, first reading",
        lambda _f: ["UNREAD", *KALMAR, "compare", "alliansen", "majoriteten", "-f", "csv"],
    ),
    Peer("kalmar compare -f csv", lambda _f: [*KALMAR, "compare", "alliansen", "majoriteten", "-f", "csv"]),
    Peer(
        "kalmar compare, terminal", lambda _f: ["TERMINAL", *KALMAR, "compare", "alliansen", "majoriteten"]
    ),
    Peer("kalmar --version", lambda _f: [*KALMAR, "--version"]),
    Peer("kalmar completion, 5,000 budgets", lambda f: ["COMPLETE", *KALMAR, str(f / "shelf")]),
    Peer(
        "pandas script",
        lambda f: [sys.executable, str(HERE / "peers/pandas_script.py"), str(f / "all.csv")],
        "pandas",
        pandas_sums,
    ),
)


MANY = (
    Peer("kalmar list, small budgets, first", lambda f: ["UNREAD", *listing(f / "shelf")]),
    Peer("kalmar list, small budgets, again", lambda f: listing(f / "shelf")),
    Peer("kalmar list, a nation's, first", lambda f: ["UNREAD", *listing(f / "nation")]),
    Peer("kalmar list, a nation's, again", lambda f: listing(f / "nation")),
    Peer(
        "kalmar check, a nation's",
        lambda f: [*KALMAR, "check", "--budgets", str(f / "nation"), "-f", "csv"],
    ),
    Peer("kalmar distance, one municipality's", lambda f: distance(f / "parties")),
    Peer("kalmar distance --areas, one municipality's", lambda f: [*distance(f / "parties"), "--areas"]),
)


def listing(folder: Path) -> list[str]:
    """kalmar's list of a folder."""
    return [*KALMAR, "list", "--budgets", str(folder), "-f", "csv"]


def distance(folder: Path) -> list[str]:
    """kalmar's distances between all budgets of a folder."""
    names = sorted(path.stem for path in folder.rglob("*.yaml"))
    return [*KALMAR, "distance", *names, "--budgets", str(folder), "-f", "csv"]


def missing(peer: Peer) -> bool:
    """Whether what a peer needs is not installed."""
    if not peer.needs:
        return False
    if peer.needs == "pandas":
        return subprocess.run([sys.executable, "-c", "import pandas"], capture_output=True).returncode != 0
    return shutil.which(peer.needs) is None


def measured(command: list[str]) -> tuple[Run, str]:
    """Runs a command to its end: seconds, peak MiB, and its output."""
    environment = {**os.environ, "PYTHONPATH": str(HERE.parent), "LC_ALL": "C.UTF-8"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    kind = command[0] if command[0].isupper() else ""
    if kind == "COMPLETE":
        environment |= {
            "KALMAR_BUDGETS": command[-1],
            "_KALMAR_COMPLETE": "complete_bash",
            "COMP_WORDS": "kalmar compare budget-12",
            "COMP_CWORD": "2",
        }
        command = command[1:-1]
    elif kind == "TERMINAL":
        command = command[1:]
    elif kind == "UNREAD":
        environment["KALMAR_CACHE"] = "off"
        command = command[1:]
    with tempfile.TemporaryFile() as output:
        master = slave = None
        if kind == "TERMINAL":
            master, slave = os.openpty()
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=slave or output, stderr=subprocess.DEVNULL, env=environment
        )
        if slave is not None and master is not None:
            os.close(slave)
            _drain(master)
        _pid, _status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        output.seek(0)
        text = output.read().decode()
    return Run(seconds, usage.ru_maxrss / 1024), text


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # the other side is closed: the command has ended
    finally:
        os.close(master)


def rounds(peers: list[Peer], folder: Path, runs: int) -> dict[str, list[Run]]:
    """Each peer once a round, after one round that is not counted; all must agree on the sums."""
    found: dict[str, list[Run]] = {peer.name: [] for peer in peers}
    for round_ in range(runs + 1):
        sums: dict[str, Sums] = {}
        for peer in peers:
            run, output = measured(peer.command(folder))
            if round_:
                found[peer.name].append(run)
            elif peer.sums:
                sums[peer.name] = peer.sums(output)
        names = list(sums)
        for name in names[1:]:
            if sums[name] != sums[names[0]] or not sums[name]:
                raise SystemExit(f"{name} and {names[0]} do not agree on the sums")
    return found


def ratio(ours: list[Run], theirs: list[Run]) -> float:
    """The median of the pairs' ratios in time."""
    return median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=True))


def exponent(small: list[Run], large: list[Run], growth: float) -> float:
    """How time grows with size: 1 is linear."""
    return math.log(median(r.seconds for r in large) / median(r.seconds for r in small)) / math.log(growth)


def shelf(folder: Path, count: int) -> None:
    """Many small budgets, for completion and look-up."""
    for n in range(count):
        path = folder / "shelf" / f"kommun-{n % 290}" / f"budget-{n}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f"name: B{n}\nmunicipality: K{n % 290}\nyear: 2024\nunit: mkr\nsign: result\n", "utf-8"
        )


def main() -> None:
    """Measures and writes the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--sizes", default="1000,10000,100000")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--starts", type=int, default=15, help="rounds of the short commands")
    parser.add_argument("--shelf", type=int, default=5000)
    parser.add_argument("--nation", type=int, default=2000, help="budgets of 200 lines and 50 proposals")
    parser.add_argument("--parties", type=int, default=300, help="budgets of one municipality")
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    sizes = [int(size) for size in options.sizes.split(",")]
    lines = [
        f"Measured {time.strftime('%Y-%m-%d')} on {os.cpu_count()} cores ({platform.machine()}), "
        f"CPython {platform.python_version()}: medians of {options.starts} rounds "
        f"(of {options.runs} in the second table), each command once in each.",
        f"Again: `python bench/run.py --sizes {options.sizes} --runs {options.runs}"
        f" --starts {options.starts}`.",
        "",
    ]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        lines += small_table(folder, options)
        lines += [""]
        lines += growing_table(folder, sizes, options)
        lines += [""]
        lines += many_table(folder, options)
    absent = sorted({peer.name for peer in (*GROWING, *SMALL) if missing(peer)})
    if absent:
        lines += ["", f"Not installed: {', '.join(absent)}."]
    text = "\n".join(lines) + "\n"
    print(text)
    if options.report:
        options.report.write_text(text, "utf-8")


def small_table(folder: Path, options: argparse.Namespace) -> list[str]:
    """Start-up: Kalmar's real budgets, and a completion."""
    generate.write(200, folder)
    shelf(folder, options.shelf)
    found = rounds([peer for peer in SMALL if not missing(peer)], folder, options.starts)
    reference = found["empty Typer command"]
    rows = ["| command | ms | MiB | × empty Typer |", "|---|---:|---:|---:|"]
    for name, runs in found.items():
        rows.append(
            f"| {name} | {median(r.seconds for r in runs) * 1000:.0f} "
            f"| {median(r.mebibytes for r in runs):.0f} | {ratio(runs, reference):.2f} |"
        )
    if "pandas script" in found:
        against = ratio(found["kalmar compare -f csv"], found["pandas script"])
        rows += ["", f"`kalmar compare -f csv` takes {against:.2f} × the pandas script."]
    return rows


def many_table(folder: Path, options: argparse.Namespace) -> list[str]:
    """Many files: how long, and how much memory the largest process takes."""
    check.write(folder / "nation", options.nation, 7, 200, 50)
    check.write(folder / "parties", options.parties, options.parties, 20, 0)
    found = rounds(list(MANY), folder, max(1, options.runs // 2))
    rows = [
        f"{options.shelf:,} small budgets; {options.nation:,} of 200 lines and 50 proposals;"
        f" {options.parties} of one municipality, 20 lines each.",
        "",
        "| command | s | MiB |",
        "|---|---:|---:|",
    ]
    for name, runs in found.items():
        rows.append(
            f"| {name} | {median(r.seconds for r in runs):.2f} | {median(r.mebibytes for r in runs):.0f} |"
        )
    return rows


def growing_table(folder: Path, sizes: list[int], options: argparse.Namespace) -> list[str]:
    """Generated budgets: time, memory, ratios, and the growth from the smallest to the largest."""
    by_size: dict[int, dict[str, list[Run]]] = {}
    for size in sizes:
        generate.write(size, folder)
        by_size[size] = rounds([peer for peer in GROWING if not missing(peer)], folder, options.runs)
    rows = [
        "| command | " + " | ".join(f"{size:,} lines" for size in sizes) + " | peak MiB | exponent |",
        "|---|" + "---:|" * (len(sizes) + 2),
    ]
    first, last = sizes[0], sizes[-1]
    for name in by_size[first]:
        times = " | ".join(f"{median(r.seconds for r in by_size[size][name]):.2f} s" for size in sizes)
        growth = (
            f"{exponent(by_size[first][name], by_size[last][name], last / first):.2f}"
            if last > first
            else "–"
        )
        peak = median(r.mebibytes for r in by_size[last][name])
        rows.append(f"| {name} | {times} | {peak:.0f} | {growth} |")
    first_reading = "kalmar compare, first reading"
    for peer in ("ledger", "hledger"):
        if peer in by_size[last]:
            ratios = ", ".join(
                f"{ratio(by_size[size][first_reading], by_size[size][peer]):.2f} at {size:,}"
                for size in sizes
            )
            rows += ["", f"`{first_reading}` takes × {peer}: {ratios} lines."]
    return rows


if __name__ == "__main__":
    main()
