"""The short cut for text without markup gives what markdown-it's own inline rule gives."""

from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it.token import Token

from pipeline.read.markdown.parser import _NO_MARKUP, _markdown

SIGNS = st.text(st.sampled_from("ab 1\\`*_[]!<>&~\n@^:(){}%#-.;æ\u00a0\"'/?"), max_size=12)


@given(SIGNS)
@example("[@F-012] og [@SF1510]. < 2 & 3")
@example("[@a]: b")
@example("{{ frist }} &amp; [@x](y)")
@example("a@b.dk www.x.dk http://x.dk")
def test_texts_that_take_the_short_cut_have_no_markup(text: str) -> None:
    text = text.strip()
    if not _NO_MARKUP.fullmatch(text):
        return
    md = _markdown()
    children: list[Token] = []
    md.inline.parse(text, md, {}, children)
    assert [t.type for t in children] == ["text"] * (1 if text else 0)
    assert "".join(t.content for t in children) == text


def test_ordinary_sentences_take_it() -> None:
    assert _NO_MARKUP.fullmatch("Løsningen skal svare på < 2 sek. & vise [@F-012], jf. {{ frist }} (99,8 %).")
