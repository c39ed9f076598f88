"""No silent loss: whatever running text the readers can build, the Word file read back says the same."""

import io
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from factory import requirement, value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles.prose_shapes import NAUGHTY, blocks, legible
from oracles.word_files import faults, spec, written

from pipeline.base.text import legal, normal
from pipeline.model.prose import Blocks, CodeBlock, Footnote, List, Paragraph, Table, Text, paragraph, plain
from pipeline.write import word

LAX = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True, scope="module")
def _one_rendering() -> Iterator[None]:
    """The template is the same for every example: it is filled in once."""
    once: list[Any] = []
    original = word.render

    def render(*given: Any) -> Any:
        if not once:
            once.append(original(*given))
        parts, problems = once[0]
        return dict(parts), problems

    word.render = render
    yield
    word.render = original


@LAX
@given(blocks(), blocks(headings=False), blocks(1, headings=False))
def test_every_shape_of_text_is_read_back_as_written(chapter: Blocks, text: Blocks, reason: Blocks) -> None:
    first = requirement("F-001", text, rationale="x")
    changed = {**first.values, "rationale": value(reason)}
    given_ = spec((requirement("F-001", text, **{}), requirement("F-002")), chapter)
    given_.requirements[0].values.update(changed)  # type: ignore[attr-defined]
    assert faults(given_, written(given_)) == ()


@pytest.mark.parametrize("words", [t for t in NAUGHTY if legal(t).strip()])
def test_naughty_words_stand_in_every_place_unchanged(words: str) -> None:
    text = legal(words)
    shapes: Blocks = (
        paragraph(text),
        List(False, ((paragraph(text), List(True, ((paragraph(text),),))),)),
        Table(((Text(text),),), (((Text(text),),),), (), (Text(text),)),
        CodeBlock(text),
        Paragraph((Text("se"), Footnote((paragraph(text),)))),
    )
    given_ = spec((requirement("F-001", shapes, title=text, source=text, rationale=text), requirement("F-002")), shapes)
    assert faults(given_, written(given_)) == ()


@LAX
@given(st.lists(st.text(legible, min_size=1, max_size=40).map(legal), min_size=1, max_size=5))
def test_another_reader_sees_the_same_paragraphs(lines: list[str]) -> None:
    """python-docx knows nothing of how we write or read."""
    chapter = tuple(paragraph(line) for line in lines)
    document = docx.Document(io.BytesIO(written(spec((), chapter))))
    body = [p.text for p in document.paragraphs if p.style is not None and p.style.name == "Normal"]
    assert [normal(line) for line in lines] == [normal(line) for line in body[: len(lines)]]


@pytest.mark.parametrize("depth", range(1, 13))
def test_lists_are_numbered_at_any_depth(depth: int) -> None:
    inner: Blocks = (paragraph("inderst"),)
    for _level in range(depth):
        inner = (List(True, ((paragraph("en"), *inner), (paragraph("to"),))),)
    given_ = spec((requirement("F-001", inner),), inner)
    assert faults(given_, written(given_)) == ()
    assert len(plain(inner).split("\n")) == 2 * depth + 1
