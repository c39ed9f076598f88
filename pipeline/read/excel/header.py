"""A sheet as people leave it -> its table: the header row, found by its texts, and what each column is for.

Title blocks above the header are passed over; columns may be renamed to a synonym, moved, doubled or added.
"""

from collections.abc import Callable
from functools import lru_cache

from msgspec import Struct

from ...base.text import folded
from .grid import Cell, Row, Sheet

# A header further down than this is none.
_DEPTH = 40

ID_HEADERS = frozenset(
    {
        *(
            "krav-id",
            "krav id",
            "kravid",
            "krav-nr",
            "krav nr",
            "kravnr",
            "kravnummer",
            "krav nummer",
            "id",
            "id-nr",
            "nr",
        ),
        *("requirement id", "requirement no", "req id", "no"),
    }
)
KEY_HEADERS = frozenset(("rækkenøgle", "række-nøgle", "row key"))
# The form's own words about a row: formulas that say what is missing. Nobody's contribution.
STATE_HEADERS = frozenset(("mangler", "missing"))


class Column(Struct, frozen=True):
    """`role` is what the column is for: a field name, `id`, `key` …; '' where nobody knows."""

    number: int
    role: str
    header: str
    ref: str


class Table(Struct, frozen=True):
    """`above` are the rows over the header row, `rows` the ones under it, `repeated` headers pasted in among them."""

    header: Row
    columns: tuple[Column, ...]
    above: tuple[Row, ...]
    rows: tuple[Row, ...]
    repeated: tuple[Row, ...] = ()
    doubled: tuple[Column, ...] = ()

    def column(self, role: str) -> Column | None:
        return next((c for c in self.columns if c.role == role), None)

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(c.role for c in self.columns if c.role)


Role = Callable[[str], str]


@lru_cache(maxsize=8192)
def variants(header: str) -> tuple[str, ...]:
    """`Type\\n(MK, PK, K)`, `Type (MK/PK/K)` and `Type *` are all headed Type.

    Kept, because every form of a package has the same texts in its first rows and they are all asked about.
    """
    words = (folded(header), folded(header.strip().split("\n")[0]), folded(header.partition("(")[0]))
    return tuple(dict.fromkeys(words))


def table_of(
    sheet: Sheet, role: Role, enough: Callable[[frozenset[str]], bool], labels: frozenset[str] = frozenset()
) -> Table | None:
    """The row with the most known headers among the first ones, if they are `enough`. `labels` are no synonyms."""
    best: tuple[int, int] | None = None
    for index, row in enumerate(sheet.rows[:_DEPTH]):
        roles = {r for cell in row.cells if cell.kind == "text" and (r := role(cell.text))}
        if enough(frozenset(roles)) and (best is None or len(roles) > best[0]):
            best = (len(roles), index)
    if best is None:
        return None
    header = sheet.rows[best[1]]
    columns, doubled = _columns(header.cells, role, labels)
    texts = {cell.column: cell.text.strip() for cell in header.cells}
    rows: list[Row] = []
    repeated: list[Row] = []
    for row in sheet.rows[best[1] + 1 :]:
        same = sum(texts.get(cell.column) == cell.text.strip() for cell in row.cells)
        (repeated if same > 1 and same * 2 > len(row.cells) else rows).append(row)
    return Table(header, columns, sheet.rows[: best[1]], tuple(rows), tuple(repeated), doubled)


def _columns(
    cells: tuple[Cell, ...], role: Role, labels: frozenset[str]
) -> tuple[tuple[Column, ...], tuple[Column, ...]]:
    """Two columns for one field: the one with the field's own label counts, else the first; the other is reported."""
    named = [(cell, role(cell.text) if cell.kind == "text" else "") for cell in cells]
    chosen: dict[str, Cell] = {}
    for cell, name in named:
        if name and (name not in chosen or (_own(cell, labels) and not _own(chosen[name], labels))):
            chosen[name] = cell
    columns = [
        Column(cell.column, name, cell.text, cell.ref) for cell, name in named if not name or chosen[name] is cell
    ]
    doubled = [
        Column(cell.column, "", cell.text, cell.ref) for cell, name in named if name and chosen[name] is not cell
    ]
    return tuple(columns), tuple(doubled)


def _own(cell: Cell, labels: frozenset[str]) -> bool:
    return any(word in labels for word in variants(cell.text))
