"""Sections -> the same with display numbers (`3.12`): area and place in it. A number frozen at release stays.

New requirements count on from the highest frozen number of their area, so that none is used twice.
"""

from dataclasses import replace

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
