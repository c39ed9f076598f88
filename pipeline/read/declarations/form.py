"""templates/bidragsskema/ -> the document type of the municipalities' form, which is no document of the bundle."""

from pathlib import Path

from msgspec.structs import replace

from ...base.i18n import _
from ...base.pictures import PNG, PictureError, bare
from ...model.place import Place
from ...model.problem import Problem, ordered, warning
from ...model.tender import Document
from .documents import FOLDER, FORM
from .loader import Loader
from .unlisted import unlisted

LOGO = "logo.png"


def read_form_template(root: Path) -> tuple[Document | None, tuple[Problem, ...]]:
    """None where there is nothing to make forms from. A logo, where there is one, is the document's `template`."""
    load = Loader(root)
    document = unlisted(load, FORM)
    path = f"{FOLDER}/{FORM}/{LOGO}"
    if document is not None and load.exists(path) and (logo := load.data(path)):
        try:
            shown = bare(logo) if logo.startswith(PNG) else b""
        except PictureError:
            shown = b""
        if shown:
            document = replace(document, template=shown, template_path=path)
        else:
            load.problems.append(_no_png(path))
    return document, ordered(load.problems)


def _no_png(path: str) -> Problem:
    message, fix = _("The logo is not a whole PNG file, so the forms have none."), _("Save the picture as PNG again.")
    return warning("bad-picture", Place(path), message, fix)
