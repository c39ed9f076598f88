"""Documents that were written and verified before -> the same documents with the digest and the municipality of now.

The digest in footers changes with every word of the edition, and on covers stands the name of the municipality it is
for; everything else in a document is what its excerpt says. So documents are written with a stand-in for both, kept
under the name of their excerpt once they have been verified, and dressed for every edition that has them.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

from ..base.zip import read_zip, write_zip
from ..model.artifact import Artifact
from ..model.specification import Lookup, Specification

# No hash, no name, no key: they are found again in a file without mistaking anything for them.
_DIGEST = "5ta9d1n0" * 8
_SHORT = 12
_MARK = b"5ta9d1n1"
_TOWN, _KEY = "5ta9d1n1by", "5ta9d1n1sted"
_PLAIN = re.compile(r"[\w .-]+")  # written the same in every part of a file
_PACKAGES = (".docx", ".xlsx")
_KIND = "document"


class Store(Protocol):
    def get(self, parts: tuple[bytes | str, ...]) -> Any: ...
    def put(self, parts: tuple[bytes | str, ...], value: bytes) -> None: ...


@dataclass(slots=True)
class Shelf:
    """For the documents of one edition. `known` are the paths that were taken from the shelf; they were verified when
    they were put there."""

    store: Store
    edition: Specification
    known: set[str] = field(default_factory=set)
    _fresh: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def bare(self) -> Specification:
        """The edition with stand-ins, for documents to be written from."""
        return replace(self.measured(), called=self._town and _TOWN, lookup=self._lookup())

    def measured(self) -> Specification:
        """With a stand-in of the same length for the digest only: in a workbook rows are as high as their texts are
        long."""
        return replace(self.edition, digest=_DIGEST)

    def take(self, name: str, path: str) -> bytes | None:
        """The document's bytes, None where it must be written. `name` is that of its excerpt."""
        found = self.store.get((_KIND, name, path))
        if not isinstance(found, bytes):
            return None
        self.known.add(path)
        return self._dressed(path, found)

    def put(self, name: str, bare: Artifact, keep: bool = True) -> bytes:
        """The document's bytes. `keep`: it may be taken again when it is verified."""
        if keep:
            self._fresh[bare.path] = (name, bare.data)
        return self._dressed(bare.path, bare.data)

    def verified(self, but: Collection[str] = ()) -> None:
        """What was put since is right and may be taken from now on; `but` those that somebody must hear of again."""
        for path, (name, data) in self._fresh.items():
            if path not in but:
                self.store.put((_KIND, name, path), data)
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

    def _dressed(self, path: str, data: bytes) -> bytes:
        if not path.endswith(_PACKAGES):
            return self._said(data)
        parts: Mapping[str, bytes] = read_zip(data)
        return write_zip({name: self._said(part) for name, part in parts.items()})

    def _said(self, part: bytes) -> bytes:
        digest = self.edition.digest
        if _DIGEST[:_SHORT].encode() in part:
            part = part.replace(_DIGEST.encode(), digest.encode())
            part = part.replace(_DIGEST[:_SHORT].encode(), digest[:_SHORT].encode())
        if self._town and _MARK in part:
            part = part.replace(_TOWN.encode(), self._town.encode())
            part = part.replace(_KEY.encode(), self.edition.municipality.encode())
        return part
