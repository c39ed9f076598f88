"""An Excel or OpenDocument workbook -> rows: every sheet that has a header row with a column we know."""

from bisect import bisect_right
from collections.abc import Mapping

from ...base.preflight import Kind
from ...model.problem import Problem
from ..excel.bulk import read_sheets
from ..excel.grid import Sheet
from ..values import Vocabulary
from .grid import Line, joined, rows_of, with_section
from .rows import Found


def read(
    data: bytes, path: str, kind: Kind, mapping: Mapping[str, str], words: Vocabulary
) -> tuple[Found, tuple[Problem, ...]]:
    sheets, problems = read_sheets(data, path, kind=kind)
    name = kind.value.upper()
    parts = [(sheet.name, rows_of(_lines(sheet), name, path, mapping, words)) for sheet in sheets]
    filled = [part for part in parts if part[1].rows]
    if len(filled) > 1:  # the sheets part the list into sections
        filled = [(title, with_section(part, title)) for title, part in filled]
        full = dict(filled)
        parts = [(title, full.get(title, part)) for title, part in parts]
    return joined(name, [part for _title, part in parts]), problems


def _lines(sheet: Sheet) -> list[Line]:
    """What stands merged over several rows stands in each of them."""
    cells: dict[int, dict[int, str]] = {row.number: {c.column: c.text for c in row.cells} for row in sheet.rows}
    numbers = sorted(cells)
    for span in sheet.merges:
        text = cells.get(span.row, {}).get(span.column, "")
        if text and span.column == span.last_column:
            for number in numbers[bisect_right(numbers, span.row) : bisect_right(numbers, span.last_row)]:
                cells[number].setdefault(span.column, text)
    return [Line(number, sheet.name, cells[number]) for number in numbers if any(cells[number].values())]
