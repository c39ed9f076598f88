"""A text of one line is one line in every declaration, however it was typed."""

from pathlib import Path

import declared
import pytest
from msgspec.structs import replace
from small import project as small_project

from pipeline.base.text import one_line
from pipeline.model.place import Place
from pipeline.model.tender import Tender
from pipeline.read.declarations import read_declarations

# Texts that may have several lines, and settings, which are as their part of the program wants them.
SEVERAL = {"sources/answers.yaml: answer", "sources/decisions.yaml: text"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("a", "a"),
        ("a\nb", "a b"),
        (" a \n\n  b\t c\n", "a b c"),
        ("a\r\nb", "a b"),
        ("a\x85b\u2028c\u2029", "a b c"),
        ("\u00a0a\u00a0b\u00a0", "a\u00a0b"),
        (" \n ", ""),
        ("a\u0301\nb", "á b"),
    ],
)
def test_a_line_is_one_line(typed: str, read: str) -> None:
    assert one_line(typed) == read


def test_a_block_scalar_is_a_title(project):
    given = {
        "packages/AP1/package.yaml": "title: |\n  Drift\n  og svar\nareas: ['operations ']\n",
        "standards.yaml": '- code: E1\n  title: "Et\\nto"\n  successor: "E2\\n"\n- {code: E2, title: To}\n',
        "terms.yaml": "- term: >\n    en\n    sag\n  definition: |\n    To\n    linjer\n  forms: ['sagen ']\n",
    }
    tender, problems = read_declarations(project({f"sources/{name}": text for name, text in given.items()}))
    assert problems == ()
    assert (tender.packages[0].title, tender.packages[0].areas) == ("Drift og svar", ("operations",))
    assert [(s.title, s.successor) for s in tender.standards] == [("Et to", "E2"), ("To", "")]
    assert [(t.term, t.definition, t.forms) for t in tender.terms] == [("en sag", "To linjer", ("sagen",))]


def test_a_wording_agreed_keeps_its_lines(project):
    decision = (
        "- requirement: F-001\n  field: text\n  between: []\n  text: |\n    Det skal:\n\n    - a\n    - b\n"
        '  reason: "Aftalt\\npå mødet"\n  role: Projektgruppen\n  date: 2026-11-02\n'
    )
    tender, _problems = read_declarations(project({"sources/decisions.yaml": decision}))
    assert [(d.text, d.reason) for d in tender.decisions] == [("Det skal:\n\n- a\n- b", "Aftalt på mødet")]


def test_every_text_of_one_line(tmp_path: Path) -> None:
    """Broken over two lines, with blanks around, each declaration of the example means what it means without."""
    root = small_project(tmp_path)
    for name in ("answers.yaml", "decisions.yaml", "terms.yaml"):
        (root / "sources" / name).write_bytes((declared.EXAMPLE / "sources" / name).read_bytes())
    lines = [
        leaf for leaf in declared.leaves(root) if leaf.key not in SEVERAL and not leaf.file.endswith("workbook.yaml")
    ]
    assert len(lines) > 500
    declared.rewrite(root, {})
    plain, said = read_declarations(root)
    broken = {(leaf.file, leaf.path): f" {leaf.text.replace(' ', chr(10), 1)}\n" for leaf in lines}
    declared.rewrite(root, broken)
    typed, said_then = read_declarations(root)
    assert [(p.code, p.place) for p in said_then] == [(p.code, p.place) for p in said]
    assert settled(typed) == settled(plain)


def settled(tender: Tender) -> Tender:
    return replace(tender, place=Place("x"))
