"""What this process has just made and will soon need again: values in memory, and behind them a cache on disk."""

from collections import OrderedDict
from typing import Any

from .cache import Cache

_MOST = 64_000_000  # bytes


class Held:
    """Serves as `Cache` does for values that are bytes. At most `most` bytes of them are held, the last used ones."""

    def __init__(self, beyond: Cache | None = None, most: int = _MOST) -> None:
        self._beyond, self._most, self._size = beyond, most, 0
        self._values: OrderedDict[tuple[bytes | str, ...], bytes] = OrderedDict()

    def get(self, parts: tuple[bytes | str, ...]) -> Any:
        """None where nothing is known."""
        if parts in self._values:
            self._values.move_to_end(parts)
            return self._values[parts]
        found = self._beyond.get(parts) if self._beyond is not None else None
        if isinstance(found, bytes):
            self._hold(parts, found)
        return found

    def put(self, parts: tuple[bytes | str, ...], value: bytes) -> None:
        self._hold(parts, value)
        if self._beyond is not None:
            self._beyond.put(parts, value)

    def _hold(self, parts: tuple[bytes | str, ...], value: bytes) -> None:
        self._size += len(value) - len(self._values.pop(parts, b""))
        self._values[parts] = value
        while self._size > self._most and self._values:
            self._size -= len(self._values.popitem(last=False)[1])
