"""Text and column width -> the row height that shows it all. Excel does not do it for us in a locked sheet."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

HIGHEST = 409  # points; Excel's own limit
_LINE = 12.8  # points a line of 10 point Calibri takes in Excel; LibreOffice needs a fifth less
_PADDING = 4.0
_SURE = 1.1  # times the width in characters is surely one line
_WIDER = 1.21  # letters of running text are that much narrower than the digits a width is counted in


def height(cells: Iterable[tuple[str, float]], least: float = 0) -> float:
    """The tallest of the cells, each a text and the width of its column in characters."""
    return _points(max((lines_of(text, width) for text, width in cells if text), default=1), least)


def _points(lines: int, least: float) -> float:
    return float(min(HIGHEST, max(least, round(lines * _LINE + _PADDING))))


class Heights:
    """Rows of one table. `columns`: index and width, in characters, of those whose texts wrap."""

    def __init__(self, columns: Iterable[tuple[int, float]], least: float = 0) -> None:
        self._columns = [(n, width, width * _SURE) for n, width in columns]
        self._least = least
        self._single = height((), least)

    def of(self, line: Sequence[object]) -> float:
        """Most cells are of one line, which is seen at once."""
        lines = 1
        for n, width, sure in self._columns:
            text = line[n]
            if isinstance(text, str) and (len(text) > sure or "\n" in text):
                lines = max(lines, lines_of(text, width))
        return self._single if lines == 1 else _points(lines, self._least)


def lines_of(text: str, width: float) -> int:
    if len(text) <= width * _SURE and "\n" not in text:
        return 1
    if width < 30:
        return _wrapped(text, width)
    room = width * _WIDER - 2  # a long word moves to the next line and leaves a gap
    return sum(int((len(line) - 1) // room) + 1 if line else 1 for line in text.split("\n"))


@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float) -> int:
    """Word by word: in a narrow column the gaps at line ends are what counts. A longer word is broken."""
    room = max(1, int(width * 1.16))
    total = 0
    for line in text.split("\n"):
        used, lines = 0, 1
        for word in line.split(" "):
            wanted = len(word) if not used else used + 1 + len(word)
            if wanted <= room:
                used = wanted
                continue
            lines += (1 if used else 0) + (len(word) - 1) // room
            used = (len(word) - 1) % room + 1
        total += lines
    return total
