"""The house is a one-way street: each room uses only the rooms before it, and nothing goes in a circle."""

import ast
from pathlib import Path

import pytest

from tests.running import ROOT

PACKAGE = ROOT / "kalmar_cli"
# From the ground up; rooms on one floor do not know each other.
FLOORS = (
    ("base",),
    ("budget",),
    ("read",),
    ("shelf", "write"),
    ("scenario", "key_figures"),
    ("reports",),
    ("layout",),
    ("render",),
    ("page",),
    ("check", "export", "draft"),
    ("site",),
    ("cli",),
)
FLOOR = {room: floor for floor, rooms in enumerate(FLOORS) for room in rooms}


def _modules(package: Path) -> dict[str, Path]:
    """Every module of the package by its name."""
    return {
        ".".join(path.relative_to(package.parent).with_suffix("").parts).removesuffix(".__init__"): path
        for path in package.rglob("*.py")
    }


def _imports(path: Path, modules: dict[str, Path]) -> set[str]:
    """The modules of the program that a module imports, wherever in its text."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("kalmar_cli"):
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.add(inner if inner in modules else node.module)
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("kalmar_cli")}
    return found


def _room(module: str) -> str:
    """The room of a module; none for the package itself."""
    return [*module.split("."), ""][1]


def upward(package: Path) -> list[str]:
    """Each import of a room that is not below its own, as `module -> module`."""
    modules = _modules(package)
    wrong = []
    for name, path in modules.items():
        room = _room(name)
        if room not in FLOOR:
            continue
        for other in _imports(path, modules):
            theirs = _room(other)
            if theirs and theirs != room and FLOOR[theirs] >= FLOOR[room]:
                wrong.append(f"{name} -> {other}")
    return sorted(wrong)


def circle(package: Path) -> list[str]:
    """The modules of one circle of imports, or none. A package and its parts count as they import."""
    modules = _modules(package)
    imports = {name: _imports(path, modules) - {name} for name, path in modules.items()}
    state: dict[str, int] = {}

    def walk(name: str, way: list[str]) -> list[str]:
        state[name] = 1
        for other in sorted(imports[name]):
            if state.get(other) == 1:
                return [*way[way.index(other) :], other] if other in way else [name, other]
            if other not in state and (found := walk(other, [*way, other])):
                return found
        state[name] = 2
        return []

    for name in sorted(modules):
        if name not in state and (found := walk(name, [name])):
            return found
    return []


def test_every_room_is_on_a_floor() -> None:
    """Only packages, each with its place, and the two modules that Python needs."""
    rooms = {path.name for path in PACKAGE.iterdir() if path.is_dir() and (path / "__init__.py").exists()}
    assert rooms == set(FLOOR)
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_imports_go_one_way() -> None:
    """No room knows one above it or beside it."""
    assert upward(PACKAGE) == []


def test_no_circle() -> None:
    """No module needs itself on the way."""
    assert circle(PACKAGE) == []


@pytest.mark.parametrize(
    ("file", "line", "told"),
    [
        (
            "budget/model.py",
            "from kalmar_cli.reports import table",
            "kalmar_cli.budget.model -> kalmar_cli.reports.table",
        ),
        ("render/x.py", "import kalmar_cli.page", "kalmar_cli.render.x -> kalmar_cli.page"),
    ],
)
def test_an_import_turned_round_is_told(tmp_path: Path, file: str, line: str, told: str) -> None:
    """The test itself can fail."""
    package = tmp_path / "kalmar_cli"
    for room in FLOOR:
        (package / room).mkdir(parents=True)
        (package / room / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (package / "reports" / "table.py").write_text("")
    (package / file).write_text(line)
    assert upward(package) == [told]


def test_a_circle_is_told(tmp_path: Path) -> None:
    """Also one that is closed inside a function."""
    package = tmp_path / "kalmar_cli"
    (package / "read").mkdir(parents=True)
    (package / "read" / "a.py").write_text("from kalmar_cli.read import b")
    (package / "read" / "b.py").write_text("def f():\n    from kalmar_cli.read.a import x")
    assert set(circle(package)) == {"kalmar_cli.read.a", "kalmar_cli.read.b"}


def test_no_class_name_means_two_things() -> None:
    """A class is known by its name alone."""
    names: dict[str, list[str]] = {}
    for name, path in _modules(PACKAGE).items():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                names.setdefault(node.name, []).append(name)
    assert {name: where for name, where in names.items() if len(where) > 1} == {}


def test_tests_lie_in_the_same_rooms() -> None:
    """A room's tests are found by its name."""
    rooms = {path.name for path in (ROOT / "tests").iterdir() if (path / "__init__.py").exists()}
    assert rooms <= set(FLOOR)
    assert set(FLOOR) - rooms == set()
