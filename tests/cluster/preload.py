"""Loaded by a test's worker before it works (`--preload`): one that waits with its first task, and one that a certain
municipality's task kills.

WAIT=file    the first task writes the file and waits to be killed
POISON=key   the task of this municipality ends the process
"""

import os
import signal
import time
from pathlib import Path
from typing import Any

from pipeline import portfolio

real = getattr(portfolio.make, "real", portfolio.make)  # a worker may load this twice


def make(*given: Any, **more: Any) -> Any:
    if os.environ.get("POISON", "nobody") in given:
        os.kill(os.getpid(), signal.SIGKILL)
    if waiting := os.environ.get("WAIT"):
        Path(waiting).write_text(str(os.getpid()), "utf-8")
        time.sleep(60)
    return real(*given, **more)


make.real = real  # type: ignore[attr-defined]
portfolio.make = make  # type: ignore[assignment]
