"""Groups of prices -> a sheet of tables: what is asked for locked, the price open, amount and state as formulas.

Every formula carries the result that holds before anyone fills in a price, for readers that do not calculate.
"""

from msgspec import Struct
from xlsxwriter.utility import xl_col_to_name

from ...model import settings
from ...model.prices import Group, Line
from .book import Book, Sheet, put, quoted
from .dropdowns import messages
from .heights import height
from .page import heading, opening

COLUMNS = ("number", "label", "basis", "quantity", "unit", "price", "amount", "state")
_FIGURES = ("quantity", "price", "amount")


class Table(Struct, frozen=True):
    """A group as it stands: `cells` of its prices, `amount` the cell of its sum, both with the sheet's name."""

    group: Group
    states: str
    amount: str


def price_sheet(book: Book, name: str, groups: list[Group]) -> list[Table]:
    sheet = book.sheet(name)
    widths = [settings.number(_column(book, column), "width", default=14) for column in COLUMNS]
    for n, width in enumerate(widths):
        sheet.set_column(n, n, width)
    row = opening(book, sheet, name, sum(widths))
    found: list[Table] = []
    for group in groups:
        row = heading(book, sheet, row, group.heading, len(COLUMNS))
        _head(book, sheet, row)
        first = row + 1
        for line in group.lines:
            row += 1
            _line(book, sheet, row, line, widths)
        _rules(book, sheet, first, row)
        book.header(sheet, first - 1, row, len(COLUMNS) - 1)
        row += 1
        found.append(_sum(book, sheet, group, first, row))
        row += 2
    sheet.repeat_rows(0, 0)
    sheet.print_area(0, 0, max(1, row - 1), len(COLUMNS) - 1)
    if groups:
        sheet.set_selection(_first_price(found), COLUMNS.index("price"), _first_price(found), COLUMNS.index("price"))
    return found


def _first_price(found: list[Table]) -> int:
    return int(found[0].states.rpartition("!")[2].split(":")[0].split("$")[-1]) - 1


def _column(book: Book, name: str) -> settings.Node:
    entries = settings.items(book.settings, "price_columns")
    return next((entry for entry in entries if settings.text(entry, "name") == name), "")


def _head(book: Book, sheet: Sheet, row: int) -> None:
    sheet.set_row(row, 30)
    for n, name in enumerate(COLUMNS):
        kind = "head_answer" if name == "price" else "head_locked"
        style = book.style(kind, "head_figure") if name in _FIGURES else book.style(kind)
        put(sheet, row, n, book.say(settings.text(_column(book, name), "label", default=name)), style)


def _line(book: Book, sheet: Sheet, row: int, line: Line, widths: list[float]) -> None:
    sheet.set_row(row, height(((line.label, widths[1]), (line.basis, widths[2])), 18))
    put(sheet, row, 0, line.number, book.style("cell"))
    put(sheet, row, 1, line.label, book.style("cell"))
    put(sheet, row, 2, line.basis, book.style("cell"))
    sheet.write_number(row, 3, line.quantity, book.style("figure"))
    put(sheet, row, 4, line.unit, book.style("cell"))
    sheet.write_blank(row, 5, None, book.style("price", locked=False))
    price = f"F{row + 1}"
    is_price = f"ISNUMBER({price}),{price}>=0"  # a text is greater than any number, so both are asked
    sheet.write_formula(row, 6, f"=IF(AND({is_price}),D{row + 1}*{price},0)", book.style("amount"), 0)
    missing, answered = (book.word("words", word) for word in ("missing", "answered"))
    state = f"=IF(AND({is_price}),{quoted(answered)},{quoted(missing)})"
    sheet.write_formula(row, 7, state, book.style("state"), missing)


def _rules(book: Book, sheet: Sheet, first: int, last: int) -> None:
    """Numbers from 0 with two decimals; colours that follow the word in the last column."""
    price = f"F{first + 1}"
    rule = messages(book, settings.text(_column(book, "price"), "label"), _column(book, "price"))
    rule |= {"validate": "custom", "value": f"=AND(ISNUMBER({price}),{price}>=0,ROUND({price},2)={price})"}
    sheet.data_validation(first, 5, last, 5, rule)
    for word in ("missing", "answered"):
        shown = {"type": "formula", "criteria": f"=$H{first + 1}={quoted(book.word('words', word))}"}
        sheet.conditional_format(first, 7, last, 7, {**shown, "format": book.shade(word)})


def _sum(book: Book, sheet: Sheet, group: Group, first: int, row: int) -> Table:
    """The last row of a table: the sum and, in words, how many prices are filled in."""
    for n in range(len(COLUMNS)):
        put(sheet, row, n, "", book.style("total_label"))
    put(sheet, row, 1, f"{book.word('words', 'sum')}: {group.heading}", book.style("total_label"))
    sheet.write_formula(row, 6, f"=SUM(G{first + 1}:G{row})", book.style("total_amount"), 0)
    answered, of = book.word("words", "answered"), book.word("words", "of")
    count = len(group.lines)
    formula = f"=COUNTIF(H{first + 1}:H{row},{quoted(answered)})&{quoted(f' {of} {count} {answered}')}"
    sheet.write_formula(row, 7, formula, book.style("total_label"), f"0 {of} {count} {answered}")
    title = book.title_of(sheet)
    letter = xl_col_to_name(7)
    return Table(group, f"{title}!${letter}${first + 1}:${letter}${row}", f"{title}!$G${row + 1}")


def bidder_field(book: Book, sheet: Sheet, row: int) -> None:
    """The one open cell of the guide: whose prices these are."""
    entry = settings.node(book.settings, "guide", "bidder")
    row = heading(book, sheet, row, settings.text(entry, "heading"), 2)
    sheet.set_row(row, 22)
    put(sheet, row, 0, settings.text(entry, "label"), book.style("term"))
    sheet.write_blank(row, 1, None, book.style("input", locked=False))
    if rule := messages(book, settings.text(entry, "label"), entry):
        sheet.data_validation(row, 1, row, 1, rule | {"validate": "any"})
    sheet.print_area(0, 0, row, 1)
