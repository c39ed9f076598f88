"""A table of a document -> requirements as labelled cells: one a row, or one a table with its labels down the side."""

from collections.abc import Mapping, Sequence

from ...base.text import folded
from ...model.prose import Block, Blocks, Code, Text, plain, walk
from ..values import Vocabulary
from .columns import recognised_as
from .escape import one_line
from .pieces import Grid
from .rows import unique

Cells = tuple[int, dict[str, Blocks]]
# Headers that say outright that the column holds requirements.
_OUTRIGHT = frozenset(
    ("krav", "kravtekst", "kravbeskrivelse", "requirement", "requirements", "anforderung", "anforderungstext")
)


def table_rows(content: Block | Grid, mapping: Mapping[str, str], words: Vocabulary) -> list[Cells]:
    """(line, cells) of each requirement; nothing for a table that is no requirement table."""
    if not isinstance(content, Grid):
        return []
    given = {folded(header) for header in mapping}
    grid = content.with_header()
    headers = [_header(cell) for cell in grid.header]
    if _is_list(headers, given, words):
        names = unique([header or "#" for header in headers])
        return [
            (line, dict(zip(names, row, strict=False)))
            for line, row in zip(_lines(grid), grid.rows, strict=False)
            if any(plain(cell) for cell in row)
        ]
    return _on_the_side(content, given, words)


def _header(cell: Blocks) -> str:
    """The words of a header cell, without the addresses behind them."""
    words = "".join(inline.text for inline in walk(cell) if isinstance(inline, Text | Code))
    return one_line(words or plain(cell))


def _is_list(headers: Sequence[str], given: set[str], words: Vocabulary) -> bool:
    """A column of texts, and one of ids or titles beside it or a header that says so."""
    fields: set[str] = set()
    for header in headers:
        fields |= recognised_as(header, words)
    named = {folded(header) for header in headers}
    if given & named:
        return True
    return "text" in fields and bool(fields & {"foreign_id", "title"} or named & _OUTRIGHT)


def _on_the_side(grid: Grid, given: set[str], words: Vocabulary) -> list[Cells]:
    rows = [*([grid.header] if grid.header else []), *grid.rows]
    lines = [*([grid.line] if grid.header else []), *_lines(grid)]
    if not rows or any(len(row) < 2 or any(plain(cell) for cell in row[2:]) for row in rows):
        return []
    out: list[Cells] = []
    cells: dict[str, Blocks] = {}
    known: set[str] = set()
    for line, row in zip(lines, rows, strict=False):
        label = one_line(plain(row[0])).rstrip(":")
        if label in cells or not cells:
            cells = {}
            out.append((line, cells))
        cells[label] = row[1]
        known |= recognised_as(label, words) if folded(label) not in given else {"text"}
    return out if "text" in known and len(known) >= 2 else []


def _lines(grid: Grid) -> tuple[int, ...]:
    return grid.lines or (0,) * len(grid.rows)
