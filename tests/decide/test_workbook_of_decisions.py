"""The workbook of open questions: written, filled in, sorted, saved by LibreOffice, read back in."""

import hashlib
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from disputed import ALIKE, CONFLICTS, DECISIONS, FIRST, HEADER, answered, columns, disputed, fill, row_of

from pipeline.cli import main
from pipeline.read.declarations import read_declarations

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
MK = hashlib.sha256(b"MK").hexdigest()
Decide = Callable[..., tuple[int, str]]


@pytest.fixture
def decide(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Decide:
    """`decide("--list")` in English, in a tender where four questions are open."""
    disputed(tmp_path)
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, command: str = "decide") -> tuple[int, str]:
        date = ("--date", "2026-11-25") if command == "decide" else ()
        code = main(["--lang", "en", command, *arguments, *date])
        return code, capsys.readouterr().out

    assert call("--workbook")[0] == 0
    return call


WORKBOOK = Path("output/decide/beslutninger.xlsx")


def back(change: Callable[[Any], None], name: str = "svar.xlsx", start: Path = WORKBOOK) -> str:
    Path(name).write_bytes(answered(start, change))
    return name


def everything(book: Any) -> None:
    sheet, pairs = book[CONFLICTS], book[ALIKE]
    fill(sheet, row_of(sheet, "F-001"), Valg="Tekst 3", Begrundelse='Nordby: "længere" # bedre', Rolle="projektgruppen")
    own = {"Valg": "Anden tekst", "Anden_tekst": "Løsningen skal sende:\n- én\n- to"}
    fill(sheet, row_of(sheet, "F-002", "Kravtekst"), **own, Begrundelse="Begge", Rolle="styregruppen", Dato="1/12-2026")
    fill(sheet, row_of(sheet, "F-002", "Type"), Valg="tekst 2", Begrundelse="Lovkrav", Rolle="Styregruppen for AP1")
    fill(pairs, row_of(pairs, "F-003"), Valg="2 præciserer 1", Begrundelse="Ja", Rolle="projektgruppen")


def decisions() -> list[tuple[str, ...]]:
    found = read_declarations(Path())[0].decisions
    return [(d.requirement, d.kind, d.field, d.text or d.other or d.take[:4], d.reason, d.role, d.date) for d in found]


def open_now(decide: Decide) -> str:
    return decide("--list")[1].splitlines()[-1]


def test_what_stands_in_it(decide: Decide) -> None:
    book = openpyxl.load_workbook(WORKBOOK, rich_text=True)
    assert book.sheetnames == ["Vejledning", CONFLICTS, ALIKE, "Lister"]
    sheet = book[CONFLICTS]
    assert [str(cell.value) for cell in sheet[HEADER]] == [
        *("Status", "Krav-ID", "Titel", "Felt", "Tekst 1", "Tekst 2", "Tekst 3"),
        *("Valg", "Anden tekst", "Begrundelse", "Rolle", "Dato", "Rækkenøgle"),
    ]
    at = columns(sheet)
    row = row_of(sheet, "F-001")
    texts = [sheet.cell(row, at[f"Tekst {n}"]).value for n in (1, 2, 3)]
    assert str(texts[0]) == "konsulent · AP1/10-konsulent.md:12\nLøsningen skal tage imod afbud indtil 24 timer før."
    bold = [[str(part) for part in text if getattr(getattr(part, "font", None), "b", False)] for text in texts]
    assert (bold[0], sorted(bold[1:])) == (["24"], [["12"], ["48"]])
    locked = {name: sheet.cell(row, column).protection.locked for name, column in at.items()}
    assert {name for name, value in locked.items() if not value} == {
        "Valg",
        "Anden tekst",
        "Begrundelse",
        "Rolle",
        "Dato",
    }
    assert sheet.protection.sheet
    assert sheet.column_dimensions["M"].hidden
    lists = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation if v.type == "list"}
    choices = [lists[f"H{r}"] for r in range(FIRST, FIRST + 3)]
    assert len(set(choices)) == 2, "three texts have another list than two"
    assert sheet["A3"].value.startswith("=SUMPRODUCT")


