"""What stands on a sheet of a form but not in its table -> problems: unknown columns, merged cells, texts beside it."""

from collections.abc import Callable, Iterator

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, note, warning
from ..values import Vocabulary
from .grid import Cell, Sheet, letters
from .header import Column, Table

At = Callable[[str], Place]


def outside(path: str, sheet: Sheet, table: Table, words: Vocabulary, known: frozenset[int]) -> Iterator[Problem]:
    """`known` are columns that need no word: used ones, and those a form shows only for reading."""

    def place(ref: str) -> Place:
        return Place(path, 0, sheet.name, ref)

    stray: dict[int, list[Cell]] = {}
    for row in table.rows:
        for cell in row.cells:
            if cell.column not in known and cell.text:
                stray.setdefault(cell.column, []).append(cell)
    headed = {c.number: c for c in table.columns if not c.role}
    doubled = {c.number: c for c in table.doubled}
    for number in sorted(stray):
        cells = stray[number]
        others = tuple(place(cell.ref) for cell in cells)
        if number in doubled:
            yield warning(
                "doubled-column",
                place(doubled[number].ref),
                _("Two columns mean the same field; this one ({header}) was not read.").format(
                    header=_line(doubled[number].header)
                ),
                _("Gather the texts in one column."),
                excerpt=cells[0].text,
                others=others,
            )
        elif number in headed:
            yield _unknown(place, headed[number], cells, words, others)
        else:
            yield warning(
                "text-outside-table",
                others[0],
                _("The column has no heading, so its cells were not read."),
                _("Give the column a heading, or move the text to a column that has one."),
                excerpt=cells[0].text,
                others=others[1:],
            )
    for row in table.repeated:
        yield note(
            "repeated-header",
            place(row.cells[0].ref),
            _("The column headings stand here once more; the row was passed over."),
            _("Delete the row."),
        )
    yield from _merged(place, sheet, table)


def _unknown(place: At, column: Column, cells: list[Cell], words: Vocabulary, others: tuple[Place, ...]) -> Problem:
    near = words.nearest(column.header)
    return warning(
        "unknown-column",
        place(column.ref),
        _("No field is called «{header}», so the column was not read (cells with text: {count}).").format(
            header=_line(column.header), count=len(cells)
        ),
        _("Did you mean «{near}»? Then rename the column.").format(near=near)
        if near
        else _("Move what should count to a column of the form, or send it as a remark."),
        excerpt=cells[0].text,
        others=others,
    )


def _merged(place: At, sheet: Sheet, table: Table) -> Iterator[Problem]:
    """Excel keeps the text of merged cells in the upper left one: the rows below it have nothing there."""
    used = {c.number for c in table.columns if c.role}
    filled = {row.number for row in table.rows}
    for span in sheet.merges:
        if span.last_row <= table.header.number:
            continue
        columns = [n for n in range(span.column, min(span.last_column, span.column + 200) + 1) if n in used]
        rows = [n for n in range(span.row + 1, min(span.last_row, span.row + 500) + 1) if n in filled]
        if columns and (rows or len(columns) > 1):
            yield note(
                "merged-cells",
                place(f"{letters(span.column)}{span.row}"),
                _("The cells {cells} are merged; their text counts for the first of them only.").format(cells=span.ref),
                _("Undo the merging and write the text in each cell it belongs to."),
            )


def _line(text: str) -> str:
    return " ".join(text.split())
