"""Every file we write is valid to the Open XML SDK."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from oracles.example import EDITIONS, example
from oracles.ooxml import invalid, needed
from oracles.stress import stress
from oracles.word_files import written

pytestmark = needed


def office(edition: str) -> dict[str, bytes]:
    found = {name: data for name, data in example(edition).items() if name.endswith((".docx", ".xlsx"))}
    assert {Path(name).suffix for name in found} == {".docx", ".xlsx"}
    return found


def validate(files: dict[str, bytes], folder: Path) -> None:
    for name, data in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
        assert invalid(file) == [], name


@pytest.mark.parametrize("edition", ["internal", "tender"])
def test_every_kind_of_document_of_the_example_is_valid(edition: str, tmp_path: Path) -> None:
    """Of those with a copy for each municipality the largest one."""
    kinds: dict[str, str] = {}
    files = office(edition)
    for name in sorted(files, key=lambda name: len(files[name])):
        kinds[name.partition("/")[0]] = name
    validate({name: files[name] for name in kinds.values()}, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_the_example_is_valid(edition: str, tmp_path: Path, figure: Callable[[str, str, str], None]) -> None:
    files = office(edition)
    validate(files, tmp_path)
    figure("valid", f"files of the example's edition {edition} valid to the Open XML SDK", f"{len(files)}, 0 errors")


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
