"""The language of the program's own words: English, or Swedish through gettext.

One catalogue also serves the words of the command-line library, which asks
gettext's global domain.
"""

import gettext
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

DOMAIN = "kalmar"
LOCALE = Path(__file__).parent.parent / "locale"


def choose(environment: Mapping[str, str] = os.environ) -> str:
    """The language, `en` or `sv`: KALMAR_LANG, else the locale's, else English."""
    for name in ("KALMAR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "").strip().lower()
        if value:
            return "sv" if value[:2] == "sv" else "en"
    return "en"


_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """From now on, speak `language` (`en` or `sv`)."""
    global _catalogue
    # The command-line library's own words come from gettext's global domain,
    # which reads LANGUAGE before any other variable, also under LANG=C.
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain(DOMAIN, str(LOCALE))
    gettext.textdomain(DOMAIN)
    # Kept here, since gettext.gettext looks for the file again at every message.
    _catalogue = (
        gettext.NullTranslations()
        if language == "en"
        else gettext.translation(DOMAIN, str(LOCALE), [language], fallback=True)
    )


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Within it, speak `language`: what machines get does not change with the reader's."""
    before = current()
    use(language)
    try:
        yield
    finally:
        use(before)


def current() -> str:
    """The language in use, `en` or `sv`."""
    return os.environ.get("LANGUAGE", "en")


def _(message: str) -> str:
    """`message` in the language in use."""
    found = _catalogue.gettext(message) if message else ""
    # A message that is also the first form of a plural stands under that; not every Python looks there.
    return found if found != message else _catalogue.ngettext(message, message, 1)


def _n(one: str, many: str, count: int) -> str:
    """The form of a message that fits `count`, with `{n}` filled in."""
    return _catalogue.ngettext(one, many, count).format(n=count)


def plural_forms(one: str, many: str) -> tuple[str, str]:
    """The forms of a message for one and for several, `{n}` still in them."""
    return _catalogue.ngettext(one, many, 1), _catalogue.ngettext(one, many, 2)


def N_(message: str) -> str:  # noqa: N802 (gettext's own name for a mark)
    """Marks `message` for the catalogue; translated where it is shown."""
    return message
