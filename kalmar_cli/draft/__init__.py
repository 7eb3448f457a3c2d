"""From a budget document to a draft of a budget file.

    inputs → document → found (statements, changes, proposals, prose) → linked → written

Every step is pure but the first; a figure keeps its place in the document all the way.
"""
