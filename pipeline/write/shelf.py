"""Documents that were written and verified before -> the same documents with the digest and the municipality of now.

The digest in footers changes with every word of the edition, and on covers stands the name of the municipality it is
for; everything else in a document is what its excerpt says. So documents are written with a stand-in for both, kept
under the name of their excerpt once they have been verified, and dressed for every edition that has them.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from msgspec.structs import replace

from ..base.cache import Cache
from ..base.zip import read_zip, with_parts
from ..model.artifact import Artifact
from ..model.specification import Lookup, Specification

# No hash, no name, no key: they are found again in a file without mistaking anything for them.
_MARK = b"5ta9d1n"
_DIGEST = "5ta9d1n0" * 8
_SHORT = 12
_TOWN, _KEY = "5ta9d1n1by", "5ta9d1n1sted"
_PLAIN = re.compile(r"[\w .-]+")  # written the same in every part of a file
_PACKAGES = (".docx", ".xlsx")
_KIND = "document"

Bare = tuple[bytes, tuple[str, ...] | None]  # a file with stand-ins, and the parts that have them; None: no package


@dataclass(slots=True)
class Shelf:
    """For the documents of one edition. `known` are the paths that were taken from the shelf; they were verified when
    they were put there."""

    cache: Cache
    edition: Specification
    known: set[str] = field(default_factory=set)
    _fresh: dict[str, tuple[str, Bare]] = field(default_factory=dict)

    def bare(self) -> Specification:
        """The edition with stand-ins, for documents to be written from."""
        return replace(self.measured(), called=self._town and _TOWN, lookup=self._lookup())

    def measured(self) -> Specification:
        """With a stand-in of the same length for the digest only: in a workbook rows are as high as their texts are
        long."""
        return replace(self.edition, digest=_DIGEST)

    def take(self, name: str, path: str) -> bytes | None:
        """The document's bytes, None where it must be written. `name` is that of its excerpt."""
        found = self.cache.get((_KIND, name, path))
        if not isinstance(found, tuple):
            return None
        self.known.add(path)
        return self._dressed(found)

    def put(self, name: str, bare: Artifact, keep: bool = True) -> bytes:
        """The document's bytes. `keep`: it may be taken again when it is verified."""
        found = (bare.data, _parts(bare))
        if keep:
            self._fresh[bare.path] = (name, found)
        return self._dressed(found)

    def verified(self, but: Collection[str] = ()) -> None:
        """What was put since is right and may be taken from now on; `but` those that somebody must hear of again."""
        for path, (name, found) in self._fresh.items():
            if path not in but:
                self.cache.put((_KIND, name, path), found)
        self._fresh.clear()

    def _lookup(self) -> Lookup:
        """The files that are this municipality's own have a stand-in for its key."""
        own, lookup = f"/{self.edition.municipality}.", self.edition.lookup
        if not self._town:
            return lookup
        targets = {
            name: replace(target, file=target.file.replace(own, f"/{_KEY}.")) if own in target.file else target
            for name, target in lookup.targets.items()
        }
        return replace(lookup, targets=targets)

    @property
    def _town(self) -> str:
        """The name that is exchanged, '' where none is, or one that is not written the same everywhere."""
        name = self.edition.of_municipality()
        return name if _PLAIN.fullmatch(name) else ""

    def _dressed(self, bare: Bare) -> bytes:
        data, parts = bare
        if parts is None:
            return self._said(data)
        return with_parts(data, parts, self._said)

    def _said(self, part: bytes) -> bytes:
        digest, town, key = self.edition.digest, self._town, self.edition.municipality
        for stand_in, real in ((_DIGEST, digest), (_DIGEST[:_SHORT], digest[:_SHORT]), (_TOWN, town), (_KEY, key)):
            part = part.replace(stand_in.encode(), real.encode())
        return part


def _parts(bare: Artifact) -> tuple[str, ...] | None:
    """The parts of a package that hold a stand-in; None for a file that is no package."""
    if not bare.path.endswith(_PACKAGES):
        return None
    return tuple(name for name, part in read_zip(bare.data).items() if _MARK in part)
