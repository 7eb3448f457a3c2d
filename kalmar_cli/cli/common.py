"""What all commands share: options, opening the shelf, writing the report."""

import inspect
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from kalmar_cli.base.characters import clip
from kalmar_cli.base.errors import Refused
from kalmar_cli.base.files import MAX_BYTES
from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS, unit_name
from kalmar_cli.cli.formats import choose_format, require_known
from kalmar_cli.cli.opening import open_shelf, tell_passed_over
from kalmar_cli.cli.options import (
    DecimalsOption,
    FoldersOption,
    FormatOption,
    InhabitantOption,
    LimitOption,
    MunicipalityOption,
    OutputOption,
    PricesOption,
    UnitOption,
    YearOption,
)
from kalmar_cli.cli.signature import keyword, spell_out, unoffered
from kalmar_cli.cli.typed import whole_number
from kalmar_cli.render import FORMATS

if TYPE_CHECKING:
    from kalmar_cli.budget.model import Budget, Measure
    from kalmar_cli.reports.earlier import Earlier
    from kalmar_cli.reports.table import Report
    from kalmar_cli.reports.view import View
    from kalmar_cli.shelf.shelf import Shelf


class Common(NamedTuple):
    """The options that every command takes."""

    year: YearOption = None
    unit: UnitOption = None
    decimals: DecimalsOption = None
    format: FormatOption = None
    output: OutputOption = None
    budgets: FoldersOption = None
    municipality: MunicipalityOption = ""
    max_bytes: LimitOption = str(MAX_BYTES)
    prices: PricesOption = None
    per_inhabitant: InhabitantOption = False

    @property
    def view(self) -> "View":
        """What to show. Raises Refused for an unknown unit."""
        from kalmar_cli.reports.view import View

        unit = self.unit and unit_name(self.unit)
        if unit is not None:
            require_known(unit, UNITS, _("no unit `{name}`: {cure}"), _("write one of {names}"))
        decimals = None if self.decimals is None else whole_number("--decimals", self.decimals, 0, 6)
        if decimals is None and self.measure and not self.for_people:
            decimals = 6  # of quotients, most of which have no end
        return View(tuple(self.year or ()), unit, decimals, self.measure)

    @property
    def measure(self) -> "Measure":
        """What amounts are to be measured in. Raises Refused for what is no year."""
        from kalmar_cli.budget.model import Measure

        prices = None if self.prices is None else whole_number("--prices", self.prices, 1900, 2099)
        return Measure(prices, self.per_inhabitant)

    def shelf(self) -> "Shelf":
        """The folders to look in: --budgets, KALMAR_BUDGETS, the shipped ones."""
        limit = whole_number("--max-bytes", self.max_bytes, 1, 10**12)
        return open_shelf(self.budgets or (), self.municipality, limit)

    def output_language(self) -> AbstractContextManager[None]:
        """The language of what is written: the format's own, or else the reader's."""
        return FORMATS[self.chosen_format()].spoken()

    def find(self, names: Sequence[str], also: str = "", *, before: bool = False) -> "list[Budget]":
        """The budgets that names mean, in the measure asked for. Raises Refused or Unreadable.

        They keep what is shown, the column `also`, and the columns `before` those shown.
        """
        return self.convert(self.find_as_written(names), also, before=before)

    def find_as_written(self, names: Sequence[str]) -> "list[Budget]":
        """The budgets that names mean, as their files give them. Raises Refused or Unreadable."""
        from kalmar_cli.shelf.names import find

        with tell_passed_over(self.shelf()) as shelf:
            return find(shelf, names)

    def convert(self, budgets: "list[Budget]", also: str = "", *, before: bool = False) -> "list[Budget]":
        """The budgets in the measure asked for, with the columns that `find` tells of. Raises Refused."""
        if not self.measure:
            return budgets
        from kalmar_cli.budget.measure import convert_budgets
        from kalmar_cli.reports.view import needed_columns

        columns = [*needed_columns(budgets, self.view), also]
        if before:
            columns += [
                earlier
                for budget in budgets
                for earlier, column in pairwise(budget.columns)
                if column in columns
            ]
        return convert_budgets(budgets, self.measure, columns)

    def find_many(self, names: Sequence[str]) -> "list[Budget]":
        """The budgets of one municipality that names and folders mean. Raises Refused or Unreadable."""
        from kalmar_cli.shelf.folders import expand_folders
        from kalmar_cli.shelf.names import find

        shelf, found = expand_folders(self.shelf(), names)
        with tell_passed_over(shelf):
            in_folders = {shelf.entry(one).municipality for one in found if isinstance(one, Path)}
            if len(in_folders) > 1:
                from kalmar_cli.base.problems import listed

                raise Refused(
                    _(
                        "{names}: in several municipalities, {places}; choose one with --municipality"
                    ).format(names=", ".join(map(clip, names)), places=listed(sorted(in_folders)))
                )
            return self.convert(find(shelf, list(map(str, found))))

    def find_across(self, names: Sequence[str]) -> "tuple[Shelf, list[Budget]]":
        """The budgets that names and folders mean, of whatever municipalities, and the shelf they are on.

        Raises Refused or Unreadable.
        """
        from kalmar_cli.shelf.folders import expand_folders
        from kalmar_cli.shelf.names import find_across

        shelf, found = expand_folders(self.shelf(), names)
        with tell_passed_over(shelf):
            return shelf, find_across(shelf, map(str, found))

    def find_earlier(self, text: str, budgets: "Sequence[Budget]") -> "Earlier | None":
        """The earlier figures that a column or a budget's name means; None for no text.

        Raises Refused or Unreadable.
        """
        if not text:
            return None
        from kalmar_cli.budget.measure import convert_budgets
        from kalmar_cli.reports.earlier import earlier_budget, earlier_column
        from kalmar_cli.reports.view import needed_columns
        from kalmar_cli.shelf.names import find_earlier

        earlier = earlier_column(budgets, text)
        if earlier is None:
            with tell_passed_over(self.shelf()) as shelf:
                found = find_earlier(shelf, text, budgets)
            [budget] = convert_budgets([found], self.measure, [str(found.year)], beside=budgets)
            earlier = earlier_budget(budget, budgets)
        shown = needed_columns(budgets, self.view)
        if not any(map(earlier.is_before, shown)):
            raise Refused(
                _("--from: {earlier} is not earlier than {columns}; choose columns with --year").format(
                    earlier=earlier.words, columns=", ".join(shown)
                )
            )
        return earlier

    @property
    def for_people(self) -> bool:
        """Whether people are to read what is written. Raises Refused."""
        return not FORMATS[self.chosen_format()].for_programs

    def chosen_format(self) -> str:
        """The format: as asked for, else by the file's ending, else a table. Raises Refused."""
        return choose_format(self.format, self.output)


def emit(build: "Callable[[], Report]", common: Common, budgets: "Sequence[Budget]" = ()) -> "Report":
    """Builds the report, writes it, to the terminal as wide as it is, and gives it back.

    What amounts are measured in is told of the `budgets` that were found.
    """
    from kalmar_cli.cli.rendering import render_report, write_content
    from kalmar_cli.reports.view import say_measure

    format = common.chosen_format()
    with common.output_language():
        report = say_measure(build(), budgets, common.measure)
        write_content(render_report(report, format, common.output), common.output)
    return report


def takes_common(
    run: Callable[..., Any], without: Collection[str] = (), unused: Collection[str] = ()
) -> Callable[..., Any]:
    """`run(…, common)` as a function that takes the common options themselves.

    Those named in `without` are not taken, nor those that `run` has itself;
    those that are `unused` are taken and not offered.
    """
    own = {*without, *inspect.signature(run).parameters}
    shared = [
        keyword(name, unoffered(annotation) if name in unused else annotation, Common._field_defaults[name])
        for name, annotation in Common.__annotations__.items()
        if name not in own
    ]
    return spell_out(run, "common", shared, lambda given: Common(**given))
