"""What a Word template carries besides its look: left out, or stopped with the part, the file and what to do named."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import pytest
from oracles.soundness import unsound
from small import project

from pipeline.base.zip import read_zip, write_zip
from pipeline.build import Outcome, build
from pipeline.model.problem import Severity

REQUIREMENTS = "## F-901 Svar\n\n- Type: K\n- Kilde: Lov\n- Verifikation: prøve\n\nLøsningen skal svare.\n"
TEMPLATE = "templates/kravspecifikation/template.docx"
SECRET = b"ZQskabelonXQ"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships/"
MICROSOFT = "http://schemas.microsoft.com/office/"
HEAD = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."


@dataclass(frozen=True, slots=True)
class Carried:
    """A part as Word would have it there: `owner` leads to it by a relationship of `kind`, '' is the package."""

    name: str
    kind: str
    type: str
    owner: str = "word/document.xml"


STOPPED = {
    "workbook": Carried("word/embeddings/Regneark.xlsx", f"{OFFICE}package", "application/x-xlsx"),
    "object": Carried("word/embeddings/oleObject1.bin", f"{OFFICE}oleObject", "application/x-ole"),
    "printer": Carried("word/printerSettings/printerSettings1.bin", f"{OFFICE}printerSettings", "application/x-prn"),
    "glossary": Carried(
        "word/glossary/document.xml", f"{OFFICE}glossaryDocument", f"{WORD}document.glossary+xml"
    ),
    "control": Carried(
        "word/activeX/activeX1.xml", f"{OFFICE}control", "application/vnd.ms-office.activeX+xml", "word/header1.xml"
    ),
    "other document": Carried("word/afchunk.mht", f"{OFFICE}aFChunk", "message/rfc822"),
    "metafile": Carried("word/media/image9.emf", f"{OFFICE}image", "image/x-emf", "word/header1.xml"),
    "chart": Carried("word/charts/chart1.xml", f"{OFFICE}chart", "application/x-chart+xml"),
    "signature": Carried(
        "_xmlsignatures/origin.sigs", f"{PACKAGE}digital-signature/origin", "application/x-sigs", ""
    ),
    "add-in": Carried(
        "word/webextensions/taskpanes.xml", f"{MICROSOFT}2011/relationships/webextensiontaskpanes",
        "application/x-panes+xml", "",
    ),
}  # fmt: skip
LEFT_OUT = {
    "macros": Carried("word/vbaProject.bin", f"{MICROSOFT}2006/relationships/vbaProject", "application/x-vba"),
    "custom XML": Carried("customXml/item1.xml", f"{OFFICE}customXml", "application/xml"),
    "comments": Carried("word/comments.xml", f"{OFFICE}comments", f"{WORD}comments+xml"),
    "people": Carried("word/people.xml", f"{MICROSOFT}2011/relationships/people", f"{WORD}people+xml"),
    "properties": Carried("docProps/custom.xml", f"{OFFICE}custom-properties", "application/x-custom+xml", ""),
    "thumbnail": Carried("docProps/thumbnail.jpeg", f"{PACKAGE}metadata/thumbnail", "image/jpeg", ""),
    "loose": Carried("word/noter.txt", "", "text/plain"),
}


def with_part(template: bytes, part: Carried) -> bytes:
    parts = read_zip(template)
    xml = f"<x>{SECRET.decode()}</x>".encode()
    if part.name == "word/comments.xml":
        xml = (
            b'<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><!--%b--></w:comments>'
        )
        xml %= SECRET
    parts[part.name] = xml
    types = f'<Override PartName="/{part.name}" ContentType="{part.type}"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types.encode())
    if part.kind:
        folder, _slash, name = part.owner.rpartition("/")
        rels = f"{folder}/_rels/{name}.rels".lstrip("/")
        before = parts.get(rels, f"{HEAD}</Relationships>".encode())
        line = f'<Relationship Id="rIdMedbragt{len(before)}" Type="{part.kind}" Target="/{part.name}"/></Relationships>'
        parts[rels] = before.replace(b"</Relationships>", line.encode())
    return write_zip(parts)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("template"), REQUIREMENTS)


@pytest.fixture
def template(root: Path) -> Iterator[Path]:
    """The template to change; it is put back."""
    path = root / TEMPLATE
    data = path.read_bytes()
    yield path
    path.write_bytes(data)


def word(outcome: Outcome) -> bytes:
    return next(a.data for a in outcome.artifacts if a.path == "kravspecifikation.docx")


def holds(data: bytes, what: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return [name for name in package.namelist() if what in package.read(name)]


def errors(outcome: Outcome) -> list[str]:
    return [p.code for p in outcome.problems if p.severity is Severity.ERROR]


def test_an_unknown_part_stops_the_tender(root: Path, template: Path, tmp_path: Path) -> None:
    template.write_bytes(reduce(with_part, STOPPED.values(), template.read_bytes()))
    outcome = build(root, tmp_path, "tender")
    found = {p.excerpt: p for p in outcome.problems if p.severity is Severity.ERROR}
    assert outcome.saved is None
    assert outcome.faults == ()
    assert {p.code for p in found.values()} == {"unlisted-part"}
    assert {part.name for part in STOPPED.values()} <= found.keys()
    for name, problem in found.items():
        assert name in problem.message
        assert problem.place.path == "kravspecifikation.docx"
        assert TEMPLATE in problem.fix


def test_the_internal_edition_is_built_with_it(root: Path, template: Path, tmp_path: Path) -> None:
    template.write_bytes(with_part(template.read_bytes(), STOPPED["printer"]))
    outcome = build(root, tmp_path)
    assert outcome.saved is not None
    assert holds(word(outcome), SECRET) == [STOPPED["printer"].name]


def test_what_is_no_look_is_left_out(root: Path, template: Path, tmp_path: Path) -> None:
    template.write_bytes(reduce(with_part, LEFT_OUT.values(), template.read_bytes()))
    assert set(holds(template.read_bytes(), SECRET)) == {part.name for part in LEFT_OUT.values()}
    outcome = build(root, tmp_path, "tender")
    assert errors(outcome) == []
    assert outcome.saved is not None
    assert holds(word(outcome), SECRET) == []
    assert unsound(word(outcome), "kravspecifikation.docx", ["kravmatrix.xlsx"]) == ()


def test_the_message_names_the_template_that_is_borrowed(root: Path, template: Path, tmp_path: Path) -> None:
    """The requirements' document has the look of another one."""
    other = root / "templates/udbudsbetingelser"
    declared = (other / "document.yaml").read_text("utf-8")
    assert "template: kravspecifikation" in declared
    template.write_bytes(with_part(template.read_bytes(), STOPPED["workbook"]))
    listed = root / "sources/tender.yaml"
    before = listed.read_text("utf-8")
    try:
        listed.write_text(before.replace("documents:\n", "documents:\n  - {key: udbudsbetingelser}\n", 1), "utf-8")
        outcome = build(root, tmp_path, "tender", only=["udbudsbetingelser"])
    finally:
        listed.write_text(before, "utf-8")
    said = [p for p in outcome.problems if p.code == "unlisted-part"]
    assert [(p.place.path, TEMPLATE in p.fix) for p in said] == [("udbudsbetingelser.docx", True)]


