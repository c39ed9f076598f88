"""What one Word document collects while its body is written: relationships, numbering, footnotes, pictures, ids."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ...base.cache import Cache
from ...base.xml import attribute
from ...model.blanks import Fields
from ...model.problem import Problem
from ...model.prose import Footnote
from ...model.specification import Lookup, OutlineHeading, Specification, Target
from ...model.tender import Document
from .styles import Styles

if TYPE_CHECKING:
    from .terms import DefinedTerms

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
TWIPS_PER_CM = 567


@dataclass(slots=True)
class Context:
    """`width` is the text width in twips. `first_number` is the first free numId of the template's numbering part.

    `numbered`: headings are the document's own (chapters), so the outline numbers them; elsewhere they are bold text.
    `captions`: (kind, bookmark, text) of each caption, for the lists of tables and figures. `section`: the properties
    of the template's last section; `turned` counts the wide tables on pages of their own. `fields`: the blanks of a
    chapter, which is where the bidder fills in. `running`: this is running text, where the first use of a defined term
    is marked. `in_link`: a link is open, and links cannot stand in links. `started`: the first heading, which begins a
    new page after the table of contents, is written. `references` are those to this document, with their properties.
    Ids come from counters in document order, so equal input gives equal bytes. Links are kept in our own dict: asking
    python-docx for a relationship per link scans all of them.
    """

    specification: Specification
    document: Document
    styles: Styles
    translate: Callable[[str], str]
    width: int
    first_number: int
    headings: Iterator[OutlineHeading]
    problems: tuple[Problem, ...] = ()
    cache: Cache = field(default_factory=Cache)
    links: dict[str, str] = field(default_factory=dict)
    pictures: dict[bytes, tuple[str, str]] = field(default_factory=dict)
    numbers: list[tuple[str, int, int]] = field(default_factory=list)
    footnotes: list[Footnote] = field(default_factory=list)
    bookmarks: int = 0
    drawings: int = 0
    tables: int = 0
    section: str = ""
    turned: int = 0
    figures: int = 0
    captions: list[tuple[str, str, str]] = field(default_factory=list)
    terms: "DefinedTerms | None" = None
    fields: Fields | None = None
    in_box: bool = False
    in_link: bool = False
    running: bool = False
    numbered: bool = False
    started: bool = False
    in_footnote: bool = False
    references: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def lookup(self) -> Lookup:
        return self.specification.lookup

    def bookmark(self, name: str, inner: str) -> str:
        """`inner` with a bookmark around it."""
        self.bookmarks += 1
        return (
            f'<w:bookmarkStart w:id="{self.bookmarks}" w:name="{name}"/>{inner}<w:bookmarkEnd w:id="{self.bookmarks}"/>'
        )

    def _relative(self, file: str) -> str:
        """From the folder this copy lies in."""
        copy = self.specification.copy
        return "../" * (copy.path.count("/") if copy else 0) + file

    def caption(self, kind: str, text: str, inner: str) -> str:
        """`inner` is the caption as runs; it is listed after the table of contents."""
        mark = f"liste_{kind.lower()}_{len(self.captions) + 1}"
        self.captions.append((kind, mark, text))
        return self.bookmark(mark, inner)

    def link(self, url: str) -> str:
        """The relationship id of an external address."""
        return self.links.setdefault(url, f"rIdH{len(self.links) + 1}")

    def picture(self, data: bytes, kind: str) -> str:
        """The relationship id of a picture; the same bytes are stored once."""
        if data not in self.pictures:
            number = len(self.pictures) + 1
            self.pictures[data] = (f"rIdP{number}", f"media/billede{number}.{kind}")
        return self.pictures[data][0]

    def list_number(self, style: str, start: int, level: int) -> int:
        """A numId of its own for one ordered list, so that it starts at `start` and not where the last one ended."""
        self.numbers.append((self.styles.numbers.get(self.styles.paragraph(style), "1"), level, start))
        return self.first_number + len(self.numbers) - 1

    def footnote(self, footnote: Footnote) -> int:
        """The id of a new footnote; its text is written when the body is done."""
        self.footnotes.append(footnote)
        return len(self.footnotes)

    def target(self, name: str) -> Target | None:
        return self.lookup.target(name)

    def leading(self, target: Target, inner: str) -> str:
        """`inner` as a link to where the target stands; bare where no single file is its document."""
        if self.in_link or not target.file or (target.document == self.document.key and not target.bookmark):
            return inner
        anchor = f' w:anchor="{target.bookmark}"' if target.bookmark else ""
        file = "" if target.document == self.document.key else f' r:id="{self.link(self._relative(target.file))}"'
        return f'<w:hyperlink{file}{anchor} w:history="1">{inner}</w:hyperlink>'

    def relationships(self) -> str:
        """The relationship elements the body needs beside the template's own."""
        links = (
            f'<Relationship Id="{id_}" Type="{_OFFICE}hyperlink" Target="{attribute(url)}" TargetMode="External"/>'
            for url, id_ in self.links.items()
        )
        pictures = (
            f'<Relationship Id="{id_}" Type="{_OFFICE}image" Target="{part}"/>' for id_, part in self.pictures.values()
        )
        return "".join((*links, *pictures))
