"""Prints what the program and its tests need, as requirements: `versions.py lowest|newest|allowed`.

The program's own dependencies stand at the lowest version that pyproject.toml allows, or
at the newest of all (past an upper bound, which is a choice and not a need), or as they
are written there. The developers' tools stand as they are written.
"""

import re
import sys
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
OPTIONAL = PROJECT["optional-dependencies"]
TOOLS = [requirement for requirement in OPTIONAL["dev"] if not requirement.startswith(PROJECT["name"])]
# What the program may need when it runs.
OWN = [*PROJECT["dependencies"], *(r for extra in OPTIONAL if extra != "dev" for r in OPTIONAL[extra])]


def parts(requirement: str) -> tuple[str, str]:
    """`rich>=13.7,<14` → its name and lowest version. Raises ValueError where it has none."""
    found = re.match(r"([\w.-]+)>=([\w.]+)", requirement, re.ASCII)
    if not found:
        raise ValueError(f"no lowest version in {requirement!r}")
    return found[1], found[2]


def requirements(end: str) -> list[str]:
    """The program's dependencies: at their `lowest`, without a bound (`newest`), or as `allowed`."""
    if end == "allowed":
        return OWN
    return [{"lowest": "==", "newest": ">="}[end].join(parts(requirement)) for requirement in OWN]


if __name__ == "__main__":
    print("\n".join([*requirements(sys.argv[1]), *TOOLS]))
