"""styles.xml of a Word document -> the styles whose text cannot be told from its ground, and the levels of headings."""

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from ..base.contrast import LEAST, LEAST_LARGE, contrast
from ..base.i18n import _

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LARGE, _LARGE_BOLD = 36, 28  # half points: 18 pt, or 14 pt in bold
_AUTO = ("", "auto")


class _Look(Struct, frozen=True):
    colour: str = "000000"
    ground: str = "FFFFFF"
    size: int = 20
    bold: bool = False


def heading_levels(styles: bytes) -> Iterator[tuple[str, int]]:
    """Style id -> level, for the styles Word knows as headings."""
    for style in etree.fromstring(styles).iter(f"{_W}style"):
        name = style.find(f"{_W}name")
        words = str(name.get(f"{_W}val", "")).split() if name is not None else []
        if len(words) == 2 and words[0] == "heading" and words[1].isdecimal():
            yield str(style.get(f"{_W}styleId")), int(words[1])


class Faint(Struct, frozen=True):
    """A style whose text is too faint on its own ground. `fits`: some table of the template
    has a header row it suits."""

    style: str
    name: str
    what: str
    fits: bool


def unreadable(styles: bytes) -> Iterator[Faint]:
    """Colours of a theme are left alone: the theme decides them."""
    root = etree.fromstring(styles)
    by_id = {str(s.get(f"{_W}styleId")): s for s in root.iter(f"{_W}style")}
    default = _with(_Look(), root.find(f"{_W}docDefaults"))
    heads = (part for part in root.iter(f"{_W}tblStylePr") if part.get(f"{_W}type") == "firstRow")
    grounds = {_with(default, part).ground for part in heads}
    for id_, style in by_id.items():
        name = style.find(f"{_W}name")
        shown = str(name.get(f"{_W}val")) if name is not None else id_
        look = _look(id_, by_id, default, 0)
        if what := _judged(look):
            yield Faint(id_, shown, what, any(not _judged(replace(look, ground=g)) for g in grounds))
        for part in style.iter(f"{_W}tblStylePr"):
            if what := _judged(_with(look, part)):
                yield Faint(id_, f"{shown}, {part.get(f'{_W}type')}", what, fits=False)


def _judged(look: _Look) -> str:
    """What is wrong with it, '' for nothing. What is no colour we can measure is none Word can show either."""
    least = LEAST_LARGE if look.size >= (_LARGE_BOLD if look.bold else _LARGE) else LEAST
    try:
        ratio = contrast(look.colour, look.ground)
    except ValueError:
        return ""
    if ratio >= least:
        return ""
    message = _("the colour {colour} on {ground} is too faint: {ratio} to 1, where {least} is needed")
    return message.format(colour=look.colour, ground=look.ground, ratio=f"{ratio:.1f}", least=f"{least:.1f}")


def _look(id_: str, by_id: "dict[str, etree._Element]", default: _Look, depth: int) -> _Look:
    style = by_id.get(id_)
    if style is None or depth > 20:  # styles based on each other
        return default
    base = style.find(f"{_W}basedOn")
    inherited = _look(str(base.get(f"{_W}val")), by_id, default, depth + 1) if base is not None else default
    return _with(inherited, style)


def _with(look: _Look, element: "etree._Element | None") -> _Look:
    """What the element says itself, not what stands in its conditional parts."""
    if element is None:
        return look
    for properties in element.iter(f"{_W}rPr", f"{_W}pPr", f"{_W}tcPr"):
        if any(a.tag == f"{_W}tblStylePr" for a in properties.iterancestors()) and element.tag != f"{_W}tblStylePr":
            continue
        colour, shade = properties.find(f"{_W}color"), properties.find(f"{_W}shd")
        size, bold = properties.find(f"{_W}sz"), properties.find(f"{_W}b")
        if colour is not None and colour.get(f"{_W}themeColor") is None:
            said = str(colour.get(f"{_W}val", ""))
            look = replace(look, colour="000000" if said in _AUTO else said)
        if shade is not None and shade.get(f"{_W}themeFill") is None:
            fill = str(shade.get(f"{_W}fill", ""))
            look = replace(look, ground="FFFFFF" if fill in _AUTO else fill)
        if size is not None and str(size.get(f"{_W}val", "")).isdecimal():
            look = replace(look, size=int(str(size.get(f"{_W}val"))))
        if bold is not None:
            look = replace(look, bold=bold.get(f"{_W}val", "1") not in ("0", "false"))
    return look
