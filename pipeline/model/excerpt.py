"""A specification -> only what one document can say, and a name for exactly that: equal names, equal documents.

A document is written from its excerpt, so it cannot depend on anything that is not in its name. The digest in footers
is left out of the name: it changes with every word of the edition and is put in again (`shelf.py`).
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ..base.archive import Reason
from ..base.archive import walk as walk_archive
from ..base.zip import read_zip
from .contribution import Chapter
from .counts import COUNT
from .prose import Fact, Reference, walk
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
_TAG = re.compile(rb"<[^>]*>")

Own = Mapping[str, tuple[Chapter, ...]]


def excerpt(seen: Specification, document: Document) -> Specification:
    """`seen` from the document's own place (`viewpoint.seen_as`)."""
    names = {part.name for part in document.parts}
    if not names <= _OWN | _REQUIREMENTS:
        return seen
    own = {document.key: seen.chapters[document.key]} if document.key in seen.chapters else {}
    less = replace(seen, chapters=own, outlines={document.key: seen.outlines.get(document.key, ())})
    if not names <= _OWN or "word" not in document.kinds or len(document.kinds) > 1:
        return less
    lookup = replace(seen.lookup, targets=_targets(seen, document, own), facts=_facts(seen, document, own))
    return replace(
        less, sections=(), requirements=(), workflows=(), releases=(), orphan_comments=(), orphan_locals=(),
        lookup=lookup,
    )  # fmt: skip


def _targets(seen: Specification, document: Document, own: Own) -> dict[str, Target]:
    """What its chapters refer to, what is in it, and the defined terms."""
    used = {node.target for those in own.values() for c in those for node in walk(c.blocks) if type(node) is Reference}
    said = used | {f"{document.key}{name}" for name in used if name.startswith("#")}  # `#anchor` is first its own
    return {
        name: target
        for name, target in seen.lookup.targets.items()
        if name.startswith(_TERM) or name in said or target.document == document.key
    }


def _facts(seen: Specification, document: Document, own: Own) -> dict[str, str]:
    """Without the counts that neither its chapters nor its template print: they change with every requirement."""
    if _says_counts(document.template):
        return dict(seen.lookup.facts)
    used = {node.name for those in own.values() for c in those for node in walk(c.blocks) if type(node) is Fact}
    return {name: text for name, text in seen.lookup.facts.items() if not name.startswith(COUNT) or name in used}


@lru_cache(maxsize=64)
def _says_counts(template: bytes) -> bool:
    """Word may cut a name in two; what cannot be opened may say anything."""
    if not template:
        return False
    if walk_archive(template).reason is not Reason.NONE:
        return True
    return any(COUNT.encode() in _TAG.sub(b"", part) for part in read_zip(template).values())


class Names:
    """Names the excerpts of one edition. What many documents share is hashed once, known by being the same object."""

    def __init__(self, tender: Tender) -> None:
        # Templates are hashed where they are used.
        bare = replace(tender, documents=tuple(replace(d, template=b"") for d in tender.documents))
        self._declared = _hash(repr(bare))
        self._known: dict[int, tuple[object, str]] = {}

    def of(self, shown: Specification, document: Document, said: str = "") -> str:
        """`said`: what the document prints besides."""
        digest = hashlib.sha256(document.template)
        for piece in (self._declared, _hash(said), *self._pieces(shown, document)):
            digest.update(piece.encode("utf-8", "surrogatepass"))
            digest.update(b"\0")
        return digest.hexdigest()

    def _pieces(self, shown: Specification, document: Document) -> Iterator[str]:
        yield repr(
            (shown.edition, shown.of_municipality(), shown.copy, document.key, document.kinds, shown.lookup.here)
        )
        yield repr(sorted(shown.lookup.facts.items()))
        yield self._once(shown.lookup.targets, lambda: repr(sorted(map(_target, shown.lookup.targets.items()))))
        for key in sorted({*shown.outlines, *shown.chapters}):
            outline, chapters = shown.outlines.get(key, ()), shown.chapters.get(key, ())
            yield f"{key} {self._once(outline)} {self._once(chapters)}"
        for those in (shown.sections, shown.workflows, shown.releases, shown.orphan_comments, shown.orphan_locals):
            yield self._once(those)

    def _once(self, value: object, said: Callable[[], str] | None = None) -> str:
        found = self._known.get(id(value))
        if found is None or found[0] is not value:
            found = self._known[id(value)] = (value, _hash(said() if said is not None else repr(value)))
        return found[1]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _target(item: tuple[str, Target]) -> tuple[str, ...]:
    """Without its place: a line more above it changes nothing that is printed."""
    key, target = item
    said = (target.kind, target.display, target.document, target.bookmark, target.within, target.file)
    return key, *said, str(target.withdrawn)
