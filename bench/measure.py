"""Whole processes, measured: time and peak memory as the operating system has them (wait4).

hyperfine takes its commands one after the other and knows no memory. A process
begins with the memory of the one that starts it, so this one stays small:
what takes much is made `apart`.
"""

import csv
import io
import math
import multiprocessing
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from importlib.util import find_spec
from itertools import product
from pathlib import Path
from statistics import median
from types import MappingProxyType
from typing import Any, NamedTuple

import generate

WRITTEN = "written"
"""Where commands write to, in the folder of made-up files; it is empty when one begins."""

Sums = dict[tuple[str, str, int], Decimal]


class Command(NamedTuple):
    """What to measure: the words of the command, in a folder of made-up files, and its environment.

    It `needs` a program or a module, is given at `most` so many lines, and writes to a `terminal`
    or to nowhere, unless its `sums` by budget, area and year are to be read.
    """

    name: str
    words: Callable[[Path], list[str]]
    environment: Callable[[Path], Mapping[str, str]] = lambda _folder: MappingProxyType({})
    needs: str = ""
    sums: Callable[[str], Sums] | None = None
    most: int = 1_000_000
    terminal: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether what it needs is not installed."""
        return bool(self.needs) and not (shutil.which(self.needs) or find_spec(self.needs))


class Run(NamedTuple):
    """One finished process; of several, the memory is that of the largest."""

    seconds: float
    mebibytes: float


Runs = list[Run]
Found = dict[str, dict[int, Runs]]
"""Name → size (0 where there is none) → runs."""


def apart(work: Callable[..., None], *given: Any) -> None:
    """Does something in a process of its own."""
    process = multiprocessing.Process(target=work, args=given)
    process.start()
    process.join()
    if process.exitcode:
        raise SystemExit(f"{work.__name__} failed")


def run_once(command: Command, folder: Path) -> tuple[Run, str]:
    """Runs a command to its end; its output, if its sums are to be read. Raises SystemExit if it fails."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent.parent),
        "LC_ALL": "C.UTF-8",
        "XDG_CACHE_HOME": str(folder / "cache"),
        **command.environment(folder),
    }
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled once
    shutil.rmtree(folder / WRITTEN, ignore_errors=True)
    (folder / WRITTEN).mkdir()
    with tempfile.TemporaryFile() as output:
        master, slave = os.openpty() if command.terminal else (None, None)
        start = time.perf_counter()
        process = subprocess.Popen(
            command.words(folder),
            stdout=slave or (output if command.sums else subprocess.DEVNULL),
            stderr=subprocess.DEVNULL,
            env=environment,
        )
        if master is not None and slave is not None:
            os.close(slave)
            _drain(master)
        _pid, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) not in (0, 1):  # 1: there are findings
            raise SystemExit(f"{command.name} failed")
        output.seek(0)
        return Run(seconds, usage.ru_maxrss / 1024), output.read().decode()


def _drain(master: int) -> None:
    try:
        while os.read(master, 65536):
            pass
    except OSError:
        pass  # the other side is closed: the command has ended
    finally:
        os.close(master)


def measure(
    commands: Iterable[Command], folders: Mapping[int, Path], runs: int, found: Found, *, before: int = 1
) -> None:
    """Each command once a round in the folder of each size, so that a slow minute falls on all.

    What they sum must agree. The rounds `before` are not counted: they fill the cache.
    """
    for round_, (size, folder) in product(range(before + runs), folders.items()):
        sums: dict[str, Sums] = {}
        for command in commands:
            if command.is_missing or size > command.most:
                continue
            run, output = run_once(command, folder)
            if round_ >= before:
                found.setdefault(command.name, {}).setdefault(size, []).append(run)
            if command.sums and not round_:
                sums[command.name] = command.sums(output)
        names = list(sums)
        for name in names[1:]:
            if sums[name] != sums[names[0]] or not sums[name]:
                raise SystemExit(f"{name} and {names[0]} do not agree on the sums")


def seconds(runs: Runs) -> float:
    """The median."""
    return median(run.seconds for run in runs)


def mebibytes(runs: Runs) -> float:
    """The median."""
    return median(run.mebibytes for run in runs)


def ratio(ours: Runs, theirs: Runs) -> float:
    """The median of the pairs' ratios in time."""
    return median(a.seconds / b.seconds for a, b in zip(ours, theirs, strict=False))


def exponent(by_size: Mapping[int, Runs]) -> float:
    """How time grows from the smallest size to the largest, round by round: 1 is linear."""
    small, large = min(by_size), max(by_size)
    return math.log(ratio(by_size[large], by_size[small])) / math.log(large / small)


# -- what commands sum ------------------------------------------------------------


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


def query_sums(output: str) -> Sums:
    """From bean-query's CSV: account and amount, capitals as its accounts must have them."""
    found: Sums = {}
    for record in csv.reader(io.StringIO(output)):
        if record and record[0].startswith("Expenses:"):
            _kind, budget, year, area = record[0].split(":")
            found[budget.lower(), area.lower(), int(year)] = Decimal(record[1])
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
