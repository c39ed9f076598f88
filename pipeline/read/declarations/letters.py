"""templates/kvittering/ and the like -> document types of a letter and a workbook, which are none of the bundle."""

from pathlib import Path

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, ordered
from ...model.tender import Document
from .documents import FILE, FOLDER, REPLY, SHAPE, TEMPLATE, WORKBOOK, WORKBOOK_SHAPE, document_of
from .files import missing
from .loader import Loader
from .tender import Listed


def read_letter_template(root: Path, key: str = REPLY) -> tuple[Document | None, tuple[Problem, ...]]:
    """The letter's template and, in workbook.yaml, the words of letter and workbook. None where one is missing."""
    load = Loader(root)
    folder = f"{FOLDER}/{key}"
    for name in (FILE, WORKBOOK, TEMPLATE):
        if not load.exists(f"{folder}/{name}"):
            fix = _("Take it from a new project («udbud new»), or from an earlier version of this one.")
            return None, (missing(f"{folder}/{name}", fix),)
    record = load.record(f"{folder}/{FILE}", SHAPE)
    settings = load.record(f"{folder}/{WORKBOOK}", WORKBOOK_SHAPE)
    template = load.data(f"{folder}/{TEMPLATE}")
    listed = Listed(key, None, "", Place(f"{folder}/{FILE}"))
    return document_of(listed, record, template, f"{folder}/{TEMPLATE}", settings), ordered(load.problems)
