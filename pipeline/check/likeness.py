"""Phrasings -> the pairs that are worded alike.

Comparing each with each would take a minute for 10,000. Only those are compared that share one of their rarest words or
pairs of words. Where very many share one, they are sorted and compared with their neighbours, so that work grows with
the number of texts, whatever they say.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise
from math import log

from .phrasing import Phrasing

RARE = 8
CROWD = 8
NEIGHBOURS = 3
# Fewer words than these say too little to be taken for the same.
FEWEST = 4
RATIO = 80.0
LIKE = 0.8
INFLECTED = 85.0
BEGINNING = 3
# Loading rapidfuzz takes as long as weighing the words of some thousand pairs, which in small tenders leaves none.
FEW = 1000

Pair = tuple[int, int]


def alike(phrasings: Sequence[Phrasing]) -> tuple[tuple[Pair, float], ...]:
    """Positions and likeness (1 = the same wording), each pair once, sorted. Equal texts hang on their first."""
    texts: dict[tuple[str, tuple[object, ...]], int] = {}
    wordings: dict[str, int] = {}
    found: list[tuple[Pair, float]] = []
    for n, phrasing in enumerate(phrasings):
        if not phrasing.content:
            continue
        before = texts.setdefault((phrasing.words, phrasing.demand), n)
        if before == n and len(phrasing.content) >= FEWEST:
            before = wordings.setdefault(phrasing.words, n)
        if before != n:
            found.append(((before, n), 1.0))
    different = tuple(wordings.values())
    if len(different) > 1:
        judge = _Judge([phrasings[n] for n in different])
        found += [((different[one], different[other]), score) for (one, other), score in judge.pairs()]
    return tuple(sorted(found))


class _Judge:
    """Rare words weigh most: `integration til SAPA` and `integration til KMD` are not alike."""

    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        self.phrasings = phrasings
        self.texts = [p.words for p in phrasings]
        known = Counter(chain.from_iterable(p.content for p in phrasings))
        # Whole numbers: a sum of them does not depend on the order of a set.
        self.weights = {word: round(1000 * log(2 + len(phrasings) / n)) for word, n in known.items()}
        self.totals = [sum(map(self.weights.__getitem__, p.content)) for p in phrasings]
        self._begun: dict[int, dict[str, int]] = {}

    def pairs(self) -> Iterator[tuple[Pair, float]]:
        """Those that are alike, and how much."""
        weigh = len(self.phrasings) < FEW
        for one, others in enumerate(self.candidates()):
            likely = [other for other in others if self._may_be(one, other)] if weigh else others
            for other in self._close(one, likely) if likely else ():
                score = self._score(one, other) if self._may_be(one, other) else 0.0
                if score >= LIKE:
                    yield (one, other), score

    def candidates(self) -> Sequence[Collection[int]]:
        """For each text the later ones it is to be compared with."""
        features = [(*p.content, *map(" ".join, pairwise(p.content))) for p in self.phrasings]
        known = Counter(chain.from_iterable(features))
        # Sorted once, rarest first: then each text sorts numbers. From 1 on, for `filter` drops 0.
        rarest = sorted((count, feature) for feature, count in known.items() if count > 1)
        rank = {feature: n for n, (_count, feature) in enumerate(rarest, 1)}
        buckets: dict[int, list[int]] = {}
        for n, those in enumerate(features):
            for at in sorted(filter(None, map(rank.get, those)))[:RARE]:
                buckets.setdefault(at, []).append(n)
        near: list[set[int]] = [set() for _ in self.phrasings]
        for at, members in buckets.items():
            if len(members) <= CROWD:
                for k, n in enumerate(members, 1):
                    near[n].update(members[k:])
            else:
                self._neighbours(rarest[at - 1][1], members, near)
        return near

    def _neighbours(self, feature: str, members: list[int], near: list[set[int]]) -> None:
        """Of a crowd, those whose texts go on alike behind what they share."""
        start, texts = feature.partition(" ")[0], self.texts
        line = sorted(members, key=lambda n: texts[n].partition(start)[2])
        for step in range(1, NEIGHBOURS + 1):
            for n, other in zip(line, line[step:], strict=False):
                if n < other:
                    near[n].add(other)
                else:
                    near[other].add(n)

    def _close(self, one: int, others: Collection[int]) -> list[int]:
        """Those whose whole texts are like enough."""
        # Loaded only where there is something to compare.
        from rapidfuzz import process
        from rapidfuzz.fuzz import ratio

        listed = list(others)
        texts = [self.texts[other] for other in listed]
        found = process.extract(self.texts[one], texts, scorer=ratio, score_cutoff=RATIO, limit=None)
        return [listed[at] for _text, _score, at in found]

    def _may_be(self, one: int, other: int) -> bool:
        """Whether they would be alike if all words that begin alike were the same."""
        left, right = self.totals[one], self.totals[other]
        if min(left, right) < LIKE * max(left, right):
            return False
        begun = self._beginnings(one)
        most = sum(map(begun.__getitem__, begun.keys() & self._beginnings(other).keys()))
        return most / (left + right - most) >= LIKE

    def _beginnings(self, one: int) -> dict[str, int]:
        """How much the words that begin alike weigh together."""
        found = self._begun.get(one)
        if found is None:
            found = self._begun[one] = {}
            for word in self.phrasings[one].content:
                found[word[:BEGINNING]] = found.get(word[:BEGINNING], 0) + self.weights[word]
        return found

    def _score(self, one: int, other: int) -> float:
        """The share of their words' weight that two texts have in common."""
        left, right = (frozenset(self.phrasings[n].content) for n in (one, other))
        weights = self.weights
        if not (both := sum(weights[w] for w in left & right)):
            return 0.0
        every = self.totals[one] + self.totals[other] - both
        rest, others = sorted(left - right), sorted(right - left)
        for word in rest:
            if near := _inflected(word, others):
                weight = min(weights[word], weights[near])
                both, every = both + weight, every - weight
                others.remove(near)
        return both / every


def _inflected(word: str, among: list[str]) -> str:
    """The same word with another ending. `usynlig` begins otherwise than `synlig`, and means otherwise."""
    from rapidfuzz.fuzz import ratio

    alike = ((ratio(word, w), w) for w in among if w[:BEGINNING] == word[:BEGINNING])
    score, near = max(alike, default=(0.0, ""))
    return near if score >= INFLECTED else ""
