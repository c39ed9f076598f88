"""Artifacts -> manifest.json and SHA256SUMS: what a bundle consists of, so that anyone can check it.

Holds no clock time and nothing about who built it where: equal sources give equal manifests.
"""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Mapping

from msgspec import Struct

from .. import __version__
from ..base.zip import read_zip

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


class Entry(Struct, frozen=True):
    """One file of a bundle. `source_digest` is the state of the sources it was made from."""

    path: str
    document: str
    sha256: str
    parts_sha256: str
    size: int
    source_digest: str


class Head(Struct, frozen=True):
    """What a manifest says of the whole bundle; `source_digest` is the state of the sources at the latest build.

    `paged_by`: the program that counted the pages in tables of contents, '' where they have no page numbers. Files with
    page numbers are outside the promise of equal bytes.
    """

    edition: str
    reference: str
    version: str
    source_digest: str
    paged_by: str = ""


def entry(path: str, document: str, data: bytes, source_digest: str) -> Entry:
    return Entry(path, document, hashlib.sha256(data).hexdigest(), parts_sha256(data), len(data), source_digest)


def parts_sha256(data: bytes) -> str:
    """The hash of what is in the package, however it was compressed: zlib builds differ, the parts do not."""
    digest = hashlib.sha256()
    try:
        for name, part in sorted(read_zip(data).items()):
            digest.update(f"{len(name.encode())} {name} {len(part)}\n".encode())
            digest.update(part)
    except zipfile.BadZipFile:
        return hashlib.sha256(data).hexdigest()
    return digest.hexdigest()


def manifest(head: Head, entries: Iterable[Entry]) -> bytes:
    """A file left over from an earlier build (`build --only`) carries the source digest it was made from."""
    files = []
    for e in sorted(entries, key=lambda e: e.path):
        line: dict[str, object] = {"path": e.path, "document": e.document, "sha256": e.sha256}
        line |= {"parts_sha256": e.parts_sha256, "size": e.size}
        if e.source_digest != head.source_digest:
            line["source_digest"] = e.source_digest
        files.append(line)
    content: dict[str, object] = {
        "program": f"udbud {__version__}",
        "edition": head.edition,
        "reference": head.reference,
        "version": head.version,
        "source_digest": head.source_digest,
        **({"page_numbers": head.paged_by} if head.paged_by else {}),
        "files": files,
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def sums(files: Mapping[str, bytes]) -> bytes:
    """The format of `sha256sum --check`."""
    return "".join(f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)).encode()


def head(content: bytes) -> Head:
    """Of a manifest that `entries` could read."""
    read = json.loads(content)
    keys = ("edition", "reference", "version", "source_digest", "page_numbers")
    return Head(*(str(read.get(key, "")) for key in keys))


def entries(content: bytes) -> tuple[Entry, ...]:
    """The files a manifest lists. ValueError when it is not one of our manifests."""
    try:
        read = json.loads(content)
        digest = str(read["source_digest"])
        return tuple(
            Entry(
                str(f["path"]),
                str(f["document"]),
                str(f["sha256"]),
                str(f["parts_sha256"]),
                int(f["size"]),
                str(f.get("source_digest", digest)),
            )
            for f in read["files"]
        )
    except (KeyError, TypeError, AttributeError) as wrong:
        raise ValueError(str(wrong)) from wrong
