"""`udbud decide` at a terminal: a real one, driven key by key."""

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from disputed import DECISIONS, disputed

from pipeline.read.declarations import read_declarations

pty = pytest.importorskip("pty", reason="no pseudo-terminals on this system")
fcntl, termios = pytest.importorskip("fcntl"), pytest.importorskip("termios")
ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def _its_own_terminal() -> None:
    """So that Ctrl-C reaches it, as at a person's desk."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


class Terminal:
    """What a person sees and types."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.master, slave = pty.openpty()
        settings = {"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"], "TERM": "xterm", "COLUMNS": "200"}
        command = [sys.executable, "-m", "pipeline", "--lang", "en", "decide", "--date", "2026-11-25", "-q"]
        self.process = subprocess.Popen(
            command, stdin=slave, stdout=slave, stderr=slave, cwd=folder, env=settings | environment,
            start_new_session=True, preexec_fn=_its_own_terminal,
        )  # fmt: skip
        os.close(slave)
        self.seen = ""
        self.raw = ""
        self.read = 0

    def until(self, words: str) -> str:
        """Waits until the words stand there, after what was waited for before; gives what came up to them."""
        end = time.monotonic() + PATIENCE
        while (at := self.seen.find(words, self.read)) < 0:
            assert time.monotonic() < end, f"«{words}» never came; there stands:\n{self.seen[self.read :]}"
            ready, _w, _x = select.select([self.master], [], [], 0.2)
            if ready:
                try:
                    self.raw += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError as ended:  # the process is gone
                    raise AssertionError(f"«{words}» never came; there stands:\n{self.seen}") from ended
                self.seen = _COLOURS.sub("", self.raw).replace("\r\n", "\n")
        before = self.seen[self.read : at]
        self.read = at + len(words)
        return before

    def type(self, words: str) -> None:
        os.write(self.master, words.encode())

    def interrupt(self) -> None:
        """Ctrl-C until it ends, as a person does: Python loses one that falls between its prompt and its read."""
        for _press in range(5):
            self.type("\x03")
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE / 6)
                return

    def answer(self, choice: str, reason: str, role: str = "", date: str = "") -> None:
        self.until("> ")
        self.type(choice + "\n")
        for prompt, words in (("Reason: ", reason), ("Role [", role), ("Date [", date)):
            self.until(prompt)
            self.type(words + "\n")
        self.until("Saved: ")

    def end(self) -> int:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if select.select([self.master], [], [], 0.05)[0]:
                try:
                    self.raw += os.read(self.master, 65536).decode("utf-8", "replace")
                except OSError:
                    break
            elif self.process.poll() is not None:
                break  # it is gone, and all it said is read
        code = self.process.wait(PATIENCE)
        self.seen = _COLOURS.sub("", self.raw).replace("\r\n", "\n")
        return code


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    started: list[Terminal] = []

    def start(**environment: str) -> Terminal:
        started.append(Terminal(tmp_path, **environment))
        return started[-1]

    disputed(tmp_path)
    yield start
    for one in started:
        one.process.kill()
        one.process.wait()
        os.close(one.master)


def reasons(folder: Path) -> list[tuple[str, str, str, str]]:
    found = read_declarations(folder)[0].decisions
    return [(d.requirement, d.reason, d.role, d.date) for d in found]


