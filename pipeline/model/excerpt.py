"""A specification -> only what one document can say, and a name for exactly that: equal names, equal documents.

A document is written from its excerpt, so it cannot depend on anything that is not in its name. The digest in footers
is left out of the name: it changes with every word of the edition and is put in again (`shelf.py`).
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from .prose import Reference, walk
from .specification import Specification, Target
from .tender import Document, Tender

# What the parts of a document read besides the declarations and the document's own chapters. A part that is not named
# here may read everything.
_OWN = frozenset(
    (
        *("chapters", "timetable", "terms", "municipalities", "packages", "package", "price"),
        *("reservations", "signature", "annexes", "documents"),
    )
)
_REQUIREMENTS = frozenset(
    (
        *("summary", "requirements", "goals", "standards", "solution", "local", "workflows", "changes"),
        *("problems", "criteria"),
    )
)
_TERM = "begreb:"


def excerpt(seen: Specification, document: Document) -> Specification:
    """`seen` from the document's own place (`viewpoint.seen_as`)."""
    names = {part.name for part in document.parts}
    if not names <= _OWN | _REQUIREMENTS:
        return seen
    own = {document.key: seen.chapters[document.key]} if document.key in seen.chapters else {}
    less = replace(seen, chapters=own, outlines={document.key: seen.outlines.get(document.key, ())})
    if not names <= _OWN or "word" not in document.kinds or len(document.kinds) > 1:
        return less
    used = {node.target for those in own.values() for c in those for node in walk(c.blocks) if type(node) is Reference}
    said = used | {f"{document.key}{name}" for name in used if name.startswith("#")}  # `#anchor` is first its own
    targets = {
        name: target
        for name, target in seen.lookup.targets.items()
        if name.startswith(_TERM) or name in said or target.document == document.key
    }
    return replace(
        less, sections=(), requirements=(), workflows=(), releases=(), orphan_comments=(), orphan_locals=(),
        lookup=replace(seen.lookup, targets=targets),
    )  # fmt: skip


def declared(tender: Tender) -> str:
    """The hash of all declarations. Templates are hashed where they are used."""
    bare = replace(tender, documents=tuple(replace(d, template=b"") for d in tender.documents))
    return hashlib.sha256(repr(bare).encode("utf-8", "surrogatepass")).hexdigest()


def name_of(shown: Specification, document: Document, declarations: str, said: str = "") -> str:
    """The hash of an excerpt. `declarations` is `declared(shown.tender)`, worked out once; `said` what else is said."""
    digest = hashlib.sha256(declarations.encode())
    digest.update(said.encode("utf-8", "surrogatepass"))
    for piece in _pieces(shown, document):
        digest.update(piece.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    digest.update(document.template)
    return digest.hexdigest()


def _pieces(shown: Specification, document: Document) -> Iterator[str]:
    yield repr((shown.edition, shown.municipality, shown.copy, document.key, document.kinds))
    yield repr(sorted(shown.lookup.facts.items()))
    yield repr(shown.lookup.here)
    yield repr(sorted(map(_target, shown.lookup.targets.items())))
    yield repr(sorted(shown.outlines.items()))
    yield repr(sorted(shown.chapters.items()))
    yield repr((shown.sections, shown.workflows, shown.releases, shown.orphan_comments, shown.orphan_locals))


def _target(item: tuple[str, Target]) -> tuple[str, ...]:
    """Without its place: a line more above it changes nothing that is printed."""
    key, target = item
    return key, target.kind, target.display, target.document, target.bookmark, target.within, target.file
