"""Whole small tenders, from sources to finished files, as text a person can read.

A tender is a folder here with `sources/`. A file `editions` names the editions made of it where that is not the
internal one alone, and `for` the municipality whose own edition it is. What is expected of an edition stands in
`expected/EDITION`, workbooks as text (`001.xlsx.txt`). What the sources lack (fields.yaml, wording.yaml, templates) is
the example's. `pytest --update-golden` rewrites what is expected.
"""

import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from problems.workbook import workbook_of

from pipeline.check import check
from pipeline.merge import merge
from pipeline.model.edition import visible
from pipeline.model.editions import EDITIONS
from pipeline.model.problem import Severity, ordered
from pipeline.read import read
from pipeline.report.text import text
from pipeline.verify import verify
from pipeline.write import write

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BORROWED = ("fields.yaml", "wording.yaml")
_HASH = re.compile(r"\b(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b")


def _said(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def editions(name: str) -> list[str]:
    return _said(HERE / name / "editions").split() or ["internal"]


TENDERS = sorted(p.parent.name for p in HERE.glob("*/sources"))


@pytest.mark.parametrize(("name", "edition"), [(name, edition) for name in TENDERS for edition in editions(name)])
def test_tender(name: str, edition: str, tmp_path: Path, golden: Callable[[Path, str], None]) -> None:
    root = project(HERE / name, tmp_path)
    sources, unread = read(root)
    specification, unmerged = merge(sources)
    problems = ordered((*unread, *unmerged, *check(specification)))
    golden(HERE / name / "expected" / "problems.txt", text(problems))
    if edition != "internal":
        assert not [p for p in problems if p.severity is Severity.ERROR], "an outer edition is only made without errors"
    shown = visible(specification, edition, _said(HERE / name / "for"))
    artifacts, unwritten = write(shown, problems)
    assert unwritten == ()
    assert verify(shown, artifacts) == ()
    for artifact in artifacts:
        made = word(artifact.data) if artifact.path.endswith(".docx") else workbook(artifact.data)
        lines = (_HASH.sub("<digest>", line).rstrip() for line in made)
        golden(HERE / name / "expected" / edition / f"{artifact.path}.txt", "\n".join(lines) + "\n")


def test_every_edition_has_a_small_tender() -> None:
    """A municipality's own edition (`--for`) too, and each has a document and a workbook to read."""
    made = {(edition, bool(_said(HERE / name / "for"))): name for name in TENDERS for edition in editions(name)}
    assert {edition for edition, own in made if not own} == set(EDITIONS)
    assert any(own for _edition, own in made)
    for (edition, _own), name in made.items():
        kinds = {path.name.split(".", 1)[1] for path in (HERE / name / "expected" / edition).rglob("*.txt")}
        assert kinds == {"docx.txt", "xlsx.txt"}, (name, edition)


def project(folder: Path, into: Path) -> Path:
    shutil.copytree(folder / "sources", into / "sources")
    for file in sorted((into / "sources").rglob("*.xlsx.txt")):
        file.with_suffix("").write_bytes(workbook_of(file.read_text(encoding="utf-8")))
        file.unlink()
    shutil.copytree(ROOT / "templates", into / "templates")
    for name in BORROWED:
        if not (into / "sources" / name).exists():
            shutil.copy(ROOT / "sources" / name, into / "sources" / name)
    return into


def word(data: bytes) -> Iterator[str]:
    """`style | text` for each paragraph that says something, tables row by row, footnotes last."""
    document = docx.Document(io.BytesIO(data))
    for block in document.iter_inner_content():
        yield from table(block, "") if isinstance(block, docx.table.Table) else paragraph(block)
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("/footnotes.xml"):
            element = docx.oxml.parse_xml(part.blob)
            yield from (f"footnote | {said(note)}" for note in element if said(note).strip())


def paragraph(given: Any, indent: str = "") -> Iterator[str]:
    words = said(given._p)
    if words.strip():
        yield f"{indent}{given.style.name} | {words}"


def table(given: Any, indent: str) -> Iterator[str]:
    yield f"{indent}[{given.style.name}]"
    for row in given.rows:
        cells = [docx.table._Cell(cell, given) for cell in row._tr.tc_lst]
        yield f"{indent}  " + " | ".join(
            " / ".join(said(p._p) for p in cell.paragraphs if said(p._p)) for cell in cells
        )
        for cell in cells:
            for inner in cell.tables:
                yield from table(inner, indent + "    ")


def said(element: Any) -> str:
    """Text, fields and links, with tabs as `→`, line breaks as `↵`, footnote marks as `[n]` and list items as `•`."""
    out = ["• "] if element.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None else []
    for e in element.iter(qn("w:t"), qn("w:tab"), qn("w:br"), qn("w:footnoteReference")):
        if e.tag == qn("w:t"):
            out.append(e.text or "")
        elif e.tag == qn("w:footnoteReference"):
            out.append(f"[{e.get(qn('w:id'))}]")
        elif e.getparent().tag == qn("w:r"):
            out.append("→" if e.tag == qn("w:tab") else "↵")
    return "".join(out)


def workbook(data: bytes) -> Iterator[str]:
    """`sheet | cell | cell …` for each row that says something."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        state = "" if sheet.sheet_state == "visible" else f" ({sheet.sheet_state})"
        for row in sheet.iter_rows(values_only=True):
            cells = ["" if cell is None else str(cell).replace("\n", "↵") for cell in row]
            if any(cells):
                yield f"{sheet.title}{state} | " + " | ".join(cells).rstrip(" |")
