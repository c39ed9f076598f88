"""Lists of tables and figures after the table of contents: filled in and linked, where there are captions."""

import io
import re
import zipfile
from pathlib import Path

from small import merged, project

from pipeline.model.edition import visible
from pipeline.verify import verify
from pipeline.write import write

TABLE = "| A |\n|---|\n| 1 |\n"
CHAPTER = f"# Et\n\nTabel: Første {{#et}}\n\n{TABLE}\nSe [@tabel:to].\n\nTabel: Anden & sidste {{#to}}\n\n{TABLE}"


def body(folder: Path, chapter: str) -> str:
    shown = visible(merged(project(folder, chapter=chapter))[0], "tender")
    artifacts, problems = write(shown, ())
    assert problems == ()
    assert verify(shown, artifacts) == ()
    data = next(a.data for a in artifacts if a.path == "kravspecifikation.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def said(xml: str) -> str:
    return "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))


def test_the_tables_are_listed_with_links_to_their_captions(tmp_path: Path) -> None:
    before, _begin, after = body(tmp_path, CHAPTER).partition('w:name="_udbud_begin"')
    listed = before[before.index(">Tabeller<") :]
    entries = re.findall(r'<w:hyperlink w:anchor="([^"]*)"[^>]*>(.*?)</w:hyperlink>', listed)
    assert [said(inner) for _mark, inner in entries] == ["Tabel 1. Første", "Tabel 2. Anden &amp; sidste"]
    assert ' TOC \\c "Tabel" \\h \\z ' in listed
    assert listed.count('w:fldCharType="begin"') == listed.count('w:fldCharType="end"') == 1
    for mark, inner in entries:
        start = after.index(f'w:name="{mark}"')
        assert said(inner) == said(after[start : after.index("</w:p>", start)])
    assert "Figurer" not in before


def test_without_captions_there_is_no_list(tmp_path: Path) -> None:
    before, _begin, _after = body(tmp_path, f"# Et\n\n{TABLE}").partition('w:name="_udbud_begin"')
    assert "Tabeller" not in before
