"""What a sheet holds beside plain cell text -> problems, cell by cell: nothing is passed over in silence."""

from collections.abc import Iterator

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, note, warning
from .grid import MAX_COLUMN, Mark, Sheet


def findings(path: str, sheet: Sheet, own_columns: frozenset[int] = frozenset()) -> Iterator[Problem]:
    """For lists and forms alike. Hidden rows are named once per sheet, a hidden column at its first cell.

    `own_columns` are the ones a form hides or calculates itself.
    """
    if sheet.hidden and sheet.rows:
        yield note(
            "hidden-sheet",
            Place(path, 0, sheet.name),
            _("The sheet is hidden. It was read all the same."),
            _("Delete the sheet if it should not count."),
        )
    for mark in sheet.marks:
        yield _of_mark(path, sheet, mark)
    yield from _of_cells(path, sheet, own_columns)


def _of_mark(path: str, sheet: Sheet, mark: Mark) -> Problem:
    place = Place(path, 0, sheet.name, mark.ref)
    match mark.kind:
        case "comment":
            return note(
                "cell-comment",
                place,
                _("The cell has a comment. Comments are not part of the answer."),
                _("Write it in a column if it should count."),
                excerpt=mark.text,
            )
        case "struck":
            return note(
                "struck-text",
                place,
                _("Part of the text is struck out. It was read as ordinary text."),
                _("Delete what should go."),
                excerpt=mark.text,
            )
        case "control":
            return warning(
                "control-character",
                place,
                _("The cell holds characters no document can hold ({characters}). They were left out.").format(
                    characters=mark.text
                ),
                _("Write the text again if something is missing."),
            )
        case "drawing":
            return warning(
                "text-in-drawing",
                place,
                _("The sheet has a text box or shape with text. Only cells are read."),
                _("Move the text to a cell."),
                excerpt=mark.text,
            )
        case "picture":
            return note(
                "picture-in-sheet",
                place,
                _("The sheet has pictures ({count}). They are not read.").format(count=mark.text),
                _("Describe in a cell what the picture shows, or send it separately."),
            )
    return warning(
        "too-far-out",
        place,
        _("Cells from here on were not read: the sheet is larger than any list we read."),
        _("Move what is needed up to the top left and delete the rest."),
        excerpt=mark.text,
    )


def _of_cells(path: str, sheet: Sheet, own_columns: frozenset[int]) -> Iterator[Problem]:
    hidden_rows: list[Place] = []
    hidden_columns: dict[int, Place] = {}
    columns = frozenset(c for a, b in sheet.hidden_columns for c in range(a, min(b, MAX_COLUMN) + 1)) - own_columns
    for row in sheet.rows:
        if row.hidden:
            hidden_rows.append(Place(path, 0, sheet.name, row.cells[0].ref))
        for cell in row.cells:
            if cell.column in columns and cell.column not in hidden_columns:
                hidden_columns[cell.column] = Place(path, 0, sheet.name, cell.ref)
            if cell.struck:
                yield note(
                    "struck-text",
                    Place(path, 0, sheet.name, cell.ref),
                    _("The text is struck out. It was read as ordinary text."),
                    _("Delete the text if it should go."),
                    excerpt=cell.text,
                )
            if cell.kind == "error":
                yield warning(
                    "error-cell",
                    Place(path, 0, sheet.name, cell.ref),
                    _("The cell shows an error ({text}), so there is nothing to read.").format(text=cell.text),
                    _("Write the value instead of the formula."),
                    excerpt=cell.text,
                )
            elif cell.kind == "formula" and cell.column not in own_columns:
                yield warning(
                    "formula-without-value",
                    Place(path, 0, sheet.name, cell.ref),
                    _("The cell has a formula whose result is not stored in the file, so there is nothing to read."),
                    _("Open and save the workbook in Excel or LibreOffice, or write the value itself."),
                )
    if hidden_rows:
        yield note(
            "hidden-row",
            hidden_rows[0],
            _("Rows are hidden ({count}). They were read all the same.").format(count=len(hidden_rows)),
            _("Delete the rows if they should not count."),
            others=tuple(hidden_rows[1:]),
        )
    for place in hidden_columns.values():
        yield note(
            "hidden-column",
            place,
            _("The column is hidden. It was read all the same."),
            _("Delete the column if it should not count."),
        )
