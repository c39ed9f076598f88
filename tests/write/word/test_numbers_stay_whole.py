"""No requirement's number is broken at its hyphen in a generated table, nor a label of a box inside a word.

Counted with the letters of a wide font, as where Calibri is not installed; LibreOffice sets the same pages in the soak.
"""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
from small import merged, project

from pipeline.model.edition import visible
from pipeline.write import write

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# Thousandths of the size that letters of DejaVu Sans take, and what its bold takes for one word.
WIDE = {"-": 361, ",": 318, " ": 318, "F": 575, **dict.fromkeys("0123456789", 636)}
LONGEST_LABEL, ITS_WIDTH = "Prøvekriterium", 8490
MARGINS = 200  # of a cell, in twips


def many() -> str:
    fields = "- Type: K\n- Formål: F1\n- Standarder: KLE\n- Prøvekriterium: Der er prøvet.\n"
    return "".join(f"## F-{n:03d} Krav {n}\n\n{fields}\nLøsningen skal kunne {n}.\n\n" for n in range(1, 60))


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    shown = visible(merged(project(tmp_path_factory.mktemp("many"), many()))[0], "tender")
    artifacts, _problems = write(shown, ())
    return next(a.data for a in artifacts if a.path == "kravspecifikation.docx")


def cells(data: bytes) -> list[tuple[int, list[str]]]:
    """Width in twips and lines of every cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
    found = []
    for cell in root.iter(f"{W}tc"):
        width = cell.find(f"{W}tcPr/{W}tcW")
        assert width is not None
        pieces = ["\n" if e.tag == f"{W}br" else e.text or "" for e in cell.iter() if e.tag in (f"{W}br", f"{W}t")]
        found.append((int(width.get(f"{W}w", "0")), "".join(pieces).split("\n")))
    return found


def test_every_line_of_numbers_has_room(document: bytes) -> None:
    lists = [(width, lines) for width, lines in cells(document) if lines[0].startswith("F-001, ")]
    assert lists
    for width, lines in lists:
        assert " ".join(line for line in lines) == ", ".join(f"F-{n:03d}" for n in range(1, 60))
        printed = [sum(WIDE[letter] for letter in line.rstrip()) * 9.5 * 20 / 1000 for line in lines]
        assert max(printed) + MARGINS <= width
        assert max(printed) >= 0.7 * (width - MARGINS)  # and no line is broken for nothing


def test_the_longest_label_stands_on_one_line(document: bytes) -> None:
    widths = {width for width, lines in cells(document) if lines == [LONGEST_LABEL]}
    assert widths
    assert min(widths) >= ITS_WIDTH * 9 * 20 / 1000 + MARGINS


@pytest.mark.slow
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="no LibreOffice or poppler")
@pytest.mark.parametrize("font", ["Calibri", "DejaVu Sans"])
def test_as_libreoffice_sets_them(document: bytes, font: str, tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(buffer, "w") as other:
        for name in package.namelist():
            other.writestr(name, package.read(name).replace(b"Calibri", font.encode()))
    (tmp_path / "k.docx").write_bytes(buffer.getvalue())
    profile = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "k.docx")], check=True, capture_output=True)
    text = subprocess.run(["pdftotext", "-raw", str(tmp_path / "k.pdf"), "-"], check=True, capture_output=True)
    lines = text.stdout.decode()
    assert lines.count("F-012") >= 3
    assert re.findall(r"[A-Z]-\n\d+", lines) == []
    assert lines.count(LONGEST_LABEL) == 59
