"""Many like rows -> their XML at once. XlsxWriter keeps an object per cell; for tens of thousands of rows that is most
of the time a workbook takes. The sheet's head, rules and styles stay with XlsxWriter.
"""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field
from xlsxwriter.utility import xl_col_to_name

from ...base.xml import escape
from .strings import hidden_notation


class Formula(Struct, frozen=True):
    """A formula with the result that holds when the file is opened."""

    formula: str
    result: str


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
        if value.startswith("<r>") and value.endswith("</r>"):  # as a shared one it would be the runs of a rich text
            text = escape(hidden_notation(value))
            tail = f' t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
        else:
            tail = f' t="s"><v>{self._strings._get_shared_string_index(value)}</v></c>'
        self._tails[value] = tail
        return tail
