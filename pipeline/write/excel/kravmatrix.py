"""A specification -> kravmatrix.xlsx, in which bidders answer every requirement."""

from ...model.specification import Specification
from ...model.tender import Document
from .answers import requirements_sheet
from .book import Book
from .guide import guide_sheet
from .metadata import metadata_sheet
from .overview import overview_sheet
from .reservations import reservations_sheet


def kravmatrix(specification: Specification, document: Document) -> bytes:
    book = Book(specification, document)
    guide = book.sheet("guide")
    requirements = book.sheet("requirements")
    reservations = book.sheet("reservations")
    overview = book.sheet("overview")
    metadata = book.sheet("metadata")
    guide_sheet(book, guide)  # first: the drop-downs of the others take their choices from here
    requirements_sheet(book, requirements)
    reservations_sheet(book, reservations)
    overview_sheet(book, overview)
    metadata_sheet(book, metadata)
    guide.activate()
    return book.finish()
