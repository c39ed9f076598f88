"""An .xls or .xlsb workbook -> sheets, through calamine, the only living reader of both.

calamine gives values and sheet names. It cannot see number formats (50 % is 0.5), comments, hidden rows, struck-out
text, error cells and formulas without a stored result; a note says so once for the workbook.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from ...base.i18n import _
from ...base.office import Damaged, Parts
from ...base.preflight import Kind
from ...base.text import illegal_characters, legal
from ...model.place import Place
from ...model.problem import Problem, note
from .grid import MAX_COLUMN, MAX_ROW, Cell, Mark, Row, Sheet, Span, letters
from .numbers import GENERAL, Look, moment_text, shown

_Ranges = Sequence[tuple[tuple[int, int], tuple[int, int]]]


def read_legacy(data: bytes, path: str, kind: Kind, look: Look) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """All worksheets in order. Raises `Damaged`."""
    if kind is Kind.XLSB:
        _refuse_far_cells(data)
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = []
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:
                hidden = about.visible != SheetVisibleEnum.Visible
                found = book.get_sheet_by_name(about.name)
                table = found.to_python(skip_empty_area=False, nrows=MAX_ROW)
                sheets.append(_sheet(about.name, hidden, table, found.merged_cell_ranges or (), look))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as wrong:  # calamine is Rust: what it did not foresee is no Exception
        raise Damaged(f"{type(wrong).__name__}: {wrong}") from wrong
    return tuple(sheets), (
        note(
            "old-workbook-format",
            Place(path),
            _(
                "This is an old or binary Excel format. Comments, hidden rows, struck-out text, error cells, percent "
                "signs and formulas without a stored result cannot be seen in it."
            ),
            _("Save the workbook as .xlsx if it has any of these."),
        ),
    )


def _sheet(name: str, hidden: bool, table: Sequence[Sequence[object]], merged: _Ranges, look: Look) -> Sheet:
    rows: list[Row] = []
    marks: list[Mark] = []
    for number, values in enumerate(table, 1):
        cells: list[Cell] = []
        for column, value in enumerate(values, 1):
            if value == "" or value is None:
                continue
            ref = f"{letters(column)}{number}"
            if column > MAX_COLUMN:
                marks.append(Mark("beyond", ref, str(value)))
                break
            text, kind = _shown(value, look)
            if illegal := illegal_characters(text):
                marks.append(Mark("control", ref, ", ".join(illegal)))
                text = legal(text)
            if text and not text.isspace():
                cells.append(Cell(ref, text, kind, column))
        if cells:
            rows.append(Row(number, tuple(cells)))
    spans = tuple(Span(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in merged)
    return Sheet(name, hidden, tuple(rows), (), spans, tuple(marks))


def _shown(value: object, look: Look) -> tuple[str, str]:
    match value:
        case bool():
            return (look.true if value else look.false), "boolean"
        case int() | float():
            return shown(repr(value), GENERAL, look)
        case datetime():
            return moment_text(
                value, "moment" if (value.hour, value.minute, value.second) != (0, 0, 0) else "date", look
            ), "date"
        case date():
            return moment_text(datetime(value.year, value.month, value.day), "date", look), "date"
        case time():
            return moment_text(datetime.combine(date(1900, 1, 1), value), "time", look), "date"
        case timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600}:{seconds // 60 % 60:02}", "date"
    return str(value), "text"


def _refuse_far_cells(data: bytes) -> None:
    """calamine lays a sheet out whole in memory: one cell in XFD1048576 would be 17 thousand million.

    Walks the records of each binary sheet ([MS-XLSB] 2.1.4): 0 begins a row, 1-11 are cells. Cells far out are refused.
    """
    parts = Parts(data)
    for name in parts.names:
        if not name.casefold().startswith("xl/worksheets/") or not name.casefold().endswith(".bin"):
            continue
        xml, at, row, far_row, far_column = parts.read(name), 0, 0, 0, 0
        while at < len(xml):
            kind, at = _varint(xml, at, 2)
            size, at = _varint(xml, at, 4)
            if kind == 0:
                row = int.from_bytes(xml[at : at + 4], "little")
            elif kind <= 11:
                far_row = max(far_row, row)
                far_column = max(far_column, int.from_bytes(xml[at : at + 4], "little"))
            at += size
        if far_row * far_column > 20_000_000:
            raise Damaged(f"{name}: {far_row} x {far_column}")


def _varint(data: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for n in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << (7 * n)
        if byte < 0x80:
            break
    return value, at
