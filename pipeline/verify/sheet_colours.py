"""styles.xml of a workbook -> the cell styles and conditional formats whose text cannot be told from its ground."""

from collections.abc import Iterator

from lxml import etree

from ..base.contrast import LEAST, LEAST_LARGE, contrast
from ..base.i18n import _

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LARGE, _LARGE_BOLD = 18.0, 14.0  # points


def unreadable(styles: bytes) -> Iterator[tuple[str, str]]:
    """(what is wrong, which style)."""
    root = etree.fromstring(styles)
    fonts, fills = root.find(f"{_S}fonts"), root.find(f"{_S}fills")
    for n, xf in enumerate(root.iterfind(f"{_S}cellXfs/{_S}xf")):
        font = fonts[int(xf.get("fontId", "0"))] if fonts is not None else None
        fill = fills[int(xf.get("fillId", "0"))] if fills is not None else None
        yield from _judged(font, fill, f"cellXfs {n}")
    for n, dxf in enumerate(root.iterfind(f"{_S}dxfs/{_S}dxf")):
        font, fill = dxf.find(f"{_S}font"), dxf.find(f"{_S}fill")
        if font is not None and fill is not None:
            yield from _judged(font, fill, f"dxfs {n}")


def _judged(font: "etree._Element | None", fill: "etree._Element | None", where: str) -> Iterator[tuple[str, str]]:
    colour, ground = _colour(font, "000000"), _ground(fill)
    size = font.find(f"{_S}sz") if font is not None else None
    bold = font is not None and font.find(f"{_S}b") is not None
    large = size is not None and float(size.get("val", "11")) >= (_LARGE_BOLD if bold else _LARGE)
    least = LEAST_LARGE if large else LEAST
    try:
        ratio = contrast(colour, ground)
    except ValueError:
        return
    if ratio < least:
        message = _("the colour {colour} on {ground} is too faint: {ratio} to 1, where {least} is needed")
        shown = {"ratio": f"{ratio:.1f}", "least": f"{least:.1f}"}
        yield message.format(colour=colour, ground=ground, **shown), where


def _colour(font: "etree._Element | None", default: str) -> str:
    colour = font.find(f"{_S}color") if font is not None else None
    said = str(colour.get("rgb", "")) if colour is not None else ""
    return said[-6:] if len(said) == 8 else default


def _ground(fill: "etree._Element | None") -> str:
    """Conditional formats have their fill in bgColor, cells in fgColor."""
    pattern = fill.find(f"{_S}patternFill") if fill is not None else None
    if pattern is None or pattern.get("patternType") == "none":
        return "FFFFFF"
    for name in ("fgColor", "bgColor"):
        colour = pattern.find(f"{_S}{name}")
        said = str(colour.get("rgb", "")) if colour is not None else ""
        if len(said) == 8:
            return said[-6:]
    return "FFFFFF"
