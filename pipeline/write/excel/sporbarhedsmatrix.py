"""A specification -> sporbarhedsmatrix.xlsx, for the house only: who wanted what, why, and where it was written."""

from ...model import settings
from ...model.matrix import columns
from ...model.specification import Specification
from ...model.tender import Document
from ...model.trace import views
from .book import Book
from .guide import guide_sheet
from .view import view_sheet


def sporbarhedsmatrix(specification: Specification, document: Document) -> bytes:
    book = Book(specification, document)
    guide = book.sheet("guide")
    guide_sheet(book, guide)
    frozen = settings.text(document.settings, "freeze")
    names = [c.name for c in columns(specification, document, "trace")]
    for view in views(specification, document):
        left = names.index(frozen) if view.name == "requirements" and frozen in names else 0
        view_sheet(book, view, left)
    guide.activate()
    return book.finish()
