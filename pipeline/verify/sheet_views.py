"""The traceability matrix, read back -> what differs from the specification."""

from collections import Counter
from collections.abc import Iterator, Mapping

from ..base.i18n import _
from ..base.text import legal
from ..model.matrix import columns
from ..model.place import Place
from ..model.problem import Problem
from ..model.specification import Specification
from ..model.tender import Document
from ..model.trace import View, views
from .sheet_problems import at, compare, extra, letters_of, missing
from .sheets import Sheets

_HEADER = 1
Origins = Counter[tuple[str, ...]]


def verify_views(
    specification: Specification, sheets: Sheets, document: Document, places: Mapping[str, Place]
) -> Iterator[Problem]:
    """Row by row what the model says; and, counted from the requirements themselves, that no origin is left out."""
    at_role = {c.role: letters_of(n) for n, c in enumerate(columns(specification, document, "trace"))}
    identity = [at_role.get(role, "") for role in ("id", "path", "sheet", "spot")]
    for view in views(specification, document):
        if view.name not in places:
            continue
        origins = _origins(specification) if view.name == "requirements" else Counter()
        yield from verify_view(view, sheets, places[view.name], origins, identity)


def verify_view(view: View, sheets: Sheets, place: Place, origins: Origins, identity: list[str]) -> Iterator[Problem]:
    """Row by row. `origins`: places that must be found, in the columns of `identity`."""
    letters = [letters_of(n) for n in range(len(view.headings))]
    lines = iter(view.rows)
    last = _HEADER
    for row in sheets.rows(place.sheet):
        last = row.number
        if row.number == _HEADER:
            labels = (label for label, _width, _figure in view.headings)
            yield from compare(row, dict(zip(letters, labels, strict=True)), place, "")
            continue
        if origins:
            origins[tuple([row.texts.get(column, "") for column in identity])] -= 1
        line = next(lines, None)
        if line is None:
            text = " | ".join(row.texts.values())
            yield extra(at(place, "A", row.number), _("This row is not one of the specification's."), text)
            continue
        wanted = {column: str(value) for column, value in zip(letters, line, strict=True) if value != ""}
        if row.texts != wanted or row.formulas:
            yield from compare(row, wanted, place, "")
    for line in lines:
        last += 1
        yield missing(at(place, "A", last), _("A row is not in the workbook."), str(line[0]))
    for origin, count in origins.items():
        if count > 0:
            message = _("The place {path} is not in the workbook.").format(path=origin[1])
            yield missing(place, message, origin[0])


def _origins(specification: Specification) -> Origins:
    found: Origins = Counter()
    for requirement in specification.requirements:
        for origin in requirement.origins:
            spot = origin.place
            line = str(spot.line) if spot.line else ""
            found[legal(requirement.label), legal(spot.path), legal(spot.sheet), spot.cell or line] += 1
    return found
