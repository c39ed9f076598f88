"""A document -> the blanks the bidder fills in, `[udfyldes: …]` in its chapters, each with an id that lasts.

In Word a blank is a content control with the id as its tag, and a bookmark besides: LibreOffice and some converters
drop the one, not the other.
"""

import hashlib
from collections.abc import Iterator

from ..base.text import slug
from .bookmark import bookmark
from .prose import Blank, Blocks, Div, Emphasis, Heading, Inlines, Link, List, Paragraph, Quote, Strike, Strong, Table
from .specification import Specification
from .struct import Struct

_LONGEST = 64  # characters of a content control's tag; Word refuses more


class Field(Struct, frozen=True):
    """`tag` is unique in the bundle and `bookmark` in its document; equal labels are numbered in reading order."""

    document: str
    label: str
    tag: str
    bookmark: str


class Fields:
    """Gives every blank of one document its field, in the order they are met."""

    def __init__(self, document: str) -> None:
        self._document = document
        self._seen: dict[str, int] = {}

    def next(self, label: str) -> Field:
        name = slug(label) or "felt"
        self._seen[name] = self._seen.get(name, 0) + 1
        if self._seen[name] > 1:
            name = f"{name}-{self._seen[name]}"
        tag = f"felt:{self._document}/{name}"
        if len(tag) > _LONGEST:
            tag = tag[: _LONGEST - 9] + "-" + hashlib.sha256(tag.encode()).hexdigest()[:8]
        return Field(self._document, label, tag, bookmark("felt", name))


def fields(specification: Specification, document: str) -> tuple[Field, ...]:
    """Every blank in the document's chapters, in reading order."""
    given = Fields(document)
    chapters = specification.chapters.get(document, ())
    return tuple(given.next(blank.label) for chapter in chapters for blank in _blanks(chapter.blocks))


def _blanks(blocks: Blocks) -> Iterator[Blank]:
    """Not those in notes and captions: nobody fills in a footnote, so there they are text."""
    for block in blocks:
        match block:
            case Paragraph(inlines) | Heading(_, inlines):
                yield from _in(inlines)
            case List(_, items):
                for item in items:
                    yield from _blanks(item)
            case Table(header, rows):
                for row in (header, *rows):
                    for cell in row:
                        yield from _in(cell)
            case Quote(inner) | Div(_, inner):
                yield from _blanks(inner)


def _in(inlines: Inlines) -> Iterator[Blank]:
    for inline in inlines:
        match inline:
            case Blank():
                yield inline
            case Strong(inner) | Emphasis(inner) | Strike(inner) | Link(inner, _):
                yield from _in(inner)
