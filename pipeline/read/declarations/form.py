"""templates/bidragsskema/ -> the document type of the municipalities' form, which is no document of the bundle."""

from pathlib import Path

from ...base import png
from ...base.i18n import _
from ...model.place import Place
from ...model.problem import Problem, ordered, warning
from ...model.tender import Document
from .documents import FILE, FOLDER, FORM, SHAPE, WORKBOOK, WORKBOOK_SHAPE, document_of
from .files import missing
from .loader import Loader
from .tender import Listed

LOGO = "logo.png"


def read_form_template(root: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """None where there is nothing to make forms from. A logo, where there is one, is the document's `template`."""
    load = Loader(root)
    folder = f"{FOLDER}/{FORM}"
    for name in (FILE, WORKBOOK):
        if not load.exists(f"{folder}/{name}"):
            fix = _("Take it from a new project («udbud new»), or from an earlier version of this one.")
            return None, (missing(f"{folder}/{name}", fix),)
    record = load.record(f"{folder}/{FILE}", SHAPE)
    settings = load.record(f"{folder}/{WORKBOOK}", WORKBOOK_SHAPE)
    path = f"{folder}/{LOGO}"
    logo = load.data(path) if load.exists(path) else b""
    if logo and png.size(logo) is None:
        logo = b""
        load.problems.append(_no_png(path))
    listed = Listed(FORM, None, "", Place(f"{folder}/{FILE}"))
    return document_of(listed, record, logo, path if logo else "", settings), ordered(load.problems)


def _no_png(path: str) -> Problem:
    message, fix = _("The logo is not a whole PNG file, so the forms have none."), _("Save the picture as PNG again.")
    return warning("bad-picture", Place(path), message, fix)
