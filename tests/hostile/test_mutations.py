"""Damaged and rearranged files of every format: `import` ends in requirements or messages, never in an exception."""

import io
import random
from collections.abc import Callable

import docx
import openpyxl
import pytest
from factory import tender
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.read.foreign import import_file
from pipeline.read.values import Vocabulary

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
    "a.docx": word(),
}
PIECES = [b"\0", b"\xff", b"\n", b"\xc3", b"PK\3\4", *(bytes([sign]) for sign in b"\"|-#{[&*<:'")]


def mutated(data: bytes, seed: int) -> bytes:
    dice = random.Random(seed)
    out = bytearray(data)
    for _n in range(dice.randint(1, 6)):
        at = dice.randrange(len(out) + 1)
        match dice.randrange(5):
            case 0 if out:
                out[at % len(out)] ^= 1 << dice.randrange(8)
            case 1:
                out[at:at] = dice.choice(PIECES)
            case 2:
                del out[at : at + dice.randint(1, 20)]
            case 3:
                out[at:at] = out[at : at + 30]
            case 4 if dice.random() < 0.2:
                del out[at:]
            case _other:
                out[at : at + 1] = bytes([dice.randrange(256)])
    return bytes(out)


@pytest.mark.parametrize("name", SEEDS)
def test_the_seed_itself_is_read(name: str) -> None:
    found, _problems = import_file(SEEDS[name], name, words=WORDS, package="AP1")
    assert found.count > 0 or name == "a.yaml"


@pytest.mark.parametrize("name", SEEDS)
def test_no_mutation_raises(name: str) -> None:
    times = 40 if name.endswith("docx") else 300
    for seed in range(times):
        found, problems = import_file(mutated(SEEDS[name], seed), name, words=WORDS, package="AP1")
        assert found.count or problems, seed


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(SEEDS)))
def test_no_bytes_raise(data: bytes, name: str) -> None:
    found, problems = import_file(data, name, words=WORDS, package="AP1")
    assert found.count or problems
