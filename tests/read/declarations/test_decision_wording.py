"""The text agreed instead of the competing ones is read like a cell: paragraphs, lists, references, facts."""

from pathlib import Path

from small import project, write

from pipeline.model.prose import Fact, List, Reference, walk
from pipeline.read.declarations import read_declarations

DECISION = """
- requirement: F-001
  field: {field}
  between:
    - {{place: "a.md:1", sha256: {one}}}
    - {{place: "b.md:1", sha256: {two}}}
  text: |
    {text}
  reason: Præciserer.
  role: projektgruppen
  date: 2026-10-01
"""


def wording(folder: Path, field: str, text: str):  # type: ignore[no-untyped-def]
    root = project(folder)
    write(root, "decisions.yaml", DECISION.format(field=field, one="a" * 64, two="b" * 64, text=text))
    return read_declarations(root)[0].decisions[0].wording


def test_prose(tmp_path: Path) -> None:
    value = wording(tmp_path, "text", "Løsningen skal svare, jf. [@KLE].\n\n    - inden {{ frist }}\n    - altid")
    assert value.text == "Løsningen skal svare, jf. [@KLE].\n- inden {{ frist }}\n- altid"
    assert {type(node) for node in walk(value.blocks)} >= {Reference, Fact, List}
    assert value.place.path == "sources/decisions.yaml"


def test_a_choice_is_stored_by_key(tmp_path: Path) -> None:
    assert wording(tmp_path, "verification", "prøve, analyse").keys == ("test", "analysis")
