"""A specification and a finished workbook -> every difference between them. None is expected: a difference is our bug.

The file is read raw and compared with the model: every requirement once, every locked text equal to the letter, nothing
extra, formulas only where they belong. The bidder's own cells must still be empty.
"""

from collections.abc import Iterator

from ..base.i18n import _
from ..model import settings
from ..model.place import Place
from ..model.problem import Problem
from ..model.sheets import titles as listed
from ..model.specification import Specification
from ..model.tender import Document
from .sheet_answers import verify_answers
from .sheet_prices import verify_prices
from .sheet_problems import extra, missing, unreadable
from .sheet_views import verify_views
from .sheets import Sheets, UnreadableError


def verify_matrix(specification: Specification, artifact_bytes: bytes, document: Document) -> Iterator[Problem]:
    """A document type with `views` is a traceability matrix, one with `prices` a price list; any other one is a matrix
    that bidders fill in."""
    path = f"{document.key}.xlsx"
    try:
        sheets = Sheets(artifact_bytes)
    except Exception as broken:  # whatever is wrong with the file, it is not the file we meant to write
        yield _unreadable(path, broken)
        return
    titles = listed(document)
    for title in titles.values():
        if title not in sheets.titles:
            yield missing(Place(path, sheet=title), _("The sheet is not in the workbook."), "")
    for title in sheets.titles:
        if title not in titles.values():
            yield extra(Place(path, sheet=title), _("The sheet is not one of those the workbook shall have."), "")
        elif title in sheets.hidden:
            yield extra(Place(path, sheet=title), _("The sheet is hidden."), "")
    places = {name: Place(path, sheet=title) for name, title in titles.items() if title in sheets.titles}
    if settings.table(document.settings, "views"):
        verify = verify_views
    else:
        verify = verify_prices if settings.items(document.settings, "prices") else verify_answers
    try:
        yield from verify(specification, sheets, document, places)
    except UnreadableError as broken:
        yield _unreadable(path, broken)


def _unreadable(path: str, broken: Exception) -> Problem:
    return unreadable(Place(path), _("The workbook cannot be read: {reason}").format(reason=broken))
