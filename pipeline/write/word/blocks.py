"""Prose blocks -> WordprocessingML paragraphs and tables."""

from ...model.bookmark import LABEL
from ...model.prose import (
    Block,
    Blocks,
    CodeBlock,
    Div,
    Heading,
    List,
    Paragraph,
    Quote,
    Rule,
    Strong,
    Table,
)
from .context import Context
from .inlines import run, runs
from .table import prose_table

KEEP = "<w:keepNext/>"
NEW_PAGE = "<w:pageBreakBefore/>"
_DEEPEST = 8  # Word's lists have nine levels; the package adds those a template lacks


def paragraph(style_id: str, inner: str, more: str = "") -> str:
    """`more` is what follows w:pStyle inside w:pPr, in schema order."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style_id}"/>{more}</w:pPr>{inner}</w:p>'


def paragraphs(blocks: Blocks, context: Context, style: str = "", level: int = 0) -> str:
    """Blocks in the given paragraph style (the template's default where '')."""
    style_id = context.styles.paragraph(style) if style else context.styles.default
    if len(blocks) == 1 and type(blocks[0]) is Paragraph:
        return paragraph(style_id, runs(blocks[0].inlines, context))
    out: list[str] = []
    for n, block in enumerate(blocks):
        if type(block) is Paragraph and n + 1 < len(blocks) and type(blocks[n + 1]) in (Table, List):
            out.append(paragraph(style_id, runs(block.inlines, context), KEEP))  # it introduces what follows
        else:
            out.append(_block(block, context, style, style_id, level))
    return "".join(out)


def _block(block: Block, context: Context, style: str, style_id: str, level: int) -> str:
    match block:
        case Paragraph(inlines):
            return paragraph(style_id, runs(inlines, context))
        case List():
            return _list(block, context, style, level)
        case Table() | Heading():
            running, context.running = context.running, False  # terms are marked in sentences
            xml = prose_table(block, context) if isinstance(block, Table) else _heading(block, context)
            context.running = running
            return xml
        case CodeBlock(text):
            return paragraph(context.styles.paragraph("Kode"), run(text))
        case Quote(inner):
            return paragraphs(inner, context, "Quote", level)
        case Div(kind, inner):
            return _div(kind, inner, context, level)
        case Rule():
            line = '<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
            return paragraph(style_id, "", line)
    raise TypeError(block)


def _heading(heading: Heading, context: Context) -> str:
    """Levels 1-3 are numbered by the template and stand in the outline; deeper ones are plain bold headings."""
    if heading.level > 3 or not context.numbered:
        return paragraph(context.styles.paragraph("heading 4"), runs(heading.inlines, context))
    entry = next(context.headings)
    style = context.styles.paragraph(f"heading {entry.level}")
    first = "" if context.started else NEW_PAGE
    context.started = True
    return paragraph(style, context.bookmark(entry.bookmark, runs(heading.inlines, context)), first)


def _list(block: List, context: Context, style: str, level: int) -> str:
    """Each ordered list has a number of its own; later paragraphs of an item line up with its text.

    Headings inside an item are bold text: a heading of the outline cannot stand in a list.
    """
    was_numbered, context.numbered = context.numbered, False
    depth = level if level <= _DEEPEST else _DEEPEST - 2 + level % 3
    name = "List Number" if block.ordered else "List Bullet"
    style_id = context.styles.paragraph(style if style.startswith("Blok ") else name)
    if block.ordered:
        number = str(context.list_number(name, block.start, depth))
    else:
        number = context.styles.numbers.get(context.styles.paragraph(name), "1")
    indent = 397 * (depth + 1)
    more = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    if style.startswith("Blok "):
        # The bar at the left of a block stands at the first line's indent: outermost markers must not move it.
        more += f'<w:ind w:left="{227 + indent}" w:hanging="{284 if depth else indent}"/>'
    continued = context.styles.paragraph("List Continue")
    out: list[str] = []
    for given in block.items:
        item = [Paragraph((Strong(b.inlines),)) if type(b) is Heading else b for b in given]
        if item and type(item[0]) is Paragraph:
            out.append(paragraph(style_id, runs(item[0].inlines, context), more))
            item = item[1:]
        else:
            # The marker stands alone; what follows must stay with it.
            out.append(paragraph(style_id, "", KEEP + more if item else more))
        for inner in item:
            if type(inner) is Paragraph:
                out.append(paragraph(continued, runs(inner.inlines, context), f'<w:ind w:left="{indent}"/>'))
            else:
                out.append(_block(inner, context, style, continued, level + 1))
    context.numbered = was_numbered
    return "".join(out)


def _div(kind: str, blocks: Blocks, context: Context, level: int) -> str:
    """A block with a kind: its own style and a word that says what it is, so that colour is not alone."""
    _ = context.translate
    labels = {
        "instruktion": _("Instruction to the bidder"),
        "kunde": _("To be filled in by the customer"),
        "tilbudsgiver": _("To be filled in by the bidder"),
        "intern": _("Internal – never leaves the house"),
    }
    style = f"Blok {kind}"
    mark = context.styles.of_run("Blokmærke")
    word = context.bookmark(f"{LABEL}{context.bookmarks + 1}", run(labels.get(kind, kind), mark))
    label = paragraph(context.styles.paragraph(style), word, KEEP)
    return label + paragraphs(blocks, context, style, level)
