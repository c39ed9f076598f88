"""A workbook's bytes -> its sheets as raw rows. A reader of its own: nothing here knows how the file was written."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from lxml import etree
from msgspec import Struct

from .markup import elements_of, unescaped

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# A cell with content: column, row, attributes, formula, value, inline string.
_CELL = re.compile(
    r'<c r="([A-Z]+)(\d+)"([^<>/]*)>(?:<f>([^<]*)</f>)?(?:<v>([^<]*)</v>)?(?:<is>(.*?)</is>)?</c>', re.DOTALL
)
_ROW = re.compile(r'<row r="(\d+)"')
_ONE = re.compile(r"<t(?: [^<>]*)?>([^<]*)</t>")
_STRING = re.compile(rf"<si>(?:{_ONE.pattern}|(.*?))</si>", re.DOTALL)
_SHOWN = 60


class UnreadableError(Exception):
    """A part is not what a workbook holds there."""


class Row(Struct, frozen=True):
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
        """Every stored row, top to bottom; UnreadableError where the sheet cannot be read."""
        try:
            xml = elements_of(self._package.read(self._parts[title]))
            if f'<worksheet xmlns="{_MAIN[1:-1]}"'.encode() not in xml:
                raise ValueError(title)
            start, end = xml.find(b"<row "), xml.find(b"</sheetData>")
            while start >= 0:
                after = xml.find(b"<row ", start + 1)
                yield self._row(xml[start : end if after < 0 else after].decode())
                start = after
        except (ValueError, LookupError, ExpatError, zipfile.BadZipFile) as broken:
            raise UnreadableError(str(broken)) from broken

    def _row(self, xml: str) -> Row:
        """Every tag is accounted for, so that nothing stands in a row unread."""
        head, end = _ROW.match(xml), xml.find("</row>")
        found = _CELL.findall(xml)
        tags = xml.count("/>") + 2 * (len(found) + xml.count("</row>") + xml.count("</v>") + xml.count("</f>"))
        number = head[1] if head is not None else ""
        texts: dict[str, str] = {}
        formulas: dict[str, str] = {}
        for letters, row, attributes, formula, value, inline in found:
            if row != number:
                raise ValueError(f"{letters}{row}")
            if value:
                texts[letters] = self._strings[int(value)] if ' t="s"' in attributes else unescaped(value)
            if formula:
                formulas[letters] = unescaped(formula)
            if inline:
                texts[letters] = _text(inline)
                tags += 2 + inline.count("<") - inline.count("/>")
        is_closed = end + len("</row>") == len(xml) if end >= 0 else not found
        if not number or not is_closed or xml.count("<") != tags or xml.count(">") != tags:
            raise ValueError(xml[:_SHOWN])
        return Row(int(number), texts, formulas)

    def core(self) -> str:
        return self._package.read("docProps/core.xml").decode()

    def _xml(self, name: str) -> etree._Element:
        return etree.fromstring(self._package.read(name), etree.XMLParser(resolve_entities=False))

    def _shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._package.namelist():
            return []
        xml = elements_of(self._package.read("xl/sharedStrings.xml")).decode()
        begin = xml.find("<si>")
        items = xml[begin : xml.find("</sst>")] if begin >= 0 else ""
        found = _STRING.findall(items)
        tags = 2 * len(found) + sum(2 if text else rich.count("<") for text, rich in found)
        if f'<sst xmlns="{_MAIN[1:-1]}"' not in xml or items.count("<") != tags or items.count(">") != tags:
            raise ValueError("<sst>")
        return [_plain(unescaped(text)) if text else _text(rich) for text, rich in found]


def _text(xml: str) -> str:
    """A string, rich or plain, without the phonetic hints."""
    if (found := _ONE.fullmatch(xml)) is not None:
        return _plain(unescaped(found[1]))
    item = etree.fromstring(f'<si xmlns="{_MAIN[1:-1]}">{xml}</si>')
    return _plain("".join(t.text or "" for t in item.iter(f"{_MAIN}t") if t.getparent().tag != f"{_MAIN}rPh"))  # type: ignore[union-attr]


def _plain(text: str) -> str:
    """With Excel's `_x000A_` notation undone."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
