"""A document file → text."""
