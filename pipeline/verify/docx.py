"""A finished .docx -> its text as a reader would see it: paragraphs and tables, list numbers counted, links resolved.

Written apart from the writer: it knows WordprocessingML, not how ours is made. The XML is parsed by expat for being
well-formed and then read by one pass of one regular expression, because a tree of a large specification would take
hundreds of megabytes.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeVar

from ..base.kept import kept
from ..base.text import normal
from ..base.zip import read_zip
from ..model.bookmark import LABEL
from ..model.prose import marker
from .markup import unescaped, well_formed
from .pieces import BEGIN, PART
from .pieces import body as pieces_of

# What all begin with stands in front of the choice: so the engine leaps from tag to tag and not from letter to letter.
# A paragraph's begin with its style, and its text with its end, are one each: most paragraphs are no more than that.
_TOKEN = re.compile(
    r"<(?:w:(?:t(?: [^>]*)?>([^<]*)</w:t>(</w:r></w:p>)?"  # 1 text, 2 that ends its paragraph
    r'|(p)>(?:<w:pPr><w:pStyle w:val="([^"]*)"/>)?'  # 3 paragraph, 4 with its style
    r'|pStyle w:val="([^"]*)"/>'  # 5 paragraph style
    r'|bookmarkStart [^>]*?w:name="([^"]*)"'  # 6 bookmark
    r'|ilvl w:val="(\d+)"/><w:numId w:val="(\d+)"/>'  # 7, 8 list level and number
    r'|hyperlink [^>]*?r:id="([^"]*)"'  # 9 external link
    r'|footnoteReference [^>]*?w:id="(\d+)"'  # 10 footnote
    r'|fldSimple w:instr=" (SEQ) '  # 11 the number of a caption
    r'|tag w:val="([^"]*)"/>'  # 12 content control
    r"|(p |tbl>|tr[ >]|tc>|br/>|tab/>|tblHeader/>))"  # 13
    r"|(/w:(?:p|tbl|tc|hyperlink)>)"  # 14
    r'|wp:docPr [^>]*?descr="([^"]*)")'  # 15 picture
)
T = TypeVar("T")
_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)  # other links lead to files of the bundle
_SHORT = 1000  # letters; longer cells are seldom the same, and need not be remembered
_CAPTION = re.compile(r"\S+ \d+(?:\. |$)")


@dataclass(slots=True)
class Paragraph:
    text: str = ""
    style: str = ""
    level: int = -1
    number: str = ""
    bookmarks: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    is_caption: bool = False


class Cell(list["Item"]):
    """`lines` are kept once somebody asked: most cells of a large document are the same as another."""

    __slots__ = ("lines",)

    def __init__(self, items: "Iterable[Item]" = ()) -> None:
        super().__init__(items)
        self.lines: list[str] | None = None


@dataclass(slots=True)
class _Row:
    cells: list[Cell] = field(default_factory=list)
    header: bool = False


@dataclass(slots=True)
class Table:
    rows: list[list[Cell]] = field(default_factory=list)
    header: bool = False


Item = Paragraph | Table


@dataclass(slots=True)
class Docx:
    """`styles`: style id -> name. `items`: the body in order. `bookmarks`: every name, with repeats."""

    parts: dict[str, bytes]
    styles: dict[str, str]
    items: list[Item]

    def lines(self, items: "list[Item]") -> list[str]:
        """Non-empty lines of text: list items with their marker, table rows as `a | b`, captions without number."""
        return _lines(items)


def read_docx(data: bytes) -> Docx:
    """Raises expat.ExpatError or KeyError where the file is not well-formed: that is our bug, and verify says so."""
    parts = read_zip(data, but=PART)  # by far the largest; read in pieces
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            well_formed(part)
    styles = dict(
        re.findall(
            r'<w:style\b[^>]*w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="([^"]*)"', parts["word/styles.xml"].decode()
        )
    )
    items = _Reader(parts).body(pieces_of(data))
    return Docx(parts, styles, items)


class _Reader:
    def __init__(self, parts: dict[str, bytes]) -> None:
        self.links = _relationships(parts, "word/_rels/document.xml.rels")
        self.lists = _lists(parts.get("word/numbering.xml", b"").decode())
        self.counts: dict[tuple[str, int], int] = {}
        self.counted = 0
        self.rows: dict[str, _Row] = {}  # and cells, both by what stands in them
        self.cells: dict[str, Cell] = {}
        self.notes: dict[str, list[Item]] = {}
        if "word/footnotes.xml" in parts:
            for id_, xml in re.findall(
                r'<w:footnote w:id="(\d+)">(.*?)</w:footnote>', parts["word/footnotes.xml"].decode(), re.DOTALL
            ):
                self.notes[id_] = self.read(xml)
        # What a table says is in its own text, but for these.
        beside = ("word/_rels/document.xml.rels", "word/numbering.xml", "word/footnotes.xml")
        self.beside = hashlib.sha256(b"\0".join(parts.get(name, b"") for name in beside)).digest()

    def body(self, pieces: Iterable[str]) -> list[Item]:
        """A body is well-formed where its tables are, and it is without them."""
        items: list[Item] = []
        around: list[str] = []
        for piece in pieces:
            if piece.startswith(BEGIN):
                items += self._table(piece)
            else:
                around.append(piece)
                items += self.read(piece)
        well_formed("".join(around))
        return items

    def _table(self, xml: str) -> list[Item]:
        """One that counts goes on counting from where the last one stopped, so it is not kept."""
        made: list[list[Item]] = []

        def make() -> tuple[list[Item], bool]:
            well_formed(xml)
            before = self.counted
            made.append(self.table(xml))
            return made[0], self.counted > before

        items, counts = kept("table of a document", (), make, (self.beside, xml))
        return self.table(xml) if counts and not made else items

    def table(self, xml: str) -> list[Item]:
        """Row by row, so that rows and cells that are the same are read once; in one go where it is made otherwise."""
        head, *parts = xml.split("<w:tr>")
        rows = [self.rows.get(part) or _parted(part) for part in parts]
        if None in rows or xml.count(BEGIN) > 1 or _TOKEN.search(head, len(BEGIN)) is not None:
            return self.read(xml)
        read = [self._row(part, row) if isinstance(row, tuple) else row for part, row in zip(parts, rows, strict=True)]
        known = [row for row in read if row is not None]
        return [Table([row.cells for row in known], any(row.header for row in known))]

    def _row(self, xml: str, parted: tuple[bool, list[str]]) -> _Row:
        before = self.counted
        header, contents = parted
        return self._kept(self.rows, xml, _Row([self._cell(content) for content in contents], header), before)

    def _cell(self, xml: str) -> Cell:
        before = self.counted
        return self.cells.get(xml) or self._kept(self.cells, xml, Cell(self.read(xml)), before)

    def _kept(self, where: dict[str, T], xml: str, found: T, before: int) -> T:
        """One in which something is counted reads otherwise the next time."""
        if self.counted == before and len(xml) <= _SHORT:
            where[xml] = found
        return found

    def read(self, xml: str) -> list[Item]:
        top: list[Item] = []
        stack: list[tuple[list[Item], Table | None]] = []
        items: list[Item] = top
        table: Table | None = None
        paragraph = Paragraph()
        text: list[str] = []
        link: tuple[str, int] | None = None
        is_open = False
        for found in _TOKEN.finditer(xml):
            kind = found.lastindex
            if kind == 1:
                text.append(unescaped(found[1]))
            elif kind == 2:
                text.append(unescaped(found[1]))
                paragraph.text = "".join(text)
                items.append(paragraph)
                is_open = False
            elif kind in (3, 4):
                paragraph, text, is_open = Paragraph(style=found[4] or ""), [], True
            elif kind == 14:
                mark = found[14]
                if mark == "/w:p>":
                    paragraph.text = "".join(text)
                    items.append(paragraph)
                    is_open = False
                elif mark == "/w:tbl>" and table is not None:
                    items, outer = stack.pop()
                    items.append(table)
                    table = outer
                elif mark == "/w:hyperlink>" and link is not None:
                    shown = "".join(text[link[1] :])
                    if _ADDRESS.match(link[0]) and shown != link[0] and f"mailto:{shown}" != link[0]:
                        text.append(f" ({link[0]})")
                    link = None
            elif kind == 13:
                mark = found[13]
                if mark == "p ":
                    paragraph, text, is_open = Paragraph(), [], True
                elif mark == "tbl>":
                    stack.append((items, table))
                    table = Table()
                elif mark in ("tr>", "tr ") and table is not None:
                    table.rows.append([])
                elif mark == "tc>" and table is not None:
                    items = Cell()
                    table.rows[-1].append(items)
                elif mark == "br/>":
                    text.append("\n")
                elif mark == "tab/>":
                    text.append("\t")
                elif mark == "tblHeader/>" and table is not None:
                    table.header = True
            elif kind == 8:
                paragraph.level = int(found[7])
                paragraph.number = self._number(found[8], paragraph.level)
            elif kind == 9:
                link = (self.links.get(found[9], ""), len(text))
            elif kind == 6:
                if not is_open:  # between paragraphs, it marks a place
                    paragraph = Paragraph()
                    items.append(paragraph)
                paragraph.bookmarks += (found[6],)
            elif kind == 5:
                paragraph.style = found[5]
            elif kind == 10:
                note = "\n".join(_lines(self.notes.get(found[10], [])))
                text.append(f" [note: {note}]")
            elif kind == 15:
                text.append(f"[billede: {unescaped(found[15])}]")
            elif kind == 12:
                paragraph.fields += (unescaped(found[12]),)
            elif kind == 11:
                paragraph.is_caption = True
        return top

    def _number(self, number: str, level: int) -> str:
        """What stands before this paragraph, counted as a word processor counts; its looks are the template's."""
        found = self.lists.get((number, level))
        if found is None:
            return marker(False, level, 0)
        self.counted += 1
        self.counts[number, level] = self.counts.get((number, level), found - 1) + 1
        return marker(True, level, self.counts[number, level])


