"""A workbook as text -> its bytes, so that a case of a form can be read and changed like any other.

    [Funktionelle krav]        a sheet; [Name, hidden] hides it
    Titel | Kravtekst | Type   a row; an empty line is an empty row
    Svar  | =1/2      | #REF!  a formula without a value, an error

`#1.1` is a number, `~~text~~` is struck through, `text ^^ remark` has a comment, a row that begins with `hidden:` is hidden.
"""

import io
import re

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Font

_SHEET = re.compile(r"\[(.+?)(, hidden)?\]")
_NUMBER = re.compile(r"#[0-9.]+")
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
    cell.value = float(written[1:]) if _NUMBER.fullmatch(written) else written.replace("\\n", "\n")
    if _ERROR.fullmatch(written):
        cell.data_type = "e"
