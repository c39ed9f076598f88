"""A plain text from decisions.yaml -> blocks: a blank line parts paragraphs, `- ` and `1. ` make lists, [@…] and
{{ … }} work, nothing else is markup. The rule for cells of a form, too."""

import re

from ..base.text import normal
from ..model.prose import Block, Blocks, Fact, Inline, Inlines, LineBreak, List, Paragraph, Reference, Text

_MARKUP = re.compile(r"\[@([A-Za-zÆØÅæøå0-9.:#-]+)\]|(?<!\\)\{\{\s*([a-zæøå][a-zA-ZæøåÆØÅ0-9_.]*)\s*\}\}|(\n)")
_ITEM = re.compile(r"(?:[-•*]|(\d+)[.)])\s+(.*)")


def blocks_of(text: str) -> Blocks:
    out: list[Block] = []
    for part in re.split(r"\n\s*\n", normal(text)):
        lines: list[str] = []
        items: list[tuple[str, str]] = []
        for line in part.split("\n"):
            if found := _ITEM.match(line):
                items.append((found[1] or "", found[2]))
            elif items:
                items[-1] = (items[-1][0], f"{items[-1][1]}\n{line}")
            elif line:
                lines.append(line)
        if lines:
            out.append(Paragraph(inlines_of("\n".join(lines))))
        if items:
            first = items[0][0]
            out.append(List(bool(first), tuple((Paragraph(inlines_of(item)),) for _n, item in items), int(first or 1)))
    return tuple(out)


def inlines_of(text: str) -> Inlines:
    out: list[Inline] = []
    at = 0
    for found in _MARKUP.finditer(text):
        if found.start() > at:
            out.append(Text(text[at : found.start()]))
        target, fact, newline = found.groups()
        if target:
            out.append(Reference(target))
        elif newline:
            out.append(LineBreak())
        else:
            out.append(Fact(fact, found[0]))
        at = found.end()
    if at < len(text):
        out.append(Text(text[at:].replace("\\{{", "{{")))
    return tuple(out)
