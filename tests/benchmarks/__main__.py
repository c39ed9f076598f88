"""`make bench`: whole builds of generated tenders, each in a process of its own, as tables.

Figures are CPU seconds and MB on this machine, at this moment; ratios within one run are what to compare.

usage: python -m tests.benchmarks [--peers] [--suites] [--write FILE] [--include FILE]… [SIZE …]

`--suites` measures forms, hearings and editions too, `--peers` other programs on the same requirements (they are
installed into a cache folder the first time), `--write` makes docs/performance.md of the run, `--include` takes into it
what `tests.benchmarks.run` wrote of a build measured apart: 100,000 requirements take minutes.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from . import peers, suites
from .generate import ROOT, generate
from .machine import Machine, load
from .measure import Spent, spent
from .page import page
from .results import Build, Run

SIZES = (100, 1000, 10000)
PEER_SIZES = (100, 1000)
STAGES = ("read", "merge", "check", "write", "verify", "save")
STARTS = 5
LARGEST_CHECKED = 10000  # above it, the stages of the build say the same


def main(
    sizes: Sequence[int], with_peers: bool, with_suites: bool, write: str, include: Sequence[str], note: str
) -> int:
    machine, loads = Machine.this(), [load()]
    print(f"{machine}\n")
    print(f"{'requirements':>12} " + " ".join(f"{stage:>7}" for stage in STAGES), end="")
    print(f" {'build':>7} {'peak MB':>8} {'limit':>6} {'× limit':>8} {'exponent':>8} {'check':>7}")
    builds: list[Build] = []
    with tempfile.TemporaryDirectory() as temporary:
        for size in sizes:
            builds.append(built(size, Path(temporary)))
            print("\n".join(_lines(builds)), flush=True)
            loads.append(load())
    for file in include:
        found = json.loads(Path(file).read_text("utf-8"))
        builds.append(Build(found["requirements"], found, apart=True))
        print("\n".join(_lines(builds)), flush=True)
    bare, shown = started("-c", "pass"), started("-m", "pipeline", "--help")
    print(f"\nudbud --help: {shown:.3f} s wall, bare Python {bare:.3f} s, difference {shown - bare:.3f} s\n")
    measured = []
    for suite in suites.SUITES if with_suites else ():
        measured.append(suites.measured(suite))
        print(f"{measured[-1].what}: {measured[-1].said}", flush=True)
        loads.append(load())
    others = []
    for peer in peers.PEERS if with_peers else ():
        for size in PEER_SIZES:
            others.append(peers.measured(peer, size))
            print(f"{peer.name:<14} {size:>7} {others[-1].spent or others[-1].skipped}", flush=True)
            if others[-1].skipped:
                break
        loads.append(load())
    run = Run(machine, tuple(loads), tuple(builds), tuple(measured), tuple(others), (bare, shown), note)
    if write:
        Path(write).write_text(page(run), "utf-8")
        print(f"\nwritten: {write}")
    return 1 if any(b.errors for b in builds) or any(m.failed for m in measured) else 0


def built(size: int, temporary: Path) -> Build:
    folder = generate(size, temporary / f"tender-{size}")
    made = _child("build", folder, temporary / f"output-{size}")
    checked = _child("check", folder, temporary / "none")[0]["cpu"] if size <= LARGEST_CHECKED else None
    return Build(size, made[0], made[1].wall, checked)


def _child(what: str, folder: Path, output: Path) -> tuple[dict[str, Any], Spent]:
    one = spent([sys.executable, "-m", "tests.benchmarks.run", what, str(folder), str(output)], ROOT)
    if one.failed:
        raise SystemExit(f"{what} of {folder.name}: {one.failed}")
    return json.loads(one.output), one


def _lines(builds: Sequence[Build]) -> Iterator[str]:
    """The last of them."""
    last = builds[-1]
    exponent = f"{last.exponent(builds[-2]):.2f}" if len(builds) > 1 else ""
    stages = " ".join(f"{last.stages.get(stage, 0):>7.2f}" for stage in STAGES)
    yield (
        f"{last.size:>12} {stages} {last.cpu:>7.2f} {last.peak:>8.0f} {last.limit:>6.2f} {last.cpu / last.limit:>8.1f} "
        f"{exponent:>8} {'' if last.check is None else f'{last.check:.2f}':>7}"
    )
    if last.errors:
        yield f"{'':>12} errors: {', '.join(last.errors)}"


def started(*arguments: str) -> float:
    """Median wall seconds of starting Python with these arguments."""
    times = []
    for _run in range(STARTS):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, check=True)
        times.append(time.perf_counter() - begin)
    return statistics.median(times)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description="Time and memory on generated tenders.")
    parser.add_argument("sizes", nargs="*", type=int, help="requirements (100 1000 10000)")
    parser.add_argument("--peers", action="store_true", help="other programs on the same requirements")
    parser.add_argument("--suites", action="store_true", help="forms, hearings and editions as well")
    parser.add_argument("--write", default="", metavar="FILE", help="make the page of the run")
    parser.add_argument("--include", action="append", default=[], metavar="FILE", help="a build measured apart")
    parser.add_argument("--note", default="", metavar="TEXT", help="what a reader of the page must know of the run")
    given = parser.parse_args()
    sys.exit(main(given.sizes or SIZES, given.peers, given.suites, given.write, given.include, given.note))
