"""Tables of prices -> the sheet Samlet pris: what each group comes to, what is missing, and the price compared."""

from ...model import settings
from .book import Book, Sheet, put, quoted
from .page import heading, opening
from .price_sheet import Table

_HEADS = ("group", "count", "filled", "missing", "amount")


def total_sheet(book: Book, tables: list[Table]) -> None:
    sheet = book.sheet("total")
    label, figure = (settings.number(book.settings, "total", "widths", w, default=16) for w in ("label", "figure"))
    sheet.set_column(0, 0, label)
    sheet.set_column(1, 3, figure * 0.7)
    sheet.set_column(4, 4, figure * 1.3)
    row = opening(book, sheet, "total", label + 3.4 * figure)
    for n, name in enumerate(_HEADS):
        style = book.style("head_locked", "head_figure") if n else book.style("head_locked")
        put(sheet, row, n, book.word("total", name), style)
    sheet.set_row(row, 22)
    book.header(sheet, row, row + len(tables), len(_HEADS) - 1)
    first = row + 1
    for table in tables:
        row += 1
        _group(book, sheet, row, table)
    row += 1
    count = sum(len(table.group.lines) for table in tables)
    put(sheet, row, 0, book.word("total", "together"), book.style("total_label"))
    for n, number in ((1, count), (2, 0), (3, count)):
        letter = "ABCD"[n]
        sheet.write_formula(row, n, f"=SUM({letter}{first + 1}:{letter}{row})", book.style("total_figure"), number)
    put(sheet, row, 4, "", book.style("total_label"))
    row = _result(book, sheet, row + 2, tables, row, count)
    sheet.print_area(0, 0, row, len(_HEADS) - 1)


def _group(book: Book, sheet: Sheet, row: int, table: Table) -> None:
    group, count = table.group, len(table.group.lines)
    put(sheet, row, 0, group.heading, book.style("cell"))
    sheet.write_number(row, 1, count, book.style("figure"))
    answered = quoted(book.word("words", "answered"))
    sheet.write_formula(row, 2, f"=COUNTIF({table.states},{answered})", book.style("figure"), 0)
    sheet.write_formula(row, 3, f"=B{row + 1}-C{row + 1}", book.style("figure"), count)
    if group.counts:
        sheet.write_formula(row, 4, f"={table.amount}", book.style("amount"), 0)
    else:
        put(sheet, row, 4, book.word("words", "not_counted"), book.style("cell", align="right"))


def _result(book: Book, sheet: Sheet, row: int, tables: list[Table], totals: int, count: int) -> int:
    """The price compared, and in words and colour whether it is whole."""
    row = heading(book, sheet, row, settings.text(book.settings, "total", "state"), len(_HEADS))
    complete, incomplete = (book.word("total", word) for word in ("complete", "incomplete"))
    of, answered = book.word("words", "of"), book.word("words", "answered")
    put(sheet, row, 0, f"{book.word('total', 'count')}, {answered}", book.style("term"))
    formula = f"=C{totals + 1}&{quoted(f' {of} {count}')}"
    sheet.write_formula(row, 4, formula, book.style("amount"), f"0 {of} {count}")
    row += 1
    put(sheet, row, 0, book.word("total", "state"), book.style("term"))
    formula = f"=IF(D{totals + 1}=0,{quoted(complete)},{quoted(incomplete)})"
    sheet.write_formula(row, 4, formula, book.style("state", align="right"), incomplete if count else complete)
    for word, text in (("missing", incomplete), ("answered", complete)):
        rule = {"type": "formula", "criteria": f"=$E${row + 1}={quoted(text)}", "format": book.shade(word)}
        sheet.conditional_format(row, 4, row, 4, rule)
    row += 2
    sheet.set_row(row, 30)
    for n in range(len(_HEADS)):
        put(sheet, row, n, book.word("total", "evaluation") if n == 0 else "", book.style("result_label"))
    amounts = [table.amount for table in tables if table.group.counts]
    sheet.write_formula(row, 4, "=" + ("+".join(amounts) or "0"), book.style("result"), 0)
    return row
