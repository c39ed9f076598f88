"""A specification, a package and its municipalities -> one form each, and what was sent: keys of rows and texts.

The specification is what an outsider may see; nothing else of it can reach a municipality.
"""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from ....base.memory import collect_now
from ....base.text import legal
from ....model.artifact import Artifact
from ....model.issued import Issued, IssuedRow
from ....model.specification import Requirement, Specification
from ....model.tender import Document, Municipality, Package
from ..book import Book
from .area import area_sheet
from .content import Content, content
from .hearing import hearing_sheet
from .lists import lists_sheet
from .simple import about_sheet, contact_sheet, examples_sheet, guide_sheet, workflow_sheet
from .words import FormWords

_COLLECT_EVERY = 10


def write_forms(
    specification: Specification,
    document: Document,
    package: Package,
    municipalities: Iterable[Municipality],
    requirements: Iterable[Requirement],
    own: Mapping[str, frozenset[str]],
) -> tuple[tuple[Artifact, ...], Issued]:
    """`own`: municipality -> keys of the requirements that only its own earlier form asks for."""
    shown = content(specification, document, package, requirements)
    artifacts: list[Artifact] = []
    rows: dict[str, IssuedRow] = {}
    for n, municipality in enumerate(municipalities, 1):
        data, keys = _form(shown, municipality, own.get(municipality.key, frozenset()))
        artifacts.append(Artifact(document.key, f"{municipality.key}.xlsx", data))
        rows |= keys
        if n % _COLLECT_EVERY == 0:
            collect_now()
    names = {c.field.name for c in shown.columns}
    texts = {
        legal(r.label): {name: text for name, text in shown.texts[r.key].items() if text and name in names}
        for r in shown.requirements
    }
    return tuple(artifacts), Issued(package.key, specification.tender.version, specification.digest, texts, rows)


def _form(shown: Content, municipality: Municipality, own: frozenset[str]) -> tuple[bytes, dict[str, IssuedRow]]:
    package = shown.package
    document = replace(shown.document, title=f"{shown.document.title} {package.key} – {municipality.name}", number="")
    book = Book(shown.specification, document)
    words = FormWords(shown.specification, document, package, municipality)
    book.say = words
    guide, contact = book.sheet("guide"), book.sheet("contact")
    areas = []
    for given in shown.areas:
        words.here(omraade=given.area.title, antal_omraade=str(len(given.requirements)))
        areas.append((given, book.sheet("area")))
    hearing, workflow, examples = book.sheet("hearing"), book.sheet("workflow"), book.sheet("examples")
    lists, about = book.sheet("lists"), book.sheet("about")
    lists_sheet(book, lists, shown)
    guide_sheet(book, guide, document.template)
    contact_sheet(book, contact)
    keys: dict[str, IssuedRow] = {}
    for given, sheet in areas:
        words.here(omraade=given.area.title, antal_omraade=str(len(given.requirements)))
        keys |= area_sheet(book, sheet, shown, given, municipality.key, own)
    keys |= hearing_sheet(book, hearing, shown, municipality.key)
    workflow_sheet(book, workflow)
    examples_sheet(book, examples)
    about_sheet(book, about)
    guide.activate()
    return book.finish(), keys
