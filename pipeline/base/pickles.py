"""Values <-> bytes, for the cache and for what processes hand over: the program's own data classes and plain values.

A data class is pickled as its class and the values of its fields, and made anew by calling the class. What dataclasses
does itself for frozen classes with slots asks for the list of fields at every object: three times as slow both ways.
Only the data classes and enumerations of pipeline.model and plain containers are let in again, so bytes from somebody
else's folder, or from a process that was taken over, can run nothing.
"""

import copyreg
import io
import pickle
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from operator import attrgetter
from typing import Any

_OURS = "pipeline.model."
_PLAIN = {"builtins": frozenset(("frozenset", "set"))}

Reduce = Callable[[Any], Any]


def pickled(value: object) -> bytes:
    """PicklingError, or what the value itself raises, where it cannot be said in bytes."""
    out = io.BytesIO()
    pickler = pickle.Pickler(out, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _REDUCERS
    pickler.dump(value)
    return out.getvalue()


def careful(data: bytes) -> Any:
    """The value that was pickled. UnpicklingError for one that may not come in, and others where `data` is damaged."""
    return _Careful(io.BytesIO(data)).load()


class _Reducers(dict[type, Reduce]):
    """Made for each class when it is first met; KeyError leaves a class to pickle's own way."""

    def __missing__(self, kind: type) -> Reduce:
        is_ours = kind.__module__.startswith(_OURS) and is_dataclass(kind) and not hasattr(kind, "__post_init__")
        reduce = self[kind] = _reducer(kind) if is_ours else copyreg.dispatch_table[kind]
        return reduce


_REDUCERS = _Reducers()


def _reducer(kind: type) -> Reduce:
    names = [field.name for field in fields(kind)]
    if len(names) < 2:  # attrgetter gives a tuple for two and more
        return lambda it: (kind, tuple(getattr(it, name) for name in names))
    values = attrgetter(*names)
    return lambda it: (kind, values(it))


class _Careful(pickle.Unpickler):
    """Data classes and enumerations of pipeline.model, and plain containers: nothing that could do harm."""

    def find_class(self, module: str, name: str) -> object:
        if module.startswith(_OURS) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type):
                return found
        elif name in _PLAIN.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name}")
