"""Phrasings -> the pairs that are worded alike.

Comparing each with each would take a minute for 10,000. Only those are compared that share one of their rarest words or
pairs of words. Where very many share one, they are sorted and compared with their neighbours, so that work grows with
the number of texts, whatever they say.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
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
        pairs = ((judge(one, other), one, other) for one, other in judge.candidates())
        found += [((different[one], different[other]), score) for score, one, other in pairs if score >= LIKE]
    return tuple(sorted(found))


class _Judge:
    """Rare words weigh most: `integration til SAPA` and `integration til KMD` are not alike."""

    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        # Loaded only where there is something to compare.
        from rapidfuzz.fuzz import ratio

        self.ratio = ratio
        self.phrasings = phrasings
        self.contents = [frozenset(p.content) for p in phrasings]
        known: Counter[str] = Counter()
        for phrasing in phrasings:
            known.update(phrasing.content)
        # Whole numbers: a sum of them does not depend on the order of a set.
        self.weights = {word: round(1000 * log(2 + len(phrasings) / n)) for word, n in known.items()}

    def candidates(self) -> Iterator[Pair]:
        features = [_features(p.content) for p in self.phrasings]
        known: Counter[str] = Counter()
        for those in features:
            known.update(those)
        # Sorted once, rarest first: then each text sorts numbers.
        rarest = sorted((count, feature) for feature, count in known.items() if count > 1)
        rank = {feature: n for n, (_count, feature) in enumerate(rarest)}
        buckets: dict[str, list[int]] = {}
        for n, those in enumerate(features):
            for at in sorted([rank[f] for f in those if f in rank])[:RARE]:
                buckets.setdefault(rarest[at][1], []).append(n)
        seen: set[Pair] = set()
        for feature, members in buckets.items():
            for pair in self._pairs(feature, members):
                if pair not in seen:
                    seen.add(pair)
                    yield pair

    def _pairs(self, feature: str, members: list[int]) -> Iterator[Pair]:
        if len(members) <= CROWD:
            yield from combinations(members, 2)
            return
        start = feature.partition(" ")[0]
        line = sorted(members, key=lambda n: self.phrasings[n].words.partition(start)[2])
        for at, n in enumerate(line):
            for other in line[at + 1 : at + 1 + NEIGHBOURS]:
                yield min(n, other), max(n, other)

    def __call__(self, one: int, other: int) -> float:
        """The share of their words' weight that two texts have in common, 0 where the whole is too different."""
        if not self.ratio(self.phrasings[one].words, self.phrasings[other].words, score_cutoff=RATIO):
            return 0.0
        left, right = self.contents[one], self.contents[other]
        weights = self.weights
        both = sum(weights[w] for w in left & right)
        rest, others = sorted(left - right), sorted(right - left)
        less, more = sorted((sum(weights[w] for w in rest), sum(weights[w] for w in others)))
        if not both or both + less < LIKE * (both + more):
            return 0.0
        for word in rest:
            if near := self._inflected(word, others):
                both += (weight := min(weights[word], weights[near]))
                less, more = less - weight, more - weight
                others.remove(near)
        return both / (both + less + more)

    def _inflected(self, word: str, among: list[str]) -> str:
        """The same word with another ending. `usynlig` begins otherwise than `synlig`, and means otherwise."""
        alike = ((self.ratio(word, w), w) for w in among if w[:BEGINNING] == word[:BEGINNING])
        score, near = max(alike, default=(0.0, ""))
        return near if score >= INFLECTED else ""


def _features(content: tuple[str, ...]) -> tuple[str, ...]:
    """Each word and each two that follow each other."""
    return (*content, *dict.fromkeys(f"{a} {b}" for a, b in pairwise(content)))
