"""The same function on many things, on the workers of a dask cluster: as `workers.answers`, on other machines.

The only module that knows distributed, which is loaded when a scheduler is named and never else. What is sent is
pickled: whoever runs the scheduler or a worker reads everything and can run anything here, so they must be trusted.
"""

import asyncio
import logging
import pickle
import re
import threading
import time
import traceback
import uuid
import warnings
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from msgspec.structs import replace

from .i18n import _, mark
from .memory import keep
from .program import fingerprint
from .workers import Answer

S = TypeVar("S")
T = TypeVar("T")
_ADDRESS = re.compile(r"(tcp|tls)://[^/\s@]+:\d{1,5}")
_CONNECT = 4.0  # seconds
_STALLED = 60.0  # seconds without a single worker, until the rest is given up
_LOOK = 2.0  # seconds between two looks at the workers while nothing is done
_NO_MEMORY = mark("the worker had no more memory")


class ClusterError(Exception):
    """The cluster cannot be used; `str()` says why, to the person at the terminal."""


class Cluster:
    """A connection to a scheduler whose workers have the same program as this process."""

    def __init__(self, client: Any, stalled: float = _STALLED) -> None:
        self._client, self._stalled, self._news = client, stalled, threading.Event()

    def answers(self, function: Callable[[S, str], T], shared: S, things: Sequence[str]) -> Iterator[Answer[T]]:
        """`function(shared, thing)` for every thing, in the order they are done. A worker that is lost with one has it
        done elsewhere; what loses several workers is given up by the scheduler, and has `ended` in its answer.

        `function` is known by its name on the workers. One thing at a time is given to each: what waits at one that is
        lost would count as lost with it.
        """
        name = f"udbud-{uuid.uuid4().hex}"
        left, waiting = deque(things), dict[Any, tuple[str, str]]()  # future -> thing, worker
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that what all share is large; it is sent once
            # A task, not scattered data: what a lost worker held is then made again.
            packed = self._client.submit(_same, pickle.dumps((fingerprint(), function, shared)), key=f"{name}-shared")
        try:
            while left or waiting:
                busy = {worker for _thing, worker in waiting.values()}
                for worker in [w for w in self._workers() if w not in busy][: len(left)]:
                    thing = left.popleft()
                    key, there = f"{name}-{thing}", {"workers": [worker], "allow_other_workers": True}
                    future = self._client.submit(_task, packed, thing, key=key, pure=False, **there)
                    future.add_done_callback(lambda _future: self._news.set())
                    waiting[future] = (thing, worker)
                done = self._done(tuple(waiting))
                if not done:
                    rest = (*(thing for thing, _worker in waiting.values()), *left)
                    yield from (Answer(thing, ended=_("no worker was left")) for thing in rest)
                    return
                for future in done:
                    yield _answer(future, waiting.pop(future)[0])
        finally:
            with suppress(Exception):
                self._client.cancel([*waiting, packed])

    def _done(self, futures: tuple[Any, ...]) -> tuple[Any, ...]:
        """At least one, or none when nobody has been there to work for too long."""
        last = time.monotonic()
        while True:
            self._news.clear()
            if done := tuple(future for future in futures if future.done()):
                return done
            self._news.wait(_LOOK)
            if self._workers():
                last = time.monotonic()
            elif time.monotonic() - last > self._stalled:
                return tuple(future for future in futures if future.done())

    def _workers(self) -> tuple[str, ...]:
        """Their addresses."""
        try:
            return tuple(self._client.ncores()) if self._client.status == "running" else ()
        except Exception:  # whatever the connection says: nobody can be asked
            return ()


@contextmanager
def connected(address: str, patience: float = _CONNECT) -> Iterator[Cluster]:
    """ClusterError where there is no such scheduler, no worker, or one with another program."""
    if not _ADDRESS.fullmatch(address):
        message = _("«{address}» is no address of a scheduler. Write tcp://host:port, or tls://host:port.")
        raise ClusterError(message.format(address=address))
    try:
        import distributed
    except ImportError:
        message = _('A cluster needs one more package. Install it with: pip install "udbud-pipeline[cluster]"')
        raise ClusterError(message) from None
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said once, in our words
    if address.startswith("tls"):
        _certificates()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared below
            client = distributed.Client(
                address, timeout=patience, set_as_default=False, direct_to_workers=False, name="udbud"
            )
    except (OSError, TimeoutError):
        message = _("No scheduler answers at {address}. See that it runs and that this machine may reach it.")
        raise ClusterError(message.format(address=address)) from None
    try:
        _compared(address, client.run(fingerprint, on_error="return"))
        yield Cluster(client)
    finally:
        with suppress(Exception):
            client.close(timeout=patience)


def _certificates() -> None:
    """Those of dask's own settings, which the client uses when it is given no others."""
    import distributed

    try:
        found = distributed.Security().get_connection_args("client").get("ssl_context")
        reason = "" if found is not None else _("none is named")
    except (OSError, ValueError) as failure:
        reason = str(failure)
    if reason:
        message = _(
            "tls:// needs certificates ({reason}). Name them in dask's settings: distributed.comm.tls.ca-file, "
            "and cert and key under distributed.comm.tls.client."
        )
        raise ClusterError(message.format(reason=reason))


def _compared(address: str, workers: dict[str, Any]) -> None:
    if not workers:
        raise ClusterError(_("The scheduler at {address} has no workers.").format(address=address))
    here = _here()
    for worker, there in sorted(workers.items()):
        if not isinstance(there, dict):
            message = _("The worker {worker} has no udbud, or one that does not start ({reason}).")
            raise ClusterError(message.format(worker=worker, reason=type(there).__name__))
        for name in (name for name in here if there.get(name) != here[name]):
            message = _(
                "The worker {worker} would write other files: its {name} is {there}, here it is {here}. "
                "Install the same version on all of them."
            )
            raise ClusterError(message.format(worker=worker, name=name, there=there.get(name, "?"), here=here[name]))


def _here() -> dict[str, str]:
    return fingerprint()


def _answer(future: Any, thing: str) -> Answer[Any]:
    import distributed

    try:
        answer: Answer[Any] = future.result()
        return replace(answer, ended=_(answer.ended)) if answer.ended else answer
    except distributed.KilledWorker:
        return Answer(thing, ended=_("the cluster lost several workers with it"))
    except (asyncio.CancelledError, OSError, TimeoutError):
        return Answer(thing, ended=_("the connection to the scheduler was lost"))
    except Exception as failure:
        return Answer(thing, bug="".join(traceback.format_exception_only(failure)))


# --- on the worker ---------------------------------------------------------------------------------------------------

_ONE = threading.Lock()  # the language of messages and the garbage collector are the whole process's
_LOADED: list[tuple[bytes, Callable[[Any, str], Any], Any]] = []


def _same(packed: bytes) -> bytes:
    return packed


def _task(packed: bytes, thing: str) -> Answer[Any]:
    try:
        with _ONE:
            function, shared = _unpacked(packed)
            return Answer(thing, function(shared, thing))
    except MemoryError:
        return Answer(thing, ended=_NO_MEMORY)
    except Exception:
        return Answer(thing, bug=traceback.format_exc())


def _unpacked(packed: bytes) -> tuple[Callable[[Any, str], Any], Any]:
    """Once per process, for as long as its tasks are of the same work."""
    if not _LOADED or _LOADED[0][0] != packed:
        _LOADED.clear()
        program, function, shared = pickle.loads(packed)
        if program != fingerprint():
            raise RuntimeError("this worker has another version of udbud")
        _LOADED.append((packed, function, shared))
        keep()
    return _LOADED[0][1:]
