"""Where pages end: what introduces a list stays with it, a short list of tables is whole, no page is left empty."""

import io
import re
import zipfile
from pathlib import Path

import pytest
from small import merged, project

from pipeline.model.edition import visible
from pipeline.write import write

TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n"


def body(folder: Path, chapter: str, text: str = "") -> str:
    shown = visible(merged(project(folder, text, chapter))[0], "tender")
    artifacts, _problems = write(shown, ())
    (data,) = (a.data for a in artifacts if a.path == "kravspecifikation.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read("word/document.xml").decode()


def paragraph(xml: str, words: str) -> str:
    """The paragraph that says just this."""
    found = [p for p in re.findall(r"<w:p>.*?</w:p>", xml) if "".join(re.findall(r"<w:t[^>]*>([^<]*)", p)) == words]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("follows", ["- en ting\n- en ting til\n", "1. først\n2. så\n", TABLE])
def test_what_introduces_a_list_or_table_stays_with_it(tmp_path: Path, follows: str) -> None:
    xml = body(tmp_path, f"# Et\n\nAlmindelig tekst.\n\nDet omfatter:\n\n{follows}\nOg mere.\n")
    assert "<w:keepNext/>" in paragraph(xml, "Det omfatter:")
    assert "<w:keepNext/>" not in paragraph(xml, "Almindelig tekst.")
    assert "<w:keepNext/>" not in paragraph(xml, "Og mere.")


@pytest.mark.parametrize(("count", "together"), [(5, True), (30, False)])
def test_a_short_list_of_tables_is_not_parted(tmp_path: Path, count: int, together: bool) -> None:
    xml = body(tmp_path, "# Et\n\n" + "\n".join(f"Tabel: Nummer {n} {{#t{n}}}\n\n{TABLE}" for n in range(count)))
    entries = [p for p in re.findall(r"<w:p>.*?</w:p>", xml) if "<w:hyperlink" in p and "Nummer " in p]
    assert len(entries) == count
    assert ["<w:keepNext/>" in p for p in entries] == [together] * (count - 1) + [False]


def test_a_table_at_the_end_takes_no_page_more(tmp_path: Path) -> None:
    """A document cannot end with a table; the paragraph behind it is a twentieth of a line."""
    path = tmp_path / "templates" / "kravspecifikation" / "document.yaml"
    project(tmp_path)
    path.write_text(
        re.sub(r"(?ms)^parts:.*", 'parts:\n  - {name: chapters, title: ""}\n', path.read_text("utf-8")), "utf-8"
    )
    chapter = tmp_path / "sources/chapters/kravspecifikation/10-et.md"
    chapter.parent.mkdir(parents=True, exist_ok=True)
    chapter.write_text(f"# Et\n\nTekst:\n\n{TABLE}", "utf-8")
    shown = visible(merged(tmp_path)[0], "tender")
    artifacts, _problems = write(shown, ())
    (data,) = (a.data for a in artifacts if a.path == "kravspecifikation.docx")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode()
    after = xml[xml.rindex("</w:tbl>") :]
    assert 'w:line="20" w:lineRule="exact"' in after
    assert after.count("<w:p>") == 1
