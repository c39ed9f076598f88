"""Drawings of workflows: geometry is checked on the shapes, the picture by Pillow reading it back."""

import io
import pathlib
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from pipeline.base.cache import Cache
from pipeline.model.place import Place
from pipeline.model.specification import Lookup
from pipeline.model.workflow import Workflow
from pipeline.read.steps import cell_value, steps_of
from pipeline.write.word.flow import Picture, pictures, pieces
from pipeline.write.word.flow.layout import draw
from pipeline.write.word.flow.lettering import lines, width
from pipeline.write.word.flow.nodes import Node, Say, Way
from pipeline.write.word.flow.paint import png
from pipeline.write.word.flow.shapes import Box, Drawing, Path, Pill, Words

SAY = Say("Start", "Slut", "til trin {number}", "fra trin {number}")
_TEXT = "Kontrollerer identitet og fuldmagt hos kvalitetsudviklingskonsulenten"
_TEXTS = st.integers(1, len(_TEXT)).map(lambda n: _TEXT[:n])
_CONDITIONS = st.sampled_from(["", "ja", "nej", "ved manglende kvittering", "ingen ledige tider inden for fristen"])


@st.composite
def _nodes(draw_: st.DrawFn) -> tuple[int, tuple[Node, ...]]:
    lanes, count = draw_(st.integers(1, 6)), draw_(st.integers(1, 9))
    ways = st.builds(Way, st.integers(-1, count - 1), _CONDITIONS)
    nodes = [
        Node(
            str(n + 1),
            draw_(st.integers(0, lanes - 1)),
            draw_(_TEXTS),
            tuple(draw_(st.lists(ways, max_size=3, unique=True))),
        )
        for n in range(count)
    ]
    return lanes, tuple(nodes)


def _of(drawing: Drawing, kind: type) -> list:
    return [shape for shape in drawing.shapes if type(shape) is kind]


def _frame(words: Words) -> tuple[float, float, float, float]:
    return words.left, words.top, words.right, words.top + len(words.lines) * words.size * 1.22


def _overlap(one: tuple[float, ...], other: tuple[float, ...], by: float = 0.5) -> bool:
    return min(one[2], other[2]) - max(one[0], other[0]) > by and min(one[3], other[3]) - max(one[1], other[1]) > by


@settings(max_examples=150)
@given(_nodes())
def test_no_line_runs_behind_a_box(given_: tuple[int, tuple[Node, ...]]) -> None:
    drawing = draw([f"Aktør {n}" for n in range(given_[0])], given_[1], SAY)
    frames = [(b.left, b.top, b.right, b.bottom) for b in _of(drawing, Box)]
    for path in _of(drawing, Path):
        for (x0, y0), (x1, y1) in pairwise(path.points):
            segment = (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            for frame in frames:
                inner = (frame[0] + 1, frame[1] + 1, frame[2] - 1, frame[3] - 1)
                crossing = (
                    segment[0] < inner[2] and segment[2] > inner[0] and segment[1] < inner[3] and segment[3] > inner[1]
                )
                assert not crossing, (segment, frame)


@settings(max_examples=150)
@given(_nodes())
def test_words_lie_over_no_other_words_and_no_box(given_: tuple[int, tuple[Node, ...]]) -> None:
    drawing = draw([f"Aktør {n}" for n in range(given_[0])], given_[1], SAY)
    labels = [_frame(w) for w in _of(drawing, Words)]
    boxes = [(b.left, b.top, b.right, b.bottom) for b in _of(drawing, Box)]
    pills = [(p.left, p.top, p.right, p.bottom) for p in _of(drawing, Pill)]
    assert [pair for pair in combinations(labels, 2) if _overlap(*pair)] == []
    assert [pair for pair in combinations([*boxes, *pills], 2) if _overlap(*pair)] == []
    assert [(a, b) for a in labels for b in (*boxes, *pills) if _overlap(a, b)] == []


@settings(max_examples=100)
@given(_nodes())
def test_everything_stands_inside_the_picture(given_: tuple[int, tuple[Node, ...]]) -> None:
    drawing = draw([f"Aktør {n}" for n in range(given_[0])], given_[1], SAY)
    for box in (*_of(drawing, Box), *_of(drawing, Pill)):
        assert box.left >= -0.5
        assert box.right <= drawing.width + 0.5
        assert 0 <= box.top < box.bottom <= drawing.height
    for path in _of(drawing, Path):
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in path.points)


