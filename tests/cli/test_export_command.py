"""Page numbers, PDF, ODT and HTML of a new tender; what LibreOffice and pandoc make is read by pypdf and lxml."""

import io
import re
import shutil
import zipfile
from pathlib import Path

import pypdf
import pytest
from commands import Udbud, written
from lxml import etree
from lxml import html as lxml_html

from pipeline import libreoffice
from pipeline.base.zip import read_zip
from pipeline.report import manifest
from pipeline.splitting import split

OFFICE = pytest.mark.skipif(not libreoffice.program(), reason="LibreOffice is not installed")
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DOCUMENT = Path("output/internal/kravspecifikation.docx")


def entries(document: bytes) -> list[tuple[str, str]]:
    """Bookmark and what stands last in each entry of the table of contents, by lxml."""
    root = etree.fromstring(read_zip(document)["word/document.xml"])
    links = [e for e in root.iter(f"{WORD}hyperlink") if e.get(f"{WORD}anchor")]
    return [(link.get(f"{WORD}anchor"), list(link.iter(f"{WORD}t"))[-1].text) for link in links]


def missing_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: "")


class TestPages:
    @OFFICE
    def test_every_entry_says_the_page_of_its_heading(self, udbud: Udbud) -> None:
        assert udbud("build", "--pages").code == 0
        document = DOCUMENT.read_bytes()
        pdf = libreoffice.convert({"k.docx": document}, libreoffice.PDF)[0]["k.docx"]
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        said = {}
        for entry in (e for e in _flat(reader.outline)):
            said[entry["/Title"].partition(" ")[0]] = reader.get_destination_page_number(entry) + 1
        root = etree.fromstring(read_zip(document)["word/document.xml"])
        found = {}
        for link in root.iter(f"{WORD}hyperlink"):
            texts = [t.text for t in link.iter(f"{WORD}t")]
            if link.get(f"{WORD}anchor") and len(texts) >= 3:
                found[texts[0]] = int(texts[-1])
        assert len(found) >= 8
        assert found == {number: said[number] for number in found}

    @OFFICE
    def test_the_manifest_says_who_counted_and_verify_is_content(self, udbud: Udbud) -> None:
        udbud("build", "--pages")
        head = manifest.head(Path("output/internal/manifest.json").read_bytes())
        assert re.fullmatch(r"LibreOffice [\d.]+", head.paged_by)
        assert udbud("verify", "output/internal").code == 0

    def test_without_libreoffice_it_is_said_and_the_build_succeeds(
        self,
        udbud: Udbud,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        udbud("build")
        plain = DOCUMENT.read_bytes()
        missing_office(monkeypatch)
        answer = udbud("build", "--pages")
        assert (answer.code, "[no-libreoffice]" in answer.out) == (0, True)
        assert DOCUMENT.read_bytes() == plain
        assert manifest.head(Path("output/internal/manifest.json").read_bytes()).paged_by == ""


def _flat(outline: object) -> list[pypdf.generic.Destination]:
    return [d for e in outline for d in (_flat(e) if isinstance(e, list) else [e])]


class TestExport:
    @OFFICE
    def test_pdf_is_tagged_danish_and_has_bookmarks(self, udbud: Udbud) -> None:
        udbud("build")
        assert udbud("export", "--to", "pdf").code == 0
        made = written(Path("output/export/internal/pdf"))
        assert sorted(made) == ["kravmatrix.pdf", "kravspecifikation.pdf", "sporbarhedsmatrix.pdf"]
        reader = pypdf.PdfReader(io.BytesIO(made["kravspecifikation.pdf"]))
        root = reader.trailer["/Root"]
        assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, "da-DK")
        assert b"pdfuaid:part" in root["/Metadata"].get_data()
        assert reader.metadata.title == "Kravspecifikation – Nyt udbud"
        assert _flat(reader.outline)[0]["/Title"].startswith("1 ")
        assert "F-001" in "".join(page.extract_text() for page in reader.pages)

    def test_without_libreoffice_pdf_is_left_out_and_said(
        self,
        udbud: Udbud,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        udbud("build")
        missing_office(monkeypatch)
        answer = udbud("export", "--to", "pdf")
        assert (answer.code, "[no-libreoffice]" in answer.out) == (0, True)
        assert not Path("output/export").exists()

    def test_html_holds_every_requirement_and_fetches_nothing(self, udbud: Udbud) -> None:
        udbud("build")
        assert udbud("export", "kravspecifikation", "--to", "html").code == 0
        text = Path("output/export/internal/html/kravspecifikation.html").read_text("utf-8")
        page = lxml_html.fromstring(text.encode())
        assert page.get("lang") == "da-DK"
        words = page.text_content()
        for label in ("F-001", "F-002", "IF-001"):
            assert label in words
        fetched = [e.get("src") for e in page.iter("img", "script") if e.get("src")]
        assert [src for src in fetched if not src.startswith("data:")] == []

    def test_odt_holds_every_requirement(self, udbud: Udbud) -> None:
        udbud("build")
        assert udbud("export", "kravspecifikation", "--to", "odt").code == 0
        with zipfile.ZipFile("output/export/internal/odt/kravspecifikation.odt") as odt:
            assert odt.read("mimetype") == b"application/vnd.oasis.opendocument.text"
            assert "F-002" in "".join(etree.fromstring(odt.read("content.xml")).itertext())

    def test_only_what_was_built_is_exported(self, udbud: Udbud) -> None:
        assert udbud("export", "--to", "html").code == 2
        udbud("build")
        assert udbud("export", "andet", "--to", "html").code == 2
        DOCUMENT.write_bytes(DOCUMENT.read_bytes() + b"x")
        answer = udbud("export", "--to", "html")
        assert (answer.code, "[file-changed]" in answer.out) == (1, True)


class TestSplit:
    """Long documents are set in pieces; headings number on, and nothing is lost or said twice."""

    @staticmethod
    def body(document: bytes) -> str:
        root = etree.fromstring(read_zip(document)["word/document.xml"])
        return "".join(t.text or "" for t in root.iter(f"{WORD}t"))

    def test_a_short_document_is_one_piece(self, udbud: Udbud) -> None:
        udbud("build")
        assert split(DOCUMENT.read_bytes()) == (DOCUMENT.read_bytes(),)

    @pytest.mark.parametrize("longest", [1, 2])
    def test_pieces_together_say_what_the_whole_says(self, longest: int, udbud: Udbud) -> None:
        udbud("build")
        whole = DOCUMENT.read_bytes()
        pieces = split(whole, longest)
        assert len(pieces) > 1
        assert "".join(map(self.body, pieces)) == self.body(whole)

    @OFFICE
    def test_headings_number_on(self, udbud: Udbud) -> None:
        udbud("build")
        whole = DOCUMENT.read_bytes()
        pieces = {f"{n}.docx": piece for n, piece in enumerate(split(whole, 1))}
        made, problems = libreoffice.convert({"whole.docx": whole, **pieces}, libreoffice.PDF)
        assert problems == ()
        titles = {
            path: [e["/Title"] for e in _flat(pypdf.PdfReader(io.BytesIO(pdf)).outline)] for path, pdf in made.items()
        }
        assert [t for path in pieces for t in titles[path]] == titles["whole.docx"]


def test_a_program_that_fails_is_a_problem_not_a_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libreoffice, "program", lambda: shutil.which("false") or "/nowhere/soffice")
    made, problems = libreoffice.convert({"a.docx": b"x"}, libreoffice.PDF)
    assert (made, [p.code for p in problems]) == ({}, ["not-converted"])
