"""What a workbook.yaml says -> texts, numbers and lists. What is missing or of another shape is empty, never an error.

A consultant may delete a line of workbook.yaml; the workbook then lacks that text or colour and still comes out.
"""

import re
from collections.abc import Mapping

from .tender import Settings

Node = Settings | tuple[Settings | str, ...] | str
_EMPTY: Settings = {}
_YES = ("ja", "yes", "true")


def node(settings: Node | None, *path: str) -> Node:
    """What lies at `path`, '' where nothing does."""
    for name in path:
        if not isinstance(settings, Mapping):
            return ""
        settings = settings.get(name, "")
    return "" if settings is None else settings


def text(settings: Node | None, *path: str, default: str = "") -> str:
    found = node(settings, *path)
    return found if isinstance(found, str) and found else default


def table(settings: Node | None, *path: str) -> Settings:
    found = node(settings, *path)
    return found if isinstance(found, Mapping) else _EMPTY


def items(settings: Node | None, *path: str) -> tuple[Settings | str, ...]:
    found = node(settings, *path)
    return found if isinstance(found, tuple) else ()


def texts(settings: Node | None, *path: str) -> tuple[str, ...]:
    """A list of texts; one text is a list of one."""
    found = node(settings, *path)
    if isinstance(found, str):
        return (found,) if found else ()
    return tuple(item for item in items(settings, *path) if isinstance(item, str))


def flag(settings: Node | None, *path: str) -> bool:
    return text(settings, *path).casefold() in _YES


def number(settings: Node | None, *path: str, default: float = 0) -> float:
    found = text(settings, *path).replace(",", ".")
    return float(found) if re.fullmatch(r"-?\d+(\.\d+)?", found) else default
