"""Budgets → report values, pure: one module for each command that shows figures."""
