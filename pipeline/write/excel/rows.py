"""Many like rows -> their XML at once. XlsxWriter keeps an object per cell; for tens of thousands of rows that is most
of the time a workbook takes. The sheet's head, rules and styles stay with XlsxWriter.
"""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from xlsxwriter.utility import xl_col_to_name

from ...base.xml import escape


class Formula(Struct, frozen=True):
    """A formula with the result that holds when the file is opened."""

    formula: str
    result: str


_NOTATION = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")  # would be read as a character; Excel hides the underscore
_TWO_IN_ONE = re.compile(r"_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")  # XlsxWriter hides only the first of them

Value = str | int | Formula | None  # None: no cell at all; '': an empty cell with its style
Head = tuple[str, str]


class Rows:
    """Rows in the making; texts go into the workbook's table of shared strings."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings
        self._rows: list[str] = []
        self._tails: dict[str | int, str] = {"": "/>"}
        self._corner = ""

    def heads(self, formats: Sequence[Any]) -> list[Head]:
        """What is alike in a column's cells: letters and style. Made once per kind of row."""
        return [(f'<c r="{xl_col_to_name(n)}', f'" s="{style._get_xf_index()}"') for n, style in enumerate(formats)]

    def add(self, row: int, values: Sequence[Value], heads: Sequence[Head], height: float = 0) -> None:
        """`row` counts from 0, as in XlsxWriter; rows come top to bottom. Without a height Excel gives it one line."""
        number, tails = str(row + 1), self._tails
        out = [f'<row r="{number}" ht="{height:g}" customHeight="1">' if height else f'<row r="{number}">']
        for (start, style), value in zip(heads, values, strict=True):
            if value is not None:
                tail = tails.get(value) if type(value) is not Formula else None  # type: ignore[arg-type]
                out.append(f"{start}{number}{style}{tail or self._tail(value)}")
        out.append("</row>")
        self._rows.append("".join(out))
        self._corner = f"{heads[-1][0][6:]}{number}"

    def into(self, sheet: bytes) -> bytes:
        """The rows after those a sheet already has."""
        if not self._rows:
            return sheet
        start = sheet.index(b'<dimension ref="') + 16
        end = sheet.index(b'"', start)
        sheet = sheet[:start] + b"A1:" + self._corner.encode() + sheet[end:]
        return sheet.replace(b"</sheetData>", "".join(self._rows).encode() + b"</sheetData>", 1)

    def _tail(self, value: Value) -> str:
        if isinstance(value, Formula):
            return f' t="str"><f>{escape(value.formula)}</f><v>{escape(value.result)}</v></c>'
        if isinstance(value, int):
            return f"><v>{value}</v></c>"
        assert value is not None
        looks_like_xml = value.startswith("<r>") and value.endswith("</r>")  # XlsxWriter takes a shared one for XML
        if looks_like_xml or _TWO_IN_ONE.search(value):
            text = escape(hidden_notation(value))
            tail = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        else:
            tail = f' t="s"><v>{self._strings._get_shared_string_index(value)}</v></c>'
        self._tails[value] = tail
        return tail


def hidden_notation(text: str) -> str:
    """`_x0041_` as a text that Excel shows as it was written."""
    return _NOTATION.sub("_x005F_", text)
