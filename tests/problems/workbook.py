"""A workbook as text -> its bytes, so that a case of a form can be read and changed like any other.

    [Funktionelle krav]        a sheet; [Name, hidden] hides it
    Titel | Kravtekst | Type   a row; an empty line is an empty row
    Svar  | =1/2      | #REF!  a formula without a value, an error

`#1.1` is a number, `@2026-11-02` a date, `~~text~~` is struck through, `text ^^ remark` has a comment. A row beginning
with `hidden:` is hidden; the lines `hide column: C` and `merge: A2:A3` are no rows.
"""

import io
import re
from datetime import date

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font

_SHEET = re.compile(r"\[(.+?)(, hidden)?\]")
_NUMBER = re.compile(r"#[0-9.]+")
_SETTING = re.compile(r"(merge|hide column): (.+)")
_ERROR = re.compile(r"#(REF|DIV/0|NAME|VALUE|N/A|NUM|NULL)[!?]?")


def workbook_of(text: str) -> bytes:
    book = Workbook()
    del book["Sheet"]
    sheet = None
    row = 0
    for line in text.rstrip("\n").split("\n"):
        if found := _SHEET.fullmatch(line.strip()):
            sheet = book.create_sheet(found[1])
            sheet.sheet_state = "hidden" if found[2] else "visible"
            row = 0
            continue
        assert sheet is not None, "the first line names a sheet"
        if found := _SETTING.fullmatch(line):
            if found[1] == "merge":
                sheet.merge_cells(found[2])
            else:
                sheet.column_dimensions[found[2]].hidden = True
            continue
        row += 1
        if line.startswith("hidden:"):
            line = line.removeprefix("hidden:")
            sheet.row_dimensions[row].hidden = True
        for column, written in enumerate(line.split(" | "), 1):
            if written.strip():
                _fill(sheet.cell(row, column), written.strip())
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def _fill(cell: Cell, written: str) -> None:
    written, _caret, remark = written.partition(" ^^ ")
    if remark:
        cell.comment = Comment(remark, "Nordby")
    if written.startswith("~~"):
        cell.font = Font(strike=True)
        written = written.strip("~")
    if _NUMBER.fullmatch(written):
        cell.value = float(written[1:])
    elif written.startswith("@"):
        cell.value = date.fromisoformat(written[1:])
    else:
        cell.value = written.replace("\\n", "\n")
    if _ERROR.fullmatch(written):
        cell.data_type = "e"
