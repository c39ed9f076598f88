"""The benchmarks that are programs of their own, each run in a process of its own: what they said, and what it cost."""

import sys
from dataclasses import dataclass
from importlib.util import find_spec

from .generate import ROOT
from .measure import Spent, spent

LIMIT = 1200  # wall seconds


@dataclass(frozen=True, slots=True)
class Suite:
    """`target` says what its exit code judges; '' where it only measures."""

    module: str
    what: str
    target: str
    arguments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suited:
    """`said` is the last line it wrote, or why there is none; `spent` includes making its project."""

    what: str
    target: str
    said: str
    spent: Spent | None
    failed: bool


SUITES = (
    Suite("intake", "300 returned forms, 10 of them broken", "intake ≤ 30 CPU s, status ≤ 15 CPU s"),
    Suite("hearing", "a hearing of 51 municipalities and 600 comments", "≤ 5 CPU s"),
    Suite("portfolio", "the editions of 98 municipalities (`build --for all`)", "all 98 made"),
    Suite("rebuild", "rebuilds after one edit, of the example and of 10,000 requirements", "", ("10000",)),
)


def measured(suite: Suite) -> Suited:
    module = f"tests.benchmarks.{suite.module}"
    if find_spec(module) is None:
        return Suited(suite.what, suite.target, "skipped: this benchmark is not here", None, False)
    one = spent([sys.executable, "-m", module, *suite.arguments], ROOT, LIMIT)
    lines = one.output.strip().splitlines()
    said = " ".join(line.strip() for line in lines) or one.failed
    return Suited(suite.what, suite.target, said, one, bool(one.failed))
