"""Hypothesis strategies for running text: every shape the readers can build, with the words people and tests use."""

from hypothesis import strategies as st

from pipeline.base.text import legal, slug
from pipeline.model.prose import (
    KINDS,
    Block,
    Blocks,
    Code,
    CodeBlock,
    Div,
    Emphasis,
    Fact,
    Footnote,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    Picture,
    Quote,
    Reference,
    Rule,
    Strike,
    Strong,
    Table,
    Text,
    plain_inlines,
)

# Chosen to be mistaken for something: markup, numbers, markers, fields, other scripts, invisible characters.
NAUGHTY = (
    "", " ", "0", "-", "–", "·", "1.", "a)", "i)", "1. ", "- punkt", "Tabel 3. x", "Tabel 1", "Table 2. ", "|",
    " | ", "a | b", "<", "&", "&lt;", "&amp;lt;", "<w:t>", "</w:t>", "]]>", "<!-- x -->", "\"'", "a<b>c</b>",
    "< 2 sek & > 1", "&#x41;", "{{ navn }}", "{{7*7}}", "{% for x in y %}", "{{ config.__class__ }}", "{#",
    "[@F-001]", "[note: x]", "[billede: x]", "(http://x.dk)", "=1+1", "+45", "@SUM(A1)", "\t=cmd", "æøå ÆØÅ",
    "a\u030a", "é", "e\u0301", "ﬁ", "½", "²", "m²", "\u00a0", "a\u00a0b", "\u00a0a", "a\u00a0", "\u200b",
    "\u200ba", "\u202eabc", "\ufeff", "\u00ad", "\u2028", "\u2029", "\u0085", "\u3000", "\u2003x", "\u2009",
    "x\u000b", "\u001f", "😀", "👩‍👧", "𝒳", "עברית", "العربية", "中文字", "ไทย", "Ω≈ç√∫", "%s %d", "%", "50 % af",
    "\\1 \\g<0>", "\\", "$1", "udbud-body-7c1e", "udbud-contents-7c1e", "rIdH1", "NULL", "None", "æ" * 300,
    "ord " * 200, "https://eksempel.dk/" + "a" * 200, "1.234,50 kr.", "2026-11-02", "  to  blanke  ", "a\tb",
    "F-001",
)  # fmt: skip
WORDS = (
    "Løsningen", "skal", "vise", "borgerens", "henvendelse", "inden", "2", "sekunder", "(se", "bilag", "3)",
    "og", "ikke", "99,5 %", "§ 14,", "stk. 2", "<", "&", "é", "blåbærgrød", "–", ",", ".", "år", "25 °C",
)  # fmt: skip
URLS = (
    "https://eksempel.dk/?a=1&b=2",
    'http://eksempel.dk/"q"',
    "mailto:post@eksempel.dk",
    "https://eksempel.dk/æ",
    "/sti",
    "#her",
)

legible = st.characters(exclude_categories=("Cs",), exclude_characters="\r\n")
words = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
    st.sampled_from(NAUGHTY),
    st.text(legible, min_size=1, max_size=12),
).map(legal)  # the readers leave out, and report, what XML cannot hold


def texts() -> st.SearchStrategy[Inline]:
    return words.filter(bool).map(Text)


def inlines(depth: int = 2, *, breaks: bool = True, notes: bool = True) -> st.SearchStrategy[Inlines]:
    """`breaks`: a table cell has no line breaks. `notes`: a footnote has none of its own."""
    atoms: list[st.SearchStrategy[Inline]] = [
        texts(),
        texts(),
        words.filter(bool).map(Code),
        st.sampled_from(("F-001", "F-002", "KLE", "UKENDT-9", "tabel:maal")).map(Reference),
        st.sampled_from(("loesning", "findes_ikke")).map(lambda n: Fact(n, "{{ " + n + " }}")),
        words.map(lambda alt: Picture("billede.png", alt, PNG)),
    ]
    if breaks:
        atoms.append(st.just(LineBreak()))
    if depth:
        inner = inlines(depth - 1, breaks=breaks, notes=notes)
        atoms += [inner.map(Strong), inner.map(Emphasis), inner.map(Strike)]
        # A link holds no link.
        plain_inner = st.lists(texts(), min_size=1, max_size=2).map(tuple)
        atoms.append(st.builds(Link, plain_inner, st.sampled_from(URLS)))
        atoms.append(st.sampled_from(URLS).map(lambda url: Link((Text(url.removeprefix("mailto:")),), url)))
        if notes:
            atoms.append(blocks(1, notes=False, headings=False).map(Footnote))
    return st.lists(st.one_of(atoms), min_size=1, max_size=4).map(tuple)


def paragraphs(*, notes: bool = True) -> st.SearchStrategy[Block]:
    return inlines(notes=notes).map(Paragraph)


def tables(*, notes: bool = True) -> st.SearchStrategy[Block]:
    cell = st.one_of(st.just(()), inlines(1, breaks=False, notes=notes))
    return st.integers(1, 3).flatmap(
        lambda n: st.builds(
            Table,
            st.one_of(st.just(()), st.tuples(*[cell] * n)),
            st.lists(st.tuples(*[cell] * n), min_size=1, max_size=3).map(tuple),
            st.tuples(*[st.sampled_from(("", "left", "right", "center"))] * n),
            st.one_of(st.just(()), inlines(0, breaks=False, notes=False)),
        )
    )


def _heading(level: int, given: Inlines) -> Block:
    return Heading(level, given, slug(plain_inlines(given)))


def blocks(depth: int = 3, *, notes: bool = True, headings: bool = True) -> st.SearchStrategy[Blocks]:
    one: list[st.SearchStrategy[Block]] = [
        paragraphs(notes=notes),
        paragraphs(notes=notes),
        tables(notes=notes),
        st.lists(words, min_size=1, max_size=3).map("\n".join).map(CodeBlock),
        st.just(Rule()),
    ]
    if headings:
        one.append(st.builds(_heading, st.integers(1, 6), inlines(1, breaks=False, notes=False)))
    if depth:
        inner = blocks(depth - 1, notes=notes, headings=headings)
        items = st.lists(st.one_of(st.just(()), inner), min_size=1, max_size=3).map(tuple)
        one.append(st.builds(List, st.booleans(), items, st.sampled_from((0, 1, 1, 1, 3, 27))))
        one.append(inner.map(Quote))
        one.append(st.builds(Div, st.sampled_from(KINDS), inner))
    return st.lists(st.one_of(one), min_size=1, max_size=3).map(tuple)


def png(width: int, height: int) -> bytes:
    """A grey PNG of this size."""
    import struct
    import zlib

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\x99" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


PNG = png(40, 20)
