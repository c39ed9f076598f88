"""The Word document as another reader (python-docx, LibreOffice) sees it."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from factory import origin, requirement, tender, value
from msgspec.structs import replace
from oracles.prose_shapes import PNG, png
from oracles.stress import GIF, JPEG, stress
from oracles.word_files import document, spec, written

from pipeline.base.i18n import translator
from pipeline.model.place import Place
from pipeline.model.problem import error
from pipeline.model.prose import (
    Div,
    Footnote,
    Heading,
    List,
    Paragraph,
    Picture,
    Reference,
    Table,
    Text,
    paragraph,
)
from pipeline.model.specification import Alternative, Conflict, Specification
from pipeline.model.tender import Goal, Standard

REQUIREMENT = requirement(
    "F-001", "Løsningen skal svare.\n\nStraks.", title="Svartid", rationale="Fordi.", number="1.1", standards=("KLE",),
    goals=("F1", "F2"), answer="degree", note="Kun for os.", origins=(origin(contributor="nordby"), origin()),
)  # fmt: skip
CHAPTER = (
    Heading(1, (Text("Indledning"),), "indledning"),
    paragraph("Tekst."),
    Heading(2, (Text("Baggrund"),), "baggrund"),
    Paragraph((Text("Se "), Reference("F-001"), Text(" og "), Reference("kravspecifikation#baggrund"))),
)
soffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice (soffice) is not installed")


def opened(given: Specification, **more: Any) -> Any:
    return docx.Document(io.BytesIO(written(given, **more)))


def xml_of(given: Specification, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(written(given))) as package:
        return package.read(part).decode()


def text_of(element: Any) -> str:
    """Runs, also those inside fields, which python-docx leaves out of `.text`."""
    return "".join("\t" if e.tag == qn("w:tab") else e.text or "" for e in element.iter(qn("w:t"), qn("w:tab")))


def rows(table: Any) -> list[list[str]]:
    """Each cell once, though it spans columns."""
    return [["\n".join(text_of(p) for p in cell.p_lst) for cell in row._tr.tc_lst] for row in table.rows]


def box(given: Specification, nth: int = 0) -> Any:
    boxes = [t for t in opened(given).tables if t.style is not None and t.style.name == "Kravboks"]
    return boxes[nth]


# --- the box ---------------------------------------------------------------------------------------------------------


def test_a_box_says_number_type_area_text_and_fields() -> None:
    table = box(spec((REQUIREMENT,)))
    assert rows(table) == [
        ["Krav 1.1", "Krav (K) · Funktionelle krav"],
        ["Løsningen skal svare.\nStraks."],
        ["Begrundelse", "Fordi."],
        ["Intern note", "Kun for os."],
        ["Svarform", "grad", "Standarder", "KLE"],
        ["Formål", "F1, F2"],
        ["Bidragydere", "Nordby Kommune (AP1), konsulent (AP1)"],
    ]


def test_outer_editions_name_no_contributor_and_no_internal_field() -> None:
    table = box(spec((REQUIREMENT,), edition="tender"))
    assert [row[0] for row in rows(table)][2:] == ["Begrundelse", "Svarform", "Formål"]


def test_the_heading_carries_id_title_and_bookmark() -> None:
    heading = next(p for p in opened(spec((REQUIREMENT,))).paragraphs if p.style.name == "Kravoverskrift")
    assert heading.text == "F-001\tSvartid"
    assert [b.get(qn("w:name")) for b in heading._p.iter(qn("w:bookmarkStart"))] == ["krav_F_001"]


def test_header_rows_repeat_and_rows_do_not_split() -> None:
    for table in opened(stress()).tables:
        if table.style.name == "Kravboks":
            assert table.rows[0]._tr.find(qn("w:trPr")).find(qn("w:tblHeader")) is not None
    table = box(spec((REQUIREMENT,)))
    assert all(row._tr.find(qn("w:trPr")).find(qn("w:cantSplit")) is not None for row in table.rows)


def test_a_long_text_begins_under_its_heading_and_may_break() -> None:
    """Else it moves to the next page and leaves its heading, or most of a page, behind."""
    long = requirement("F-001", "ord " * 1500, rationale="fordi " * 1000, source="en lang kilde " * 10)
    long = replace(long, locals=())
    table = box(spec((long,)))
    split = [row._tr.find(qn("w:trPr")) is None for row in table.rows]
    assert split[:4] == [False, True, True, False]
    assert 'w:keepNext w:val="0"' in table.rows[1]._tr.xml
    assert 'w:keepNext w:val="0"' not in box(spec((requirement("F-001", "ord " * 100),))).rows[1]._tr.xml


def test_the_last_two_rows_of_a_long_box_stay_together() -> None:
    long = requirement("F-001", "ord " * 1500, rationale="Fordi.", source="en lang kilde " * 10, note="Ja. " * 20)
    kept = ["<w:keepNext/>" in row._tr.xml for row in box(spec((long,))).rows]
    assert kept[-2:] == [True, False], "no row is left alone under a repeated head"
    assert not all(kept[2:-2])


def test_a_goal_stays_with_its_first_area_and_the_header_with_its_first_row() -> None:
    goals = tuple(Goal(f"G{n}", "Mål", "", Place("x")) for n in range(15))
    first = requirement("F-001", goals=tuple(g.key for g in goals))
    tables = docx.Document(io.BytesIO(written(spec((first,), declared=tender(goals=goals))))).tables
    table = next(t for t in tables if t.cell(0, 0).text == "Formål")
    kept = ["<w:keepNext/>" in row._tr.xml for row in table.rows]
    assert kept == [True, *[True, False] * 15]


def test_the_register_of_standards_prints_dates_as_the_cover_does() -> None:
    code = Standard("KLE", "KLE", "Emnesystematik", Place("x"), valid_from="2023-11-30", valid_to="2027-01-01")
    document_ = docx.Document(io.BytesIO(written(spec((), declared=tender(standards=(code,))))))
    register = next(t for t in document_.tables if t.cell(0, 0).text == "Standard")
    assert register.cell(1, 2).text == "fra 30. november 2023, til 1. januar 2027"


def test_a_withdrawn_requirement_keeps_its_number_and_names_its_successor() -> None:
    heir = requirement("F-002")
    heir = replace(heir, values={**heir.values, "replaces": replace(value("F-001"), keys=("F-001",))})
    gone = requirement("F-001", "Må ikke ses.", status="withdrawn", number="1.1")
    assert rows(box(spec((gone, heir)))) == [
        ["Krav 1.1", "UDGÅET"],
        ["UDGÅET – erstattet af F-002"],
    ]
    assert rows(box(spec((gone,)))) == [["Krav 1.1", "UDGÅET"], ["UDGÅET"]], (
        "nothing in it reads as if it still counted"
    )


def test_an_open_conflict_is_shown_with_both_places_in_the_internal_edition_only() -> None:
    rivals = (
        Alternative(value("Den ene."), (origin(line=3),)),
        Alternative(
            value("Den anden."), (origin(contributor="nordby", path="b.xlsx", line=0, sheet="Krav", cell="D7"),)
        ),
    )
    given = (replace(REQUIREMENT, conflicts=(Conflict("F-001", "text", rivals),)),)
    said = next(row[1] for row in rows(box(spec(given))) if row[0] == "Åben konflikt")
    assert said.split("\n") == [
        "Kravtekst – sources/packages/AP1/krav.md:3: Den ene.",
        f"Kravtekst – {rivals[1].origins[0].place}: Den anden.",
    ]
    assert "Den anden." not in xml_of(spec(given, edition="tender"))


# --- references, headings, contents ----------------------------------------------------------------------------------


def test_references_are_live_fields_that_read_right_before_anyone_updates_them() -> None:
    xml = xml_of(spec((REQUIREMENT,), CHAPTER))
    names = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]*)"', xml))
    fields = re.findall(r'<w:fldSimple w:instr=" REF (\S+) [^"]*">.*?<w:t[^>]*>([^<]*)</w:t>', xml)
    assert ("krav_F_001", "F-001") in fields
    assert ("kap_baggrund", "1.1") in fields
    assert {name for name, _shown in fields} <= names


def test_a_withheld_target_leaves_text_and_no_dead_field() -> None:
    chapter = (paragraph("x"), Paragraph((Reference("KLE"), Text(" "), Reference("F-404"))))
    without = document(parts=tuple(p for p in document().parts if p.name != "standards"))
    text = [p.text for p in opened(spec((REQUIREMENT,), chapter, it=without)).paragraphs]
    assert "KLE [@F-404]" in text


def test_headings_are_numbered_by_the_template() -> None:
    given = opened(spec((REQUIREMENT,), CHAPTER))
    for level in (1, 2, 3):
        style = given.styles[f"Heading {level}"]
        assert style.element.find(qn("w:pPr")).find(qn("w:numPr")) is not None
    headings = [(p.style.name, p.text) for p in given.paragraphs if p.style.name.startswith("Heading")]
    assert headings[:2] == [("Heading 1", "Indledning"), ("Heading 2", "Baggrund")]
    assert headings[2:4] == [("Heading 1", "Kravene i tal"), ("Heading 1", "Funktionelle krav")]


def test_the_contents_list_every_heading_of_two_levels_and_link_to_it() -> None:
    given = spec((REQUIREMENT,), CHAPTER)
    shown = [p.text for p in opened(given).paragraphs if p.style.name.startswith("toc ")]
    assert shown == [f"{h.number}\t{h.text}" for h in given.outlines["kravspecifikation"] if h.level <= 2]
    xml = xml_of(given)
    assert set(re.findall(r'w:anchor="([^"]*)"', xml)) <= set(re.findall(r'w:name="([^"]*)"', xml))


@soffice
def test_libreoffice_prints_the_numbers_we_wrote(tmp_path: Path) -> None:
    given = stress()
    (tmp_path / "a.docx").write_bytes(written(given))
    _convert(tmp_path, "txt:Text (encoded):UTF8")
    printed = {" ".join(line.split()) for line in (tmp_path / "a.txt").read_text(encoding="utf-8-sig").splitlines()}
    for heading in given.outlines["kravspecifikation"]:
        assert " ".join(f"{heading.number} {heading.text}".split()) in printed
    for line in ("3. et punkt", "a) et punkt", "i) et punkt", "b) det næste", "1. begynder forfra"):
        assert line in printed


@soffice
def test_libreoffice_keeps_bookmarks_and_references(tmp_path: Path) -> None:
    given = spec((REQUIREMENT,), CHAPTER)
    (tmp_path / "a.docx").write_bytes(written(given))
    (tmp_path / "ud").mkdir()
    _convert(tmp_path, "docx", "ud")
    with zipfile.ZipFile(tmp_path / "ud" / "a.docx") as package:
        xml = package.read("word/document.xml").decode()
    assert {"krav_F_001", "kap_baggrund", "std_KLE"} <= set(re.findall(r'w:name="([^"]*)"', xml))
    assert {"krav_F_001", "kap_baggrund"} <= set(re.findall(r"REF (\w+)", xml))


def _convert(folder: Path, kind: str, out: str = ".") -> None:
    profile = f"-env:UserInstallation=file://{folder}/profil"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        kind,
        "--outdir",
        str(folder / out),
        str(folder / "a.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


# --- lists, footnotes, pictures, blocks ------------------------------------------------------------------------------


def test_every_ordered_list_has_a_number_of_its_own() -> None:
    lists = tuple(List(True, ((paragraph("a"),), (paragraph("b"),)), start) for start in (1, 1, 5))
    given = spec((REQUIREMENT,), (paragraph("x"), *lists))
    numbers = re.findall(r'<w:numId w:val="(\d+)"/>', xml_of(given))
    assert [numbers.count(n) for n in dict.fromkeys(numbers)] == [2, 2, 2]
    numbering = xml_of(given, "word/numbering.xml")
    starts = dict(
        re.findall(r'<w:num w:numId="(\d+)"><w:abstractNumId [^>]*><w:lvlOverride [^>]*>(.*?)</w:lvl', numbering)
    )
    assert [re.findall(r"\d+", starts[n]) for n in dict.fromkeys(numbers)] == [["1"], ["1"], ["5"]]


def test_footnotes_stand_in_the_footnotes_part() -> None:
    given = spec((REQUIREMENT,), (Paragraph((Text("se"), Footnote((paragraph("Noten."),)))),))
    notes = xml_of(given, "word/footnotes.xml")
    assert "Noten." in notes
    assert "<w:footnoteRef/>" in notes
    assert "Noten." not in xml_of(given)


@pytest.mark.parametrize(
    ("data", "ending", "size"),
    [(PNG, "png", (40, 20)), (GIF, "gif", (3, 2)), (JPEG, "jpeg", (3, 2)),
     (png(4000, 2000), "png", None), (png(20, 4000), "png", None)],
)  # fmt: skip
def test_pictures_keep_their_shape_and_fit_the_page(data: bytes, ending: str, size: "tuple[int, int] | None") -> None:
    given = opened(spec((REQUIREMENT,), (Paragraph((Picture("a", 'En "figur" < 2', data),)),)))
    shape = given.inline_shapes[0]
    assert shape._inline.docPr.get("descr") == 'En "figur" < 2'
    section = given.sections[0]
    assert shape.width <= section.page_width - section.left_margin - section.right_margin
    assert shape.height <= section.page_height - section.top_margin - section.bottom_margin
    if size:
        assert (shape.width, shape.height) == (size[0] * 9525, size[1] * 9525)
    parts = [str(p.partname) for p in given.part.package.iter_parts()]
    assert f"/word/media/billede1.{ending}" in parts


def test_the_same_picture_is_stored_once() -> None:
    twice = Paragraph((Picture("a", "a", PNG), Picture("b", "b", PNG)))
    with zipfile.ZipFile(io.BytesIO(written(spec((REQUIREMENT,), (twice,))))) as package:
        assert [n for n in package.namelist() if "media" in n] == ["word/media/billede1.png"]


@pytest.mark.parametrize(
    ("kind", "label"),
    [("instruktion", "Instruktion til tilbudsgiver"), ("kunde", "Udfyldes af kunden"),
     ("tilbudsgiver", "Udfyldes af tilbudsgiver"), ("intern", "Internt – forlader aldrig huset")],
)  # fmt: skip
def test_a_block_says_in_words_what_it_is(kind: str, label: str) -> None:
    given = opened(spec((REQUIREMENT,), (Div(kind, (paragraph("Indhold."),)),)))
    block = [p.text for p in given.paragraphs if p.style.name == f"Blok {kind}"]
    assert block == [label, "Indhold."]


def test_table_captions_are_numbered_and_referred_to() -> None:
    table = Table(((Text("a"),),), (((Text("b"),),),), (), (Text("Mål"),), "maal")
    given = opened(spec((REQUIREMENT,), (table, Paragraph((Text("Se "), Reference("tabel:maal"))))))
    text = [text_of(p._p) for p in given.paragraphs]
    assert f"{translator('da')('Table')} 1. Mål" in text
    assert "Se tabel 1" in text


# --- cover, footer, properties ---------------------------------------------------------------------------------------


def test_cover_footer_and_properties() -> None:
    it = spec((REQUIREMENT,), CHAPTER)
    given = opened(it)
    cover = "\n".join([p.text for p in given.paragraphs[:12]] + [c.text for r in given.tables[0].rows for c in r.cells])
    for words in (
        "Fælles borgerkontaktløsning",
        f"{translator('da')('Annex')} 3 Kravspecifikation",
        "FBK-2026-01",
        "0.9",
        "Intern arbejdsudgave",
    ):
        assert words in cover
    assert "Indkøbsfællesskabet Fjordlandet" in cover
    footers = "\n".join(p.text for s in given.sections for p in s.footer.paragraphs)
    assert it.digest[:12] in footers
    core = given.core_properties
    assert (core.title, core.subject) == ("Kravspecifikation – Fælles borgerkontaktløsning", "FBK-2026-01")
    assert (core.language, core.author) == ("da-DK", "Indkøbsfællesskabet Fjordlandet")


def test_open_problems_are_listed_in_the_internal_edition_only() -> None:
    problem = error("missing-field", Place("sources/x.md", 7), "Feltet mangler & haster.", "Skriv det.")
    data = written(spec((REQUIREMENT,)), problems=(problem,))
    table = docx.Document(io.BytesIO(data)).tables[-1]
    assert rows(table)[1] == ["sources/x.md:7", "fejl: missing-field", "Feltet mangler & haster."]
    outer = docx.Document(io.BytesIO(written(spec((REQUIREMENT,), edition="tender"), problems=(problem,))))
    assert "haster" not in outer.element.xml


def test_same_specification_same_bytes() -> None:
    assert written(stress()) == written(stress())


def test_nothing_is_declared_that_names_a_person() -> None:
    given = opened(spec((REQUIREMENT,), declared=tender(authority="")))
    assert given.core_properties.author == ""
    assert given.core_properties.last_modified_by == ""


def test_a_small_table_stays_on_one_page_with_the_words_that_introduce_it() -> None:
    small = Table(((Text("a"),),), (((Text("b"),),), ((Text("c"),),)))
    long = Table(((Text("a"),),), tuple(((Text(str(n)),),) for n in range(40)))
    given = opened(spec((REQUIREMENT,), (paragraph("Først:"), small, paragraph("Så:"), long)))
    tables = [t for t in given.tables if t.style.name == "Tabel"]
    assert [t.rows[1].cells[0].paragraphs[0].paragraph_format.keep_with_next for t in tables[:2]] == [True, None]
    assert tables[0].rows[-1].cells[0].paragraphs[0].paragraph_format.keep_with_next is None
    leads = {p.text: p.paragraph_format.keep_with_next for p in given.paragraphs}
    assert (leads["Først:"], leads["Så:"]) == (True, True)
