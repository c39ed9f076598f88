"""A specification -> priser.xlsx, in which bidders price the tender and see the price that will be compared."""

from collections.abc import Mapping

from ...model.prices import SHEETS, Group, groups
from ...model.specification import Specification
from ...model.tender import Document
from .book import Book
from .guide import guide_sheet
from .metadata import metadata_sheet
from .price_sheet import bidder_field, price_sheet
from .price_total import total_sheet


def priser(specification: Specification, document: Document) -> bytes:
    book = Book(specification, document)
    by_sheet: Mapping[str, list[Group]] = {name: [] for name in SHEETS}
    for group in groups(specification, document):
        by_sheet[group.sheet].append(group)
    guide = book.sheet("guide")
    below = guide_sheet(book, guide)
    bidder_field(book, guide, below)
    tables = [table for name in SHEETS for table in price_sheet(book, name, by_sheet[name])]
    total_sheet(book, tables)
    metadata_sheet(book, book.sheet("metadata"))
    guide.activate()
    return book.finish()
