"""styles.xml -> per cell style: how its number is shown and whether its text is struck out."""

from msgspec import Struct

from ...base.office import local, tree
from .numbers import GENERAL, Format, format_numbered
from .strings import is_strike


class Style(Struct, frozen=True):
    form: Format = GENERAL
    struck: bool = False


def styles_of(xml: bytes) -> list[Style]:
    """In the order the cells' `s` counts them."""
    root = tree(xml)
    declared: dict[int, str] = {}
    struck: list[bool] = []
    styles: list[Style] = []
    for group in root:
        match local(group):
            case "numFmts":
                for node in group:
                    declared[_number(node.get("numFmtId"))] = node.get("formatCode") or "General"
            case "fonts":
                struck = [any(is_strike(look) for look in font) for font in group]
            case "cellXfs":
                for node in group:
                    font = _number(node.get("fontId"))
                    crossed = 0 <= font < len(struck) and struck[font]
                    styles.append(Style(format_numbered(_number(node.get("numFmtId")), declared), crossed))
    return styles


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0
