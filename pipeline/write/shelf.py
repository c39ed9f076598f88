"""Documents that were written and verified before -> the same documents with the digest of now.

The digest in footers changes with every word of the edition; everything else in a document is what its excerpt says. So
a document is kept with a stand-in for the digest, under the name of its excerpt, once it has been verified.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from ..base.cache import Cache
from ..base.zip import read_zip, with_parts
from ..model.artifact import Artifact

_STAND_IN = "5ta9d1n0" * 8  # no hash: it is not hexadecimal
_SHORT = 12
_PACKAGES = (".docx", ".xlsx")
_KIND = "document"


@dataclass(slots=True)
class Shelf:
    """`known` are the paths that were taken from the shelf; they were verified when they were put there."""

    cache: Cache
    digest: str
    known: set[str] = field(default_factory=set)
    _fresh: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def take(self, name: str, path: str) -> bytes | None:
        """The document's bytes, None where it must be written. `name` is that of its excerpt."""
        found = self.cache.get((_KIND, name, path))
        if not isinstance(found, tuple):
            return None
        self.known.add(path)
        data, parts = found
        return _with(data, parts, _STAND_IN, self.digest)

    def put(self, name: str, artifact: Artifact) -> None:
        """Kept until it is verified."""
        self._fresh[artifact.path] = (name, artifact.data)

    def verified(self, but: Collection[str] = ()) -> None:
        """What was put since is right and may be taken from now on; `but` those that somebody must hear of again."""
        for path, (name, data) in self._fresh.items():
            if path not in but:
                parts = _parts(data, path, self.digest)
                self.cache.put((_KIND, name, path), (_with(data, parts, self.digest, _STAND_IN), parts))
        self._fresh.clear()


def _parts(data: bytes, path: str, digest: str) -> tuple[str, ...] | None:
    """The parts of a package that hold the digest; None for a file that is no package."""
    if not path.endswith(_PACKAGES):
        return None
    return tuple(name for name, part in read_zip(data).items() if digest[:_SHORT].encode() in part)


def _with(data: bytes, parts: tuple[str, ...] | None, old: str, new: str) -> bytes:
    """The same file with another digest, whole and shortened."""
    if parts is None:
        return _exchanged(data, old, new)
    return with_parts(data, {name: _exchanged(part, old, new) for name, part in read_zip(data, parts).items()})


def _exchanged(part: bytes, old: str, new: str) -> bytes:
    return part.replace(old.encode(), new.encode()).replace(old[:_SHORT].encode(), new[:_SHORT].encode())
