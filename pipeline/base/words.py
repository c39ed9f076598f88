"""Two texts -> where their words differ."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

_WORD = re.compile(r"\w+(?:[.,:]\w+)*|\s+|[^\w\s]")
# A longer pair would take seconds; then all of it counts as different.
_MOST = 4_000_000

Piece = tuple[str, str]  # what both have '=', only the first '-', only the second '+'; and the words


def difference(one: str, other: str) -> tuple[Piece, ...]:
    """Blanks between two changes belong to the change: `[-to dage-]` and not `[-to-] [-dage-]`."""
    left, right = _WORD.findall(one), _WORD.findall(other)
    if len(left) * len(right) > _MOST:
        return tuple(_pieces([("", one, other)]))
    steps: list[tuple[str, str, str]] = []  # what is equal, or else what each has
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        gone, come = "".join(left[a:b]), "".join(right[c:d])
        if kind == "equal":
            steps.append((gone, "", ""))
        elif len(steps) > 1 and not steps[-1][0].strip() and steps[-1][0]:
            blank = steps.pop()[0]
            _same, before, after = steps.pop()
            steps.append(("", before + blank + gone, after + blank + come))
        else:
            steps.append(("", gone, come))
    return tuple(_pieces(steps))


def _pieces(steps: Iterable[tuple[str, str, str]]) -> Iterator[Piece]:
    for same, gone, come in steps:
        yield from ((mark, words) for mark, words in (("=", same), ("-", gone), ("+", come)) if words)


def marked(texts: tuple[str, ...]) -> tuple[tuple[tuple[str, bool], ...], ...]:
    """Each text in runs, True for the words in which it and the first one differ."""
    first = texts[0]
    different = [False] * len(first)
    out: list[tuple[tuple[str, bool], ...]] = []
    for text in texts[1:]:
        at, runs = 0, []
        for mark, words in difference(first, text):
            if mark == "-":
                different[at : at + len(words)] = [True] * len(words)
            if mark != "+":
                at += len(words)
            if mark != "-":
                runs.append((words, mark == "+"))
        out.append(tuple(runs))
    return (tuple(_runs(first, different)), *out)


def _runs(text: str, different: list[bool]) -> Iterator[tuple[str, bool]]:
    start = 0
    for n in range(1, len(text) + 1):
        if n == len(text) or different[n] != different[start]:
            yield text[start:n], different[start]
            start = n
