"""Another program's verdict: LibreOffice opens the matrix, keeps its drop-downs and protection, and counts the same."""

import io
from pathlib import Path

import openpyxl
import pytest
from factory import document, many, specification
from oracles.libreoffice import SOFFICE, resaved

from pipeline.write.excel import WORKBOOKS

pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """30 requirements to answer: one fully, one partly and one MK not at all without a reason, one MK with a reason."""
    data = WORKBOOKS["kravmatrix"].write(specification(many(40)), document("kravmatrix"))
    book = openpyxl.load_workbook(io.BytesIO(data))
    krav = book["Krav"]
    at = {cell.value: cell.column_letter for cell in krav[2]}
    rows = {krav[f"{at['Krav-ID']}{n}"].value: n for n in range(3, 43)}
    krav[f"{at['Opfyldelse']}{rows['F-00002']}"] = "helt"
    krav[f"{at['Opfyldelse']}{rows['F-00003']}"] = "delvist"
    krav[f"{at['Opfyldelse']}{rows['F-00001']}"] = "ikke"
    krav[f"{at['Opfyldelse']}{rows['F-00005']}"] = "delvist"
    krav[f"{at['Årsag']}{rows['F-00005']}"] = "Kun på dansk."
    krav[f"{at['Forbehold']}{rows['F-00001']}"] = "ja"
    book["Forbehold"]["D9"] = "Forbehold for svartiden."
    filled = io.BytesIO()
    book.save(filled)  # without stored results, so that LibreOffice has to calculate
    return resaved(filled.getvalue(), tmp_path_factory.mktemp("lo"))


def test_counts_follow_the_answers(answered: Path) -> None:
    book = openpyxl.load_workbook(answered, data_only=True)
    figures: dict[str, list[object]] = {}
    for row in book["Oversigt"].iter_rows(values_only=True):
        if row[0]:
            figures.setdefault(str(row[0]), list(row[1:5]))
    assert figures["Besvaret"][0] == 2
    assert figures["Mangler svar"][0] == 28
    assert figures["Heraf mangler kun årsag"][0] == 2
    assert figures["Mindstekrav, der ikke er opfyldt helt"][0] == 1
    assert figures["Krav, der er taget forbehold for"][0] == 1
    assert figures["Forbehold, der er beskrevet i arket «Forbehold»"][0] == 1
    assert figures["MK · Mindstekrav"][:3] == [10, 1, 9]
    assert figures["Funktionelle krav"][:3] == [11, 2, 9]
    krav = book["Krav"]
    at = {cell.value: cell.column_letter for cell in krav[2]}
    assert [krav[f"{at['Status']}{n}"].value for n in range(3, 8)] == [
        "mangler årsag", "besvaret", "mangler årsag", "kræver ikke svar", "MK ikke opfyldt",
    ]  # fmt: skip


def test_drop_downs_and_protection_survive(answered: Path) -> None:
    book = openpyxl.load_workbook(answered)
    krav = book["Krav"]
    at = {cell.value: cell.column_letter for cell in krav[2]}
    lists = {
        rng.coord.split(":")[0].rstrip("0123456789")
        for rule in krav.data_validations.dataValidation
        if rule.type == "list"
        for rng in rule.sqref.ranges
    }
    assert lists >= {at["Opfyldelse"], at["Realisering"], at["Forbehold"]}
    assert krav.protection.sheet
    assert not krav.protection.autoFilter
    assert krav[f"{at['Kravtekst']}3"].protection.locked
    assert not krav[f"{at['Opfyldelse']}3"].protection.locked
    assert krav.column_dimensions[at["Tekstmærke"]].hidden
    assert "Liste_Opfyldelse" in book.defined_names
