"""98 editions of the example tender, `build --for all`: CPU seconds, wall and peak memory, in all and per municipality.

The example's eight municipalities and ninety invented ones, each of which has an addition and an opt-out of its own, so
that nobody's requirement documents are anybody else's.

usage: python -m tests.benchmarks.portfolio [MUNICIPALITIES [JOBS]]
"""

import itertools
import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import xlsxwriter

from pipeline.base.i18n import use_language
from pipeline.portfolio import build_all

from .generate import ROOT

MUNICIPALITIES = 98
EDITION = "tender"
# No place is called so.
_FIRST = ("Knirke", "Tågle", "Vippe", "Rasle", "Mumle", "Snurre", "Skvulpe", "Bimle", "Fnise", "Glimte", "Hvisle")
_LAST = ("mose", "sund", "lund", "holt", "vig", "toft", "kær", "næs", "eng", "bjerg")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


def project(folder: Path, municipalities: int = MUNICIPALITIES) -> Path:
    """The example with so many municipalities, in `folder`."""
    for name in ("sources", "templates"):
        shutil.copytree(ROOT / name, folder / name)
    declared = folder / "sources/municipalities.yaml"
    text = declared.read_text("utf-8")
    keys = re.findall(r"(?m)^- \{key: ([a-z0-9-]+)", text)
    package = folder / "sources/packages/AP1/package.yaml"
    ids = re.findall(r"(?m)^## (F-\d+)", "".join(p.read_text("utf-8") for p in sorted(package.parent.glob("*.md"))))
    names = ("".join(pair) for pair in itertools.product(_FIRST, _LAST))
    for n, name in enumerate(itertools.islice(names, municipalities - len(keys))):
        key = name.casefold().translate(_LETTERS)
        keys.append(key)
        text += f'- {{key: {key}, name: {name} Kommune, code: "{8001 + n}", population: {20000 + 137 * n}}}\n'
        _wishes(
            folder / "sources/packages/AP1/received" / key / "001.xlsx", name, ids[n % len(ids)], ids[-1 - n % len(ids)]
        )
    declared.write_text(text, "utf-8")
    known = package.read_text("utf-8")
    package.write_text(re.sub(r"participants: \[.*?\]", f"participants: [{', '.join(keys)}]", known), "utf-8")
    return folder


def _wishes(path: Path, name: str, added: str, left_out: str) -> None:
    path.parent.mkdir(parents=True)
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Høring")
    sheet.write_row(0, 0, ("Krav-ID", "Fravalg", "Begrundelse", "Lokal tilføjelse"))
    sheet.write_row(1, 0, (added, "", "", f"{name} Kommune viser det også på en skærm i ankomsthallen."))
    sheet.write_row(2, 0, (left_out, "ja", f"{name} Kommune har det i en anden løsning.", ""))
    book.close()


def measured(municipalities: int = MUNICIPALITIES, jobs: int = 2) -> dict[str, Any]:
    """One cold run in a process of its own. Seconds, MB; `bytes` and `files` of all editions; `made` of them."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = project(Path(temporary) / "p", municipalities)
        command = [sys.executable, "-m", "tests.benchmarks.portfolio", "--run", str(folder), str(jobs)]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def _run(folder: Path, jobs: int) -> None:
    use_language("da")
    wall = time.perf_counter()
    made = build_all(folder, folder / "output", EDITION, jobs=jobs)
    wall = time.perf_counter() - wall
    mine, workers = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    unit = 1024 * (1024 if sys.platform == "darwin" else 1)
    cpu = sum(used.ru_utime + used.ru_stime for used in (mine, workers))
    count = len(made.editions)
    figures = {
        "municipalities": count,
        "made": sum(edition.saved is not None for edition in made.editions),
        "jobs": jobs,
        "cpu": cpu,
        "cpu_each": cpu / max(count, 1),
        "wall": wall,
        "wall_each": wall / max(count, 1),
        "peak": mine.ru_maxrss / unit,
        "peak_worker": workers.ru_maxrss / unit,
        "files": sum(len(edition.documents) for edition in made.editions),
        "bytes": sum(entry.size for edition in made.editions for entry in edition.documents),
        "shared_cpu": made.found.cpu,
        "errors": sorted({p.code for e in made.editions for p in (*e.problems, *e.faults) if p.severity == "error"}),
    }
    json.dump(figures, sys.stdout)


def main(municipalities: int = MUNICIPALITIES, jobs: int = 2) -> int:
    found = measured(municipalities, jobs)
    print(
        f"{found['made']} of {found['municipalities']} editions, {found['files']} files, "
        f"{found['bytes'] / 1e6:.0f} MB; "
        f"{found['cpu']:.1f} s CPU ({found['cpu_each']:.2f} s each), {found['wall']:.1f} s wall with {jobs} processes; "
        f"peak {found['peak']:.0f} MB, a worker {found['peak_worker']:.0f} MB"
    )
    if found["errors"]:
        print(f"errors: {', '.join(found['errors'])}")
    return 0 if found["made"] == found["municipalities"] and not found["errors"] else 1


if __name__ == "__main__":
    if sys.argv[1:2] == ["--run"]:
        _run(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        sys.exit(main(*map(int, sys.argv[1:])))
