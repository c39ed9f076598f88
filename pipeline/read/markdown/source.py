"""Bytes of a Markdown file -> its placed blocks and front matter, or a Problem that says why not."""

import re
from pathlib import Path

from msgspec import Struct

from ...base.i18n import _
from ...base.text import illegal_characters
from ...model.place import Place
from ...model.problem import Problem, error, warning
from ...model.prose import Strike, Table, plain_inlines, walk
from .blocks import BlockBuilder
from .parser import NESTING, parse
from .pictures import picture_reader
from .placed import Placed
from .unclosed import code_lines, repeated_definitions, unclosed

_PIPE = re.compile(r"(?<!\\)\|")


class MarkdownFile(Struct, frozen=True):
    """`lines` is the file as written, `code_lines` the numbers of those inside code blocks."""

    path: str
    front_matter: str
    blocks: tuple[Placed, ...]
    problems: tuple[Problem, ...]
    lines: tuple[str, ...] = ()
    code_lines: frozenset[int] = frozenset()


def read_source(data: bytes, path: str, file: Path, root: Path, regular: bool = True) -> MarkdownFile:
    """`path` is the project-relative name used in places; `file` and `root` locate pictures.

    `regular` False: all of it by markdown-it's own rules, which give the same and take three times as long.
    """
    text, problems = decoded(data, path)
    if text is None:
        return MarkdownFile(path, "", (), problems)
    found = [*problems, *_suspicious(text, path)]
    parsed = parse(text, regular)
    if any(token.level >= NESTING - 1 for token in parsed.tokens):
        found.append(
            error(
                "too-deep",
                Place(path),
                _("Lists or quotes are nested more than {n} deep.").format(n=NESTING),
                _("Use fewer levels; what lies deeper cannot be read."),
            )
        )
    builder = BlockBuilder(path, parsed, picture_reader(file, root))
    blocks = tuple(builder.build())
    found += builder.problems
    if any(token.type == "table_open" for token in parsed.tokens):  # the rows of a regular one are alike
        found += _ragged_tables(text, parsed.lines_before, blocks, path)
    found += unclosed(parsed, path)
    found += repeated_definitions(parsed, path)
    found += _struck(text, blocks, path)
    return MarkdownFile(path, parsed.front_matter, blocks, tuple(found), tuple(text.split("\n")), code_lines(parsed))


def decoded(data: bytes, path: str) -> tuple[str | None, tuple[Problem, ...]]:
    """UTF-8 (with or without BOM) -> text with LF line ends; anything else is refused with the line it shows on."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None, (_not_utf8(path, 1),)
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in data:
        line = data[: data.index(b"\0")].count(b"\n") + 1
        return None, (
            error(
                "bad-encoding",
                Place(path, line),
                _("The file holds a NUL character; it is not a text file."),
                _("Save it again as UTF-8 text."),
            ),
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as failure:
        return None, (_not_utf8(path, data[: failure.start].count(b"\n") + 1),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), ()


def _not_utf8(path: str, line: int) -> Problem:
    return error(
        "bad-encoding",
        Place(path, line),
        _("The file is not UTF-8, so Danish letters cannot be read."),
        _("Open it in your editor and save it with the encoding UTF-8."),
    )


def _suspicious(text: str, path: str) -> list[Problem]:
    found = []
    if signs := illegal_characters(text):
        line = next(n for n, row in enumerate(text.split("\n"), 1) if illegal_characters(row))
        found.append(
            warning(
                "control-character",
                Place(path, line),
                _("Characters that neither Word nor Excel can hold are left out: {signs}.").format(
                    signs=", ".join(signs)
                ),
                _("Delete them."),
            )
        )
    if (at := text.find("<!--")) >= 0:
        found.append(
            warning(
                "html-comment",
                Place(path, text.count("\n", 0, at) + 1),
                _("HTML is not read here; the comment is printed as it stands."),
                _("Use a block ::: intern … ::: for what only the project may read."),
                excerpt="<!--",
            )
        )
    return found


def _struck(text: str, blocks: tuple[Placed, ...], path: str) -> list[Problem]:
    """Struck words are printed struck in Word, but a matrix and a comparison see plain text."""
    if "~~" not in text:
        return []
    return [
        warning(
            "struck-text",
            Place(path, placed.line),
            _("Struck-through words still count: matrices and comparisons see plain text."),
            _("Delete what shall not count."),
            excerpt=plain_inlines(node.inlines),
        )
        for placed in blocks
        for node in walk((placed.block,))
        if type(node) is Strike
    ]


def _ragged_tables(text: str, offset: int, blocks: tuple[Placed, ...], path: str) -> list[Problem]:
    """Markdown silently drops cells beyond the last column of the header; we say so."""
    lines: list[str] = []
    found = []
    for block in walk(tuple(b.block for b in blocks)):
        if type(block) is not Table:
            continue
        lines = lines or text.split("\n")
        width = len(block.header) or len(block.aligns)
        for number in range(block.line, block.line + len(block.rows) + 2):
            cells = len(_PIPE.findall(lines[number - 1].strip().strip("|"))) + 1 if number <= len(lines) else 0
            if cells > width:
                found.append(
                    error(
                        "too-many-cells",
                        Place(path, number),
                        _("The row has {cells} cells, the table has {width} columns.").format(cells=cells, width=width),
                        _("Add a column to the header row, or write \\| for a bar inside a cell."),
                        excerpt=lines[number - 1],
                    )
                )
    return found
