"""Work grows with the number of requirements, not faster: counted in calls, which no other process can disturb."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.generate import generate
from markdown_it.token import Token

from pipeline.base.memory import unhurried_collector
from pipeline.build import build
from pipeline.read.markdown.source import read_source

DOCUMENTS = ("kravspecifikation", "kravmatrix", "sporbarhedsmatrix", "kravdata")


def calls(work: Callable[[], object]) -> int:
    count = 0

    def one(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(one)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_twice_the_requirements_are_twice_the_work(tmp_path: Path) -> None:
    counts = []
    for size in (10, 60, 120, 240):  # the first one loads what is loaded once
        folder = generate(size, tmp_path / f"tender-{size}")
        counts.append(calls(lambda: build(folder, tmp_path / "output", only=DOCUMENTS)))  # noqa: B023
    _first, small, middle, large = counts
    assert middle > small
    assert large - middle <= 2.02 * (middle - small)


def test_what_was_parsed_is_let_go_without_a_collector(tmp_path: Path) -> None:
    with unhurried_collector():
        before = _tokens()
        read_source(b"# Titel\n\n- Et **punkt**\n" * 50, "krav.md", tmp_path / "krav.md", tmp_path)
        assert _tokens() == before


def _tokens() -> int:
    return sum(type(found) is Token for found in gc.get_objects())
