"""Workbooks of other projects' test suites: every one ends in values or a coded problem, and the values are right.

The truth comes from other programs: openpyxl for .xlsx, and the CSV files xlsx2csv expects.
"""

import csv
import os
import random
import re
import time
import warnings
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from pipeline.read.excel.bulk import read_sheets
from pipeline.read.excel.grid import Cell

CORPUS = Path(os.environ.get("UDBUD_CORPUS", ""))
FOLDERS = ("xlsx-readxl", "xlsx-openpyxl", "xlsx-xlsx2csv", "doorstop")
# openpyxl 3.1.5 raises on these: IndexError, BadZipFile, KeyError, KeyError.
WITHOUT_REFEREE = frozenset(
    ("los-angeles-arrests-xlsx.xlsx", "null_file.xlsx", "null_archive.xlsx", "formatted_inline_string.xlsx")
)
pytestmark = pytest.mark.skipif(not os.environ.get("UDBUD_CORPUS"), reason="UDBUD_CORPUS is not set")


def _files(*suffixes: str) -> list[Path]:
    found = [f for folder in FOLDERS for f in sorted((CORPUS / folder).rglob("*")) if f.suffix.lower() in suffixes]
    assert found
    return found


def test_every_workbook_ends_in_values_or_a_coded_problem() -> None:
    for file in _files(".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".xlsb", ".ods"):
        start = time.process_time()
        sheets, problems = read_sheets(file.read_bytes(), file.name)
        assert time.process_time() - start < 10, file
        assert sheets or [p for p in problems if p.severity.value == "error" and p.code], file


def _decoded(text: str) -> str:
    text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda code: chr(int(code[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _agree(cell: Cell, value: object) -> bool:
    match value:
        case bool():
            return cell.text == str(value).upper()
        case int() | float():
            shown = re.search(r"-?[0-9]+(?:\.([0-9]+))?(?:e[+-]?[0-9]+)?", cell.text)
            exact = value * (100 if cell.text.endswith("%") else 1)
            step = 0.5001 * 10 ** -len(shown[1] or "") if shown else 0
            return shown is not None and abs(float(shown[0]) - exact) <= (
                step if exact != int(exact) else 1e-9 * abs(exact)
            )
        case str():
            return cell.text in (value, _decoded(value))
        case datetime():
            return cell.kind == "date" and cell.text.startswith((f"{value:%Y-%m-%d}", f"{value:%H:%M}"))
    return cell.kind in ("date", "formula")


def test_cells_are_the_ones_openpyxl_reads() -> None:
    """openpyxl reads Strict files as empty; where it raises there is no referee."""
    compared = 0
    for file in _files(".xlsx", ".xlsm"):
        if file.name in WITHOUT_REFEREE:
            continue
        sheets, _problems = read_sheets(file.read_bytes(), file.name)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(file, data_only=True)
        ours = {s.name: {c.ref: c for row in s.rows for c in row.cells} for s in sheets}
        for sheet in book.worksheets:
            for cell in sheet._cells.values():  # type: ignore[attr-defined]
                value = cell.value
                if value is None or (isinstance(value, str) and not value.strip()) or cell.row > 200_000:
                    continue
                found = ours[sheet.title].get(cell.coordinate)
                assert found is not None, (file, sheet.title, cell.coordinate, value)
                assert _agree(found, value), (file, sheet.title, found, value)
                compared += 1
    assert compared > 30_000


def test_the_text_xlsx2csv_expects() -> None:
    """Of the first sheet, in order, without empty cells; numbers and dates are compared with openpyxl above."""
    compared = 0
    for file in _files(".xlsx"):
        expected = file.with_suffix(".csv")
        if "xlsx2csv" not in str(file) or not expected.exists():
            continue
        sheets, _problems = read_sheets(file.read_bytes(), file.name)
        ours = {c.text for s in sheets for row in s.rows for c in row.cells if c.kind == "text"}
        with expected.open(encoding="utf-8", newline="") as lines:
            theirs = {cell.replace("\r\n", "\n") for row in csv.reader(lines) for cell in row}
        words = {t for t in ours if re.fullmatch(r"[^\W\d_]{3,}", t)}
        if words & theirs:
            assert words <= theirs or len(sheets) > 1, (file, words - theirs)
            compared += 1
    assert compared > 5


def test_damaged_workbooks_of_every_kind_end_in_one_error_or_values() -> None:
    """Some damage makes calamine ask for a terabyte and abort: that must end its child process, not ours."""
    for file in (*_files(".xls")[:3], *_files(".xlsx")[:3]):
        whole = file.read_bytes()
        for seed in range(6):
            chance = random.Random(seed)
            data = bytearray(whole)
            for _change in range(30):
                data[chance.randrange(len(data))] = chance.randrange(256)
            sheets, problems = read_sheets(bytes(data), file.name)
            assert sheets or [p for p in problems if p.severity.value == "error"], (file, seed)
