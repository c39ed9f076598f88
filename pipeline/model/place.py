"""Where a value was written: a line in a text file or a cell in a workbook."""

from .struct import Struct


class Place(Struct, frozen=True, order=True):
    """`path` is POSIX and relative to the project folder; `line` is 1-based, 0 where the whole file is meant."""

    path: str
    line: int = 0
    sheet: str = ""
    cell: str = ""

    def __str__(self) -> str:
        if self.sheet:
            return f"{self.path}#{self.sheet}!{self.cell}" if self.cell else f"{self.path}#{self.sheet}"
        return f"{self.path}:{self.line}" if self.line else self.path
