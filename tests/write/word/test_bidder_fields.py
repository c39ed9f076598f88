"""`[udfyldes: …]`: what the bidder fills in is found again by content control and by bookmark, LibreOffice or not."""

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from small import merged, project

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.artifact import Artifact
from pipeline.model.blanks import fields
from pipeline.model.edition import visible
from pipeline.model.editions import EDITIONS
from pipeline.model.specification import Specification
from pipeline.verify import verify
from pipeline.write import write

CHAPTER = """\
# Tilbudsgiver

Navn: [udfyldes: Tilbudsgivers navn] og **CVR: [udfyldes: CVR-nummer]**.[^a]

::: tilbudsgiver
- Dato: [udfyldes: Dato]
:::

| Rolle | Navn |
|---|---|
| Projektleder | [udfyldes: Navn] |
| Arkitekt | [udfyldes:  Navn ] |

Ingen felter: [udfyldes], [udfyldes: ] og `[udfyldes: kode]`.

[^a]: Ikke her: [udfyldes: note].
"""
TAGS = ["tilbudsgivers-navn", "cvr-nummer", "dato", "navn", "navn-2"]
BODY = "word/document.xml"


def made(folder: Path, edition: str = "internal") -> tuple[Specification, Artifact]:
    shown = visible(merged(project(folder, chapter=CHAPTER))[0], edition)
    artifacts, problems = write(shown, ())
    assert problems == ()
    return shown, next(a for a in artifacts if a.path == "kravspecifikation.docx")


def body(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(BODY).decode()


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_blank_is_a_control_with_a_bookmark_in_every_edition(tmp_path: Path, edition: str) -> None:
    shown, artifact = made(tmp_path, edition)
    xml = body(artifact.data)
    assert re.findall(r'<w:tag w:val="felt:kravspecifikation/([^"]*)"', xml) == TAGS
    marks = re.findall(r'<w:bookmarkStart [^>]*w:name="(felt_[^"]*)"/><w:sdt>', xml)
    assert len(set(marks)) == len(TAGS)
    assert [f.bookmark for f in fields(shown, "kravspecifikation")] == marks
    assert [f.label for f in fields(shown, "kravspecifikation")] == [
        *("Tilbudsgivers navn", "CVR-nummer", "Dato", "Navn", "Navn")
    ]
    ids = re.findall(r'<w:id w:val="(\d+)"/><w:showingPlcHdr/>', xml)
    assert len(set(ids)) == len(TAGS)
    assert verify(shown, (artifact,)) == ()


def test_they_print_as_written(tmp_path: Path) -> None:
    xml = body(made(tmp_path)[1].data)
    controls = re.findall(r"<w:sdtContent>(.*?)</w:sdtContent>", xml)
    said = ["".join(re.findall(r"<w:t[^>]*>([^<]*)", control)) for control in controls]
    assert said[:2] == ["[udfyldes: Tilbudsgivers navn]", "[udfyldes: CVR-nummer]"]
    assert all('<w:rStyle w:val="Udfyldes"/>' in control for control in controls)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml.replace("felt:kravspecifikation/dato", "felt:kravspecifikation/dag"),
        lambda xml: re.sub(r'<w:bookmarkStart [^>]*w:name="felt_dato"/>', "", xml),
        lambda xml: xml.replace("[udfyldes: Dato]", "[udfyldes: Dag]"),
    ],
)
def test_a_field_that_is_lost_is_a_fault(tmp_path: Path, change: Callable[[str], str]) -> None:
    shown, artifact = made(tmp_path)
    parts = read_zip(artifact.data)
    after = change(parts[BODY].decode())
    assert after != parts[BODY].decode()
    data = write_zip({**parts, BODY: after.encode()})
    assert verify(shown, (Artifact(artifact.document, artifact.path, data),)) != ()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_bookmarks_survive_libreoffice(tmp_path: Path) -> None:
    _shown, artifact = made(tmp_path / "p")
    (tmp_path / "felter.docx").write_bytes(artifact.data)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    to = ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(tmp_path / "out")]
    command = ["soffice", profile, "--headless", *to, str(tmp_path / "felter.docx")]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    saved = body((tmp_path / "out" / "felter.docx").read_bytes())
    names = set(re.findall(r'w:name="(felt_[^"]*)"', saved))
    assert names == set(re.findall(r'w:name="(felt_[^"]*)"', body(artifact.data)))
    assert "[udfyldes: CVR-nummer]" in re.sub(r"<[^>]*>", "", saved)
