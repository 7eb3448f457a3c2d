"""Does a document agree with itself? A budget → findings, by named rules.

One way only: `rules/` (small pure functions, registered by name) look at a
`case` (one budget and what is known of it) and give `finding` values;
`report` makes tables of these for every format, `blocks` text for people,
`github` annotations.
"""