@given(st.text("abcdefgæøå -/", max_size=80), st.floats(30, 120))
def test_lines_are_no_wider_than_asked_and_lose_nothing(text: str, available: float) -> None:
    found = lines(text, available, 8.2)
    assert all(width(line, 8.2) <= available for line in found)
    assert "".join(found).replace("-", "").replace(" ", "") == text.replace("-", "").replace(" ", "")


def test_long_words_break_between_syllables() -> None:
    found = lines("Kvalitetsudviklingskonsulenten", 70, 8.2)
    assert found == ("Kvalitetsudvik-", "lingskonsulenten")


def test_danish_letters_are_in_the_typeface() -> None:
    missing = width("\uffff", 8.2)
    from pipeline.write.word.flow.lettering import font

    blank = bytes(font(False, 8.2).getmask("\uffff"))
    for bold in (False, True):
        for letter in "æøåÆØÅéü–«»§→…’":
            assert bytes(font(bold, 8.2).getmask(letter)) != blank, letter
    assert missing > 0


def test_a_picture_has_twice_the_dots_and_the_same_bytes_twice() -> None:
    nodes = (Node("1", 0, "Ringer", (Way(1, "ja"), Way(-1, "nej"))), Node("2", 1, "Svarer", (Way(-1),)))
    one = png(draw(["Borger", "Medarbejder"], nodes, SAY))
    assert one == png(draw(["Borger", "Medarbejder"], nodes, SAY))
    image = Image.open(io.BytesIO(one))
    assert image.format == "PNG"
    assert image.width == round(470 * 192 / 72)
    assert len(image.convert("L").getcolors()) > 50


def _workflow(*actions: str) -> Workflow:
    place = Place("a.md", 1)
    rows = [
        (place, {role: cell_value(words, place) for role, words in (("number", str(n)), ("action", text))})
        for n, text in enumerate(actions, 1)
    ]
    return Workflow(None, steps_of(rows, {})[0], place)


def test_a_flow_drawn_before_is_not_drawn_again(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[str] = []

    def made(*actions: str) -> tuple[Picture, ...]:
        return pictures(_workflow(*actions), {"": "Ingen"}, Lookup(), SAY, Cache(tmp_path))

    whole = pieces.pieces
    with monkeypatch.context() as patch:
        patch.setattr(pieces, "pieces", lambda *given_: (drawn.append(given_[1][0].text), whole(*given_))[1])
        first, again, other = made("Ringer", "Svarer"), made("Ringer", "Svarer"), made("Skriver", "Svarer")
    assert drawn == ["Ringer", "Skriver"]
    assert first == again != other


def test_a_long_flow_is_cut_and_its_pieces_name_each_other() -> None:
    found = pictures(_workflow(*(f"Gør noget {n}" for n in range(40))), {"": "Ingen"}, Lookup(), SAY, Cache())
    assert len(found) > 1
    assert [p.first for p in found[1:]] == [p.last + 1 for p in found[:-1]]
    assert (found[0].first, found[-1].last) == (0, 39)
    nodes = tuple(Node(str(n), 0, "", (Way(n + 1 if n < 3 else 0),)) for n in range(4))
    first, last = pieces._piece(nodes, 0, 2), pieces._piece(nodes, 2, 4)
    assert [n.ways for n in (*first, *last)] == [(Way(1),), (Way(-1, "", "2"),), (Way(1),), (Way(-1, "", "0"),)]
    assert [n.origins for n in (*first, *last)] == [("3",), (), ("1",), ()]
