"""workbook.yaml -> the sheet Forbehold: open rows in which a bidder words every reservation."""

from ...model import settings
from .book import Book, Sheet, put
from .dropdowns import messages
from .page import opening


def reservations_sheet(book: Book, sheet: Sheet) -> None:
    entries = settings.items(book.settings, "reservations", "columns")
    rows = int(settings.number(book.settings, "reservations", "rows", default=60))
    widths = [settings.number(entry, "width", default=20) for entry in entries]
    header = opening(book, sheet, "reservations", sum(widths))
    first, last = header + 1, header + max(1, rows)
    sheet.set_row(header, 24)
    for n, entry in enumerate(entries):
        sheet.set_column(n, n, widths[n])
        put(sheet, header, n, settings.text(entry, "label"), book.style("head_answer"))
        if rule := _rule(book, entry):
            sheet.data_validation(first, n, last, n, rule)
    for row in range(first, last + 1):
        sheet.set_row(row, settings.number(book.settings, "reservations", "height", default=30))
        for n, entry in enumerate(entries):
            _write(book, sheet, row, n, entry, row - header)
    title = book.title_of(sheet)
    wording = next((n for n, entry in enumerate(entries) if not settings.text(entry, "kind") and n > 2), 0)
    letter = chr(ord("A") + wording)
    book.ranges["reservations"] = f"{title}!${letter}${first + 1}:${letter}${last + 1}"
    book.header(sheet, header, last, max(0, len(entries) - 1))
    sheet.freeze_panes(first, 0)
    sheet.repeat_rows(header)
    sheet.print_area(0, 0, last, max(0, len(entries) - 1))
    sheet.set_selection(first, 1, first, 1)


def _write(book: Book, sheet: Sheet, row: int, column: int, entry: settings.Node, number: int) -> None:
    kind = settings.text(entry, "kind")
    if kind == "number":
        sheet.write_number(row, column, number, book.style("quiet", align="center"))
        return
    number_format = settings.text(entry, "format")
    more: dict[str, object] = {"num_format": number_format} if number_format else {}
    put(sheet, row, column, "", book.style("input", locked=False, **more))


def _rule(book: Book, entry: settings.Node) -> dict[str, object]:
    rule = messages(book, settings.text(entry, "label"), entry)
    match settings.text(entry, "kind"):
        case "number":
            return {}
        case "id":
            if "id" in book.ranges:
                return rule | {"validate": "list", "source": f"={book.ranges['id']}"}
        case "amount":
            return rule | {"validate": "decimal", "criteria": "between", "minimum": -1e12, "maximum": 1e12}
    return rule | {"validate": "any"} if rule else {}
