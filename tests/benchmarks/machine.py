"""The machine that measures, in words that name no host and no folder."""

import os
import platform
import re
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """`memory` in GB, 0 where the system does not say."""

    processor: str
    cores: int
    memory: float
    system: str
    python: str

    @classmethod
    def this(cls) -> "Machine":
        return cls(
            _processor(),
            os.cpu_count() or 1,
            _memory(),
            f"{platform.system()} {platform.machine()}",
            f"{platform.python_implementation()} {platform.python_version()}",
        )

    def __str__(self) -> str:
        memory = f", {self.memory:.0f} GB" if self.memory else ""
        return f"{self.processor}, {self.cores} cores{memory}, {self.system}, {self.python}"


def load() -> float:
    """Processes that ran or waited to run in the last minute, on average; 0 where the system does not count them."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _processor() -> str:
    try:
        found = re.search(r"(?m)^model name\s*: (.+)$", Path("/proc/cpuinfo").read_text("utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()


def _memory() -> float:
    if sys.platform == "win32":
        return 0.0
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3
