"""A command in a process of its own -> what it cost: CPU and wall seconds, peak memory, its output."""

import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_UNIT = 1024 * (1024 if sys.platform == "darwin" else 1)


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds and MB; `cpu` with the processes it waited for, `peak` of the largest of them. `failed` says why it did
    not end well, '' when it did."""

    cpu: float
    wall: float
    peak: float
    output: str = ""
    failed: str = ""

    def and_then(self, other: "Spent") -> "Spent":
        """Both, one after the other."""
        both = replace(other, cpu=self.cpu + other.cpu, wall=self.wall + other.wall)
        return replace(both, peak=max(self.peak, other.peak))

    def __str__(self) -> str:
        return self.failed or f"{self.cpu:.2f} s CPU, {self.wall:.2f} s, {self.peak:.0f} MB"


def spent(
    command: Sequence[str], folder: Path, limit: float = 3600, environment: Mapping[str, str] | None = None
) -> Spent:
    """`limit`: wall seconds after which it is ended. `environment` is laid over our own."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        start = time.perf_counter()
        child = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=errors,
            env={**os.environ, **(environment or {})},
        )  # fmt: skip
        late = threading.Timer(limit, child.kill)
        late.start()
        try:
            _pid, status, used = os.wait4(child.pid, 0)
        finally:
            was_late = not late.is_alive()
            late.cancel()
        wall = time.perf_counter() - start
        child.returncode = os.waitstatus_to_exitcode(status)
        failed = ""
        if child.returncode:
            errors.seek(0)
            said = errors.read().decode("utf-8", "replace").strip().splitlines()
            failed = (
                f"ended after {limit:.0f} s" if was_late else f"exit {child.returncode}: {said[-1] if said else ''}"
            )
        output.seek(0)
        said_out = output.read().decode("utf-8", "replace")
    return Spent(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / _UNIT, said_out, failed)
