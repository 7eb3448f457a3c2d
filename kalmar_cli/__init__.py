"""Compare municipal budgets: text → model → report → render → write."""

__version__ = "0.1.0"
