"""Prints the lowest version of each dependency that pyproject.toml allows, as requirements."""

import re
import tomllib
from pathlib import Path

PROJECT = tomllib.loads((Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]


def lowest(requirement: str) -> str:
    """`rich>=13.7` → `rich==13.7`."""
    name, version = re.fullmatch(r"([\w.-]+)>=([\w.]+).*", requirement, re.ASCII).groups()  # type: ignore[union-attr]
    return f"{name}=={version}"


if __name__ == "__main__":
    print("\n".join(map(lowest, PROJECT["dependencies"])))
