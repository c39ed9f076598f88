"""Finished files as somebody else's programs read them: python-docx, openpyxl and plain XML, none of our own code."""

import re
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
from docx.oxml.ns import qn
from lxml import etree

HEADING = "Kravoverskrift"
TEXTS = (qn("w:t"), qn("w:br"), qn("w:tab"), qn("w:p"))
# What Word may run: references, page numbers, tables of contents.
OURS = re.compile(
    r" ?(REF [A-Za-z0-9_]+ \\h|PAGEREF [A-Za-z0-9_]+ \\h|SEQ (Figur|Tabel) \\\* ARABIC ?|PAGE|NUMPAGES|TOC [^{}<]*)"
    r"( \\\* MERGEFORMAT)? ?"
)
_BLANKS = re.compile(r"[ \t\f\v]+")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def stated(text: str) -> str:
    """The one normalisation the product states: NFC, LF, runs of blanks to one, lines trimmed, NBSP kept."""
    text = unicodedata.normalize("NFC", _ILLEGAL.sub("", text)).replace("\r\n", "\n").replace("\r", "\n")
    return "\n".join(_BLANKS.sub(" ", line).strip(" ") for line in text.split("\n")).strip("\n")


def words(text: str) -> Counter[str]:
    """Runs of letters and digits, as often as they occur: no sign, no markup."""
    return Counter(re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text)))


# --- Word ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Box:
    """`section` is the heading it stands under; `fields` what stands right of each label, '' the requirement text."""

    title: str
    section: str
    fields: dict[str, str] = field(default_factory=dict)
    whole: str = ""


def boxes(path: Path) -> dict[str, Box]:
    """The label of every requirement -> its box; footnotes and addresses of links are in `whole`."""
    document = docx.Document(str(path))
    notes = _footnotes(path)
    links = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
    out: dict[str, Box] = {}
    current: Box | None = None
    section = ""
    for element in document.element.body:
        style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}") if element.tag == qn("w:p") else None
        name = style.get(qn("w:val"), "") if style is not None else ""
        if name == HEADING:
            label, title = _heading(element)
            assert label not in out, f"{label} stands twice"
            current = out[label] = Box(title, section, whole=title)
        elif name.startswith("Heading"):
            current, section = None, text_of(element).strip("\n")
        elif current is not None:
            texts = [text_of(element)]
            texts += [notes[e.get(qn("w:id"))] for e in element.iter(qn("w:footnoteReference"))]
            texts += [links[e.get(qn("r:id"))] for e in element.iter(qn("w:hyperlink")) if e.get(qn("r:id"))]
            current.whole = "\n".join([current.whole, *texts])
            current.fields |= _rows(element)
    return out


def _rows(element: etree._Element) -> dict[str, str]:
    """Cells come as `label, value, label, value`; a row with one cell is the requirement text."""
    out = {}
    for row in element.findall(qn("w:tr"))[1:]:
        cells = [text_of(cell).strip("\n") for cell in row.findall(qn("w:tc"))]
        if len(cells) == 1:
            out.setdefault("", cells[0])
        else:
            out |= dict(zip(cells[::2], cells[1::2], strict=True))
    return out


def whole_text(path: Path) -> str:
    """Everything a reader of the document can see or click, and the alternative texts of its pictures."""
    document = docx.Document(str(path))
    body = document.element.body
    links = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    alts = [e.get("descr", "") for e in body.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")]
    return "\n".join([text_of(body), *_footnotes(path).values(), *links, *alts])


def text_of(element: etree._Element) -> str:
    """Paragraphs on lines of their own, line breaks as LF."""
    out = []
    for node in element.iter(*TEXTS):
        if node.tag == qn("w:t"):
            out.append(node.text or "")
        elif node.tag == qn("w:tab"):
            out.append("\t" if node.getparent().tag == qn("w:r") else "")
        else:
            out.append("\n")
    return "".join(out)


def instructions(path: Path) -> list[str]:
    """Every field code, in any part: what Word would run."""
    out = []
    for name, root in parts(path):
        assert root is not None, name
        out += [e.get(qn("w:instr"), "") for e in root.iter(qn("w:fldSimple"))]
        code: list[str] | None = None
        for node in root.iter(qn("w:fldChar"), qn("w:instrText")):
            if node.tag == qn("w:instrText"):
                assert code is not None, "an instruction outside a field"
                code.append(node.text or "")
            elif node.get(qn("w:fldCharType")) == "begin":
                code = []
            elif code is not None:
                out.append("".join(code))
                code = None
    return out


def parts(path: Path) -> Iterator[tuple[str, etree._Element]]:
    """Every XML part, read without entities; a DOCTYPE fails."""
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                data = package.read(name)
                assert b"<!DOCTYPE" not in data, name
                yield name, etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def external_targets(path: Path) -> set[str]:
    """Every relationship that leads out of the file."""
    return {
        e.get("Target", "")
        for name, root in parts(path)
        if name.endswith(".rels")
        for e in root
        if e.get("TargetMode") == "External"
    }


def _heading(element: etree._Element) -> tuple[str, str]:
    """`F-012<tab>Title`."""
    label, _tab, title = text_of(element).strip("\n").partition("\t")
    return label, title


def _footnotes(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as package:
        if "word/footnotes.xml" not in package.namelist():
            return {}
        root = etree.fromstring(package.read("word/footnotes.xml"))
    return {e.get(qn("w:id")): text_of(e) for e in root.iter(qn("w:footnote"))}


# --- Excel -----------------------------------------------------------------------------------------------------------


def matrix(path: Path, sheet: str = "Krav") -> dict[str, dict[str, str]]:
    """The id of every row -> header -> what the cell says. The header row is the one with `Krav-ID`."""
    out: dict[str, dict[str, str]] = {}
    for row in table(path, sheet):
        label = row.get("Krav-ID", "")
        assert label not in out, f"{label} stands twice"
        out[label] = row
    return out


def table(path: Path, sheet: str) -> list[dict[str, str]]:
    rows = openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)
    header = next(row for row in rows if "Krav-ID" in row)
    names = [str(cell) for cell in header]
    return [{n: "" if c is None else str(c) for n, c in zip(names, row, strict=True)} for row in rows if any(row)]


def formulas(path: Path) -> list[str]:
    """Everything a spreadsheet would work out: formulas of cells, lists, colours and names."""
    tags = ("f", "formula", "formula1", "formula2", "definedName", "ddeLink", "oleLink")
    return [
        e.text or e.tag
        for _name, root in parts(path)
        for e in root.iter()
        if isinstance(e.tag, str) and etree.QName(e).localname in tags
    ]
