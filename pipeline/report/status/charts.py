"""Numbers -> bars as SVG with title and description. Every bar says its number; a table beside it says them all."""

from collections.abc import Sequence
from html import escape

from msgspec import Struct

_ROW, _BAR, _TOP = 52, 24, 18
_NARROWEST = 300  # of a chart on a telephone, in pixels
_LETTER = 7.4  # of a 13 pixel letter, widely reckoned


class Series(Struct, frozen=True):
    """`tone` is a colour's name, `word` what it stands for."""

    tone: str
    word: str


class Bar(Struct, frozen=True):
    """One value per series, and what stands in its part; `sum` stands at the right above the bar."""

    label: str
    values: Sequence[int]
    words: Sequence[str]
    sum: str


def chart(key: str, title: str, note: str, series: Sequence[Series], bars: Sequence[Bar]) -> str:
    """A figure with caption, legend and picture. The longest bar fills the width."""
    longest = max((sum(bar.values) for bar in bars), default=0) or 1
    legend = "".join(f'<li><i class="b-{s.tone}"></i>{escape(s.word)}</li>' for s in series)
    told = "; ".join(
        f"{bar.label}: "
        + ", ".join(f"{s.word} {w}" for s, v, w in zip(series, bar.values, bar.words, strict=True) if v)
        for bar in bars
    )
    drawn = "".join(_bar(bar, n * _ROW, longest, series) for n, bar in enumerate(bars))
    return (
        f'<figure><figcaption>{escape(title)}<span>{escape(note)}</span></figcaption><ul class="legend">{legend}</ul>'
        f'<svg role="img" aria-labelledby="{key}-t {key}-d" height="{len(bars) * _ROW}">'
        f'<title id="{key}-t">{escape(title)}</title><desc id="{key}-d">{escape(told)}</desc>{drawn}</svg></figure>'
    )


def _bar(bar: Bar, top: int, longest: int, series: Sequence[Series]) -> str:
    out = [
        f'<text x="0" y="{top + 13}">{escape(bar.label)}</text>',
        f'<text class="sum" x="100%" y="{top + 13}" text-anchor="end">{escape(bar.sum)}</text>',
    ]
    before = 0
    for value, word, one in zip(bar.values, bar.words, series, strict=True):
        if not value:
            continue
        x, width = 100 * before / longest, 100 * value / longest
        out.append(
            f'<rect class="f-{one.tone}" x="{x:.2f}%" y="{top + _TOP}" width="{width:.2f}%" height="{_BAR}"></rect>'
        )
        if len(word) * _LETTER + 8 < _NARROWEST * width / 100:
            middle = x + width / 2
            out.append(
                f'<text class="o-{one.tone}" x="{middle:.2f}%" y="{top + _TOP + 17}" text-anchor="middle">'
                f"{escape(word)}</text>"
            )
        before += value
    return "".join(out)
