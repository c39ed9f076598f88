"""Many like rows -> their XML at once. XlsxWriter keeps an object per cell; for tens of thousands of rows that is most
of the time a workbook takes. The sheet's head, rules and styles stay with XlsxWriter.
"""

import re
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from xlsxwriter.utility import xl_col_to_name

from ...base.xml import escape


class Formula(Struct, frozen=True):
    """A formula with the result that holds when the file is opened."""

    formula: str
    result: str


_NOTATION = re.compile(r"_(?=x[0-9a-fA-F]{4}_)")  # would be read as a character; Excel hides the underscore
_TWO_IN_ONE = re.compile(r"_x[0-9a-fA-F]{4}_x[0-9a-fA-F]{4}_")  # XlsxWriter hides only the first of them

Value = str | int | Formula | None  # None: no cell at all; '': an empty cell with its style
_NUMBER = "\0"  # stands for the row's number in a pattern; no text can hold it


class Kind(Struct, frozen=True):
    """Rows whose columns have the same styles. `starts` are the letters and the style of each column."""

    starts: tuple[str, ...]
    last: str
    patterns: dict[tuple[bool, ...], str] = field(default_factory=dict)

    def pattern(self, values: Sequence[Value]) -> str:
        """A row with `%s` for what follows in each cell; one pattern for all rows that lack the same cells."""
        here = tuple([value is not None for value in values])
        found = self.patterns.get(here)
        if found is None:
            cells = [f"{start}%s" for start, is_here in zip(self.starts, here, strict=True) if is_here]
            found = self.patterns[here] = "".join(cells)
        return found


class Rows:
    """Rows in the making; texts go into the workbook's table of shared strings."""

    def __init__(self, strings: Any) -> None:
        self._strings = strings
        self._rows: list[str] = []
        self._tails: dict[Value, str] = {"": "/>"}
        self._corner = ""

    def kind(self, formats: Sequence[Any]) -> Kind:
        """For rows whose columns have these formats."""
        starts = [f'<c r="{xl_col_to_name(n)}{_NUMBER}" s="{style._get_xf_index()}"' for n, style in enumerate(formats)]
        return Kind(tuple(starts), xl_col_to_name(len(formats) - 1) if formats else "")

    def add(self, row: int, values: Sequence[Value], kind: Kind, height: float = 0) -> None:
        """`row` counts from 0, as in XlsxWriter; rows come top to bottom. Without a height Excel gives it one line."""
        number, tails = str(row + 1), self._tails
        found = [tails.get(value) or self._tail(value) for value in values if value is not None]
        cells = (kind.pattern(values) % tuple(found)).replace(_NUMBER, number)
        tall = f' ht="{height:g}" customHeight="1"' if height else ""
        self._rows.append(f'<row r="{number}"{tall}>{cells}</row>')
        self._corner = f"{kind.last}{number}"

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
        if looks_like_xml or ("_x" in value and _TWO_IN_ONE.search(value)):
            text = escape(hidden_notation(value))
            tail = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        else:
            tail = f' t="s"><v>{self._strings._get_shared_string_index(value)}</v></c>'
        self._tails[value] = tail
        return tail


def hidden_notation(text: str) -> str:
    """`_x0041_` as a text that Excel shows as it was written."""
    return _NOTATION.sub("_x005F_", text)
