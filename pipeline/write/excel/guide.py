"""The texts of workbook.yaml -> the sheet Vejledning. Its lists of choices are what the drop-downs refer to."""

from collections.abc import Iterator

from ...model import settings
from ...model.matrix import columns
from .book import Book, Sheet, put
from .heights import height
from .page import heading, opening

Row = tuple[str, str]


def guide_sheet(book: Book, sheet: Sheet) -> int:
    """The row after the last block."""
    label, width = (settings.number(book.settings, "guide", "widths", w, default=40) for w in ("label", "text"))
    sheet.set_column(0, 0, label)
    sheet.set_column(1, 1, width)
    row = opening(book, sheet, "guide", width)
    for block in settings.items(book.settings, "guide", "blocks"):
        row = heading(book, sheet, row, settings.text(block, "heading"), 2)
        listed = settings.text(block, "list")
        rows = [*_rows(book, block), *_choices(book, listed, block)]
        for term, text in rows:
            sheet.set_row(row, height(((term, label), (text, width)), 18))
            put(sheet, row, 0, term, book.style("term"))
            put(sheet, row, 1, text, book.style("body"))
            row += 1
        if listed and rows:
            cells = f"{book.title_of(sheet)}!$A${row - len(rows) + 1}:$A${row}"
            book.ranges[f"list:{listed}"] = book.name(_list_name(book, listed), cells)
        row += 1
    sheet.print_area(0, 0, row - 1, 1)
    return row


def _rows(book: Book, block: settings.Node) -> Iterator[Row]:
    for entry in settings.items(block, "rows"):
        yield book.say(settings.text(entry, "label")), book.say(settings.text(entry, "text"))


def _choices(book: Book, listed: str, block: settings.Node) -> Iterator[Row]:
    """The choices of a column with what they mean, or the requirement types that occur in this tender."""
    if listed == "types":
        used = {r.key_of("type") for r in book.specification.requirements}
        for kind in book.specification.tender.types:
            if kind.key in used:
                help_text = settings.text(block, "help", kind.key)
                yield kind.key, f"{kind.label}. {help_text}" if help_text else kind.label
        return
    for column in columns(book.specification, book.document, "matrix"):
        if column.name == listed:
            for choice in settings.items(column.settings, "choices"):
                yield settings.text(choice, "label"), settings.text(choice, "help")


def _list_name(book: Book, listed: str) -> str:
    entries = settings.items(book.settings, "columns")
    return next((settings.text(e, "list") for e in entries if settings.text(e, "name") == listed), "")
