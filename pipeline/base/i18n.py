"""gettext: English in the code, Danish from the catalogue.

`_` speaks the language of the person at the terminal. What a municipality or bidder reads is in the tender's
language: writers take their words from `translator(tender.language)`.
"""

import gettext
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

LANGUAGES = ("da", "en")
_LOCALE = Path(__file__).resolve().parent.parent / "locale"
_current: list[gettext.NullTranslations] = [gettext.NullTranslations()]
_spoken = ["en"]


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("udbud", _LOCALE, languages=[language], fallback=True)


def use_language(language: str) -> None:
    """From now on `_` and `ngettext` speak `language` (`da` or `en`)."""
    _current[0] = _catalogue(language) if language != "en" else gettext.NullTranslations()
    _spoken[0] = language


def spoken() -> str:
    return _spoken[0]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Messages for somebody who is not at the terminal: in here `_` speaks their language."""
    before = spoken()
    use_language(language)
    try:
        yield
    finally:
        use_language(before)


def _(message: str) -> str:
    return _current[0].gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    return _current[0].ngettext(singular, plural, n)


def mark(message: str) -> str:
    """Names a text for the catalogues where it is written down; whoever shows it translates it with `_`."""
    return message


def translator(language: str) -> Callable[[str], str]:
    """The words of a document written in `language`, whoever sits at the terminal."""
    return (_catalogue(language) if language != "en" else gettext.NullTranslations()).gettext
