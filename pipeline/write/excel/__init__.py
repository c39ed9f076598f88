"""A specification and a workbook's document type -> the finished workbook. One entry per document key."""

from collections.abc import Callable, Mapping

from ...model.specification import Specification
from ...model.tender import Document
from .kravmatrix import kravmatrix
from .sporbarhedsmatrix import sporbarhedsmatrix

Workbook = Callable[[Specification, Document], bytes]

WORKBOOKS: Mapping[str, Workbook] = {"kravmatrix": kravmatrix, "sporbarhedsmatrix": sporbarhedsmatrix}
