"""A drawing (SVG) -> what is drawn, without what drawing programs note in it: people, folders, comments, scripts.

Word keeps such a file as it was, beside a PNG of it: https://www.w3.org/TR/SVG2/
"""

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_SVG, _XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# Words for other programs, and what would run or hold a page of its own.
_DROPPED = frozenset(f"{{{_SVG}}}{name}" for name in ("metadata", "title", "desc", "script", "foreignObject"))
_KEPT = frozenset((f"{{{_XLINK}}}href", "{http://www.w3.org/XML/1998/namespace}space"))
_OWN_WORDS = re.compile(r"on|data-|aria-")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)


def drawn(data: bytes) -> bytes:
    """The same bytes for what is drawn already. ValueError where it is no SVG, or draws on another file."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as broken:
        raise ValueError("no SVG") from broken
    if root.tag != f"{{{_SVG}}}svg" or any(not isinstance(e.tag, str) for e in root.iter()):
        raise ValueError("no SVG")
    for element in tuple(root.iter()):
        if str(element.tag) in _DROPPED or not str(element.tag).startswith(f"{{{_SVG}}}"):
            _take_out(element)
    for element in root.iter():
        for name, value in tuple(element.items()):
            own = "{" not in str(name) and not _OWN_WORDS.match(str(name))
            if not own and name not in _KEPT:
                del element.attrib[name]
            elif str(name).rpartition("}")[2] == "href" and not str(value).startswith("#"):
                raise ValueError("the drawing holds another file")
        if element.tag == f"{{{_SVG}}}style":
            element.text = _REMARK.sub("", element.text or "")
    etree.cleanup_namespaces(root)
    return etree.tostring(root)


def _take_out(element: "etree._Element") -> None:
    """With all below it; the text behind it belongs to what is around it."""
    parent = element.getparent()
    if parent is None:
        return
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    parent.remove(element)
