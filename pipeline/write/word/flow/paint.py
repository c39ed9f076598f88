"""A drawing -> a PNG with twice the points of a screen. The same drawing gives the same bytes."""

import io
from collections.abc import Iterator
from functools import lru_cache

from PIL import Image, ImageDraw

from .lettering import DOTS, LEADING, MARK, TEXT, font, width
from .shapes import Band, Box, Drawing, Path, Pill, Point, Words

_FINER = 2  # lines and corners are drawn this much larger and then reduced, so that edges are smooth
# Every word has a contrast of more than 7 to 1 with its ground, and reads in grey as well.
_INK, _LINE, _EDGE, _RULE = "#16232C", "#33505F", "#1F4E5F", "#B4C2CA"
_TONES = {"even": "#FFFFFF", "odd": "#F3F6F8", "head": "#DCE7EC"}
_BOX, _TAB, _TAB_INK = "#FFFFFF", "#1F4E5F", "#FFFFFF"


@lru_cache(maxsize=64)
def png(drawing: Drawing) -> bytes:
    width, height = (round(side * DOTS) for side in (drawing.width, drawing.height))
    image = Image.new("RGB", (width * _FINER, height * _FINER), "#FFFFFF")
    _Painter(ImageDraw.Draw(image), DOTS * _FINER).lines(drawing)
    image = image.reduce(_FINER)
    _Painter(ImageDraw.Draw(image), DOTS).words(drawing)
    out = io.BytesIO()
    image.save(out, "PNG", dpi=(192, 192))
    return out.getvalue()


class _Painter:
    def __init__(self, on: ImageDraw.ImageDraw, scale: float) -> None:
        self.on, self.scale = on, scale

    def lines(self, drawing: Drawing) -> None:
        for shape in drawing.shapes:
            match shape:
                case Band():
                    edge = _RULE if shape.ruled else _TONES[shape.tone]
                    self.on.rectangle(self._frame(shape), _TONES[shape.tone], edge, self._dots(0.6))
                case Path(points):
                    self._path(points)
                case Pill():
                    fill, edge = (_TAB, _TAB) if shape.firm else ("#FFFFFF", _EDGE)
                    radius = (shape.bottom - shape.top) / 2 * self.scale
                    self.on.rounded_rectangle(self._frame(shape), radius, fill, edge, self._dots(0.9))
                case Box():
                    self._box(shape)

    def words(self, drawing: Drawing) -> None:
        for shape in drawing.shapes:
            match shape:
                case Words():
                    for n, text in enumerate(shape.lines):
                        top = shape.top + n * shape.size * LEADING
                        self._text(self._left(shape, text), top, text, shape.size, shape.bold, _INK)
                case Pill():
                    ink = _TAB_INK if shape.firm else _INK
                    left = (shape.left + shape.right - width(shape.text, MARK, True)) / 2
                    self._text(left, (shape.top + shape.bottom - MARK * LEADING) / 2, shape.text, MARK, True, ink)
                case Box():
                    self._box_words(shape)

    def _box(self, box: Box) -> None:
        frame, radius = self._frame(box), 4 * self.scale
        self.on.rounded_rectangle(frame, radius, _TAB)
        inner = self._frame_of(box.left + box.tab, box.top + 1, box.right - 1, box.bottom - 1)
        self.on.rounded_rectangle(inner, 3.2 * self.scale, _BOX, corners=(False, True, True, False))

    def _box_words(self, box: Box) -> None:
        size = TEXT
        high = len(box.lines) * size * LEADING
        top = (box.top + box.bottom - high) / 2
        for n, text in enumerate(box.lines):
            self._text(box.left + box.tab + 5, top + n * size * LEADING, text, size, False, _INK)
        left = box.left + (box.tab - width(box.number, size, True)) / 2
        self._text(left, (box.top + box.bottom - size * LEADING) / 2, box.number, size, True, _TAB_INK)

    def _text(self, left: float, top: float, text: str, size: float, bold: bool, ink: str) -> None:
        at = (round(left * self.scale), round((top + size * 1.02) * self.scale))
        self.on.text(at, text, ink, font(bold, size), anchor="ls")

    def _left(self, words: Words, text: str) -> float:
        room = words.right - words.left - width(text, words.size, words.bold)
        return words.left + {"left": 0.0, "centre": room / 2, "right": room}[words.align]

    def _path(self, points: tuple[Point, ...]) -> None:
        corners = [(x * self.scale, y * self.scale) for x, y in _shortened(points)]
        thick = self._dots(1.1)
        self.on.line(corners, _LINE, thick, joint="curve")
        (x0, y0), (x, y) = points[-2:]
        long, half = 5.0, 2.7
        dx, dy = _sign(x - x0), _sign(y - y0)
        tip = [(x, y), (x - dx * long - dy * half, y - dy * long - dx * half)]
        tip.append((x - dx * long + dy * half, y - dy * long + dx * half))
        self.on.polygon([(px * self.scale, py * self.scale) for px, py in tip], _LINE)

    def _frame(self, shape: Band | Box | Pill) -> tuple[float, float, float, float]:
        return self._frame_of(shape.left, shape.top, shape.right, shape.bottom)

    def _frame_of(self, left: float, top: float, right: float, bottom: float) -> tuple[float, float, float, float]:
        return left * self.scale, top * self.scale, right * self.scale, bottom * self.scale

    def _dots(self, points: float) -> int:
        return max(1, round(points * self.scale))


def _shortened(points: tuple[Point, ...]) -> Iterator[Point]:
    """The line ends inside its arrowhead, not at the tip."""
    yield from points[:-1]
    (x0, y0), (x, y) = points[-2:]
    yield x - _sign(x - x0) * 3, y - _sign(y - y0) * 3


def _sign(number: float) -> int:
    return (number > 0.01) - (number < -0.01)
