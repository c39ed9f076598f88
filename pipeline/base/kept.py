"""What was worked out before for the very same objects, in a process that builds again and again (`udbud watch`).

An unchanged file is read as the same objects every time (`Cache(held=True)`), and they are frozen; so what somebody
made of nothing but them can be taken again. They are known by identity: to compare them would often cost as much as
making it anew. In a single build nothing is kept, and `kept` just makes.

`remembered` is for what is worth a file: it is found again by the bytes it was made of, in the next build too.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Memory:
    """Holds what was asked for since the last `sweep` but one, with the objects it was made of: while they live, no
    other object can have their identity."""

    def __init__(self) -> None:
        self._now: dict[tuple[object, ...], tuple[tuple[object, ...], Any]] = {}
        self._before = self._now

    def of(self, kind: str, objects: tuple[object, ...], make: Callable[[], Any], said: Hashable) -> Any:
        name = (kind, said, *map(id, objects))
        found = self._now.get(name)
        if found is None:
            found = self._before.get(name) or (objects, make())
            self._now[name] = found
        return found[1]

    def same(self, kind: str, name: str, value: T) -> T:
        """The equal value that came here last under this name, so that it is the same object again; else this one."""
        key = ("same", kind, name)
        found = self._now.get(key) or self._before.get(key)
        if found is None or (found[1] is not value and found[1] != value):
            found = ((), value)
        self._now[key] = found
        return found[1]

    def sweep(self) -> None:
        self._before, self._now = self._now, {}


class Store(Protocol):
    """`cache.Cache`, as far as it is used here."""

    def remember(self, parts: tuple[bytes | str, ...], make: Callable[[], T]) -> T: ...


_memories: list[Memory] = []
_stores: list[Store] = []


@contextmanager
def keeping(memory: Memory | None, store: Store | None = None) -> Iterator[None]:
    """In here, `kept` and `same` remember in `memory` and `remembered` in `store`; None: they do not."""
    memories, stores = [memory] if memory is not None else [], [store] if store is not None else []
    _memories.extend(memories)
    _stores.extend(stores)
    try:
        yield
    finally:
        del _memories[len(_memories) - len(memories) :]
        del _stores[len(_stores) - len(stores) :]


def lasting() -> bool:
    """Whether what is made now may be asked for again: what is large is only then worth keeping."""
    return bool(_memories)


def kept(kind: str, objects: tuple[object, ...], make: Callable[[], T], said: Hashable = None) -> T:
    """What `make` makes of `objects` and `said`, and of nothing else that could change. `kind` says what it is. Objects
    are known by being the same, what is said by being equal."""
    return _memories[-1].of(kind, objects, make, said) if _memories else make()


def same(kind: str, name: str, value: T) -> T:
    """`value`, or the equal one that was here the last time."""
    return _memories[-1].same(kind, name, value) if _memories else value


def remembered(parts: tuple[bytes | str, ...], make: Callable[[], T]) -> T:
    """What `make` makes of what `parts` say, which is what kind of thing it is and all it depends on."""
    return _stores[-1].remember(parts, make) if _stores else make()
