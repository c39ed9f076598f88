"""Tables -> WordprocessingML: repeating header rows, rows that do not split, widths by content, never two in touch."""

import re
from collections.abc import Container, Iterator, Sequence

from ...base.xml import attribute
from ...model.prose import Inlines, Table
from .context import Context
from .inlines import field, run, runs, text_of
from .landscape import is_wide, turned_end, turned_width, upright_end

# The hexadecimal value and the attributes must agree: LibreOffice reads one, Word the other.
_REST = 'w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
LOOK = f'<w:tblLook w:val="0420" w:firstRow="1" {_REST}'
_KEPT = 12  # a table of no more rows than this is kept on one page
_LOOK_BARE = f'<w:tblLook w:val="0400" w:firstRow="0" {_REST}'
# Twips a letter of a table's text takes at most on average, and what a cell adds to its words.
_LETTER_WIDTH = 102
_WORD_PADDING = 260
_LONGEST_WORD = 24
_NUMBER = re.compile(r"[A-ZÆØÅ]-\d")  # the middle of `INT-012`


def prose_table(table: Table, context: Context) -> str:
    """A table from running text, with its caption above and a small gap below; a wide one on pages of its own."""
    if not is_wide(table) or not context.numbered or context.in_box:
        return _table(table, context)
    style, width = context.styles.paragraph("Tabelafstand"), context.width
    before = upright_end(context.section, context.turned == 0, style)
    context.turned += 1
    context.width = turned_width(context.section, width)
    xml = _table(table, context).removesuffix(gap(context))
    context.width = width
    return before + xml + turned_end(context.section, style)


def _table(table: Table, context: Context) -> str:
    rows = ((table.header,) if table.header else ()) + table.rows
    columns = max((len(row) for row in rows), default=0)
    if not columns:
        return ""
    texts = [[text_of(cell, context) for cell in row] for row in rows]
    available = context.width - (400 if context.in_box else 0)
    widths = column_widths(texts, available)
    cells = [[runs(cell, context) for cell in row] + [""] * (columns - len(row)) for row in rows]
    xml = grid(cells, widths, context, has_header=bool(table.header), aligns=table.aligns)
    fields, context.fields = context.fields, None  # a caption is no place to write in
    caption = _caption(table.caption, table.anchor, context)
    context.fields = fields
    return caption + xml + gap(context)


def grid(
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    context: Context,
    *,
    has_header: bool = True,
    aligns: Sequence[str] = (),
    description: str = "",
    leads: Container[int] = (),
) -> str:
    """A table of cells given as runs. `widths` in twips. The first row is the header and repeats on every page. A short
    table stays whole; in a long one the header and the rows in `leads` stay with the row below."""
    style = context.styles.of_table("Tabel")
    short = len(rows) <= _KEPT
    body = f'<w:pPr><w:pStyle w:val="{context.styles.paragraph("Tabeltekst")}"/>'
    head = f'<w:pPr><w:pStyle w:val="{context.styles.paragraph("Tabelhoved")}"/>'
    ends = [_align(aligns[n]) if n < len(aligns) else "</w:pPr>" for n in range(len(widths))]
    starts = [f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>' for width in widths]
    caption = f'<w:tblCaption w:val="{attribute(description)}"/>' if description else ""
    out = [
        f'<w:tbl><w:tblPr>{style}<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/>{LOOK if has_header else _LOOK_BARE}{caption}</w:tblPr><w:tblGrid>',
        *(f'<w:gridCol w:w="{width}"/>' for width in widths),
        "</w:tblGrid>",
    ]
    for number, row in enumerate(rows):
        is_head = has_header and number == 0
        properties = "<w:cantSplit/><w:tblHeader/>" if is_head else "<w:cantSplit/>"
        out.append(f"<w:tr><w:trPr>{properties}</w:trPr>")
        kept = number < len(rows) - 1 and (short or is_head or number in leads)
        style_xml = (head if is_head else body) + ("<w:keepNext/>" if kept else "")
        for start, end, cell in zip(starts, ends, row, strict=True):
            out.append(f"{start}{style_xml}{end}{cell}</w:p></w:tc>")
        out.append("</w:tr>")
    out.append("</w:tbl>")
    return "".join(out)


def gap(context: Context) -> str:
    """The paragraph that keeps two tables apart: Word joins tables that touch."""
    return f'<w:p><w:pPr><w:pStyle w:val="{context.styles.paragraph("Tabelafstand")}"/></w:pPr></w:p>'


def last_gap(context: Context) -> str:
    """What a document must end with when a table is its last: so low that it never takes a page of its own."""
    low = '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr>'
    return gap(context).replace("/></w:pPr>", f"/>{low}</w:pPr>")


def column_widths(texts: Sequence[Sequence[str]], available: int) -> list[int]:
    """Twips per column: room for the longest word of each (within reason), the rest by the amount of text. A short cell
    that names a requirement counts as one word where there is room: a number would break at its hyphen."""
    columns = [[row[n] for row in texts if n < len(row)] for n in range(max(len(row) for row in texts))]
    floors = [_floor(cells, whole=True) for cells in columns]
    if sum(floors) > available:
        floors = [_floor(cells) for cells in columns]
    spare = available - sum(floors)
    if spare < 0:
        widths = [floor * available // sum(floors) for floor in floors]
    else:
        weights = [min(sum(map(len, cells)) / len(cells), 120) ** 0.8 for cells in columns]
        total = sum(weights) or 1
        widths = [floor + int(spare * weight / total) for floor, weight in zip(floors, weights, strict=True)]
    widths[-1] += available - sum(widths)
    return widths


def _floor(cells: Sequence[str], whole: bool = False) -> int:
    return _WORD_PADDING + _LETTER_WIDTH * min(max(_word_lengths(cells, whole)), _LONGEST_WORD)


def _word_lengths(cells: Sequence[str], whole: bool) -> Iterator[int]:
    yield 4
    for cell in cells:
        if whole and len(cell) <= _LONGEST_WORD and _NUMBER.search(cell):
            yield len(cell)
        else:
            yield from map(len, cell.split())


def _align(align: str) -> str:
    return f'<w:jc w:val="{align}"/></w:pPr>' if align in ("right", "center") else "</w:pPr>"


def _caption(caption: Inlines, anchor: str, context: Context) -> str:
    if not caption and not anchor:
        return ""
    _ = context.translate
    style = f'<w:p><w:pPr><w:pStyle w:val="{context.styles.paragraph("caption")}"/></w:pPr>'
    if context.in_footnote:
        return f"{style}{runs(caption, context)}</w:p>"
    context.tables += 1
    number = field("SEQ Tabel \\* ARABIC", str(context.tables))
    target = context.target(f"tabel:{anchor}") if anchor else None
    if target is not None and target.bookmark:
        number = context.bookmark(target.bookmark, number)
    word = _("Table")
    text = run(f"{word} ") + number + (run(". ") + runs(caption, context) if caption else "")
    said = f"{word} {context.tables}" + (f". {text_of(caption, context)}" if caption else "")
    return f"{style}{context.caption('Tabel', said, text)}</w:p>"
