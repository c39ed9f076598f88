"""Sections -> the same with display numbers (`3.12`): area and place in it. A number frozen at release stays.

New requirements count on from the highest frozen number of their area, so that none is used twice.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ..base.i18n import _
from ..model.problem import Problem, error
from ..model.specification import Requirement, Section
from ..model.tender import Tender


def numbered(sections: tuple[Section, ...], tender: Tender) -> tuple[Section, ...]:
    areas = {area.key: n for n, area in enumerate(tender.areas, 1)}
    running: dict[str, int] = {}
    for section in sections:
        for r in section.requirements:
            area, _point, number = r.number.rpartition(".")
            if number.isdecimal() and area == str(areas.get(section.area, len(areas) + 1)):
                running[section.area] = max(running.get(section.area, 0), int(number))
    out = []
    for section in sections:
        area_number = areas.get(section.area, len(areas) + 1)
        those: list[Requirement] = []
        for r in section.requirements:
            if not r.number:
                running[section.area] = running.get(section.area, 0) + 1
                r = replace(r, number=f"{area_number}.{running[section.area]}")
            those.append(r)
        out.append(replace(section, requirements=tuple(those)))
    return tuple(out)


def misplaced(sections: tuple[Section, ...], tender: Tender) -> Iterator[Problem]:
    """Frozen numbers of another area than the one the requirement stands in: a new requirement could get them too."""
    areas = {area.key: n for n, area in enumerate(tender.areas, 1)}
    ledger = {entry.id: entry for entry in tender.ledger if entry.number}
    for section in sections:
        wanted = str(areas.get(section.area, len(areas) + 1))
        for r in section.requirements:
            entry = ledger.get(r.id)
            if entry is not None and entry.number.partition(".")[0] != wanted:
                message = _("The printed number of {id} is {number}, but it stands in area number {wanted}.")
                yield error(
                    "bad-ledger",
                    entry.place,
                    message.format(id=r.id, number=entry.number, wanted=wanted),
                    _("Keep the areas in the order they were released in, or move the requirement back to its area."),
                    excerpt=f"{entry.id}: {entry.number}",
                    others=(r.place,) if r.place != entry.place else (),
                    requirement=r.label,
                )
