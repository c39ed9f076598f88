"""Header and footer of turned pages: the template's own, with their tab stops at the margin of the wider page.

A tab stop is counted from the left margin, so the words at the right margin of an upright page would stand in the
middle of a turned one. A template that has no such stops is left alone.
"""

import re

from .template import Parts

_REFERENCE = re.compile(r"<w:(?:header|footer)Reference\b[^>]*/>")
_RELATIONS = "word/_rels/document.xml.rels"
_TYPES = "[Content_Types].xml"
_STOPS = re.compile(r"<w:tabs>.*?</w:tabs>", re.DOTALL)
_STOP = re.compile(r"<w:tab\b[^>]*/>")
_PARAGRAPH = re.compile(r"(<w:p(?: [^>]*)?>)(<w:pPr>.*?</w:pPr>)?", re.DOTALL)
_MOVED = ("right", "center", "end")
# What stands before tab stops among the properties of a paragraph (ISO/IEC 29500-1, CT_PPrBase).
_BEFORE = re.compile(
    r"<w:pPr>(?:<w:(?:pStyle|keepNext|keepLines|pageBreakBefore|widowControl|suppressLineNumbers)\b[^>]*/>"
    r"|<w:framePr\b[^>]*/>|<w:numPr>.*?</w:numPr>|<w:pBdr>.*?</w:pBdr>|<w:shd\b[^>]*/>)*",
    re.DOTALL,
)


def turned_heads(parts: Parts, section: str, width: int, wide: int) -> str:
    """`section` with references to moved copies of its header and footer, which become parts of the package.

    `width` and `wide` are those of the text on an upright and on a turned page, in twips.
    """
    for reference in _REFERENCE.findall(section):
        name = _target(parts, _attribute(reference, "r:id"))
        if name not in parts:
            continue
        before = parts[name].decode()
        moved = _moved(before, parts["word/styles.xml"].decode(), wide / width)
        if moved != before:
            copy = _copied(parts, name, moved.encode())
            section = section.replace(reference, reference.replace(_attribute(reference, "r:id"), copy))
    return section


def _moved(xml: str, styles: str, factor: float) -> str:
    def paragraph(found: re.Match[str]) -> str:
        properties = found[2] or "<w:pPr></w:pPr>"
        if own := _STOPS.search(properties):
            return found[1] + properties.replace(own[0], _stops(own[0], factor, clear=False))
        style = re.search(r'<w:pStyle w:val="([^"]*)"/>', properties)
        stops = _stops(_of_style(style[1] if style else "", styles), factor, clear=True)
        if not stops:
            return found[0]
        at = _BEFORE.match(properties)
        end = at.end() if at else len("<w:pPr>")
        return found[1] + properties[:end] + stops + properties[end:]

    return _PARAGRAPH.sub(paragraph, xml)


def _stops(tabs: str, factor: float, clear: bool) -> str:
    """The stops that move with the margin, moved; `clear` takes those of the style away."""
    made = []
    for stop in _STOP.findall(tabs):
        kind, position = _attribute(stop, "w:val"), _attribute(stop, "w:pos")
        if kind in _MOVED and position.isdecimal():
            if clear:
                made.append(f'<w:tab w:val="clear" w:pos="{position}"/>')
            made.append(stop.replace(f'w:pos="{position}"', f'w:pos="{round(int(position) * factor)}"'))
        elif not clear:
            made.append(stop)
    return f"<w:tabs>{''.join(made)}</w:tabs>" if made else ""


def _of_style(name: str, styles: str) -> str:
    """The tab stops of a style or of the nearest one it is based on that has any."""
    for _step in range(10):
        found = re.search(rf'<w:style\b[^>]*w:styleId="{re.escape(name)}".*?</w:style>', styles, re.DOTALL)
        if found is None:
            return ""
        if stops := _STOPS.search(found[0]):
            return stops[0]
        base = re.search(r'<w:basedOn w:val="([^"]*)"/>', found[0])
        name = base[1] if base else ""
    return ""


def _target(parts: Parts, id_: str) -> str:
    relation = re.search(rf'<Relationship\b[^>]*\bId="{re.escape(id_)}"[^>]*/>', parts[_RELATIONS].decode())
    target = _attribute(relation[0], "Target") if relation else ""
    return target.removeprefix("/") if target.startswith("/") else f"word/{target}"


def _copied(parts: Parts, name: str, data: bytes) -> str:
    """A new part like `name`, with its relations (a logo, say); the id of the relation that leads to it."""
    kind = "header" if "header" in name else "footer"
    number = next(n for n in range(1, 1000) if f"word/{kind}{n}.xml" not in parts)
    new, id_ = f"word/{kind}{number}.xml", f"rIdVendt{kind.capitalize()}{number}"
    parts[new] = data
    relations = name.replace("word/", "word/_rels/") + ".rels"
    if relations in parts:
        parts[new.replace("word/", "word/_rels/") + ".rels"] = parts[relations]
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    line = f'<Relationship Id="{id_}" Type="{office}/{kind}" Target="{kind}{number}.xml"/>'
    parts[_RELATIONS] = parts[_RELATIONS].replace(b"</Relationships>", f"{line}</Relationships>".encode())
    content = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
    listed = f'<Override PartName="/{new}" ContentType="{content}"/>'
    parts[_TYPES] = parts[_TYPES].replace(b"</Types>", f"{listed}</Types>".encode())
    return id_


def _attribute(element: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', element)
    return found[1] if found else ""
