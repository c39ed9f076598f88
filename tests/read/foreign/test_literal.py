"""Whatever a foreign text holds, our Markdown reader reads it back as exactly that text."""

from pathlib import Path

import pytest
from factory import tender
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.base.text import normal
from pipeline.model.prose import (
    Blocks,
    Code,
    CodeBlock,
    Emphasis,
    Footnote,
    Heading,
    LineBreak,
    Link,
    List,
    Paragraph,
    Quote,
    Strike,
    Strong,
    Table,
    Text,
    paragraph,
    plain,
)
from pipeline.model.tender import Package
from pipeline.read.foreign.escape import clean, heading, one_line
from pipeline.read.foreign.literal import Writer
from pipeline.read.foreign.tame import Losses, tame
from pipeline.read.markdown import read_requirements
from pipeline.read.values import Vocabulary

WORDS = Vocabulary.of(tender())
PACKAGE = Package("AP1", "", next(iter(tender().packages)).place)


def read_back(title: str, blocks: Blocks) -> tuple[str, str]:
    """Title and plain text of a requirement written and read again."""
    writer = Writer()
    lines = [f"## {heading(title)}", "", "- Type: K", "", *writer.blocks(blocks, "-"), "", *writer.footnotes()]
    data = "\n".join(lines).encode()
    contribution, _problems = read_requirements(data, "a.md", Path("a.md"), Path(), PACKAGE, WORDS)
    (statement,) = contribution.statements
    assert set(statement.values) <= {"title", "type", "text"}
    found = {name: value.text for name, value in statement.values.items()}
    return found.get("title", ""), found.get("text", "")


TRICKY = [
    "*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "<", ">", "#", "|", "\\", "&", "&amp;", "&#38;", "&nbsp;",
    "-", "- ", "+ ", "1. ", "12) ", "> ", "# ", "---", "===", ":::", "::: intern", "~~", "~~~", "```", "{{", "}}",
    "{{ tilbudsfrist }}", "{%", "%}", "{#", "#}", "[@F-012]", "[^1]", "[^1]: x", "[a]: http://b",
    "![a](b.png)", "[a](javascript:b)",
    "<http://a>", "<b>", "<!--", "-->", "http://a.dk", "\n", "\n\n", " ", "  ", "\t", "\xa0", "\u2003", "\u2028",
    "\x85", "\r", "|---|", ":--", "a | b", "**Type:** MK", "- Type: MK", "Tabel: x", "a", "b_c", "1", "Å", "A\u030a",
    "=1+1", "$x$", "^2", "!", ":", "\x07", "\u200b", "\u202e",
]  # fmt: skip
texts = st.lists(st.sampled_from(TRICKY) | st.text(max_size=4), max_size=8).map("".join)


@settings(max_examples=200, deadline=None)
@given(texts, texts)
@example("a\nb", "- a\n- b")
@example("a #", "a | b\n--- | ---")
@example("\xa0a\xa0", "{{{ tilbudsfrist }}}")
def test_any_text_in_title_and_text(title: str, text: str) -> None:
    blocks = tame((Paragraph((Text(text),)),), Losses())
    read_title, read_text = read_back("x" + title, blocks)
    assert read_title == one_line("x" + title)
    assert read_text == plain(blocks) == clean(text)


inlines = st.recursive(
    texts.map(Text) | st.just(LineBreak()) | texts.map(Code),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda i: Strong(tuple(i))),
        st.lists(inner, max_size=3).map(lambda i: Emphasis(tuple(i))),
        st.lists(inner, max_size=3).map(lambda i: Strike(tuple(i))),
        st.tuples(st.lists(inner, max_size=2), st.sampled_from(["https://a.dk/(b)_c*", "x.md", "mailto:a@b.dk"])).map(
            lambda i: Link(tuple(i[0]), i[1])
        ),
        texts.map(lambda text: Footnote((paragraph(text),))),
    ),
    max_leaves=6,
)
paragraphs = st.lists(inlines, max_size=4).map(lambda i: Paragraph(tuple(i)))
cells = st.lists(st.lists(st.lists(inlines, max_size=2).map(tuple), max_size=3).map(tuple), max_size=3).map(tuple)
blocks = st.recursive(
    st.one_of(
        paragraphs,
        paragraphs.map(lambda p: Heading(2, p.inlines, "")),
        st.tuples(cells, cells).map(
            lambda c: Table(c[0][0] if c[0] else (), c[1], caption=c[1][0][0] if c[1] and c[1][0] else ())
        ),
        texts.map(CodeBlock),
    ),
    lambda inner: st.one_of(
        st.tuples(st.booleans(), st.lists(st.lists(inner, max_size=2).map(tuple), max_size=3), st.integers(0, 20)).map(
            lambda p: List(p[0], tuple(p[1]), p[2])
        ),
        st.lists(inner, max_size=2).map(lambda b: Quote(tuple(b))),
    ),
    max_leaves=5,
)


@settings(max_examples=200, deadline=None)
@given(st.lists(blocks, max_size=4).map(tuple))
@example((Paragraph((Footnote((paragraph("*"),)), Text("(12) "))),))
@example((Paragraph((Footnote((paragraph("a"),)), Footnote((paragraph("b"),)), Text(": c"))),))
def test_any_prose(given_blocks: Blocks) -> None:
    tamed = tame(given_blocks, Losses())
    _title, text = read_back("x", tamed)
    assert text == plain(tamed)


@pytest.mark.parametrize("text", ["snake_case", "svartid < 2 s & 50 %", "a - b", "C# 5 + 1 = 6", "(a) \u2013 b!"])
def test_ordinary_text_stays_as_people_write_it(text: str) -> None:
    assert heading(text) == text


def test_markup_that_is_meant_stays() -> None:
    inlines = (Text("se "), Link((Text("vejledningen"),), "https://a.dk/x"), Text(" og "), Strong((Text("alt"),)))
    assert Writer().paragraph(inlines) == ["se [vejledningen](https://a.dk/x) og **alt**"]


def test_clean_is_normal_for_ordinary_text() -> None:
    for text in ("a\r\nb\t c ", "a\u030a\xa0b"):
        assert clean(text) == normal(text)
