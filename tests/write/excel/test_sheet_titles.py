"""Whatever workbook.yaml calls a sheet, Excel can open the workbook, and a warning says what was changed."""

import json
from pathlib import Path

import declared
import openpyxl
import pytest
from complete import complete

from pipeline.build import build

BOOK = "templates/kravmatrix/workbook.yaml"


@pytest.mark.parametrize(
    ("titles", "printed"),
    [
        (("Krav", "Forbehold"), ["Krav", "Forbehold"]),
        (("K" * 40, "Krav?/*[1]"), ["K" * 31, "Krav    1"]),
        (("Krav", "krav"), ["Krav", "krav 2"]),
        (("Krav\nog mere", "  Krav\tog  andet "), ["Krav og mere", "Krav og andet"]),
        (("'Krav'", "{{ titel }}"), ["Krav", "{{ titel }}"]),
        (("", ":"), ["requirements", "3"]),
    ],
)
def test_titles(tmp_path: Path, titles: tuple[str, str], printed: list[str]) -> None:
    root = complete(tmp_path / "p")
    settings = json.loads(json.dumps(declared.plain(root, BOOK)))
    settings["sheets"]["requirements"]["title"], settings["sheets"]["reservations"]["title"] = titles
    (root / BOOK).write_text(declared.as_yaml(settings), "utf-8")
    outcome = build(root, tmp_path / "out", only=("kravmatrix",))
    assert outcome.faults == ()
    assert outcome.saved
    book = openpyxl.load_workbook(outcome.saved / "kravmatrix.xlsx")
    assert book.sheetnames == ["Vejledning", *(" ".join(name.split()) for name in printed), "Oversigt", "Metadata"]


def test_a_sheet_that_no_workbook_has(tmp_path: Path) -> None:
    root = complete(tmp_path / "p")
    settings = json.loads(json.dumps(declared.plain(root, BOOK)))
    settings["sheets"]["reqirements"] = {"title": "Flere krav"}
    (root / BOOK).write_text(declared.as_yaml(settings), "utf-8")
    outcome = build(root, tmp_path / "out", only=("kravmatrix",))
    assert outcome.faults == ()
    (said,) = [p for p in outcome.problems if p.code == "unusable-setting" and p.place.path == BOOK]
    assert (said.excerpt, said.fix) == ("sheets › reqirements: Flere krav", "Use requirements.")
