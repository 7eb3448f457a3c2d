"""The amounts that a document's words give: in a line's prose, in a proposal, in the text, with doubts."""

from collections.abc import Sequence
from decimal import Decimal

from kalmar_cli.base.language import _
from kalmar_cli.base.numbers import UNITS, decimals_of, from_unit, in_unit, plain, rounded
from kalmar_cli.base.problems import START
from kalmar_cli.budget.model import BALANCE_SHEET, INVESTMENT, OPERATING, Budget, Stated
from kalmar_cli.draft.draft import Found
from kalmar_cli.draft.find.found import FoundProposal, Mention
from kalmar_cli.draft.link import linked
from kalmar_cli.draft.notes import Notes, shortened
from kalmar_cli.write.remarks import KeyPath

_MOST_DECIMALS = 6  # of a figure in a budget file


class SpokenAmounts:
    """Amounts in words as a budget of its unit and years has them; `ids` are those of its lines."""

    def __init__(self, budget: Budget, found: Found, notes: Notes, ids: Sequence[str]) -> None:
        self.budget = budget
        self.found = found
        self.notes = notes
        self.ids = ids

    def kept(self, spot: KeyPath, amount: Decimal) -> Decimal:
        """An amount with as many decimals as a file can hold, in its unit."""
        figure = in_unit(amount, self.budget.unit)
        if decimals_of(figure) <= _MOST_DECIMALS:
            return amount
        self.notes.doubt(
            spot, _("{figure} {unit} is rounded").format(figure=plain(figure), unit=self.budget.unit)
        )
        return from_unit(rounded(figure, _MOST_DECIMALS), self.budget.unit)

    # -- amounts in prose ---------------------------------------------------------

    def _mkr(self, spot: KeyPath, mention: Mention, saves: bool | None) -> Decimal:
        """A mention's size in mkr, a cost negative."""
        size = self.kept(spot, mention.size * UNITS["kr"])
        return size if saves else -size

    def of_line(self, spot: KeyPath, index: int, amounts: Sequence[Decimal]) -> Stated:
        """An amount in prose that a line carries: in the line's direction, with its doubts."""
        mention = self.found.mentions[index]
        saves = next((amount > 0 for amount in amounts if amount), False)
        if mention.saves is not None and mention.saves != saves:
            self._doubt(
                spot,
                _("the words speak of a saving:") if mention.saves else _("the words speak of a cost:"),
                mention,
            )
        return self._stated(spot, index, saves)

    def of_proposal(self, spot: KeyPath, index: int) -> Stated:
        """An amount in prose that only a proposal speaks of."""
        mention = self.found.mentions[index]
        saves = mention.saves
        if saves is None:  # the same amount in the proposal itself says it
            proposal = self.found.links.owners[index].proposal
            own = self.found.proposals[proposal].mentions if proposal is not None else ()
            saves = next((one.saves for one in own if one.size == mention.size), None)
        if saves is None:
            self._doubt(spot, _("cost or saving?"), mention)
        return self._stated(spot, index, saves)

    def _stated(self, spot: KeyPath, index: int, saves: bool | None) -> Stated:
        mention, owner = self.found.mentions[index], self.found.links.owners[index]
        if owner.strength < linked.SURE:
            self._doubt(spot, _("does it speak of this?"), mention)
        for doubt in mention.doubts:
            self._doubt(spot, doubt, mention)
        return Stated(
            self._mkr(spot, mention, saves),
            mention.section or None,
            self._own_years(mention),
            tuple(self.ids[other] for other in owner.together),
            _account(mention),
            START,
        )

    def _own_years(self, mention: Mention) -> tuple[int, ...]:
        years = self.budget.years
        if mention.yearly:
            return years if len(years) > 1 else ()
        first = min(mention.years, default=0)
        return tuple(year for year in years if year in mention.years or (mention.onward and year > first))

    def _doubt(self, spot: KeyPath, words: str, mention: Mention) -> None:
        self.notes.doubt(spot, f"{words} {shortened(mention.sentence)}", mention.line)

    def own_amount(
        self, spot: KeyPath, found: FoundProposal
    ) -> tuple[Decimal | None, tuple[int, ...], str, tuple[Stated, ...]]:
        """The amount that a proposal states itself, its years and account, and those of other years.

        Of several the first; the others are told. A range is no amount.
        """
        at: KeyPath = (*spot, "amount")
        exact = [mention for mention in found.mentions if not (mention.inexact or mention.part)]
        for mention in found.mentions:
            if mention.inexact:
                self._doubt(at, mention.inexact, mention)
        if not exact:
            return None, (), OPERATING, ()
        first, *rest = exact
        by_year = [m for m in rest if first.years and m.years and not set(first.years) & set(m.years)]
        others = ", ".join(mention.written for mention in rest if mention not in by_year)
        if others:
            self.notes.doubt(at, _("it also states {amounts}").format(amounts=others), found.line)
        self._doubt_mention(at, first)
        for mention in by_year:
            self._doubt_years(at, mention)
        return (
            self._mkr(at, first, first.saves),
            self._own_years(first),
            _account(first),
            tuple(
                Stated(
                    self._mkr(at, mention, mention.saves),
                    None,
                    self._own_years(mention),
                    (),
                    _account(mention),
                    START,
                )
                for mention in by_year
                if self._own_years(mention)
            ),
        )

    def _doubt_mention(self, spot: KeyPath, mention: Mention) -> None:
        """What is not sure about an amount by its own words: direction, years, account, bounds."""
        if mention.saves is None:
            self._doubt(spot, _("cost or saving?"), mention)
        for doubt in mention.doubts:
            self._doubt(spot, doubt, mention)
        self._doubt_years(spot, mention)

    def _doubt_years(self, spot: KeyPath, mention: Mention) -> None:
        """The years that an amount is for and the budget does not have."""
        outside = [] if mention.yearly else [y for y in mention.years if y not in self.budget.years]
        if outside:
            self._doubt(
                spot,
                _("{amount} is for {years}, which is none of this budget's years:").format(
                    amount=mention.written, years=", ".join(map(str, outside))
                ),
                mention,
            )


def _account(mention: Mention) -> str:
    if mention.balance:
        return BALANCE_SHEET
    return INVESTMENT if mention.investment else OPERATING
