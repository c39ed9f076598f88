"""The limits refuse no honest file: 350 workbooks and documents from five test suites, in milliseconds each."""

import time

from imports import corpus

from pipeline.base.archive import Reason
from pipeline.base.preflight import Kind, inspect

SUITES = ("docx-pandoc", "docx-docxcompose", "xlsx-readxl", "xlsx-openpyxl", "xlsx-xlsx2csv")
KINDS = {".docx": Kind.DOCX, ".xlsx": Kind.XLSX, ".xltx": Kind.XLSX, ".xls": Kind.XLS}
# An empty file and an archive without a workbook, made to be refused.
MEANT_BROKEN = {"null_file.xlsx": Kind.EMPTY, "null_archive.xlsx": Kind.ZIP}


def test_honest_files_are_what_their_names_say() -> None:
    corpus()
    files = sorted(f for suite in SUITES for f in corpus(suite).rglob("*") if f.suffix in KINDS)
    assert len(files) > 350
    began = time.process_time()
    found = {f: inspect(f.read_bytes(), f.name) for f in files}
    assert (time.process_time() - began) / len(files) < 0.02
    wrong = {
        f: finding for f, finding in found.items() if finding.kind is not MEANT_BROKEN.get(f.name, KINDS[f.suffix])
    }
    assert wrong == {}
    assert [f.name for f, finding in found.items() if finding.reason is not Reason.NONE] == ["null_file.xlsx"]
