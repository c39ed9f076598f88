"""A requirement's text -> its wording, and apart from it the numbers, negations, limits and modal verbs.

Two texts that say the same in the same words may still demand different things: `2 sekunder` and `5 sekunder`, `skal`
and `bør`, `må` and `må ikke`, `mindst` and `højst`. So these never count as wording.
"""

import re
from collections import Counter

from msgspec import Struct

from ..model.tender import Tender
from .modals import STRONG

_TOKEN = re.compile(r"\[@[^\]\s\[]{1,200}\]|[0-9]+(?:[.,:/][0-9]+)*(?!\w)|%|\w+(?:-\w+)*")
_ITEM = re.compile(r"\n\s*(?:[0-9]{1,4}\.|[a-z]{1,4}\)) ")
_NEGATIONS = frozenset(("ikke", "ingen", "intet", "aldrig", "uden", "hverken", "undtagen"))
_LIMITS = {
    "højst": "≤", "maksimalt": "≤", "maks": "≤", "max": "≤", "senest": "≤", "inden": "≤", "under": "≤",
    "mindst": "≥", "minimum": "≥", "min": "≥", "tidligst": "≥", "over": "≥",
}  # fmt: skip
_NUMBERS = {
    "to": "2", "tre": "3", "fire": "4", "fem": "5", "seks": "6", "syv": "7", "otte": "8", "ni": "9", "ti": "10",
    "elleve": "11", "tolv": "12",
}  # fmt: skip
_FUNCTION_WORDS = """
    af alle at blive bliver da de dem den denne der deres det dette disse efter eller en end enten er et for fra
    få får gøre hans har have her hos hun hver hvert hvilke hvilken hvis hvor hvordan i jf kunne med mellem mens mod
    mv når nye også og om op over på sig sin sine sit skulle som således samt sådan så til under ud ved vil via være
    a an and are as be by for from in is it of on or that the to with
"""
_STOP = frozenset(_FUNCTION_WORDS.split())
_LONG = 3000
_SHOWN = 6
_STEM = 5


class Phrasing(Struct, frozen=True):
    """`words` is the wording in its order, `content` its different words that carry meaning.

    `quantities` are numbers with their units, `negations` and `limits` how often they occur, all in no order.
    """

    words: str
    content: tuple[str, ...]
    quantities: tuple[str, ...]
    negations: tuple[str, ...]
    limits: tuple[str, ...]
    modals: frozenset[str]

    @property
    def demand(self) -> tuple[object, ...]:
        """What makes another demand of the same words."""
        return self.quantities, self.negations, self.limits, self.modals


class Phraser:
    """Knows the units and modal verbs of one tender, and the words it has met."""

    def __init__(self, tender: Tender) -> None:
        self.units = frozenset(unit.lower().rstrip(".") for unit in tender.wording.units)
        self.modals = frozenset(tender.wording.modals or (m for t in tender.types for m in t.modals))
        self._met = _Met(self.units | self.modals | _NEGATIONS | _LIMITS.keys() | _NUMBERS.keys())

    def phrasing(self, text: str) -> Phrasing:
        lower = text.lower()
        if "\n" in lower:
            lower = _ITEM.sub(" ", f"\n{lower}")
        words: list[str] = []
        quantities: list[str] = []
        negations: list[str] = []
        limits: list[str] = []
        modals: set[str] = set()
        counted = False
        met = self._met
        for written in lower.split():
            tokens = met[written]
            if type(tokens) is str:
                words.append(tokens)
                counted = False
                continue
            for token in tokens:
                if counted and token in self.units:
                    quantities[-1] += f" {token}"
                    counted = False
                    continue
                counted = False
                if token[0].isdecimal() and not token[-1].isalpha():
                    quantities.append(token.replace(",", "."))
                    counted = True
                elif token in _NUMBERS:
                    quantities.append(_NUMBERS[token])
                    counted = True
                elif token in self.modals:
                    modals.add(token)
                elif token in _NEGATIONS:
                    negations.append(token)
                elif token in _LIMITS:
                    limits.append(token)
                else:
                    words.append(token)
        return Phrasing(
            " ".join(words)[:_LONG],
            tuple([w for w in dict.fromkeys(words) if w not in _STOP]),
            tuple(sorted(quantities)),
            tuple(sorted(negations)),
            tuple(sorted(limits)),
            frozenset(modals.intersection(STRONG) or modals),
        )


class _Met(dict[str, "str | list[str]"]):
    """What stands between blanks -> its tokens; the bare string where it is one word that is nothing but wording.

    Nearly all are, and have been met before: looking them up is twice as fast as searching the text for tokens.
    """

    def __init__(self, special: frozenset[str]) -> None:
        self.special = special

    def __missing__(self, written: str) -> "str | list[str]":
        tokens: list[str] = _TOKEN.findall(written)
        is_word = len(tokens) == 1 and not tokens[0][0].isdecimal() and tokens[0] not in self.special
        self[written] = found = tokens[0] if is_word else tokens
        return found


def apart(one: Phrasing, other: Phrasing) -> tuple[tuple[str, str], ...]:
    """What of each demand the other has not: `("2 sekunder", "5 sekunder")`, `("skal", "bør")`."""
    found = [
        _differing(one.quantities, other.quantities),
        _differing(one.limits, other.limits, _LIMITS),
        _differing(one.negations, other.negations),
        _differing(tuple(sorted(one.modals)), tuple(sorted(other.modals))),
    ]
    return tuple(pair for pair in found if pair != ("", ""))


def reworded(one: Phrasing, other: Phrasing) -> tuple[str, str]:
    """The words of each wording that the other has not; other endings only where nothing else differs."""
    left = [w for w in one.content if w not in other.content]
    right = [w for w in other.content if w not in one.content]
    stems, others = {w[:_STEM] for w in left}, {w[:_STEM] for w in right}
    words = [w for w in left if w[:_STEM] not in others], [w for w in right if w[:_STEM] not in stems]
    return (_list(words[0]), _list(words[1])) if any(words) else (_list(left), _list(right))


def _list(words: list[str]) -> str:
    return ", ".join(words[:_SHOWN]) + (", …" if len(words) > _SHOWN else "")


def _differing(one: tuple[str, ...], other: tuple[str, ...], meaning: dict[str, str] | None = None) -> tuple[str, str]:
    if one == other:
        return "", ""
    if meaning and sorted(meaning[w] for w in one) == sorted(meaning[w] for w in other):
        return "", ""
    left, right = Counter(one), Counter(other)
    return ", ".join((left - right).elements()), ", ".join((right - left).elements())
