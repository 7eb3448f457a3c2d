"""The data package: what is in it, that Frictionless finds it valid, that it is written whole."""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from rdflib import Graph

from kalmar_cli.export import Publication, pieces
from kalmar_cli.shelf.files import shipped
from kalmar_cli.shelf.shelf import Shelf
from tests.clients import require
from tests.page.test_page import HOSTILE, hostile
from tests.running import CASES, Result, kalmar

GOOD = CASES / "good"
BUDGETS = sorted([*GOOD.rglob("*.yaml"), *shipped().rglob("*.yaml")])
FRICTIONLESS = str(Path(sys.executable).parent / "frictionless")
VALIDATED = """
import json, sys
from frictionless import Package
for path in sys.argv[1:]:
    report = Package(path).validate()
    print(json.dumps([path, report.flatten(["type", "message"])]))
"""


def export(folder: Path, *names: object, env: dict[str, str] | None = None) -> Result:
    return kalmar("export", *names, "-o", folder, env=env)


def package(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return found


def table(folder: Path, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / f"{name}.csv").read_bytes().decode())))


@pytest.fixture(scope="module")
def kalmars(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("export") / "kalmar"
    assert export(folder, "alliansen", "majoriteten") == Result(0, "", f"Wrote {folder}\n")
    return folder


@pytest.mark.slow
def test_frictionless_validate(kalmars: Path) -> None:
    """The program itself, as a user runs it, finds the shipped budgets' package valid."""
    require(FRICTIONLESS)
    run = subprocess.run(
        [FRICTIONLESS, "validate", kalmars / "datapackage.json"], capture_output=True, check=False
    )
    out = run.stdout.decode()
    assert run.returncode == 0, out
    assert out.count("VALID") == 5
    assert "INVALID" not in out


@pytest.mark.slow
def test_every_good_budget_is_valid(tmp_path: Path) -> None:
    """So is that of every budget of the tests, and a package with a wrong figure is not."""
    require(FRICTIONLESS)
    for number, path in enumerate(BUDGETS):
        assert export(tmp_path / str(number), path).code == 0
    assert export(tmp_path / "hostile", hostile(tmp_path)).code == 0
    wrong = tmp_path / "wrong"
    assert export(wrong, "alliansen").code == 0
    lines = wrong / "lines.csv"
    lines.write_bytes(lines.read_bytes().replace(b"mkr,-7,", b"tkr,-7,"))
    packages = sorted(tmp_path.rglob("datapackage.json"))
    assert len(packages) == len(BUDGETS) + 2
    run = subprocess.run(
        [sys.executable, "-c", VALIDATED, *packages], capture_output=True, check=True, cwd=tmp_path
    )
    found = dict(json.loads(line) for line in run.stdout.splitlines())
    errors = found.pop(str(wrong / "datapackage.json"))
    assert {"constraint-error"} <= {type for type, _message in errors}
    assert found == {str(path): [] for path in packages if path.parent != wrong}


def test_lines_are_all_there(kalmars: Path) -> None:
    """A record for each line and year; the amounts of 2024 are what the statement moves by."""
    lines = table(kalmars, "lines")
    assert len(lines) == 24 * 3
    moved = sum(Decimal(line["amount"]) for line in lines if line["period_year"] == "2024")
    results = {
        record["budget"]: Decimal(record["amount"])
        for record in table(kalmars, "statements")
        if (record["row"], record["period"]) == ("arets_resultat", "2024")
    }
    assert moved == results["alliansen"] - results["majoriteten"] == Decimal("-17.5")


def test_statement_is_that_of_show(kalmars: Path) -> None:
    """Amount and printed are the derived and printed figures of `kalmar show`."""
    out = kalmar("show", "alliansen", "--year", "all", "-f", "csv").out
    shown = [
        (r["row"], r["column"], r["unit"], r["derived"], r["printed"].removesuffix("0").removesuffix("."))
        for r in csv.DictReader(io.StringIO(out))
    ]
    exported = [
        (r["row"], r["period"], r["unit"], r["amount"], r["printed"].removesuffix("0").removesuffix("."))
        for r in table(kalmars, "statements")
        if r["budget"] == "alliansen"
    ]
    assert sorted(exported) == sorted(shown)
    years = {r["period"]: r["period_year"] for r in table(kalmars, "statements")}
    assert years["utfall 2022"] == "2022"
    assert years["2026"] == "2026"


def test_proposals(kalmars: Path) -> None:
    """All 133, with area, amount and the lines that pay for them."""
    proposals = table(kalmars, "proposals")
    assert [int(p["number"]) for p in proposals] == list(range(1, 134))
    assert proposals[39]["lines"] == "ordningsvakter"
    assert proposals[39]["area_name"] == "Ett växande Kalmar"
    assert (proposals[39]["unit"], proposals[39]["amount"]) == ("mkr", "-3")


def test_amounts_are_mkr_whatever_the_file_says(tmp_path: Path) -> None:
    """Kronor with plus for more money come out as mkr with minus, every digit kept."""
    assert export(tmp_path / "v", GOOD / "vikby/2024/vikbypartiet.yaml").code == 0
    lines = {(r["line"], r["period_year"]): r["amount"] for r in table(tmp_path / "v", "lines")}
    assert lines["fler-larare", "2025"] == "-2.75"
    assert lines["farre-konsulter", "2024"] == "1.25"


def test_bases_come_along(tmp_path: Path) -> None:
    """A budget's base is in the package, even if it was not named."""
    assert export(tmp_path / "x", "alliansen").code == 0
    assert [r["budget"] for r in table(tmp_path / "x", "budgets")] == ["alliansen", "majoriteten"]


def test_description(kalmars: Path) -> None:
    """Profile, sources, licence, keys and units are told; every column is described."""
    found = package(kalmars)
    assert found["$schema"].endswith("datapackage.json")
    assert found["name"] == "kalmar-2024"
    assert found["licenses"] == [
        {"name": "MIT", "title": "MIT License", "path": "https://opensource.org/license/mit"}
    ]
    assert found["id"].startswith("urn:uuid:")
    assert found["sources"] == [{"title": "Budget Kalmaralliansen 2024"}]
    for resource in found["resources"]:
        header = (kalmars / resource["path"]).read_text("utf-8").split("\n")[0].strip()
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == header.split(",")
        assert all(field["description"] and field["title"] for field in fields)
        assert set(resource["schema"]["primaryKey"]) < set(header.split(","))
    assert [r["schema"].get("foreignKeys") is not None for r in found["resources"]] == [
        False,
        True,
        True,
        True,
        True,
    ]


def test_licence(tmp_path: Path) -> None:
    """The licence of somebody's own budgets is theirs to name."""
    own = GOOD / "sjobo/2022/budget.yaml"
    for arguments, expected in [
        ((), {"name": "notspecified"}),
        (
            ("--license", "CC0-1.0"),
            {
                "name": "CC0-1.0",
                "title": "CC0 1.0 Universal",
                "path": "https://creativecommons.org/publicdomain/zero/1.0/",
            },
        ),
        (("--license", "House-1"), {"name": "House-1"}),
        (("--license", "https://example.org/l"), {"path": "https://example.org/l"}),
    ]:
        assert export(tmp_path / "x", own, *arguments).code == 0
        assert package(tmp_path / "x")["licenses"] == [expected]


def test_the_day_and_the_same_bytes_again(tmp_path: Path) -> None:
    """It says when it was made; with SOURCE_DATE_EPOCH it can be made again byte for byte."""
    day = {"SOURCE_DATE_EPOCH": "1700000000"}
    for name in ("dated", "again"):
        assert export(tmp_path / name, "alliansen", "majoriteten", env=day).code == 0
    assert package(tmp_path / "dated")["created"] == "2023-11-14T00:00:00Z"
    assert package(tmp_path / "dated")["version"] == "2023.11.14"
    assert {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()} == {
        p.name: p.read_bytes() for p in (tmp_path / "dated").iterdir()
    }


def test_hostile_text_is_no_formula(tmp_path: Path) -> None:
    """A text that a spreadsheet would run begins with an apostrophe; numbers are untouched."""
    assert export(tmp_path / "x", hostile(tmp_path)).code == 0
    for name in ("budgets", "statements", "lines", "proposals"):
        for record in table(tmp_path / "x", name):
            for column, cell in record.items():
                assert not cell.startswith(tuple("=+@\t\r")), cell
                assert not cell.startswith("-") or column == "amount"
    lines = table(tmp_path / "x", "lines")
    assert lines[0]["name"] == "'" + HOSTILE["formula"].replace('\\"', '"')
    assert {line["amount"] for line in lines} == {"-1", "2.5"}


def test_earlier_export_is_replaced(tmp_path: Path) -> None:
    """The same folder takes the next export; nothing is left beside it."""
    folder = tmp_path / "x"
    assert export(folder, "alliansen").code == 0
    assert export(folder, "majoriteten").code == 0
    assert [r["budget"] for r in table(folder, "budgets")] == ["majoriteten"]
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_empty_folder_is_used(tmp_path: Path) -> None:
    """An empty folder is as good as none."""
    (tmp_path / "x").mkdir()
    assert export(tmp_path / "x", "majoriteten").code == 0
    assert len(table(tmp_path / "x", "budgets")) == 1


@pytest.mark.parametrize("content", ["", "{}", '{"generator": "other", "resources": []}', "no json"])
def test_other_folders_are_left_alone(content: str, tmp_path: Path) -> None:
    """A folder with anything else is refused, also if it only looks like an export."""
    folder = tmp_path / "x"
    folder.mkdir()
    (folder / "datapackage.json").write_text(content)
    result = export(folder, "alliansen")
    assert result.code == 2
    assert "is not replaced" in result.err
    assert (folder / "datapackage.json").read_text() == content


def test_export_with_something_added_is_left_alone(tmp_path: Path) -> None:
    """A user's file in an export is not lost with it."""
    folder = tmp_path / "x"
    assert export(folder, "alliansen").code == 0
    (folder / "notes.txt").write_text("mine")
    assert export(folder, "alliansen").code == 2
    assert (folder / "notes.txt").read_text() == "mine"


def test_failed_write_leaves_the_old_one(tmp_path: Path) -> None:
    """If the disk fails in the middle, the earlier export is there, whole."""
    folder = tmp_path / "x"
    assert export(folder, "majoriteten").code == 0
    before = {p.name: p.read_bytes() for p in folder.iterdir()}
    opened = Path.open

    def failing(path: Path, mode: str = "r", **more: Any) -> Any:
        if path.name == "proposals.csv":
            raise OSError(28, "No space left on device")
        return opened(path, mode, **more)

    with patch.object(Path, "open", failing):
        result = export(folder, "alliansen")
    assert result.code == 2
    assert "No space left on device" in result.err
    assert {p.name: p.read_bytes() for p in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


def test_failed_rename_puts_the_old_one_back(tmp_path: Path) -> None:
    """If the new folder cannot take its place, the old one has it again."""
    folder = tmp_path / "x"
    assert export(folder, "majoriteten").code == 0
    rename = Path.rename

    def failing(path: Path, target: Path) -> Path:
        if path.name.endswith(".part"):
            raise OSError(13, "Permission denied")
        return rename(path, target)

    with patch.object(Path, "rename", failing):
        assert export(folder, "alliansen").code == 2
    assert [r["budget"] for r in table(folder, "budgets")] == ["majoriteten"]
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("alliansen",), "name the folder to write"),
        (("alliansen", "-o", "missing/x"), "there is no folder missing"),
        (("alliansen", "-o", "file"), "file is not a folder"),
        (("alliansen", "-o", "link"), "is a link"),
        (("nobody", "-o", "x"), "there is no budget `nobody`"),
    ],
)
def test_refused(
    arguments: tuple[str, ...], message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A wrong command line is refused with the reason, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("")
    (tmp_path / "link").symlink_to(tmp_path)
    result = kalmar("export", *arguments)
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert {path.name for path in tmp_path.iterdir()} == {"file", "link"}


def test_budgets_of_one_name_are_refused(tmp_path: Path) -> None:
    """Two files with one id and year would be one budget in the package."""
    (tmp_path / "a").mkdir()
    text = (GOOD / "sjobo/2022/budget.yaml").read_text("utf-8")
    (tmp_path / "a" / "budget.yaml").write_text(text, "utf-8")
    result = export(tmp_path / "x", tmp_path / "a" / "budget.yaml", GOOD / "sjobo/2022/budget.yaml")
    assert result.code == 2
    assert "are both budget@2022" in result.err


def test_files_are_pure() -> None:
    """The package can be had without writing anything: names and contents."""
    budget = Shelf([shipped()]).load(GOOD / "goteborg/2019/bokslut.yaml")
    found: dict[str, str] = {}
    for file, text in pieces(iter([budget]), Publication()):
        found[file] = found.get(file, "") + text
    assert list(found) == [
        "budgets.csv",
        "areas.csv",
        "statements.csv",
        "lines.csv",
        "proposals.csv",
        "datapackage.json",
        "README.md",
    ]
    assert found["lines.csv"].count("\r\n") == 1


def test_several_municipalities_in_one_package(tmp_path: Path) -> None:
    """Their budgets stand in the same tables, told apart by municipality; known ones have their code."""
    names = ("alliansen", GOOD / "sjobo/2022/budget.yaml", GOOD / "lillby/2025/oppositionen.yaml")
    assert export(tmp_path / "x", *names).code == 0
    codes = {
        (r["municipality"], r["budget"]): r["municipality_code"] for r in table(tmp_path / "x", "budgets")
    }
    assert codes == {
        ("Kalmar", "alliansen"): "0880",
        ("Kalmar", "majoriteten"): "0880",
        ("Sjöbo", "budget"): "1265",
        ("Lillby", "oppositionen"): "",
        ("Lillby", "majoriteten"): "",
    }


def test_areas_are_told_once_for_each_budget(kalmars: Path) -> None:
    """Every area that a line or proposal names is among them."""
    known = {(r["budget"], r["area"]) for r in table(kalmars, "areas")}
    named = {
        (r["budget"], r["area"]) for of in ("lines", "proposals") for r in table(kalmars, of) if r["area"]
    }
    assert named <= known
    assert [r["area_name"] for r in table(kalmars, "areas")][:2] == ["Ekonomi", "Ett grönare Kalmar"]


def test_the_folder_explains_itself(kalmars: Path) -> None:
    """A README names the files, how many records each has, the licence and the sources."""
    text = (kalmars / "README.md").read_text("utf-8")
    assert "| `proposals.csv` | Förslag | The budgets' numbered proposals | 133 |" in text
    assert "(https://opensource.org/license/mit)" in text
    assert "- Budget Kalmaralliansen 2024" in text


CATALOGUE = (
    "--publisher",
    "Kalmar kommun",
    "--contact",
    "data@example.org",
    "--url",
    "https://example.org/budget",
)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")  # rdflib warns of itself
def test_catalogue_for_data_portals(tmp_path: Path) -> None:
    """What DCAT-AP-SE demands is there, as an RDF library reads it; every file has its address."""
    folder = tmp_path / "x"
    assert export(folder, "alliansen", "--license", "CC0-1.0", *CATALOGUE).code == 0
    graph = Graph().parse(folder / "dcat.jsonld", format="json-ld")
    found = graph.query(
        """
        PREFIX dcat: <http://www.w3.org/ns/dcat#>
        PREFIX dcterms: <http://purl.org/dc/terms/>
        PREFIX foaf: <http://xmlns.com/foaf/0.1/>
        PREFIX vcard: <http://www.w3.org/2006/vcard/ns#>
        SELECT ?url ?publisher ?organisation ?mail ?place ?title WHERE {
            ?catalogue a dcat:Catalog ; dcat:dataset ?set ; dcterms:publisher ?agent ; dcterms:title ?all ;
                dcterms:description ?words .
            ?agent foaf:name ?publisher ; dcterms:identifier ?organisation .
            ?set a dcat:Dataset ; dcterms:title ?title ; dcterms:description ?about ; dcat:theme ?theme ;
                dcat:contactPoint/vcard:hasEmail ?mail ; dcterms:spatial/dcterms:identifier ?place ;
                dcat:distribution ?file .
            ?file dcat:accessURL ?url ;
                dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .
            FILTER(lang(?title) = "sv")
        }
        """
    )
    rows = {tuple(map(str, row)) for row in found}  # type: ignore[arg-type]
    tables = {path.name for path in folder.glob("*.csv")}
    assert {row[0] for row in rows} == {f"https://example.org/budget/{name}" for name in tables}
    assert {row[1:] for row in rows} == {
        ("Kalmar kommun", "212000-0746", "mailto:data@example.org", "0880", "Budgetar för Kalmar, 2024")
    }
    assert package(folder)["contributors"] == [
        {"title": "Kalmar kommun", "roles": ["publisher"], "email": "data@example.org"}
    ]
    assert export(folder, "majoriteten").code == 0, "an export with a catalogue is replaced like any other"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (CATALOGUE[4:], "needs --publisher, --contact and --url"),
        ((*CATALOGUE[:4], "--url", "example.org"), "expected a web address, got `example.org`"),
        (("--contact", "nobody"), "expected an e-mail address, got `nobody`"),
    ],
)
def test_a_catalogue_half_told_is_refused(arguments: tuple[str, ...], message: str, tmp_path: Path) -> None:
    """A portal would refuse it; nothing is written."""
    result = export(tmp_path / "x", "alliansen", *arguments)
    assert result.code == 2
    assert message in result.err
    assert not (tmp_path / "x").exists()


