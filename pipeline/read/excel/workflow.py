"""The Arbejdsgange sheet of a form -> workflows. One row is one step; a sheet may hold several workflows.

A new one begins where the column «Arbejdsgang» has another name, at a row with nothing but a title, and after an empty
row where the numbers start over.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from msgspec.structs import replace

from ...base.i18n import _
from ...base.text import folded
from ...model.place import Place
from ...model.problem import note
from ...model.value import Value
from ...model.workflow import Workflow
from ..steps import Row as StepRow
from ..steps import actors_of, are_steps, cell_value, is_titled, role_of, step_key, steps_of, title_of, without_steps
from .area import Form
from .grid import Cell, Row, Sheet, Span
from .header import Table, table_of, variants
from .questions import date_in_cell

_FILLED_DOWN = frozenset(("name", "actor", "system"))  # what people merge over several steps
_TITLES = frozenset(("name", "number", "actor"))  # the columns in which a title stands alone


def workflow_table(sheet: Sheet) -> Table | None:
    def role(header: str) -> str:
        return next((r for word in variants(header) if (r := role_of(word))), "")

    return table_of(sheet, role, are_steps)


@dataclass(slots=True)
class _Told:
    """A workflow while its rows come in."""

    title: Value | None
    place: Place
    rows: list[StepRow] = field(default_factory=list)

    def starts_over(self, cells: Mapping[str, Value]) -> bool:
        first = next((c["number"].text for _place, c in self.rows if "number" in c), "")
        return bool(first and "number" in cells and step_key(cells["number"].text) == step_key(first))


def read_workflows(form: Form, sheet: Sheet, table: Table) -> tuple[tuple[Workflow, ...], Sheet]:
    """The sheet comes back without the merged cells that were understood."""
    roles = {c.number: c.role for c in table.columns if c.role}
    spans = [s for s in sheet.merges if s.row > table.header.number and _is_down(s, roles)]
    told: list[_Told] = []
    previous = table.header.number
    filled: dict[int, Value] = {}
    for row in table.rows:
        cells = _cells(form, sheet, row, roles)
        gap, previous = row.number > previous + 1, row.number
        alone = next(iter(cells.items())) if len(cells) == 1 else None
        if alone and alone[0] in _TITLES and (is_titled(alone[1].text) or not step_key(alone[1].text)):
            text = title_of(alone[1].text)
            told.append(_Told(replace(alone[1], text=text), alone[1].place))
            continue
        for span in spans:
            if span.row == row.number and (value := cells.get(roles[span.column])) is not None:
                filled[span.column] = value
            elif span.row < row.number <= span.last_row and span.column in filled:
                cells.setdefault(roles[span.column], filled[span.column])
        if cells:
            place = form.place(sheet, row.cells[0].ref)
            _home(told, cells, gap, place).rows.append((place, cells))
    kept = tuple(s for s in sheet.merges if s not in spans and not _is_title(s, table))
    return tuple(w for one in told if (w := _workflow(form, one)) is not None), replace(sheet, merges=kept)


def _cells(form: Form, sheet: Sheet, row: Row, roles: Mapping[int, str]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for cell in row.cells:
        role = roles.get(cell.column)
        if role and cell.text and cell.kind != "error":
            place = form.place(sheet, cell.ref)
            found[role] = cell_value(_undated(form, place, cell), place)
    return found


def _undated(form: Form, place: Place, cell: Cell) -> str:
    if cell.kind == "date":
        form.problems.append(date_in_cell(place, cell.text))
    return cell.text


def _home(told: list[_Told], cells: dict[str, Value], gap: bool, place: Place) -> _Told:
    """The workflow this row belongs to, a new one where none is open."""
    name = cells.pop("name", None)
    if name is not None:
        known = next((t for t in told if t.title and folded(t.title.text) == folded(name.text)), None)
        if known is not None:
            return known
        if told and told[-1].title is None and not gap:  # the name stands in a later row of the same workflow
            told[-1].title = name
            return told[-1]
        told.append(_Told(name, name.place))
    elif not told or (gap and told[-1].starts_over(cells)):
        told.append(_Told(None, place))
    return told[-1]


def _workflow(form: Form, told: _Told) -> Workflow | None:
    title = told.title
    if not told.rows:
        form.problems.append(without_steps(told.place, title.text if title else ""))
        return None
    steps, problems = steps_of(told.rows, actors_of(form.words.tender))
    form.problems += problems
    if title is None:
        form.problems.append(
            note(
                "untitled-workflow",
                told.place,
                _("The workflow has no name; it is printed without one."),
                _("Write its name in the column Arbejdsgang at its first step."),
            )
        )
    return Workflow(title, steps, told.place, form.package.key, form.contributor)


def _is_down(span: Span, roles: Mapping[int, str]) -> bool:
    return span.column == span.last_column and roles.get(span.column) in _FILLED_DOWN


def _is_title(span: Span, table: Table) -> bool:
    """One row merged over its columns, with a title in it."""
    row = next((r for r in table.rows if r.number == span.row), None)
    return span.row == span.last_row and row is not None and len(row.cells) == 1
