"""A package and a municipality -> the further words a form's texts may use as {{ name }}."""

from ....model import settings
from ....model.specification import Specification
from ....model.tender import Document, Municipality, Package
from ..phrases import Phrases


class FormWords(Phrases):
    """`here` sets the words of the sheet being written, such as the area's title."""

    def __init__(
        self, specification: Specification, document: Document, package: Package, municipality: Municipality
    ) -> None:
        super().__init__(specification, document)
        self._words = {
            **self._words,
            "pakke": package.key,
            "pakke.titel": package.title,
            "kommune": municipality.name,
            "kommune.nøgle": municipality.key,
            "frist": _date(document, package.deadline),
        }

    def here(self, **words: str) -> None:
        self._words |= {name.replace("_", "."): text for name, text in words.items()}


def _date(document: Document, iso: str) -> str:
    """`2026-09-18` -> 18. september 2026, in the words of workbook.yaml."""
    months = settings.texts(document.settings, "months")
    parts = iso.split("-")
    if len(parts) == 3 and all(part.isdecimal() for part in parts) and 1 <= int(parts[1]) <= len(months):
        return f"{int(parts[2])}. {months[int(parts[1]) - 1]} {parts[0]}"
    return iso or settings.text(document.settings, "no_deadline")
