"""Documents that were written and verified before -> the same documents with the digest of now.

The digest in footers changes with every word of the edition; everything else in a document is what its excerpt says. So
a document is kept with a stand-in for the digest, under the name of its excerpt, once it has been verified.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from ..base.cache import Cache
from ..base.zip import read_zip, write_zip
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
        if not isinstance(found, bytes):
            return None
        self.known.add(path)
        return _with(found, path, _STAND_IN, self.digest)

    def put(self, name: str, artifact: Artifact) -> None:
        """Kept until it is verified."""
        self._fresh[artifact.path] = (name, artifact.data)

    def verified(self, but: Collection[str] = ()) -> None:
        """What was put since is right and may be taken from now on; `but` those that somebody must hear of again."""
        for path, (name, data) in self._fresh.items():
            if path not in but:
                self.cache.put((_KIND, name, path), _with(data, path, self.digest, _STAND_IN))
        self._fresh.clear()


def _with(data: bytes, path: str, old: str, new: str) -> bytes:
    """The same file with another digest, whole and shortened."""
    if not path.endswith(_PACKAGES):
        return _exchanged(data, old, new)
    parts: Mapping[str, bytes] = read_zip(data)
    return write_zip({name: _exchanged(part, old, new) for name, part in parts.items()})


def _exchanged(part: bytes, old: str, new: str) -> bytes:
    if old[:_SHORT].encode() not in part:
        return part
    return part.replace(old.encode(), new.encode()).replace(old[:_SHORT].encode(), new[:_SHORT].encode())
