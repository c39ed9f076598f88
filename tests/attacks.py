"""Runs of the program on a small tender, and what must hold after each, however its disk failed or it was killed."""

import contextlib
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from returned import ABOUT, GOOD, form, tender
from small import write

from pipeline.cli import main

Files = Mapping[str, bytes]
DOCUMENTS = ("kravspecifikation", "kravmatrix")
TEMPLATES = (*DOCUMENTS, "kravdata", "bidragsskema", "kvittering")
GONE = 1 << 22  # above the largest process number
CACHE = ".udbud-cache"
SECOND = "\n## F-002 Andet\n\n- Type: K\n\nLøsningen skal vise det andet.\n"


@dataclass(frozen=True, slots=True)
class Run:
    """A command, given from the project folder. `cache` is what it finds: `off`, `cold` or `warm`."""

    command: tuple[str, ...]
    cache: str = "off"

    def __str__(self) -> str:
        return f"{' '.join(self.command[:2])} {self.cache}"


BUILD, NUMBER, RELEASE = ("build",), ("number",), ("release", "--publish", "--no-pages")
INTAKE = ("intake", "retur.xlsx", "--accept", "--today", "2026-11-10")
FORMS = ("forms", "--issue")
RUNS = (
    *(Run(BUILD, cache) for cache in ("off", "cold", "warm")),
    *(Run(command) for command in (NUMBER, INTAKE, FORMS, RELEASE)),
)


class Scene:
    """A project as it was before a run, and as the run leaves it when nothing fails."""

    def __init__(self, folder: Path, run: Run) -> None:
        self.run, self.folder = run, folder / "project"
        self.kept = folder / "kept"
        self._prepare()
        shutil.copytree(self.folder, self.kept)
        self.before = self.state()
        assert self.give() == 0
        self.after = self.state()
        if run.cache == "warm":  # what the attacked run will find
            shutil.copytree(self.folder / CACHE, self.kept / CACHE, dirs_exist_ok=True)

    def _prepare(self) -> None:
        folder = tender(self.folder)
        for template in (folder / "templates").iterdir():
            if template.name not in TEMPLATES:
                shutil.rmtree(template)
        declared = (folder / "sources/tender.yaml").read_text("utf-8")
        data = '  - {key: kravdata, number: "", title: Kravdata}\n' if self.run.command == RELEASE else ""
        write(folder, "tender.yaml", re.sub(r"(?m)^  - \{key: sporbarhedsmatrix.*\n", data, declared))
        (folder / "retur.xlsx").write_bytes(form(GOOD, about=ABOUT))
        if self.run.command[0] in ("build", "release"):
            assert self.give("number") == 0
            assert self.give("build", "--edition", self._edition) == 0
        text = (folder / "sources/packages/AP1/krav.md").read_text("utf-8")
        write(folder, "packages/AP1/krav.md", text + SECOND)
        if self.run.command == RELEASE:
            assert self.give("number") == 0

    @property
    def _edition(self) -> str:
        return "tender" if self.run.command == RELEASE else "internal"

    def give(self, *command: str) -> int:
        given = command or self.run.command
        if given[0] == "build" and "--no-cache" not in given and self.run.cache == "off":
            given = (*given, "--no-cache")
        here = Path.cwd()
        os.chdir(self.folder)
        try:
            return main(["--lang", "en", "-q", *given])
        finally:
            os.chdir(here)

    def reset(self) -> None:
        shutil.rmtree(self.folder)
        shutil.copytree(self.kept, self.folder)

    def state(self) -> Files:
        """Everything but the memory of earlier builds, the lock, and the file that says how long a build took."""
        found = (p for p in sorted(self.folder.rglob("*")) if p.is_file() or p.is_symlink())
        return {
            path: file.read_bytes()
            for file in found
            if not (path := file.relative_to(self.folder).as_posix()).startswith((f"{CACHE}/", "output/.lock"))
            and file.name != "build.json"
        }

    def assert_whole(self, code: int | None, failed: str = "") -> None:
        """Right after a run that failed; `code` is None after one that was killed. `failed`: the operation."""
        now = self.state()
        stray = {p: d for p, d in now.items() if _is_stray(p)}
        clearing = failed.split(" ")[0] in ("lstat", "listdir", "unlink", "rmdir") and _is_stray(failed)
        if code is not None and not clearing:
            assert not stray, "the run has not cleaned up after itself"
        now = {p: d for p, d in now.items() if p not in stray}
        edition = f"output/{self._edition}/"
        built = [{p: d for p, d in state.items() if p.startswith(edition)} for state in (self.before, now, self.after)]
        assert agrees_with_its_sums(built[1])
        if code in (0, None):
            assert built[1] in (built[0], built[2])
        for path in {*self.before, *now, *self.after}:
            if not path.startswith("output/"):
                ours = (self.before.get(path), self.after.get(path))
                assert now.get(path) in ours, f"{path} is neither what it was nor what it should become"
        if code == 0:
            assert now == self.after, "nothing was said, and something is missing"

    def assert_next_is_right(self) -> None:
        assert self.give() == 0
        now = self.state()
        assert now.keys() == self.after.keys()
        assert [p for p in now if now[p] != self.after[p]] == []
        assert [p.name for p in (self.folder / CACHE).glob("*") if p.suffix != ".pickle"] == []

    def grow_old(self) -> None:
        """What is left beside a file belongs to a process that is gone, as it would in a run of its own."""
        for left in self.folder.rglob(f".*.{os.getpid()}.tmp"):
            left.rename(left.with_name(left.name.replace(f".{os.getpid()}.", f".{GONE}.")))


def _is_stray(path: str) -> bool:
    return any(part.startswith((".staging-", ".previous-")) or part.endswith(".tmp") for part in path.split("/"))


def agrees_with_its_sums(files: Files) -> bool:
    """A folder with SHA256SUMS, as `sha256sum --check` sees it; no folder at all is whole too."""
    by_name = {path.split("/", 2)[2]: data for path, data in files.items()}
    if not by_name:
        return True
    lines = [line.split("  ", 1) for line in by_name["SHA256SUMS"].decode().splitlines()]
    return all(hashlib.sha256(by_name.get(name, b"")).hexdigest() == digest for digest, name in lines)


def forked(work: Callable[[], object]) -> int:
    """The number of a process of its own that does the work, and says nothing."""
    sys.stdout.flush()
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        code = 70
        with contextlib.suppress(BaseException):
            work()
            code = 0
        os._exit(code)
    return child


def ended(child: int) -> int:
    """Its exit code, or the signal that ended it."""
    status = os.waitpid(child, 0)[1]
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
