"""Words in the drawing's own typeface: how wide they are, and where lines of them break. Sizes and widths in points.

The typeface comes with the program (fonts/LICENCE.txt), so that drawings are the same on every machine.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import ImageFont

# Sizes: the words of a step, of a lane's head, beside a line, and in a mark. Lines stand LEADING sizes apart.
TEXT, HEAD, LABEL, MARK = 8.2, 9.0, 7.8, 8.2
LEADING = 1.22
_FONTS = Path(__file__).parent / "fonts"
DOTS = 192 / 72  # dots of the picture per point: twice 96 per inch
_VOWELS = frozenset("aeiouyæøå")
_LEAST = 3  # letters of a word that stay together before and after a hyphen


@cache
def font(bold: bool, size: float) -> ImageFont.FreeTypeFont:
    name = "DejaVuSansCondensed-Bold.ttf" if bold else "DejaVuSansCondensed.ttf"
    return ImageFont.truetype(_FONTS / name, round(size * DOTS), layout_engine=ImageFont.Layout.BASIC)


@cache
def width(text: str, size: float, bold: bool = False) -> float:
    """As drawn: letters stand on whole dots, so that a line is not as wide as its letters at another size."""
    return font(bold, size).getlength(text) / DOTS


def lines(text: str, available: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `available`. A word that is wider alone is broken, with a hyphen if need be."""
    out: list[str] = []
    line = ""
    for word in text.split():
        whole = f"{line} {word}".strip()
        if width(whole, size, bold) <= available:
            line = whole
            continue
        if line and width(word, size, bold) > available:
            # A long word begins on the line that is open, where a good piece of it fits.
            head, tail = _broken(word, available - width(f"{line} ", size, bold), size, bold)
            if len(head) > _LEAST + 1:
                line, word = f"{line} {head}", tail
        if line:
            out.append(line)
        *pieces, line = _pieces(word, available, size, bold)
        out += pieces
    return tuple([*out, line] if line else out)


def _pieces(word: str, available: float, size: float, bold: bool) -> Iterator[str]:
    while width(word, size, bold) > available and len(word) > 1:
        head, word = _broken(word, available, size, bold)
        if not head:
            head, word = word[:1], word[1:]
        yield head
    yield word


def _broken(word: str, available: float, size: float, bold: bool) -> tuple[str, str]:
    """The longest beginning that fits, with its hyphen, and the rest; ('', word) where none does."""
    ends = [n for n in range(1, len(word)) if width(_hyphened(word[:n]), size, bold) <= available]
    good = [n for n in ends if _may_break(word, n)]
    if good:
        return _hyphened(word[: good[-1]]), word[good[-1] :]
    if not ends or available < size * 4:
        return "", word
    return _hyphened(word[: ends[-1]]), word[ends[-1] :]


def _hyphened(head: str) -> str:
    return head if head[-1:] in "-/–" else f"{head}-"


def _may_break(word: str, at: int) -> bool:
    """Before a consonant that begins a syllable; after a hyphen or a stroke."""
    if word[at - 1] in "-/–":
        return True
    low = word.lower()
    inside = _LEAST <= at <= len(word) - _LEAST
    begins = low[at] not in _VOWELS and low[at].isalpha() and low[at + 1 : at + 2] in _VOWELS
    return inside and begins and any(c in _VOWELS for c in low[:at]) and low[at - 1].isalpha()
