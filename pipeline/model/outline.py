"""Specification -> the numbered headings of each Word document, as the template's multilevel list will print them.

Pure, so that an edition can count again after it has left something out.
"""

from collections.abc import Iterable, Iterator, Mapping

from ..base.i18n import translator
from ..base.text import slug
from .answering import described_sections
from .bookmark import bookmark
from .contribution import Chapter
from .prose import Block, Blocks, Div, Heading, Names, Quote, plain_inlines
from .specification import OutlineHeading, Section
from .struct import Struct
from .tender import Document, Tender
from .workflow import Workflow

NUMBERED_LEVELS = 3


class Anchored(Struct, frozen=True):
    """A heading of a document, numbered or not, and the anchor `[@document#anchor]` finds it by.

    An unnumbered heading (level 4 and below) refers to the numbered one above it.
    """

    anchor: str
    heading: OutlineHeading | None
    line: int
    path: str
    withdrawn: bool = False


def outlines(
    tender: Tender,
    sections: tuple[Section, ...],
    chapters: Mapping[str, tuple[Chapter, ...]],
    workflows: tuple[Workflow, ...],
    names: Names,
) -> dict[str, tuple[OutlineHeading, ...]]:
    found = {}
    for document in tender.documents:
        if "word" in document.kinds:
            given = (tender, sections, chapters.get(document.key, ()), workflows, names)
            it = [a.heading for a in anchored(document, *given)]
            found[document.key] = tuple(dict.fromkeys(h for h in it if h is not None))
    return found


def anchored(
    document: Document,
    tender: Tender,
    sections: tuple[Section, ...],
    chapters: tuple[Chapter, ...],
    workflows: tuple[Workflow, ...],
    names: Names,
) -> tuple[Anchored, ...]:
    """In print order, part by part. Repeated anchors get -2, -3 …; so do bookmarks. Without workflows their part is
    not there."""
    count = _Count()
    for part in document.parts:
        if part.name == "workflows" and not workflows:
            continue
        if part.title:
            count.add(1, part.title, "del", part.name, part.name)
        if part.name == "chapters":
            for chapter in chapters:
                for heading in headings(chapter.blocks):
                    text = plain_inlines(heading.inlines, names)
                    where = (heading.line, chapter.place.path, heading.withdrawn)
                    count.add(heading.level, text, "kap", heading.anchor, part.name, *where)
        elif part.name == "workflows":
            for workflow in workflows:
                title = workflow_title(workflow, tender, names)
                count.add(2, title, "gang", title, part.name, workflow.place.line, workflow.place.path)
        elif part.name == "requirements":
            _requirements(count, tender, sections, part.name, 2 if part.title else 1)
        elif part.name == "solution":
            asked = tuple(section for section, _requirements_of in described_sections(sections, tender))
            _requirements(count, tender, asked, part.name, 2 if part.title else 1)
    return tuple(count.found)


def titled(document: Document, below: Mapping[str, Iterable[tuple[int, str]]]) -> tuple[OutlineHeading, ...]:
    """The headings of a document of another kind: each part's own, and those `below` it with their levels."""
    count = _Count()
    for part in document.parts:
        if part.title:
            count.add(1, part.title, "del", part.name, part.name)
        for n, (level, title) in enumerate(below.get(part.name, ()), 1):
            count.add(level, title, "afs", f"{part.name}/{n}", part.name)
    return tuple(a.heading for a in count.found if a.heading is not None)


def headings(blocks: Blocks) -> Iterator[Heading]:
    """Every heading that is printed as one, those inside block kinds too."""
    block: Block
    for block in blocks:
        match block:
            case Heading():
                yield block
            case Div(_, inner) | Quote(inner):
                yield from headings(inner)


def area_title(tender: Tender, key: str) -> str:
    """The printed title of an area; requirements whose area is missing or unknown stand under a title that says so."""
    title = next((a.title for a in tender.areas if a.key == key), "")
    _ = translator(tender.language)
    return title or _("Without area")


def workflow_title(workflow: Workflow, tender: Tender, names: Names) -> str:
    _ = translator(tender.language)
    return workflow.title.printed(names) if workflow.title else _("Workflow without a name")


def _requirements(count: "_Count", tender: Tender, sections: tuple[Section, ...], part: str, level: int) -> None:
    """An area's heading and, one level below, those of its sections."""
    area: str | None = None
    for section in sections:
        if section.area != area:
            area = section.area
            count.add(level, area_title(tender, area), "omr", area or "none", part)
        if section.title:
            count.add(level + 1, section.title, "afs", f"{area}/{section.title}", part)


class _Count:
    """Numbers headings as Word does: a level starts over when one above it moves on."""

    def __init__(self) -> None:
        self.numbers = [0] * NUMBERED_LEVELS
        self.found: list[Anchored] = []
        self.bookmarks: dict[str, int] = {}
        self.anchors: dict[str, int] = {}
        self.last: OutlineHeading | None = None

    def add(
        self,
        level: int,
        text: str,
        kind: str,
        name: str,
        part: str,
        line: int = 0,
        path: str = "",
        withdrawn: bool = False,
    ) -> None:
        anchor = self._unique(self.anchors, name if kind == "kap" else slug(text))
        if level <= NUMBERED_LEVELS:
            self.numbers[level - 1] += 1
            self.numbers[level:] = [0] * (NUMBERED_LEVELS - level)
            number = ".".join(str(n) for n in self.numbers[:level])
            mark = self._bookmark(kind, name)
            self.last = OutlineHeading(level, number, text, mark, part)
        self.found.append(Anchored(anchor, self.last, line, path, withdrawn))

    def _bookmark(self, kind: str, name: str) -> str:
        mark = bookmark(kind, name)
        while mark in self.bookmarks:
            self.bookmarks[mark] += 1
            mark = bookmark(kind, f"{name}-{self.bookmarks[mark]}")
        self.bookmarks[mark] = 1
        return mark

    @staticmethod
    def _unique(seen: dict[str, int], name: str) -> str:
        anchor = name
        while anchor in seen:
            seen[name] += 1
            anchor = f"{name}-{seen[name]}"
        seen[anchor] = 1
        return anchor
