"""The styles a workbook.yaml declares -> properties of cells. What cannot be used is left out; a check names it."""

import re
from collections.abc import Callable, Mapping

from . import settings

PAPERS = ("A3", "A4")
ORIENTATIONS = ("landscape", "portrait")
TITLE_LENGTH = 31
MESSAGE_LENGTH = 255  # of an input or error message; Excel drops the whole rule of a longer one
FORBIDDEN_IN_TITLE = "[]:*?/\\"


def colour(value: str) -> str | None:
    return f"#{value.upper()}" if re.fullmatch(r"[0-9A-Fa-f]{6}", value) else None


def _flag(value: str) -> bool | None:
    return {"ja": True, "yes": True, "nej": False, "no": False}.get(value.casefold())


def _size(value: str) -> float | None:
    return float(value) if re.fullmatch(r"\d{1,2}(\.5)?", value) and float(value) else None


def _whole(value: str) -> int | None:
    return int(value) if value.isascii() and value.isdecimal() and int(value) <= 13 else None


def _one_of(*words: str) -> Callable[[str], str | None]:
    return lambda value: value if value in words else None


def _any(value: str) -> str | None:
    return value or None


PROPERTIES: Mapping[str, Callable[[str], object | None]] = {
    "font_name": _any,
    "font_size": _size,
    "font_color": colour,
    "bg_color": colour,
    "bold": _flag,
    "italic": _flag,
    "text_wrap": _flag,
    "num_format": _any,
    "align": _one_of("left", "center", "right", "justify"),
    "valign": _one_of("top", "vcenter", "bottom"),
    "indent": _whole,
    "border": _whole,
    "border_color": colour,
    "top": _whole,
    "top_color": colour,
    "bottom": _whole,
    "bottom_color": colour,
}


def properties(found: settings.Node | None, *path: str) -> dict[str, object]:
    """The usable properties of one style."""
    usable: dict[str, object] = {}
    for name, value in settings.table(found, *path).items():
        if name in PROPERTIES and isinstance(value, str) and (meant := PROPERTIES[name](value)) is not None:
            usable[name] = meant
    return usable
