"""Naughty texts in every place of a chapter: each stands in the Word document as it was written, and nowhere else."""

from pathlib import Path

from docx.oxml.ns import qn
from independent import OURS, external_targets, instructions, parts, stated, text_of
from naughty import ALL, escaped, one_line
from small import project, write

from pipeline.build import build

PLACES = ("Overskrift", "afsnit", "punkt", "nummer", "celle", "fed", "citat", "note")


def chapter(strings: tuple[str, ...]) -> str:
    """Every text in a heading, a paragraph, both kinds of list, a table, bold words, a quotation and a footnote."""
    out = []
    for n, text in enumerate(map(escaped, strings)):
        one = f"{n}x {text} x{n}"
        out.append(f"# Overskrift {one}\n\nafsnit {one}[^{n}]\n\n- punkt {one}\n\ntekst\n\n1. nummer {one}\n\n")
        out.append(f"| hoved |\n|---|\n| celle {one} |\n\n**fed {one}**\n\n> citat {one}\n\n[^{n}]: note {one}\n\n")
    return "".join(out)


def test_every_text_in_every_place_of_a_chapter(tmp_path: Path) -> None:
    strings = tuple(dict.fromkeys(s for s in map(str.strip, ALL) if escaped(s)))
    root = project(tmp_path / "p")
    write(root, "chapters/kravspecifikation/20-alt.md", chapter(strings))
    outcome = build(root, tmp_path / "output")
    assert outcome.faults == ()
    assert outcome.saved
    path = outcome.saved / "kravspecifikation.docx"
    found: list[str] = []
    for name, tree in parts(path):
        if name in ("word/document.xml", "word/footnotes.xml"):
            found += [stated(text_of(p)) for p in tree.iter(qn("w:p"))]
    lines = "\n".join(found)
    for n, text in enumerate(strings):
        one = stated(f"{n}x {one_line(text)} x{n}")
        for place in PLACES:
            assert f"{place} {one}" in lines, (place, text)
    assert external_targets(path) == set()
    assert [code for code in instructions(path) if not OURS.fullmatch(code)] == []
