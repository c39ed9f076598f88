"""Worker processes that die or meet a bug: every thing gets its answer, and nobody is left behind."""

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.base.workers import Answer, answers

THINGS = tuple("abcdefg")


def loud(shared: str, thing: str) -> str:
    return shared + thing.upper()


def killed(folder: Path, thing: str) -> str:
    """`c` always, `e` the first time."""
    if thing == "c" or (thing == "e" and not (folder / "e").exists()):
        (folder / thing).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return thing


def out_of_memory(folder: Path, thing: str) -> str:
    if thing == "b" and not (folder / "b").exists():
        (folder / "b").touch()
        raise MemoryError
    return thing


def broken(_shared: None, thing: str) -> str:
    if thing == "d":
        raise KeyError("our own mistake")
    return thing


def slow(folder: Path, thing: str) -> str:
    (folder / str(os.getpid())).touch()
    time.sleep(0 if thing == "a" else 60)
    return thing


@pytest.mark.parametrize("jobs", [1, 3, 20])
def test_every_thing_gets_its_answer(jobs: int) -> None:
    found = sorted(answers(loud, "x", THINGS, jobs), key=lambda answer: answer.thing)
    assert found == [Answer(thing, f"x{thing.upper()}") for thing in THINGS]
    assert list(answers(loud, "x", (), jobs)) == []


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_worker_that_is_killed_costs_its_own_thing_only(tmp_path: Path, jobs: int) -> None:
    found = {answer.thing: answer for answer in answers(killed, tmp_path, THINGS, jobs)}
    assert found.pop("c") == Answer("c", ended="signal 9")
    assert {thing: answer.value for thing, answer in found.items()} == {t: t for t in THINGS if t != "c"}


def test_what_needs_too_much_memory_is_tried_in_a_new_process(tmp_path: Path) -> None:
    assert {answer.value for answer in answers(out_of_memory, tmp_path, THINGS, 2)} == set(THINGS)
    assert (tmp_path / "b").exists()


def test_a_bug_is_told_with_its_traceback_and_the_rest_is_done() -> None:
    found = {answer.thing: answer for answer in answers(broken, None, THINGS, 2)}
    assert found["d"].value is None
    assert "our own mistake" in found["d"].bug
    assert {answer.value for answer in found.values() if not answer.bug} == set(THINGS) - {"d"}


def test_leaving_ends_the_workers(tmp_path: Path) -> None:
    iteration = answers(slow, tmp_path, THINGS, 3)
    assert next(iteration).value == "a"
    iteration.close()
    for path in tmp_path.iterdir():
        with pytest.raises(ProcessLookupError):
            os.kill(int(path.name), 0)
