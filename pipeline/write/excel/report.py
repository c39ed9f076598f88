"""A hearing report -> its workbook: the figures, a row for every comment, the requirements, the municipalities."""

from ...base.text import legal
from ...model import settings
from ...model.hearing_report import Report, figures
from ...model.hearing_tables import views
from ...model.specification import Specification
from .book import Book, Sheet, put
from .heights import height
from .page import heading, opening
from .report_words import ReportWords
from .view import view_sheet


def report_workbook(specification: Specification, report: Report) -> bytes:
    book = Book(specification, report.document)
    book.say = ReportWords(specification, report)
    overview = book.sheet("overview", protected=False)
    _overview(book, overview, report)
    for view in views(report):
        if view.rows:
            view_sheet(book, view, int(settings.number(book.settings, "freeze", view.name)))
    overview.activate()
    return book.finish()


def _overview(book: Book, sheet: Sheet, report: Report) -> None:
    label, width = (settings.number(book.settings, "overview", "widths", w, default=20) for w in ("label", "figure"))
    sheet.set_column(0, 0, label)
    sheet.set_column(1, 1, width)
    row = opening(book, sheet, "overview", label + width)
    for title, lines in figures(report):
        row = heading(book, sheet, row, title, 2)
        for name, number in lines:
            sheet.set_row(row, height(((name, label),), 16))
            put(sheet, row, 0, legal(name), book.style("term"))
            sheet.write_number(row, 1, number, book.style("total"))
            row += 1
        row += 1
    sheet.print_area(0, 0, row, 1)
