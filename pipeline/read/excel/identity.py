"""What stands in a Krav-ID cell -> our own id or a foreign one; which area a sheet or an id belongs to."""

import re

from msgspec import Struct, field

from ...base.text import slug
from ...model.tender import Area, Tender

# Ours have a letter and a digit: `F-012`. A bare `12` or a word is somebody's own numbering.
_OWN = re.compile(r"(?=.*[A-ZÆØÅ])(?=.*[0-9])[A-ZÆØÅ0-9-]+")
_PARTS = re.compile(r"\s*(?:[,;/&\n]|\bog\b|\band\b)\s*", re.IGNORECASE)
_ROW_KEY = re.compile(r"R-[A-Z2-7]{8}")
# Excel cuts a sheet's name at 31 characters.
_SHEET_NAME = 31


def own_id(text: str) -> str:
    """`f-012 ` -> F-012; '' for what cannot be an id of ours."""
    upper = text.strip().upper()
    return upper if _OWN.fullmatch(upper) else ""


def own_ids(text: str) -> tuple[str, ...]:
    """`F-012 og F-013` -> both; () if one of them is none of ours."""
    ids = [own_id(part) for part in _PARTS.split(text.strip()) if part]
    return tuple(dict.fromkeys(ids)) if ids and all(ids) else ()


def row_key(text: str) -> str:
    upper = text.strip().upper()
    return upper if _ROW_KEY.fullmatch(upper) else ""


class Areas(Struct, frozen=True):
    """The areas of a tender by everything a sheet may be called. Build it once per form."""

    by_name: dict[str, Area] = field(default_factory=dict)
    by_prefix: dict[str, Area] = field(default_factory=dict)

    @classmethod
    def of(cls, tender: Tender) -> "Areas":
        names: dict[str, Area] = {}
        for area in tender.areas:
            for word in (area.title, area.title[:_SHEET_NAME], area.key, *area.synonyms):
                names.setdefault(slug(word), area)
        for area in tender.areas:
            names.setdefault(slug(area.prefix), area)
        names.pop("", None)
        return cls(names, {area.prefix.upper(): area for area in tender.areas})

    def of_sheet(self, name: str) -> Area | None:
        """The whole name, else the longest area name in it: `Integrationer (2)`, `5 Krav til integrationer`."""
        words = slug(name)
        if words in self.by_name:
            return self.by_name[words]
        near = [word for word in self.by_name if len(word) > 3 and f"-{word}-" in f"-{words}-"]
        longest = max(near, key=len, default="")
        return self.by_name.get(longest)

    def of_id(self, own: str) -> Area | None:
        return self.by_prefix.get(own.partition("-")[0]) if own else None
