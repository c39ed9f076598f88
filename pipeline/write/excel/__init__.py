"""A specification and a workbook's document type -> the finished workbook. One entry per document key."""

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from ...model import settings
from ...model.sheets import SHEETS
from ...model.specification import Specification
from ...model.tender import Document
from .kravmatrix import kravmatrix
from .priser import priser
from .sporbarhedsmatrix import sporbarhedsmatrix

Workbook = Callable[[Specification, Document], bytes]


class Made(Struct, frozen=True):
    """How a workbook is made, and the columns its workbook.yaml must name; so must it list every sheet."""

    write: Workbook
    columns: tuple[str, ...]

    def lacking(self, document: Document) -> Iterator[str]:
        listed = settings.table(document.settings, "sheets")
        yield from (f"sheets › {name}" for name in SHEETS[document.key] if name not in listed)
        named = {settings.text(entry, "name") for entry in settings.items(document.settings, "columns")}
        yield from (f"columns › {name}" for name in self.columns if name not in named)


WORKBOOKS: Mapping[str, Made] = {
    "kravmatrix": Made(kravmatrix, ("id", "text", "type")),
    "priser": Made(priser, ()),
    "sporbarhedsmatrix": Made(sporbarhedsmatrix, ("id", "title")),
}
