"""The same function on many things, in processes that may die: every answer as it comes, and a death is an answer too.

`parallel.each` is for pieces of one piece of work, which fails as a whole. Here each thing stands for itself: a worker
that is killed or runs out of memory costs its own thing only, which is tried once more in a new one. Where the system
can fork, a worker starts with all that is known; elsewhere (Windows) function and `shared` are pickled for it.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

from msgspec import Struct

from .i18n import _
from .pickles import pickled

S = TypeVar("S")
T = TypeVar("T")
_TRIES = 2
_PATIENCE = 5.0  # seconds a worker has to end when it is told to
OUT_OF_MEMORY = 70  # the exit code of a worker that got no more


class Answer(Struct, Generic[T], frozen=True):
    """What came of one thing: a value, or the traceback of our own bug, or in `ended` how its worker died, every time,
    in words for people. `value` is None then, and after a bug."""

    thing: str
    value: T | None = None
    bug: str = ""
    ended: str = ""


def answers(function: Callable[[S, str], T], shared: S, things: Sequence[str], jobs: int) -> Iterator[Answer[T]]:
    """`function(shared, thing)` for every thing, in `jobs` processes, in the order they are done.

    No more than one finished value per process waits to be taken. Leaving the iteration ends the workers.
    """
    left, tried = deque(things), Counter[str]()
    busy: dict[Connection, Worker] = {}
    try:
        while left or busy:
            while left and len(busy) < jobs:
                worker = Worker(function, shared, tuple(busy))
                busy[worker.pipe] = worker
                worker.give(left.popleft())
            for pipe in wait(tuple(busy)):
                worker = busy[pipe]  # type: ignore[index]
                answer = worker.taken()
                if answer.ended:
                    del busy[worker.pipe]
                    tried[answer.thing] += 1
                    if tried[answer.thing] < _TRIES:
                        left.append(answer.thing)
                        continue
                elif left:
                    worker.give(left.popleft())
                else:
                    del busy[worker.pipe]
                    worker.dismiss()
                yield answer
    finally:
        for worker in busy.values():
            worker.kill()


class Worker:
    """One process. `others`: pipes of its siblings, which it lets go of. `before` is called in it before each thing;
    `load` makes a value of the bytes that come back."""

    def __init__(
        self,
        function: Callable[[S, Any], T],
        shared: S,
        others: tuple[Connection, ...] = (),
        before: Callable[[], None] | None = None,
        load: Callable[[bytes], Any] = pickle.loads,
    ) -> None:
        context: Any = multiprocessing.get_context("fork" if forks() else "spawn")
        self.pipe, inner = context.Pipe()
        self.thing: Any = ""
        self._load = load
        inherited = (*others, self.pipe) if forks() else ()
        self.process: BaseProcess = context.Process(
            target=_serve, args=(function, shared, inner, inherited, before), daemon=True
        )
        self.process.start()
        inner.close()

    def give(self, thing: Any) -> None:
        self.thing = thing
        with contextlib.suppress(OSError):  # it is dead; `taken` says so
            self.pipe.send(thing)

    def taken(self) -> Answer[Any]:
        try:
            value, bug = self._load(self.pipe.recv_bytes())
        except (EOFError, OSError, ValueError, TypeError, pickle.UnpicklingError):
            self.pipe.close()
            self.process.join(_PATIENCE)
            self.kill()
            code = self.process.exitcode or 0
            return Answer(self.thing, ended=(_("signal {n}") if code < 0 else _("exit code {n}")).format(n=abs(code)))
        return Answer(self.thing, value, bug)

    def dismiss(self) -> None:
        self.pipe.close()
        self.process.join(_PATIENCE)
        self.kill()

    def kill(self) -> None:
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        self.pipe.close()


def forks() -> bool:
    return "fork" in multiprocessing.get_all_start_methods()


def _serve(
    function: Callable[[S, Any], T],
    shared: S,
    pipe: Connection,
    inherited: tuple[Connection, ...],
    before: Callable[[], None] | None,
) -> None:
    """A worker's life. It ends with the pipe, so it never outlives whoever started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started it
    for other in inherited:
        other.close()
    while True:
        try:
            thing = pipe.recv()
        except (EOFError, OSError):
            return
        if before is not None:
            before()
        with contextlib.suppress(BrokenPipeError):
            pipe.send_bytes(_answered(function, shared, thing))


def _answered(function: Callable[[S, Any], T], shared: S, thing: Any) -> bytes:
    """Value and traceback."""
    try:
        return pickled((function(shared, thing), ""))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception:
        return pickle.dumps((None, traceback.format_exc()))
