"""A returned form that breaks its reader down costs that form: the build goes on, intake answers the others."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from returned import form
from small import project, write

import pipeline.read.excel as excel
from pipeline.base.confined import limited
from pipeline.build import build
from pipeline.read import intake as receiving
from pipeline.read.intake import Receiver
from pipeline.read.values import Vocabulary

pytestmark = pytest.mark.skipif(not limited(), reason="no processes can be forked here")
GOOD = ("", "Svar", "Løsningen skal svare inden 2 sekunder.", "K", "R-AAAAAAAA")


def dies(*_given: object) -> object:
    os.kill(os.getpid(), signal.SIGKILL)
    return None


def test_the_build_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "p", "## F-901 Svar\n\n- Type: K\n\nLøsningen skal svare inden 2 sekunder.\n")
    write(root, "packages/AP1/received/nordby/001.xlsx", form(GOOD))
    whole = build(root, tmp_path / "whole")
    monkeypatch.setattr(excel, "read_form", dies)
    made = build(root, tmp_path / "out")
    assert made.saved is not None
    (stopped,) = [p for p in made.problems if p.code == "reader-stopped"]
    assert (stopped.place.path, stopped.severity) == ("sources/packages/AP1/received/nordby/001.xlsx", "error")
    assert len(made.specification.live()) == len(whole.specification.live()) - 1 == 1
    assert build(root, tmp_path / "out", "tender").saved is None


def test_the_next_form_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = receiving.receive
    monkeypatch.setattr(receiving, "receive", lambda data, *more: dies() if data == b"bad" else read(data, *more))
    words = Vocabulary.of(build(project(tmp_path / "p"), tmp_path / "out").sources.tender)
    receiver = Receiver(words, lambda _package: ())
    try:
        said = [receiver(data, name) for data, name in ((form(GOOD), "a"), (b"bad", "b"), (form(GOOD), "c"))]
    finally:
        receiver.close()
    assert [submission is not None for submission, _refused in said] == [True, False, True]
    assert [p.code for p in said[1][1]] == ["reader-stopped"]


def test_a_file_costs_little(tmp_path: Path, figure: Callable[[str, str, str], None]) -> None:
    """Read in a process with limits, and here: the difference for each of many files in one folder."""
    root = project(tmp_path / "p")
    words = Vocabulary.of(build(root, tmp_path / "out").sources.tender)
    data = form(*((f"F-{n:03}", "Svar", f"Løsningen skal svare inden {n} sekunder.", "K") for n in range(100, 130)))
    receiver, count = Receiver(words, lambda _package: ()), 60
    try:
        receiver(data, "first")
        start = time.perf_counter()
        for n in range(count):
            receiver(data, str(n))
        inside = time.perf_counter() - start
    finally:
        receiver.close()
    start = time.perf_counter()
    for n in range(count):
        receiving.receive(data, str(n), words)
    here = time.perf_counter() - start
    spent = max(0.0, inside - here) / count * 1000
    figure("hostile-input", "a form read in a process with limits costs more, by the clock", f"{spent:.1f} ms")
    assert spent < 30.0
