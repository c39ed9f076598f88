"""Workbooks are read by regular expressions: they see what a parser sees that makes a tree of it, or nothing."""

import re
from collections.abc import Callable, Iterable
from xml.parsers.expat import ExpatError

import pytest
from factory import document, many, requirement, specification
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from naughty_texts import NAUGHTY

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.specification import Requirement
from pipeline.verify.sheets import Row, Sheets, UnreadableError
from pipeline.write.excel import WORKBOOKS

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRINGS, KRAV = "xl/sharedStrings.xml", "xl/worksheets/sheet2.xml"
TEXTS = [requirement(f"F-8{n:02}", text, title=text) for n, text in enumerate(NAUGHTY) if text.strip()]
NEEDED = (STRINGS, KRAV, "xl/workbook.xml", "xl/_rels/workbook.xml.rels")


def parts(requirements: Iterable[Requirement]) -> dict[str, bytes]:
    made = WORKBOOKS["kravmatrix"].write(specification(requirements), document("kravmatrix"))
    return read_zip(made, NEEDED)


FILE, SMALL = parts([*many(3), *TEXTS]), parts(many(2))
# What XML makes of it differs from what stands there, or it must not stand there.
SNAGS = (
    *("<!--", "-->", "<!--x-->", "<![CDATA[x]]>", "]]>", "<?x?>", "<", ">", "/>", "&", "&amp;", "&#65;", "&#1;", "&x;"),
    *('"', "'", "\r", "\r\n", "\n", "\t", "\0", "\ufffe", "\u00a0", "<x/>", "<x>", "</x>", "<v>1</v>", "<f>1</f>"),
    *("<t>x</t>", "<is><t>x</t></is>", "<si><t>x</t></si>", '<c r="B3"><v>1</v></c>', '<row r="3">', "<x:v>1</x:v>"),
    *('<c r="B3" t="inlineStr"><is><r><t>x</t></r><rPh><t>y</t></rPh></is></c>', "<v/>", "<t/>", '<row r="3"/>'),
)


def read(parts: dict[str, bytes]) -> list[Row] | None:
    """What was read, or that it could not be."""
    try:
        return list(Sheets(write_zip(parts)).rows("Krav"))
    except (UnreadableError, ExpatError, ValueError, SyntaxError):
        return None


def by_tree(parts: dict[str, bytes]) -> list[Row] | None:
    try:
        strings = [_text(item) for item in etree.fromstring(parts[STRINGS]).iter(f"{MAIN}si")]
        return [_row(row, strings) for row in etree.fromstring(parts[KRAV]).iter(f"{MAIN}row")]
    except (SyntaxError, LookupError, ValueError):
        return None


def _row(row: etree._Element, strings: list[str]) -> Row:
    number = row.get("r", "")
    texts: dict[str, str] = {}
    formulas: dict[str, str] = {}
    for cell in row.iterchildren(f"{MAIN}c"):
        letters = cell.get("r", "")[: -len(number)]
        for child in cell:
            text = child.text or ""
            if child.tag == f"{MAIN}f" and text:
                formulas[letters] = text
            elif child.tag == f"{MAIN}is":
                texts[letters] = _text(child)
            elif child.tag == f"{MAIN}v" and text:
                texts[letters] = strings[int(text)] if cell.get("t") == "s" else text
    return Row(int(number), texts, formulas)


def _text(item: etree._Element) -> str:
    found = [t for t in item.iter(f"{MAIN}t") if t.getparent().tag != f"{MAIN}rPh"]
    text = "".join(t.text or "" for t in found)
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), text)


def test_any_text_is_read_as_a_tree_reads_it() -> None:
    found = read(FILE)
    assert found is not None
    assert found == by_tree(FILE)
    assert len(found) > len(TEXTS)


ANCHORS = {
    KRAV: ('<row r="4"', ' ht="', '<c r="A4"', '<c r="H4"', ' t="s"><v>', "</v></c>", "<f>", "</f><v>", "</row>"),
    STRINGS: ("<si><t>", "Løsningen", "</t></si>", "<sst"),
}


@pytest.mark.parametrize("snag", SNAGS)
@pytest.mark.parametrize("part", ANCHORS)
def test_what_xml_reads_otherwise_is_read_so_or_not_at_all(part: str, snag: str) -> None:
    for anchor in ANCHORS[part]:
        begin, found, end = SMALL[part].decode().partition(anchor)
        assert found
        for xml in (begin + snag + anchor + end, begin + anchor + snag + end):
            data = {**SMALL, part: xml.encode()}
            assert read(data) in (None, by_tree(data)), xml[len(begin) - 20 :][:80]


def changes(part: str) -> st.SearchStrategy[tuple[str, Callable[[str], str]]]:
    xml = SMALL[part].decode()
    cuts = st.integers(max(xml.find("<sheetData"), xml.find("<si>")), len(xml) - 1)
    sizes = st.integers(1, 60)
    return st.one_of(
        st.builds(lambda at, n: (part, lambda xml: xml[:at] + xml[at + n :]), cuts, sizes),
        st.builds(lambda at, n: (part, lambda xml: xml[: at + n] + xml[at:]), cuts, sizes),
    )


@settings(max_examples=30)
@given(st.one_of(map(changes, ANCHORS)))
def test_a_changed_workbook_is_read_as_a_tree_reads_it_or_not_at_all(change: tuple[str, Callable[[str], str]]) -> None:
    part, changed = change
    data = {**SMALL, part: changed(SMALL[part].decode()).encode()}
    assert read(data) in (None, by_tree(data))
