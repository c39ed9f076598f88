"""The regular shape of requirement files, recognised ahead of markdown-it's rules: headings, paragraphs, flat lists of
one-line items and tables, parted by blank lines. Nothing in their texts is markup but bold words and marks of our own.

A rule of markdown-it like its own, tried first and outside other blocks only. It takes lines of which the other rules
could make nothing else, and leaves the first line of any other shape to them; `test_regular.py` compares the two. So it
knows what could begin something else, and refuses each text in which it would have to understand more.
"""

import re
from collections.abc import Iterator
from functools import cache

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from ...model.prose import List, Paragraph, Table
from .inlines import InlineBuilder
from .placed import Placed, heading

REGULAR = "regular"

_REFERENCE = r"\[@[A-Za-zÆØÅæøå0-9.:#-]++\](?![(\[])"
_BLANK = r"\[udfyldes:[^{signs}]*+\](?![(\[])"
_FACT = r"\{\{ *+[A-Za-zæøåÆØÅ][A-Za-z0-9æøåÆØÅ_.-]*+ *+\}\}"
_LETTER = "[0-9A-Za-zÀ-ÖØ-öø-ɏ]"


def _text(signs: str) -> str:
    """A line's text without the `signs`. Bold words begin at a word's beginning and end at a word's end, so that their
    stars can be nothing else."""
    blank = _BLANK.format(signs=signs)
    plain = rf"[^{signs}]*+(?:(?:{_REFERENCE}|{blank}|{_FACT}|\{{(?!\{{)|[<&](?= ))[^{signs}]*+)*+"
    end = rf"(?:(?<={_LETTER})(?=\*\*[ .,;:)\n])|(?<=\S)(?=\*\*(?: |\n|\Z)))"
    return rf"{plain}(?:(?<![^ (\n])\*\*(?={_LETTER}){plain}{end}\*\*{plain})*+"


_SIGNS = r"\\`*_{\[\]!<&~\n\t\r\x0b\x0c"
_TEXT = _text(_SIGNS)
_CELL = _text(_SIGNS + "|")
_FACTS = re.compile(_FACT)
# What a line of text can begin with: no list, quote, heading, rule, block, table or definition does.
_START = rf'(?=(?![0-9]+[.)]){_LETTER}|\*\*{_LETTER}|[("«»“”§/]|\[@[^\]]++\](?!:))'
_LINE = rf"{_START}{_TEXT}(?<=\S)"
_ROW = rf"\|(?:{_CELL}\|)++"
_DONE = r"(?=\n\n|\n*\Z)"


@cache
def _block() -> re.Pattern[str]:
    """Compiled for the first text that asks: it takes longer than to read a small file."""
    return re.compile(
        rf"(?:(?P<heading>#{{1,6}} ++(?=\S){_CELL}(?<=[^\s#])(?=\n|\Z))"  # with a bar it could be the head of a table
        rf"|(?P<list>(?:- {_LINE}(?:\n|\Z))++(?=\n++[^\s-]|\n*\Z))"  # what is indented or a dash would belong to it
        rf"|(?P<table>{_ROW}\n\|(?: *:?-++:? *\|)++(?:\n{_ROW})*+{_DONE})"
        rf"|(?P<paragraph>{_LINE}(?:\n{_LINE})*+{_DONE}))\n*+"
    )


def is_taken(label: str) -> bool:
    """Whether a link so defined would be text here."""
    return label.casefold().startswith(("@", "udfyldes:"))


def rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Takes as many blocks as it can from line `start` on, as one token."""
    if silent or state.level or state.blkIndent:
        return False
    blocks, at, line = _taken(state.src, state.bMarks[start], start)
    if not blocks:
        return False
    state.line = line if at < len(state.src) else end
    state.tokens.append(_token(blocks, start, state.line))
    return True


def whole(source: str) -> Token | None:
    """The same where all of a text is of that shape: then there is nothing to ask the other rules."""
    empty = len(source) - len(source.lstrip("\n"))
    blocks, at, line = _taken(source, empty, empty)
    return _token(blocks, empty, line) if blocks and at == len(source) else None


_Blocks = list[tuple[str, int, str]]  # kind, line from 0, the text of its lines


def _taken(source: str, at: int, line: int) -> tuple[_Blocks, int, int]:
    """The regular blocks from `at` on, with place and line of what comes after them."""
    blocks: _Blocks = []
    block = _block()
    while found := block.match(source, at):
        kind = found.lastgroup or ""
        text = found[kind]
        if not _is_clear(kind, text):
            break
        blocks.append((kind, line, text))
        line += source.count("\n", at, found.end())
        at = found.end()
    return blocks, at, line


def _token(blocks: _Blocks, start: int, end: int) -> Token:
    return Token(REGULAR, "", 0, map=[start, end], meta={REGULAR: blocks}, block=True)


def _is_clear(kind: str, text: str) -> bool:
    """Braces of template languages may hold stars; a row with more or fewer cells is another table, or none."""
    if kind == "table" and len({row.count("|") for row in text.split("\n")}) > 1:
        return False
    return "{" not in text or "**" not in text or "{" not in _FACTS.sub("", text)


def regular_blocks(token: Token, lines_before: int, inlines: InlineBuilder) -> Iterator[Placed]:
    """What stands in the lines of such a token. `lines_before` is added to their numbers."""
    for kind, at, text in token.meta[REGULAR]:
        line = at + 1 + lines_before
        if kind == "paragraph":
            yield Placed(Paragraph(inlines.regular(text, line)), line)
        elif kind == "heading":
            signs, _blank, title = text.partition(" ")
            yield Placed(heading(len(signs), inlines.regular(title.lstrip(" "), line), line), line)
        elif kind == "table":
            yield Placed(_table(text, line, inlines), line)
        else:
            said = text.rstrip("\n")[2:].split("\n- ")
            items = tuple((Paragraph(inlines.regular(one, n)),) for n, one in enumerate(said, line))
            yield Placed(List(False, items), line, tuple(range(line, line + len(items))))


def _table(text: str, line: int, inlines: InlineBuilder) -> Table:
    header, rule, *rows = _rows(text)
    printed = tuple(tuple(inlines.regular(c, n) for c in row) for n, row in enumerate(rows, line + 2))
    titles = tuple(inlines.regular(cell, line) for cell in header)
    aligns = tuple(_ALIGNS[cell[0] == ":", cell[-1] == ":"] for cell in rule)
    return Table(titles if any(titles) else (), printed, aligns, (), "", line)


_ALIGNS = {(True, True): "center", (False, True): "right", (True, False): "left", (False, False): ""}


def _rows(text: str) -> list[list[str]]:
    return [[cell.strip(" ") for cell in row[1:-1].split("|")] for row in text.split("\n")]
