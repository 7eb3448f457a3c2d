"""Text that came from outside, on its way to a screen, a document, a spreadsheet or a shell.

The reader refuses control characters and bidirectional overrides. Output does not rely on
that: a terminal obeys control characters, and an override makes a line read as another.
"""

import re
from unicodedata import normalize

# Patterns are compiled when they are asked for, which most runs never do.
# Control characters (with C1, the line separators and a byte-order mark inside the text),
# bidirectional controls, and what is no character: surrogates and U+FFFE, U+FFFF.
FORBIDDEN = (
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]|\r(?!\n)"
)

# What a message shows as a space.
_BLANKS = dict.fromkeys("\n\u00a0\u202f\u2009", " ")

_NO_ID = r"[^a-z0-9]+"
_SPACES = str.maketrans("\t\r\n\v\f\u2028\u2029", "       ")


def on_one_line(text: str) -> str:
    """`text` for people: tabs and line ends become spaces, other controls go, letters are composed."""
    return normalize("NFC", without_controls(text.translate(_SPACES)))


def without_controls(text: str) -> str:
    """`text` for machines: control characters go, line ends stay."""
    if text.isprintable():
        return text  # nearly always, and at once
    return re.sub(FORBIDDEN, "", text)


def escape_controls(text: str) -> str:
    """`text`, a JSON string, with control characters written as \\uXXXX, so that nothing is lost."""
    return re.sub(FORBIDDEN, lambda sign: f"\\u{ord(sign.group()):04x}", text)


def fold_case(text: str) -> str:
    """`text` for comparing: without case, and with each accent in one with its letter."""
    return normalize("NFC", normalize("NFC", text).casefold())


def clip(text: str, most: int = 80) -> str:
    """A word of a file's or the user's, fit for a one-line message: at most so long, what is odd as �."""
    part = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(c if c.isprintable() else _BLANKS.get(c, "�") for c in part)


# A shell reads an offered word as a piece of a program, some shells twice: only
# characters that mean nothing to any of them come through.
_OFFERED = r"[\w./:@][\w./:@-]*"
_APOSTROPHE = r"(?<=\w)'(?=\w)"
_PARTED = r"\s*[\[\](){}:;|<>]+\s*"
_OBEYED = r"[^\w .,/@%+\u2010-\u2015\u2019\u2026\u2212-]+"


def can_offer(word: str) -> bool:
    """Whether a shell may put this word on a command line as it is, and it is no option there."""
    return re.fullmatch(_OFFERED, normalize("NFC", word)) is not None


def offer_text(text: str) -> str:
    """`text` beside an offered word: brackets and the like become commas, what shells obey goes."""
    text = re.sub(_APOSTROPHE, "\u2019", normalize("NFC", text))
    parts = (re.sub(_OBEYED, " ", part).split() for part in re.split(_PARTED, text))
    return ", ".join(" ".join(part) for part in parts if part)


# What is not among the letters that take one column of a terminal; few texts have such. (Written as the
# letters that do, since a range to the end of Unicode takes milliseconds to compile.)
_UNEVEN = "[^\0-\u02ff\u0370-\u10ff\u1200-\u200a\u200e-\u20cf\u2100-\u22ff\u2400-\u25ff]"
_FILLING = "\0"


def widest(*texts: str) -> int:
    """How many columns of a terminal the widest of some texts takes."""
    if not re.search(_UNEVEN, "".join(texts)):
        return max(map(len, texts), default=0)
    from rich.cells import cell_len

    return max(map(cell_len, texts))


def wrap_words(text: str, width: int, indent: str = "", *, whole: bool = True) -> list[str]:
    """`text` in lines of at most `width` columns, broken at spaces only; all but the first indented.

    Unless words stay `whole`, one that is longer than a line is broken too.
    """
    from textwrap import wrap

    if re.search(_UNEVEN, text):  # the library counts signs: one that takes two columns is made two
        from rich.cells import cell_len, chop_cells

        words = normalize("NFC", text).split(" ")
        pieces = words if whole else [piece for word in words for piece in chop_cells(word, width)]
        text = "".join(sign + _FILLING * (cell_len(sign) - 1) for sign in " ".join(pieces))
    lines = wrap(text, width, subsequent_indent=indent, break_long_words=not whole, break_on_hyphens=False)
    return [line.replace(_FILLING, "") for line in lines]


def slug(name: str) -> str:
    """A name as an id: ASCII, lower case, hyphens."""
    plain = normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(_NO_ID, "-", plain).strip("-")
