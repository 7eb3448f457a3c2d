"""Reads one document in a process of its own: one JSON object a line to standard output.

Run as a file, so that nothing of the program is loaded:
KIND FILE MEMORY SECONDS CHARACTERS MOST, where the `pieces` of KIND_pieces.py beside this file are said,
and MOST counts pages of a PDF or cells of a workbook.
"""

import contextlib
import json
import runpy
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, cast


def main(arguments: list[str]) -> None:
    """Says what is in the document, piece by piece, and that this was all; or one error."""
    kind, path, *numbers = arguments
    memory, seconds, characters, most = map(int, numbers)
    _limit(memory, seconds)
    output = sys.stdout

    def say(said: dict[str, Any]) -> None:
        output.write(json.dumps(said) + "\n")
        output.flush()

    # What the libraries print of a broken file is no piece of it.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            for said in _reader(kind)(path, most):
                characters -= sum(len(cell[0]) for line in said.get("lines", ()) for cell in line)
                characters -= sum(len(c if isinstance(c, str) else c[0]) for c in said.get("cells", ()))
                if characters < 0:
                    said = {"error": "characters"}
                say(said)
                if "error" in said:
                    return
            say({"done": True})
        except MemoryError:
            say({"error": "killed"})
        except Exception:  # whatever the libraries make of a broken or hostile file
            say({"error": "broken"})


def _reader(kind: str) -> Callable[[str, int], Iterable[dict[str, Any]]]:
    """What reads documents of a kind, loaded by its place, since no package is known here."""
    reader = runpy.run_path(str(Path(__file__).with_name(f"{kind}_pieces.py")))["pieces"]
    return cast(Callable[[str, int], Iterable[dict[str, Any]]], reader)


def _limit(memory: int, seconds: int) -> None:
    """Memory and processor time that this process may take, where the system can hold it to that."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    # openpyxl loads numpy where it is installed: much of the memory that is allowed, for nothing.
    sys.modules["numpy"] = None  # type: ignore[assignment]
    main(sys.argv[1:])
