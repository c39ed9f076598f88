"""What a question is known by: its texts in their order, and nothing that moves lines about."""

from pathlib import Path

from disputed import disputed
from small import merged

from pipeline.base.words import difference, marked
from pipeline.decide.kinds import KINDS
from pipeline.model.question import Question


def questions(folder: Path) -> list[Question]:
    specification, _problems = merged(folder)
    return [question for kind in KINDS for question in kind.questions(specification)]


def test_moved_lines_keep_the_key_and_a_changed_word_does_not(tmp_path: Path) -> None:
    disputed(tmp_path)
    before = [q.key for q in questions(tmp_path)]
    file = tmp_path / "sources/packages/AP1/20-nordby.md"
    text = file.read_text("utf-8")
    file.write_text(text.replace("# Booking\n", "# Booking\n\n\n"), "utf-8")
    assert [q.key for q in questions(tmp_path)] == before
    file.write_text(text.replace("48 timer", "36 timer"), "utf-8")
    after = [q.key for q in questions(tmp_path)]
    assert (before[0] != after[0], before[0][:10] == after[0][:10], before[1:] == after[1:]) == (True, True, True)


def test_other_numbers_for_the_same_texts_are_another_key(tmp_path: Path) -> None:
    """Were the key the same, «Tekst 1» of a workbook on its way would come to mean another text."""
    disputed(tmp_path)
    first = questions(tmp_path)[0]
    file, other = (tmp_path / "sources/packages/AP1" / name for name in ("10-konsulent.md", "20-nordby.md"))
    mine, theirs = file.read_text("utf-8"), other.read_text("utf-8")
    file.write_text(mine.replace("24 timer", "48 timer"), "utf-8")
    other.write_text(theirs.replace("48 timer", "24 timer"), "utf-8")
    second = questions(tmp_path)[0]
    assert {s.sha256 for s in first.sides} == {s.sha256 for s in second.sides}
    assert first.sides[0].sha256 != second.sides[0].sha256
    assert first.key != second.key


def test_words_that_differ() -> None:
    one, other = "Svar inden 2,5 sekunder, hver dag.", "Svar inden 5 sekunder, hver eneste dag."
    assert [p for p in difference(one, other) if p[0] != "="] == [("-", "2,5"), ("+", "5"), ("+", "eneste ")]
    assert "".join(words for mark, words in difference(one, other) if mark != "+") == one
    assert "".join(words for mark, words in difference(one, other) if mark != "-") == other
    assert [p for p in difference("a b c", "x y c") if p[0] != "="] == [("-", "a b"), ("+", "x y")]


def test_words_that_differ_from_any_of_the_others_are_marked_in_the_first() -> None:
    first, *others = marked(("en to tre", "en 2 tre", "en to 3"))
    assert first == (("en ", False), ("to", True), (" ", False), ("tre", True))
    assert [[words for words, different in runs if different] for runs in others] == [["2"], ["3"]]


def test_very_long_texts_are_not_compared_word_by_word() -> None:
    one, other = "a b " * 3000, "b a " * 3000
    assert difference(one, other) == (("-", one), ("+", other))
