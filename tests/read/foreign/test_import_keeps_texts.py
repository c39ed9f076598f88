"""Whatever stands in the columns of a list stands in the requirements read from its Markdown, field by field."""

import csv
import io
import json
from pathlib import Path

from factory import FIELDS, PLACE, tender
from hypothesis import given, settings
from hypothesis import strategies as st
from naughty_texts import NAUGHTY

from pipeline.base.text import normal
from pipeline.model.prose import plain
from pipeline.model.tender import Package
from pipeline.read.cells import blocks_of
from pipeline.read.foreign import import_file
from pipeline.read.foreign.escape import clean, one_line
from pipeline.read.markdown import read_requirements
from pipeline.read.values import Vocabulary

WORDS = Vocabulary.of(tender(fields=FIELDS))
HEADERS = ("Oprindeligt nr.", "Titel", "Kravtekst", "Begrundelse", "Kilde", "Afsnit", "Farve")
SURE = (
    "Nr.", "Titel", "Løsningen skal vise det.", "Fordi.", "Lov", "Afsnit", "rød",
)  # fmt: skip


def read_back(rows: list[tuple[str, ...]]) -> list[dict[str, str]]:
    """The rows as CSV, imported, read from the Markdown; in the order of the rows."""
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=";").writerows([HEADERS, *rows])
    found, _problems = import_file(buffer.getvalue().encode(), "a.csv", words=WORDS, package="AP1", area="functional")
    contribution, problems = read_requirements(
        found.files["a.md"].encode(), "a.md", Path("a.md"), Path(), Package("AP1", "", PLACE), WORDS
    )
    assert {p.code for p in problems} <= {"control-character"}
    assert len(contribution.statements) == len(rows)
    lines = [row["line"] for row in json.loads(found.files["a.record.json"])["rows"]]
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


def check(rows: list[tuple[str, ...]]) -> None:
    # A cell of nothing but blanks, no-break ones included, is empty.
    rows = [tuple(cell if cell.strip() else "" for cell in row) for row in rows]
    for row, found in zip(rows, read_back(rows), strict=True):
        id_, title, text, rationale, source, section, note = row
        assert found.get("foreign_id", "") == clean(id_)
        assert found.get("section", "") == one_line(section)
        assert found.get("source", "") == clean(source)
        assert found["text"] == meant(text)
        assert found.get("rationale", "") == meant(rationale)
        assert found.get("note", "") == (clean(f"Farve: {clean(note)}") if note.strip() else "")
        if one_line(title):
            assert found["title"] == one_line(title)


def meant(text: str) -> str:
    """What a cell reader sees in it, except that nothing refers to anything: a backslash stays a backslash."""
    literal = text.replace("\x85", "\n").replace("\\{{", "\\\\{{").replace("\\[@", "\\\\[@")
    return normal(clean(plain(blocks_of(literal))))


def test_naughty_strings_in_every_field() -> None:
    assert len(NAUGHTY) >= 100
    for column in range(len(HEADERS)):
        rows = [(*SURE[:column], naughty, *SURE[column + 1 :]) for naughty in NAUGHTY]
        check([row for row in rows if clean(row[2]).strip()])


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
