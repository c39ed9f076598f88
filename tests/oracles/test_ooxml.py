"""Every file we write is valid to the Open XML SDK."""

import zipfile
from pathlib import Path

import pytest
from oracles.example import EDITIONS, example
from oracles.ooxml import invalid, needed
from oracles.stress import stress
from oracles.word_files import written

pytestmark = needed


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_example_is_valid(edition: str, tmp_path: Path) -> None:
    office = {name: data for name, data in example(edition).items() if name.endswith((".docx", ".xlsx"))}
    assert {Path(name).suffix for name in office} == {".docx", ".xlsx"}
    for name, data in office.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        assert invalid(file) == [], name


def test_a_document_with_everything_is_valid(tmp_path: Path) -> None:
    file = tmp_path / "alt.docx"
    file.write_bytes(written(stress()))
    assert invalid(file) == []


def test_a_broken_document_is_not(tmp_path: Path) -> None:
    (tmp_path / "hel.docx").write_bytes(written(stress()))
    with zipfile.ZipFile(tmp_path / "hel.docx") as whole, zipfile.ZipFile(tmp_path / "brudt.docx", "w") as broken:
        for name in whole.namelist():
            broken.writestr(name, whole.read(name).replace(b"<w:cantSplit/>", b"<w:cantSplt/>"))
    assert invalid(tmp_path / "brudt.docx")
