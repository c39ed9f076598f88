"""Choices of fields, sections and answers -> the sheet Lister, whose cells the drop-downs refer to by name."""

from collections.abc import Iterator

from ....base.text import legal
from ....model import settings
from ....model.field import Field
from ..book import Book, Sheet, put
from ..heights import height
from ..page import heading, opening
from .content import Content

Choices = tuple[tuple[str, str], ...]  # the word, and what it means


def lists_sheet(book: Book, sheet: Sheet, shown: Content) -> None:
    """Fills `book.ranges`: `list:<field or own list>` and `sections:<area>`."""
    label, width = (settings.number(book.settings, "lists", "widths", w, default=40) for w in ("label", "text"))
    sheet.set_column(0, 0, label)
    sheet.set_column(1, 1, width)
    row = opening(book, sheet, "lists", label + width)
    for name, title, wanted, choices in (*_fields(book, shown), *_own(book), *_sections(book, shown)):
        if not choices:
            continue
        row = heading(book, sheet, row, title, 2)
        for word, meaning in choices:
            sheet.set_row(row, height(((word, label), (meaning, width)), 18))
            put(sheet, row, 0, legal(word), book.style("term"))
            put(sheet, row, 1, legal(meaning), book.style("body"))
            row += 1
        cells = f"{book.title_of(sheet)}!$A${row - len(choices) + 1}:$A${row}"
        book.ranges[name] = book.name(wanted, cells)
        row += 1
    sheet.print_area(0, 0, row, 1)


def _fields(book: Book, shown: Content) -> Iterator[tuple[str, str, str, Choices]]:
    for column in shown.columns:
        field = column.field
        if field.kind != "choice":
            continue
        rows = []
        titles = {s.code: s.title for s in book.specification.tender.standards} if _registered(field) else {}
        for choice in book.specification.tender.choices(field):
            help_text = choice.help or settings.text(book.settings, "lists", "help", field.name, choice.key)
            help_text = help_text or titles.get(choice.key, "")
            if column.show == "key":
                name = choice.label if choice.label != choice.key else ""
                rows.append((choice.key, ". ".join(part for part in (name, help_text) if part)))
            else:
                rows.append((choice.label, help_text))
        yield f"list:{field.name}", field.label, f"Liste_{field.name}", tuple(rows)


def _registered(field: Field) -> bool:
    return field.choices_from == "standards"


def _own(book: Book) -> Iterator[tuple[str, str, str, Choices]]:
    for entry in settings.items(book.settings, "lists", "own"):
        choices = settings.items(entry, "choices")
        rows = tuple((settings.text(c, "label"), book.say(settings.text(c, "help"))) for c in choices)
        title = settings.text(entry, "heading")
        yield f"list:{settings.text(entry, 'name')}", title, settings.text(entry, "range"), rows


def _sections(book: Book, shown: Content) -> Iterator[tuple[str, str, str, Choices]]:
    if not any(column.field.name == "section" for column in shown.columns):
        return
    for given in shown.areas:
        title = settings.text(book.settings, "lists", "section").replace("{{ omraade }}", given.area.title)
        wanted = settings.text(book.settings, "lists", "section_range").replace("{omraade}", given.area.prefix)
        yield f"sections:{given.area.key}", title, wanted, tuple((section, "") for section in given.sections)
