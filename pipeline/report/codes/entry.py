"""One explained problem code."""

from msgspec import Struct


class Entry(Struct, frozen=True):
    """Its texts are marked for translation; `catalogue.lookup` gives it in the language of the terminal."""

    title: str
    explanation: str
    remedy: str
