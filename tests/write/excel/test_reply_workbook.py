"""The reply to a returned form: their texts where they wrote them, our comments, links and counts."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from returned import GOOD, UNTYPED, form, tender

from pipeline.base.i18n import use_language
from pipeline.intake import Answer, Desk
from pipeline.model.reply import MARK
from pipeline.model.tender import Document
from pipeline.read.declarations.unlisted import read_letter_template
from pipeline.write.reply import write_replies

NASTY = ("", "@SUM(1) -1 +2", "Løsningen skal vise «{{ titel }}» & <b> [@x] \U0001f600\n\nog to  blanke.", "K")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tender(tmp_path_factory.mktemp("tender")), "2026-11-10")


@pytest.fixture(scope="module")
def document(desk: Desk) -> Document:
    found, problems = read_letter_template(desk.root)
    assert found is not None
    assert problems == ()
    return found


def replied(desk: Desk, document: Document, data: bytes) -> tuple[Answer, Workbook, str]:
    use_language("da")
    answer = desk.answer("retur/svar.xlsx", data)
    assert answer.reply is not None
    contents, problems = write_replies(desk.specification, document, answer.reply)
    assert problems == ()
    files = dict(contents)
    letter = zipfile.ZipFile(io.BytesIO(files[".docx"])).read("word/document.xml").decode()
    return answer, openpyxl.load_workbook(io.BytesIO(files[".xlsx"])), letter


def texts(book: Workbook, sheet: str) -> dict[str, object]:
    return {cell.coordinate: cell.value for row in book[sheet].iter_rows() for cell in row if cell.value is not None}


def test_every_text_stands_in_its_own_cell(desk: Desk, document: Document) -> None:
    data = form(GOOD, UNTYPED, NASTY)
    _, book, _ = replied(desk, document, data)
    theirs = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in theirs.sheetnames:
        assert texts(book, sheet) == texts(theirs, sheet)
    assert book["Funktionelle krav"]["B4"].data_type == "s"


def test_one_comment_per_cell_that_has_a_problem(desk: Desk, document: Document) -> None:
    wrong = ("", "Hurtig", "Løsningen skal være hurtig, jf. [@F-999].", "K")
    answer, book, _ = replied(desk, document, form(GOOD, UNTYPED, wrong))
    commented = {
        cell.coordinate: cell.comment
        for row in book["Funktionelle krav"].iter_rows()
        for cell in row
        if cell.comment is not None
    }
    assert set(commented) == {p.place.cell for p in answer.problems} == {"D3", "C4"}
    assert all(c.author == "udbud" and c.text.startswith(MARK) for c in commented.values())
    assert "[@F-999]" in commented["C4"].text
    assert "hurtig" in commented["C4"].text


def test_the_list_has_links_words_and_counts(desk: Desk, document: Document) -> None:
    _, book, letter = replied(desk, document, form(GOOD, UNTYPED))
    sheet = book["Tilbagemelding"]
    assert book.sheetnames[0] == "Tilbagemelding"
    values = texts(book, "Tilbagemelding").values()
    assert "1 af 2 krav er klar" in values
    assert any("senest 1. december 2026" in str(v) for v in values)
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {"D3": "'Funktionelle krav'!D3"}
    assert "skal rettes" in values
    assert "1 af 2 krav er klar." in letter
    assert "Nordby Kommune" in letter
    assert "celle D3" in letter


def test_what_may_be_corrected_is_open_and_the_rest_is_locked(desk: Desk, document: Document) -> None:
    locked = ("F-001", "Svar", "Løsningen skal svare på henvendelser inden 2 dage.", "K")
    _, book, _ = replied(desk, document, form(locked, GOOD))
    area = book["Funktionelle krav"]
    assert area.protection.sheet
    assert area["C2"].protection.locked
    assert not area["C3"].protection.locked
    assert area["C3"].number_format == "@"
    assert area.column_dimensions["E"].hidden
    assert [str(v.sqref) for v in area.data_validations.dataValidation] == ["D2:D3"]
    assert not book["Høring"]["C1"].protection.locked


def test_a_passed_deadline_is_not_asked_for(desk: Desk, document: Document) -> None:
    late = Desk(desk.root, "2026-12-24")
    _, book, letter = replied(late, document, form(UNTYPED))
    assert any("hurtigst muligt" in str(v) for v in texts(book, "Tilbagemelding").values())
    assert "hurtigst muligt" in letter


def test_equal_input_gives_equal_bytes(desk: Desk, document: Document) -> None:
    answer = desk.answer("retur/svar.xlsx", form(GOOD, UNTYPED))
    assert answer.reply is not None
    first = write_replies(desk.specification, document, answer.reply)
    assert write_replies(desk.specification, document, answer.reply) == first


def test_a_letter_without_its_template_is_said(desk: Desk, document: Document, tmp_path: Path) -> None:
    tender(tmp_path)
    (tmp_path / "templates" / "kvittering" / "template.docx").unlink()
    found, problems = read_letter_template(tmp_path)
    assert found is None
    assert [p.code for p in problems] == ["missing-file"]
