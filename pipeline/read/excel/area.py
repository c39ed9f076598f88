"""An area sheet of a form -> Statements, one per row that has a title or text; the other rows are problems."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from ...base.i18n import _
from ...base.text import folded, normal
from ...model.contribution import Statement
from ...model.field import Field
from ...model.issued import Issued
from ...model.place import Place
from ...model.problem import Problem, note, warning
from ...model.tender import Area, Package
from ...model.value import Value
from ..cells import blocks_of
from ..values import Vocabulary, value_of
from .grid import Cell, Row, Sheet
from .header import ID_HEADERS, KEY_HEADERS, STATE_HEADERS, Column, Table, table_of, variants
from .identity import Areas, own_id, row_key
from .questions import date_in_cell, row_numbers, row_without_content, struck_row, text_outside, unusable_row

_SILENT = ("key", "state")  # columns in which nobody says anything


@dataclass(slots=True)
class Form:
    """The form being read: what all its sheets share, and what was found so far."""

    path: str
    package: Package
    contributor: str
    words: Vocabulary
    areas: Areas
    issued: tuple[Issued, ...] = ()
    statements: list[Statement] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    keys: dict[str, Place] = field(default_factory=dict)
    alike: dict[tuple[str, str], int] = field(default_factory=dict)

    def place(self, sheet: Sheet, ref: str = "") -> Place:
        return Place(self.path, 0, sheet.name, ref)

    def said(self, key: str, values: dict[str, Value]) -> dict[str, Value]:
        """Without the fields that still have the text the row was sent with: they propose nothing."""
        sent: dict[str, set[str]] = {}
        for issued in self.issued if key else ():
            for name, text in issued.sent(key).items():
                sent.setdefault(name, set()).add(normal(text))
        return {n: v for n, v in values.items() if normal(v.source) not in sent.get(n, ())} if sent else values

    def sent(self, key: str) -> bool:
        """Was the row sent with a requirement that others have asked for too?"""
        return any((row := issued.rows.get(key)) and row.requirement and not row.own for issued in self.issued)


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
    if counting(table) and not any(form.sent(key) for key in _keys(table)):
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
            _statement(form, sheet, row, columns, fields, home)


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


def _statement(
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
    if first is None:
        return
    proposed = form.said(key, values)
    if not proposed and form.sent(key):
        _unique_key(form, key, place(sheet, first.ref))
        return
    values = proposed if own else values  # without an id of ours a requirement is known by its title
    if not own and not (values.keys() & {"title", "text"}):
        form.problems.append(unusable_row(place(sheet, first.ref), " | ".join(c.text for c in row.cells if c.text)))
        return
    if own and not values:
        form.problems.append(row_without_content(place(sheet, first.ref), own))
        return
    if id_cell is not None and not own:
        _foreign(form, sheet, id_cell, values)
    _area(form, sheet, own, row, home, values)
    if struck:
        form.problems.append(struck_row(place(sheet, first.ref), " | ".join(c.text for c in row.cells)))
    key = _unique_key(form, key, place(sheet, first.ref))
    title = values["title"].text if "title" in values else ""
    nth = 0
    if not own:
        alike = (values["section"].text if "section" in values else "", title)
        nth = form.alike.get(alike, 0)
        form.alike[alike] = nth + 1
    form.statements.append(
        Statement(own, values, place(sheet, first.ref), form.package.key, form.contributor, key, nth)
    )


def _foreign(form: Form, sheet: Sheet, cell: Cell, values: dict[str, Value]) -> None:
    """An id that is not ours is kept letter for letter, unless the row has a column of its own for that."""
    place = form.place(sheet, cell.ref)
    declared = form.words.tender.field_named("foreign_id")
    if declared is not None and "foreign_id" not in values:
        values["foreign_id"] = value_of(declared, cell.text, place, form.words)
    if cell.kind == "number":
        message = _("The number {text} is stored as a number; 1.1 and 1.10 are the same to Excel.")
        fix = _("Format the column as text and write the number again if it is wrong.")
        form.problems.append(note("number-as-id", place, message.format(text=cell.text), fix, excerpt=cell.text))


def _area(form: Form, sheet: Sheet, own: str, row: Row, home: Area | None, values: dict[str, Value]) -> None:
    """What the row says itself counts, then the id's prefix, then the sheet."""
    declared = form.words.tender.field_named("area")
    if declared is None:
        return
    by_id = form.areas.of_id(own)
    area = by_id or home
    if "area" not in values:
        if area is None:
            return
        values["area"] = value_of(declared, area.title, form.place(sheet, row.cells[0].ref), form.words)
    said = values["area"].keys[0] if values["area"].keys else ""
    if home is not None and said != home.key:
        form.problems.append(
            note(
                "area-differs",
                values["area"].place,
                _("The row stands on the sheet «{sheet}» but belongs to «{area}»; the row counts.").format(
                    sheet=sheet.name, area=values["area"].text
                ),
                _("Move the row to the other sheet if that was meant, or correct its area or number."),
                excerpt=own or values["area"].source,
            )
        )


def _unique_key(form: Form, key: str, place: Place) -> str:
    """A row that was copied carries its hidden key along: only the first one is the row that was issued."""
    if not key:
        return ""
    if key in form.keys:
        form.problems.append(
            warning(
                "duplicate-row-key",
                place,
                _("The row is a copy of another row: both have the same hidden key. It was read as a new proposal."),
                _("Was it meant as a new proposal? If it replaces the other row, delete that one."),
                others=(form.keys[key],),
            )
        )
        return ""
    form.keys[key] = place
    return key
