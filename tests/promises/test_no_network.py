"""A build and an import make no connection, whatever addresses stand in the sources and the template."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from small import project

ROOT = Path(__file__).resolve().parents[2]
SHIM = Path(__file__).resolve().parent / "shim"
FAR = "http://ond.invalid"

REQUIREMENTS = f"""## F-001 Billede udefra

- Type: K
- Kilde: {FAR}/kilde

Løsningen skal vise ![logo]({FAR}/logo.png) og ![delt](//ond.invalid/x.png) og ![fil](file:///etc/passwd).

Se [siden]({FAR}/side "titel"), <{FAR}/auto> og ![ftp](ftp://ond.invalid/x.png).

<img src="{FAR}/x.png"><link rel="stylesheet" href="{FAR}/x.css"><iframe src="{FAR}"></iframe>

**Begrundelse:** ![][fjern] \\\\\\\\ond.invalid\\deling\\x.png

[fjern]: {FAR}/fjern.png
"""


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """`udbud …` in a process in which every attempt to reach the network is refused and written down."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(SHIM), str(ROOT)))}
    environment |= {"SHIM_NETWORK": str(folder / "attempts.txt")}
    command = [sys.executable, "-m", "pipeline", "-C", str(folder), "--lang", "en", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)


def attempts(folder: Path) -> str:
    log = folder / "attempts.txt"
    return log.read_text("utf-8") if log.exists() else ""


def with_parts(path: Path, changed: dict[str, str]) -> None:
    """The Office file with these parts replaced or added."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts |= {name: text.encode() for name, text in changed.items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def read_part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as package:
        return package.read(name).decode()


def workbook(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Funktionelle krav")
    sheet.write_row(0, 0, ["Krav-ID", "Titel", "Kravtekst", "Type"])
    sheet.write_row(1, 0, ["F-100", "Med link", "Løsningen skal vise siden.", "K"])
    sheet.write_url(1, 2, f"{FAR}/celle", string="Løsningen skal vise siden.")
    sheet.write_formula(1, 4, f'=WEBSERVICE("{FAR}")', None, "svar")
    sheet.write_formula(2, 4, f"='{FAR}/[bog.xlsx]Ark'!A1", None, "1")
    book.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = project(tmp_path, REQUIREMENTS, f"# Kapitel\n\n![x]({FAR}/kapitel.png)\n")
    workbook(made / "sources/packages/AP1/received/nordby/001.xlsx")
    return made


def test_a_build_reaches_for_nothing(folder: Path, figure: Callable[[str, str, str], None]) -> None:
    done = run(folder, "build", "-v")
    assert attempts(folder) == ""
    assert done.returncode == 1  # the remote pictures are errors
    said = json.loads((folder / "output/internal/build.json").read_text("utf-8"))["problems"]
    assert [p["code"] for p in said].count("remote-picture") >= 4
    figure("no-network", "connections of a build of texts and templates that ask for them", "0")


def test_every_municipalitys_edition_reaches_for_nothing(folder: Path) -> None:
    done = run(folder, "build", "--for", "all", "--only", "kravmatrix", "--jobs", "2")
    assert attempts(folder) == ""
    assert done.returncode == 1  # the remote pictures are errors
    assert len(list((folder / "output").glob("internal-*/kravmatrix.xlsx"))) == 8


def test_a_template_that_points_elsewhere_is_not_followed(folder: Path) -> None:
    """What Word would fetch when the document is opened must not be in it either."""
    template = folder / "templates/kravspecifikation/template.docx"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = "word/_rels/settings.xml.rels"
    link = (
        f'<Relationship Id="rIdX" Type="{kind}/attachedTemplate" Target="{FAR}/skabelon.dotm" TargetMode="External"/>'
    )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    settings = read_part(template, "word/settings.xml")
    attached = settings.replace("<w:zoom", '<w:attachedTemplate r:id="rIdX"/><w:zoom', 1)
    relations = f'<?xml version="1.0"?><Relationships {space}>{link}</Relationships>'
    with_parts(template, {rels: relations, "word/settings.xml": attached})
    done = run(folder, "build")
    assert attempts(folder) == ""
    assert done.returncode in (0, 1), done.stderr
    made = folder / "output/internal/kravspecifikation.docx"
    if made.exists():
        with zipfile.ZipFile(made) as package:
            assert not any(b"attachedTemplate" in package.read(name) for name in package.namelist())


def test_a_template_with_a_doctype_is_refused(folder: Path) -> None:
    template = folder / "templates/kravspecifikation/template.docx"
    body = read_part(template, "word/document.xml")
    declaration = f'<!DOCTYPE a SYSTEM "{FAR}/a.dtd">'
    at = body.index("<w:document")
    with_parts(template, {"word/document.xml": body[:at] + declaration + body[at:]})
    done = run(folder, "build")
    assert attempts(folder) == ""
    assert done.returncode == 1, done.stderr


@pytest.mark.parametrize("kind", ["md", "csv", "docx", "xlsx", "yaml", "json"])
def test_an_import_reaches_for_nothing(folder: Path, kind: str) -> None:
    foreign = folder / f"krav.{kind}"
    text = f"Systemet skal vise ![x]({FAR}/x.png) og <img src='{FAR}/y.png'>."
    match kind:
        case "md":
            foreign.write_text(f"# Krav\n\n| ID | Krav |\n|---|---|\n| K-1 | {text} |\n", "utf-8")
        case "csv":
            foreign.write_text(f'ID;Krav\nK-1;"{text}"\n', "utf-8")
        case "yaml":
            foreign.write_text(f'- id: K-1\n  krav: "{text}"\n  se: !!python/object:x {FAR}\n', "utf-8")
        case "json":
            foreign.write_text(json.dumps([{"id": "K-1", "krav": text}]), "utf-8")
        case "xlsx":
            workbook(foreign)
        case _:
            word_document(foreign)
    done = run(folder, "import", str(foreign), "--package", "AP9", "--area", "functional", "--type", "K", "--yes")
    assert attempts(folder) == ""
    assert done.returncode in (0, 1), done.stderr


def word_document(path: Path) -> None:
    """A table of requirements, a picture that is only linked and a field that would include a far text."""
    import docx

    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip((c for row in table.rows for c in row.cells), ("ID", "Krav", "K-1", "Skal"), strict=True):
        cell.text = text
    document.save(str(path))
    body = read_part(path, "word/document.xml")
    include = f'<w:p><w:fldSimple w:instr="INCLUDETEXT {FAR}/a.docx"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    rels = read_part(path, "word/_rels/document.xml.rels")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    link = f'<Relationship Id="rIdX" Type="{kind}" Target="{FAR}/x.png" TargetMode="External"/>'
    with_parts(
        path,
        {
            "word/document.xml": body.replace("<w:sectPr", f"{include}<w:sectPr", 1),
            "word/_rels/document.xml.rels": rels.replace("</Relationships>", f"{link}</Relationships>"),
        },
    )


def test_the_shim_sees_an_attempt(tmp_path: Path) -> None:
    code = "import urllib.request as u; u.urlopen('http://ond.invalid/', timeout=1)"
    environment = {**os.environ, "PYTHONPATH": str(SHIM), "SHIM_NETWORK": str(tmp_path / "attempts.txt")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert done.returncode != 0
    assert "ond.invalid" in attempts(tmp_path)
