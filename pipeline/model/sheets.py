"""The sheets of the bundle's workbooks, and the titles Excel can give them. Writer, verifier and checks ask here."""

import re
from collections.abc import Collection, Mapping

from ..base.text import one_line
from . import settings
from .look import FORBIDDEN_IN_TITLE, TITLE_LENGTH
from .prices import SHEETS as PRICES
from .tender import Document

# By the document's key, in the order of the workbook.
SHEETS: Mapping[str, tuple[str, ...]] = {
    "kravmatrix": ("guide", "requirements", "reservations", "overview", "metadata"),
    "priser": ("guide", *PRICES, "total", "metadata"),
    "sporbarhedsmatrix": ("guide", "requirements", "goals", "standards", "contributors", "sources"),
}
_FORBIDDEN = re.compile(f"[{re.escape(FORBIDDEN_IN_TITLE)}]")


def titles(document: Document) -> dict[str, str]:
    """The title of each sheet its workbook.yaml lists, as it is printed."""
    listed = settings.table(document.settings, "sheets")
    found: dict[str, str] = {}
    for name in SHEETS.get(document.key, ()):
        if name in listed:
            found[name] = title(settings.text(listed, name, "title", default=name), tuple(found.values()))
    return found


def title(wanted: str, taken: Collection[str]) -> str:
    """At most 31 characters, none that Excel forbids in a sheet's name, none twice."""
    bare = one_line(_FORBIDDEN.sub(" ", wanted)).strip(" '")[:TITLE_LENGTH].strip(" '") or str(len(taken) + 1)
    used = {name.casefold() for name in taken}
    unique, n = bare, 2
    while unique.casefold() in used:
        unique, n = f"{bare[:28]} {n}", n + 1
    return unique
