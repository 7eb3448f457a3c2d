"""The options and arguments that several commands take, each declared once."""

from pathlib import Path
from typing import Annotated

import typer

from kalmar_cli.base.language import N_
from kalmar_cli.cli import completion as complete

NameArgument = Annotated[
    str,
    typer.Argument(
        metavar=N_("BUDGET"),
        help=N_("A budget: alliansen, alliansen@2024 or a path ending in .yaml."),
        autocompletion=complete.budgets,
    ),
]
NamesArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("BUDGET..."),
        help=N_("Budgets: alliansen, alliansen@2024 or a path ending in .yaml."),
        autocompletion=complete.budgets,
    ),
]
ManyArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("BUDGET..."),
        help=N_("Budgets: alliansen, alliansen@2024, a path ending in .yaml or a folder of budgets."),
        autocompletion=complete.budgets,
    ),
]
BaselineArgument = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("BUDGET... BASELINE"),
        help=N_("Budgets: alliansen, alliansen@2024 or a path ending in .yaml; the last is the baseline."),
        autocompletion=complete.budgets,
    ),
]
AreaOption = Annotated[
    str,
    typer.Option("--area", metavar=N_("AREA"), help=N_("Only this area."), autocompletion=complete.areas),
]
YearOption = Annotated[
    list[str] | None,
    typer.Option(
        "--year",
        "-y",
        metavar=N_("YEAR"),
        help=N_('A column to show: 2025, "utfall 2022" or all; repeatable.'),
        autocompletion=complete.years,
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        metavar=N_("UNIT"),
        help=N_("Unit of the amounts: {units}."),
        autocompletion=complete.units,
    ),
]
DecimalsOption = Annotated[
    str | None,
    typer.Option(
        "--decimals",
        metavar=N_("N"),
        help=N_("Round amounts to this many decimals, 0 to 6; without it none is lost."),
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar=N_("FORMAT"),
        help=N_("{formats}."),
        autocompletion=complete.formats,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar=N_("FILE"), help=N_("Write to a file; its ending gives the format.")
    ),
]
FoldersOption = Annotated[
    list[Path] | None,
    typer.Option("--budgets", metavar=N_("DIR"), help=N_("A folder with more budgets; repeatable.")),
]
MunicipalityOption = Annotated[
    str,
    typer.Option(
        "--municipality",
        metavar=N_("NAME"),
        envvar="KALMAR_MUNICIPALITY",
        help=N_("The municipality, where names exist in several."),
    ),
]
FiguresOption = Annotated[
    bool, typer.Option("--figures", help=N_("Also the six key figures that matter most."))
]
AllFiguresOption = Annotated[
    bool, typer.Option("--all-figures", help=N_("Also all key figures: shares, deficits, financing."))
]
PricesOption = Annotated[
    str | None,
    typer.Option(
        "--prices",
        metavar=N_("YEAR"),
        help=N_("Amounts of every year in this year's prices, by the file's price_index."),
    ),
]
InhabitantOption = Annotated[
    bool,
    typer.Option("--per-inhabitant", help=N_("Kronor per inhabitant, by the file's population.")),
]
FromOption = Annotated[
    str,
    typer.Option(
        "--from",
        metavar=N_("COLUMN|BUDGET"),
        help=N_('Also the change from an earlier figure: "budget 2023", or majoriteten@2023.'),
        autocompletion=complete.earlier,
    ),
]
SearchOption = Annotated[
    str,
    typer.Option(
        "--search",
        metavar=N_("TEXT"),
        help=N_("Only those with this text in title, name, area, heading or section."),
    ),
]
SectionOption = Annotated[
    str,
    typer.Option(
        "--section", metavar=N_("SECTION"), help=N_("Only this section of the document and those in it.")
    ),
]
SortOption = Annotated[
    str,
    typer.Option("--sort", metavar=N_("ORDER"), help=N_("The order: document, size or name.")),
]
TargetOption = Annotated[
    str | None,
    typer.Option(
        "--target",
        metavar=N_("PERCENT"),
        help=N_("The wanted result in % of tax and grants; default: the file's result_target."),
    ),
]
LimitOption = Annotated[
    str,
    typer.Option(
        "--max-bytes", metavar=N_("N"), help=N_("The largest budget file that is read, in bytes.")
    ),
]
