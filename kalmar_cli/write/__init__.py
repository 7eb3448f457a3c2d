"""A budget → a budget file."""
