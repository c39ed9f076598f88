"""An area sheet of a form -> its rows with what stands in them; `rows.py` makes statements of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...base.text import folded
from ...model.contribution import Statement
from ...model.field import Field
from ...model.place import Place
from ...model.problem import Problem
from ...model.tender import Area, Package
from ...model.value import Value
from ..cells import blocks_of
from ..values import Vocabulary, value_of
from .baseline import Baseline
from .grid import Cell, Row, Sheet
from .header import ID_HEADERS, KEY_HEADERS, STATE_HEADERS, Column, Table, table_of, variants
from .identity import Areas, own_id, row_key
from .questions import date_in_cell, emptied, row_numbers, text_outside

_SILENT = ("key", "state")  # columns in which nobody says anything


@dataclass(slots=True)
class Entry:
    """A row in which something stands. `own` is the id written in it, `key` its hidden key, `shown` the fields that its
    sheet has a column for."""

    place: Place
    sheet: Sheet
    row: Row
    home: Area | None
    values: dict[str, Value]
    shown: frozenset[str]
    id_cell: Cell | None
    own: str
    key: str
    struck: bool


@dataclass(slots=True)
class Form:
    """The form being read: what all its sheets share, and what was found so far."""

    path: str
    package: Package
    contributor: str
    words: Vocabulary
    areas: Areas
    baseline: Baseline = field(default_factory=Baseline)
    entries: list[Entry] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    alike: dict[tuple[str, str], int] = field(default_factory=dict)

    def place(self, sheet: Sheet, ref: str = "") -> Place:
        return Place(self.path, 0, sheet.name, ref)


def area_table(sheet: Sheet, words: Vocabulary) -> Table | None:
    """The sheet's table of requirements, if two headers are known and one of them is the title or the text."""

    def role(header: str) -> str:
        for word in variants(header):
            if word in words.fields:
                return words.fields[word].name
            if word in ID_HEADERS:
                return "id"
            if word in KEY_HEADERS:
                return "key"
            if word in STATE_HEADERS:
                return "state"
        return ""

    labels = frozenset(folded(f.label) for f in words.tender.fields)
    return table_of(sheet, role, lambda roles: len(roles) > 1 and bool(roles & {"title", "text"}), labels)


def read_area(form: Form, sheet: Sheet, table: Table) -> None:
    declared = {f.name: f for f in form.words.tender.fields}
    columns = {c.number: c for c in table.columns}
    fields = {c.number: declared[c.role] for c in table.columns if c.role in declared}
    if counting(table) and not any(form.baseline.label(key) for key in _keys(table)):
        number = table.column("id")
        columns.pop(number.number if number else 0)
        if number:
            form.problems.append(row_numbers(form.place(sheet, number.ref)))
    home = form.areas.of_sheet(sheet.name) or _by_ids(form, table)
    filled = [row.number for row in table.rows if sum(c.column in fields for c in row.cells) > 1]
    last, previous = (filled[-1] if filled else 0), table.header.number
    for row in table.rows:
        known = [cell for cell in row.cells if (c := columns.get(cell.column)) and c.role not in ("", *_SILENT)]
        issued = any((c := columns.get(cell.column)) and c.role == "key" for cell in row.cells)
        outside = row.number > last and row.number > previous + 1 and len(known) < 2 and not issued
        previous = row.number
        if known and outside and own_id(known[0].text) == "":
            form.problems.append(text_outside(form.place(sheet, known[0].ref), known[0].text))
        elif known:
            _entry(form, sheet, row, columns, fields, home)
        elif issued:
            _emptied(form, sheet, row)


def _keys(table: Table) -> Iterator[str]:
    """The row keys of a sheet that came from a form."""
    column = table.column("key")
    for row in table.rows if column else ():
        yield from (row_key(cell.text) for cell in row.cells if column and cell.column == column.number)


def counting(table: Table) -> bool:
    """Is the number column only 1, 2, 3 …? Row numbers would make one requirement of every municipality's first row."""
    column = table.column("id")
    if column is None:
        return False
    numbers = [cell.text.strip(" .") for row in table.rows for cell in row.cells if cell.column == column.number]
    return len(numbers) > 1 and numbers == [str(n) for n in range(1, len(numbers) + 1)]


def _by_ids(form: Form, table: Table) -> Area | None:
    """The one area all ids of the sheet belong to."""
    column = table.column("id")
    if column is None:
        return None
    ids = (own_id(cell.text) for row in table.rows for cell in row.cells if cell.column == column.number)
    found = {area.key: area for i in ids if i and (area := form.areas.of_id(i))}
    return next(iter(found.values())) if len(found) == 1 else None


def _entry(
    form: Form,
    sheet: Sheet,
    row: Row,
    columns: Mapping[int, Column],
    fields: Mapping[int, Field],
    home: Area | None,
) -> None:
    words, place = form.words, form.place
    values: dict[str, Value] = {}
    own = key = ""
    first: Cell | None = None
    id_cell: Cell | None = None
    struck = True
    for cell in row.cells:
        column = columns.get(cell.column)
        if column is None or not column.role or not cell.text or cell.kind == "error":
            continue
        if column.role in _SILENT:
            key = row_key(cell.text) if column.role == "key" else key
            continue
        first = first or cell
        struck = struck and cell.struck
        if column.role == "id":
            id_cell, own = cell, own_id(cell.text)
            continue
        declared = fields[cell.column]
        blocks = blocks_of(cell.text) if declared.kind == "prose" else ()
        values[declared.name] = value_of(declared, cell.text, place(sheet, cell.ref), words, blocks)
        if cell.kind == "date" and declared.kind in ("line", "number", "ids"):
            form.problems.append(date_in_cell(place(sheet, cell.ref), cell.text))
    if first is not None:
        shown = frozenset(f.name for f in fields.values())
        key = key if form.baseline.ours(key) else ""
        form.entries.append(Entry(place(sheet, first.ref), sheet, row, home, values, shown, id_cell, own, key, struck))


def _emptied(form: Form, sheet: Sheet, row: Row) -> None:
    """Only the hidden key is left of a requirement that was sent."""
    key = next((k for cell in row.cells if (k := row_key(cell.text))), "")
    label = form.baseline.label(key)
    if form.baseline.sent(label):
        form.problems.append(emptied(form.place(sheet, row.cells[0].ref), label, ()))
