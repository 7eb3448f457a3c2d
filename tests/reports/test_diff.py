"""`kalmar diff`: two versions of a budget, edit by edit."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from kalmar_cli.read.keys import BUDGET
from kalmar_cli.reports.versions import _facts
from kalmar_cli.shelf.files import shipped
from tests.reader import whole_budget
from tests.running import Result, as_typed, kalmar

SHIPPED = shipped() / "kalmar" / "2024" / "alliansen.yaml"
HEADER = ["kind", "what", "id", "name", "year", "old", "new", "unit"]


def edited(folder: Path, *edits: tuple[str, str]) -> Path:
    """A copy of the shipped file in which each text stands as another."""
    folder.mkdir(parents=True, exist_ok=True)
    text = SHIPPED.read_text("utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    path = folder / SHIPPED.name
    path.write_text(text, "utf-8")
    return path


def records(result: Result) -> list[list[str]]:
    """The records that are told, without the header."""
    assert result.err == ""
    header, *found = csv.reader(io.StringIO(result.out))
    assert header[:8] == HEADER
    return found


KAMEROR = "  - name: Kameror\n    heading: Trygghetspaket\n    area: vaxande-kalmar\n    section: 4.1.3\n"
LIGHTS = "  - name: Missing lights\n"
ORDNING = (
    "  - name: Ordningsvakter\n    heading: Trygghetspaket\n    area: vaxande-kalmar\n"
    "    section: 4.1.2.2\n"
    "    amounts: -2.0\n    proposals: [40]\n    stated:\n      - {amount: -2.0, section: 4.1.2.2}\n"
)
LAST = (
    '  - number: 133\n    area: investeringar\n    section: "7.2"\n'
    "    title: Utredning om plats för fotbollsplan vid Oxhagen\n    kind: inquiry\n"
)
TEN = {
    "a key": (
        ("tax_rate: 21.81\n", "tax_rate: 21.95\n"),
        ["changed", "key", "tax_rate", "", "", "21.81", "21.95", ""],
    ),
    "a cell": (
        ("[3713, 3827, 3894, 3981, 4178, 4359]", "[3713, 3827, 3894, 3982, 4178, 4359]"),
        ["changed", "statement", "skatteintakter", "Skatteintäkter", "2024", "3981", "3982", "mkr"],
    ),
    "an amount": (
        (KAMEROR + "    amounts: -2.0\n", KAMEROR + "    amounts: [-2.5, -2.0, -2.0]\n"),
        ["changed", "line", "kameror", "Kameror", "2024", "-2", "-2.5", "mkr"],
    ),
    "a line gone": (
        (ORDNING, ""),
        ["gone", "line", "ordningsvakter", "Ordningsvakter", "*", "-2", "", "mkr"],
    ),
    "a line new": (
        ("totals:\n", "  - {name: Ny post, area: ekonomi, amounts: {2025: -3.0}}\n\ntotals:\n"),
        ["new", "line", "ny-post", "Ny post", "2025", "", "-3", "mkr"],
    ),
    "a line moved": (
        (
            LIGHTS + "    heading: Trygghetspaket\n    area: vaxande-kalmar\n",
            LIGHTS + "    heading: Trygghetspaket\n    area: valfard\n",
        ),
        [
            "moved",
            "line",
            "missing-lights",
            "Missing lights",
            "",
            "area: vaxande-kalmar",
            "area: valfard",
            "",
        ],
    ),
    "a total": (
        (
            "    row: namndernas_nettokostnader\n    amounts: -17.5\n",
            "    row: namndernas_nettokostnader\n    amounts: [-17.5, -17.5, -18.0]\n",
        ),
        [
            "changed",
            "total",
            "summa-namndernas-nettokostnader",
            "Summa nämndernas nettokostnader",
            "2026",
            "-17.5",
            "-18",
            "mkr",
        ],
    ),
    "a proposal reworded": (
        ("title: Översyn av kommunens IT-system för att spara pengar", "title: Billigare IT"),
        [
            "changed",
            "proposal",
            "4",
            "Billigare IT",
            "",
            "Översyn av kommunens IT-system för att spara pengar",
            "Billigare IT",
            "",
        ],
    ),
    "a proposal repriced": (
        ("    amount: -7.0\n  - number: 4\n", "    amount: 7.0\n  - number: 4\n"),
        ["changed", "proposal", "3", "Fortsatt sökande efter samordningsvinster", "", "-7", "7", "mkr"],
    ),
    "a proposal renumbered": (
        (LAST, LAST.replace("133", "134")),
        [
            "moved",
            "proposal",
            "134",
            "Utredning om plats för fotbollsplan vid Oxhagen",
            "",
            "133",
            "134",
            "",
        ],
    ),
}


def told(found: list[list[str]]) -> list[list[str]]:
    """The records but for the result, the years of one edit taken together."""
    edits: list[list[str]] = []
    for record in found:
        same = [record[:4], record[5:]]
        if record[1] == "result":
            continue
        if edits and [edits[-1][:4], edits[-1][5:]] == same:
            edits[-1][4] = "*"
        else:
            edits.append(record)
    return edits


@pytest.mark.parametrize("kind", TEN)
def test_each_kind_of_edit_is_told_alone(tmp_path: Path, kind: str) -> None:
    """One edit, one thing told."""
    edit, record = TEN[kind]
    result = kalmar("diff", SHIPPED, edited(tmp_path, edit), "-f", "csv")
    assert result.code == 1
    assert told(records(result)) == [record]


def test_ten_edits_of_ten_kinds_are_just_these_ten(tmp_path: Path) -> None:
    """No more and no fewer; and turned round the same ten."""
    path = edited(tmp_path, *(edit for edit, _record in TEN.values()))
    found = told(records(kalmar("diff", SHIPPED, path, "-f", "csv")))
    assert sorted(found) == sorted(record for _edit, record in TEN.values())
    assert len(told(records(kalmar("diff", path, SHIPPED, "-f", "csv")))) == 10


def test_the_result_is_derived_on_both_sides(tmp_path: Path) -> None:
    """0.5 lower in 2024 through a line, and nothing through what is only printed."""
    path = edited(tmp_path, TEN["an amount"][0], TEN["a cell"][0])
    found = records(kalmar("diff", SHIPPED, path, "-f", "csv"))
    assert found[-1] == [
        "changed",
        "result",
        "arets_resultat",
        "Årets resultat",
        "2024",
        "-177.5",
        "-178",
        "mkr",
    ]
    assert [record[1] for record in found].count("result") == 1
    screen = kalmar("diff", SHIPPED, path, env={"KALMAR_LANG": "en"})
    assert "Kalmaralliansen 2024: Årets resultat is 0.5 lower in 2024 (mkr)." in screen.out


def test_nothing_changed(tmp_path: Path) -> None:
    """Exit code 0; a comment, a unit of the output or another way to write the same is no change."""
    same = edited(
        tmp_path,
        ("name: Kalmaralliansen\n", "# a comment\nname: Kalmaralliansen\n"),
        (KAMEROR + "    amounts: -2.0\n", KAMEROR + "    amounts: [-2.0, -2.0, -2]\n"),
    )
    for unit in ("mkr", "tkr"):
        result = kalmar("diff", SHIPPED, same, "--unit", unit)
        assert (result.code, result.err) == (0, "")
        assert "Nothing has changed." in result.out
    assert records(kalmar("diff", SHIPPED, same, "-f", "csv")) == []


def test_another_unit_and_sign_are_a_change_of_these_keys_alone(tmp_path: Path) -> None:
    """Figures are held against each other in mkr and the statement's sign."""
    small = "name: V\nmunicipality: X\nyear: 2024\nunit: {}\nsign: {}\nlines: [{{name: A, amounts: {}}}]\n"
    old, new = tmp_path / "a" / "v.yaml", tmp_path / "b" / "v.yaml"
    for path, how in ((old, ("mkr", "result", "-2.5")), (new, ("tkr", "spending", "2500"))):
        path.parent.mkdir()
        path.write_text(small.format(*how))
    found = records(kalmar("diff", old, new, "-f", "csv"))
    assert found == [
        ["changed", "key", "unit", "", "", "mkr", "tkr", ""],
        ["changed", "key", "sign", "", "", "result", "spending", ""],
    ]


