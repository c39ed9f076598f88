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
    for name, data in example(edition).items():
        (tmp_path / name).write_bytes(data)
        assert invalid(tmp_path / name) == [], name


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
