"""The options and arguments that several commands take, each declared once; and how one is declared."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from kalmar_cli.base.language import N_
from kalmar_cli.base.numbers import UNITS
from kalmar_cli.cli import completion as complete
from kalmar_cli.cli.opening import MUNICIPALITY_VARIABLE
from kalmar_cli.render import FORMATS

Offer = Callable[..., list[Any]]
"""What the shell offers for a value that is begun."""


def option(
    names: str, value: str, help: str, offer: Offer | None = None, variable: str | None = None
) -> Any:
    """An option by its names, as `--year -y`, with a value; an environment `variable` may give it, too."""
    return typer.Option(*names.split(), metavar=value, help=help, autocompletion=offer, envvar=variable)


def flag(name: str, help: str) -> Any:
    """An option without a value."""
    return typer.Option(name, help=help)


def argument(value: str, help: str, offer: Offer | None = None) -> Any:
    """An argument by what stands in its place."""
    return typer.Argument(metavar=value, help=help, autocompletion=offer)


NameArgument = Annotated[
    str,
    argument(
        N_("BUDGET"), N_("A budget: alliansen, alliansen@2024 or a path ending in .yaml."), complete.budgets
    ),
]
NamesArgument = Annotated[
    list[str],
    argument(
        N_("BUDGET..."),
        N_("Budgets: alliansen, alliansen@2024 or a path ending in .yaml."),
        complete.budgets,
    ),
]
ManyArgument = Annotated[
    list[str],
    argument(
        N_("BUDGET..."),
        N_("Budgets: alliansen, alliansen@2024, a path ending in .yaml or a folder of budgets."),
        complete.budgets,
    ),
]
BaselineArgument = Annotated[
    list[str],
    argument(
        N_("BUDGET... BASELINE"),
        N_("Budgets: alliansen, alliansen@2024 or a path ending in .yaml; the last is the baseline."),
        complete.budgets,
    ),
]
AreaOption = Annotated[str, option("--area", N_("AREA"), N_("Only this area."), complete.areas)]
YearOption = Annotated[
    list[str] | None,
    option(
        "--year -y",
        N_("YEAR"),
        N_('A column to show: 2025, "utfall 2022" or all; repeatable.'),
        complete.years,
    ),
]
UnitOption = Annotated[
    str | None,
    option("--unit", N_("UNIT"), N_("Unit of the amounts: {units}."), complete.names(UNITS.keys)),
]
DecimalsOption = Annotated[
    str | None,
    option(
        "--decimals", N_("N"), N_("Round amounts to this many decimals, 0 to 6; without it none is lost.")
    ),
]
FormatOption = Annotated[
    str | None, option("--format -f", N_("FORMAT"), N_("{formats}."), complete.names(FORMATS.keys))
]
OutputOption = Annotated[
    Path | None, option("--output -o", N_("FILE"), N_("Write to a file; its ending gives the format."))
]
FoldersOption = Annotated[
    list[Path] | None, option("--budgets", N_("DIR"), N_("A folder with more budgets; repeatable."))
]
MunicipalityOption = Annotated[
    str,
    option(
        "--municipality",
        N_("NAME"),
        N_("The municipality, where names exist in several."),
        complete.municipalities,
        variable=MUNICIPALITY_VARIABLE,
    ),
]
FiguresOption = Annotated[bool, flag("--figures", N_("Also the six key figures that matter most."))]
AllFiguresOption = Annotated[
    bool, flag("--all-figures", N_("Also all key figures: shares, deficits, financing."))
]
PricesOption = Annotated[
    str | None,
    option(
        "--prices",
        N_("YEAR"),
        N_("Amounts of every year in this year's prices, by the file's price_index."),
    ),
]
InhabitantOption = Annotated[
    bool, flag("--per-inhabitant", N_("Kronor per inhabitant, by the file's population."))
]
FromOption = Annotated[
    str,
    option(
        "--from",
        N_("COLUMN|BUDGET"),
        N_('Also the change from an earlier figure: "budget 2023", or majoriteten@2023.'),
        complete.earlier,
    ),
]
SearchOption = Annotated[
    str,
    option(
        "--search", N_("TEXT"), N_("Only those with this text in title, name, area, heading or section.")
    ),
]
SectionOption = Annotated[
    str, option("--section", N_("SECTION"), N_("Only this section of the document and those in it."))
]
SortOption = Annotated[str, option("--sort", N_("ORDER"), N_("The order: document, size or name."))]
TargetOption = Annotated[
    str | None,
    option(
        "--target",
        N_("PERCENT"),
        N_("The wanted result in % of tax and grants; default: the file's result_target."),
    ),
]
LimitOption = Annotated[
    str, option("--max-bytes", N_("N"), N_("The largest budget file that is read, in bytes."))
]
BaseOption = Annotated[
    str,
    option(
        "--base",
        N_("BUDGET"),
        N_("The budget that it proposes changes to: a name, or a path ending in .yaml."),
        complete.budgets,
    ),
]
