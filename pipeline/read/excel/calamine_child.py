"""Run as a program of its own: a workbook's bytes on stdin -> the filled cells of its sheets as JSON on stdout.

A damaged .xls can make calamine ask for a terabyte, and then the whole process ends: no exception, nothing to catch.
So it works in a child process with little memory. This file imports nothing of ours, so that it starts quickly.
"""

import json
import sys
from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MEMORY = 900_000_000


def _limit() -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):  # the system or an outer limit says otherwise
            continue


def _plain(value: object) -> object:
    """JSON has no dates: `[kind, ISO text]`."""
    match value:
        case datetime():
            return ["moment" if (value.hour, value.minute, value.second) != (0, 0, 0) else "date", value.isoformat()]
        case date():
            return ["date", value.isoformat()]
        case time():
            return ["time", f"1900-01-01T{value.isoformat()}"]
        case timedelta():
            return ["duration", str(round(value.total_seconds()))]
    return value


def main() -> None:
    data = sys.stdin.buffer.read()
    _limit()
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    sheets = []
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        found = book.get_sheet_by_name(about.name)
        cells = [
            (row, column, _plain(value))
            for row, values in enumerate(found.to_python(skip_empty_area=False), 1)
            for column, value in enumerate(values, 1)
            if value != ""
        ]
        hidden = about.visible != SheetVisibleEnum.Visible
        sheets.append((about.name, hidden, cells, found.merged_cell_ranges or []))
    sys.stdout.buffer.write(json.dumps(sheets).encode())


if __name__ == "__main__":
    main()
