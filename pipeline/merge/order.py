"""Requirements -> sections in print order: area, section, id or key. Never the order of files."""

import re
from collections.abc import Iterable

from msgspec.structs import replace

from ..base.text import folded
from ..model.contribution import Introduction
from ..model.prose import strict
from ..model.sources import Sources
from ..model.specification import Requirement, Section
from ..model.tender import Tender

_DIGITS = re.compile(r"([0-9]+)")
_NOWHERE = 1_000_000


def arrange(requirements: Iterable[Requirement], sources: Sources) -> tuple[Section, ...]:
    """Equal titles in one area, whatever their case, are one section. What has no area comes last."""
    tender = sources.tender
    areas = {area.key: n for n, area in enumerate(tender.areas)}
    titles: dict[tuple[str, str], str] = {}
    grouped: dict[tuple[str, str], list[Requirement]] = {}
    by_file: dict[tuple[str, str], set[str]] = {}
    ordered = sorted(requirements, key=natural)
    for r in ordered:
        area = r.key_of("area")
        area = area if area in areas else ""
        section = r.values.get("section")
        name = folded(section.text) if section else ""
        grouped.setdefault((area, name), []).append(r)
        if section:
            titles.setdefault((area, name), section.text)
            for origin in r.origins:
                by_file.setdefault((origin.place.path, name), set()).add(area)
    introductions: dict[tuple[str, str], list[Introduction]] = {}
    for one in _introductions(sources):
        name = folded(one.section)
        area = one.area if one.area in areas else ""
        if not area:
            area = min(by_file.get((one.place.path, name), {""}), key=lambda key: areas.get(key, _NOWHERE))
        introductions.setdefault((area, name), []).append(replace(one, area=area))
        titles.setdefault((area, name), one.section)
    listed = _listed(tender)
    found = []
    for key in sorted({*grouped, *introductions}, key=lambda k: _position(k, areas, listed)):
        title = listed.get(key, (0, ""))[1] or titles.get(key, "")
        found.append(Section(key[0], title, _distinct(introductions.get(key, ())), tuple(grouped.get(key, ()))))
    return tuple(found)


def natural(requirement: Requirement) -> tuple[bool, list[str], str]:
    """F-2 before F-10; those with an id before proposals; foreign ids in their own natural order."""
    parts = _DIGITS.split(requirement.id or requirement.label)
    for n in range(1, len(parts), 2):
        digits = parts[n].lstrip("0")
        parts[n] = f"{len(digits):06d}{digits}"
    return not requirement.id, parts, requirement.key


def _position(
    key: tuple[str, str], areas: dict[str, int], listed: dict[tuple[str, str], tuple[int, str]]
) -> tuple[int, int, str]:
    area, name = key
    if not name:
        return areas.get(area, _NOWHERE), -1, ""
    return areas.get(area, _NOWHERE), listed.get(key, (_NOWHERE, ""))[0], name


def _listed(tender: Tender) -> dict[tuple[str, str], tuple[int, str]]:
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for area, titles in (tender.sections or {}).items():
        for n, title in enumerate(titles):
            found.setdefault((area, folded(title)), (n, title))
    return found


def _introductions(sources: Sources) -> list[Introduction]:
    said = [i for c in sources.contributions for i in c.introductions]
    return sorted(said, key=lambda i: i.place)


def _distinct(said: Iterable[Introduction]) -> tuple[Introduction, ...]:
    """The same prose in two files is printed once."""
    texts: dict[str, Introduction] = {}
    for one in said:
        texts.setdefault(strict(one.blocks), one)
    return tuple(texts.values())
