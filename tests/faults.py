"""A disk that fails: the nth file operation of the program raises an error of the system, or is the process's last."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from pipeline.base import system


@dataclass(frozen=True, slots=True)
class Fault:
    """`at`: the number of the operation that fails, 0 for none. `short`: reads and writes move a few bytes only."""

    at: int = 0
    code: int = 0
    short: bool = False
    kill: bool = False


@contextlib.contextmanager
def faulty(fault: Fault) -> Iterator[list[str]]:
    """Every operation in here by name and what it is about, as it begins. Other processes of ours are not counted."""
    seen: list[str] = []
    me = os.getpid()

    def wrapped(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def operation(*given: Any, **more: Any) -> Any:
            if os.getpid() != me:
                return call(*given, **more)
            seen.append(f"{name} {given[0]}")
            if len(seen) == fault.at:
                if fault.kill:
                    os.kill(me, signal.SIGKILL)
                if name == "close":
                    call(*given, **more)  # it is closed all the same
                raise OSError(
                    fault.code, os.strerror(fault.code), *(given[:1] if isinstance(given[0], os.PathLike) else ())
                )
            if fault.short and name == "write":
                return call(given[0], bytes(given[1][:977]))
            if fault.short and name == "read":
                return call(given[0], min(given[1], 977))
            return call(*given, **more)

        return operation

    with pytest.MonkeyPatch.context() as patch:
        for name in system.CALLS:
            patch.setattr(system, name, wrapped(name, getattr(system, name)))
        yield seen
