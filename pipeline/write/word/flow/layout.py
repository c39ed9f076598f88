"""Steps of a workflow -> where everything stands: lanes side by side, one row per step, lines that pass no box.

Time runs downwards, which suits a page that stands: every lane is wide enough for words, and the rows have the order of
the table below. A line leaves a box at its foot, runs in the gap under it, and reaches the next box from above. Where
boxes lie between, it takes the free middle of a lane or the strip between two lanes. A line that leads back comes in
from the right side. So no line runs behind a box.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from .lettering import HEAD, LABEL, LEADING, MARK, TEXT, lines, width
from .nodes import Node, Say, Way
from .shapes import Band, Box, Drawing, Path, Pill, Point, Shape, Words

WIDTH = 470.0  # the text of an A4 page
TALLEST = 465.0  # headings, what introduces it, the picture and its caption fit one page
_STRIP = 11.5  # free at each side of a lane, for lines
_BESIDE = 4.0  # from one line to the next in a strip, and from the rule between two lanes
_LONGEST = 92.0  # a line of words beside a line
_WIDEST = 165.0  # of a box
_NARROWEST = 62.0  # of a box; more lanes make the picture wider
_PAD = 5.0
_TRACK = 6.5  # between two lines side by side
_ARROW = 13.0  # above a box, for the arrow
_PILL = 14.0


@dataclass(slots=True)
class _Line:
    """A way between two rows while it is laid out. `strip` is the gap between lanes it passes in, None for none."""

    source: int
    port: float
    target: int
    strip: int | None = None
    across: float | None = None  # the middle of a lane that it passes in
    back: bool = False
    slot: int = 0


@dataclass(slots=True)
class _Gap:
    """What lies between two rows: first labels, then marks, then lines from side to side, then arrows."""

    labels: float = 0.0
    marks: float = 0.0
    leaving: list[int] = field(default_factory=list)  # lines, in the order of their tracks
    coming: list[int] = field(default_factory=list)  # rows that lines come to from the side
    origin: float = 0.0

    @property
    def height(self) -> float:
        tracks = len(self.leaving) + len(self.coming)
        return max(self.labels + self.marks + (_TRACK * tracks + 3 if tracks else 0) + self.origin + _ARROW, 18.0)


def draw(lanes: Sequence[str], nodes: Sequence[Node], say: Say, *, begins: bool = True) -> Drawing:
    """`begins`: the first row is the first step of the flow."""
    return _fitting(lanes, nodes, say, begins).drawing()


def heights(lanes: Sequence[str], nodes: Sequence[Node], say: Say) -> tuple[float, ...]:
    """How much each row takes, with the gap above it."""
    layout = _fitting(lanes, nodes, say, True)
    ends = [top + height for top, height in zip(layout.tops, layout.heights, strict=True)]
    return tuple(end - before for before, end in pairwise((0.0, *ends)))


def _fitting(lanes: Sequence[str], nodes: Sequence[Node], say: Say, begins: bool) -> "_Layout":
    layout = _Layout(lanes, nodes, say, begins, _STRIP)
    return layout if layout.needed <= _STRIP else _Layout(lanes, nodes, say, begins, layout.needed)


class _Layout:
    def __init__(self, lanes: Sequence[str], nodes: Sequence[Node], say: Say, begins: bool, strip: float) -> None:
        self.lanes, self.nodes, self.say, self.begins = lanes, nodes, say, begins
        self.width = max(WIDTH, (_NARROWEST + 2 * strip) * len(lanes))
        self.lane = self.width / max(1, len(lanes))
        self.box = min(_WIDEST, self.lane - 2 * strip)
        self.tab = max(width(n.number, TEXT, True) for n in nodes) + 8
        self.texts = [lines(n.text, self.box - self.tab - 2 * _PAD, TEXT) for n in nodes]
        self.heights = [max(1, len(text)) * TEXT * LEADING + 2 * _PAD + 1 for text in self.texts]
        self.ports: dict[tuple[int, int], float] = {}
        self.gaps = [_Gap() for _ in range(len(nodes) + 1)]
        self.lines: list[_Line] = []
        self.labels: dict[tuple[int, int], tuple[tuple[str, ...], bool]] = {}
        self._place_ports()
        self._route()
        self._measure()

    def middle(self, row: int) -> float:
        return (self.nodes[row].lane + 0.5) * self.lane

    # --- where lines leave --------------------------------------------------------------------------------------------

    def _place_ports(self) -> None:
        """From left to right in the order of where they lead, so that they do not cross under the box."""
        for row, node in enumerate(self.nodes):
            for w, share in zip(self._order(row, node), _shares(len(node.ways)), strict=True):
                self.ports[row, w] = self.middle(row) + share * self.box

    def _order(self, row: int, node: Node) -> list[int]:
        """Ends and ways to other pictures stop right below the box, so they leave at its sides: one where the other
        lines do not go, two at both."""
        ways = range(len(node.ways))
        lines_ = sorted((w for w in ways if node.ways[w].row >= 0), key=lambda w: (self._bearing(row, node.ways[w]), w))
        marks = [w for w in ways if node.ways[w].row < 0]
        to_the_left = sum(self._bearing(row, node.ways[w]) < self.middle(row) for w in lines_) * 2 > len(lines_)
        if len(marks) == 1 and to_the_left:
            return [*lines_, *marks]
        return [*marks[:1], *marks[2:], *lines_, *marks[1:2]]

    def _bearing(self, row: int, way: Way) -> float:
        """What leads back comes from the right of its lane."""
        return self.middle(way.row) if way.row > row else (self.nodes[way.row].lane + 1) * self.lane + 1

    # --- what stands beside them --------------------------------------------------------------------------------------

    def _place_labels(self, row: int, node: Node) -> None:
        """The leftmost line's to its left, the others' to their right; none reaches a line."""
        order = sorted(range(len(node.ways)), key=lambda w: self.ports[row, w])
        passing = sorted(self._passing(row + 1))
        for n, w in enumerate(order):
            if not node.ways[w].condition:
                continue
            port = self.ports[row, w]
            left = n == 0 and len(order) > 1
            if left:
                room = port - max((x for x in passing if x < port - 1), default=0.0)
            else:
                rivals = [*passing, *(self.ports[row, other] for other in order)]
                room = min((x for x in rivals if x > port + 1), default=self.width) - port
            words = lines(node.ways[w].condition, max(min(room - 8, _LONGEST), 16.0), LABEL)
            self.labels[row, w] = (words, left)
            gap = self.gaps[row + 1]
            gap.labels = max(gap.labels, len(words) * LABEL * LEADING + 2)

    def _passing(self, gap: int) -> Iterator[float]:
        """Where lines from elsewhere go down or up all through a gap."""
        for line in self.lines:
            if line.back and line.target < gap <= line.source + 1:
                yield self._x(line)
            elif not line.back and line.source + 1 < gap <= line.target:
                yield line.across if line.across is not None else self._x(line) if line.strip is not None else line.port

    # --- which way they go --------------------------------------------------------------------------------------------

    def _route(self) -> None:
        for row, node in enumerate(self.nodes):
            for w, way in enumerate(node.ways):
                if way.row < 0:
                    deep = _PILL + 8 + self._level(row, w) * (_PILL + 4)
                    self.gaps[row + 1].marks = max(self.gaps[row + 1].marks, deep)
                    continue
                line = _Line(row, self.ports[row, w], way.row, back=way.row <= row)
                self.lines.append(line)
                self._choose(line)
            if node.origins:
                self.gaps[row].origin = max(self.gaps[row].origin, _PILL + 2)
        if self.begins:
            self.gaps[0].origin = _PILL + 2
        self._share_strips()
        self._share_gaps()
        for row, node in enumerate(self.nodes):
            self._place_labels(row, node)

    def _choose(self, line: _Line) -> None:
        a, b = line.source, line.target
        mine, theirs = self.nodes[a].lane, self.nodes[b].lane
        if line.back:
            line.strip = theirs + 1
            return
        between = {n.lane for n in self.nodes[a + 1 : b]}
        if theirs not in between:
            line.across = self.middle(b)
        elif mine not in between:
            line.across = line.port
        else:
            line.strip = theirs if mine < theirs else theirs + 1

    def _share_strips(self) -> None:
        """Lines that pass in the same strip at the same height stand side by side."""
        taken: dict[tuple[int, int], list[tuple[int, int, tuple[int, bool]]]] = {}
        for line in sorted(self.lines, key=lambda e: (abs(e.target - e.source), e.source, e.target)):
            if line.strip is None:
                continue
            first, last = sorted((line.source, line.target))
            whose = (line.target, line.back)  # those that come to the same box from the same side may join
            while any(
                first <= until and since <= last and whose != other
                for since, until, other in taken.get((line.strip, line.slot), ())
            ):
                line.slot += 1
            taken.setdefault((line.strip, line.slot), []).append((first, last, whose))

    @property
    def needed(self) -> float:
        """How wide the strips must be for all lines that pass in them."""
        sides = [e.slot + 1 if e.strip in (0, len(self.lanes)) else e.slot // 2 + 1 for e in self.lines]
        return _BESIDE * max(sides, default=0) + 3.5

    def _x(self, line: _Line) -> float:
        """Beside the rule between two lanes, first to its left, then to its right; inside the frame at its edges."""
        assert line.strip is not None
        if line.strip == 0:
            return _BESIDE * (line.slot + 1)
        if line.strip == len(self.lanes):
            return self.width - _BESIDE * (line.slot + 1)
        away = _BESIDE * (line.slot // 2 + 1)
        return line.strip * self.lane + (away if line.slot % 2 else -away)

    def _share_gaps(self) -> None:
        for n, line in enumerate(self.lines):
            leaves_to = (
                line.across if line.across is not None else self._x(line) if line.strip is not None else line.port
            )
            if abs(leaves_to - line.port) > 0.5:
                self.gaps[line.source + 1].leaving.append(n)
            if not line.back:
                passing = line.across if line.across is not None else leaves_to
                if abs(passing - self.middle(line.target)) > 0.5 and line.target not in self.gaps[line.target].coming:
                    self.gaps[line.target].coming.append(line.target)
        for gap in self.gaps:
            # Those that go far lie highest, so that the shorter ones turn down without crossing them.
            gap.leaving.sort(key=lambda n: (self._reach(n), n))

    def _reach(self, n: int) -> float:
        line = self.lines[n]
        to = line.across if line.across is not None else self._x(line)
        return -abs(to - line.port)

    # --- where everything comes to stand ------------------------------------------------------------------------------

    def _measure(self) -> None:
        heads = [lines(lane, self.lane - 8, HEAD, True) for lane in self.lanes]
        self.heads = heads
        self.head = max(len(h) for h in heads) * HEAD * LEADING + 9
        y = self.head + 4
        self.tops: list[float] = []
        self.below: list[float] = []  # where the gap above row n begins
        for row, height in enumerate(self.heights):
            self.below.append(y)
            y += self.gaps[row].height
            self.tops.append(y)
            y += height
        self.below.append(y)
        last = self.gaps[-1]
        self.height = y + (last.height - _ARROW + 6 if last.labels or last.marks or last.leaving else 8)

    def _track(self, gap: int, place: int) -> float:
        g = self.gaps[gap]
        return self.below[gap] + g.labels + g.marks + 5 + place * _TRACK

    def drawing(self) -> Drawing:
        shapes: list[Shape] = [*self._ground(), *self._paths(), *self._marks(), *self._boxes(), *self._conditions()]
        return Drawing(self.width, self.height, tuple(shapes))

    def _ground(self) -> list[Shape]:
        out: list[Shape] = []
        for n, head in enumerate(self.heads):
            left, right = n * self.lane, (n + 1) * self.lane
            out.append(Band(left, self.head, right, self.height, _tone(n)))
            out.append(Band(left, 0, right, self.head, "head"))
            top = (self.head - len(head) * HEAD * LEADING) / 2
            out.append(Words(left + 4, top, right - 4, head, HEAD, True, "centre"))
        return out

    def _boxes(self) -> list[Shape]:
        out: list[Shape] = []
        for row, node in enumerate(self.nodes):
            left = self.middle(row) - self.box / 2
            top = self.tops[row]
            out.append(Box(left, top, left + self.box, top + self.heights[row], node.number, self.tab, self.texts[row]))
        return out

    def _paths(self) -> list[Shape]:
        out: list[Shape] = []
        for n, line in enumerate(self.lines):
            foot = self.tops[line.source] + self.heights[line.source]
            points: list[Point] = [(line.port, foot)]
            x = line.port
            if n in self.gaps[line.source + 1].leaving:
                y = self._track(line.source + 1, self.gaps[line.source + 1].leaving.index(n))
                x = line.across if line.across is not None else self._x(line)
                points += [(line.port, y), (x, y)]
            if line.back:
                y = self.tops[line.target] + self.heights[line.target] * (0.5 if line.source != line.target else 0.35)
                points += [(x, y), (self.middle(line.target) + self.box / 2, y)]
            else:
                end = self.middle(line.target)
                if abs(x - end) > 0.5:
                    gap = self.gaps[line.target]
                    y = self._track(line.target, len(gap.leaving) + gap.coming.index(line.target))
                    points += [(x, y), (end, y)]
                points.append((end, self.tops[line.target]))
            out.append(Path(tuple(points)))
        return out

    def _marks(self) -> list[Shape]:
        out: list[Shape] = []
        for row, node in enumerate(self.nodes):
            for w, way in enumerate(node.ways):
                if way.row < 0:
                    text = self.say.to.format(number=way.onward) if way.onward else self.say.end
                    foot = self.tops[row] + self.heights[row]
                    top = self.below[row + 1] + self.gaps[row + 1].labels + 8 + self._level(row, w) * (_PILL + 4)
                    out.append(Path(((self.ports[row, w], foot), (self.ports[row, w], top))))
                    out.append(self._pill(self._beside(row, w, text), top, text, not way.onward))
            if node.origins or (row == 0 and self.begins):
                out += self._coming_in(row, node)
        return out

    def _coming_in(self, row: int, node: Node) -> list[Shape]:
        first = row == 0 and self.begins
        text = self.say.start if first else self.say.origin.format(number=", ".join(node.origins))
        sole = first or not any(line.target == row and not line.back for line in self.lines)
        x = self.middle(row) if sole else self.middle(row) - self.box * 0.3
        bottom = self.tops[row] - 11
        return [Path(((x, bottom), (x, self.tops[row]))), self._pill(x, bottom - _PILL, text, first)]

    def _beside(self, row: int, w: int, text: str) -> float:
        """The middle of a mark under this line. Where other lines leave beside it, it keeps away from them."""
        port = self.ports[row, w]
        if len(self.nodes[row].ways) == 1:
            return port
        away = width(text, MARK, True) / 2 + 1
        x = port - away if self._place(row, w) == 0 else port + away
        return min(max(x, away + 8), self.width - away - 8)

    def _place(self, row: int, w: int) -> int:
        """Which of the lines of its box it is, from the left."""
        return sum(self.ports[row, other] < self.ports[row, w] for other in range(len(self.nodes[row].ways)))

    def _level(self, row: int, w: int) -> int:
        """Marks between two others stand lower."""
        place = self._place(row, w)
        return place if place < len(self.nodes[row].ways) - 1 else 0

    def _pill(self, x: float, top: float, text: str, firm: bool) -> Pill:
        half = width(text, MARK, True) / 2 + 7
        return Pill(x - half, top, x + half, top + _PILL, text, firm)

    def _conditions(self) -> list[Shape]:
        out: list[Shape] = []
        for (row, w), (words, to_the_left) in sorted(self.labels.items()):
            port = self.ports[row, w]
            wide = max(width(word, LABEL) for word in words)
            left = port - 4 - wide if to_the_left else port + 4
            top = self.below[row + 1] + 2
            for n in range(1, len(self.lanes)):  # the rule between two lanes makes room for the words
                rule = n * self.lane
                if left - 2 < rule < left + wide + 2:
                    bottom = top + len(words) * LABEL * LEADING
                    out.append(Band(rule - 1, top, rule, bottom, _tone(n - 1), ruled=False))
                    out.append(Band(rule, top, rule + 1, bottom, _tone(n), ruled=False))
            out.append(Words(left, top, left + wide, words, LABEL, False, "right" if to_the_left else "left"))
        return out


def _tone(lane: int) -> str:
    return "odd" if lane % 2 else "even"


def _shares(count: int) -> tuple[float, ...]:
    """Where lines leave, as shares of the box to either side of its middle. Words stand between those to the right."""
    if count < 3:
        return ((), (0.0,), (-0.16, 0.16))[count]
    return (-0.3, *(-0.1 + 0.48 * n / (count - 2) for n in range(count - 1)))
