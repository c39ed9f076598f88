"""How much of a whole build one edit costs, both measured in the same run, in CPU seconds: the ratio is the figure.

The example, in processes of their own as a consultant starts them: a whole build without the cache, then builds after a
line has been added to a chapter. And a generated tender in one process as `udbud watch` runs it: a whole build, then
builds after one requirement has been edited; the documents are compared with a clean build's.

usage: python -m tests.benchmarks.rebuild [SIZE]
"""

import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from pipeline.base.cache import FOLDER, Cache
from pipeline.build import build

from .generate import ROOT, generate

CHAPTER = "sources/chapters/kontrakt/20-leverancen.md"
REQUIREMENTS = "sources/packages/AP1/krav.md"
DOCUMENT = "kravspecifikation"
EDITS = 3
SIZE = 10_000

Figures = dict[str, float]


def example(folder: Path) -> Figures:
    """The example's own figures: medians of several builds."""
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    _process(folder, "build", "--no-cache")  # compiles the modules
    whole = statistics.median(_process(folder, "build", "--no-cache") for _n in range(EDITS))
    _process(folder, "build")
    edited = []
    for n in range(EDITS):
        with (folder / CHAPTER).open("a", encoding="utf-8") as file:
            file.write(f"\nParterne aftaler ændring nr. {n} skriftligt.\n")
        edited.append(_process(folder, "build"))
    return _figures(whole, statistics.median(edited))


def watched(folder: Path, only: tuple[str, ...] = ()) -> Figures:
    """A rebuild in a process that has built before; AssertionError where it is not what a clean build makes."""
    cold = _seconds(lambda: build(folder, folder / "output", only=only))
    cache = Cache(folder / FOLDER, held=True)

    def again() -> None:
        build(folder, folder / "watched", only=only, cache=cache)
        cache.prune()

    again()
    text = (folder / REQUIREMENTS).read_text("utf-8")
    edited = []
    for n in range(EDITS):
        (folder / REQUIREMENTS).write_text(text.replace("Løsningen skal", f"Løsningen skal {'altid ' * (n + 1)}", 1))
        edited.append(_seconds(again))
    build(folder, folder / "output", only=only)
    clean, kept = (_files(folder / name / "internal") for name in ("output", "watched"))
    assert clean == kept, [name for name in clean if clean[name] != kept.get(name)]
    return _figures(cold, statistics.median(edited))


def measured(size: int = SIZE) -> dict[str, Figures]:
    """Each in a process of its own, so that none inherits what another keeps."""
    return {
        "example, one line": _apart("example", 0),
        f"{size} watched, the Word file": _apart(DOCUMENT, size),
        f"{size} watched, all documents": _apart("all", size),
    }


def table(found: dict[str, Figures]) -> str:
    lines = [f"{'':<32} {'whole':>7} {'edit':>7} {'share':>7}"]
    lines += [f"{name:<32} {f['whole']:>7.2f} {f['edit']:>7.2f} {f['share']:>7.0%}" for name, f in found.items()]
    return "\n".join(lines) + "\n"


def _apart(what: str, size: int) -> Figures:
    command = [sys.executable, "-m", "tests.benchmarks.rebuild", what, str(size)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: Figures = json.loads(run.stdout)
    return found


def _process(folder: Path, *arguments: str) -> float:
    """CPU seconds of the whole process, the start of Python with it."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before = _spent(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-m", "pipeline", "-q", "-C", str(folder), *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return _spent(resource.RUSAGE_CHILDREN) - before


def _spent(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def _seconds(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def _files(folder: Path) -> dict[str, bytes]:
    """All that was built; build.json holds the seconds it took."""
    found = (p for p in sorted(folder.rglob("*")) if p.is_file() and p.name != "build.json")
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in found}


def _figures(whole: float, edit: float) -> Figures:
    return {"whole": whole, "edit": edit, "share": edit / whole}


def _one(what: str, size: int) -> Figures:
    with tempfile.TemporaryDirectory() as temporary:
        if what == "example":
            return example(Path(temporary))
        folder = generate(size, Path(temporary) / "tender")
        return watched(folder, (what,) if what != "all" else ())


if __name__ == "__main__":
    if len(sys.argv) > 2:
        json.dump(_one(sys.argv[1], int(sys.argv[2])), sys.stdout)
    else:
        print(table(measured(*map(int, sys.argv[1:]))), end="")
