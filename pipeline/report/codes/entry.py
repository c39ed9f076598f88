"""One explained problem code."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """Its texts are marked for translation; `catalogue.lookup` gives it in the language of the terminal."""

    title: str
    explanation: str
    remedy: str