def _parted(xml: str) -> tuple[bool, list[str]] | None:
    """Of what follows a `<w:tr>`: whether it is a header, and what stands in its cells; None where there is more."""
    head, *parts = xml.split("<w:tc>")
    cells = [part.rpartition("</w:tc>") for part in parts]
    marks = {*_marks(head), *(mark for _content, _end, after in cells for mark in _marks(after))}
    if not marks <= {"tblHeader/>", "/w:tbl>"}:
        return None
    return "tblHeader/>" in marks, [content for content, _end, _after in cells]


@lru_cache(maxsize=1024)
def _marks(xml: str) -> tuple[str, ...]:
    """The tags that say something in what stands around cells."""
    return tuple(found[13] or found[14] or "" for found in _TOKEN.finditer(xml))


def _lines(items: list[Item]) -> list[str]:
    if type(items) is not Cell:
        return list(_lines_of(items))
    if items.lines is None:
        items.lines = list(_lines_of(items))
    return items.lines


def _lines_of(items: list[Item]) -> Iterator[str]:
    for item in items:
        if type(item) is Table:
            for row in item.rows:
                if line := normal(" | ".join([" ".join(_lines(cell)) for cell in row])):
                    yield line
            continue
        assert type(item) is Paragraph
        text = item.text
        if item.number:
            text = f"{item.number} {text}"
        elif not text or any(name.startswith(LABEL) for name in item.bookmarks):
            continue
        elif item.is_caption:
            text = _CAPTION.sub("", text, count=1)
        for line in normal(text).split("\n"):
            if line:
                yield line


