"""Running text: blocks and inlines, whatever it was written in. `plain` is its one comparable form.

Readers build it, writers render it; neither knows the other's format. Every node is small and frozen.
"""

from collections.abc import Iterator
from typing import Protocol

from msgspec.structs import replace

from ..base.text import normal
from .struct import Struct


class _Written(Struct, frozen=True, eq=False):
    """What knows the `line` it was written in. That is no part of what it is: not compared, not said."""

    def _said(self) -> tuple[tuple[str, object], ...]:
        return tuple((name, getattr(self, name)) for name in self.__struct_fields__ if name != "line")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Written) and type(other) is type(self) and other._said() == self._said()

    def __hash__(self) -> int:
        return hash(self._said())

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self._said())})"


# --- inlines ---------------------------------------------------------------------------------------------------------


class Text(Struct, frozen=True):
    text: str


class Strong(Struct, frozen=True):
    inlines: "tuple[Inline, ...]"


class Emphasis(Struct, frozen=True):
    inlines: "tuple[Inline, ...]"


class Strike(Struct, frozen=True):
    inlines: "tuple[Inline, ...]"


class Code(Struct, frozen=True):
    text: str


class LineBreak(Struct, frozen=True):
    pass


class Link(Struct, frozen=True):
    inlines: "tuple[Inline, ...]"
    url: str


class Picture(Struct, frozen=True):
    """`path` is relative to the project folder; `data` is read by the reader, so that writers touch no disk."""

    path: str
    alt: str
    data: bytes = b""

    def __repr__(self) -> str:
        return f"Picture(alt={self.alt!r}, data={self.data!r})"


class Reference(_Written, frozen=True, eq=False):
    """`[@target]`: a requirement id, document key, document#section, standard code or `tabel:name`."""

    target: str
    line: int = 0


class Fact(_Written, frozen=True, eq=False):
    """`{{ name }}`: looked up in the tender's facts and the computed counts, never evaluated."""

    name: str
    source: str
    line: int = 0


class Blank(Struct, frozen=True):
    """`[udfyldes: label]`: a place the bidder fills in."""

    label: str


class Footnote(Struct, frozen=True):
    blocks: "tuple[Block, ...]"


Inline = Text | Strong | Emphasis | Strike | Code | LineBreak | Link | Picture | Reference | Fact | Blank | Footnote

# --- blocks ----------------------------------------------------------------------------------------------------------


class Paragraph(Struct, frozen=True):
    inlines: tuple[Inline, ...]


class Heading(_Written, frozen=True, eq=False):
    """`level` is 1-6 as written; `anchor` names the section in `[@document#anchor]`. `withdrawn`: a tombstone."""

    level: int
    inlines: tuple[Inline, ...]
    anchor: str
    line: int = 0
    withdrawn: bool = False


class List(Struct, frozen=True):
    ordered: bool
    items: "tuple[tuple[Block, ...], ...]"
    start: int = 1


class Table(_Written, frozen=True, eq=False):
    """Cells hold inlines. `header` is () for a table without a header row. `anchor` names it in `[@tabel:anchor]`."""

    header: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    aligns: tuple[str, ...] = ()
    caption: tuple[Inline, ...] = ()
    anchor: str = ""
    line: int = 0


class CodeBlock(Struct, frozen=True):
    text: str


class Quote(Struct, frozen=True):
    blocks: "tuple[Block, ...]"


class Rule(Struct, frozen=True):
    pass


class Div(Struct, frozen=True):
    """A fenced block with a kind: `instruktion`, `kunde`, `tilbudsgiver` or `intern`."""

    kind: str
    blocks: "tuple[Block, ...]"


Block = Paragraph | Heading | List | Table | CodeBlock | Quote | Rule | Div
Blocks = tuple[Block, ...]
Inlines = tuple[Inline, ...]

KINDS = ("instruktion", "kunde", "tilbudsgiver", "intern")

# --- the comparable form ---------------------------------------------------------------------------------------------


class Names(Protocol):
    """What references and facts print as. `None` = unknown: the source text stands."""

    def reference(self, target: str) -> str | None: ...
    def fact(self, name: str) -> str | None: ...
    def printed(self, blocks: "Blocks") -> str:
        """`plain` with these names; who is asked for the same text again and again may remember it."""
        ...


class Unresolved:
    """References and facts as written: the form in which contributions are compared with each other."""

    def reference(self, target: str) -> str | None:
        return None

    def fact(self, name: str) -> str | None:
        return None

    def printed(self, blocks: "Blocks") -> str:
        return plain(blocks, self)


UNRESOLVED: Names = Unresolved()


def marker(ordered: bool, level: int, number: int) -> str:
    """What stands before a list item, level 0 outermost; the template's lists print the same."""
    if not ordered:
        return "-–·"[level % 3]
    style = level % 3
    if style == 0:
        return f"{number}."
    return f"{_letters(number)})" if style == 1 else f"{_roman(number)})"


def plain(blocks: Blocks, names: Names = UNRESOLVED) -> str:
    """The one plain form: equality, matrix text, verification and hashes use it.

    NFC, LF, runs of blanks to one, lines trimmed, NBSP kept; paragraphs parted by a blank line, list items one a line
    with their marker, table rows as `a | b`, pictures as `[billede: alt]`, footnotes as `[note: …]`, links as
    `text (address)`, emphasis gone.
    """
    if len(blocks) == 1:
        block = blocks[0]
        if type(block) is Paragraph and len(block.inlines) == 1 and type(block.inlines[0]) is Text:
            return normal(block.inlines[0].text)
    return normal(_blocks(blocks, names, 0))


