"""The texts of workbook.yaml -> the sheets without requirements: guide, contact, workflows, examples, about."""

import io

from ....base.pictures import measured
from ....model import settings
from ....model.tender import Settings
from ..book import Book, Sheet, put
from ..heights import height
from ..page import heading, opening
from .sheets import COUNTER, LEAD, columns_of, counter, entry_style, finish_table, head, rule

_LOGO_HEIGHT = 48  # pixels


def guide_sheet(book: Book, sheet: Sheet, logo: bytes) -> None:
    """The logo stands to the right of the title, with words for those who do not see it."""
    label, width = (settings.number(book.settings, "guide", "widths", w, default=40) for w in ("label", "text"))
    columns_of(book, sheet, (label, width))
    row = opening(book, sheet, "guide", label + width)
    if logo:
        scale = _LOGO_HEIGHT / measured(logo)[2]
        sheet.set_row(0, _LOGO_HEIGHT * 0.75 + 6)
        place = {"image_data": io.BytesIO(logo), "x_scale": scale, "y_scale": scale, "x_offset": int(width * 5)}
        sheet.insert_image(0, 1, "logo.png", place | {"y_offset": 3, "description": book.say("{{ ordregiver }}")})
    for block in settings.items(book.settings, "guide", "blocks"):
        row = heading(book, sheet, row, settings.text(block, "heading"), 2)
        for entry in settings.items(block, "rows"):
            row = _pair(book, sheet, row, entry, "text", (label, width))
        row += 1
    sheet.print_area(0, 0, row - 1, 1)


def about_sheet(book: Book, sheet: Sheet) -> None:
    label, width = (settings.number(book.settings, "about", "widths", w, default=40) for w in ("label", "text"))
    columns_of(book, sheet, (label, width))
    row = opening(book, sheet, "about", label + width)
    for entry in settings.items(book.settings, "about", "rows"):
        row = _pair(book, sheet, row, entry, "value", (label, width))
    sheet.print_area(0, 0, row, 1)
    sheet.ignore_errors({"number_stored_as_text": f"B1:B{row + 1}"})


def _pair(book: Book, sheet: Sheet, row: int, entry: "Settings | str", name: str, widths: tuple[float, float]) -> int:
    term, text = book.say(settings.text(entry, "label")), book.say(settings.text(entry, name))
    sheet.set_row(row, height(((term, widths[0]), (text, widths[1])), 18))
    put(sheet, row, 0, term, book.style("term"))
    put(sheet, row, 1, text, book.style("body"))
    return row + 1


def contact_sheet(book: Book, sheet: Sheet) -> None:
    """Label, cell, and a word that says whether a cell that must be filled in is."""
    widths = [settings.number(book.settings, "contact", "widths", w, default=20) for w in ("label", "text", "missing")]
    columns_of(book, sheet, widths)
    head(book, sheet, "contact")
    first = row = COUNTER + 2
    tall = settings.number(book.settings, "contact", "height", default=22)
    filled, missing = book.word("contact", "filled"), book.word("contact", "missing")
    required = 0
    for entry in settings.items(book.settings, "contact", "rows"):
        label, value = book.say(settings.text(entry, "label")), book.say(settings.text(entry, "value"))
        sheet.set_row(row, tall * 4 if settings.flag(entry, "tall") else tall)
        put(sheet, row, 0, label, book.style("term"))
        put(
            sheet,
            row,
            1,
            value,
            book.style("locked", valign="vcenter") if value else entry_style(book, valign="vcenter"),
        )
        if not value and (found := rule(book, label, settings.text(entry, "prompt"))):
            sheet.data_validation(row, 1, row, 1, found)
        if settings.flag(entry, "required"):
            required += 1
            formula = f'=IF(TRIM(B{row + 1})="","{missing}","{filled}")'
            sheet.write_formula(row, 2, formula, book.style("state", valign="vcenter"), missing)
        row += 1
    words = f"C{first + 1}:C{max(first + 1, row)}"
    counter(book, sheet, "contact", f'SUMPRODUCT(--({words}="{filled}"))', str(required), (0, required), COUNTER)
    for word, shade in ((filled, "ready"), (missing, "missing")):
        criteria = f'=$C{first + 1}="{word}"'
        look = {"type": "formula", "criteria": criteria, "format": book.shade(shade)}
        sheet.conditional_format(first, 2, max(first, row - 1), 2, look)
    sheet.freeze_panes(COUNTER + 1, 0)
    sheet.print_area(0, 0, max(first, row - 1), 2)
    sheet.set_selection(first, 1, first, 1)


def workflow_sheet(book: Book, sheet: Sheet) -> None:
    entries = settings.items(book.settings, "workflow", "columns")
    columns_of(book, sheet, [settings.number(entry, "width", default=18) for entry in entries])
    head(book, sheet, "workflow")
    header = LEAD + 2
    last = header + int(settings.number(book.settings, "workflow", "rows", default=40))
    sheet.set_row(header, 24)
    for n, entry in enumerate(entries):
        label = settings.text(entry, "label")
        put(sheet, header, n, label, book.style("head_input"))
        if found := rule(book, label, settings.text(entry, "prompt")):
            sheet.data_validation(header + 1, n, last, n, found)
    rows, tall = book.rows(sheet), settings.number(book.settings, "workflow", "height", default=30)
    kind = rows.kind([entry_style(book)] * len(entries))
    for row in range(header + 1, last + 1) if entries else ():
        rows.add(row, [""] * len(entries), kind, tall)
    finish_table(book, sheet, last, max(0, len(entries) - 1), 0, header)
    sheet.set_selection(header + 1, 0, header + 1, 0)


def examples_sheet(book: Book, sheet: Sheet) -> None:
    """Good and weak requirements side by side. The headings are not those of fields, so that no reader takes them."""
    entries = [e for e in settings.items(book.settings, "examples", "columns") if not isinstance(e, str)]
    widths = [settings.number(entry, "width", default=18) for entry in entries]
    columns_of(book, sheet, widths)
    head(book, sheet, "examples")
    header = LEAD + 2
    sheet.set_row(header, 24)
    for n, entry in enumerate(entries):
        put(sheet, header, n, settings.text(entry, "label"), book.style("head_locked"))
    row = header
    for row, example in enumerate(settings.items(book.settings, "examples", "rows"), header + 1):
        kind = settings.text(example, "mark")
        texts = [settings.text(example, settings.text(entry, "name")) for entry in entries]
        sheet.set_row(row, height(zip(texts, widths, strict=True), 20))
        for n, (entry, text) in enumerate(zip(entries, texts, strict=True)):
            mark = settings.text(entry, "name") == "mark"
            shown = book.word("examples", "labels", kind) if mark else text
            put(sheet, row, n, shown, book.style(kind if mark else "cell"))
    finish_table(book, sheet, row, max(0, len(entries) - 1), 0, header)