def as_type(template: bytes, kind: bytes) -> bytes:
    parts = read_zip(template)
    types = parts["[Content_Types].xml"]
    main = b"vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    assert main in types
    return write_zip(parts | {"[Content_Types].xml": types.replace(main, kind)})


@pytest.mark.parametrize(
    "kind", [b"vnd.ms-word.document.macroEnabled.main+xml", b"vnd.ms-word.template.macroEnabledTemplate.main+xml"]
)
def test_a_template_that_can_hold_macros_is_refused(root: Path, template: Path, kind: bytes, tmp_path: Path) -> None:
    template.write_bytes(as_type(template.read_bytes(), kind))
    outcome = build(root, tmp_path, "tender")
    (said,) = (p for p in outcome.problems if p.severity is Severity.ERROR)
    assert (said.code, said.place.path) == ("broken-template", TEMPLATE)
    assert "macros" in said.message
    assert outcome.saved is None


def test_a_dotx_makes_the_same_document(root: Path, template: Path, tmp_path: Path) -> None:
    plain = word(build(root, tmp_path, "tender"))
    kind = b"vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
    template.write_bytes(as_type(template.read_bytes(), kind))
    assert word(build(root, tmp_path, "tender")) == plain


DRAWING = """<?xml version="1.0"?><!-- {0} --><svg xmlns="http://www.w3.org/2000/svg" xmlns:i="http://inkscape.example/"
 xmlns:xlink="http://www.w3.org/1999/xlink" i:docname="P:/{0}/logo.svg" viewBox="0 0 9 9">
<metadata>{0}</metadata><title>{0}</title><desc>{0}</desc><i:view>{0}</i:view><script>{0}</script>
<style>/* {0} */ .a {{fill: navy}}</style><g i:label="{0}" data-who="{0}" onclick="{0}"><!--{0}-->
<path id="streg" class="a" d="M0 0L9 9"/><use xlink:href="#streg" y="2"/></g></svg>"""


def test_a_drawing_comes_along_without_what_its_program_notes(root: Path, template: Path, tmp_path: Path) -> None:
    parts = read_zip(template.read_bytes())
    parts["word/media/logo.svg"] = DRAWING.format(SECRET.decode()).encode()
    types = b'<Default Extension="svg" ContentType="image/svg+xml"/></Types>'
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", types)
    line = f'<Relationship Id="rIdLogo" Type="{OFFICE}image" Target="media/logo.svg"/></Relationships>'
    rels = "word/_rels/header1.xml.rels"
    parts[rels] = parts.get(rels, f"{HEAD}</Relationships>".encode()).replace(b"</Relationships>", line.encode())
    template.write_bytes(write_zip(parts))
    outcome = build(root, tmp_path, "tender")
    assert (errors(outcome), outcome.faults) == ([], ())
    assert holds(word(outcome), SECRET) == []
    (name,) = holds(word(outcome), b"M0 0L9 9")
    drawn = read_zip(word(outcome))[name]
    assert all(kept in drawn for kept in (b"fill: navy", b'xlink:href="#streg"', b'class="a"', b'viewBox="0 0 9 9"'))
