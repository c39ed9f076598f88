"""The rows of a form -> Statements, one per row that proposes something; the other rows are problems.

A row is the requirement whose id stands in it, else the one its hidden key was sent with, else a proposal of its own.
What it says is compared with what it was sent with.
"""

from ...base.i18n import _
from ...base.text import normal
from ...model.contribution import Statement
from ...model.place import Place
from ...model.problem import note
from ...model.tender import Area
from ...model.value import Value
from ..values import value_of
from .area import Entry, Form
from .baseline import changed
from .grid import Cell, Row, Sheet
from .identity import own_id
from .questions import (
    copied_row,
    emptied,
    not_the_id,
    row_key_differs,
    row_without_content,
    struck_row,
    unchanged_copy,
    unusable_row,
)


def state(form: Form) -> None:
    """Every row that was read becomes a statement, unless it says what it said when it was sent."""
    first: dict[str, Entry] = {}
    for entry in form.entries:
        if entry.key and (entry.key not in first or (_as_sent(form, entry) and not _as_sent(form, first[entry.key]))):
            first[entry.key] = entry
    differing: list[tuple[Place, str, str]] = []
    hearing, form.statements = form.statements, []
    for entry in form.entries:
        if entry.key and first[entry.key] is not entry:
            _copy(form, entry, first[entry.key].place)
            continue
        label = form.baseline.label(entry.key)
        if label and entry.id_cell is not None and (entry.own or normal(entry.id_cell.text)) != label:
            if entry.own:
                differing.append((entry.place, entry.own, label))
            else:
                form.problems.append(not_the_id(form.place(entry.sheet, entry.id_cell.ref), entry.id_cell.text, label))
        if label and not entry.own:
            entry.id_cell = None
        _statement(form, entry, entry.own or label)
    form.statements += hearing
    if differing:
        form.problems.append(row_key_differs(differing))


def _as_sent(form: Form, entry: Entry) -> bool:
    label = form.baseline.label(entry.key)
    return form.baseline.knows(label) and not changed(entry.values, form.baseline.sent(label), form.words)


def _copy(form: Form, entry: Entry, original: Place) -> None:
    """A row that was copied carries its hidden key along, and often the id: which of them it still is, people say."""
    label = form.baseline.label(entry.key)
    if label and _as_sent(form, entry):
        form.problems.append(unchanged_copy(entry.place, label, original))
        return
    entry.key = ""
    if not label:
        form.problems.append(copied_row(entry.place, original))
        _statement(form, entry, entry.own)
    elif entry.own and entry.own != label:
        _statement(form, entry, entry.own)
    else:
        entry.own, entry.id_cell = "", None
        _statement(form, entry, "", copied=label)


def _statement(form: Form, entry: Entry, label: str, copied: str = "") -> None:
    """`label`: the requirement the row is about, by its id or hidden key; '' for a proposal of its own."""
    own = entry.own or own_id(label)
    about = label if label and not own else ""
    sent = form.baseline.sent(label)
    values = changed(entry.values, sent, form.words)
    if gone := tuple(n for n in sent if sent[n] and n in entry.shown and n not in entry.values):
        labels = {f.name: f.label for f in form.words.tender.fields}
        form.problems.append(emptied(entry.place, label, tuple(labels.get(n, n) for n in gone)))
    if form.baseline.knows(label) and not values:
        return
    if not label and not (values.keys() & {"title", "text"}):
        said = " | ".join(c.text for c in entry.row.cells if c.text)
        form.problems.append(unusable_row(entry.place, said))
        return
    if label and not values:
        form.problems.append(row_without_content(entry.place, label))
        return
    if entry.id_cell is not None and not entry.own:
        _foreign(form, entry.sheet, entry.id_cell, values)
    _area(form, entry.sheet, own, entry.row, entry.home, values)
    if entry.struck:
        form.problems.append(struck_row(entry.place, " | ".join(c.text for c in entry.row.cells)))
    title = values["title"].text if "title" in values else ""
    nth = 0
    if not own:
        alike = (values["section"].text if "section" in values else "", title)
        nth = form.alike.get(alike, 0)
        form.alike[alike] = nth + 1
    told = {name: sent[name] for name in values if name in sent}
    form.statements.append(
        Statement(
            own,
            values,
            entry.place,
            form.package.key,
            form.contributor,
            entry.key,
            nth,
            about,
            copied,
            told,
            form.baseline.version,
        )
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
