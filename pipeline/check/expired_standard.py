"""A standard that no longer holds at the date of the tender, in the field of standards or in a reference."""

from collections.abc import Iterator

from ..base.i18n import _
from ..model.place import Place
from ..model.problem import Problem, warning
from ..model.specification import Specification
from ..model.tender import Standard
from .texts import REFERENCE, around, references


def check(specification: Specification) -> Iterator[Problem]:
    tender = specification.tender
    expired = {s.code: s for s in tender.standards if s.valid_to and tender.date and s.valid_to < tender.date}
    if not expired:
        return
    names = tuple(f.name for f in tender.fields if f.choices_from == "standards")
    told: set[tuple[str, str]] = set()
    for requirement in specification.live():
        for name in names:
            value = requirement.values.get(name)
            for code in value.keys if value else ():
                if value and code in expired:
                    told.add((requirement.label, code))
                    written = value.source or value.text
                    yield _problem(specification, expired[code], value.place, written, requirement.label)
    for piece, referred in references(specification):
        for found in REFERENCE.finditer(piece.text) if not expired.keys().isdisjoint(referred) else ():
            if found[1] in expired and (piece.requirement, found[1]) not in told:
                told.add((piece.requirement or str(piece.place), found[1]))
                written = around(piece.text, found.start(), found.end())
                yield _problem(specification, expired[found[1]], piece.place, written, piece.requirement)


def _problem(specification: Specification, standard: Standard, place: Place, written: str, requirement: str) -> Problem:
    successor = next((s for s in specification.tender.standards if s.code == standard.successor), None)
    return warning(
        "expired-standard",
        place,
        _("{name} expired on {date}.").format(name=standard.name, date=standard.valid_to),
        _("Use {code} ({title}) instead.").format(code=successor.code, title=successor.title)
        if successor
        else _("Use the standard that holds at {date}, or say why the old one is meant.").format(
            date=specification.tender.date
        ),
        excerpt=written,
        others=(standard.place,),
        requirement=requirement,
    )
