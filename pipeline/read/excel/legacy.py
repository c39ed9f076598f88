"""An .xls or .xlsb workbook -> sheets, through calamine, the only living reader of both.

calamine gives values and sheet names. It cannot see number formats (50 % is 0.5), comments, hidden rows, struck-out
text, error cells and formulas without a stored result; a note says so once for the workbook. It runs in a child
process (`calamine_child.py` says why).
"""

import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from ...base.i18n import _
from ...base.office import Damaged, Parts
from ...base.preflight import Kind
from ...base.text import illegal_characters, legal
from ...model.place import Place
from ...model.problem import Problem, note
from .grid import MAX_COLUMN, MAX_ROW, Cell, Mark, Row, Sheet, Span, letters
from .numbers import GENERAL, Look, moment_text, shown

_CHILD = Path(__file__).with_name("calamine_child.py")
_SECONDS = 9


def read_legacy(data: bytes, path: str, kind: Kind, look: Look) -> tuple[tuple[Sheet, ...], tuple[Problem, ...]]:
    """All worksheets in order. Raises `Damaged`."""
    if kind is Kind.XLSB:
        _refuse_far_cells(data)
    try:
        child = subprocess.run(
            [sys.executable, "-P", str(_CHILD)], input=data, capture_output=True, timeout=_SECONDS, check=True
        )
        sheets = tuple(
            _sheet(name, hidden, cells, merged, look) for name, hidden, cells, merged in json.loads(child.stdout)
        )
    except subprocess.CalledProcessError as wrong:
        lines = wrong.stderr.decode("utf-8", "replace").strip().splitlines()
        last = next((line for line in lines if "Error" in line or "failed" in line), "")
        raise Damaged(last or f"calamine: {wrong.returncode}") from wrong
    except (OSError, ValueError, subprocess.TimeoutExpired) as wrong:
        raise Damaged(type(wrong).__name__) from wrong
    return sheets, (
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


_Cells = list[tuple[int, int, object]]
_Merged = list[tuple[tuple[int, int], tuple[int, int]]]


def _sheet(name: str, hidden: bool, found: _Cells, merged: _Merged, look: Look) -> Sheet:
    rows: dict[int, list[Cell]] = {}
    marks: list[Mark] = []
    for row, column, value in found:
        ref = f"{letters(column)}{row}"
        text, kind = _shown(value, look)
        if illegal := illegal_characters(text):
            marks.append(Mark("control", ref, ", ".join(illegal)))
            text = legal(text)
        if not text or text.isspace():
            continue
        if column > MAX_COLUMN or row > MAX_ROW:
            marks.append(Mark("beyond", ref, text))
            break
        rows.setdefault(row, []).append(Cell(ref, text, kind, column))
    spans = tuple(Span(first[0] + 1, first[1] + 1, last[0] + 1, last[1] + 1) for first, last in merged)
    return Sheet(name, hidden, tuple(Row(n, tuple(cells)) for n, cells in rows.items()), (), spans, tuple(marks))


def _shown(value: object, look: Look) -> tuple[str, str]:
    match value:
        case bool():
            return (look.true if value else look.false), "boolean"
        case int() | float():
            return shown(repr(value), GENERAL, look)
        case ["duration", str(text)]:
            seconds = int(text)
            return f"{seconds // 3600}:{seconds // 60 % 60:02}", "date"
        case [str(kind), str(text)]:
            return moment_text(datetime.fromisoformat(text), kind, look), "date"
    return str(value), "text"


def _refuse_far_cells(data: bytes) -> None:
    """calamine lays a sheet out whole in memory: one cell in XFD1048576 would be 17 thousand million.

    Walks the records of each binary sheet ([MS-XLSB] 2.1.4): 0 begins a row, 1-11 are cells. Cells far out are refused.
    """
    parts = Parts(data)
    for name in parts.names:
        if not name.casefold().startswith("xl/worksheets/") or not name.casefold().endswith(".bin"):
            continue
        records, at, row, far_row, far_column = parts.read(name), 0, 0, 0, 0
        while at < len(records):
            kind, at = _varint(records, at, 2)
            size, at = _varint(records, at, 4)
            if kind == 0:
                row = int.from_bytes(records[at : at + 4], "little")
            elif kind <= 11:
                far_row = max(far_row, row)
                far_column = max(far_column, int.from_bytes(records[at : at + 4], "little"))
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