def test_no_choice_is_lost_in_a_list(decide: Decide) -> None:
    book = openpyxl.load_workbook(WORKBOOK)
    named = {name: book[area][cells.replace("$", "")] for name, found in book.defined_names.items()
             if name.startswith("Liste_") for area, cells in found.destinations}  # fmt: skip
    words = {name: [cell.value for (cell,) in cells] for name, cells in named.items()}
    assert ["Tekst 1", "Tekst 2", "Tekst 3", "Anden tekst", "Udsæt"] in words.values()
    assert ["Samme som", "1 præciserer 2", "2 præciserer 1", "Forskellige", "Udsæt"] in words.values()
    assert words["Liste_roller"] == ["projektgruppen", "styregruppen", "ordregiver"]


def test_all_of_it_filled_in_settles_everything(decide: Decide) -> None:
    code, out = decide(back(everything))
    assert (code, out.splitlines()) == (
        0, ["4 decisions were written to sources/decisions.yaml.", "0 questions are open."]
    )  # fmt: skip
    nordby = next(d for d in read_declarations(Path())[0].decisions if d.requirement == "F-001")
    assert (nordby.take in nordby.between, nordby.reason) == (True, 'Nordby: "længere" # bedre')
    assert decisions()[1:] == [
        ("F-002", "conflict", "text", "Løsningen skal sende:\n- én\n- to", "Begge", "styregruppen", "2026-12-01"),
        ("F-002", "conflict", "type", MK[:4], "Lovkrav", "Styregruppen for AP1", "2026-11-25"),
        ("F-004", "refines", "", "F-003", "Ja", "projektgruppen", "2026-11-25"),
    ]
    checked = decide("-v", command="check")[1]
    for code_ in ("conflict", "near-duplicate", "void-decision", "contradicting-decisions"):
        assert f"[{code_}]" not in checked


def test_twice_changes_nothing(decide: Decide) -> None:
    name = back(everything)
    decide(name)
    before = DECISIONS.read_bytes()
    code, out = decide(name)
    assert (code, out.splitlines()[1]) == (0, "4 rows were decided already.")
    assert DECISIONS.read_bytes() == before


def test_what_is_decided_otherwise_stands(decide: Decide) -> None:
    decide(back(everything))
    before = DECISIONS.read_bytes()

    def other(book: Any) -> None:
        everything(book)
        fill(book[CONFLICTS], row_of(book[CONFLICTS], "F-001"), Valg="Tekst 1")

    code, out = decide(back(other))
    assert code == 1
    assert out.count("[already-decided]") == 1
    assert DECISIONS.read_bytes() == before


def test_every_mistake_is_named_with_its_cell_and_the_rest_is_taken(decide: Decide) -> None:
    def mistakes(book: Any) -> None:
        sheet, pairs = book[CONFLICTS], book[ALIKE]
        fill(sheet, 6, Valg="Tekst 9", Dato="31-02-2026")
        fill(sheet, 7, Valg="Tekst 1", Anden_tekst="Noget andet", Begrundelse="x", Rolle="projektgruppen")
        fill(sheet, 8, Begrundelse="x", Rolle="projektgruppen")
        fill(pairs, 6, Valg="Forskellige", Begrundelse="Ja", Rolle="projektgruppen")

    code, out = decide(back(mistakes))
    found = [ln.partition("sheet «")[2] for ln in out.splitlines() if ln.startswith("svar.xlsx")]
    assert found == [
        f"{CONFLICTS}», cell H6: error [unknown-choice]",
        f"{CONFLICTS}», cell H8: error [answer-incomplete]",
        f"{CONFLICTS}», cell I7: error [answer-incomplete]",
        f"{CONFLICTS}», cell J6: error [answer-incomplete]",
        f"{CONFLICTS}», cell K6: error [answer-incomplete]",
        f"{CONFLICTS}», cell L6: error [bad-date]",
    ]
    assert (code, out.splitlines()[-2:]) == (
        1, ["1 decision was written to sources/decisions.yaml.", "3 questions are open."]
    )  # fmt: skip


