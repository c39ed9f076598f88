"""Words and phrases of wording.yaml -> where they stand in texts, as whole words and whatever their case.

To search every text for each of them is slow, and most stand nowhere: so those that have a word which no text has are
left out first. To see which words there are takes no pattern.
"""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache

from ..base.once import once
from ..model.specification import Specification
from .texts import fields, lowered

_LETTERS = "abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿß0123456789_".encode("latin-1")
_PARTED = bytes(code if code in _LETTERS else 0x20 for code in range(256))


class Finder:
    def __init__(self, phrases: Iterable[str]) -> None:
        self.phrases = {lowered(p.strip()): p for p in reversed(tuple(phrases)) if p.strip()}

    def among(self, words: frozenset[bytes]) -> "Finder":
        """For texts that have no other words than these."""
        return Finder([p for low, p in self.phrases.items() if words.issuperset(_words(low))])

    def find(self, text: str) -> list[tuple[str, int, int]]:
        """(the phrase as declared, start, end) for each place it stands, in reading order."""
        low = lowered(text)
        if not any(phrase in low for phrase in self.phrases):
            return []
        return [(self.phrases[m[0]], m.start(), m.end()) for m in self._pattern.finditer(low)]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ordered = sorted(self.phrases, key=lambda p: (-len(p), p))
        return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)")


@lru_cache(maxsize=8)
def finder(phrases: tuple[str, ...]) -> Finder:
    """One that was made before, for the checks that are asked again and again."""
    return Finder(phrases)


@once
def vocabulary(specification: Specification) -> frozenset[bytes]:
    """The words of the titles, texts and acceptance criteria, for `Finder.among`."""
    said = " ".join(value.text for _requirement, value in fields(specification, "title", "text", "acceptance"))
    return frozenset(_words(lowered(said)))


def _words(low: str) -> list[bytes]:
    """What stands between other characters than these letters and digits. That letters of other alphabets part words
    does no harm: they part those of a phrase in the same way wherever it stands."""
    return low.encode("latin-1", "replace").translate(_PARTED).split()
