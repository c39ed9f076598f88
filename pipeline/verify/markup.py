"""XML of finished files as regular expressions may read it: well-formed, and all that looks like content is content.

A tree of a large file would take hundreds of megabytes, and making one object of every element most of the time.
"""

import re
from xml.parsers import expat

_ENTITY = re.compile(r"&(lt|gt|amp|quot|apos|#\d+|#x[0-9a-fA-F]+);")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}


def well_formed(xml: str | bytes) -> None:
    """Raises expat.ExpatError where it is not."""
    expat.ParserCreate().Parse(xml, True)


def elements_of(xml: bytes) -> bytes:
    """The part as it was, its line ends as XML reads them; ValueError or expat.ExpatError where it holds more than
    elements and text in UTF-8: a comment, say, in which a cell is none."""
    parser = expat.ParserCreate(namespace_separator=" ")  # and no prefix without its namespace
    parser.XmlDeclHandler = declared
    parser.Parse(xml, True)
    if b"<!" in xml or xml.count(b"<?") > xml.startswith(b"<?"):
        raise ValueError("<!")
    return xml.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in xml else xml


def declared(version: str, encoding: str | None, _standalone: int) -> None:
    """For expat: ValueError where it is not the XML and the UTF-8 in which the part is read."""
    if version != "1.0" or encoding not in (None, "UTF-8"):
        raise ValueError(f"{version} {encoding}")


def unescaped(text: str) -> str:
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda m: _NAMED.get(m[1]) or chr(_code(m[1])), text)


def _code(entity: str) -> int:
    return int(entity[2:], 16) if entity[1] in "xX" else int(entity[1:])