def test_a_line_with_another_name_and_one_that_stands_elsewhere(tmp_path: Path) -> None:
    """A name that gives the id is a changed name; a line put elsewhere is one move, not many."""
    renamed = edited(tmp_path, ("  - name: Kameror\n", "  - name: Övervakningskameror\n"))
    assert records(kalmar("diff", SHIPPED, renamed, "-f", "csv")) == [
        [
            "changed",
            "line",
            "overvakningskameror",
            "Övervakningskameror",
            "",
            "Kameror",
            "Övervakningskameror",
            "",
        ]
    ]
    moved = edited(tmp_path, (ORDNING, ""), ("totals:\n", ORDNING + "\ntotals:\n"))
    [record] = records(kalmar("diff", SHIPPED, moved, "-f", "csv"))
    assert record[:3] == ["moved", "line", "ordningsvakter"]
    assert (int(record[5]), int(record[6]) > 20) == (3, True)


def test_an_inserted_proposal_renumbers_the_rest(tmp_path: Path) -> None:
    """New is only the new one."""
    small = "name: V\nmunicipality: X\nyear: 2024\nunit: mkr\nsign: result\nproposals:\n"
    old, new = tmp_path / "a" / "v.yaml", tmp_path / "b" / "v.yaml"
    for path, titles in ((old, "ABC"), (new, "ANBC")):
        path.parent.mkdir()
        items = (f"  - {{number: {n}, title: {title}}}\n" for n, title in enumerate(titles, 1))
        path.write_text(small + "".join(items))
    found = records(kalmar("diff", old, new, "-f", "csv"))
    assert [record[:3] + record[5:7] for record in found] == [
        ["moved", "proposal", "3", "2", "3"],
        ["moved", "proposal", "4", "3", "4"],
        ["new", "proposal", "2", "", "N"],
    ]


