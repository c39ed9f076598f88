"""A table of the model -> a sheet for reading: header in view, filter, wrapped texts, a rule below every row."""

from xlsxwriter.utility import xl_col_to_name

from ...model.trace import View
from .book import Book, put
from .heights import Heights, height


def view_sheet(book: Book, view: View, frozen: int = 0) -> None:
    sheet = book.sheet(view.name, protected=False)
    figures = [figure for _, _, figure in view.headings]
    for n, (label, width, figure) in enumerate(view.headings):
        sheet.set_column(n, n, width)
        put(sheet, 0, n, label, book.style("head_locked", "head_figure") if figure else book.style("head_locked"))
    sheet.set_row(0, height([(label, width - 2) for label, width, _ in view.headings], 24))
    styles = [book.style("figure" if figure else "cell") for figure in figures]
    heights = Heights((n, width) for n, (_, width, figure) in enumerate(view.headings) if not figure)
    rows = book.rows(sheet)
    kind = rows.kind(styles)
    for row, line in enumerate(view.rows, 1):
        tallest = heights.of(line)
        # One line is what Excel gives by itself; empty cells are left out.
        rows.add(row, [value if value != "" else None for value in line], kind, tallest if tallest > 20 else 0)
    last, right = max(1, len(view.rows)), len(view.headings) - 1
    # A rule below every row, empty cells included, without writing a cell for each of them.
    sheet.conditional_format(1, 0, last, right, {"type": "formula", "criteria": "=TRUE", "format": book.shade("row")})
    book.header(sheet, 0, last, right)
    sheet.freeze_panes(1, frozen)
    sheet.autofilter(0, 0, last, right)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, last, right)
    sheet.ignore_errors({"number_stored_as_text": f"A2:{xl_col_to_name(right)}{last + 1}"})
