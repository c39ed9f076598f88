"""markdown-it block tokens -> prose blocks, each top-level block with the line it starts on."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token
from msgspec.structs import replace

from ...base.i18n import _
from ...base.text import did_you_mean, legal
from ...model.place import Place
from ...model.problem import Problem, error, note, warning
from ...model.prose import (
    KINDS,
    Block,
    Blocks,
    CodeBlock,
    Div,
    Footnote,
    Inline,
    Inlines,
    List,
    Paragraph,
    Quote,
    Rule,
    Table,
    Text,
)
from .inlines import InlineBuilder
from .parser import DIV, Parsed
from .placed import Placed, heading
from .regular import REGULAR, regular_blocks

CAPTION = ("tabel:", "table:")


@dataclass(slots=True)
class BlockBuilder:
    """Builds one file's blocks and collects what it could not use."""

    path: str
    parsed: Parsed
    picture: Callable[[Token, Place], tuple[Inline, Problem | None]]
    problems: list[Problem] = field(default_factory=list)
    inlines: InlineBuilder = field(init=False)
    item_lines: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        self.inlines = InlineBuilder(self._picture)

    def build(self) -> list[Placed]:
        """Once."""
        tokens = self.parsed.tokens
        body, notes = _split_footnotes(tokens)
        self._footnotes(notes)
        out: list[Placed] = []
        at = 0
        while at < len(body):
            if body[at].type == REGULAR:
                out += regular_blocks(body[at], self.parsed.lines_before, self.inlines)
                at += 1
                continue
            line = self._line(body[at])
            block, at = self._block(body, at)
            if block is not None:
                out.append(Placed(block, line, self.item_lines if type(block) is List else ()))
        self._report_leftovers()
        # The two know each other: not let go, every token would live until the collector comes, at the build's end.
        del self.inlines
        return _with_captions(out)

    # --- one block ---------------------------------------------------------------------------------------------------

    def _block(self, tokens: Sequence[Token], at: int) -> tuple[Block | None, int]:
        token = tokens[at]
        kind = token.type
        line = self._line(token)
        match kind:
            case "paragraph_open":
                return self._paragraph(tokens[at + 1], line), at + 3
            case "heading_open":
                inlines = self.inlines.build(tokens[at + 1].children, line)
                return heading(int(token.tag[1]), inlines, line), at + 3
            case "bullet_list_open" | "ordered_list_open":
                return self._list(tokens, at)
            case "table_open":
                return self._table(tokens, at)
            case "fence" | "code_block":
                return CodeBlock(legal(token.content.rstrip("\n"))), at + 1
            case "hr":
                return Rule(), at + 1
            case "blockquote_open":
                blocks, at = self._blocks(tokens, at + 1, "blockquote_close")
                return Quote(blocks), at
        if kind == f"{DIV}_open":
            blocks, at = self._blocks(tokens, at + 1, f"{DIV}_close")
            return Div(self._kind(token, line), blocks), at
        if kind == "inline":
            return self._paragraph(token, line), at + 1
        if token.content.strip():
            self._problem(
                warning,
                "not-understood",
                line,
                _("This is not understood and is kept as plain text."),
                _("Write it as a paragraph, a list or a table."),
                token.content,
            )
            return Paragraph((Text(legal(token.content)),)), at + 1
        return None, at + 1

    def _blocks(self, tokens: Sequence[Token], at: int, closing: str) -> tuple[Blocks, int]:
        out: list[Block] = []
        while tokens[at].type != closing:
            block, at = self._block(tokens, at)
            if block is not None:
                out.append(block)
        return tuple(item.block for item in _with_captions([Placed(block, 0) for block in out])), at + 1

    def _paragraph(self, inline: Token, line: int) -> Paragraph | None:
        inlines = self.inlines.build(inline.children, line)
        return Paragraph(inlines) if inlines else None

    def _list(self, tokens: Sequence[Token], at: int) -> tuple[Block, int]:
        opening = tokens[at]
        is_ordered = opening.type == "ordered_list_open"
        closing = opening.type.replace("_open", "_close")
        items: list[Blocks] = []
        lines: list[int] = []
        at += 1
        while tokens[at].type != closing:
            lines.append(self._line(tokens[at]))
            item, at = self._blocks(tokens, at + 1, "list_item_close")
            items.append(item)
        self.item_lines = tuple(lines)  # the outermost list is done last
        start = opening.attrGet("start")
        return List(is_ordered, tuple(items), int(start) if start is not None else 1), at + 1

    def _table(self, tokens: Sequence[Token], at: int) -> tuple[Block, int]:
        line = self._line(tokens[at])
        rows: list[tuple[Inlines, ...]] = []
        row: list[Inlines] = []
        aligns: list[str] = []
        header_rows = 0
        at += 1
        while (kind := tokens[at].type) != "table_close":
            if kind == "tr_open":
                row = []
            elif kind in ("th_open", "td_open"):
                if kind == "th_open":
                    aligns.append(str(tokens[at].attrGet("style") or "").removeprefix("text-align:"))
                row.append(self.inlines.build(tokens[at + 1].children, self._line(tokens[at + 1]) or line))
            elif kind == "tr_close":
                rows.append(tuple(row))
            elif kind == "thead_close":
                header_rows = len(rows)
            at += 1
        header = rows[0] if header_rows and any(rows[0]) else ()
        return Table(header, tuple(rows[header_rows:]), tuple(aligns), (), "", line), at + 1

    # --- pieces ------------------------------------------------------------------------------------------------------

    def _kind(self, token: Token, line: int) -> str:
        kind = (token.info.strip().strip("{}. ").split() or [""])[0]
        if kind not in KINDS:
            near = did_you_mean(kind, KINDS)
            self._problem(
                error,
                "unknown-block-kind",
                line,
                _("«{kind}» is not a kind of block.").format(kind=kind),
                _("Did you mean «{near}»?").format(near=near)
                if near
                else _("Use one of: {kinds}.").format(kinds=", ".join(KINDS)),
                f"::: {kind}",
            )
        return kind

    def _footnotes(self, tokens: Sequence[Token]) -> None:
        # Twice: a footnote may refer to one that is defined after it.
        for _round in range(2):
            at = 0
            while at < len(tokens):
                if tokens[at].type == "footnote_open":
                    number = int(tokens[at].meta["id"])
                    blocks, at = self._blocks(tokens, at + 1, "footnote_close")
                    self.inlines.footnotes[number] = Footnote(blocks)
                else:
                    at += 1
            if not any(t.type == "footnote_ref" for token in tokens for t in token.children or ()):
                return

    def _report_leftovers(self) -> None:
        for label, address in sorted(self.parsed.definitions.items()):
            if address not in self.inlines.used_addresses:
                written = self._as_written(label)
                self._problem(
                    warning,
                    "unused-definition",
                    self._find(f"[{label}]:"),
                    _("The link «{label}» is defined but never used; it is left out.").format(label=written),
                    _("Use it as [text][{label}], or delete the line.").format(label=written),
                    address,
                )
        for title, line in self.inlines.titles:
            self._problem(
                note,
                "link-title",
                line,
                _("The title of a link is not printed."),
                _("Write it in the text if the reader needs it."),
                title,
            )
        for label in self.parsed.unused_footnotes:
            self._problem(
                warning,
                "unused-footnote",
                self._find(f"[^{label}]:"),
                _("Footnote «{label}» is never referred to; it is left out.").format(label=label),
                _("Put [^{label}] where it belongs, or delete it.").format(label=label),
            )
        for label, line in self.inlines.missing_footnotes.items():
            self._problem(
                error,
                "missing-footnote",
                line,
                _("Footnote «{label}» has no text.").format(label=label),
                _("Add a line that begins with [^{label}]:").format(label=label),
            )

    def _find(self, text: str) -> int:
        wanted = text.casefold()
        for number, line in enumerate(self.parsed.source.split("\n"), 1):
            if wanted in line.casefold():
                return number + self.parsed.lines_before
        return 0

    def _as_written(self, label: str) -> str:
        """The parser knows labels in capitals only."""
        found = re.search(rf"\[({re.escape(label)})\]:", self.parsed.source, re.IGNORECASE)
        return found[1] if found else label

    def _line(self, token: Token) -> int:
        return token.map[0] + 1 + self.parsed.lines_before if token.map else 0

    def _picture(self, token: Token, line: int) -> Inline:
        inline, problem = self.picture(token, Place(self.path, line))
        if problem is not None:
            self.problems.append(problem)
        return inline

    def _problem(
        self, make: Callable[..., Problem], code: str, line: int, message: str, fix: str, excerpt: str = ""
    ) -> None:
        self.problems.append(make(code, Place(self.path, line), message, fix, excerpt=excerpt))


