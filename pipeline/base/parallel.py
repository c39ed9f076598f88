"""The same work on many things, in several processes where the system can fork: each starts with all that is known.

What comes back is in the order of the things, so the number of processes never changes a result. Without fork (Windows)
or with one process the work is done here.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
_work: list[Callable[[int], Any]] = []


def each(function: Callable[[int], T], count: int, jobs: int) -> Sequence[T]:
    """`function(0)` … `function(count - 1)`. Results are pickled on their way back; the function is not."""
    if jobs < 2 or count < 2:
        return [function(n) for n in range(count)]
    import multiprocessing

    if "fork" not in multiprocessing.get_all_start_methods():
        return [function(n) for n in range(count)]
    _work.append(function)
    try:
        with multiprocessing.get_context("fork").Pool(min(jobs, count)) as pool:
            return pool.map(_do, range(count), chunksize=1)
    finally:
        _work.pop()


def _do(number: int) -> Any:
    return _work[-1](number)
