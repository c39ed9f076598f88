"""Damaged and rearranged files of every format: `import`, `intake` and a build end in values or messages.

The readers are called here, not in their own process with limits: it would catch what they let through.
"""

import io
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest
from factory import tender
from hypothesis import given, settings
from hypothesis import strategies as st
from mutation import in_time, mutated, mutated_inside
from opendocument import spreadsheet
from returned import ABOUT, GOOD, HEADERS, HEARING, UNTYPED, form
from returned import tender as project

from pipeline.model.problem import Problem
from pipeline.read import read_declarations, workbook
from pipeline.read.foreign import import_file
from pipeline.read.intake import receive
from pipeline.read.values import Vocabulary
from pipeline.report.catalogue import codes

WORDS = Vocabulary.of(tender())
ROWS = (
    ("Krav-ID", "Krav", "Niveau"),
    ("K-001", "Løsningen skal vise sagen < 2 s.", "Skal"),
    ("K-002", "Gem *alt*.", ""),
)


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("C2:C3")
    return _saved(book.save)


def word() -> bytes:
    document = docx.Document()
    document.add_heading("Krav", 1)
    table = document.add_table(rows=3, cols=3)
    for cells, texts in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    return _saved(document.save)


def _saved(save: Callable[[io.BytesIO], object]) -> bytes:
    buffer = io.BytesIO()
    save(buffer)
    return buffer.getvalue()


SEEDS: dict[str, bytes] = {
    "a.csv": "\n".join(";".join(row) for row in ROWS).encode(),
    "b.csv": "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode("cp1252"),
    "a.json": '{"krav": [{"id": 1.10, "text": "Det skal", "sub": [{"text": "æ"}]}, {"x": null}]}'.encode(),
    "a.yaml": "krav:\n- id: 1.10\n  text: |\n    Det skal\n  sub:\n  - {text: æ}\n- &a {x: *a}\n".encode(),
    "a.md": "---\na: b\n---\n# K\n\n| # | Krav |\n|---|---|\n| **1** | a *b* |\n\n- [x](y) skal\n\n[^1]: æ\n".encode(),
    "b.md": b"## K-1 a\n\n- Type: MK\n\nDet skal[^1] ![p](q)\n\n**Begrundelse:** x\n\n[^1]: n\n\n::: x\n:::\n",
    "a.xlsx": xlsx(),
    "a.ods": spreadsheet({"Krav": ROWS}),
    "a.docx": word(),
}
PACKAGES = (".xlsx", ".ods", ".docx")


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_itself_is_read(name: str) -> None:
    found, _problems = import_file(SEEDS[name], name, words=WORDS, package="AP1")
    assert found.count > 0 or name == "a.yaml"


def taken(data: bytes, name: str) -> None:
    with in_time():
        found, problems = import_file(data, name, words=WORDS, package="AP1")
    assert found.count or problems
    said(problems)


def said(problems: tuple[Problem, ...]) -> None:
    known = codes()
    for problem in problems:
        assert problem.code in known
        assert problem.message
        assert problem.place.path


@pytest.mark.parametrize("name", SEEDS)
def test_no_mutation_raises(name: str) -> None:
    times = 40 if name.endswith("docx") else 300
    for seed in range(times):
        taken(mutated(SEEDS[name], seed), name)


@pytest.mark.parametrize("name", [name for name in SEEDS if name.endswith(PACKAGES)])
def test_no_damaged_part_raises(name: str) -> None:
    for seed in range(10 if name.endswith("docx") else 60):
        taken(mutated_inside(SEEDS[name], seed), name)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(SEEDS)))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    taken(data, name)


# --- forms that come back --------------------------------------------------------------------------------------------

OWN = {
    "form.xlsx": form(GOOD, UNTYPED, hearing=[("F-001", "Svar", "Hvornår?", "Løsningen skal svare.", "Uenig")]),
    "form.ods": spreadsheet(
        {"Funktionelle krav": [HEADERS, GOOD, UNTYPED], "Høring": [HEARING, ("F-001", "Svar")], "Om": ABOUT.items()}
    ),
}


class Receiving:
    """A tender that is sent forms; `one` reads a file as `intake` and as a build."""

    def __init__(self, folder: Path) -> None:
        self.root = project(folder)
        self.words = Vocabulary.of(read_declarations(self.root)[0])
        self.package = self.words.tender.packages[0]

    def one(self, data: bytes, name: str) -> bool:
        """Whether it was known as a form of ours."""
        with in_time():
            submission, problems = receive(data, name, self.words)
        assert submission is not None or problems
        said(problems if submission is None else submission.problems)
        path = f"sources/packages/AP1/received/nordby/{name}"
        with in_time():
            contribution, problems = workbook(data, self.root / path, path, self.root, self.package, self.words)
        assert contribution.path == path
        said(problems)
        return submission is not None


@pytest.fixture(scope="module")
def receiving(tmp_path_factory: pytest.TempPathFactory) -> Receiving:
    return Receiving(tmp_path_factory.mktemp("receiving"))


@pytest.mark.parametrize("name", OWN)
def test_no_damaged_form_raises(name: str, receiving: Receiving) -> None:
    assert receiving.one(OWN[name], name)
    for seed in range(10):
        receiving.one(mutated(OWN[name], seed), name)
        receiving.one(mutated_inside(OWN[name], seed), name)


# --- for long --------------------------------------------------------------------------------------------------------

MEASURED = "damaged forms and lists read by `import`, `intake` and the build, each ending in values or messages"


@pytest.mark.slow
@pytest.mark.parametrize("name", SEEDS)
def test_thousands_of_lists(name: str, figure: Callable[[str, str, str], None]) -> None:
    ways = (mutated, mutated_inside) if name.endswith(PACKAGES) else (mutated,)
    seeds = range(1_000, 1_200 if name.endswith("docx") else 1_500)
    for seed in seeds:
        for way in ways:
            taken(way(SEEDS[name], seed), name)
    figure("hostile-input", MEASURED, f"{len(seeds) * len(ways):,}")


@pytest.mark.slow
@pytest.mark.parametrize("name", OWN)
def test_thousands_of_forms(name: str, receiving: Receiving, figure: Callable[[str, str, str], None]) -> None:
    seeds, known = range(1_000, 2_000), 0
    for seed in seeds:
        known += receiving.one(mutated_inside(OWN[name], seed), name)
        receiving.one(mutated(OWN[name], seed), name)
    assert known > 100  # damaged, but still a form
    figure("hostile-input", MEASURED, f"{len(seeds) * 2:,}")


@pytest.mark.slow
@settings(max_examples=2_000, deadline=None, derandomize=True, database=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(SEEDS)))
def test_no_bytes_raise_for_long(data: bytes, name: str) -> None:
    taken(data, name)