def _split_footnotes(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    for at, token in enumerate(tokens):
        if token.type == "footnote_block_open":
            return tokens[:at], tokens[at + 1 : -1]
    return tokens, []


def _with_captions(placed: list[Placed]) -> list[Placed]:
    """A paragraph `Tabel: text {#anchor}` right before a table is the table's caption."""
    out: list[Placed] = []
    for item in placed:
        if type(item.block) is Table and out and (caption := _caption(out[-1].block)):
            out.pop()
            item = Placed(replace(item.block, caption=caption[0], anchor=caption[1]), item.line)
        out.append(item)
    return out


def _caption(block: Block) -> tuple[Inlines, str] | None:
    if type(block) is not Paragraph or not block.inlines or type(block.inlines[0]) is not Text:
        return None
    first = block.inlines[0].text
    if not first.casefold().startswith(CAPTION):
        return None
    inlines = (Text(first.split(":", 1)[1].lstrip()), *block.inlines[1:])
    last = inlines[-1]
    anchor = ""
    if type(last) is Text and last.text.rstrip().endswith("}") and "{#" in last.text:
        text, _brace, rest = last.text.rpartition("{#")
        anchor = rest.rstrip().removesuffix("}")
        inlines = (*inlines[:-1], Text(text.rstrip()))
    return tuple(i for i in inlines if i != Text("")), anchor
