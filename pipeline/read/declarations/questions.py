"""templates/beslutninger/ -> the document type of the workbook of open questions, no document of the bundle."""

from pathlib import Path

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, ordered
from ...model.tender import Document
from .documents import FILE, FOLDER, QUESTIONS, SHAPE, WORKBOOK, WORKBOOK_SHAPE, document_of
from .files import missing
from .loader import Loader
from .tender import Listed


def read_question_template(root: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """None where there is nothing to make the workbook from."""
    load = Loader(root)
    folder = f"{FOLDER}/{QUESTIONS}"
    for name in (FILE, WORKBOOK):
        if not load.exists(f"{folder}/{name}"):
            fix = _("Take it from a new project («udbud new»), or from an earlier version of this one.")
            return None, (missing(f"{folder}/{name}", fix),)
    record = load.record(f"{folder}/{FILE}", SHAPE)
    settings = load.record(f"{folder}/{WORKBOOK}", WORKBOOK_SHAPE)
    listed = Listed(QUESTIONS, None, "", Place(f"{folder}/{FILE}"))
    return document_of(listed, record, b"", "", settings), ordered(load.problems)
