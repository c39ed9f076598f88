"""What the sheet XML can hold, written by hand as other programs write it, is read as people saw it."""

import shutil
import subprocess
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from forms import workbook
from opendocument import ods

from pipeline.base.office import Damaged
from pipeline.read.excel.bulk import read_sheets
from pipeline.read.excel.grid import MAX_ROW, Sheet, Span
from pipeline.read.excel.legacy import _refuse_far_cells
from pipeline.read.excel.numbers import DANISH, PLAIN, format_of, shown

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(
    rows: str,
    ns: str = TRANSITIONAL,
    strings: str = "",
    parts: dict[str, str] | None = None,
    before: str = "",
    props: str = "",
) -> bytes:
    """A workbook of one sheet around this sheetData."""
    office = (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
        if ns == STRICT
        else "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    )
    wanted = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{office}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{ns}" xmlns:r="{office}">{props}<sheets>'
        '<sheet name="Krav" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="rId1" Type="{office}/worksheet" Target="/xl/worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="rId3" Type="{office}/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{ns}">{before}<sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{ns}">{strings}</sst>',
        "xl/styles.xml": f'<styleSheet xmlns="{ns}"><numFmts><numFmt numFmtId="164" formatCode="0.0%"/></numFmts>'
        '<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>'
        '<cellXfs><xf numFmtId="0" fontId="0"/><xf numFmtId="14" fontId="0"/><xf numFmtId="164" fontId="0"/>'
        '<xf numFmtId="0" fontId="1"/><xf numFmtId="0" fontId="2"/></cellXfs></styleSheet>',
        **(parts or {}),
    }
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in wanted.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def cells(sheet: Sheet) -> list[str]:
    """`A1 text «Titel»`, with `struck` where it is."""
    return [f"{c.ref} {c.kind}{' struck' if c.struck else ''} «{c.text}»" for row in sheet.rows for c in row.cells]


def one(data: bytes, look: Any = DANISH) -> tuple[Sheet, list[str]]:
    sheets, problems = read_sheets(data, "krav.xlsx", look)
    return sheets[0], [f"{p.code} {p.place.cell} {p.excerpt}".strip() for p in problems]


ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>inline</t></is></c></row>'
    '<row r="3"><c r="A3" s="1"><v>46093</v></c><c r="B3" s="2"><v>0.125</v></c><c r="C3" t="b"><v>1</v></c>'
    '<c r="D3" t="e"><v>#N/A</v></c><c r="E3"><f>1+1</f></c><c r="F3" t="str"><f>"M"</f><v>M</v></c>'
    '<c r="G3" t="d" s="1"><v>2026-03-12</v></c><c r="H3" s="3"/><c r="I3"><f>1+1</f><v>2</v></c></row>'
)


@pytest.mark.parametrize("ns", [TRANSITIONAL, STRICT])
def test_every_type_of_cell_in_transitional_and_strict_files(ns: str) -> None:
    sheet, problems = one(package(ROWS, ns, "<si><t>delt</t></si>"))
    assert cells(sheet) == [
        "A1 text «delt»",
        "B1 text «inline»",
        "A3 date «12-03-2026»",
        "B3 number «12,5%»",
        "C3 boolean «SAND»",
        "D3 error «#N/A»",
        "E3 formula «»",
        "F3 text «M»",
        "G3 date «12-03-2026»",
        "I3 number «2»",
    ]
    assert problems == ["error-cell D3 #N/A", "formula-without-value E3"]


def test_plain_look_for_foreign_lists() -> None:
    sheet, _ = one(package(ROWS, strings="<si><t>delt</t></si>"), PLAIN)
    assert [c.text for c in sheet.rows[1].cells][:3] == ["2026-03-12", "12.5%", "TRUE"]


def test_rows_and_cells_without_addresses() -> None:
    sheet, _ = one(package("<row><c><v>1</v></c><c/><c><v>2</v></c></row><row><c><v>3</v></c></row>"))
    assert cells(sheet) == ["A1 number «1»", "C1 number «2»", "A2 number «3»"]


def test_dates_that_count_from_1904() -> None:
    data = package('<row r="1"><c r="A1" s="1"><v>44631</v></c></row>', props='<workbookPr date1904="1"/>')
    assert cells(one(data)[0]) == ["A1 date «12-03-2026»"]


