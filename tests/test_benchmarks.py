"""The benchmarks themselves: what the page says, and that every other program gets every requirement."""

import sys
from pathlib import Path

import pytest
from benchmarks.generate import given
from benchmarks.machine import Machine
from benchmarks.measure import Spent, spent
from benchmarks.page import page
from benchmarks.peers import PEERS, Measured, Peer, pins
from benchmarks.results import MATRIX, SPECIFICATION, Build, Run
from benchmarks.suites import Suited

MACHINE = Machine("A processor", 2, 8.0, "Linux x86_64", "CPython 3.11")


def build(size: int, cpu: float, peak: float = 400.0) -> Build:
    stages = {"read": 1.0, "write": 2.0}
    documents = {SPECIFICATION: 2.0, MATRIX: 1.0}
    limits = {"all": 1.0, "word": 1.0 if size <= 10000 else None}
    found = {
        "cpu": cpu, "peak": peak, "limits": limits, "stages": stages, "peaks": stages, "documents": documents,
        "errors": [],
    }  # fmt: skip
    return Build(size, found, cpu, 3.5)


def test_every_figure_stands_beside_its_target() -> None:
    builds = (build(10000, 16.0), build(100000, 160.0, 6000.0))
    suites = (Suited("forms", "≤ 30 s", "skipped: this benchmark is not here", None, False),)
    peers = (Measured("Other", "other==1", "checks", 100, skipped="not installed: no network"),)
    said = page(Run(MACHINE, (0.5, 3.0), builds, suites, peers, (0.02, 0.1)))
    assert "| 10,000: whole build | ≤ 15 s | 16.0 s | **no** |" in said
    assert "| 10,000: peak memory | ≤ 500 MB | 400 MB | yes |" in said
    assert "| 100,000: whole build, against 10,000 | ≤ 10.5 × | 10.0 × | yes |" in said
    assert "| 100,000: peak memory | ≤ 5000 MB | 6000 MB | **no** |" in said
    assert "skipped: not installed: no network" in said
    assert "A processor, 2 cores, 8 GB" in said
    assert "The machine was busy" in said


@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.name)
def test_every_program_gets_every_requirement(peer: Peer, tmp_path: Path) -> None:
    requirements = tuple(given(12))
    peer.write(requirements, tmp_path)
    written = "".join(p.read_text("utf-8") for p in tmp_path.rglob("*") if p.is_file() and ".git" not in p.parts)
    assert all(r.title in written and r.items[-1] in written for r in requirements)
    assert pins()[peer.name]


def test_a_child_that_fails_or_takes_too_long_says_so(tmp_path: Path) -> None:
    assert spent([sys.executable, "-c", "print(1)"], tmp_path).output == "1\n"
    assert "exit 3" in spent([sys.executable, "-c", "raise SystemExit(3)"], tmp_path).failed
    assert spent([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 1).failed == "ended after 1 s"


def test_two_commands_cost_both_and_the_larger_peak() -> None:
    both = Spent(1.0, 2.0, 30.0, "one").and_then(Spent(0.5, 1.0, 20.0, "two"))
    assert (both.cpu, both.wall, both.peak, both.output) == (1.5, 3.0, 30.0, "two")
