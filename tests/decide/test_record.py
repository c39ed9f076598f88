"""Answers written to decisions.yaml: whatever the words, they read back, and what stood there stays."""

from pathlib import Path

import pytest
from disputed import DECISIONS, disputed
from naughty_texts import NAUGHTY

from pipeline.base.text import legal, normal
from pipeline.decide.judgement import line
from pipeline.decide.record import Record
from pipeline.model.entry import DecisionEntry
from pipeline.read.declarations import read_declarations

BETWEEN = (("a.md:1", "a" * 64), ("b.md:2#x!Y", "b" * 64))
HAND = (
    '# How it is done here\n- {requirement: F-001, field: text, between: [{place: "x:1", sha256: "%s"}],\n'
    '   take: "x:1", reason: by hand, role: projektgruppen, date: 2026-10-05}   # kept'
)
OLD = HAND % ("c" * 64)


def entry(reason: str = "Because", **more: str) -> DecisionEntry:
    taken = {} if "text" in more or "kind" in more else {"take": "b.md:2#x!Y"}
    kind = {} if "kind" in more else {"field": "text"}
    return DecisionEntry("F-002", BETWEEN, reason, "projektgruppen", "2026-11-25", **kind, **taken, **more)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return disputed(tmp_path)


@pytest.mark.parametrize(
    "said", [*NAUGHTY, "a\u2028b\x85c", "# no comment", "- a: b", "'", '"', "\\", "a: b # c", "ja\x7f"]
)
def test_any_words_read_back(root: Path, said: str) -> None:
    reason, text = line(said) or "x", normal(legal(said)) or "x"
    record = Record(root)
    assert record.add("one", entry(reason, text=text)) == ()
    assert record.add("two", entry(kind="refines", other=reason)) == ()
    found, problems = read_declarations(root)
    assert [p for p in problems if p.place.path == str(DECISIONS)] == []
    assert (found.decisions[0].reason, found.decisions[0].text) == (reason, text)
    assert (found.decisions[1].kind, found.decisions[1].other) == ("refines", reason)


@pytest.mark.parametrize(
    "said", ["a\n\nb", "a\n- b\n  c\n\n\nd", "Et\n# to\n: tre", "a\n\tb", "a\u2028\nb", "\x1b[0m\nb"]
)
def test_a_text_of_several_lines_reads_back(root: Path, said: str) -> None:
    said = normal(legal(said))
    assert Record(root).add("one", entry(text=said)) == ()
    assert read_declarations(root)[0].decisions[0].text == said


def test_a_text_of_several_lines_stands_as_people_write_it(root: Path) -> None:
    Record(root).add("one", entry(text="Løsningen skal:\n\n- a\n- b"))
    assert "  text: |-\n    Løsningen skal:\n\n    - a\n    - b\n  reason:" in (root / DECISIONS).read_text("utf-8")


@pytest.mark.parametrize(
    "before", [OLD, OLD + "\n", OLD.replace("\n", "\r\n") + "\r\n", "\ufeff" + OLD + "\n", "# only\n"]
)
def test_what_stood_there_stays_byte_for_byte(root: Path, before: str) -> None:
    (root / DECISIONS).write_bytes(before.encode())
    assert Record(root).add("one", entry()) == ()
    data = (root / DECISIONS).read_bytes()
    assert data.startswith(before.encode())
    assert ("\r\n- requirement" in data.decode()) == ("\r\n" in before)
    found = read_declarations(root)[0].decisions
    assert [d.reason for d in found] == [*(["by hand"] if "by hand" in before else []), "Because"]


def test_an_indented_list_goes_on_indented(root: Path) -> None:
    (root / DECISIONS).write_text("  " + OLD.partition("\n")[2].replace("\n", "\n  ") + "\n", "utf-8")
    assert Record(root).add("one", entry()) == ()
    assert [d.reason for d in read_declarations(root)[0].decisions] == ["by hand", "Because"]


@pytest.mark.parametrize("before", ["[]\n", OLD + "\n---\n- x\n", "a: b\n"])
def test_a_file_that_cannot_be_added_to_is_left_alone(root: Path, before: str) -> None:
    (root / DECISIONS).write_text(before, "utf-8")
    record = Record(root)
    problems = record.add("one", entry())
    assert [p.code for p in problems] == ["decision-not-written"]
    assert '- requirement: "F-002"' in problems[0].fix
    assert (root / DECISIONS).read_text("utf-8") == before


def test_a_file_with_mistakes_is_named_first(root: Path) -> None:
    (root / DECISIONS).write_text("- requirement: F-001\n  feild: text\n", "utf-8")
    assert {p.code for p in Record(root).broken()} >= {"missing-key"}


def test_a_file_changed_meanwhile_is_not_written_over(root: Path) -> None:
    record = Record(root)
    assert record.add("one", entry()) == ()
    (root / DECISIONS).write_text(OLD + "\n", "utf-8")
    assert [p.code for p in record.add("two", entry("Other"))] == ["decision-not-written"]
    assert (root / DECISIONS).read_text("utf-8") == OLD + "\n"


def test_a_new_answer_takes_the_place_of_the_first(root: Path) -> None:
    (root / DECISIONS).write_text(OLD, "utf-8")
    record = Record(root)
    record.add("one", entry("First"))
    record.add("two", entry("Second"))
    record.add("one", entry("Third"))
    assert [d.reason for d in read_declarations(root)[0].decisions] == ["by hand", "Third", "Second"]
