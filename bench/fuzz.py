"""Odd inputs in bounded loops: mutated workbooks, random command lines, fuzzed budget files.

`python bench/fuzz.py --workbooks 200 --commands 200 --budgets 5000` tries that many of each. None
may end in a traceback, take five seconds or half a GiB. What fails is named by its
kind, seed and number, and is tried again alone with `--again commands:1:17`.
"""

import argparse
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, NamedTuple
from unittest.mock import patch

from odd import (
    COMMANDS,
    OPTIONS,
    ROOT,
    VALUES,
    VARIABLES,
    damaged,
    draw_words,
    mangled,
    odd_workbook,
    workbook,
)

sys.path.insert(0, str(ROOT))

from kalmar_cli.base.errors import Refused
from kalmar_cli.draft.source import guarded, worker
from tests.reader import PARSERS, outcome, parser
from tests.running import CASES, kalmar

SECONDS, MEBIBYTES = 5, 500
BATCH = {"workbooks": 250, "commands": 250, "budgets": 10_000}
GOOD = sorted([*CASES.glob("good/**/*.yaml"), *CASES.glob("check/*.yaml")])
BAD = sorted(CASES.glob("bad/**/*.yaml"))


class Failed(NamedTuple):
    """An input that did what none may."""

    kind: str
    seed: int
    number: int
    what: str


def try_budget(draw: Random, number: int, _folder: Path) -> None:
    """One budget file: read or refused, with places inside it; sometimes by both parsers, to one end."""
    data = mangled(draw.choice(draw.choice((GOOD, GOOD, BAD))).read_text("utf-8", "replace"), draw).encode(
        "utf-8", "replace"
    )
    if draw.random() < 0.2:
        data = damaged(data, draw)
    budget, _problems = outcome(data)
    if number % 20 == 0:
        for name in PARSERS:
            with parser(name):
                again, _problems = outcome(data)
                assert again is None or budget is None or again == budget, "the parsers read other figures"


def pieces_here(kind: str, path: Path, share: guarded.Share) -> Iterator[dict[str, Any]]:
    """As `guarded.pieces`, without a process of its own: a hundred times as fast."""
    said = io.StringIO()
    limits = [str(share.memory), str(int(share.seconds)), str(share.characters), str(share.most)]
    with patch.object(sys, "stdout", said), patch.object(worker, "_limit", lambda *_given: None):
        worker.main([kind, str(path), *limits])
    for line in said.getvalue().splitlines():
        piece = json.loads(line)
        if "error" in piece:
            raise Refused(piece["error"])
        if "done" not in piece:
            yield piece


@cache
def sound_workbook() -> bytes:
    """The workbook that is damaged; made once."""
    return workbook()


def try_workbook(draw: Random, number: int, folder: Path) -> None:
    """One workbook to `kalmar draft`: every hundredth in a process of its own, as it is read in earnest."""
    path = folder / "x.xlsx"
    path.write_bytes(odd_workbook(sound_workbook(), draw))
    command = ["draft", str(path), *draw.choice(([], ["--municipality", "Kust", "--year", "2024"]))]
    if number % 100 == 0:
        ended(kalmar(*command))
        return
    with patch("kalmar_cli.draft.source.inputs.pieces", pieces_here):
        ended(kalmar(*command))


@cache
def known_options() -> dict[str, list[str]]:
    """The options that each command's help names."""
    said = {command: kalmar(command, "--help").out for command in COMMANDS}
    return {command: [o for o in OPTIONS if re.search(rf"{o}\b", help)] for command, help in said.items()}


def try_command(draw: Random, _number: int, folder: Path) -> None:
    """One command line, in an empty folder with a shelf of good budgets."""
    env = {"KALMAR_BUDGETS": f"{ROOT / 'budgets'}{os.pathsep}{CASES / 'good'}", "HOME": str(folder)}
    if draw.random() < 0.8:
        env["KALMAR_MUNICIPALITY"] = "Kalmar"
    if draw.random() < 0.2:
        env[draw.choice(VARIABLES)] = draw.choice(VALUES)
    words, typed = draw_words(draw, known_options()), draw.choice(("", "x", "1. att a\n"))
    ended(kalmar(*words, env=env, terminal=draw.random() < 0.3, stdin=typed))


def ended(result: Any) -> None:
    """Whether a run ended as a run may: with a known code, and a message where it failed."""
    assert result.code in (0, 1, 2), f"exit code {result.code}"
    assert "Traceback" not in result.err + result.out, result.err
    assert result.code != 2 or result.err, "failed without a word"


TRIES = {"workbooks": try_workbook, "commands": try_command, "budgets": try_budget}


def late(_signal: int, _frame: FrameType | None) -> None:
    """Ends what takes too long."""
    raise TimeoutError(f"takes more than {SECONDS} seconds")


def tried(kind: str, seed: int, numbers: range) -> Iterator[Failed]:
    """Those of the inputs that fail; in this process."""
    signal.signal(signal.SIGPROF, late)
    signal.signal(signal.SIGALRM, late)
    start = Path.cwd()
    for number in numbers:
        folder = Path(tempfile.mkdtemp(prefix="kalmar-fuzz-"))
        os.chdir(folder)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)  # of work: others may have the machine meanwhile
        signal.alarm(20 * SECONDS)
        try:
            TRIES[kind](Random(f"{kind} {seed} {number}"), number, folder)
        except Exception:
            yield Failed(kind, seed, number, traceback.format_exc(limit=-4))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.alarm(0)
            os.chdir(start)
            shutil.rmtree(folder, ignore_errors=True)


def run_batch(kind: str, seed: int, numbers: range) -> list[Failed]:
    """One worker's inputs, in a process whose memory is looked at when it has ended."""
    given = [kind, str(seed), str(numbers.start), str(numbers.stop)]
    process = subprocess.Popen(
        [sys.executable, __file__, "--worker", *given],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    out, err = process.communicate()
    found = [Failed(*json.loads(line)) for line in out.splitlines() if line.startswith("[")]
    if process.returncode:
        found.append(
            Failed(kind, seed, numbers.start, f"the worker ended with {process.returncode}: {err[-2000:]}")
        )
    peak = int(out.rpartition("peak ")[2] or 0)
    if peak > MEBIBYTES:
        found.append(Failed(kind, seed, numbers.start, f"{peak} MiB in {numbers}"))
    return found


def main() -> None:
    """Tries what was asked for; ends with 1 if anything failed."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for kind in TRIES:
        options.add_argument(f"--{kind}", type=int, default=0)
    options.add_argument("--seed", type=int, default=int(time.time()))
    options.add_argument("--again", metavar="KIND:SEED:NUMBER")
    options.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.worker:
        kind, seed, begin, end = chosen.worker
        for failed in tried(kind, int(seed), range(int(begin), int(end))):
            print(json.dumps(failed), flush=True)
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}")
        return
    if chosen.again:
        kind, seed, number = chosen.again.split(":")
        for failed in tried(kind, int(seed), range(int(number), int(number) + 1)):
            print(failed.what)
        return
    failures = 0
    print(f"seed {chosen.seed}", flush=True)
    for kind in TRIES:
        count, start = getattr(chosen, kind), time.monotonic()
        for begin in range(0, count, BATCH[kind]):
            for failed in run_batch(kind, chosen.seed, range(begin, min(begin + BATCH[kind], count))):
                failures += 1
                print(f"{failed.kind}:{failed.seed}:{failed.number}\n{failed.what}", flush=True)
        print(f"{kind}: {count} tried in {time.monotonic() - start:.0f} s", flush=True)
    print(f"{failures} failed")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
