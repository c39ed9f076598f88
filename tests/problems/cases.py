"""A case folder -> a whole small project, and the problems of its code that the program finds in it.

`_base/` is a tender without a single problem. A case lays its own files over it; `without.txt` names files it takes
away; `…/001.xlsx.txt` is a workbook as text (see `workbook.py`), so that a reader sees the mistake.
"""

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from workbook import workbook_of

from pipeline.check import check
from pipeline.merge import merge
from pipeline.model.problem import Problem, ordered
from pipeline.read import read
from pipeline.report.text import text

HERE = Path(__file__).resolve().parent
BASE = HERE / "_base"
TEMPLATES = HERE.parent.parent / "templates"
EXPECTED = "expected.txt"
WITHOUT = "without.txt"


@dataclass(frozen=True, slots=True)
class Case:
    code: str
    folder: Path

    @property
    def files(self) -> tuple[Path, ...]:
        """What the user wrote, in the order of its paths."""
        own = (EXPECTED, WITHOUT)
        return tuple(sorted(p for p in self.folder.rglob("*") if p.is_file() and p.name not in own))

    @property
    def expected(self) -> str:
        file = self.folder / EXPECTED
        return file.read_text(encoding="utf-8") if file.exists() else ""

    @property
    def without(self) -> tuple[str, ...]:
        file = self.folder / WITHOUT
        return tuple(file.read_text(encoding="utf-8").split()) if file.exists() else ()


@cache
def cases() -> tuple[Case, ...]:
    folders = sorted(p for p in HERE.iterdir() if p.is_dir() and not p.name.startswith(("_", ".")))
    return tuple(Case(folder.name, folder) for folder in folders)


def project(root: Path, case: Case | None = None) -> None:
    """The base project in `root`, with the case's files over it."""
    shutil.copytree(BASE, root, dirs_exist_ok=True)
    shutil.copytree(TEMPLATES / "kravspecifikation", root / "templates" / "kravspecifikation")
    if case is None:
        return
    for path in case.without:
        (root / path).unlink()
    for file in case.files:
        target = root / file.relative_to(case.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.name.endswith(".xlsx.txt"):
            target.with_suffix("").write_bytes(workbook_of(file.read_text(encoding="utf-8")))
        else:
            shutil.copyfile(file, target)


def problems(root: Path) -> tuple[Problem, ...]:
    sources, unread = read(root)
    specification, unmerged = merge(sources)
    return ordered((*unread, *unmerged, *check(specification)))


def answer(root: Path, case: Case) -> str:
    """What a person at the terminal is told about this mistake."""
    return text([p for p in problems(root) if p.code == case.code])
