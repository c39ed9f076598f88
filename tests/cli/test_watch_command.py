"""`udbud watch`: what it says and writes, what it survives, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import REQUIREMENTS, Answer, Udbud, replace, written

from pipeline.cli import main

CHAPTER = "sources/chapters/kravspecifikation/01-indledning.md"
TENDER = Path("sources/tender.yaml")

Step = Callable[[], object]


@pytest.fixture
def watched(udbud: Udbud, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """`watched(step, …, options=…)`: each step happens while it waits; after the last comes Ctrl-C."""

    def call(*steps: Step, options: tuple[str, ...] = ()) -> Answer:
        left = list(steps)
        at_rest = [True]

        def sleep(_seconds: float) -> None:
            at_rest[0] = not at_rest[0]
            if at_rest[0]:  # the look that sees that nothing more was saved
                return
            if not left:
                raise KeyboardInterrupt
            left.pop(0)()

        monkeypatch.setattr(time, "sleep", sleep)
        return udbud("watch", *options)

    return call


def test_one_edit_writes_what_it_changes(watched: Callable[..., Answer], udbud: Udbud) -> None:
    documents: list[str] = []

    def edit() -> None:
        documents.extend(written(Path("output/internal")))
        replace(REQUIREMENTS, "Løsningen skal", "Løsningen skal altid")

    answer = watched(edit)
    assert answer.code == 0
    _first, round_ = answer.out.split("Waiting for changes")[:2]
    assert f"Changed: {REQUIREMENTS}\n" in round_
    assert "Written anew: kravspecifikation.docx" in round_
    assert "Done in " in round_
    assert "0 errors" in round_
    assert answer.err.endswith("Ended. The last output stands.\n")
    kept = written(Path("output/internal"))
    assert list(kept) == documents
    assert udbud("build", "--no-cache").code == 0
    clean = written(Path("output/internal"))
    assert [name for name in clean if clean[name] != kept[name] and name != "build.json"] == []


def test_only_what_is_new_is_said_in_full(watched: Callable[..., Answer]) -> None:
    def wrong() -> None:
        replace(REQUIREMENTS, "- Type: MK", "- Type: XX")

    def right() -> None:
        replace(REQUIREMENTS, "- Type: XX", "- Type: MK")

    answer = watched(wrong, right)
    _first, broken, mended, *_rest = answer.out.split("Waiting for changes")
    assert "[unknown-choice]" in broken
    assert "1 error" in broken
    assert "(1 new, 0 gone)" in broken
    assert "[unknown-choice]" not in mended
    assert "(0 new, 1 gone)" in mended


def test_the_last_good_output_stands_while_the_sources_are_broken(watched: Callable[..., Answer]) -> None:
    """Half a file, a missing declaration, no project at all: it goes on, and the next good state is built."""
    good: list[dict[str, bytes]] = []
    text = TENDER.read_bytes()

    def broken() -> None:
        good.append(written(Path("output/internal")))
        TENDER.write_bytes(text[:40] + b"\n  - [")

    def gone() -> None:
        good.append(written(Path("output/internal")))
        TENDER.unlink()

    def back() -> None:
        good.append(written(Path("output/internal")))
        TENDER.write_bytes(text.replace(b"title: ", b"title: Ny ", 1))

    answer = watched(broken, gone, back)
    assert answer.code == 0
    assert good[0] == good[1] == good[2]
    assert "Nothing was written: the last output stands." in answer.err
    assert "no sources/tender.yaml" in answer.err
    assert written(Path("output/internal"))["manifest.json"] != good[0]["manifest.json"]


def test_a_bug_of_ours_does_not_end_it(watched: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch) -> None:
    import pipeline.build as chain

    original = chain.merge

    def bug() -> None:
        def broken(_sources: object) -> object:
            raise RuntimeError("hov")

        monkeypatch.setattr(chain, "merge", broken)
        replace(REQUIREMENTS, "Løsningen skal", "Løsningen skal nu")

    def mended() -> None:
        monkeypatch.setattr(chain, "merge", original)
        replace(REQUIREMENTS, "Løsningen skal nu", "Løsningen skal")

    answer = watched(bug, mended)
    assert answer.code == 0
    assert "This is a bug in udbud" in answer.err
    assert "Done in " in answer.out.split("Changed: ")[-1]


def test_wrong_use_at_the_start_ends_it_as_it_ends_build(udbud: Udbud) -> None:
    assert (udbud("watch", "--only", "kravspek").code, udbud("build", "--only", "kravspek").code) == (2, 2)
    assert "one municipality" in udbud("watch", "--for", "all").err


def test_options_are_those_of_build(watched: Callable[..., Answer]) -> None:
    answer = watched(options=("--edition", "consultation", "--only", "kravspecifikation"))
    assert answer.code == 0
    assert [p.name for p in sorted(Path("output").glob("*")) if p.is_dir()] == ["consultation"]
    assert not Path("output/consultation/kravmatrix.xlsx").exists()


def test_for_a_program_each_round_is_in_its_format(watched: Callable[..., Answer]) -> None:
    answer = watched(lambda: replace(REQUIREMENTS, "Løsningen skal", "Løsningen skal nu"), options=("--format", "json"))
    assert answer.out.count('"edition": "internal"') == 2
    assert "Waiting" not in answer.out


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is sent another way there")
def test_ctrl_c_in_a_terminal_ends_it_with_0(tmp_path: Path) -> None:
    """The real thing, in a process of its own: the first build, a save, the second build, Ctrl-C."""
    assert main(["-q", "new", str(tmp_path / "p")]) == 0
    command = [sys.executable, "-m", "pipeline", "--lang", "en", "watch", "--only", "kravspecifikation"]
    root = Path(__file__).resolve().parents[2]
    said = (tmp_path / "said").open("w+")
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(command, cwd=tmp_path / "p", stdout=said, stderr=said, env=environment) as process:
        try:
            _until(tmp_path / "said", "Waiting for changes", process)
            with (tmp_path / "p" / CHAPTER).open("a", encoding="utf-8") as file:
                file.write("\n\nOg en linje til.\n")
            _until(tmp_path / "said", "Written anew: kravspecifikation.docx", process)
            process.send_signal(signal.SIGINT)
            assert process.wait(20) == 0
        finally:
            process.kill()
    assert "Traceback" not in (tmp_path / "said").read_text()


def _until(said: Path, words: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 60
    while words not in said.read_text():
        assert process.poll() is None, said.read_text()
        assert time.monotonic() < until, said.read_text()
        time.sleep(0.05)
