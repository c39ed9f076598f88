"""A workbook's bytes -> its sheets as raw rows. A reader of its own: nothing here knows how the file was written."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from .markup import elements_of, unescaped

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A cell with content: column, attributes, formula, value, inline string.
_CELL = re.compile(
    r'<c r="([A-Z]+)\d+"([^<>/]*)>(?:<f>([^<]*)</f>)?(?:<v>([^<]*)</v>)?(?:<is>(.*?)</is>)?</c>', re.DOTALL
)
_ROW = re.compile(r'<row r="(\d+)"')
_STRING = re.compile(r"<si>(?:<t(?: [^<>]*)?>([^<]*)</t>|(.*?))</si>", re.DOTALL)
_TEXT = re.compile(r"<t(?: [^<>]*)?>([^<]*)</t>")
_SHOWN = 60
_PHONETIC = re.compile(r"<rPh\b.*?</rPh>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a row, by column letters; cells without content are left out.

    `texts` is what a reader sees, of a formula its stored result; `formulas` holds the formulas themselves.
    """

    number: int
    texts: dict[str, str]
    formulas: dict[str, str]


class Sheets:
    """Sheets by title, in the workbook's order."""

    def __init__(self, data: bytes) -> None:
        self._package = zipfile.ZipFile(io.BytesIO(data))
        workbook = self._xml("xl/workbook.xml")
        relations = {
            str(r.get("Id")): str(r.get("Target")).removeprefix("/xl/")
            for r in self._xml("xl/_rels/workbook.xml.rels").iterchildren()
            if isinstance(r.tag, str)
        }
        self.hidden: list[str] = []
        self._parts: dict[str, str] = {}
        for sheet in workbook.iter(f"{_MAIN}sheet"):
            title = str(sheet.get("name"))
            self._parts[title] = f"xl/{relations[str(sheet.get(_RELATION))]}"
            if sheet.get("state", "visible") != "visible":
                self.hidden.append(title)
        self._strings = self._shared()

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def rows(self, title: str) -> Iterator[Row]:
        """Every stored row, top to bottom. Raises ValueError or ExpatError where the sheet cannot be read."""
        xml = elements_of(self._package.read(self._parts[title]))
        if f'<worksheet xmlns="{_MAIN[1:-1]}"'.encode() not in xml:
            raise ValueError(title)
        start, end = xml.find(b"<row "), xml.find(b"</sheetData>")
        while start >= 0:
            after = xml.find(b"<row ", start + 1)
            yield self._row(xml[start : end if after < 0 else after].decode())
            start = after

    def _row(self, xml: str) -> Row:
        """Every tag is accounted for, so that nothing stands in a row unread."""
        number = _ROW.match(xml)
        texts: dict[str, str] = {}
        formulas: dict[str, str] = {}
        found = _CELL.findall(xml)
        tags = xml.count("/>") + 2 * (len(found) + xml.count("</row>") + xml.count("</v>") + xml.count("</f>"))
        for letters, attributes, formula, value, inline in found:
            if value:
                texts[letters] = self._strings[int(value)] if ' t="s"' in attributes else unescaped(value)
            if formula:
                formulas[letters] = unescaped(formula)
            if inline:
                texts[letters] = _text(inline)
                tags += 2 + inline.count("<") - inline.count("/>")
        if number is None or xml.count("<") != tags or xml.count(">") != tags:
            raise ValueError(xml[:_SHOWN])
        return Row(int(number[1]), texts, formulas)

    def core(self) -> str:
        return self._package.read("docProps/core.xml").decode()

    def _xml(self, name: str) -> etree._Element:
        return etree.fromstring(self._package.read(name), etree.XMLParser(resolve_entities=False))

    def _shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._package.namelist():
            return []
        xml = elements_of(self._package.read("xl/sharedStrings.xml")).decode()
        found = [_plain(text) if text else _text(rich) for text, rich in _STRING.findall(xml)]
        if len(found) != xml.count("</si>"):
            raise ValueError("</si>")
        return found


def _text(item: str) -> str:
    """A string, rich or plain, without the phonetic hints."""
    return _plain("".join(_TEXT.findall(_PHONETIC.sub("", item))))


def _plain(text: str) -> str:
    """With Excel's `_x000A_` notation undone."""
    text = unescaped(text)
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
