"""The words that a reader chooses by; a shell that completes loads these alone."""

ALL_YEARS = "all"
# Which key figures people are shown: those that matter most, or all. Machines get all.
FEW, ALL = "few", "all"
# What a budget is taken as: its base and its own lines, or its own printed statement.
DERIVED, PRINTED = "derived", "printed"
# The orders in which posts and proposals can be listed.
DOCUMENT, SIZE, NAME = "document", "size", "name"
ORDERS = (DOCUMENT, SIZE, NAME)
