"""A Status -> status.xlsx, a sheet per table, and betalingsgrundlag.xlsx, whose sums are formulas.

In the basis for payment a line is due when its column says so: whoever changes the word sees every sum follow.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from msgspec.structs import replace
from xlsxwriter.utility import xl_col_to_name

from ...base.dates import printed
from ...base.i18n import _
from ...model import settings, status_hearing
from ...model import status_tables as tables
from ...model.specification import Specification
from ...model.status import Status
from ...model.status_tables import Cell, Column, Table
from ...model.tender import Document
from .book import Book, Format, Sheet, put, quoted
from .heights import height

_HEAD = 3  # title, lead, a blank row
_AMOUNT, _WHY = 7, 10  # columns of the lines of payment; due and withheld stand between them
Formula = Callable[[int, int], str]


def status_workbook(specification: Specification, document: Document, status: Status) -> bytes:
    book = _book(specification, document, _("Status"))
    for table in (
        tables.matrix(status),
        tables.returned(status),
        tables.problems(status),
        status_hearing.hearing(status),
        status_hearing.unanswered(status),
        tables.areas(status),
        tables.proposed(status),
        tables.gaps(status),
        tables.by_municipality(status),
        tables.payments(status),
    ):
        _sheet(book, table, status)
    return book.finish()


def payment_workbook(specification: Specification, document: Document, status: Status) -> bytes:
    book = _book(specification, document, _("Basis for payment"))
    lines = tables.payments(status)
    sheet = _sheet(book, lines, status, _line_formula)
    first, last = _HEAD + 1, _HEAD + max(1, len(lines.rows) - 1)
    words = sorted({str(row[_WHY].value) for row in lines.rows[:-1]} | {_("accepted")})
    sheet.data_validation(first, _WHY, last, _WHY, {"validate": "list", "source": words})
    paid_for = {(p.municipality.name, p.package.key) for p in status.payments}
    whose = [m.name for m in status.municipalities if m.name in {name for name, _key in paid_for}]
    which = [p.key for p in status.packages if p.key in {key for _name, key in paid_for}]
    title = book.title_of(sheet)
    for table, keys, by in ((tables.by_municipality(status), whose, "B"), (tables.by_package(status), which, "A")):
        _sheet(book, table, status, partial(_sum_formula, title, keys, by, last + 1))
    return book.finish()


def _line_formula(row: int, column: int) -> str:
    """Rows and columns count from 0, those of formulas from 1. The amount itself is agreed, not worked out."""
    here, accepted = row + 1, quoted(_("accepted"))
    return {
        _AMOUNT + 1: f"=IF({_letter(_WHY)}{here}={accepted},{_letter(_AMOUNT)}{here},0)",
        _AMOUNT + 2: f"={_letter(_AMOUNT)}{here}-{_letter(_AMOUNT + 1)}{here}",
    }.get(column, "")


def _sum_formula(title: str, keys: Sequence[str], by: str, last: int, row: int, column: int) -> str:
    """The lines of one municipality or package, added up on the sheet before."""
    first, of = _HEAD + 2, _letter(_AMOUNT + column - 1)
    key = quoted(keys[row - _HEAD - 1])
    return f"=SUMIFS({title}!${of}${first}:${of}${last},{title}!${by}${first}:${by}${last},{key})"


def _letter(column: int) -> str:
    return str(xl_col_to_name(column))


def _book(specification: Specification, document: Document, title: str) -> Book:
    return Book(specification, replace(document, title=title, number=""))


def _sheet(book: Book, table: Table, status: Status, formula: Formula | None = None) -> Sheet:
    """`formula`: how an amount of that row and column is worked out, '' where it is not."""
    sheet = book.sheet(table.key, protected=False)
    sheet.hide_gridlines(2)
    widths = _widths(book, table)
    for n, width in enumerate(widths):
        sheet.set_column(n, n, width)
    sheet.set_row(0, 28)
    put(sheet, 0, 0, table.title, book.style("title"))
    day = printed(status.date, status.language)
    lead = _("{title} ({reference}), as of {date}").format(title=status.title, reference=status.reference, date=day)
    if any(column.kind == "money" for column in table.columns):
        lead += ". " + _("Amounts are in kroner.")
    put(sheet, 1, 0, lead, book.style("lead"))
    sheet.set_row(_HEAD, height(((c.label, w) for c, w in zip(table.columns, widths, strict=True)), 20))
    for n, column in enumerate(table.columns):
        right = column.kind in ("number", "money")
        put(sheet, _HEAD, n, column.label, book.style("head", "head_figure") if right else book.style("head"))
    for row, cells in enumerate(table.rows, _HEAD + 1):
        _row(book, sheet, table, row, cells, widths, formula)
    last, right_most = _HEAD + len(table.rows), len(table.columns) - 1
    if not table.rows:
        put(sheet, _HEAD + 1, 0, _("Nothing."), book.style("lead"))
        last += 1
    sheet.freeze_panes(_HEAD + 1, 1)
    sheet.repeat_rows(_HEAD)
    sheet.autofilter(_HEAD, 0, last - (1 if table.total and table.rows else 0), right_most)
    book.header(sheet, _HEAD, last, right_most)
    sheet.print_area(0, 0, last, max(right_most, 7))  # the lead runs on over empty cells
    return sheet


def _row(
    book: Book,
    sheet: Sheet,
    table: Table,
    row: int,
    cells: tuple[Cell, ...],
    widths: list[float],
    formula: Formula | None,
) -> None:
    total = table.total and row == _HEAD + len(table.rows)
    texts = ((tables.shown(c, cell), w) for c, cell, w in zip(table.columns, cells, widths, strict=True))
    sheet.set_row(row, height(texts, 16))
    for n, (column, cell) in enumerate(zip(table.columns, cells, strict=True)):
        worked_out = ""
        if total and n and isinstance(cell.value, int):
            worked_out = f"=SUM({_letter(n)}{_HEAD + 2}:{_letter(n)}{row})"
        elif formula is not None and column.kind == "money":
            worked_out = formula(row, n)
        _put(book, sheet, row, n, column, cell, worked_out, total)


def _put(book: Book, sheet: Sheet, row: int, n: int, column: Column, cell: Cell, formula: str, total: bool) -> None:
    style = _style(book, column, cell, total)
    value = cell.value
    if isinstance(value, int):
        number = value / 100 if column.kind == "money" else value
        if formula:
            sheet.write_formula(row, n, formula, style, number)
        else:
            sheet.write_number(row, n, number, style)
    elif column.kind == "date" and value:
        sheet.write_datetime(row, n, date.fromisoformat(value), style)
    else:
        put(sheet, row, n, str(value or ""), style)


def _style(book: Book, column: Column, cell: Cell, total: bool) -> Format:
    return book.style(column.kind, *((cell.tone,) if cell.tone else ()), *(("total",) if total else ()))


def _widths(book: Book, table: Table) -> list[float]:
    widest = settings.number(book.settings, "widest", default=44)
    narrowest = settings.number(book.settings, "narrowest", default=9)
    widths = []
    for n, column in enumerate(table.columns):
        longest = max((len(tables.shown(column, row[n])) for row in table.rows), default=0)
        words = max((len(word) for word in column.label.split()), default=0) + 2
        widths.append(min(widest, max(narrowest, longest + 2, words)))
    return widths
