"""The text of a cell -> prose blocks. Cells are plain text with three exceptions: lists, references and facts.

A blank line parts paragraphs, `- ` or `• ` or `1. ` begins a list item, an indented line goes on with the item before.
`[@F-012]` and `{{ tilbudsfrist }}` work as in Markdown; a backslash before them takes their meaning away. Nothing else
is markup: `*`, `#`, `|` and `<` stay what they are. Numbers of a list are kept as written: where the count jumps, a
new list begins.
"""

import re

from ..model.prose import Block, Blocks, Inline, Inlines, LineBreak, List, Paragraph, Text
from .marks import has_marks, joined, marked

_ITEM = re.compile(r"[ \t]*(?:[-•]|([0-9]{1,3})\.)[ \t]+(?=\S)")
_ESCAPE = re.compile(r"\\(\{\{|\[@)")
_MAYBE_ITEM = frozenset("-•0123456789 \t")


def blocks_of(text: str, line: int = 0) -> Blocks:
    """`line` is where the cell stands in a text file (CSV), 0 in a workbook."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    if not text:
        return ()
    if "\n" not in text and not has_marks(text) and text[0] not in _MAYBE_ITEM:
        return (Paragraph((Text(text),)),)
    blocks: list[Block] = []
    paragraph: list[str] = []
    items: list[list[str]] = []
    first = 0  # the number the open list began with, 0 for bullets

    def end_paragraph() -> None:
        if paragraph:
            blocks.append(Paragraph(_lines(paragraph, line)))
            paragraph.clear()

    def end_list() -> None:
        if items:
            parsed = tuple((Paragraph(_lines(item, line)),) for item in items)
            blocks.append(List(first > 0, parsed, first or 1))
            items.clear()

    after_blank = False
    for written in text.split("\n"):
        if not written.strip():
            end_paragraph()
            after_blank = True
            continue
        found = _ITEM.match(written)
        number = int(found[1]) if found and found[1] else 0
        if found and not (found[1] and number == 0):
            end_paragraph()
            expected = first + len(items) if first else 0
            if items and number != expected:
                end_list()
            if not items:
                first = number
            items.append([written[found.end() :]])
        elif items and not after_blank and written[0] in " \t":
            items[-1].append(written)
        else:
            end_list()
            paragraph.append(written)
        after_blank = False
    end_paragraph()
    end_list()
    return tuple(blocks)


def _lines(lines: list[str], line: int) -> Inlines:
    out: list[Inline] = []
    for n, written in enumerate(lines):
        if n:
            out.append(LineBreak())
        out += inlines_of(written.strip(" \t"), line)
    return joined(out)


def inlines_of(text: str, line: int = 0) -> Inlines:
    """One line of a cell, without paragraphs and lists."""
    if "\\" not in text:
        return marked(text, line)
    out: list[Inline] = []
    end = 0
    for escape in _ESCAPE.finditer(text):
        out += marked(text[end : escape.start()], line)
        out.append(Text(escape[1]))
        end = escape.end()
    out += marked(text[end:], line)
    return tuple(out)
