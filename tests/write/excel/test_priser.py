"""The price workbook, as openpyxl and LibreOffice read it; amounts against sums made by hand."""

import io
from pathlib import Path

import openpyxl
import pytest
from factory import MUNICIPALITIES, TYPES, document, requirement, specification, tender
from msgspec.structs import replace
from oracles.libreoffice import SOFFICE, resaved

from pipeline.base.zip import read_zip, write_zip
from pipeline.model.problem import Problem
from pipeline.model.specification import Specification
from pipeline.model.tender import RequirementType
from pipeline.verify.workbook import verify_matrix
from pipeline.write.excel import WORKBOOKS

OPTION = RequirementType("O", "Option", TYPES[0].place, ("kan",))
MEMBERS = tuple(replace(m, networks=("udbud",)) for m in MUNICIPALITIES)
OTHER = replace(MUNICIPALITIES[0], key="vester", name="Vester Kommune", networks=("kravspecifikation",))
FACTS = {"kontraktperiode": "4 år", "timer_evaluering": "2.000 timer", "loesning": "Løsningen"}
SPEC = specification(
    [
        requirement("F-001"),
        requirement("F-002", title="Tolkning", type="O"),
        requirement("F-003", title="Chat på grønlandsk", type="O"),
        requirement("F-004", title="Udgået", type="O", status="withdrawn"),
    ],
    facts=FACTS,
    declared=tender(types=(*TYPES, OPTION), municipalities=(*MEMBERS, OTHER)),
)
PRICED = ("Etablering", "Drift og vedligehold", "Optioner", "Timepriser", "Senere tilslutning")
LINES = 5 + 2 + 2 + 2 + 6 + 4 + 4


def write(spec: Specification = SPEC) -> bytes:
    return WORKBOOKS["priser"].write(spec, document("priser"))


def open_cells(book: openpyxl.Workbook) -> list[tuple[str, str]]:
    found = [(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if not c.protection.locked]
    return [(title, cell) for title, cell in found if title != "Vejledning"]


def test_what_we_write_passes() -> None:
    assert list(verify_matrix(SPEC, write(), document("priser"))) == []
    bare = specification([])
    assert list(verify_matrix(bare, write(bare), document("priser"))) == []


def test_the_same_tender_gives_the_same_bytes() -> None:
    assert write() == write()


def test_titles_of_options_stay_text() -> None:
    odd = ("=HYPERLINK(1)", "<r><t>x</t></r>", "Pris & «mål» _x0041_")
    options = [requirement(f"F-00{n}", title=title, type="O") for n, title in enumerate(odd)]
    given = specification(options, facts=FACTS, declared=SPEC.tender)
    assert list(verify_matrix(given, write(given), document("priser"))) == []
    book = openpyxl.load_workbook(io.BytesIO(write(given)))
    titles = [c for c in book["Optioner"]["B"] if str(book["Optioner"][f"A{c.row}"].value).startswith("F-00")]
    assert [(c.value, c.data_type) for c in titles] == [(title, "s") for title in odd]


def test_only_prices_and_the_name_are_open() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write()))
    cells = open_cells(book)
    assert len(cells) == LINES
    assert {cell[0] for _title, cell in cells} == {"F"}
    assert all(sheet.protection.sheet for sheet in book)
    assert [c.coordinate for row in book["Vejledning"].iter_rows() for c in row if not c.protection.locked] == [
        next(f"B{c.row}" for c in book["Vejledning"]["A"] if c.value == "Tilbudsgiver" and c.row > 20)
    ]


def test_lines_come_from_the_tender() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write()), data_only=True)
    options = [row[:2] for row in book["Optioner"].iter_rows(values_only=True) if str(row[0]).startswith("F-")]
    assert options == [("F-002", "Tolkning"), ("F-003", "Chat på grønlandsk")]
    months = [row[1:5] for row in book["Drift og vedligehold"].iter_rows(values_only=True) if row[4] == "måned"]
    assert months == [
        ("Nordby Kommune", "41.000 indbyggere", 48, "måned"),
        ("Søvang Kommune", "23.000 indbyggere", 48, "måned"),
    ]
    hours = [row[3] for row in book["Timepriser"].iter_rows(values_only=True) if row[4] == "time"]
    assert hours == [300, 300, 700, 200, 300, 200]


