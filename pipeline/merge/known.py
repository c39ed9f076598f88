"""The texts of requirements -> which of them a row without an id most likely is: the same text, nearly the same, or the
same title over a text that has something in common. A row of a title alone is known by the title.

Only texts that share a rare word, or two that follow each other, are compared: asking costs little however many there
are.
"""

from collections import Counter
from collections.abc import Iterable
from heapq import nsmallest
from itertools import pairwise

from ..base.text import folded

CLOSE = 85.0
SAME_TITLE = 50.0
RARE = 6
CROWD = 60


class Known:
    """Built once; `nearest` may be asked any number of times. Ties go to the text that was named first."""

    def __init__(self, texts: Iterable[tuple[str, str, str]]) -> None:
        """Name, title and plain text; a name may have several texts."""
        self._texts = tuple((name, folded(title), text) for name, title, text in dict.fromkeys(texts) if text)
        self._exact: dict[str, int] = {}
        self._titles: dict[str, list[int]] = {}
        self._words: dict[str, list[int]] = {}
        for n, (_name, title, text) in enumerate(self._texts):
            self._exact.setdefault(text, n)
            if title:
                self._titles.setdefault(title, []).append(n)
            for word in _features(text):
                self._words.setdefault(word, []).append(n)

    def nearest(self, title: str, text: str) -> tuple[str, str]:
        """Name and text; '' where none is near. Without a text only the same title tells."""
        if not text or not self._texts:
            titled = self._titles.get(folded(title), ()) if title else ()
            return (self._texts[titled[0]][0], self._texts[titled[0]][2]) if titled else ("", "")
        if (same := self._exact.get(text)) is not None:
            return self._texts[same][0], text
        from rapidfuzz.fuzz import ratio

        alike = dict.fromkeys(self._titles.get(folded(title), ())[:CROWD])
        best, score = -1, 0.0
        for n in (*alike, *self._sharing(text)):
            least = SAME_TITLE if n in alike else CLOSE
            found = ratio(text, self._texts[n][2], score_cutoff=max(least, score))
            if found > score:
                best, score = n, found
        return (self._texts[best][0], self._texts[best][2]) if best >= 0 else ("", "")

    def _sharing(self, text: str) -> list[int]:
        words = {word for word in _features(text) if word in self._words}
        rare = nsmallest(RARE, words, key=lambda word: (len(self._words[word]), word))
        found = Counter(n for word in rare for n in self._words[word][:CROWD])
        return sorted(found)


def _features(text: str) -> set[str]:
    words = text.casefold().split()
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}
