"""A specification -> only what one document can say, and a name for exactly that: equal names, equal documents.

A document is written from its excerpt, so it cannot depend on anything that is not in its name. The digest in footers
is left out of the name: it changes with every word of the edition and is put in again (`shelf.py`).
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial

from msgspec.structs import replace

from ..base.archive import Reason
from ..base.archive import walk as walk_archive
from ..base.kept import kept
from ..base.zip import read_zip
from .counts import COUNT
from .prose import Fact, Reference, walk
from .specification import Specification, Target
from .struct import said
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


class Excerpts:
    """The excerpts of one edition. What a document can refer to is the same for all its copies and found once."""

    def __init__(self, specification: Specification) -> None:
        self._whole = specification
        self._terms: dict[str, Target] = {}
        self._of_document: dict[str, dict[str, Target]] = {}
        for name, target in specification.lookup.targets.items():
            of = self._terms if name.startswith(_TERM) else self._of_document.setdefault(target.document, {})
            of[name] = target
        self._known: dict[str, Mapping[str, Target]] = {}

    def of(self, seen: Specification, document: Document) -> Specification:
        """`seen`: the specification from the place of one copy of the document (`viewpoint.seen_as`)."""
        names = {part.name for part in document.parts}
        if not names <= _OWN | _REQUIREMENTS:
            return seen
        own = {document.key: seen.chapters[document.key]} if document.key in seen.chapters else {}
        less = replace(seen, chapters=own, outlines={document.key: seen.outlines.get(document.key, ())})
        if not names <= _OWN or "word" not in document.kinds or len(document.kinds) > 1:
            return less
        return replace(
            less, sections=(), requirements=(), workflows=(), releases=(), orphan_comments=(), orphan_locals=(),
            lookup=replace(seen.lookup, targets=self._targets(document.key), facts=_facts(seen, document)),
        )  # fmt: skip

    def _targets(self, key: str) -> Mapping[str, Target]:
        """The terms, what is in the document itself, and what its chapters name."""
        if key not in self._known:
            chapters = self._whole.chapters.get(key, ())
            used = {node.target for c in chapters for node in walk(c.blocks) if type(node) is Reference}
            used |= {f"{key}{name}" for name in used if name.startswith("#")}  # `#anchor` is first its own
            every = self._whole.lookup.targets
            named = {name: every[name] for name in used if name in every}
            self._known[key] = {**self._terms, **self._of_document.get(key, {}), **named}
        return self._known[key]


def _facts(seen: Specification, document: Document) -> Mapping[str, str]:
    """Without the counts that neither its chapters nor its template print: they change with every requirement."""
    if _says_counts(document.template):
        return seen.lookup.facts
    used = {node.name for c in seen.chapters.get(document.key, ()) for node in walk(c.blocks) if type(node) is Fact}
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
        self._declared = _hash(said(bare))
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, shown: Specification, document: Document, besides: bytes = b"") -> str:
        """`besides`: what the document prints besides."""
        digest = hashlib.sha256(document.template)
        for piece in (self._declared, *self._pieces(shown, document), besides):
            digest.update(len(piece).to_bytes(8, "big"))
            digest.update(piece)
        return digest.hexdigest()

    def _pieces(self, shown: Specification, document: Document) -> Iterator[bytes]:
        town = shown.of_municipality()
        yield said((shown.edition, town, shown.copy, document.key, document.kinds, shown.lookup.here))
        yield said(sorted(shown.lookup.facts.items()))
        yield self._once(shown.lookup.targets, lambda: said(sorted(map(printed, shown.lookup.targets.items()))))
        for key in sorted({*shown.outlines, *shown.chapters}):
            yield key.encode()
            yield self._once(shown.outlines.get(key, ()))
            yield self._once(shown.chapters.get(key, ()))
        for those in (shown.sections, shown.workflows, shown.releases, shown.orphan_comments, shown.orphan_locals):
            yield self._once(those, partial(_each, those))

    def _once(self, value: object, say: Callable[[], bytes] | None = None) -> bytes:
        found = self._known.get(id(value))
        if found is None or found[0] is not value:
            found = self._known[id(value)] = (value, _hash(say() if say is not None else said(value)))
        return found[1]


def _each(those: tuple[object, ...]) -> bytes:
    return b"".join(kept("name", (one,), partial(_named, one)) for one in those)


def _named(one: object) -> bytes:
    return _hash(said(one))


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def printed(item: tuple[str, Target]) -> tuple[str, ...]:
    """What a target prints as. Without its place: a line more above it changes nothing that is printed."""
    key, target = item
    said = (target.kind, target.display, target.document, target.bookmark, target.within, target.file)
    return key, *said, str(target.withdrawn)