def test_a_price_is_a_number_from_0_with_two_decimals() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write()))
    covered = set()
    for title in PRICED:
        for rule in book[title].data_validations.dataValidation:
            assert rule.type == "custom"
            first = str(rule.sqref).split(":")[0]
            assert rule.formula1 == f"AND(ISNUMBER({first}),{first}>=0,ROUND({first},2)={first})"
            covered |= {(title, cell.coordinate) for row in book[title][str(rule.sqref)] for cell in row}
    assert covered == set(open_cells(book))


def test_every_formula_has_a_stored_result() -> None:
    formulas = openpyxl.load_workbook(io.BytesIO(write()))
    stored = openpyxl.load_workbook(io.BytesIO(write()), data_only=True)
    cells = [(s.title, c.coordinate) for s in formulas for row in s.iter_rows() for c in row if c.data_type == "f"]
    assert len(cells) > 2 * LINES
    assert not [cell for cell in cells if stored[cell[0]][cell[1]].value is None]


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
def test_the_totals_follow_the_prices(tmp_path: Path) -> None:
    """Every price 100 but one option, which is left open, and one role, which is 650.50."""
    book = openpyxl.load_workbook(io.BytesIO(write()))
    for title, cell in open_cells(book):
        book[title][cell] = 100
    role = next(c.row for c in book["Timepriser"]["B"] if c.value == "Projektleder")
    book["Timepriser"][f"F{role}"] = 650.5
    option = next(c.row for c in book["Optioner"]["A"] if c.value == "F-003")
    book["Optioner"][f"F{option}"] = None
    filled = io.BytesIO()
    book.save(filled)  # without stored results, so that LibreOffice has to calculate
    read = openpyxl.load_workbook(resaved(filled.getvalue(), tmp_path), data_only=True)["Samlet pris"]
    rows = {str(row[0]): row[1:] for row in read.iter_rows(values_only=True) if row[0]}
    assert rows["Fælles etablering"] == (5, 5, 0, 500)
    assert rows["Indførelse i den enkelte kommune"] == (2, 2, 0, 200)
    assert rows["Drift og vedligehold i 4 år"] == (2, 2, 0, 9600)
    assert rows["Optioner"] == (2, 1, 1, 100)
    assert rows["Timepriser"] == (6, 6, 0, 300 * 650.5 + 1700 * 100)
    assert rows["Indførelse ved senere tilslutning"] == (4, 4, 0, "indgår ikke")
    assert rows["I alt"][:3] == (25, 24, 1)
    assert rows["Priser, udfyldt"][3] == "24 af 25"
    assert rows["Status"][3] == "Der mangler priser"
    assert rows["Evalueringspris (kr. uden moms)"][3] == 500 + 200 + 9600 + 100 + 195_150 + 170_000


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Tolkning", "Tolking"),
        ("<v>48</v>", "<v>36</v>"),
        ("D7*F7", "D7*F8"),
        ("SUM(G6:G7)", "SUM(G6:G6)"),
        ("'Optioner'!$G$8+", ""),
        ("SUM(C5:C11)", "SUM(C5:C10)"),
        ('<v>0</v></c><c r="H7"', '<v>5</v></c><c r="H7"'),
    ],
)
def test_every_tampering_is_found(old: str, new: str) -> None:
    parts = read_zip(write())
    changed = {name: part.replace(old.encode(), new.encode()) for name, part in parts.items()}
    assert changed != parts, "the tampering itself must hit"
    assert _codes(changed) <= {"verify-difference", "verify-missing", "verify-extra"}
    assert _codes(changed)


def test_a_workbook_of_another_tender_is_found() -> None:
    less = specification([requirement("F-002", title="Tolkning", type="O")], facts=FACTS, declared=SPEC.tender)
    assert {p.code for p in verify_matrix(SPEC, write(less), document("priser"))} >= {"verify-missing"}


def _codes(parts: dict[str, bytes]) -> set[str]:
    found: list[Problem] = list(verify_matrix(SPEC, write_zip(parts), document("priser")))
    return {p.code for p in found}