def _relationships(parts: dict[str, bytes], name: str) -> dict[str, str]:
    xml = parts.get(name, b"").decode()
    found = re.findall(r'<Relationship (?=[^>]*\bId="([^"]*)")(?=[^>]*\bTarget="([^"]*)")', xml)
    return {id_: unescaped(target) for id_, target in found}


def _lists(xml: str) -> dict[tuple[str, int], int]:
    """(numId, level) -> the first number, of every level that counts; bullets are not in it."""
    abstract: dict[str, list[int]] = {}
    for id_, body in re.findall(
        r'<w:abstractNum [^>]*w:abstractNumId="(\d+)"[^>]*>(.*?)</w:abstractNum>', xml, re.DOTALL
    ):
        levels = re.findall(r'<w:lvl w:ilvl="(\d+)"[^>]*>.*?<w:numFmt w:val="([^"]*)"', body, re.DOTALL)
        abstract[id_] = [int(level) for level, form in levels if form != "bullet"]
    found: dict[tuple[str, int], int] = {}
    for id_, body in re.findall(r'<w:num w:numId="(\d+)"[^>]*>(.*?)</w:num>', xml, re.DOTALL):
        base = re.search(r'<w:abstractNumId w:val="(\d+)"', body)
        starts = {
            int(level): int(start)
            for level, start in re.findall(r'<w:lvlOverride w:ilvl="(\d+)">\s*<w:startOverride w:val="(\d+)"', body)
        }
        for level in abstract.get(base[1] if base else "", ()):
            found[id_, level] = starts.get(level, 1)
    return found
