"""`make bench`: whole builds of generated tenders, each in a process of its own, as one table.

Figures are CPU seconds and MB on this machine, at this moment; ratios within one run are what to compare. `limit` is
the finished parts deflated once, `× limit` how often the whole build is that, `growth` the CPU seconds against the
line above.

usage: python -m tests.benchmarks [SIZE …]
"""

import json
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .generate import ROOT, generate

SIZES = (100, 1000, 10000)
STAGES = ("read", "merge", "check", "write", "verify", "save")
STARTS = 5


def main(sizes: Sequence[int]) -> None:
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}\n")
    print(f"{'requirements':>12} " + " ".join(f"{stage:>7}" for stage in STAGES), end="")
    print(f" {'build':>7} {'peak MB':>8} {'limit':>6} {'× limit':>8} {'growth':>7} {'check':>7}")
    before = 0.0
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            folder = generate(size, Path(temporary) / f"tender-{size}")
            built = measured("build", folder, Path(temporary) / f"output-{size}")
            checked = measured("check", folder, Path(temporary) / "none")
            line = f"{built['requirements']:>12} "
            line += " ".join(f"{built['stages'].get(stage, 0):>7.2f}" for stage in STAGES)
            growth = f"{built['cpu'] / before:.1f}" if before else ""
            line += f" {built['cpu']:>7.2f} {built['peak']:>8.0f} {built['limit']:>6.2f}"
            print(f"{line} {built['cpu'] / built['limit']:>8.1f} {growth:>7} {checked['cpu']:>7.2f}", flush=True)
            if built["errors"]:
                print(f"{'':>12} errors: {', '.join(built['errors'])}")
            before = built["cpu"]
    bare, shown = started("-c", "pass"), started("-m", "pipeline", "--help")
    print(f"\nudbud --help: {shown:.3f} s wall, bare Python {bare:.3f} s, difference {shown - bare:.3f} s")


def measured(what: str, folder: Path, output: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.run", what, str(folder), str(output)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def started(*arguments: str) -> float:
    """Median wall seconds of starting Python with these arguments."""
    times = []
    for _run in range(STARTS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