def test_rich_struck_and_phonetic_strings() -> None:
    strings = (
        "<si><r><t>skal </t></r><r><rPr><strike/></rPr><t>bør</t></r><rPh sb='0' eb='1'><t>lyd</t></rPh></si>"
        "<si><r><rPr><strike/></rPr><t>alt</t></r></si><si><r><rPr><strike val='0'/></rPr><t>intet</t></r></si>"
    )
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c>'
        '<c r="D1" s="3"><v>5</v></c><c r="E1" s="4"><v>6</v></c></row>'
    )
    sheet, problems = one(package(rows, strings=strings))
    assert cells(sheet) == [
        "A1 text «skal bør»",
        "B1 text struck «alt»",
        "C1 text «intet»",
        "D1 number struck «5»",
        "E1 number «6»",
    ]
    assert problems == ["struck-text A1 bør", "struck-text B1 alt", "struck-text D1 5"]


def test_control_characters_are_decoded_once() -> None:
    strings = "<si><t>a_x000D_\nb</t></si><si><t>ring_x0007_</t></si><si><t>_x005F_x0041_ x_x</t></si>"
    rows = "".join(f'<c r="{c}1" t="s"><v>{n}</v></c>' for n, c in enumerate("ABC"))
    sheet, problems = one(package(f'<row r="1">{rows}</row>', strings=strings))
    assert [c.text for c in sheet.rows[0].cells] == ["a\nb", "ring", "_x0041_ x_x"]
    assert problems == ["control-character B1"]


def test_comments_of_both_kinds() -> None:
    """The boilerplate note Excel leaves beside a conversation is not what anybody wrote."""
    sheet_rels = (
        f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="x/comments" Target="../comments1.xml"/>'
        '<Relationship Id="rId2" Type="x/threadedComment" Target="../threadedComments/threadedComment1.xml"/>'
        "</Relationships>"
    )
    legacy = (
        f'<comments xmlns="{TRANSITIONAL}"><commentList>'
        "<comment ref='A1'><text><t>[Threaded comment] Your version of Excel …</t></text></comment>"
        "<comment ref='B1'><text><r><t>En Person:</t></r><r><t>\nEr det nok?</t></r></text></comment>"
        "</commentList></comments>"
    )
    threaded = (
        '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        "<threadedComment ref='A1' id='1'><text>Skal det være 2 sekunder?</text></threadedComment>"
        "<threadedComment ref='A1' id='2' parentId='1'><text>Ja.</text></threadedComment></ThreadedComments>"
    )
    _, problems = one(
        package(
            '<row r="1"><c r="A1"><v>1</v></c></row>',
            parts={
                "xl/worksheets/_rels/sheet1.xml.rels": sheet_rels,
                "xl/comments1.xml": legacy,
                "xl/threadedComments/threadedComment1.xml": threaded,
            },
        )
    )
    assert problems == ["cell-comment A1 Skal det være 2 sekunder?\nJa.", "cell-comment B1 Er det nok?"]


def test_text_boxes_and_pictures_are_named() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Krav")
        sheet.insert_textbox(0, 0, "Husk chat")
        png = (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89"
            b"\0\0\0\nIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82"
        )
        sheet.insert_image(5, 5, "p.png", {"image_data": BytesIO(png)})

    _, problems = read_sheets(workbook(write=write), "krav.xlsx")
    assert sorted((p.code, p.excerpt) for p in problems) == [("picture-in-sheet", ""), ("text-in-drawing", "Husk chat")]


def test_cells_without_content_cost_nothing_and_far_ones_are_named() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="3"/></row>'
        f'<row r="2"><c r="A2"><v>2</v></c><c r="XFD2"><v>9</v></c></row><row r="{MAX_ROW}" s="3"/>'
        '<row r="1048576"><c r="A1048576"><v>3</v></c><c r="XFD1048576" s="3"/></row>'
    )
    sheet, problems = one(package(rows))
    assert cells(sheet) == ["A1 number «1»", "A2 number «2»"]
    assert problems == ["too-far-out A1048576 3", "too-far-out XFD2 9"]


def test_merged_and_hidden() -> None:
    def write(book: Any) -> None:
        sheet = book.add_worksheet("Krav")
        sheet.merge_range("B2:C4", "flettet")
        sheet.set_row(1, None, None, {"hidden": True})
        sheet.set_column(1, 3, None, None, {"hidden": True})
        book.add_worksheet("Gemt").write_string(0, 0, "x")
        book.get_worksheet_by_name("Gemt").very_hidden()

    sheets, problems = read_sheets(workbook(write=write), "krav.xlsx")
    assert sheets[0].merges == (Span(2, 2, 4, 3),)
    assert sheets[0].hidden_columns == ((2, 4),)
    assert (sheets[0].rows[0].hidden, sheets[1].hidden) == (True, True)
    assert [(p.code, p.place.sheet) for p in problems] == [
        ("hidden-sheet", "Gemt"),
        ("hidden-column", "Krav"),
        ("hidden-row", "Krav"),
    ]


