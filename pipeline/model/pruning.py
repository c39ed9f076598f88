"""Prose -> the same prose without some of its blocks, wherever they stand: in lists, quotes, tables and footnotes."""

from collections.abc import Callable

from msgspec.structs import replace

from .prose import (
    Block,
    Blocks,
    Code,
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
    Strike,
    Strong,
    Table,
    Text,
)


def without(blocks: Blocks, unwanted: Callable[[Div], bool]) -> Blocks:
    """The blocks less every div that `unwanted` names, at any depth, footnotes included.

    What is empty afterwards goes too, so that nothing tells where it stood. The same object where nothing goes.
    """
    kept = tuple(b for b in (_less(block, unwanted) for block in blocks) if b is not None)
    return blocks if len(kept) == len(blocks) and all(map(_is, kept, blocks)) else kept


def _is(one: object, other: object) -> bool:
    return one is other


def _less(block: Block, unwanted: Callable[[Div], bool]) -> Block | None:
    match block:
        case Div(kind, inner):
            if unwanted(block):
                return None
            less = without(inner, unwanted)
            return block if less is inner else Div(kind, less) if less else None
        case Quote(inner):
            less = without(inner, unwanted)
            return block if less is inner else Quote(less) if less else None
        case List(is_ordered, items, start):
            fewer = tuple(without(item, unwanted) for item in items)
            if all(map(_is, fewer, items)):
                return block
            left = tuple(new for new, old in zip(fewer, items, strict=True) if new or not old)
            return List(is_ordered, left, start) if left else None
        case Paragraph(inlines):
            words = _inlines_less(inlines, unwanted)
            return block if words is inlines else Paragraph(words)
        case Heading(_, inlines):
            words = _inlines_less(inlines, unwanted)
            return block if words is inlines else replace(block, inlines=words)
        case Table():
            header = _row_less(block.header, unwanted)
            rows = tuple(_row_less(row, unwanted) for row in block.rows)
            caption = _inlines_less(block.caption, unwanted)
            if header is block.header and caption is block.caption and all(map(_is, rows, block.rows)):
                return block
            return replace(block, header=header, rows=rows, caption=caption)
    return block


def _row_less(row: tuple[Inlines, ...], unwanted: Callable[[Div], bool]) -> tuple[Inlines, ...]:
    cells = tuple(_inlines_less(cell, unwanted) for cell in row)
    return row if all(map(_is, cells, row)) else cells


def _inlines_less(inlines: Inlines, unwanted: Callable[[Div], bool]) -> Inlines:
    """Only footnotes hold blocks; one that is empty afterwards leaves no mark."""
    if all(type(inline) in _LEAVES for inline in inlines):
        return inlines
    kept: list[Inline] = []
    for inline in inlines:
        match inline:
            case Footnote(blocks):
                less = without(blocks, unwanted)
                if less is blocks:
                    kept.append(inline)
                elif less:
                    kept.append(Footnote(less))
            case Strong(inner) | Emphasis(inner) | Strike(inner) | Link(inner, _):
                words = _inlines_less(inner, unwanted)
                kept.append(inline if words is inner else replace(inline, inlines=words))
            case _:
                kept.append(inline)
    return inlines if len(kept) == len(inlines) and all(map(_is, kept, inlines)) else tuple(kept)


_LEAVES = (Text, Code, LineBreak, Picture, Reference, Fact)
