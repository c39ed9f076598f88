"""One build of one generated tender in a process of its own -> JSON: CPU seconds per stage and document, peak memory.

usage: python -m tests.benchmarks.run build|check FOLDER OUTPUT

`limits` are what no writer can beat: the parts of the finished files, already serialised, deflated once (`all`); and
the parts of the specification, in a tree, serialised and deflated (`word`), which is None for a file too large for a
tree.
"""

import json
import resource
import sys
import time
import zlib
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

from pipeline import write
from pipeline.base.zip import read_zip
from pipeline.build import build, examine
from pipeline.model.artifact import Artifact

SPECIFICATION, MATRIX = "kravspecifikation.docx", "kravmatrix.xlsx"
PACKAGES = (".docx", ".xlsx")
LARGEST_TREE = 150_000_000


class Watch:
    """`documents`: CPU seconds of writing each file. `peaks`: MB when a stage ended, the largest so far."""

    def __init__(self) -> None:
        self.documents: dict[str, float] = {}
        self.peaks: dict[str, float] = {}
        self._stage = ""
        self._make = write._made
        write._made = self._timed  # type: ignore[assignment]  # every file is made there

    def __call__(self, stage: str) -> None:
        if self._stage:
            self.peaks[self._stage] = peak()
        self._stage = stage

    def _timed(self, shown: object, file: write._File, *more: object) -> object:
        start = time.process_time()
        made = self._make(shown, file, *more)  # type: ignore[arg-type]
        self.documents[file.path] = time.process_time() - start
        return made


def peak() -> float:
    """Megabytes this process had at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))


def cpu() -> float:
    """Seconds of this process and of those it has waited for: forms are read in one of their own."""
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + waited.ru_utime + waited.ru_stime


def main(what: str, folder: Path, output: Path) -> None:
    watch = Watch()
    start = cpu()
    outcome = build(folder, output, listener=watch) if what == "build" else examine(folder, watch)
    total = cpu() - start
    watch("")
    highest = peak()
    artifacts = outcome.artifacts
    word = next((a for a in artifacts if a.path == SPECIFICATION), None)
    json.dump(
        {
            "requirements": len(outcome.specification.requirements),
            "stages": outcome.cpu,
            "documents": watch.documents,
            "peaks": watch.peaks,
            "cpu": total,
            "peak": highest,
            "limits": {"all": deflated(artifacts), "word": serialised(word) if word else None},
            "errors": [p.code for p in (*outcome.problems, *outcome.faults) if p.severity == "error"][:5],
            "bytes": sum(len(a.data) for a in artifacts),
        },
        sys.stdout,
    )


def deflated(artifacts: Iterable[Artifact]) -> float:
    """CPU seconds."""
    spent = 0.0
    for artifact in artifacts:
        parts = read_zip(artifact.data).values() if artifact.path.endswith(PACKAGES) else ()
        start = time.process_time()
        for part in parts:
            zlib.compress(part, 6)
        spent += time.process_time() - start
    return spent


def serialised(artifact: Artifact) -> float | None:
    """CPU seconds."""
    parts = read_zip(artifact.data)
    if sum(map(len, parts.values())) > LARGEST_TREE:
        return None
    spent = 0.0
    for name, part in parts.items():
        tree = etree.fromstring(part, etree.XMLParser(huge_tree=True)) if name.endswith((".xml", ".rels")) else None
        start = time.process_time()
        zlib.compress(part if tree is None else etree.tostring(tree, xml_declaration=True, encoding="UTF-8"), 6)
        spent += time.process_time() - start
    return spent


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
