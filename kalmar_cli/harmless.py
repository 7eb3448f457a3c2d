"""Text that came from outside, on its way to a screen, a document or a spreadsheet.

The reader refuses control characters and bidirectional overrides already. What
is shown does not rely on that: a terminal obeys the ones, and with the others
a line reads as another.
"""

_SPACES = str.maketrans("\t\r\n\v\f\u2028\u2029", "       ")


def harmless(text: str) -> str:
    """`text` for people: nothing in it is obeyed; tabs and line ends become spaces."""
    return uncontrolled(text.translate(_SPACES))


def uncontrolled(text: str) -> str:
    """`text` for machines: the same, its line ends kept."""
    if text.isprintable():
        return text  # nearly always, and at once
    from kalmar_cli.characters import FORBIDDEN

    return FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """`text`, a JSON string, with what would be obeyed written as \\uXXXX, so that nothing is lost."""
    from kalmar_cli.characters import FORBIDDEN

    return FORBIDDEN.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)
