"""A reader that runs on, asks for all memory or dies costs its own file; the next one is read by a new process."""

import os
import signal
import time
from pathlib import Path

import pytest

from pipeline.base import confined as module
from pipeline.base.confined import Confined, StoppedError, limited
from pipeline.model.place import Place

pytestmark = pytest.mark.skipif(not limited(), reason="no processes can be forked here")


def reader(what: str, path: str = "") -> object:
    match what:
        case "loop":
            while True:
                pass
        case "memory":
            return len(bytearray(3_000_000_000))
        case "wait":
            time.sleep(60)
        case "die":
            os.kill(os.getpid(), signal.SIGTERM)
        case "write":
            Path(path).write_bytes(b"x" * 10)
        case "bug":
            raise KeyError("ours")
        case "pid":
            return os.getpid()
        case "place":
            return (Place("a.xlsx", 0, "Ark", "B2"), ["æøå"])
        case "foreign":
            return Path(path)
    return what


@pytest.fixture
def confined(monkeypatch: pytest.MonkeyPatch) -> Confined[object]:
    monkeypatch.setattr(module, "SECONDS", 1)
    monkeypatch.setattr(module, "PATIENCE", 30.0)
    with Confined(reader) as made:
        yield made


@pytest.mark.parametrize(
    ("what", "why"),
    [
        ("loop", "more than 1 seconds"),
        ("memory", "1000 MB of memory"),
        ("die", f"broke down (-{signal.SIGTERM.value})"),
    ],
)
def test_what_stops_it_costs_one_file(confined: Confined[object], what: str, why: str) -> None:
    first = confined("pid")
    with pytest.raises(StoppedError, match=why.replace("(", r"\(").replace(")", r"\)")):
        confined(what)
    assert confined("next") == "next"
    assert confined("pid") != first


def test_one_that_waits_for_something_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.5)
    with Confined(reader) as made:
        with pytest.raises(StoppedError, match="not read within"):
            made("wait")
        assert made("next") == "next"


def test_one_process_reads_one_file_after_the_other(confined: Confined[object]) -> None:
    assert confined("pid") == confined("pid") != os.getpid()
    assert confined("place") == (Place("a.xlsx", 0, "Ark", "B2"), ["æøå"])


def test_it_can_write_no_file(confined: Confined[object], tmp_path: Path) -> None:
    with pytest.raises((RuntimeError, StoppedError)):
        confined("write", str(tmp_path / "x"))
    assert not (tmp_path / "x").exists() or (tmp_path / "x").stat().st_size == 0


def test_a_bug_of_ours_is_raised_here(confined: Confined[object]) -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'ours'"):
        confined("bug")


def test_a_value_that_is_none_of_ours_is_not_loaded(confined: Confined[object]) -> None:
    with pytest.raises(StoppedError):
        confined("foreign", "x")


def test_nothing_is_left_behind() -> None:
    with Confined(reader) as made:
        pid = made("pid")
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)  # type: ignore[arg-type]
