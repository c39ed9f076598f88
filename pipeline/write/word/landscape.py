"""Wide tables on pages of their own, turned: the template's last section, repeated before and turned around the table.

Header, footer and margins are the template's; only the first section keeps its first page apart, which is the cover.
"""

import re

from ...model.prose import Table

WIDE = 7  # columns; fewer fit an upright page

_SECTION = re.compile(r"<w:sectPr\b[^>]*?(?:/>|>.*?</w:sectPr>)", re.DOTALL)
_SIZE = re.compile(r"<w:pgSz\b[^>]*/>")
_SIDE = re.compile(r'\bw:(w|h)="(\d+)"')
_FIRST_ONLY = re.compile(r"<w:titlePg\b[^>]*/>|<w:pgNumType\b[^>]*/>")


def is_wide(table: Table) -> bool:
    return max(map(len, (table.header, *table.rows)), default=0) >= WIDE


def last_section(document_xml: str) -> str:
    """The properties of the template's last section, in which the body stands."""
    found: list[str] = _SECTION.findall(document_xml)
    return found[-1] if found else "<w:sectPr/>"


def turned_width(section: str, width: int) -> int:
    """The width of the text on a turned page: as much wider as the page is."""
    sides = {side: int(twips) for side, twips in _SIDE.findall("".join(_SIZE.findall(section)[:1]))}
    return width + max(0, sides.get("h", 16838) - sides.get("w", 11906))


def upright_end(section: str, first: bool, style: str) -> str:
    return _ending(section if first else later(section), style)


def turned_end(section: str, style: str) -> str:
    return _ending(turned(section), style)


def later(section: str) -> str:
    """The properties of a section that is not the document's first."""
    return _FIRST_ONLY.sub("", section)


def turned(section: str) -> str:
    sides = {side: int(twips) for side, twips in _SIDE.findall("".join(_SIZE.findall(section)[:1]))}
    wide, high = sides.get("h", 16838), sides.get("w", 11906)
    return _SIZE.sub(f'<w:pgSz w:w="{wide}" w:h="{high}" w:orient="landscape"/>', later(section))


def _ending(section: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{section}</w:pPr></w:p>'


def joined(body: str, section: str, style: str, gap: str) -> str:
    """Wide tables in a row share their section, so that no empty page stands between them."""
    return body.replace(turned_end(section, style) + upright_end(section, False, style), gap)


def closed(document_xml_end: str, body: list[bytes], section: str, style: str, gap: str) -> str:
    """What follows the body: its section is no longer the first, and turned where the body ends with such a page."""
    end = turned_end(section, style).encode()
    final = later(section)
    if body and body[-1].endswith(end):
        body[-1] = body[-1].removesuffix(end) + gap.encode()
        final = turned(section)
    at = document_xml_end.rindex(section)
    return document_xml_end[:at] + final + document_xml_end[at + len(section) :]
