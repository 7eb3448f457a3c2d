"""What a person who compares is told of the order of budgets, and of a base that is not named."""

from collections.abc import Sequence

from kalmar_cli.base.language import _
from kalmar_cli.base.messages import say
from kalmar_cli.budget.model import Budget


def hint_compare(name: str, budget: Budget, base_name: str, base: Budget) -> None:
    """Says, where one budget builds on another, the call that shows what it changes."""
    if base.file in [link.file for link in budget.chain][1:]:
        import shlex

        say(
            _("{changed} builds on {base}; to see what it changes: {command}").format(
                changed=budget.name,
                base=base.name,
                command=shlex.join(["kalmar", "compare", name, base_name]),
            )
        )


def hint_base(budgets: Sequence[Budget]) -> None:
    """Says which budgets' posts do not change a whole baseline.

    Without a statement, posts are all that a budget costs; beside one they specify it and
    move nothing. Either is rarely what was meant.
    """
    last = budgets[-1]
    if not any(link.statement for link in last.chain):
        return
    for budget in budgets[:-1]:
        if budget.base or not budget.lines or budget.file == last.file:
            continue
        if not budget.statement:
            words = _(
                "{budget} names no base and has no income statement: its lines are taken as all"
                " that it costs; if they change {baseline}, write `base: {id}` in its file"
            )
        elif not last.base and not last.lines:
            words = _(
                "{budget} names no base: its lines specify its own statement and are not compared;"
                " if they change {baseline}, write `base: {id}` in its file"
            )
        else:
            continue
        say(words.format(budget=budget.name, baseline=last.name, id=last.id))
