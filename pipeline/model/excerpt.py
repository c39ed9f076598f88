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
        town = shown.of_municipality()
        yield repr((shown.edition, town, shown.copy, document.key, document.kinds, shown.lookup.here))
        yield repr(sorted(shown.lookup.facts.items()))
        yield self._once(shown.lookup.targets, lambda: repr(sorted(map(printed, shown.lookup.targets.items()))))
        for key in sorted({*shown.outlines, *shown.chapters}):
            outline, chapters = shown.outlines.get(key, ()), shown.chapters.get(key, ())
            yield f"{key} {self._once(outline)} {self._once(chapters)}"
        for those in (shown.sections, shown.workflows, shown.releases, shown.orphan_comments, shown.orphan_locals):
            yield self._once(those, partial(_each, those))

    def _once(self, value: object, said: Callable[[], str] | None = None) -> str:
        found = self._known.get(id(value))
        if found is None or found[0] is not value:
            found = self._known[id(value)] = (value, _hash(said() if said is not None else repr(value)))
        return found[1]


def _each(those: tuple[object, ...]) -> str:
    return "".join(kept("name", (one,), partial(_said, one)) for one in those)


def _said(one: object) -> str:
    return _hash(repr(one))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def printed(item: tuple[str, Target]) -> tuple[str, ...]:
    """What a target prints as. Without its place: a line more above it changes nothing that is printed."""
    key, target = item
    said = (target.kind, target.display, target.document, target.bookmark, target.within, target.file)
    return key, *said, str(target.withdrawn)