@pytest.mark.parametrize(
    ("raw", "code", "danish", "plainly"),
    [
        ("0.5", "0%", "50%", "50%"),
        ("7", "000", "007", "007"),
        ("1234567.891", "#,##0.00", "1.234.567,89", "1234567.89"),
        ("1234.5", '#,##0.00 "kr."', "1.234,50 kr.", "1234.50 kr."),
        ("12.5", '_-* #,##0.00 "kr."_-;-* #,##0.00 "kr."_-', "12,50 kr.", "12.50 kr."),
        ("0.28999999999999998", "General", "0,29", "0.29"),
        ("12", "General", "12", "12"),
        ("1e-3", "General", "0,001", "0.001"),
        ("0.10", "0.##", "0,1", "0.1"),
        ("-0.001", "0.00", "0,00", "0.00"),
        ("-5", "#,##0;[Red]-#,##0", "-5", "-5"),
        ("46093", "dd-mm-yyyy", "12-03-2026", "2026-03-12"),
        ("46093.5", "d/m/yy h:mm", "12-03-2026 12:00", "2026-03-12 12:00"),
        ("0.604166666666667", "hh:mm", "14:30", "14:30"),
        ("1.5", "[h]:mm", "36:00", "36:00"),
        ("61", "d-m-yyyy", "01-03-1900", "1900-03-01"),
        ("59", "d-m-yyyy", "28-02-1900", "1900-02-28"),
        ("-1", "dd-mm-yyyy", "-1", "-1"),
        ("3", "# ?/?", "3", "3"),
        ("5", "@", "5", "5"),
        ("abc", "0.00", "abc", "abc"),
        ("nan", "0.00", "nan", "nan"),
    ],
)
def test_numbers_as_people_saw_them(raw: str, code: str, danish: str, plainly: str) -> None:
    assert shown(raw, format_of(code), DANISH)[0] == danish
    assert shown(raw, format_of(code), PLAIN)[0] == plainly


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row>"),
        ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{TRANSITIONAL}"><sheetData><row><c t="s"><v>9</v></c></row>'
         "</sheetData></worksheet>"),
        ("xl/workbook.xml", "<workbook"),
        ("xl/workbook.xml", f'<workbook xmlns="{TRANSITIONAL}"><sheets><sheet name="Krav"/></sheets></workbook>'),
        ("xl/styles.xml", "<styleSheet>"),
        ("xl/_rels/workbook.xml.rels", "x"),
    ],
)  # fmt: skip
def test_damage_inside_is_one_error(part: str, text: str) -> None:
    sheets, problems = read_sheets(package(ROWS, parts={part: text}), "krav.xlsx")
    assert sheets == ()
    assert [(p.code, p.severity.value) for p in problems] == [("damaged-file", "error")]


def test_a_far_cell_in_a_binary_workbook_is_refused_before_it_is_laid_out() -> None:
    def sheet(row: int, column: int) -> bytes:
        record = b"\x00\x04" + row.to_bytes(4, "little") + b"\x02\x08" + column.to_bytes(4, "little") + bytes(4)
        buffer = BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("xl/worksheets/sheet1.bin", record)
        return buffer.getvalue()

    _refuse_far_cells(sheet(10, 10))
    with pytest.raises(Damaged):
        _refuse_far_cells(sheet(1_048_575, 16_383))


# --- OpenDocument ----------------------------------------------------------------------------------------------------


