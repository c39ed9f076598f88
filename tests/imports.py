"""Runs files through `import` in a worker process with a time limit each; a worker that hangs is replaced."""

import json
import os
import selectors
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

WORKER = Path(__file__).parent / "hostile" / "worker.py"
SECONDS = 60  # of wall clock, on a machine that does other things too; what is promised is CPU time
CPU_SECONDS = 10
MEGABYTES = 1000


@dataclass(frozen=True)
class Outcome:
    """`traceback` is '' unless something unforeseen happened, a hang included."""

    file: str
    count: int
    files: dict[str, str]
    problems: list[list[str]]
    cpu: float
    megabytes: float
    traceback: str

    @property
    def codes(self) -> set[str]:
        return {problem[1] for problem in self.problems}

    @property
    def errors(self) -> set[str]:
        return {problem[1] for problem in self.problems if problem[0] == "error"}

    @property
    def text(self) -> str:
        return "\n".join(self.files.values())

    def said(self, code: str) -> str:
        return " ".join(" ".join(p[3:]) for p in self.problems if p[1] == code)


def corpus(*parts: str) -> Path:
    """A folder of the corpus; the test is skipped where there is none."""
    root = os.environ.get("UDBUD_CORPUS", "")
    folder = Path(root, *parts)
    if not root:
        pytest.skip("UDBUD_CORPUS is not set", allow_module_level=True)
    if not folder.exists():
        pytest.skip("UDBUD_CORPUS has no " + "/".join(parts), allow_module_level=True)
    return folder


def run(files: Iterable[Path]) -> dict[str, Outcome]:
    """Keyed by the path as given."""
    outcomes: dict[str, Outcome] = {}
    worker = _Worker()
    for file in files:
        said = worker.ask(file)
        if said is None:
            worker = _Worker()
            said = {"traceback": f"no answer within {SECONDS} s, or the process died"}
        outcomes[str(file)] = Outcome(
            file.name,
            said.get("count", 0),
            said.get("files", {}),
            said.get("problems", []),
            said.get("cpu", 0.0),
            said.get("megabytes", 0.0),
            said.get("traceback", ""),
        )
    worker.close()
    return outcomes


class _Worker:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(WORKER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self._answer() is not None

    def ask(self, file: Path) -> dict[str, Any] | None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{file}\n")
        self._process.stdin.flush()
        return self._answer()

    def _answer(self) -> dict[str, Any] | None:
        assert self._process.stdout is not None
        with selectors.DefaultSelector() as selector:
            selector.register(self._process.stdout, selectors.EVENT_READ)
            if not selector.select(SECONDS):
                self.close()
                return None
        line = self._process.stdout.readline()
        return json.loads(line) if line else None

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
