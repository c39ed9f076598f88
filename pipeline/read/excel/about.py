"""The Om sheet of a form (label and value per row) -> problems when the form was made for somebody else."""

from collections.abc import Iterable, Iterator

from ...base.i18n import _
from ...base.text import folded, normal, slug
from ...model.place import Place
from ...model.problem import Problem, warning
from ...model.tender import Package, Tender
from .grid import Cell, Sheet

VERSION = ("skemaversion", "form version")
OLD_VERSION = ("formularversion",)
_PACKAGE = frozenset(("arbejdspakke", "work package", "package"))
_MUNICIPALITY = frozenset(("kommune", "municipality"))
_DEPTH = 40


def check_about(path: str, sheet: Sheet, package: Package, contributor: str, tender: Tender) -> Iterator[Problem]:
    """The folder a form lies in says whose it is; a form filed in the wrong one would speak for others."""
    names = {m.key: m.name for m in tender.municipalities}
    for row in sheet.rows:
        if len(row.cells) < 2:
            continue
        label, cell = folded(row.cells[0].text), row.cells[1]
        if label in _PACKAGE and not _means(cell, package.key, package.title):
            yield _other(Place(path, 0, sheet.name, cell.ref), cell, f"{package.key} {package.title}")
        elif label in _MUNICIPALITY and not _means(cell, contributor, names.get(contributor, "")):
            yield _other(Place(path, 0, sheet.name, cell.ref), cell, names.get(contributor, contributor))


def version_of(sheets: Iterable[Sheet]) -> str:
    """The version that the form says it is, '' where it does not say."""
    said = {
        folded(row.cells[0].text): normal(row.cells[1].text)
        for sheet in sheets
        for row in sheet.rows[:_DEPTH]
        if len(row.cells) > 1
    }
    return next((said[label] for label in (*VERSION, *OLD_VERSION) if said.get(label)), "")


def _means(cell: Cell, key: str, name: str) -> bool:
    """`AP2`, `AP2 Integrationer`, `Nordby`, `Nordby Kommune` …"""
    words = f"-{slug(cell.text)}-"
    return f"-{slug(key)}-" in words or bool(name and slug(name) in words)


def _other(place: Place, cell: Cell, expected: str) -> Problem:
    return warning(
        "form-of-another",
        place,
        _("The form says «{written}», but lies in the folder of {expected}. The folder counts.").format(
            written=cell.text, expected=expected
        ),
        _("Move the file to the right folder, or correct the form."),
        excerpt=cell.text,
    )
