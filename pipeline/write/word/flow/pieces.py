"""The steps of a flow -> one picture, or as many as it takes for each to fit a page."""

from collections.abc import Sequence
from itertools import pairwise

from .layout import TALLEST, WIDTH, draw, heights
from .nodes import Node, Say, Way
from .paint import png


def pieces(lanes: Sequence[str], nodes: Sequence[Node], say: Say) -> tuple[tuple[bytes, int, int], ...]:
    """PNG, first and last step of each picture, counted from 0."""
    tall = heights(lanes, nodes, say)
    count = 1
    while True:
        cuts = _cuts(tall, count)
        drawings = [draw(lanes, _piece(nodes, a, b), say, begins=a == 0) for a, b in pairwise(cuts)]
        if len(cuts) > len(nodes) or all(d.height * WIDTH <= TALLEST * d.width for d in drawings):
            return tuple((png(d), a, b - 1) for d, (a, b) in zip(drawings, pairwise(cuts), strict=True))
        count += 1


def _cuts(tall: tuple[float, ...], count: int) -> tuple[int, ...]:
    """Where the rows are cut so that the pieces are about equally tall: the first rows of each, and the end."""
    total, sum_ = sum(tall), 0.0
    cuts = [0]
    for row, height in enumerate(tall):
        if row > cuts[-1] and sum_ + height / 2 > total * len(cuts) / count and len(cuts) < count:
            cuts.append(row)
        sum_ += height
    return (*cuts, len(tall))


def _piece(nodes: Sequence[Node], first: int, end: int) -> tuple[Node, ...]:
    """The steps of one picture; ways to and from the others name the step there."""
    origins: dict[int, list[str]] = {}
    for row, node in enumerate(nodes):
        for way in node.ways:
            if not first <= row < end and way.row >= 0:
                origins.setdefault(way.row, []).append(node.number)
    return tuple(
        Node(
            node.number,
            node.lane,
            node.text,
            _ways(nodes, node, first, end),
            tuple(dict.fromkeys(origins.get(row, ()))),
        )
        for row, node in enumerate(nodes[first:end], first)
    )


def _ways(nodes: Sequence[Node], node: Node, first: int, end: int) -> tuple[Way, ...]:
    return tuple(
        Way(way.row - first, way.condition)
        if first <= way.row < end
        else Way(-1, way.condition, nodes[way.row].number if way.row >= 0 else way.onward)
        for way in node.ways
    )
