"""The kinds of changes, a class each. One that is added to `KINDS` is an option of `kalmar scenario`."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from kalmar_cli.base.errors import Refused
from kalmar_cli.base.language import N_, _
from kalmar_cli.base.numbers import HUNDRED, ZERO, decimals_of, plain, rounded
from kalmar_cli.budget.rows import TAX, label
from kalmar_cli.budget.tax import is_own_rate, own_rates
from kalmar_cli.scenario.adopt import Adopt
from kalmar_cli.scenario.change import LINES, ROWS, BudgetChange
from kalmar_cli.scenario.work import Work, figure_text

ESTIMATED = "estimated"
# Decimals of mkr.
WHOLE_KRONOR, WHOLE_TKR = 6, 3


class Drop(BudgetChange):
    """Leaves a line out."""

    option, metavar, help, offers = "--drop", N_("LINE"), N_("Leave a line out."), LINES

    def read(self, text: str) -> None:
        self.line = text.strip()

    def apply(self, work: Work) -> list[str]:
        id = work.known(self.line, self.asked)
        name = work.put(id, [ZERO] * len(work.base.years), self.asked)
        if id not in work.inherited:
            del work.own[id]
            del work.origins[id]
        work.adopted.pop(id, None)
        return [name]


class SetAmount(BudgetChange):
    """Gives a line an amount, in one year or in all."""

    option, metavar, offers = "--set", N_("LINE[@YEAR]=AMOUNT"), LINES
    help = N_("Give a line another amount.")

    def read(self, text: str) -> None:
        self.line, self.in_year, value = self.assignment(text, "kameror=-1.5, kameror@2025=-1.5")
        self.amount = self.number(value)

    def apply(self, work: Work) -> list[str]:
        id = work.known(self.line, self.asked)
        amounts = list(work.amounts(id))
        for i in work.year(self.in_year, self.asked):
            amounts[i] = work.typed(self.amount)
        return [work.put(id, amounts, self.asked)]


class Scale(BudgetChange):
    """Lets a line come true in part, in one year or in all: 50 % is half of it."""

    option, metavar, offers = "--scale", N_("LINE[@YEAR]=PERCENT"), LINES
    help = N_("Let a line come true in part: 50%.")

    def read(self, text: str) -> None:
        self.line, self.in_year, value = self.assignment(text, "kameror=50%")
        if not value.endswith("%"):
            raise self.unclear(f"{self.line}=50%")
        self.factor = self.number(value[:-1]) / HUNDRED

    def apply(self, work: Work) -> list[str]:
        id = work.known(self.line, self.asked)
        amounts = list(work.amounts(id))
        for i in work.year(self.in_year, self.asked):
            places = max(WHOLE_KRONOR, decimals_of(amounts[i]))
            exact = amounts[i] * self.factor
            amounts[i] = rounded(exact, places) if decimals_of(exact) > places else exact
            if amounts[i] != exact:
                work.notes.append(
                    _("`{line}` in {year} is rounded to whole kronor").format(
                        line=id, year=work.base.years[i]
                    )
                )
        return [work.put(id, amounts, self.asked)]


class Delay(BudgetChange):
    """Lets a line begin a number of years later."""

    option, metavar, offers = "--delay", N_("LINE=YEARS"), LINES
    help = N_("Let a line begin later.")

    def read(self, text: str) -> None:
        self.line, year, value = self.assignment(text, "kameror=1")
        if year is not None or not re.fullmatch(r"[1-9]\d?", value, re.ASCII):
            raise self.unclear(f"{self.line}=1")
        self.years = int(value)

    def apply(self, work: Work) -> list[str]:
        id = work.known(self.line, self.asked)
        before = dict(zip(work.base.years, work.amounts(id), strict=True))
        for year, amount in before.items():
            if year + self.years not in before:
                work.outside(id, year + self.years, amount)
        delayed = [before.get(year - self.years, ZERO) for year in work.base.years]
        return [work.put(id, delayed, self.asked)]


class OnlyYear(BudgetChange):
    """Keeps one year of a line."""

    option, metavar, offers = "--only-year", N_("LINE=YEAR"), LINES
    help = N_("Keep one year of a line.")

    def read(self, text: str) -> None:
        self.line, year, value = self.assignment(text, "kameror=2024")
        if year is not None:
            raise self.unclear(f"{self.line}=2024")
        self.kept = self.year(value)

    def apply(self, work: Work) -> list[str]:
        id = work.known(self.line, self.asked)
        [kept] = work.year(self.kept, self.asked)
        amounts = [amount if i == kept else ZERO for i, amount in enumerate(work.amounts(id))]
        return [work.put(id, amounts, self.asked)]


class ChangeRow(BudgetChange):
    """Adds an amount to a row of the statement, in one year or in all."""

    option, metavar, offers = "--change", N_("ROW[@YEAR]=AMOUNT"), ROWS
    help = N_("Add to a row of the statement: skatteintakter=+10.")

    def read(self, text: str) -> None:
        self.row, self.in_year, value = self.assignment(text, "skatteintakter=+10, skatteintakter@2025=-3")
        self.amount = self.number(value)

    def apply(self, work: Work) -> list[str]:
        row = work.part(self.row, self.asked)
        by = [ZERO] * len(work.base.years)
        for i in work.year(self.in_year, self.asked):
            by[i] = work.typed(self.amount)
        return [work.move_row(row, by, label(row, [work.base]), self.asked)]


class Tax(BudgetChange):
    """Raises (or lowers) the tax rate by kronor per hundred; what that is worth is an estimate."""

    option, metavar = "--tax", N_("KRONOR")
    help = N_("Raise the tax rate, in kronor per hundred: +0.25; an estimate.")

    def read(self, text: str) -> None:
        self.raised_by = self.number(text)

    def apply(self, work: Work) -> list[str]:
        row = work.part(TAX, self.asked)
        years = work.base.years
        rates = work.tax_rates or next((link.tax_rates for link in work.base.chain if link.tax_rates), {})
        if not all(rates.get(year) for year in years):
            raise Refused(
                _("{change}: {budget} gives no tax rate; add `tax_rate` to its file").format(
                    change=self.asked, budget=work.base.id
                )
            )
        by = [self._worth(work, row, i, rates[year]) for i, year in enumerate(years)]
        place = work.base.municipality
        least, most = own_rates(place)
        odd = next((rate for year in years if not is_own_rate(rate := rates[year], place)), None)
        if odd is not None or row in work.figures.composition.tax_sums:
            words = (
                _(
                    "{change}: {rate} is not the municipality's own tax rate ({least} to {most}): no"
                    " estimate by it"
                )
                if odd is not None
                else _("{change}: `{row}` holds grants as well as tax: no estimate by it")
            )
            raise Refused(
                words.format(
                    change=self.asked, rate=figure_text(odd or ZERO), row=row, least=least, most=most
                )
            )
        work.tax_rates = {year: rates[year] + self.raised_by for year in years}
        odd = next((rate for rate in work.tax_rates.values() if not is_own_rate(rate, place)), None)
        if odd is not None:
            raise Refused(
                _("{change}: no municipality's own tax rate is {rate}; write kronor, as in +0.25").format(
                    change=self.asked, rate=figure_text(odd)
                )
            )
        printed = label(row, [work.base])
        work.notes.append(
            _(
                "estimate: {row} ÷ {rate} × {change}, to whole tkr; the tax base is taken as unchanged"
            ).format(row=printed, rate=_each(rates, years, figure_text), change=figure_text(self.raised_by))
        )
        name = f"{printed}, {_each(work.tax_rates, years, plain)} kr/100"
        return [work.move_row(row, by, name, self.asked, ESTIMATED)]

    def _worth(self, work: Work, row: str, i: int, rate: Decimal) -> Decimal:
        """What it brings in the year at `i` (mkr)."""
        income = work.in_row(row, i)
        if income is None:
            raise Refused(
                _("{change}: the statement gives no `{row}` for {year}").format(
                    change=self.asked, row=row, year=work.base.years[i]
                )
            )
        return rounded(income / rate * self.raised_by, WHOLE_TKR)


def _each(rates: Mapping[int, Decimal], years: Sequence[int], text: Callable[[Decimal], str]) -> str:
    """The tax rates of the years in words: the one that they share, else each with its year."""
    if len({rates[year] for year in years}) == 1:
        return text(rates[years[0]])
    return ", ".join(f"{text(rates[year])} ({year})" for year in years)


KINDS: dict[str, type[BudgetChange]] = {
    kind.option: kind for kind in (Adopt, Drop, SetAmount, Scale, Delay, OnlyYear, ChangeRow, Tax)
}
"""Option → the kind of change that it asks for, in the order that help shows."""
