"""What Markdown and Word files come apart into before requirements are looked for: blocks with lines, tables as grids.

Cells of a Word table hold whole blocks; our prose tables hold inlines. Requirements want the blocks.
"""

from collections.abc import Sequence

from msgspec import Struct

from ...model.prose import Block, Blocks, Heading, Inlines, Paragraph, Table, Text, plain


class Grid(Struct, frozen=True):
    """`header` is () for a table without a header row. `lines`: where each row stands, 0 where there are no lines."""

    header: tuple[Blocks, ...]
    rows: tuple[tuple[Blocks, ...], ...]
    lines: tuple[int, ...] = ()
    line: int = 0

    def with_header(self) -> "Grid":
        """The first row as the header: Word often does not mark it."""
        if self.header or not self.rows:
            return self
        return Grid(self.rows[0], self.rows[1:], self.lines[1:], self.line)


class Piece(Struct, frozen=True):
    content: Block | Grid
    line: int = 0

    @property
    def heading(self) -> Heading | None:
        return self.content if isinstance(self.content, Heading) else None

    def text(self) -> str:
        if isinstance(self.content, Grid):
            rows = [self.content.header, *self.content.rows] if self.content.header else self.content.rows
            return "\n".join(" | ".join(plain(cell) for cell in row) for row in rows[:3])
        return plain((self.content,))

    def blocks(self) -> Blocks:
        return (table_of(self.content),) if isinstance(self.content, Grid) else (self.content,)


def grid_of(table: Table) -> Grid:
    """A Markdown table: two lines above its first row, one line a row."""
    header = tuple((Paragraph(cell),) if cell else () for cell in table.header)
    rows = tuple(tuple((Paragraph(cell),) if cell else () for cell in row) for row in table.rows)
    return Grid(header, rows, tuple(range(table.line + 2, table.line + 2 + len(rows))), table.line)


def table_of(grid: Grid) -> Table:
    """As running text again; a cell of several blocks becomes one line."""
    return Table(tuple(_inlines(c) for c in grid.header), tuple(tuple(_inlines(c) for c in row) for row in grid.rows))


def _inlines(cell: Sequence[Block]) -> Inlines:
    if len(cell) == 1 and type(cell[0]) is Paragraph:
        return cell[0].inlines
    text = " ".join(plain(tuple(cell)).split())
    return (Text(text),) if text else ()
