"""pandoc's JSON tree -> pieces. Raw fragments, styles and attributes are left behind."""

from collections.abc import Sequence
from typing import Any

from ...model.prose import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
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
    Rule,
    Strike,
    Strong,
    Text,
    plain_inlines,
)
from .pieces import Grid, Piece, table_of

Node = dict[str, Any]
_QUOTES = {"SingleQuote": ("‘", "’"), "DoubleQuote": ("“", "”")}


def pieces_of(tree: Node) -> list[Piece]:
    out: list[Piece] = []
    for node in tree["blocks"]:
        out += [Piece(content) for content in _contents(node)]
    return out


def _contents(node: Node) -> list[Block | Grid]:
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Para" | "Plain":
            inlines = _inlines(content)
            return [Paragraph(inlines)] if plain_inlines(inlines) else []
        case "Header":
            inlines = _inlines(content[2])
            return [Heading(content[0], inlines, "")] if plain_inlines(inlines) else []
        case "BulletList":
            return [List(False, tuple(_blocks(item) for item in content))]
        case "OrderedList":
            return [List(True, tuple(_blocks(item) for item in content[1]), max(0, int(content[0][0])))]
        case "Table":
            return [_grid(content)]
        case "CodeBlock":
            return [CodeBlock(content[1])]
        case "BlockQuote":
            return [Quote(_blocks(content))]
        case "HorizontalRule":
            return [Rule()]
        case "LineBlock":
            lines: list[Inline] = []
            for line in content:
                lines += [*([LineBreak()] if lines else []), *_inlines(line)]
            return [Paragraph(tuple(lines))]
        case "Div":
            return [inner for child in content[1] for inner in _contents(child)]
        case "Figure":
            return [inner for child in content[2] for inner in _contents(child)]
        case "DefinitionList":
            out: list[Block | Grid] = []
            for term, meanings in content:
                out.append(Paragraph(_inlines(term)))
                out += [block for meaning in meanings for block in _blocks(meaning)]
            return out
    return []


def _blocks(nodes: Sequence[Node]) -> Blocks:
    return tuple(
        table_of(content) if isinstance(content, Grid) else content for node in nodes for content in _contents(node)
    )


def _inlines(nodes: Sequence[Node]) -> Inlines:
    out: list[Inline] = []
    for node in nodes:
        for inline in _inline(node):
            if type(inline) is Text and out and type(last := out[-1]) is Text:
                out[-1] = Text(last.text + inline.text)
            else:
                out.append(inline)
    return tuple(out)


def _inline(node: Node) -> list[Inline]:
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Str":
            return [Text(content)]
        case "Space" | "SoftBreak":
            return [Text(" ")]
        case "LineBreak":
            return [LineBreak()]
        case "Strong":
            return [Strong(_inlines(content))]
        case "Emph":
            return [Emphasis(_inlines(content))]
        case "Strikeout":
            return [Strike(_inlines(content))]
        case "Superscript" | "Subscript" | "SmallCaps" | "Underline":
            return list(_inlines(content))
        case "Span" | "Cite":
            return list(_inlines(content[1]))
        case "Quoted":
            opening, closing = _QUOTES[content[0]["t"]]
            return [Text(opening), *_inlines(content[1]), Text(closing)]
        case "Code" | "Math":
            return [Code(content[1])] if kind == "Code" else [Text(content[1])]
        case "Link":
            return [Link(_inlines(content[1]), content[2][0])]
        case "Image":
            return [Picture("", plain_inlines(_inlines(content[1])))]
        case "Note":
            return [Footnote(_blocks(content))]
    return []


# --- tables ----------------------------------------------------------------------------------------------------------


def _grid(content: Sequence[Any]) -> Grid:
    head = content[3][1]
    body = [row for part in content[4] for row in (*part[2], *part[3])]
    rows = _filled([*head, *body, *content[5][1]])
    return Grid(rows[0] if head else (), tuple(rows[1:] if head else rows))


def _filled(rows: Sequence[Any]) -> list[tuple[Blocks, ...]]:
    """Merged cells: over several rows they stand in each, over several columns in the first."""
    held: dict[int, tuple[int, Blocks]] = {}
    out: list[tuple[Blocks, ...]] = []
    for row in rows:
        cells: list[Blocks] = []
        waiting: dict[int, tuple[int, Blocks]] = {}
        for _attr, _align, rowspan, colspan, blocks in row[1]:
            _from_above(cells, held, waiting)
            content = _blocks(blocks)
            for n in range(min(int(colspan), 1000)):
                kept = content if n == 0 else ()
                if int(rowspan) > 1:
                    waiting[len(cells)] = (int(rowspan) - 1, kept)
                cells.append(kept)
        _from_above(cells, held, waiting)
        held = waiting
        out.append(tuple(cells))
    return out


def _from_above(
    cells: list[Blocks], held: dict[int, tuple[int, Blocks]], waiting: dict[int, tuple[int, Blocks]]
) -> None:
    """Fills the next columns with cells that reach down from the row above, and hands them on if they go further."""
    while len(cells) in held:
        column = len(cells)
        left, blocks = held.pop(column)
        cells.append(blocks)
        if left > 1:
            waiting[column] = (left - 1, blocks)