def test_another_text_for_a_choice_must_be_a_choice(decide: Decide) -> None:
    def wrong(book: Any) -> None:
        sheet = book[CONFLICTS]
        said = {"Valg": "Anden tekst", "Begrundelse": "x", "Rolle": "y"}
        fill(sheet, row_of(sheet, "F-002", "Type"), Anden_tekst="måske", **said)

    assert "«måske» is not one of the choices of Type: MK, " in decide(back(wrong))[1]
    assert not DECISIONS.exists()


def test_postponed_stays_open(decide: Decide) -> None:
    name = back(lambda book: fill(book[CONFLICTS], 6, Valg="Udsæt", Begrundelse="Vi mangler tal"))
    assert decide(name) == (0, "0 decisions were written to sources/decisions.yaml.\n4 questions are open.\n")


def test_texts_changed_since_are_asked_again(decide: Decide) -> None:
    """A decision that was made is void, an answer on its way is not used, and the question comes again."""
    name = back(everything)
    decide(name)
    file = Path("sources/packages/AP1/20-nordby.md")
    file.write_text(file.read_text("utf-8").replace("48 timer", "36 timer"), "utf-8")
    checked = decide(command="check")[1]
    assert checked.count("[void-decision]") == 1
    assert checked.count("[conflict]") == 1
    assert open_now(decide) == "1 question is open."
    before = DECISIONS.read_bytes()
    code, out = decide(name)
    assert (code, out.count("[answer-outdated]")) == (1, 1)
    assert "The texts have changed since the workbook was made" in out
    assert DECISIONS.read_bytes() == before
    assert decide("--workbook")[0] == 0
    assert decide(back(everything_open))[0] == 0
    assert open_now(decide) == "0 questions are open."


def everything_open(book: Any) -> None:
    sheet = book[CONFLICTS]
    assert sheet.max_row == FIRST
    fill(sheet, FIRST, Valg="Tekst 1", Begrundelse="Ny", Rolle="projektgruppen")


def test_rows_sorted_and_deleted(decide: Decide) -> None:
    def shuffled(book: Any) -> None:
        everything(book)
        sheet = book[CONFLICTS]
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 2)]
        random.Random(7).shuffle(rows)
        for number, row in enumerate(rows, FIRST):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.delete_rows(FIRST + 1)

    code, out = decide(back(shuffled))
    assert (code, out.splitlines()) == (
        0, ["3 decisions were written to sources/decisions.yaml.", "1 question is open."]
    )  # fmt: skip


def test_half_a_row_sorted_is_noticed(decide: Decide) -> None:
    def torn(book: Any) -> None:
        everything(book)
        sheet, key = book[CONFLICTS], columns(book[CONFLICTS])["Rækkenøgle"]
        one, other = sheet.cell(6, key), sheet.cell(7, key)
        one.value, other.value = other.value, one.value

    code, out = decide(back(torn))
    assert (code, out.count("[answer-torn]"), out.count("2 decisions were written")) == (1, 2, 1)


def test_a_locked_text_written_over_is_not_taken_for_the_text(decide: Decide) -> None:
    def edited(book: Any) -> None:
        everything(book)
        fill(book[CONFLICTS], 6, Tekst_3="Løsningen skal tage imod afbud indtil 50 timer før.")

    code, out = decide(back(edited))
    assert (code, out.count("[answer-torn]"), out.count("3 decisions were written")) == (1, 1, 1)
    assert "cell G6" in out


def test_a_row_twice(decide: Decide) -> None:
    def twice(same: bool) -> Callable[[Any], None]:
        def change(book: Any) -> None:
            everything(book)
            sheet = book[CONFLICTS]
            for column in range(1, sheet.max_column + 1):
                sheet.cell(20, column).value = sheet.cell(6, column).value
            if not same:
                fill(sheet, 20, Valg="Tekst 1")

        return change

    code, out = decide(back(twice(same=False)))
    assert (code, out.count("[answer-twice]"), out.count("3 decisions were written")) == (1, 1, 1)
    assert decide(back(twice(same=True)))[0] == 0
    assert open_now(decide) == "0 questions are open."


