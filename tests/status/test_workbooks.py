"""status.xlsx and betalingsgrundlag.xlsx read by openpyxl, and worked out anew by LibreOffice."""

import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from states import TODAY, build

from pipeline.base.i18n import speaking
from pipeline.model.status import Status
from pipeline.read.declarations.documents import STATUS
from pipeline.read.declarations.unlisted import read_workbook_template
from pipeline.status import status
from pipeline.write.excel.status import payment_workbook, status_workbook


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Status, bytes, bytes]:
    folder = build(tmp_path_factory.mktemp("books"))
    found, specification, _problems = status(folder, TODAY)
    template, problems = read_workbook_template(folder, STATUS)
    assert problems == ()
    assert found is not None
    assert template is not None
    with speaking("da"):
        books = status_workbook(specification, template, found), payment_workbook(specification, template, found)
        again = status_workbook(specification, template, found), payment_workbook(specification, template, found)
    assert books == again
    return found, *books


def test_the_status(made: tuple[Status, bytes, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made[1]))
    assert book.sheetnames[:3] == ["Overblik", "Skemaer", "Åbne punkter"]
    matrix = book["Overblik"]
    assert [c.value for c in matrix[4]][:3] == ["Kommune", "AP1", "AP2"]
    by_name = {row[0].value: [c.value for c in row[1:3]] for row in matrix.iter_rows(min_row=5) if row[0].value}
    assert by_name["Åmose Kommune"] == ["afleveret, for sent", None]
    assert by_name["Østervig Kommune"] == ["mangler", "afventes"]
    assert [c.value for c in book["Åbne punkter"][5]][:5] == [
        "AP1", "Sønderkær Kommune", "skal rettes", "Funktionelle krav", "D2",
    ]  # fmt: skip


def test_the_hearing(made: tuple[Status, bytes, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made[1]))
    path = "sources/packages/AP1/received/nordby/002.xlsx"
    assert [c.value for c in book["Høringssvar"][5]][:4] == ["Nordby Kommune", 1, 0, 1]
    assert [c.value for c in book["Ubesvarede"][5]][:5] == [
        "Nordby Kommune", "AP1", "F-001", "2 dage er for længe", path,
    ]  # fmt: skip


def test_the_stored_sums_are_those_of_the_lines(made: tuple[Status, bytes, bytes]) -> None:
    values, formulas = (openpyxl.load_workbook(io.BytesIO(made[2]), data_only=wanted) for wanted in (True, False))
    lines = values["Betalingsgrundlag"]
    assert lines.max_row == 4 + 14 + 1
    assert [c.value for c in lines[lines.max_row]][7:10] == [1500.5, 250.01, 1250.49]
    assert formulas["Betalingsgrundlag"].cell(lines.max_row, 9).value == "=SUM(I5:I18)"
    assert formulas["Betalingsgrundlag"]["I5"].value == '=IF(K5="godkendt",H5,0)'
    assert "#,##0.00" in lines["H5"].number_format


def test_libreoffice_works_out_the_same(made: tuple[Status, bytes, bytes], tmp_path: Path) -> None:
    """What somebody accepts later is paid: the word is changed, the stored values are thrown away."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice (LibreOffice) is not installed")
    book = openpyxl.load_workbook(io.BytesIO(made[2]))
    sheet = book["Betalingsgrundlag"]
    row = next(
        r
        for r in range(5, 19)
        if (sheet.cell(r, 2).value, sheet.cell(r, 11).value) == ("Åmose Kommune", "ikke godkendt endnu")
    )
    sheet.cell(row, 11).value = "godkendt"
    book.save(tmp_path / "grundlag.xlsx")
    command = [soffice, "--headless", f"-env:UserInstallation=file://{tmp_path}/lo", "--convert-to", "ods", "--outdir"]
    subprocess.run([*command, str(tmp_path / "a"), str(tmp_path / "grundlag.xlsx")], check=True, capture_output=True)
    back = [*command, str(tmp_path / "b"), str(tmp_path / "a" / "grundlag.ods")]
    subprocess.run(["xlsx" if word == "ods" else word for word in back], check=True, capture_output=True)
    worked_out = openpyxl.load_workbook(tmp_path / "b" / "grundlag.xlsx", data_only=True)
    by_name = {r[0].value: [c.value for c in r[1:4]] for r in worked_out["Pr. kommune"].iter_rows(min_row=5)}
    assert by_name["Åmose Kommune"] == [166.67, 41.67, 125.0]
    assert by_name["Nordby Kommune"] == pytest.approx([667.17, 166.67, 500.5])
    assert by_name["I alt"] == pytest.approx([1500.5, 291.68, 1208.82])
    by_package = {r[0].value: [c.value for c in r[1:4]] for r in worked_out["Pr. arbejdspakke"].iter_rows(min_row=5)}
    assert by_package["AP2 Integrationer"] == pytest.approx([500.5, 0, 500.5])
