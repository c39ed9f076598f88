"""A specification -> the sheet Metadata: what this matrix was made from, as labels and values."""

import re

from ...model import settings
from .book import Book, Sheet, put
from .heights import height
from .page import opening

_COUNT = re.compile(r"\{\{\s*antal\.\w+\s*\}\}")


def metadata_sheet(book: Book, sheet: Sheet) -> None:
    label, width = (settings.number(book.settings, "metadata", "widths", w, default=40) for w in ("label", "value"))
    sheet.set_column(0, 0, label)
    sheet.set_column(1, 1, width)
    row = opening(book, sheet, "metadata", label + width)
    for entry in settings.items(book.settings, "metadata", "rows"):
        wanted = settings.text(entry, "value")
        value = book.say(wanted)
        sheet.set_row(row, height(((value, width),), 18))
        put(sheet, row, 0, settings.text(entry, "label"), book.style("term"))
        if _COUNT.fullmatch(wanted) and value.isdecimal():
            sheet.write_number(row, 1, int(value), book.style("body", align="left"))
        else:
            put(sheet, row, 1, value, book.style("body"))
        row += 1
    sheet.print_area(0, 0, row, 1)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})