def test_without_its_keys_nothing_can_be_told(decide: Decide) -> None:
    def without(book: Any) -> None:
        everything(book)
        for name in (CONFLICTS, ALIKE):
            book[name].delete_cols(columns(book[name])["Rækkenøgle"])

    code, out = decide(back(without))
    assert (code, out.count("[answer-without-question]")) == (1, 2)
    assert not DECISIONS.exists()


def test_a_row_of_their_own_is_named(decide: Decide) -> None:
    name = back(lambda book: fill(book[CONFLICTS], 30, Valg="Tekst 1", Begrundelse="Vores eget"))
    assert "cell H30: error [answer-without-question]" in decide(name)[1]


@pytest.mark.parametrize(("name", "data", "code"), [
    ("brev.xlsx", b"Kaere alle", "not-our-form"), ("tom.xlsx", b"", "damaged-file"),
    ("~$svar.xlsx", b"x" * 165, "lock-file"), ("halv.xlsx", b"PK\x03\x04" + b"0" * 50, "damaged-file"),
])  # fmt: skip
def test_what_is_no_such_workbook(decide: Decide, name: str, data: bytes, code: str) -> None:
    Path(name).write_bytes(data)
    _code, out = decide(name)
    assert f"[{code}]" in out
    assert not DECISIONS.exists()


def test_another_workbook(decide: Decide) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Krav", "Begrundelse"])
    book.save("andet.xlsx")
    code, out = decide("andet.xlsx")
    assert (code, "[not-our-form]" in out) == (1, True)


def test_formulas_are_text_of_no_effect(decide: Decide) -> None:
    """A formula without a stored result is an empty cell; nothing is calculated here."""
    name = back(lambda book: fill(book[CONFLICTS], 6, Valg='="Tekst "&1', Begrundelse="x", Rolle="y"))
    code, out = decide(name)
    assert (code, "cell H6: error [answer-incomplete]" in out) == (1, True)


def test_decisions_that_cannot_be_written_say_so(decide: Decide) -> None:
    DECISIONS.write_text("[]\n", "utf-8")
    code, out = decide(back(everything))
    assert (code, "[decision-not-written]" in out) == (1, True)
    assert "0 decisions were written" in out
    assert DECISIONS.read_text("utf-8") == "[]\n"


def converted(file: Path, to: str) -> Path:
    out = file.parent / to.partition(":")[0]
    profile = f"-env:UserInstallation={(file.parent / 'profile').resolve().as_uri()}"
    command = [str(SOFFICE), "--headless", profile, "--convert-to", to, "--outdir", str(out), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return out / f"{file.stem}.{to.partition(':')[0]}"


@needs_libreoffice
def test_saved_by_libreoffice(decide: Decide) -> None:
    """As .xlsx and as .ods; and the words and counts LibreOffice works out are the right ones."""

    def some(book: Any) -> None:
        everything(book)
        fill(book[CONFLICTS], row_of(book[CONFLICTS], "F-001"), Rolle="")

    again = converted(Path(back(some)), "xlsx:Calc MS Excel 2007 XML")
    seen = openpyxl.load_workbook(again, data_only=True)
    assert [cell.value for (cell,) in seen[CONFLICTS]["A6:A8"]] == ["mangler: Rolle", "besluttet", "besluttet"]
    assert seen[CONFLICTS]["A3"].value == "2 af 3 besluttet"
    assert seen[ALIKE]["A3"].value == "1 af 1 besluttet"
    code, out = decide(str(again))
    assert (code, out.count("[answer-incomplete]"), out.count("3 decisions were written")) == (1, 1, 1)
    code, out = decide(str(converted(again, "ods")))
    assert (code, "3 rows were decided already." in out) == (1, True)
