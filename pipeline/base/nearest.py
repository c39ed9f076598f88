"""Many known words -> the one a misspelt word most likely means, without comparing it with all of them."""

import re

from .text import did_you_mean, folded

# Letters that look or sound alike to whoever typed them.
_ALIKE = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "_": "-", "–": "-", "‑": "-", "—": "-", " ": None})
_ZEROS = re.compile(r"(?<![0-9])0+(?=[0-9])")
_ENOUGH = 400


class Nearest:
    """Built once for a set of words; each question is cheap. Ties go to the first known word."""

    def __init__(self, known: "list[str] | tuple[str, ...]") -> None:
        self.known = tuple(dict.fromkeys(known))
        self._alike: dict[str, str] = {}
        self._start: dict[str, list[str]] = {}
        self._number: dict[str, list[str]] = {}
        for word in self.known:
            bare = folded(word)
            self._alike.setdefault(_skeleton(bare), word)
            self._start.setdefault(bare[:3], []).append(word)
            for digits in re.findall(r"[0-9]+", bare):
                self._number.setdefault(digits.lstrip("0"), []).append(word)

    def to(self, word: str) -> str:
        """'' when nothing is near."""
        bare = folded(word)
        if found := self._alike.get(_skeleton(bare)):
            return found
        if len(self.known) <= _ENOUGH:
            return did_you_mean(word, self.known)
        near = list(self._start.get(bare[:3], ())[:_ENOUGH])
        for digits in re.findall(r"[0-9]+", bare):
            near += self._number.get(digits.lstrip("0"), ())[:_ENOUGH]
        return did_you_mean(word, near) if near else ""


def _skeleton(bare: str) -> str:
    return _ZEROS.sub("", bare.translate(_ALIKE))
