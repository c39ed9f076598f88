"""Running text -> its plain lines with the tables apart, for a document that shows others' words without their markup.

References, facts and footnotes are as in `plain`; a table inside a list stays lines of that list.
"""

from collections.abc import Callable, Iterator

from .prose import Block, Blocks, Div, Names, Quote, Table, plain, plain_inlines
from .struct import Struct


class Grid(Struct, frozen=True):
    """Plain cells, every row as long as the longest. `header`: the first row is one."""

    rows: tuple[tuple[str, ...], ...]
    header: bool


Passage = tuple[str | Grid, ...]


def passage(blocks: Blocks, names: Names) -> Passage:
    """Texts and tables in turn, none of them empty; line by line the same as `plain(blocks, names)`."""
    found: list[str | Grid] = []
    running: list[Block] = []

    def flush() -> None:
        if text := plain(tuple(running), names):
            found.append(text)
        running.clear()

    for block in _flat(blocks):
        if not isinstance(block, Table):
            running.append(block)
            continue
        flush()
        if caption := plain_inlines(block.caption, names):
            found.append(caption)
        if grid := _grid(block, names):
            found.append(grid)
    flush()
    return tuple(found)


def changed(parts: Passage, change: Callable[[str], str]) -> Passage:
    """Every text and every cell through `change`."""
    return tuple(
        change(part) if isinstance(part, str) else Grid(tuple(tuple(map(change, r)) for r in part.rows), part.header)
        for part in parts
    )


def _flat(blocks: Blocks) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Div | Quote):
            yield from _flat(block.blocks)
        else:
            yield block


def _grid(table: Table, names: Names) -> Grid | None:
    lines = [*([table.header] if table.header else []), *table.rows]
    width = max(map(len, lines), default=0)
    cells = (tuple(plain_inlines(cell, names) for cell in line) for line in lines)
    padded = tuple((*line, *("",) * (width - len(line))) for line in cells)
    return Grid(padded, bool(table.header)) if width else None