def test_parquet_beside_csv(tmp_path: Path) -> None:
    """The same records, with types: amounts are exact decimals, texts are the budget's own."""
    import duckdb

    folder = tmp_path / "x"
    assert export(folder, "alliansen", hostile(tmp_path), "--parquet").code == 0
    names = sorted(path.stem for path in folder.glob("*.csv"))
    database = duckdb.connect()
    assert sorted(path.stem for path in folder.glob("*.parquet")) == names
    for name in names:
        rows = database.execute(f"SELECT * FROM '{folder / name}.parquet'").fetchall()
        assert len(rows) == len(table(folder, name))
    amounts = database.execute(
        f"SELECT budget, line, period_year, amount FROM '{folder}/lines.parquet'"
    ).fetchall()
    assert {(b, line, str(year), amount) for b, line, year, amount in amounts} == {
        (r["budget"], r["line"], r["period_year"], Decimal(r["amount"])) for r in table(folder, "lines")
    }
    texts = {name for (name,) in database.execute(f"SELECT name FROM '{folder}/lines.parquet'").fetchall()}
    assert HOSTILE["formula"].replace('\\"', '"') in texts
    assert export(folder, "majoriteten").code == 0, "an export with Parquet is replaced like any other"


def test_without_the_library_parquet_is_refused_with_the_command(tmp_path: Path) -> None:
    """The command is one that works: of this very Python."""
    with patch.dict(sys.modules, {"duckdb": None}):
        result = export(tmp_path / "x", "alliansen", "--parquet")
    assert result.code == 2
    assert f"{sys.executable} -m pip install" in result.err
    assert not (tmp_path / "x").exists()
