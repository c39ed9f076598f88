"""A ReqIF file's bytes -> what it declares, and of each object what it says. The library that wrote it has no say here.

Nearly all of a large file are objects of one form. One that is of that form to the letter is taken apart by `_VALUE`,
which leaves no room in it for anything else; so it is as well-formed as expat would find it, at a quarter of the time.
All the rest, an object of any other form with it, expat reads, with an empty element wherever an object was taken out.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from xml.parsers.expat import ParserCreate

from ..base.text import legal
from .markup import declared

Said = dict[str, str | tuple[str, ...]]

_BEGIN, _END = b"<SPEC-OBJECT ", b"</SPEC-OBJECT>"
_TAKEN = "TAKEN-OUT"
_NAME = r"[\w.:-]++"
_TEXT = r"[^<>&\r]*+(?:&(?:amp|lt|gt|quot|apos);[^<>&\r]*+)*+"
_LINE = r'[^<>&"\r\n\t]*+(?:&(?:amp|lt|gt|quot|apos|#9|#10);[^<>&"\r\n\t]*+)*+'
_S = r"[ \n]*+"


def _definition(kind: str) -> str:
    name = f"ATTRIBUTE-DEFINITION-{kind}-REF>"
    return f"<DEFINITION>{_S}<{name}({_NAME})</{name}{_S}</DEFINITION>{_S}"


# What stands between one `<ATTRIBUTE-VALUE-` and the next.
_VALUE = re.compile(
    rf'STRING THE-VALUE="({_LINE})">{_S}{_definition("STRING")}</ATTRIBUTE-VALUE-STRING>{_S}'
    rf"|XHTML>{_S}{_definition('XHTML')}<THE-VALUE><xhtml:div>((?:<xhtml:p>{_TEXT}</xhtml:p>|<xhtml:p/>)*+)"
    rf"</xhtml:div></THE-VALUE>{_S}</ATTRIBUTE-VALUE-XHTML>{_S}"
    rf"|ENUMERATION>{_S}<VALUES>{_S}((?:<ENUM-VALUE-REF>{_NAME}</ENUM-VALUE-REF>{_S})*+)</VALUES>{_S}"
    rf"{_definition('ENUMERATION')}</ATTRIBUTE-VALUE-ENUMERATION>{_S}",
    re.ASCII,
)
_LINE_KIND, _TEXT_KIND = 2, 4
_HEAD = re.compile(rf'<SPEC-OBJECT IDENTIFIER="{_NAME}" LAST-CHANGE="{_NAME}">{_S}<VALUES>{_S}', re.ASCII)
_TAIL = re.compile(
    rf"</VALUES>{_S}<TYPE>{_S}<SPEC-OBJECT-TYPE-REF>{_NAME}</SPEC-OBJECT-TYPE-REF>{_S}</TYPE>{_S}</SPEC-OBJECT>",
    re.ASCII,
)
_REFERENCE = re.compile("<ENUM-VALUE-REF>([^<]*)<")
_ENTITY = re.compile("&(amp|lt|gt|quot|apos|#9|#10);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#9": "\t", "#10": "\n"}


class Reqif:
    """`objects`: per object, definition -> its text, or its references to values. `labels`: definition -> name.
    `values`: a value of an enumeration -> its name.

    Raises ExpatError, LookupError or ValueError for what cannot be read.
    """

    def __init__(self, data: bytes) -> None:
        self.labels: dict[str, str] = {}
        self.values: dict[str, str] = {}
        self.objects: list[Said] = []
        self._texts: list[str] = []
        self._text = self._reference = ""
        self._taken = 0
        self._read(data)

    def definition_of(self, label: str) -> str:
        return next((ref for ref, name in self.labels.items() if name == legal(label)), "")

    def _read(self, data: bytes) -> None:
        parser = ParserCreate()
        parser.buffer_text = True  # else a text comes in pieces, one for each line, letter with an entity, and so on
        parser.XmlDeclHandler = declared
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._more
        done = taken = 0
        while (start := data.find(_BEGIN, done)) >= 0 and (end := data.find(_END, start) + len(_END)) >= len(_END):
            said = _said(data[start:end].decode())
            if said is None:
                parser.Parse(data[done:end], False)
            else:
                parser.Parse(data[done:start] + f"<{_TAKEN}/>".encode(), False)
                self.objects.append(said)
                taken += 1
            done = end
        parser.Parse(data[done:], True)
        if taken != self._taken:  # it stood in a comment, say, where it is none
            raise ValueError(_BEGIN.decode())

    def _start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._text = ""
        if tag.startswith("ATTRIBUTE-DEFINITION-") and "IDENTIFIER" in attributes:
            self.labels[attributes["IDENTIFIER"]] = attributes.get("LONG-NAME", "")
        elif tag == "ENUM-VALUE":
            self.values[attributes["IDENTIFIER"]] = attributes.get("LONG-NAME", "")
        elif tag == _TAKEN:
            self._taken += 1
        elif tag == "SPEC-OBJECT":
            self.objects.append({})
        elif tag.startswith("ATTRIBUTE-VALUE-"):
            self._texts = [attributes["THE-VALUE"]] if "THE-VALUE" in attributes else []
            self._reference = ""

    def _more(self, text: str) -> None:
        self._text += text

    def _end(self, tag: str) -> None:
        if tag in ("xhtml:p", "ENUM-VALUE-REF"):
            self._texts.append(self._text)
        elif tag.startswith("ATTRIBUTE-DEFINITION-") and tag.endswith("-REF"):
            self._reference = self._text
        elif tag.startswith("ATTRIBUTE-VALUE-") and self.objects:
            several = tag == "ATTRIBUTE-VALUE-ENUMERATION"
            self.objects[-1][self._reference] = tuple(self._texts) if several else "\n".join(self._texts)
        self._text = ""


def _said(xml: str) -> Said | None:
    """Of an object of the usual form; None for one that is not."""
    at = xml.rfind("</VALUES>")
    head, *values = xml[:at].split("<ATTRIBUTE-VALUE-")
    if _HEAD.fullmatch(head) is None or _TAIL.fullmatch(xml, at) is None:
        return None
    said: Said = {}
    for value in values:
        found = _chosen(value) if value[0] == "E" else _written(value)
        if found is None:
            return None
        said[found[0]] = found[1]
    return said


@lru_cache(maxsize=4096)
def _chosen(xml: str) -> tuple[str, tuple[str, ...]] | None:
    """Definition and references; many requirements have chosen the same."""
    found = _VALUE.fullmatch(xml)
    return (found[6], tuple(_REFERENCE.findall(found[5]))) if found else None


def _written(xml: str) -> tuple[str, str] | None:
    """Definition and text."""
    found = _VALUE.fullmatch(xml)
    if found is None:
        return None
    if found.lastindex == _LINE_KIND:
        text, definition = found.group(1, 2)
    elif found.lastindex == _TEXT_KIND:
        definition, text = found.group(3, 4)
        if text:
            inner = text.replace("<xhtml:p/>", "<xhtml:p></xhtml:p>")[len("<xhtml:p>") : -len("</xhtml:p>")]
            text = inner.replace("</xhtml:p><xhtml:p>", "\n")
    else:
        return None
    if not text.isprintable() and legal(text) != text:
        return None
    return definition, _ENTITY.sub(lambda m: _CHARACTERS[m[1]], text) if "&" in text else text