def plain_inlines(inlines: Inlines, names: Names = UNRESOLVED) -> str:
    return normal(_inlines(inlines, names))


def _blocks(blocks: Blocks, names: Names, level: int) -> str:
    if len(blocks) == 1:
        return _block(blocks[0], names, level)
    out: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            both = type(block) in _SPACED and type(previous) in _SPACED
            out.append("\n\n" if both and not level else "\n")
        out.append(_block(block, names, level))
        previous = block
    return "".join(out)


def _block(block: Block, names: Names, level: int) -> str:
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            return _inlines(inlines, names)
        case List(is_ordered, items, start):
            marked = [
                f"{marker(is_ordered, level, start + n)}{_after_marker(item)}{_blocks(item, names, level + 1)}"
                for n, item in enumerate(items)
            ]
            return "\n".join(marked)
        case Table(header, rows):
            lines = [header, *rows] if header else list(rows)
            if block.caption:
                return "\n".join((_inlines(block.caption, names), *(_row(row, names) for row in lines)))
            return "\n".join(_row(row, names) for row in lines)
        case CodeBlock(text):
            return text
        case Quote(blocks) | Div(_, blocks):
            return _blocks(blocks, names, level)
        case Rule():
            return ""
    raise TypeError(block)


def _after_marker(item: Blocks) -> str:
    """Running text stands on the marker's line; a list, a table or code begins on the next."""
    return " " if not item or type(item[0]) in (Paragraph, Heading) else "\n"


def _row(row: tuple[Inlines, ...], names: Names) -> str:
    return " | ".join(_inlines(cell, names).replace("\n", " ") for cell in row)


def _inlines(inlines: Inlines, names: Names) -> str:
    if len(inlines) == 1 and type(inlines[0]) is Text:
        return inlines[0].text
    out: list[str] = []
    for inline in inlines:
        if type(inline) is Text:  # nearly all are, and a class pattern takes three times as long
            out.append(inline.text)
            continue
        match inline:
            case Code(text):
                out.append(text)
            case Strong(inner) | Emphasis(inner) | Strike(inner):
                out.append(_inlines(inner, names))
            case LineBreak():
                out.append("\n")
            case Link(inner, url):
                text = _inlines(inner, names)
                shown = not text or text == url or f"mailto:{text}" == url
                out.append((text or url) if shown else f"{text} ({url})")
            case Picture(_, alt):
                out.append(f"[billede: {alt}]")
            case Reference(target):
                out.append(names.reference(target) or f"[@{target}]")
            case Fact(name, source):
                value = names.fact(name)
                out.append(source if value is None else value)
            case Blank(label):
                out.append(blank(label))
            case Footnote(blocks):
                lines = normal(_blocks(blocks, names, 1)).split("\n")
                note = "\n".join(line for line in lines if line)
                out.append(f" [note: {note}]")
    return "".join(out)


def blank(label: str) -> str:
    return f"[udfyldes: {label}]"


_SPACED = (Paragraph, Heading, Quote, Div, CodeBlock, Table)


def _letters(number: int) -> str:
    out = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        out = chr(97 + rest) + out
    return out or "0"


_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ("m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"),
        strict=True,
    )
)


def _roman(number: int) -> str:
    out = ""
    for value, sign in _ROMAN:
        while number >= value:
            out += sign
            number -= value
    return out or "0"


# --- walking ---------------------------------------------------------------------------------------------------------


def walk(blocks: Blocks) -> Iterator[Block | Inline]:
    """Every block and inline, depth first, in reading order."""
    for block in blocks:
        yield block
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                yield from walk_inlines(inlines)
            case List(_, items):
                for item in items:
                    yield from walk(item)
            case Table(header, rows):
                yield from walk_inlines(block.caption)
                for row in (header, *rows):
                    for cell in row:
                        yield from walk_inlines(cell)
            case Quote(inner) | Div(_, inner):
                yield from walk(inner)


def walk_inlines(inlines: Inlines) -> Iterator[Block | Inline]:
    for inline in inlines:
        yield inline
        match inline:
            case Strong(inner) | Emphasis(inner) | Strike(inner) | Link(inner, _):
                yield from walk_inlines(inner)
            case Footnote(blocks):
                yield from walk(blocks)


def strict(blocks: Blocks) -> str:
    """The plain form with block kinds and struck words shown: two texts that differ only in these are not the same."""
    if any(type(node) in (Div, Strike) for node in walk(blocks)):
        return plain(tuple(_exposed(block) for block in blocks))
    return plain(blocks)


def _exposed(block: Block) -> Block:
    match block:
        case Div(kind, inner):
            return Quote((paragraph(f"::: {kind}"), *map(_exposed, inner), paragraph(":::")))
        case Quote(inner):
            return Quote(tuple(map(_exposed, inner)))
        case List(is_ordered, items, start):
            return List(is_ordered, tuple(tuple(map(_exposed, item)) for item in items), start)
        case Paragraph(inlines):
            return Paragraph(tuple(map(_unstruck, inlines)))
    return block


def _unstruck(inline: Inline) -> Inline:
    match inline:
        case Strike(inner):
            return Text(f"~~{_inlines(inner, UNRESOLVED)}~~")
        case Strong(inner) | Emphasis(inner) | Link(inner, _):
            return replace(inline, inlines=tuple(map(_unstruck, inner)))
        case Footnote(blocks):
            return Footnote(tuple(map(_exposed, blocks)))
    return inline


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))
