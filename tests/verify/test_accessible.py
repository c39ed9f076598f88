"""The program's own look at accessibility: finished files pass, and each barrier that is put in is named."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from small import project

from pipeline.base.contrast import contrast
from pipeline.base.zip import read_zip, write_zip
from pipeline.build import Outcome, build
from pipeline.model.artifact import Artifact
from pipeline.model.edition import visible
from pipeline.verify.accessible import inaccessible

REQUIREMENTS = """## F-901 Svar

- Type: K
- Kilde: Lov
- Verifikation: prøve

Løsningen skal vise svaret inden 2 sekunder, jf. [kommunens side](https://kommune.example).

| Kanal | Mål |
|---|---|
| Telefon | 2 minutter |
"""
CHAPTER = "# Indledning\n\nTekst.\n\n## Baggrund\n\nTekst.\n"
PICTURE = r'<w:p><w:r><w:drawing><wp:docPr id="9" name="x"/></w:drawing></w:r></w:p>\1'
MERGED = r'<mergeCells><mergeCell ref="A1:B1"/></mergeCells>\1'
WHITE = r'<w:p><w:pPr><w:pStyle w:val="Tabelhoved"/></w:pPr></w:p>\1'
BODY, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    folder = tmp_path_factory.mktemp("accessible")
    outcome = build(project(folder / "p", REQUIREMENTS, CHAPTER), folder / "out")
    assert outcome.saved is not None
    return outcome


def said(built: Outcome, artifacts: tuple[Artifact, ...]) -> list[str]:
    shown = visible(built.specification, "internal")
    return [line for p in inaccessible(shown, artifacts) for line in p.excerpt.split("\n")]


def changed(built: Outcome, kind: str, part: str, change: Callable[[str], str]) -> list[str]:
    one = next(a for a in built.artifacts if a.path.endswith(kind))
    parts = read_zip(one.data)
    before = parts[part].decode()
    after = change(before)
    assert after != before, "the change itself must hit"
    return said(built, (replace(one, data=write_zip({**parts, part: after.encode()})),))


def sub(pattern: str, by: str, count: int = 1) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, by, text, count=count, flags=re.DOTALL)


def test_what_is_built_passes(built: Outcome) -> None:
    assert said(built, built.artifacts) == []
    assert "not-accessible" not in {p.code for p in built.problems}


@pytest.mark.parametrize(
    ("kind", "part", "change", "words"),
    [
        (".docx", CORE, sub("<dc:title>.*?</dc:title>", ""), "no title"),
        (".docx", CORE, sub("da-DK", "en-US"), "language"),
        (".docx", STYLES, sub("da-DK", "en-US", 9), "language"),
        (".docx", BODY, sub('w:val="Heading2"', 'w:val="Heading3"', 1), "a heading of level 3 follows one of level 1"),
        (".docx", BODY, sub("<w:tblHeader/>", "", 99), "header row"),
        (".docx", BODY, sub("(<w:sectPr)", PICTURE), "alternative text"),
        (".docx", BODY, sub("kommunens side", "her"), "where it leads"),
        (".docx", STYLES, sub(r'(w:styleId="Kravtekst".*?)</w:style>',
                              r'\1<w:rPr><w:color w:val="BBBBBB"/></w:rPr></w:style>'), "BBBBBB on"),
        (".xlsx", CORE, sub("<dc:title>.*?</dc:title>", ""), "no title"),
        (".xlsx", "xl/worksheets/sheet1.xml", sub("(<pageMargins)", MERGED), "merged"),
        (".xlsx", "xl/styles.xml", sub('rgb="FF[0-9A-F]{6}"', 'rgb="FFEEEEEE"', 99), "too faint"),
    ],
)  # fmt: skip
def test_each_barrier_is_named(built: Outcome, kind: str, part: str, change: Callable[[str], str], words: str) -> None:
    found = changed(built, kind, part, change)
    assert found
    assert words in found[0]


def test_light_text_is_right_on_the_dark_ground_of_a_header_row(built: Outcome) -> None:
    """The template's table headings are white: said only where somebody uses them outside a table."""
    found = changed(
        built, ".docx", BODY, sub("(<w:sectPr)", r'<w:p><w:pPr><w:pStyle w:val="Tabelhoved"/></w:pPr></w:p>\1')
    )
    assert ["too faint" in line for line in found] == [True]


def test_a_template_with_a_faint_colour_is_named_with_its_folder(tmp_path: Path) -> None:
    folder = project(tmp_path / "p", REQUIREMENTS)
    path = folder / "templates/kravspecifikation/template.docx"
    parts = read_zip(path.read_bytes())
    styles = parts[STYLES].decode()
    faint = sub(r'(w:styleId="Heading1".*?<w:color w:val=)"[0-9A-F]+"', r'\1"DDEEEE"')(styles)
    assert faint != styles
    path.write_bytes(write_zip({**parts, STYLES: faint.encode()}))
    outcome = build(folder, tmp_path / "out")
    problem = next(p for p in outcome.problems if p.code == "not-accessible")
    assert "templates/kravspecifikation" in problem.fix
    assert "DDEEEE on FFFFFF" in problem.excerpt
    assert outcome.saved is not None, "a faint colour is a warning"


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "FFFFFF", 21.0), ("777777", "FFFFFF", 4.48), ("FF0000", "FFFFFF", 4.0)]
)
def test_contrast_is_measured_as_the_guideline_says(one: str, other: str, ratio: float) -> None:
    assert round(contrast(one, other), 2) == ratio
    assert contrast(one, other) == contrast(other, one)
    with pytest.raises(ValueError, match="blue"):
        contrast("blue", other)
