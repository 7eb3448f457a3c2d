"""What is measured: kalmar's commands and formats, and its peers."""

import sys
from collections.abc import Mapping
from pathlib import Path
from shutil import rmtree

import generate
from measure import WRITTEN, Command, kalmar_sums, ledger_sums, loader_sums, pandas_sums, query_sums

HERE = Path(__file__).parent
KALMAR = [sys.executable, "-m", "kalmar_cli"]
QUERY = "SELECT account, sum(number) WHERE account ~ 'Expenses' GROUP BY account"


def unread(_folder: Path) -> Mapping[str, str]:
    """As if no file had been read before, and none will be again."""
    return {"KALMAR_CACHE": "off"}


def emptied(folder: Path) -> Mapping[str, str]:
    """No file was read before; what is read is kept."""
    rmtree(folder / "fresh", ignore_errors=True)
    return {"XDG_CACHE_HOME": str(folder / "fresh")}


def completing(folder: Path) -> Mapping[str, str]:
    """What bash says when it asks for completions."""
    return {
        "KALMAR_BUDGETS": str(folder / "shelf"),
        "_KALMAR_COMPLETE": "complete_bash",
        "COMP_WORDS": "kalmar compare budget-12",
        "COMP_CWORD": "2",
    }


def yamls(folder: Path) -> list[str]:
    """The two generated budgets."""
    return [str(folder / f"budgets/storstad/2024/{name}.yaml") for name in (generate.OTHER, generate.BASE)]


def large(command: str, *options: str, budgets: int = 2) -> Command:
    """A command upon one or both of the generated budgets; `@` begins a file that it writes."""

    def words(folder: Path) -> list[str]:
        given = [str(folder / WRITTEN / word[1:]) if word.startswith("@") else word for word in options]
        return [*KALMAR, command, *yamls(folder)[:budgets], *given, "--max-bytes", "1000000000"]

    return Command(" ".join(["kalmar", command, *(word.lstrip("@") for word in options)]), words)


REAL = Command(
    "kalmar compare -f csv", lambda _f: [*KALMAR, "compare", "alliansen", "majoriteten", "-f", "csv"]
)
PANDAS = Command(
    "pandas script",
    lambda f: [sys.executable, str(HERE / "peers/pandas_script.py"), str(f / "all.csv")],
    needs="pandas",
    sums=pandas_sums,
)
COMPARE = large("compare", "-f", "csv")
LISTED = ("ledger", "hledger")

START = (
    Command("bare Python", lambda _f: [sys.executable, "-c", "pass"]),
    Command("empty Typer command", lambda _f: [sys.executable, str(HERE / "peers/empty_typer.py")]),
    REAL._replace(name="kalmar compare -f csv, first reading", environment=unread),
    REAL._replace(name="kalmar compare -f csv, read and kept", environment=emptied),
    REAL,
    Command(
        "kalmar compare, terminal, first reading",
        lambda _f: [*KALMAR, "compare", "alliansen", "majoriteten"],
        unread,
        terminal=True,
    ),
    Command("kalmar --version", lambda _f: [*KALMAR, "--version"]),
    Command("kalmar completion, 5,000 budgets", lambda _f: KALMAR, completing),
    PANDAS,
)

GROWING = (
    COMPARE._replace(name="kalmar compare, first reading", environment=unread, sums=kalmar_sums),
    COMPARE._replace(name="kalmar compare, read and kept", environment=emptied, sums=kalmar_sums),
    COMPARE._replace(name="kalmar compare, again", sums=kalmar_sums),
    *(
        Command(
            program,
            lambda f, program=program: [program, "-f", str(f / "all.journal"), "bal", "--flat"],  # type: ignore[misc]
            needs=program,
            sums=ledger_sums,
        )
        for program in LISTED
    ),
    Command(
        "bean-query",
        lambda f: ["bean-query", "-f", "csv", "-q", str(f / "all.beancount"), QUERY],
        needs="bean-query",
        sums=query_sums,
        most=10_000,
    ),
    PANDAS,
    Command(
        "CSafeLoader script",
        lambda f: [
            sys.executable,
            str(HERE / "peers/safe_loader.py"),
            *(
                str(f / "budgets/storstad/2024" / f"{name}.yaml")
                for name in (generate.OTHER, generate.BASE)
            ),
        ],
        sums=loader_sums,
    ),
)

FORMATS = (
    *(
        large("compare", "--lines", "-f", format)
        for format in ("csv", "csv-sv", "json", "table", "markdown")
    ),
    *(large("compare", "--lines", "-f", format) for format in ("html", "latex", "xlsx")),
    large("compare", "--lines", "-f", "docx")._replace(most=10_000),
    large("lines", "-f", "csv"),
    large("lines", "-f", "table"),
    large("areas", "-f", "csv"),
    large("areas", "-f", "table"),
    large("show", "-f", "csv", budgets=1),
    large("diff", "-f", "csv"),
    large("diff", "-f", "table"),
    large("check", "-f", "csv"),
    large("check"),
    large("distance", "-f", "csv"),
    large("report", "-o", "@report.html"),
    large("export", "-o", "@package"),
)


def listing(folder: Path) -> list[str]:
    """kalmar's list of a folder."""
    return [*KALMAR, "list", "--budgets", str(folder), "-f", "csv"]


def distance(folder: Path) -> list[str]:
    """kalmar's distances between all budgets of a folder."""
    names = sorted(path.stem for path in folder.rglob("*.yaml"))
    return [*KALMAR, "distance", *names, "--budgets", str(folder), "-f", "csv"]


MANY = (
    Command("kalmar list, small budgets, first", lambda f: listing(f / "shelf"), unread),
    Command("kalmar list, small budgets, again", lambda f: listing(f / "shelf")),
    Command("kalmar list, a nation's, first", lambda f: listing(f / "nation"), unread),
    Command("kalmar list, a nation's, again", lambda f: listing(f / "nation")),
    Command(
        "kalmar check, a nation's",
        lambda f: [*KALMAR, "check", "--budgets", str(f / "nation"), "-f", "csv"],
    ),
    Command("kalmar distance, one municipality's", lambda f: distance(f / "parties")),
    Command("kalmar distance --areas, one municipality's", lambda f: [*distance(f / "parties"), "--areas"]),
)
