"""Values <-> bytes, for the cache and for what processes hand over: the program's own structs and plain values.

A struct is pickled as its class and the values of its fields, and made anew by calling the class.
Only the structs and enumerations of pipeline.model and plain containers are let in again, so bytes from somebody
else's folder, or from a process that was taken over, can run nothing.
"""

import io
import pickle
from typing import Any

_OURS = "pipeline.model."
_PLAIN = {"builtins": frozenset(("frozenset", "set"))}


def pickled(value: object) -> bytes:
    """PicklingError, or what the value itself raises, where it cannot be said in bytes."""
    return pickle.dumps(value, pickle.HIGHEST_PROTOCOL)


def careful(data: bytes) -> Any:
    """The value that was pickled. UnpicklingError for one that may not come in, and others where `data` is damaged."""
    return _Careful(io.BytesIO(data)).load()


class _Careful(pickle.Unpickler):
    """Structs and enumerations of pipeline.model, and plain containers: nothing that could do harm."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        elif name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
