"""Licences of published data: their names and addresses."""

from typing import NamedTuple

_KNOWN = {
    "CC0-1.0": ("CC0 1.0 Universal", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": (
        "Creative Commons Attribution-ShareAlike 4.0",
        "https://creativecommons.org/licenses/by-sa/4.0/",
    ),
    "PDDL-1.0": (
        "Open Data Commons Public Domain Dedication",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ),
    "ODbL-1.0": (
        "Open Data Commons Open Database License",
        "https://opendatacommons.org/licenses/odbl/1-0/",
    ),
    "MIT": ("MIT License", "https://opensource.org/license/mit"),
}


class License(NamedTuple):
    """A licence by its id (CC0-1.0, MIT) or by a web address."""

    name: str

    @property
    def address(self) -> str:
        """Where it can be read, or ""."""
        if "://" in self.name:
            return self.name
        return _KNOWN[self.name][1] if self.name in _KNOWN else ""

    @property
    def title(self) -> str:
        """What people call it."""
        return _KNOWN[self.name][0] if self.name in _KNOWN else self.name

    @property
    def entry(self) -> dict[str, str]:
        """As a data package has it."""
        if "://" in self.name:
            return {"path": self.name}
        if self.name in _KNOWN:
            return {"name": self.name, "title": self.title, "path": self.address}
        return {"name": self.name}


UNSPECIFIED = License("notspecified")
