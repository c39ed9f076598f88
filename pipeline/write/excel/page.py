"""What the sheets with running text share: an opening and headings. Nothing is merged."""

from ...model import settings
from .book import Book, Sheet, put


def opening(book: Book, sheet: Sheet, name: str, width: float) -> int:
    """Title and lead of a sheet; the row after them. `width` is what a lead may use before it is wrapped by hand."""
    sheet.hide_gridlines(2)
    sheet.set_row(0, 30)
    put(sheet, 0, 0, book.word(name, "heading"), book.style("title"))
    row = 1
    for text in settings.texts(book.settings, name, "lead"):
        for line in folded_lines(book.say(text), int(width * 1.15)):
            sheet.set_row(row, 15)
            put(sheet, row, 0, line, book.style("lead"))
            row += 1
    return row + 1


def heading(book: Book, sheet: Sheet, row: int, text: str, columns: int) -> int:
    """A heading with a rule below it across the columns; the row after it."""
    sheet.set_row(row, 22)
    for column in range(columns):
        put(sheet, row, column, book.say(text) if column == 0 else "", book.style("heading"))
    return row + 1


def folded_lines(text: str, width: int) -> list[str]:
    """Lines of a text that runs over empty neighbouring cells: such a text does not wrap by itself."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
