"""Answering in a workbook: `udbud hearing --answers`, filled in, and read back into sources/answers.yaml."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from benchmarks import hearing as big
from oracles.ooxml import invalid, needed

from pipeline.cli import main

BOOK = Path("output/hearing/besvarelse.xlsx")
ANSWERS = Path("sources/answers.yaml")
Udbud = Callable[..., tuple[int, str, str]]


@pytest.fixture
def udbud(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Udbud:
    """Twelve comments of three municipalities on five requirements; four of them (0, 3, 6, 9) have no answer."""
    big.project(tmp_path, 3, 12, 5)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = main(["--lang", "en", "hearing", *arguments])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return call


def columns(sheet: Any) -> dict[str, int]:
    return {str(cell.value): cell.column for cell in sheet[5] if cell.value}


def row_of(sheet: Any, n: int) -> int:
    at = columns(sheet)["Bemærkning"]
    return next(r for r in range(6, sheet.max_row + 1) if sheet.cell(r, at).value == big.remark(n))


def fill(answers: dict[int, tuple[str, ...]], file: Path = BOOK, change: Callable[[Any], None] | None = None) -> Path:
    """As Excel saves it: number of the comment -> Svar, Beslutning, Rolle, Dato."""
    book = openpyxl.load_workbook(file)
    sheet = book["Besvarelse"]
    at = columns(sheet)
    for n, texts in answers.items():
        for name, text in zip(("Svar", "Beslutning", "Rolle", "Dato"), texts, strict=False):
            sheet.cell(row_of(sheet, n), at[name]).value = text or None
    if change:
        change(sheet)
    filled = Path("svar.xlsx")
    book.save(filled)
    return filled


def test_every_comment_is_there_once_and_only_answers_are_open(udbud: Udbud) -> None:
    code, out, _err = udbud("--answers")
    assert (code, "12 comments in" in out) == (0, True)
    sheet = openpyxl.load_workbook(BOOK)["Besvarelse"]
    at = columns(sheet)
    rows = range(6, sheet.max_row + 1)
    assert sorted(sheet.cell(r, at["Bemærkning"]).value for r in rows) == sorted(big.remark(n) for n in range(12))
    assert sheet.protection.sheet
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(at["Rækkenøgle"])].hidden
    for n in range(12):
        open_cells = [
            not sheet.cell(row_of(sheet, n), at[c]).protection.locked for c in ("Svar", "Beslutning", "Rolle")
        ]
        assert open_cells == [n % 3 == 0] * 3
        assert sheet.cell(row_of(sheet, n), at["Bemærkning"]).protection.locked
        assert sheet.cell(row_of(sheet, n), at["Svar"]).value == (big.answer(n) if n % 3 else None)
    lists = [v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"]
    assert len(lists) == 2


def test_answers_are_added_and_what_stood_there_stays_byte_for_byte(udbud: Udbud) -> None:
    udbud("--answers")
    before = ANSWERS.read_bytes()
    text = "Ja: det er med.\nSe # kravet."
    filled = fill(
        {
            0: (text, "Delvist imødekommet", "Styregruppen", "26.10.2026"),
            3: ("Nej.", "ikke imødekommet", "projektgruppen"),
        }
    )
    code, out, _err = udbud(str(filled), "--date", "2026-10-30")
    assert (code, out.splitlines()) == (
        0,
        ["2 answers were written to sources/answers.yaml.", "8 rows were answered already.", "2 comments wait."],
    )
    after = ANSWERS.read_bytes()
    assert after.startswith(before)
    added = after[len(before) :].decode()
    assert "decision: delvist imødekommet\n  role: styregruppen\n  date: 2026-10-26\n" in added
    assert "date: 2026-10-30" in added
    code, out, _err = udbud(str(filled), "--date", "2026-10-30")
    assert "0 answers were written" in out
    assert ANSWERS.read_bytes() == after
    assert udbud()[0] == 0
    cells = [c.value for r in openpyxl.load_workbook("output/hearing/hoeringsrapport.xlsx")["Høringssvar"] for c in r]
    assert cells.count(text) == 1


def test_an_answer_that_stands_is_never_written_over(udbud: Udbud) -> None:
    udbud("--answers")
    before = ANSWERS.read_bytes()
    filled = fill({1: ("Noget andet.", "imødekommet", "projektgruppen", "2026-10-19")})
    code, out, _err = udbud(str(filled))
    assert code == 1
    assert "error [already-decided]" in out
    assert ANSWERS.read_bytes() == before


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (("", "imødekommet", "projektgruppen"), "answer-incomplete"),
        (("Ja.", "", "projektgruppen"), "answer-incomplete"),
        (("Ja.", "imødekommet", ""), "answer-incomplete"),
        (("Ja.", "måske", "projektgruppen"), "unknown-choice"),
        (("Ja.", "imødekommet", "direktøren"), "unknown-choice"),
        (("Ja.", "imødekommet", "projektgruppen", "engang"), "bad-date"),
    ],
)
def test_a_row_that_is_wrong_is_named_and_the_others_are_taken(
    udbud: Udbud, answer: tuple[str, ...], code: str
) -> None:
    udbud("--answers")
    filled = fill({0: answer, 3: ("Nej.", "ikke imødekommet", "projektgruppen")})
    ended, out, _err = udbud(str(filled))
    assert ended == 1
    assert out.count(f"error [{code}]") == 1
    assert "1 answer was written" in out


def test_rows_may_be_sorted_but_not_torn(udbud: Udbud) -> None:
    udbud("--answers")

    def swap(sheet: Any, names: tuple[str, ...]) -> None:
        at, one, two = columns(sheet), row_of(sheet, 0), row_of(sheet, 3)
        for name in names:
            cells = sheet.cell(one, at[name]), sheet.cell(two, at[name])
            cells[0].value, cells[1].value = cells[1].value, cells[0].value

    whole = tuple(columns(openpyxl.load_workbook(BOOK)["Besvarelse"]))
    given = {0: ("Ja.", "imødekommet", "projektgruppen"), 3: ("Nej.", "ikke imødekommet", "projektgruppen")}
    torn = fill(given, change=lambda sheet: swap(sheet, ("Rækkenøgle",)))
    code, out, _err = udbud(str(torn))
    assert (code, out.count("[answer-torn]"), "0 answers were written" in out) == (1, 2, True)
    code, out, _err = udbud(str(fill(given, change=lambda sheet: swap(sheet, whole))))
    assert (code, "2 answers were written" in out) == (0, True)


def test_an_answer_to_a_comment_that_changed_is_not_used(udbud: Udbud) -> None:
    udbud("--answers")
    filled = fill({0: ("Ja.", "imødekommet", "projektgruppen")})
    form = Path("sources/packages/AP1/received/prove001/001.xlsx")
    book = openpyxl.load_workbook(form)
    book["Høring"]["B2"].value = "Noget helt andet."
    book.save(form)
    before = ANSWERS.read_bytes()
    code, out, _err = udbud(str(filled))
    assert (code, out.count("error [answer-outdated]")) == (1, 1)
    assert ANSWERS.read_bytes() == before


def test_the_same_comment_answered_in_two_ways(udbud: Udbud) -> None:
    udbud("--answers")

    def copy(sheet: Any) -> None:
        row = row_of(sheet, 0)
        cells = [cell.value for cell in sheet[row]]
        cells[columns(sheet)["Svar"] - 1] = "Nej."
        sheet.append(cells)

    code, out, _err = udbud(str(fill({0: ("Ja.", "imødekommet", "projektgruppen")}, change=copy)))
    assert (code, out.count("error [answer-twice]"), "0 answers were written" in out) == (1, 1, True)


def test_a_workbook_with_answers_is_not_replaced(udbud: Udbud) -> None:
    udbud("--answers")
    shutil.copy(fill({0: ("Ja.", "imødekommet", "projektgruppen")}), BOOK)
    before = BOOK.read_bytes()
    code, out, _err = udbud("--answers")
    assert (code, "error [answers-unread]" in out) == (1, True)
    assert BOOK.read_bytes() == before
    assert udbud(str(BOOK))[0] == 0
    assert udbud("--answers")[0] == 0


def test_another_workbook_is_none_of_ours(udbud: Udbud) -> None:
    other = openpyxl.Workbook()
    other.save("andet.xlsx")
    code, out, _err = udbud("andet.xlsx")
    assert (code, "error [not-our-form]" in out) == (1, True)
    assert udbud("findes-ikke.xlsx")[0] == 2
    assert udbud("andet.xlsx", "--anonymous")[0] == 2


def test_a_decision_is_the_answer_until_somebody_writes_more(udbud: Udbud) -> None:
    """In the example: the reason stands in the open cell; unchanged it is not written down a second time."""
    for name in ("sources", "templates"):
        shutil.rmtree(name)
        shutil.copytree(big.ROOT / name, name)
    udbud("--answers")
    code, out, _err = udbud(str(BOOK))
    assert (code, "0 answers were written" in out, "38 rows were answered already" in out) == (0, True, True)


@needed
def test_the_open_xml_sdk_agrees(udbud: Udbud) -> None:
    udbud("--answers")
    assert invalid(BOOK) == []


def test_the_same_bytes_twice(udbud: Udbud) -> None:
    udbud("--answers")
    first = BOOK.read_bytes()
    udbud("--answers")
    assert BOOK.read_bytes() == first
    assert openpyxl.load_workbook(io.BytesIO(first)).sheetnames == ["Vejledning", "Besvarelse", "Lister"]
