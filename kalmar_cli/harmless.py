"""Text that came from outside, on its way to a screen, a document or a spreadsheet."""

from kalmar_cli.source import FORBIDDEN


def harmless(text: str) -> str:
    """`text` without control characters and bidirectional overrides; tabs and line ends become spaces.

    The reader refuses them already. What is shown does not rely on that: a
    terminal obeys them, and a line that runs backwards reads as another.
    """
    return FORBIDDEN.sub("", text.translate(_SPACES))


_SPACES = str.maketrans("\t\r\n\v\f\u2028\u2029", "       ")