def test_folders_are_paired(tmp_path: Path) -> None:
    """By id, municipality and year; each file on the base of its own folder; what came and what went."""
    before, after = tmp_path / "before", tmp_path / "after"
    for folder in (before, after):
        folder.mkdir()
        (folder / "majoriteten.yaml").write_bytes((SHIPPED.parent / "majoriteten.yaml").read_bytes())
    edited(before)
    edited(after / "deep", TEN["an amount"][0])
    (after / "majoriteten.yaml").write_text(
        (after / "majoriteten.yaml").read_text().replace("3981,", "3991,")
    )
    result = kalmar("diff", before, after, "-f", "csv")
    assert result.code == 1
    found = records(result)
    assert {record[8] for record in found} == {"alliansen@2024", "majoriteten@2024"}
    (after / "deep" / "alliansen.yaml").unlink()
    gone = records(kalmar("diff", before, after, "-f", "csv"))
    assert [
        "gone",
        "key",
        "budget",
        "Kalmaralliansen 2024",
        "",
        "Kalmaralliansen",
        "",
        "",
        "alliansen@2024",
    ] in gone
    assert kalmar("diff", before, before).code == 0


def test_the_base_of_each_version_is_its_own(tmp_path: Path) -> None:
    """A base that changed changes the result of a budget whose own file did not."""
    base = (SHIPPED.parent / "majoriteten.yaml").read_text("utf-8")
    assert ", -160, 29, 29]" in base
    for name, text in (("before", base), ("after", base.replace(", -160, 29, 29]", ", -150, 29, 29]"))):
        edited(tmp_path / name)
        (tmp_path / name / "majoriteten.yaml").write_text(text, "utf-8")
    versions = [tmp_path / name / "alliansen.yaml" for name in ("before", "after")]
    found = records(kalmar("diff", *versions, "-f", "csv"))
    assert [record[1] + record[4] + record[5] + record[6] for record in found] == ["result2024-177.5-167.5"]


def test_json_and_names(tmp_path: Path) -> None:
    """Records under `diff`; two names are two budgets like any others."""
    result = kalmar("diff", "majoriteten", "alliansen", "-f", "json")
    assert result.code == 1
    diff = json.loads(result.out)["tables"]["diff"]
    assert diff[0] == {
        "kind": "changed",
        "what": "key",
        "id": "name",
        "name": "",
        "year": "",
        "old": "Majoriteten",
        "new": "Kalmaralliansen",
        "unit": "",
    }
    assert as_typed("kalmar diff majoriteten majoriteten").code == 0
    mixed = kalmar("diff", tmp_path, "alliansen")
    assert (mixed.code, mixed.out) == (2, "")


def test_the_unit_of_a_share_stands_in_its_label_alone(tmp_path: Path) -> None:
    """A share that differs is told in per cent once, not in every column of words."""
    for id, share in (("old", "1.8"), ("new", "1.9")):
        (tmp_path / f"{id}.yaml").write_text(
            "name: Styret\nmunicipality: Ekstad\nyear: 2026\nunit: mkr\nsign: result\n"
            f"statement: {{columns: [2026], rows: {{resultatandel: [{share}]}}}}\n",
            "utf-8",
        )
    out = kalmar("diff", tmp_path / "old.yaml", tmp_path / "new.yaml").out
    assert out.count(", %") == 1
    assert "Resultatandel, %  2026 " in out


def test_no_key_is_passed_over() -> None:
    """Each key at the top of a budget file is a fact that is compared, but for those compared by item."""
    facts = {re.split(r"[.@]", key)[0] for key in _facts(whole_budget())}
    assert facts == BUDGET.fields.keys() - {"areas", "labels", "lines", "totals", "proposals"}
