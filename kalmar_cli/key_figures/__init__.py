"""The key figures (nyckeltal) of a budget."""
