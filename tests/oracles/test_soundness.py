"""Every Word file we write is sound; and the oracle finds each thing it looks for in a file made to have it."""

import io
import posixpath
import re
import zipfile
from collections.abc import Callable

import pytest
from oracles.example import EDITIONS, example, shown
from oracles.soundness import unsound
from oracles.stress import stress
from oracles.word_files import faults, written

from pipeline.model.artifact import Artifact
from pipeline.verify.accessible import inaccessible

Parts = dict[str, bytes]
DOCUMENT, STYLES, NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_example_is_sound(edition: str, figure: Callable[[str, str, str], None]) -> None:
    files = example(edition)
    checked = [name for name in files if name.endswith(".docx")]
    for name in checked:
        assert unsound(files[name], name, files) == (), name
    figure(
        "valid", f"Word files of the example's edition {edition} sound to our own check", f"{len(checked)}, 0 findings"
    )


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_example_is_accessible(edition: str, figure: Callable[[str, str, str], None]) -> None:
    files = example(edition)
    office = tuple(Artifact("x", name, data) for name, data in files.items() if name.endswith((".docx", ".xlsx")))
    assert [(p.place.path, p.excerpt) for p in inaccessible(shown(edition), office)] == []
    figure("accessible", f"files of the example's edition {edition}", f"{len(office)}, 0 findings")


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_link_to_another_file_leads_to_a_bookmark_there(edition: str) -> None:
    files = {name: data for name, data in example(edition).items() if name.endswith(".docx")}
    marks = {
        name: set(re.findall('w:bookmarkStart [^>]*w:name="([^"]*)"', _body(data))) for name, data in files.items()
    }
    found = 0
    for name, data in files.items():
        for id_, mark in re.findall('<w:hyperlink r:id="([^"]*)" w:anchor="([^"]*)"', _body(data)):
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                rels = package.read("word/_rels/document.xml.rels").decode()
            (target,) = re.findall(f'<Relationship Id="{id_}" [^>]*Target="([^"]*)"', rels)
            assert mark in marks[posixpath.normpath(posixpath.join(posixpath.dirname(name), target))]
            found += 1
    assert found > 100


def _body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(DOCUMENT).decode()


def test_a_document_with_everything_is_sound_and_complete() -> None:
    data = written(stress())
    assert unsound(data) == ()
    assert faults(stress(), data) == ()


# --- seen to fail ----------------------------------------------------------------------------------------------------


def swap(part: str, old: str, new: str) -> Callable[[Parts], None]:
    """The first match of `old` in the part becomes `new`."""

    def change(parts: Parts) -> None:
        text, count = re.subn(old, new, parts[part].decode(), count=1, flags=re.DOTALL)
        assert count, old
        parts[part] = text.encode()

    return change


def add(name: str, data: bytes = b"<a/>") -> Callable[[Parts], None]:
    return lambda parts: parts.update({name: data})


def drop(name: str) -> Callable[[Parts], None]:
    def change(parts: Parts) -> None:
        del parts[name]

    return change


RELS = "word/_rels/document.xml.rels"
BROKEN = {
    "paragraph style «Findesikke»": swap(DOCUMENT, '<w:pStyle w:val="[^"]*"', '<w:pStyle w:val="Findesikke"'),
    "character style «Findesikke»": swap(DOCUMENT, '<w:rStyle w:val="[^"]*"', '<w:rStyle w:val="Findesikke"'),
    "table style «Findesikke»": swap(DOCUMENT, '<w:tblStyle w:val="[^"]*"', '<w:tblStyle w:val="Findesikke"'),
    "refers to krav_findes_ikke": swap(DOCUMENT, r'w:instr=" REF krav_\w+', 'w:instr=" REF krav_findes_ikke'),
    "refers to kap_findes_ikke": swap(DOCUMENT, 'w:anchor="[^"]*"', 'w:anchor="kap_findes_ikke"'),
    "stands 2 times": swap(DOCUMENT, 'w:name="krav_F_002"', 'w:name="krav_F_001"'),
    "bookmark id 7 stands": swap(DOCUMENT, '<w:bookmarkStart w:id="8"', '<w:bookmarkStart w:id="7"'),
    "bookmark id 5 begins or ends": swap(DOCUMENT, '<w:bookmarkEnd w:id="5"/>', ""),
    "is no name Word takes": swap(DOCUMENT, 'w:name="krav_F_003"', 'w:name="krav-F 003"'),
    "touches the next one": swap(DOCUMENT, "</w:tbl>", "</w:tbl><w:tbl><w:tblGrid/></w:tbl>"),
    "does not end in a paragraph": swap(DOCUMENT, "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>"),
    "has no header row": swap(DOCUMENT, "<w:tblHeader/>", ""),
    "another width than its grid": swap(DOCUMENT, '<w:gridSpan w:val="3"/>', '<w:gridSpan w:val="2"/>'),
    "docPr id 1 stands 2 times": swap(DOCUMENT, '<wp:docPr id="2"', '<wp:docPr id="1"'),
    "has no alternative text": swap(DOCUMENT, '(<wp:docPr [^>]*)descr="[^"]*"', r'\1descr=""'),
    "goes on from another": swap(NUMBERING, "<w:lvlOverride .*?</w:lvlOverride>", ""),
    "list number 9999 is not defined": swap(DOCUMENT, r'<w:numId w:val="\d+"/>', '<w:numId w:val="9999"/>'),
    "footnote 1 is not there": swap("word/footnotes.xml", '<w:footnote w:id="1">.*?</w:footnote>', ""),
    "footnote 1 is never referred to": swap(DOCUMENT, '<w:footnoteReference w:id="1"/>', ""),
    "language is": swap(STYLES, "da-DK", "en-US"),
    "title property is empty": swap("docProps/core.xml", "<dc:title>.*?</dc:title>", "<dc:title></dc:title>"),
    "nothing leads to it": add("word/glemt.png"),
    "no content type": add("word/media/billede1.tiff"),
    "which is not there": drop("word/media/billede1.png"),
    "content type without a part": drop("docProps/app.xml"),
    "plain XML to a reader": swap("[Content_Types].xml", '<Override PartName="/word/styles.xml"[^>]*/>', ""),
    "which is no relationship": swap(RELS, 'Id="rIdH1"', 'Id="rIdH999"'),
    "leads to javascript": swap(RELS, 'Target="https:[^"]*"', 'Target="javascript:x"'),
    "blanks at the ends": swap(DOCUMENT, '<w:t xml:space="preserve">Se </w:t>', "<w:t>Se </w:t>"),
    "a field begins or ends": swap(DOCUMENT, '<w:r><w:fldChar w:fldCharType="end"/></w:r>', ""),
}  # fmt: skip


@pytest.mark.parametrize("finding", BROKEN)
def test_what_is_broken_is_found(finding: str) -> None:
    with zipfile.ZipFile(io.BytesIO(written(stress()))) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    BROKEN[finding](parts)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        for name, data in parts.items():
            package.writestr(name, data)
    assert any(finding in line for line in unsound(buffer.getvalue()))
