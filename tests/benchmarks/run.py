"""One build of one generated tender in a process of its own -> JSON: CPU seconds per stage, peak memory, limit.

usage: python -m tests.benchmarks.run build|check FOLDER OUTPUT

The limit is what no writer can beat: the parts of the finished files, already serialised, deflated once.
"""

import json
import resource
import sys
import time
import zlib
from pathlib import Path

from pipeline.base.zip import read_zip
from pipeline.build import build, examine


def main(what: str, folder: Path, output: Path) -> None:
    start = time.process_time()
    outcome = build(folder, output) if what == "build" else examine(folder)
    total = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * (1024 if sys.platform == "darwin" else 1))
    start = time.process_time()
    for artifact in outcome.artifacts:
        for part in read_zip(artifact.data).values():
            zlib.compress(part, 6)
    limit = time.process_time() - start
    requirements = len(outcome.specification.requirements)
    errors = [p.code for p in (*outcome.problems, *outcome.faults) if p.severity == "error"]
    json.dump(
        {
            "requirements": requirements,
            "stages": outcome.cpu,
            "cpu": total,
            "peak": peak,
            "limit": limit,
            "errors": errors[:5],
            "bytes": sum(len(a.data) for a in outcome.artifacts),
        },
        sys.stdout,
    )


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
