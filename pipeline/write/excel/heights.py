"""Text and column width -> the row height that shows it all. Excel does not do it for us in a locked sheet."""

from collections.abc import Iterable
from functools import lru_cache

HIGHEST = 409  # points; Excel's own limit
_LINE = 12.8  # points a line of 10 point Calibri takes in Excel; LibreOffice needs a fifth less
_PADDING = 4.0
_WIDER = 1.21  # letters of running text are that much narrower than the digits a width is counted in


def height(cells: Iterable[tuple[str, float]], least: float = 0) -> float:
    """The tallest of the cells, each a text and the width of its column in characters."""
    lines = max((lines_of(text, width) for text, width in cells if text), default=1)
    return float(min(HIGHEST, max(least, round(lines * _LINE + _PADDING))))


def lines_of(text: str, width: float) -> int:
    if len(text) <= width * 1.1 and "\n" not in text:
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
