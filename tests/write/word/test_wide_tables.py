"""Wide tables stand on turned pages of their own: counted in the file, and measured by LibreOffice page by page."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from small import merged, project

from pipeline.model.edition import visible
from pipeline.verify import verify
from pipeline.write import write

WIDE = "| A | B | C | D | E | F | G |\n|---|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 | 7 |\n\n"
NARROW = "| A | B | C | D | E | F |\n|---|---|---|---|---|---|\n| 1 | 2 | 3 | 4 | 5 | 6 |\n\n"
CASES = {
    "none": ("# Et\n\n" + NARROW, []),
    "one": ("# Et\n\nFør.\n\n" + WIDE + "Efter.\n", ["landscape"]),
    "two": ("# Et\n\n" + WIDE + "Mellem.\n\n" + WIDE + "Efter.\n", ["landscape", "landscape"]),
    "in a row": ("# Et\n\n" + WIDE + "Tabel: Nummer to {#to}\n\n" + WIDE + "Efter.\n", ["landscape"]),
    "in a list": ("# Et\n\n- punkt\n\n  " + WIDE.replace("\n", "\n  ") + "\n", []),
}


def made(folder: Path, chapter: str) -> bytes:
    shown = visible(merged(project(folder, chapter=chapter))[0], "tender")
    artifacts, problems = write(shown, ())
    assert problems == ()
    assert verify(shown, artifacts) == ()
    return next(a.data for a in artifacts if a.path == "kravspecifikation.docx")


def sections(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return re.findall(r"<w:sectPr\b.*?</w:sectPr>", package.read("word/document.xml").decode(), re.DOTALL)


@pytest.mark.parametrize("name", sorted(CASES))
def test_sections(tmp_path: Path, name: str) -> None:
    chapter, turned = CASES[name]
    data = made(tmp_path, chapter)
    found = sections(data)
    assert [re.findall('w:orient="([^"]*)"', s) for s in found if "orient" in s] == [[word] for word in turned]
    assert len(found) == 1 + 2 * len(turned)
    assert ["titlePg" in section for section in found] == [True, *([False] * (len(found) - 1))]
    assert all(section.count("headerReference") == 2 for section in found)


@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdfinfo")), reason="no LibreOffice or poppler")
def test_libreoffice_turns_just_those_pages(tmp_path: Path) -> None:
    (tmp_path / "bred.docx").write_bytes(made(tmp_path / "p", CASES["two"][0]))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "bred.docx")], check=True, timeout=180, capture_output=True)
    said = subprocess.run(
        ["pdfinfo", "-f", "1", "-l", "40", str(tmp_path / "bred.pdf")], check=True, capture_output=True, text=True
    ).stdout
    sizes = [(float(w), float(h)) for w, h in re.findall(r"size:\s+([\d.]+) x ([\d.]+)", said)]
    assert [w > h for w, h in sizes].count(True) == 2
    turned = [n for n, (w, h) in enumerate(sizes) if w > h]
    assert turned[1] - turned[0] == 2  # one upright page between them, none of them empty


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name).decode()


def test_a_turned_page_has_header_and_footer_to_its_own_margin(tmp_path: Path) -> None:
    """The right tab stop of the template stands at the upright margin, that of the turned page as much further out."""
    data = made(tmp_path, CASES["one"][0])
    upright, turned, last = sections(data)
    relations = dict(re.findall(r'Id="([^"]*)"[^>]*Target="([^"]*)"', part(data, "word/_rels/document.xml.rels")))
    heads = [
        [relations[id_] for id_ in re.findall(r'w:type="default" r:id="([^"]*)"', section)]
        for section in (upright, turned, last)
    ]
    assert heads[0] == heads[2] == ["header1.xml", "footer1.xml"]
    assert not set(heads[0]) & set(heads[1])
    page, margins = re.findall(r'w:w="(\d+)"', turned)[0], re.findall(r'w:(?:left|right)="(\d+)"', turned)
    text = int(page) - sum(map(int, margins))
    for upright_part, turned_part in zip(heads[0], heads[1], strict=True):
        assert "<w:tabs>" not in part(data, f"word/{upright_part}")
        stops = re.findall(r'<w:tab w:val="right" w:pos="(\d+)"/>', part(data, f"word/{turned_part}"))
        assert [abs(int(stop) - text) <= 1 for stop in stops] == [True]
        strip = re.compile(r"<w:tabs>.*?</w:tabs>")
        assert strip.sub("", part(data, f"word/{turned_part}")) == part(data, f"word/{upright_part}")
