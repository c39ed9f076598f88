"""One document with everything in it: each kind of block where it may stand, and every word that could break one."""

from functools import cache

from factory import requirement
from oracles.prose_shapes import NAUGHTY, PNG, URLS, png
from oracles.word_files import spec

from pipeline.base.text import legal
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
    paragraph,
)
from pipeline.model.specification import Specification

# A grey 3 x 2 JPEG and GIF, as small as they come.
GIF = b"GIF89a\x03\0\x02\0\x80\0\0\x99\x99\x99\0\0\0,\0\0\0\0\x03\0\x02\0\0\x02\x02\x84\x51\0;"
JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300" + "10" * 64 + "ffc0000b08000200030101110000"
    "ffc4001400010000000000000000000000000000000affc40014100100000000000000000000000000000000"
    "ffda0008010100003f00d2cf20ffd9"
)  # fmt: skip


def deep(levels: int, *, ordered: bool) -> Block:
    inner: Blocks = (paragraph("inderst"), prose_table(2))
    for _level in range(levels):
        inner = (paragraph("et punkt"), List(ordered, (inner, (paragraph("det næste"), paragraph("som fortsætter")))))
    return List(ordered, (inner,), 3)


def prose_table(rows: int, caption: str = "") -> Table:
    head = ((Text("Kanal"),), (Text("Mål"),), (Text("Enhed"),))
    body = tuple(((Text(f"række {n}"),), (Strong((Text("< 2"),)),), (Code("ms"), Text(" & s"))) for n in range(rows))
    title = (Text(caption),) if caption else ()
    return Table(head, body, ("left", "right", "center"), title, "maal" if caption else "")


def shapes() -> Blocks:
    """What may stand in a requirement and in a chapter."""
    note = Footnote(
        (
            paragraph("Noten."),
            List(True, ((paragraph("første"),), (paragraph("anden"),))),
            Paragraph((Link((Text("loven"),), URLS[0]), Footnote((paragraph("note i note"),)))),
            prose_table(1),
        )
    )
    running = Paragraph(
        (
            Text("Se "), Reference("F-001"), Text(", "), Reference("KLE"), Text(", "), Reference("UKENDT-9"),
            Text(" og "), Fact("loesning", "{{ loesning }}"), Fact("ukendt", "{{ ukendt }}"), LineBreak(),
            Strong((Emphasis((Strike((Code("kode"), Text("alt"))),)),)), note,
            *(Link((Text("her"), Strong((Text(" og der"),))), url) for url in URLS), Link((), URLS[0]),
            Picture("a.png", 'Et "billede" < 2 & mere', PNG), Picture("b.jpg", "jpeg", JPEG),
            Picture("c.gif", "gif", GIF), Picture("d.png", "bredt", png(3000, 40)),
            Picture("e.png", "højt", png(40, 3000)),
        )
    )  # fmt: skip
    return (
        running,
        deep(4, ordered=True),
        deep(4, ordered=False),
        List(True, ((paragraph("begynder forfra"),), ())),
        List(False, ((List(True, ((CodeBlock("a\n  b\tc"),), (Rule(), Quote((paragraph("citat"),))))),),)),
        prose_table(3),
        prose_table(2),
        Table((), (((Text("uden"),), (Text("hoved"),)), ((), ()))),
        Table(((Text("én kolonne"),),), (((Text("x" * 200),),),)),
        CodeBlock("if a < b && c:\n\treturn \"x\""),
        Quote((paragraph("citat"), List(True, ((paragraph("i citat"),),)), prose_table(1))),
        *(
            Div(kind, (paragraph("i blok"), List(True, ((paragraph("et"),), (paragraph("to"),))), prose_table(1)))
            for kind in KINDS
        ),
        Rule(),
        paragraph("æ" * 400),
    )  # fmt: skip


@cache
def stress() -> Specification:
    words = [legal(w) for w in NAUGHTY if legal(w).strip()]
    every: Blocks = (List(False, tuple((paragraph(w),) for w in words)), prose_table(300, "Lang tabel"))
    requirements = [
        requirement("F-001", shapes(), title="Alle former", rationale="Fordi."),
        requirement("F-002", every, title="x" * 120, number="1.12"),
        requirement("F-003", (prose_table(1),), rationale=""),
        requirement("F-004", status="withdrawn"),
        requirement("P-abc", title="Forslag < uden & id", type="", area=""),
        *(
            requirement(f"IF-{n:03}", w, title=w, area="non-functional", source=w, section="Ord & tegn")
            for n, w in enumerate(words)
        ),
    ]  # fmt: skip
    chapter: Blocks = (
        paragraph("Før første overskrift"),
        Heading(1, (Text("Indledning & mål < 2"),), "indledning"),
        *shapes(),
        Heading(2, (Text("Underafsnit"),), "underafsnit"),
        Heading(4, (Text("Dybt"),), "dybt"),
        Heading(3, (Text("Tredje"),), "tredje"),
        Div("instruktion", (Heading(2, (Text("I blok"),), "i-blok"), paragraph("tekst"))),
        Paragraph((Text("Se "), Reference("kravspecifikation#underafsnit"), Text(" og "), Reference("tabel:maal"))),
    )
    return spec(requirements, chapter)
