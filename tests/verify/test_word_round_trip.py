"""No silent loss: whatever running text the readers can build, the Word file read back says the same."""

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
import pytest
from factory import requirement, value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracles.prose_shapes import NAUGHTY, PNG, blocks, legible
from oracles.soundness import unsound
from oracles.word_files import faults, spec, written
from small import project, shown, write

from pipeline.base.text import legal, normal
from pipeline.model.prose import Blocks, CodeBlock, Footnote, List, Paragraph, Table, Text, paragraph, plain
from pipeline.verify.word import verify_document
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


SOURCES = (
    "- 1. a\n- - b\n  - c\n\n    d\n- \n- e\n",
    "1) en\n2) to\n\n   - x\n\n   | a | b |\n   |---|---|\n   | 1 | 2 |\n\n3) tre\n",
    "0. nul\n1. en\n\n<!-- -->\n\n7. syv\n8. otte\n",
    "> citat\n>\n> 1. i citat\n>    - dybere\n>\n> ## overskrift i citat\n",
    "![alt \x07 tekst](p.png) og [![p](p.png)](https://eksempel.dk) og [](https://eksempel.dk)\n",
    "[tekst](javascript:alert(1)) [x](</sti med blanke>) <https://eksempel.dk/?a=1&b=2> [b](mailto:a@b.example)\n",
    "a[^1] b[^2] c[^1]\n\n[^1]: en\n\n    1. x\n    2. i note\n\n    [x](https://eksempel.dk)\n[^2]: note i note[^1]\n",
    "Tabel: *Skæv* tabel {#skaev}\n\n| a | **b** | `c|` |\n|:-:|--:|---|\n| | x | \\| |\n| 1 |\n\nSe [@tabel:skaev].\n",
    "::: instruktion\n# Overskrift\n\n- a\n\n::: kunde\nindre\n:::\n:::\n",
    "```\n  kode\n\n\tmere <&>\n```\n\n    indrykket\n\n***\n\n~~x~~ **fed *kursiv*** `a  b`  \nny linje\\\nendnu en\n",
    "# \n\n#### Fire\n\n###### Seks\n\n# Én\n\n- # overskrift i liste\n- punkt\n\n## To\n",
    "\\{{ loesning }} {{loesning}} {{ x | upper }} {% if %} [@F-001] \\[@F-001] &amp; &lt;b&gt; <b>x</b>\n",
    "æ\u0301ø\u030a a\u00a0b \u200b\u202e \ufeff\u2028\u2029 \x85 x\n",
    "Tabel 3. Ikke en billedtekst\n\nTabel 4\n\n1\\. ikke en liste\n\n\\- heller ikke\n",
)


@pytest.mark.parametrize("source", SOURCES)
def test_markdown_as_people_write_it_reaches_word_and_back(source: str, tmp_path: Path) -> None:
    """In a requirement, a section's introduction and a chapter at once."""
    inside = source.replace("\n# ", "\n### ").replace("\n## ", "\n### ").removeprefix("# \n\n")
    head = "## F-001 Krav\n\n- Type: K\n\nTekst.\n\n"
    root = project(tmp_path, f"{inside}\n{head}{inside}\n\n**Begrundelse:** Fordi.\n\n{inside}", source)
    for folder in ("packages/AP1", "chapters/kravspecifikation"):
        write(root, f"{folder}/p.png", PNG)
    given_ = shown(root)
    found = next(d for d in given_.tender.documents if "word" in d.kinds)
    data, problems = word.write_document(given_, found, ())
    assert problems == ()
    assert data is not None
    assert tuple(verify_document(given_, data, found)) == ()
    assert unsound(data) == ()
