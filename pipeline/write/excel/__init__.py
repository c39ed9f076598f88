"""A specification and a workbook's document type -> the finished workbook. One entry per document key."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from ...model import settings
from ...model.prices import SHEETS
from ...model.specification import Specification
from ...model.tender import Document
from .kravmatrix import kravmatrix
from .priser import priser
from .sporbarhedsmatrix import sporbarhedsmatrix

Workbook = Callable[[Specification, Document], bytes]


class Made(Struct, frozen=True):
    """How a workbook is made, and what its workbook.yaml must say: its sheets, and columns it cannot do without."""

    write: Workbook
    sheets: tuple[str, ...]
    columns: tuple[str, ...]

    def lacking(self, document: Document) -> Iterator[str]:
        listed = settings.table(document.settings, "sheets")
        yield from (f"sheets › {name}" for name in self.sheets if name not in listed)
        named = {settings.text(entry, "name") for entry in settings.items(document.settings, "columns")}
        yield from (f"columns › {name}" for name in self.columns if name not in named)


WORKBOOKS: Mapping[str, Made] = {
    "kravmatrix": Made(
        kravmatrix, ("guide", "requirements", "reservations", "overview", "metadata"), ("id", "text", "type")
    ),
    "priser": Made(priser, ("guide", *SHEETS, "total", "metadata"), ()),
    "sporbarhedsmatrix": Made(
        sporbarhedsmatrix, ("guide", "requirements", "goals", "standards", "contributors", "sources"), ("id", "title")
    ),
}
