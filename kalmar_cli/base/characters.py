"""Text that came from outside, on its way to a screen, a document, a spreadsheet or a shell.

The reader refuses control characters and bidirectional overrides already. What
is shown does not rely on that: a terminal obeys the ones, and with the others
a line reads as another.
"""

import re
from unicodedata import normalize

# Patterns are compiled when they are asked for, which most runs never do.
# Control characters (also C1, the line separators and a byte-order mark inside
# the text) and the bidirectional controls, which make a text look like another.
FORBIDDEN = (
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]|\r(?!\n)"
)

_NO_ID = r"[^a-z0-9]+"
_SPACES = str.maketrans("\t\r\n\v\f\u2028\u2029", "       ")


def harmless(text: str) -> str:
    """`text` for people: nothing in it is obeyed; tabs and line ends become spaces.

    A letter and its accent are one sign, which is as wide as it looks.
    """
    return uncontrolled(normalize("NFC", text).translate(_SPACES))


def uncontrolled(text: str) -> str:
    """`text` for machines: the same, its line ends kept."""
    if text.isprintable():
        return text  # nearly always, and at once
    return re.sub(FORBIDDEN, "", text)


def escaped(text: str) -> str:
    """`text`, a JSON string, with what would be obeyed written as \\uXXXX, so that nothing is lost."""
    return re.sub(FORBIDDEN, lambda sign: f"\\u{ord(sign.group()):04x}", text)


def folded(text: str) -> str:
    """`text` for comparing: however its letters are cased and composed."""
    return normalize("NFC", normalize("NFC", text).casefold())


def shown(text: str) -> str:
    """A file's own word, fit to stand in a one-line message."""
    part = text if len(text) <= 60 else text[:59] + "…"
    return re.sub(FORBIDDEN, "�", part.replace("\n", " "))


# Shells read what is offered as a piece of a program, some of them twice: only
# signs without a meaning in any of them come through.
_OFFERED = r"[\w./:@][\w./:@-]*"
_APOSTROPHE = r"(?<=\w)'(?=\w)"
_PARTED = r"\s*[\[\](){}:;|<>]+\s*"
_OBEYED = r"[^\w .,/@%+\u2010-\u2015\u2019\u2026\u2212-]+"


def offerable(word: str) -> bool:
    """Whether a shell may put this on a command line as it stands, and it is no option there."""
    return re.fullmatch(_OFFERED, normalize("NFC", word)) is not None


def described(text: str) -> str:
    """`text` beside what a shell offers: signs that part become commas, others that shells obey go."""
    text = re.sub(_APOSTROPHE, "\u2019", normalize("NFC", text))
    parts = (re.sub(_OBEYED, " ", part).split() for part in re.split(_PARTED, text))
    return ", ".join(" ".join(part) for part in parts if part)


def wrap_words(text: str, width: int, indent: str = "", *, whole: bool = True) -> list[str]:
    """`text` in lines of at most `width` signs, those after the first indented; broken at spaces alone.

    A word that is longer than a line is broken too, unless words are to stay `whole`.
    """
    from textwrap import wrap

    return wrap(text, width, subsequent_indent=indent, break_long_words=not whole, break_on_hyphens=False)


def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(_NO_ID, "-", plain).strip("-")
