"""Whatever stands in the columns of a list stands in the requirements read from its Markdown, field by field."""

import csv
import io
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import docx
import pytest
import xlsxwriter
from factory import FIELDS, PLACE, tender
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty_texts import NAUGHTY
from opendocument import spreadsheet
from promises.naughty import ALL

from pipeline.base.text import legal, normal
from pipeline.model.prose import plain
from pipeline.model.tender import Package
from pipeline.read.cells import blocks_of
from pipeline.read.foreign import import_file
from pipeline.read.foreign.escape import clean, one_line
from pipeline.read.markdown import read_requirements
from pipeline.read.values import Vocabulary

Rows = Sequence[Sequence[str]]
WORDS = Vocabulary.of(tender(fields=FIELDS))
HEADERS = ("Oprindeligt nr.", "Titel", "Kravtekst", "Begrundelse", "Kilde", "Afsnit", "Farve")
SURE = (
    "Nr.", "Titel", "Løsningen skal vise det.", "Fordi.", "Lov", "Afsnit", "rød",
)  # fmt: skip


def as_csv(rows: Rows) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows(rows)
    return buffer.getvalue().encode()


def as_xlsx(rows: Rows) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Krav")
    for n, row in enumerate(rows):
        for column, text in enumerate(row):
            assert sheet.write_string(n, column, text) == 0
    book.close()
    return buffer.getvalue()


def as_ods(rows: Rows) -> bytes:
    return spreadsheet({"Krav": rows})


# XlsxWriter, which makes the cells here, cannot write it.
NOT_IN = {"xlsx": ("_x005F_x0041_",)}


def naughty_in(kind: str) -> tuple[str, ...]:
    return tuple(legal(text) for text in (*NAUGHTY, *ALL) if text not in NOT_IN.get(kind, ()))


def as_docx(rows: Rows) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(HEADERS))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


FORMATS = {"csv": as_csv, "xlsx": as_xlsx, "ods": as_ods, "docx": as_docx}


def read_back(rows: list[tuple[str, ...]], kind: str = "csv") -> list[dict[str, str]]:
    """The rows in a file, imported, read from the Markdown; in the order of the rows."""
    data = FORMATS[kind]([HEADERS, *rows])
    found, _problems = import_file(data, f"a.{kind}", words=WORDS, package="AP1", area="functional")
    contribution, problems = read_requirements(
        found.files["a.md"].encode(), "a.md", Path("a.md"), Path(), Package("AP1", "", PLACE), WORDS
    )
    assert {p.code for p in problems} <= {"control-character"}
    assert len(contribution.statements) == len(rows)
    lines = [_number(row["line"]) for row in json.loads(found.files["a.record.json"])["rows"]]
    # Rows without a section come first, and equal sections stand together.
    sections = [one_line(row[5]) for row in rows]
    order = list(dict.fromkeys(["", *sections]))
    placed = sorted(range(len(rows)), key=lambda n: (order.index(sections[n]), n))
    assert lines == sorted(lines)
    out: list[dict[str, str]] = [{} for _row in rows]
    for n, statement in zip(placed, contribution.statements, strict=True):
        assert statement.id == ""
        out[n] = {name: value.text for name, value in statement.values.items()}
    return out


def _number(line: int | str) -> int:
    """Of a line, or of a cell such as A12; a row of a table in Word has none."""
    return int(str(line).lstrip("ABCDEFG") or 0)


def check(rows: list[tuple[str, ...]], kind: str = "csv") -> None:
    # A cell of nothing but blanks, no-break ones included, is empty.
    rows = [tuple(cell if cell.strip() else "" for cell in row) for row in rows]
    for row, found in zip(rows, read_back(rows, kind), strict=True):
        id_, title, text, rationale, source, section, note = row
        assert found.get("foreign_id", "") == clean(id_)
        assert found.get("section", "") == one_line(section)
        assert found.get("source", "") == clean(source)
        assert found["text"] in meanings(text, kind)
        assert found.get("rationale", "") in meanings(rationale, kind)
        assert found.get("note", "") == (clean(f"Farve: {clean(note)}") if note.strip() else "")
        if one_line(title):
            assert found["title"] == one_line(title)


def meant(text: str) -> str:
    """What a cell reader sees in it, except that nothing refers to anything: a backslash stays a backslash."""
    literal = text.replace("\x85", "\n").replace("\\{{", "\\\\{{").replace("\\[@", "\\\\[@")
    return normal(clean(plain(blocks_of(literal))))


def meanings(text: str, kind: str) -> set[str]:
    """In Word a list is a list; a bullet that somebody typed is a sign like others."""
    return {meant(text), normal(clean(text))} if kind == "docx" else {meant(text)}


def test_naughty_strings_in_every_field() -> None:
    assert len(NAUGHTY) >= 100
    for column in range(len(HEADERS)):
        rows = [(*SURE[:column], naughty, *SURE[column + 1 :]) for naughty in NAUGHTY]
        check([row for row in rows if clean(row[2]).strip()])


@pytest.mark.parametrize("kind", ["xlsx", "ods", "docx"])
def test_naughty_strings_from_other_formats(kind: str) -> None:
    """Each in one of the fields; the next run of `make soak` has each in all of them."""
    columns = range(len(HEADERS))
    rows = [
        (*SURE[: n % len(columns)], naughty, *SURE[n % len(columns) + 1 :])
        for n, naughty in enumerate(naughty_in(kind))
    ]
    check([row for row in rows if clean(row[2]).strip()], kind)


@pytest.mark.slow
@pytest.mark.parametrize("kind", FORMATS)
def test_naughty_strings_in_every_field_of_every_format(kind: str, figure: Callable[[str, str, str], None]) -> None:
    for column in range(len(HEADERS)):
        rows = [(*SURE[:column], naughty, *SURE[column + 1 :]) for naughty in naughty_in(kind)]
        check([row for row in rows if clean(row[2]).strip()], kind)
    figure("injection", f"naughty texts in every field of a list in {kind}, verbatim once imported", f"{len(ALL)}")


letters = st.characters(exclude_categories=("Cs", "Cc"))
texts = st.lists(st.sampled_from(NAUGHTY) | st.text(letters, max_size=5), max_size=3).map("".join)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.tuples(*([texts] * len(HEADERS))),
        min_size=1,
        max_size=3,
    )
)
def test_any_text_in_every_field(rows: list[tuple[str, ...]]) -> None:
    check([(*SURE,), *[row for row in rows if clean(row[2]).replace("\u00a0", "").strip()]])
