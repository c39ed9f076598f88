"""What every kind of workbook is read into: sheets of rows of filled cells, each with its address.

Empty cells are not there. `text` is what the person saw, `kind` how the program they used had stored it.
"""

import re
from functools import cache
from typing import NamedTuple

from msgspec import Struct

# A cell's kind. `error`: `#N/A` and its like. `formula`: a formula whose result was not stored, so the text is ''.
KINDS = ("text", "number", "date", "boolean", "error", "formula")

# A requirement list has some thousands of rows. These caps only stop files that would never end.
MAX_ROW = 200_000
MAX_COLUMN = 1_000
MAX_CELLS = 1_000_000


class Cell(NamedTuple):
    """`column` is 1-based. `struck`: all of its text is crossed out. (A tuple: a big list has millions of them.)"""

    ref: str
    text: str
    kind: str
    column: int
    struck: bool = False


class Row(Struct, frozen=True):
    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False


class Span(Struct, frozen=True):
    """Merged cells: `row`, `column` is the upper left one, which has the value."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def ref(self) -> str:
        return f"{letters(self.column)}{self.row}:{letters(self.last_column)}{self.last_row}"


class Mark(Struct, frozen=True):
    """What a sheet has beside cell texts: comment, drawing, picture, struck, control, beyond. `ref` may be ''."""

    kind: str
    ref: str
    text: str = ""


class Sheet(Struct, frozen=True):
    name: str
    hidden: bool
    rows: tuple[Row, ...]
    hidden_columns: tuple[tuple[int, int], ...] = ()
    merges: tuple[Span, ...] = ()
    marks: tuple[Mark, ...] = ()


_REF = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})$")


@cache
def letters(column: int) -> str:
    """28 -> AB."""
    out = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        out = chr(65 + rest) + out
    return out


@cache
def column_of(name: str) -> int:
    """AB -> 28; 0 for what is no column name."""
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            return 0
        number = number * 26 + ord(letter) - 64
    return number


def span_of(text: str) -> Span | None:
    """`B2:C4` -> Span; None for a single cell or what is no range."""
    first, _, last = text.partition(":")
    one, two = _REF.match(first), _REF.match(last)
    if one is None or two is None:
        return None
    columns = sorted((column_of(one[1].upper()), column_of(two[1].upper())))
    rows = sorted((int(one[2]), int(two[2])))
    span = Span(rows[0], columns[0], rows[1], columns[1])
    return span if (span.row, span.column) != (span.last_row, span.last_column) else None
