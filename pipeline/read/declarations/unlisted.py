"""templates/status/ and the like -> document types that are none of the bundle, so no tender.yaml lists them."""

from pathlib import Path

from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, ordered
from ...model.tender import Document
from .documents import FILE, FOLDER, REPLY, SHAPE, TEMPLATE, WORKBOOK, WORKBOOK_SHAPE, document_of, wrong_parts
from .files import missing
from .loader import Loader
from .tender import Listed


def read_workbook_template(root: Path, key: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """The words and colours of a workbook, from workbook.yaml. None where there is nothing to make it from."""
    load = Loader(root)
    return unlisted(load, key), ordered(load.problems)


def read_letter_template(root: Path, key: str = REPLY) -> tuple[Document | None, tuple[Problem, ...]]:
    """The letter's template and, in workbook.yaml, the words of letter and workbook. None where one is missing."""
    load = Loader(root)
    return unlisted(load, key, TEMPLATE), ordered(load.problems)


def unlisted(load: Loader, key: str, template: str = "") -> Document | None:
    """The type in templates/<key>/, with the file `template` of that folder where one is named; None with a problem
    where a file is missing."""
    folder = f"{FOLDER}/{key}"
    for name in filter(None, (FILE, WORKBOOK, template)):
        if not load.exists(f"{folder}/{name}"):
            fix = _("Take it from a new project («udbud new»), or from an earlier version of this one.")
            load.problems.append(missing(f"{folder}/{name}", fix))
            return None
    record = load.record(f"{folder}/{FILE}", SHAPE)
    load.problems += wrong_parts(record)
    settings = load.record(f"{folder}/{WORKBOOK}", WORKBOOK_SHAPE)
    path = f"{folder}/{template}" if template else ""
    listed = Listed(key, None, "", Place(f"{folder}/{FILE}"))
    return document_of(listed, record, load.data(path) if path else b"", path, settings)