def test_ods() -> None:
    data = ods(
        '<table:table table:name="Krav"><table:table-column table:number-columns-repeated="2"/>'
        '<table:table-column table:visibility="collapse"/>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="1000"/>'
        "</table:table-row><table:table-row>"
        "<table:table-cell><text:p>Linje<text:s text:c='2'/>et</text:p><text:p>to<text:line-break/>tre</text:p>"
        "<office:annotation><text:p>bemærk</text:p></office:annotation></table:table-cell>"
        '<table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=1/0" calcext:value-type="error"><text:p>#DIV/0!</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:formula="of:=A1"/>'
        '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,234.50 kr.</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2026-03-12"><text:p>03/12/26</text:p>'
        "</table:table-cell>"
        '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p>'
        "</table:table-cell>"
        '<table:table-cell table:style-name="ce1"><text:p>ud</text:p></table:table-cell>'
        "<table:table-cell><text:p>før <text:span text:style-name='T1'>væk</text:span></text:p></table:table-cell>"
        "</table:table-row>"
        '<table:table-row table:visibility="collapse">'
        '<table:table-cell table:number-rows-spanned="2"><text:p>y</text:p>'
        "</table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row></table:table>'
        '<table:table table:name="Gemt" table:style-name="ta2"><table:table-row><table:table-cell><text:p>z</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    sheets, problems = read_sheets(data, "krav.ods", DANISH)
    assert cells(sheets[0]) == [
        "A3 text «Linje  et\nto\ntre»",
        "B3 text «x»",
        "C3 text «x»",
        "D3 error «#DIV/0!»",
        "E3 formula «»",
        "F3 number «1.234,50 kr.»",
        "G3 date «12-03-2026»",
        "H3 boolean «SAND»",
        "I3 text struck «ud»",
        "J3 text «før væk»",
        "A4 text «y»",
    ]
    assert sheets[0].merges == (Span(4, 1, 5, 1),)
    assert sheets[1].hidden
    assert [f"{p.code} {p.place.cell}".strip() for p in problems] == [
        "hidden-sheet",
        "cell-comment A3",
        "hidden-row A4",
        "hidden-column C3",
        "error-cell D3",
        "formula-without-value E3",
        "struck-text I3",
        "struck-text J3",
    ]


def test_repeated_content_ends() -> None:
    data = ods(
        '<table:table table:name="Krav"><table:table-row table:number-rows-repeated="1048576">'
        '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
        "</table:table-row></table:table>"
    )
    sheets, problems = read_sheets(data, "krav.ods")
    assert sum(len(row.cells) for row in sheets[0].rows) < 1_010_000
    assert [p.code for p in problems] == ["too-far-out"]


# --- other programs --------------------------------------------------------------------------------------------------


def _mess(book: Any) -> None:
    sheet = book.add_worksheet("Krav")
    fmt = {
        name: book.add_format({"num_format": code})
        for name, code in (("date", "dd-mm-yyyy"), ("percent", "0%"), ("zeros", "000"), ("money", '#,##0.00 "kr."'))
    }
    strike = book.add_format({"font_strikeout": True})
    sheet.write_string(0, 0, "Linje 1\n\n- punkt\n- punkt 2")
    sheet.write_string(0, 1, "1.10")
    sheet.write_string(0, 2, "=1+1")
    sheet.write_string(0, 3, "dobbelt  blank, < & > æøå")
    sheet.write_number(1, 0, 46093, fmt["date"])
    sheet.write_number(1, 1, 0.5, fmt["percent"])
    sheet.write_number(1, 2, 7, fmt["zeros"])
    sheet.write_number(1, 3, 1234567.891, fmt["money"])
    sheet.write_number(1, 4, 1.5)
    sheet.write_string(2, 0, "streget", strike)
    sheet.write_rich_string(2, 1, "før ", strike, "streget", " efter")
    sheet.write_comment(2, 0, "En kommentar")
    sheet.merge_range("A4:C5", "flettet")
    sheet.write_string(5, 0, "skjult")
    sheet.set_row(5, None, None, {"hidden": True})
    sheet.write_string(0, 5, "skjult")
    sheet.set_column(5, 5, None, None, {"hidden": True})
    sheet.write_blank(1_048_575, 16_383, None, strike)
    book.add_worksheet("Gemt").write_string(0, 0, "x")
    book.get_worksheet_by_name("Gemt").hide()


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_saved_by_libreoffice_reads_the_same(suffix: str, tmp_path: Path) -> None:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    original = tmp_path / "in" / "krav.xlsx"
    original.parent.mkdir()
    original.write_bytes(workbook(write=_mess))
    command = [program, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", suffix, "--outdir", str(tmp_path), str(original)]
    said = subprocess.run(command, check=False, capture_output=True, timeout=120)
    saved = tmp_path / f"krav.{suffix}"
    assert saved.exists(), said.stderr.decode()
    sheets, problems = read_sheets(original.read_bytes(), "krav", DANISH)
    again, same_problems = read_sheets(saved.read_bytes(), "krav", DANISH)
    assert [(s.name, s.hidden, cells(s), s.merges, s.hidden_columns) for s in again] == [
        (s.name, s.hidden, cells(s), s.merges, s.hidden_columns) for s in sheets
    ]
    assert same_problems == problems
