"""A body in pieces says what the whole says, and what is kept of a piece is what would be found anew."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import ROOT, project

from pipeline.base.kept import Memory, keeping
from pipeline.base.zip import read_zip, write_zip
from pipeline.build import build
from pipeline.verify.docx import _Reader, read_docx
from pipeline.verify.pieces import PART, body

PARTS = st.sampled_from(("<w:tbl>", "</w:tbl>", "<w:p>ø</w:p>", "<w:tblPr/>", "x"))


@given(st.lists(PARTS, max_size=30).map("".join))
def test_joined_they_are_the_body(xml: str) -> None:
    pieces = list(body(write_zip({PART: xml.encode()})))
    assert "".join(pieces) == xml
    for piece in pieces[:-1]:
        whole = piece.count("<w:tbl>") == piece.count("</w:tbl>")
        assert whole if piece.startswith("<w:tbl>") else "<w:tbl>" not in piece


REQUIREMENTS = """## F-901 Svar

- Type: K
- Verifikation: prøve

Løsningen skal vise:

1. det ene
2. det andet

| Oplysning | Frist |
|---|---|
| Svar | 2 dage |

## F-902 Søgning

- Type: K
- Verifikation: prøve

Løsningen skal finde:

3. det tredje
4. det fjerde
"""


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> list[bytes]:
    """All of the example, and one whose boxes hold numbered lists and tables."""
    folder = tmp_path_factory.mktemp("pieces")
    small = build(project(folder / "small", REQUIREMENTS), folder / "a")
    example = build(ROOT, folder / "b")
    return [a.data for a in (*small.artifacts, *example.artifacts) if a.path.endswith(".docx")]


def test_a_document_read_from_memory_is_the_one_that_was_read(documents: list[bytes]) -> None:
    """Numbers that are counted through the document too."""
    memory = Memory()
    numbered = 0
    for data in documents:
        once = read_docx(data)
        with keeping(memory):
            for _n in range(2):
                again = read_docx(data)
                assert again.items == once.items
                assert again.styles == once.styles
        numbered += "det fjerde" in repr(once.items)
    assert len(documents) > 20
    assert numbered


def test_a_table_read_cell_by_cell_says_what_it_says_read_in_one_go(documents: list[bytes]) -> None:
    tables = 0
    for data in documents:
        parts = read_zip(data)
        one, other = _Reader(parts), _Reader(parts)
        for piece in body(data):
            if piece.startswith("<w:tbl>"):
                assert one.table(piece) == other.read(piece)
                tables += 1
    assert tables > 100
