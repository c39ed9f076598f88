"""Tamed prose -> lines of Markdown that our own reader reads back with the same `plain()`; Hypothesis asks."""

import re
from functools import cache

from ...model.prose import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
    plain_inlines,
    walk_inlines,
)
from ..markdown.inlines import InlineBuilder
from ..markdown.parser import parse
from .escape import escaped, line_start

_MEANT = re.compile(r"(\[\^[0-9]+\])([:(])")  # a definition, or a link, where a colon or bracket is text
_TICKS = re.compile(r"`+")
_CAPTION = re.compile(r"(tabel|table):", re.IGNORECASE)


class Writer:
    """One per file: footnotes are numbered through it and handed out by `footnotes`."""

    def __init__(self) -> None:
        self._notes: list[str] = []
        self._given = 0

    def footnotes(self) -> list[str]:
        """The definitions of the footnotes met since the last call."""
        notes, self._notes = self._notes, []
        return notes

    def blocks(self, blocks: Blocks, taken: str = "") -> list[str]:
        """`taken`: the marker of the list right above or around; the first list here looks different to stay one of
        its own."""
        out: list[str] = []
        marker = taken
        for index, block in enumerate(blocks):
            if type(block) is List:
                marker = _other_marker(marker, block.ordered)
                lines = self._list(block, marker)
            else:
                marker = ""
                before_table = index + 1 < len(blocks) and type(blocks[index + 1]) is Table
                lines = self._block(block, before_table)
            out += ["", *lines] if out else lines
        return out

    def _block(self, block: Block, before_table: bool) -> list[str]:
        match block:
            case Paragraph(inlines):
                return self.paragraph(inlines, before_table)
            case Table(header, rows):
                width = max(len(row) for row in (header, *rows))
                lines = [self._row(row, width) for row in (header, *rows)]
                return [lines[0], "|" + " --- |" * width, *lines[1:]]
            case CodeBlock(text):
                fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(text)), default=0))
                return [fence, *text.split("\n"), fence]
            case Quote(inner):
                return [f"> {line}".rstrip(" ") for line in self.blocks(inner)]
        raise TypeError(block)

    def _list(self, block: List, marker: str) -> list[str]:
        out: list[str] = []
        for number, item in enumerate(block.items, block.start):
            sign = f"{number}{marker}" if block.ordered else marker
            lines = self.blocks(item, marker) or [""]
            indent = " " * (len(sign) + 1)
            out += [f"{sign} {lines[0]}".rstrip(" "), *(indent + line if line else "" for line in lines[1:])]
        return out

    def _row(self, row: tuple[Inlines, ...], width: int) -> str:
        cells = [self.inline(cell).replace("\n", " ").replace("|", "\\|") for cell in row]
        return "| " + " | ".join(cells + [""] * (width - len(cells))) + " |"

    def paragraph(self, inlines: Inlines, before_table: bool = False) -> list[str]:
        """One paragraph. A bold beginning with a colon loses the bold, since it would be read as a field."""
        while _labels(inlines):
            first = inlines[0]
            assert type(first) is Strong
            inlines = (*first.inlines, *inlines[1:])
        lines = [line_start(line) for line in self.inline(inlines).split("\n")]
        if before_table and _CAPTION.match(lines[0]):
            lines[0] = _CAPTION.sub(r"*\1*:", lines[0], count=1)
        return [f"{line}\\" for line in lines[:-1]] + lines[-1:]

    def inline(self, inlines: Inlines) -> str:
        """Emphasis has edges on which its marks are not seen as marks; such text is written without it."""
        if all(type(i) is Text or type(i) is LineBreak for i in inlines):
            return self._text(inlines)
        if any(type(i) is Footnote for i in walk_inlines(inlines)):
            return self._text(_bare(inlines))
        written = self._text(inlines)
        return written if _reads_as(written, inlines) else self._text(_bare(inlines))

    def _text(self, inlines: Inlines) -> str:
        lines = _MEANT.sub(r"\1\\\2", "".join(map(self._inline, inlines))).split("\n")
        return "\n".join(line.strip(" ") for line in lines).strip("\n")

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return escaped(text)
            case LineBreak():
                return "\n"
            case Strong(inner):
                return _wrapped("**", self._text(inner), inner)
            case Emphasis(inner):
                return _wrapped("*", self._text(inner), inner)
            case Strike(inner):
                return _wrapped("~~", self._text(inner), inner)
            case Code(text):
                fence = "`" * (1 + max(map(len, _TICKS.findall(text)), default=0))
                pad = " " if text[0] == "`" or text[-1] == "`" else ""
                return f"{fence}{pad}{text}{pad}{fence}"
            case Link(inner, url):
                address = f"<{url}>" if "(" in url or ")" in url else url
                return f"[{self._text(inner)}]({address})"
            case Footnote(blocks):
                return self._footnote(blocks)
        raise TypeError(inline)

    def _footnote(self, blocks: Blocks) -> str:
        self._given += 1
        label = f"[^{self._given}]"
        lines = self.blocks(blocks)
        self._notes.append("\n".join([f"{label}: {lines[0]}", *(f"    {line}" if line else "" for line in lines[1:])]))
        return label


def _other_marker(taken: str, ordered: bool) -> str:
    """Two lists in a row stay two, and no row of dashes arises, when their markers differ."""
    if ordered:
        return ")" if taken == "." else "."
    return "*" if taken == "-" else "-"


def _wrapped(mark: str, text: str, inner: Inlines) -> str:
    """The marks stand at the words: blanks at the edges go outside."""
    if not text or "\n" in text:
        return text
    first, last = inner[0], inner[-1]
    before = " " if type(first) is Text and first.text.startswith(" ") else ""
    after = " " if type(last) is Text and last.text.endswith(" ") else ""
    return f"{before}{mark}{text}{mark}{after}"


def _bare(inlines: Inlines) -> Inlines:
    """The text alone, as `plain` has it; footnotes stay footnotes."""
    out: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text() | LineBreak() | Footnote():
                out.append(inline)
            case Strong(inner) | Emphasis(inner) | Strike(inner):
                out += _bare(inner)
            case Link(inner, url):
                text = plain_inlines(inner)
                out += _bare(inner) if text == url or f"mailto:{text}" == url else (*_bare(inner), Text(f" ({url})"))
            case Code(text):
                out.append(Text(text))
    return tuple(out)


def _labels(inlines: Inlines) -> bool:
    """`**Begrundelse:** …` and `**Begrundelse**: …` begin a long field."""
    if not inlines or type(inlines[0]) is not Strong:
        return False
    after = inlines[1].text if len(inlines) > 1 and type(inlines[1]) is Text else ""
    return plain_inlines(inlines[0].inlines).endswith(":") or after.startswith(":")


@cache
def _builder() -> InlineBuilder:
    return InlineBuilder(lambda _token, _line: Text(""))


def _reads_as(written: str, inlines: Inlines) -> bool:
    source = "\\\n".join(line_start(line) for line in written.split("\n"))
    tokens = parse(source).tokens
    if [token.type for token in tokens] != ["paragraph_open", "inline", "paragraph_close"]:
        return False
    return plain_inlines(_builder().build(tokens[1].children, 1)) == plain_inlines(inlines)