def test_the_whole_walk(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    person = terminal()
    shown = person.until("1–3 choose")
    assert "1 of 4 · Conflict" in shown
    assert "F-001 Frist for afbud, Kravtekst" in shown
    assert " 1  consultant, sources/packages/AP1/10-konsulent.md:12\n" in shown
    assert "indtil [-24-] {+48+} timer før." in shown
    assert "\x1b[" in person.raw, "a terminal that can shows colours too"
    person.answer("2", 'Kort, "nok"', role="2")
    assert len(reasons(tmp_path)) == 1, "saved before the next question"
    person.answer("1", "Kommunerne vil det", date="1/12-2026")
    person.until("> ")
    person.type("s\n")
    assert "requirement 2 refines requirement 1" in person.until("s skip")
    person.answer("3", "Opslag er mere", role="driftsgruppen")
    assert person.end() == 0
    assert "3 decisions were written to sources/decisions.yaml." in person.seen
    assert "1 question is open." in person.seen
    assert reasons(tmp_path) == [
        ("F-001", 'Kort, "nok"', "styregruppen", "2026-11-25"),
        ("F-002", "Kommunerne vil det", "styregruppen", "2026-12-01"),
        ("F-004", "Opslag er mere", "driftsgruppen", "2026-12-01"),
    ]


def test_going_back_answers_anew(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    person = terminal()
    person.answer("1", "Først")
    person.until("> ")
    person.type("b\n")
    person.until("You have answered this one")
    person.answer("2", "Så")
    person.until("> ")
    person.type("q\n")
    assert person.end() == 0
    assert [reason for _r, reason, _role, _date in reasons(tmp_path)] == ["Så"]


def test_a_text_of_ones_own(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    person = terminal()
    person.until("> ")
    person.type("t\n")
    person.until("Text: ")
    person.type("Løsningen skal tage imod afbud indtil 36 timer før.\n")
    person.until("Reason: ")
    person.type("b\n")  # a second thought: the question again
    person.until("> ")
    person.type("t\n")
    person.until("Text: ")
    person.type("Løsningen skal tage imod afbud indtil 30 timer før.\n")
    person.until("Reason: ")
    person.type("\n")
    person.until("Write why")
    person.type("Midt imellem\n")
    person.until("Role [projektgruppen]")
    person.type("9\n")
    person.until("«9» is none of these")
    person.type("\n")
    person.until("Date [")
    person.type("i morgen\n")
    person.until("«i morgen» is no date")
    person.type("\n")
    person.until("Saved: F-001 Frist for afbud, Kravtekst: another text.")
    person.until("> ")  # before it the terminal would swallow the key
    person.type("\x04")  # Ctrl-D
    assert person.end() == 0
    found = read_declarations(tmp_path)[0].decisions
    assert [d.text for d in found] == ["Løsningen skal tage imod afbud indtil 30 timer før."]


def test_a_longer_text_in_an_editor(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    script = tmp_path / "skriv.py"
    script.write_text(
        "import sys, pathlib\nf = pathlib.Path(sys.argv[1])\n"
        "f.write_text(f.read_text('utf-8').replace('24', '30') + '\\n- på siden\\n- i appen\\n', 'utf-8')\n", "utf-8"
    )  # fmt: skip
    person = terminal(EDITOR=f'"{sys.executable}" "{script}"')
    person.answer("e", "Begge steder")
    person.until("> ")
    person.type("q\n")
    assert person.end() == 0
    text = "Løsningen skal tage imod afbud indtil 30 timer før.\n\n- på siden\n- i appen"
    assert [d.text for d in read_declarations(tmp_path)[0].decisions] == [text]


def test_no_editor_is_said_and_asked_again(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    person = terminal(EDITOR="findes-ikke-xyz")
    person.until("> ")
    person.type("e\n")
    person.until("The editor «findes-ikke-xyz» could not be started")
    person.until("> ")
    person.type("x\n")
    person.until("«x» is none of these")
    person.until("> ")
    person.interrupt()
    assert person.end() == 0
    assert "4 questions are open." in person.seen
    assert not (tmp_path / DECISIONS).exists()


def test_it_goes_on_where_it_stopped(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    first = terminal()
    first.answer("1", "Første dag", role="2")
    first.until("> ")
    first.type("q\n")
    assert first.end() == 0
    second = terminal(NO_COLOR="1")
    assert "1 of 3 · Conflict" in second.until("> ")
    second.type("2\n")
    second.until("Reason: ")
    second.type("Næste dag\n")
    second.until("Role [styregruppen]")
    second.type("\n")
    second.until("Date [")
    second.type("\n")
    second.until("Saved: ")
    second.until("> ")
    second.type("q\n")
    assert second.end() == 0
    assert [r[1:3] for r in reasons(tmp_path)] == [("Første dag", "styregruppen"), ("Næste dag", "styregruppen")]


def test_decisions_changed_meanwhile_stop_the_walk(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    person = terminal()
    person.until("> ")
    (tmp_path / DECISIONS).write_text("# somebody else\n", "utf-8")
    person.type("1\n")
    for prompt, words in (("Reason: ", "x"), ("Role [", ""), ("Date [", "")):
        person.until(prompt)
        person.type(words + "\n")
    person.until("[decision-not-written]")
    assert person.end() == 1
    assert (tmp_path / DECISIONS).read_text("utf-8") == "# somebody else\n"
