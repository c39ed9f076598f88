"""What a run of the benchmarks found: builds by size, suites, other programs."""

import math
from dataclasses import dataclass
from typing import Any

from .machine import Machine
from .peers import Measured
from .suites import Suited

SPECIFICATION, MATRIX = "kravspecifikation.docx", "kravmatrix.xlsx"


@dataclass(frozen=True, slots=True)
class Build:
    """One build and one check of `size` requirements; `found` as `run.py` wrote it. CPU seconds and MB; None for what
    was not measured. `apart`: not in this run, but before it."""

    size: int
    found: dict[str, Any]
    wall: float | None = None
    check: float | None = None
    apart: bool = False

    @property
    def cpu(self) -> float:
        return float(self.found["cpu"])

    @property
    def peak(self) -> float:
        return float(self.found["peak"])

    @property
    def limit(self) -> float:
        return float(self.found["limits"]["all"])

    @property
    def stages(self) -> dict[str, float]:
        return dict(self.found["stages"])

    @property
    def peaks(self) -> dict[str, float]:
        return dict(self.found["peaks"])

    @property
    def errors(self) -> list[str]:
        return list(self.found["errors"])

    @property
    def word(self) -> float:
        return float(self.found["documents"][SPECIFICATION])

    @property
    def word_ratio(self) -> float | None:
        """Against the same XML serialised and deflated; None where it was too large for a tree."""
        limit = self.found["limits"]["word"]
        return self.word / limit if limit else None

    @property
    def matrix(self) -> float:
        return float(self.found["documents"][MATRIX])

    def exponent(self, smaller: "Build") -> float:
        """1 = twice the requirements, twice the time."""
        return math.log(self.cpu / smaller.cpu) / math.log(self.size / smaller.size)


@dataclass(frozen=True, slots=True)
class Run:
    """`loads`: the machine's load before and between. `starts`: wall seconds of bare Python and of `udbud --help`.

    `note`: what a reader must know of this run."""

    machine: Machine
    loads: tuple[float, ...]
    builds: tuple[Build, ...]
    suites: tuple[Suited, ...]
    peers: tuple[Measured, ...]
    starts: tuple[float, float]
    note: str = ""
