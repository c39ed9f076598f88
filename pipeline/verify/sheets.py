"""A workbook's bytes -> its sheets as raw rows. A reader of its own: nothing here knows how the file was written."""

import io
import re
import zipfile
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_V, _F, _IS, _T, _RPH = (_MAIN + tag for tag in ("v", "f", "is", "t", "rPh"))


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
        """Every stored row, top to bottom."""
        strings = self._strings
        with self._package.open(self._parts[title]) as part:
            for _, row in etree.iterparse(part, tag=f"{_MAIN}row", resolve_entities=False, huge_tree=True):
                number = str(row.get("r"))
                texts: dict[str, str] = {}
                formulas: dict[str, str] = {}
                for c in row:
                    for child in c:
                        letters = str(c.get("r"))[: -len(number)]
                        if child.tag == _V:
                            text = child.text or ""
                            texts[letters] = strings[int(text)] if c.get("t") == "s" else text
                        elif child.tag == _IS:
                            texts[letters] = _text(child)
                        elif child.tag == _F:
                            formulas[letters] = child.text or ""
                yield Row(int(number), texts, formulas)
                row.clear()
                while row.getprevious() is not None:  # read rows would else stay in memory
                    del row.getparent()[0]

    def core(self) -> str:
        return self._package.read("docProps/core.xml").decode()

    def _xml(self, name: str) -> etree._Element:
        return etree.fromstring(self._package.read(name), etree.XMLParser(resolve_entities=False))

    def _shared(self) -> list[str]:
        if "xl/sharedStrings.xml" not in self._package.namelist():
            return []
        found: list[str] = []
        with self._package.open("xl/sharedStrings.xml") as part:
            for _, item in etree.iterparse(part, tag=f"{_MAIN}si", resolve_entities=False, huge_tree=True):
                found.append(_text(item))
                item.clear()
                while item.getprevious() is not None:
                    del item.getparent()[0]
        return found


def _text(item: etree._Element) -> str:
    """A string, rich or plain, without the phonetic hints and with Excel's `_x000A_` notation undone."""
    if len(item) == 1 and item[0].tag == _T:
        text = item[0].text or ""
    else:
        text = "".join(t.text or "" for t in item.iter(_T) if t.getparent().tag != _RPH)  # type: ignore[union-attr]
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
