"""Prose from anywhere -> the prose our Markdown can hold inside a requirement, text unchanged.

Headings become bold paragraphs, pictures their description, references and facts plain text (a foreign text never
refers to anything of ours); links to addresses that would lead nowhere from here become their text. `Losses` counts
what a person should know.
"""

import re
from dataclasses import dataclass

from msgspec.structs import replace

from ...model.prose import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Div,
    Emphasis,
    Fact,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
    plain_inlines,
)
from .escape import clean, line_ends

ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s<>\\]+\Z", re.IGNORECASE)
_LARGEST_START = 99_999_999


@dataclass(slots=True)
class Losses:
    """How many pictures and links to places outside could not be carried over."""

    pictures: int = 0
    links: int = 0


def tame(blocks: Blocks, losses: Losses) -> Blocks:
    out: list[Block] = []
    for block in blocks:
        out += _block(block, losses)
    return tuple(out)


def _block(block: Block, losses: Losses) -> list[Block]:
    match block:
        case Paragraph(inlines):
            return _paragraph(tame_inlines(inlines, losses))
        case Heading(_, inlines):
            inner = tame_inlines(inlines, losses)
            return _paragraph((Strong(inner),) if plain_inlines(inner) else ())
        case List(ordered, items, start):
            tamed = tuple(tame(item, losses) for item in items)
            number = start if 0 <= start < _LARGEST_START else 1
            return [List(ordered, tamed, number)] if tamed else []
        case Table():
            return _table(block, losses)
        case CodeBlock(text):
            kept = "\n".join(line.rstrip(" ") for line in line_ends(text).split("\n")).strip("\n")
            return [CodeBlock(kept)] if kept.strip() else []
        case Quote(inner):
            quoted = tame(inner, losses)
            return [Quote(quoted)] if quoted else []
        case Div(_, inner):
            return list(tame(inner, losses))
        case Rule():
            return []
    raise TypeError(block)


def _paragraph(inlines: Inlines) -> list[Block]:
    trimmed = _trimmed(_trimmed(inlines, 0), -1)
    return [Paragraph(trimmed)] if trimmed else []


def _trimmed(inlines: Inlines, edge: int) -> Inlines:
    """Without blanks and line breaks at one edge (0 or -1), however deep they lie."""
    while inlines:
        outer = inlines[edge]
        kept: Inline | None = outer
        match outer:
            case LineBreak():
                kept = None
            case Text(text):
                bare = text.lstrip(" ") if edge == 0 else text.rstrip(" ")
                kept = Text(bare) if bare else None
            case Strong(inner) | Emphasis(inner) | Strike(inner):
                less = _trimmed(inner, edge)
                kept = type(outer)(less) if less else None
            case Link(inner, url):
                kept = Link(_trimmed(inner, edge), url)
        rest = inlines[1:] if edge == 0 else inlines[:-1]
        if kept is not None:
            return (kept, *rest) if edge == 0 else (*rest, kept)
        inlines = rest
    return ()


def _table(table: Table, losses: Losses) -> list[Block]:
    """Rows of equal length; the caption as a paragraph."""
    width = max((len(row) for row in (table.header, *table.rows)), default=0)
    if not width:
        return []

    def row(cells: tuple[Inlines, ...]) -> tuple[Inlines, ...]:
        return (*(_cell(tame_inlines(cell, losses)) for cell in cells), *((),) * (width - len(cells)))

    header = row(table.header)
    header = header if any(plain_inlines(cell) for cell in header) else ()
    before = _paragraph(tame_inlines(table.caption, losses)) if table.caption else []
    if not header and not table.rows:
        return before
    return [*before, replace(table, header=header, rows=tuple(map(row, table.rows)), caption=(), anchor="", aligns=())]


def _cell(inlines: Inlines) -> Inlines:
    return _trimmed(_trimmed(inlines, 0), -1)


def tame_inlines(inlines: Inlines, losses: Losses) -> Inlines:
    """Neighbouring texts are joined: what is harmless in two pieces may be markup in one."""
    out: list[Inline] = []
    for inline in inlines:
        for piece in _inline(inline, losses):
            if type(piece) is Text and out and type(last := out[-1]) is Text:
                out[-1] = Text(last.text + piece.text)
            else:
                out.append(piece)
    return tuple(out)


def _inline(inline: Inline, losses: Losses) -> list[Inline]:
    match inline:
        case Text(text):
            return _lines(text)
        case LineBreak():
            return [inline]
        case Code(text):
            kept = clean(text).replace("\n", " ")
            return [Code(kept)] if kept else []
        case Strong(inner):
            return _wrapped(Strong, tame_inlines(inner, losses))
        case Emphasis(inner):
            return _wrapped(Emphasis, tame_inlines(inner, losses))
        case Strike(inner):
            return _wrapped(Strike, tame_inlines(inner, losses))
        case Link(inner, url):
            tamed = tame_inlines(inner, losses)
            if ADDRESS.match(url) and plain_inlines(tamed):
                return [Link(tamed, url)]
            losses.links += 1
            return list(tamed)
        case Picture(_, alt):
            losses.pictures += 1
            return _lines(f"[billede: {alt}]")
        case Reference(target):
            return [Text(f"[@{target}]")]
        case Fact(_, source):
            return [Text(source)]
        case Footnote(blocks):
            tamed_blocks = tame(blocks, losses)
            return [Footnote(tamed_blocks)] if tamed_blocks else []
    raise TypeError(inline)


def _wrapped(kind: type[Strong] | type[Emphasis] | type[Strike], inner: Inlines) -> list[Inline]:
    return [kind(inner)] if plain_inlines(inner) else list(inner)


def _lines(text: str) -> list[Inline]:
    """Text with line ends in it -> Text and LineBreak; outer blanks stay, they may part two words."""
    out: list[Inline] = []
    for n, line in enumerate(clean("x" + text + "x").split("\n")):
        if n:
            out.append(LineBreak())
        out.append(Text(line))
    first, last = out[0], out[-1]
    if type(first) is Text:
        out[0] = Text(first.text[1:])
    if type(last := out[-1]) is Text:
        out[-1] = Text(last.text[:-1])
    return [i for i in out if i != Text("")]
