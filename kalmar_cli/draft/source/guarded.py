"""A document of a kind that needs a library, read by a process of its own that may take only its share.

A broken or hostile file then ends that process, not this one.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any, NamedTuple

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import _
from kalmar_cli.base.libraries import need_library

_WORKER = Path(__file__).with_name("worker.py")


class Share(NamedTuple):
    """What reading one document may take: bytes of memory, seconds, characters, and pages or cells."""

    memory: int
    seconds: float
    characters: int
    most: int


_LIBRARIES = {"pdf": "pypdfium2", "xlsx": "openpyxl"}


def pieces(kind: str, path: Path, share: Share) -> Iterator[dict[str, Any]]:
    """What the worker says of a document (`pdf` or `xlsx`), piece by piece. Raises Refused."""
    need_library(_LIBRARIES[kind], _("reading {kind}").format(kind=kind.upper()))
    limits = [str(int(n)) for n in (share.memory, share.seconds + 1, share.characters, share.most)]
    process = subprocess.Popen(
        [sys.executable, "-P", str(_WORKER), kind, str(path.absolute()), *limits],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
    )
    late = Timer(share.seconds, process.kill)
    late.start()
    error = "killed"  # unless it says that it came to the end
    try:
        assert process.stdout is not None
        for line in process.stdout:
            if not line.endswith("\n"):
                break  # it was stopped in the middle of it
            said = json.loads(line)
            if "error" in said or "done" in said:
                error = said.get("error", "")
                break
            yield said
    finally:
        late.cancel()
        process.kill()
        process.wait()
        if process.stdout:
            process.stdout.close()
    if error:
        raise Refused(_why(error, kind, path, share))


def _why(error: str, kind: str, path: Path, share: Share) -> str:
    """Why a document was not read, and what to do."""
    messages = {
        "encrypted": {
            "pdf": _("{file} is locked with a password; save a copy without it"),
            "xlsx": _(
                "{file} is locked with a password or of an older format; save a copy as XLSX without one"
            ),
        }[kind],
        "broken": _("{file} is no {kind} that can be read: it is damaged or cut short; fetch it again"),
        "pages": _("{file} has more than {most} pages; give a part of it"),
        "cells": _("{file} has more than {most} cells; give a part of it"),
        "characters": _("{file} holds more text than a budget document can; give a part of it"),
        "killed": _("{file} takes more memory or time to read than is allowed; give a part of it"),
    }
    return messages[error].format(file=path, kind=kind.upper(), most=share.most)
