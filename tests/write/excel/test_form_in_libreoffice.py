"""A form that LibreOffice has opened and saved, as .xlsx and by way of .ods, is still our form."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from test_form import PACKAGE, WORDS, fill, header, load, made, saved

from pipeline.model.contribution import Contribution
from pipeline.read.excel import read_form

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


def converted(file: Path, to: str) -> Path:
    out = file.parent / to.partition(":")[0]
    command = [str(SOFFICE), "--headless", f"-env:UserInstallation={(file.parent / 'profile').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(out), str(file)], check=True, capture_output=True, timeout=120
    )
    return out / f"{file.stem}.{to.partition(':')[0]}"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A form with two new requirements, one of them without a type, and replies: as filled in, and saved again."""
    book = load()
    fill(book, "Funktionelle krav", 8, Titel="Ventetid", Kravtekst="Løsningen skal vise:\n- tid\n- plads", Type="K",
         Standarder="KLE, SF1510", Kilde="3-4")  # fmt: skip
    fill(book, "Funktionelle krav", 10, Titel="=1+1", Kravtekst="Løsningen skal < 2 s & æøå.")
    fill(book, "Høring", 6, Holdning="ændres", Forslag_til_ny_tekst="Løsningen skal vise alt.")
    fill(book, "Høring", 7, Fravalg="ja")
    book["Kontakt"]["B8"] = "Borgerservice"
    folder = tmp_path_factory.mktemp("forms")
    file = folder / "form.xlsx"
    file.write_bytes(saved(book))
    again = converted(file, "xlsx:Calc MS Excel 2007 XML")
    ods = converted(again, "ods")
    return {"xlsx": again, "ods": ods, "back": converted(ods, "xlsx:Calc MS Excel 2007 XML")}


def told(contribution: Contribution) -> list[object]:
    return [
        *(
            (s.id, s.row_key, s.place.sheet, {name: (v.text, v.keys) for name, v in s.values.items()})
            for s in contribution.statements
        ),
        *((c.requirement, c.stance and c.stance.keys) for c in contribution.comments),
        *((w.kind, w.requirement) for w in contribution.locals),
    ]


@pytest.mark.parametrize("way", ["xlsx", "ods", "back"])
def test_it_reads_the_same(files: dict[str, Path], way: str) -> None:
    file = files[way]
    path = f"sources/packages/AP1/received/nordby/001{file.suffix}"
    contribution, problems = read_form(file.read_bytes(), path, PACKAGE, "nordby", WORDS, (made()[1],))
    found = told(contribution)
    sheet = load()["Funktionelle krav"]
    at = header(sheet)["Rækkenøgle"]
    first, second = found[:2]
    assert first == (
        "", sheet.cell(8, at).value, "Funktionelle krav",
        {
            "title": ("Ventetid", ()),
            "text": ("Løsningen skal vise:\n- tid\n- plads", ()),
            "type": ("K", ("K",)),
            "area": ("Funktionelle krav", ("functional",)),
            "standards": ("KLE, SF1510", ("KLE", "SF1510")),
            "source": ("3-4", ()),
        },
    )  # fmt: skip
    assert isinstance(second, tuple)
    assert second[1] == sheet.cell(10, at).value
    assert second[3]["title"] == ("=1+1", ())
    assert found[2:] == [
        ("F-001", "", "Høring", {"text": ("Løsningen skal vise alt.", ())}),
        ("F-001", ("change",)),
        ("optout", "F-002"),
    ]
    assert [p.code for p in problems] == ["optout-without-reason"]


@pytest.mark.parametrize("way", ["xlsx", "back"])
def test_it_counts_and_names_what_is_missing(files: dict[str, Path], way: str) -> None:
    book = openpyxl.load_workbook(files[way], data_only=True)
    sheet = book["Funktionelle krav"]
    assert sheet["A3"].value == "1 af 2 nye krav er udfyldt"
    assert [sheet.cell(row, 1).value or "" for row in (8, 9, 10)] == ["klar", "", "Type"]
    hearing = book["Høring"]
    assert hearing["A3"].value == "2 af 3 krav har fået et svar"
    assert [hearing.cell(row, 1).value or "" for row in (6, 7, 8)] == ["klar", "Begrundelse", ""]
    assert book["Kontakt"]["A3"].value == "1 af 3 udfyldt"


@pytest.mark.parametrize("way", ["xlsx", "back"])
def test_drop_downs_protection_and_hidden_keys_survive(files: dict[str, Path], way: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(files[way].read_bytes()))
    sheet = book["Funktionelle krav"]
    at = header(sheet)
    rules = {
        next(iter(rule.sqref.ranges)).min_col: rule
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
    }
    assert set(rules) >= {at["Type"], at["Standarder"], at["Afsnit"]}
    assert "MK" in (rules[at["Type"]].error or "")
    assert rules[at["Type"]].prompt
    assert sheet.protection.sheet
    assert sheet.cell(6, at["Kravtekst"]).protection.locked
    assert not sheet.cell(9, at["Kravtekst"]).protection.locked
    assert sheet.cell(9, at["Kravtekst"]).number_format == "@"
    assert sheet.column_dimensions[openpyxl.utils.get_column_letter(at["Rækkenøgle"])].hidden
    assert {"Liste_type", "Liste_Holdning"} <= set(book.defined_names)
