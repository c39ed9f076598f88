"""A finished Word document against the specification: every requirement once, every text equal, nothing extra.

Texts are compared line by line in the plain form, blank lines aside. What the program counts or looks up itself
(summary, goals, registers) is counted and looked up again here.
"""

from collections.abc import Iterator
from xml.parsers.expat import ExpatError

from ..model.blanks import fields
from ..model.bookmark import BEGIN, END
from ..model.copies import Copy
from ..model.problem import Problem
from ..model.prose import plain
from ..model.specification import Specification
from ..model.tender import Document
from ..model.viewpoint import seen_as
from .docx import Docx, Item, Paragraph, Table, read_docx
from .word_boxes import Boxes
from .word_flows import flows
from .word_lines import differences, fault, lines_of
from .word_solution import verify_solution
from .word_tables import expected_rows


def verify_document(specification: Specification, data: bytes, document: Document) -> Iterator[Problem]:
    try:
        docx = read_docx(data)
    except (ExpatError, KeyError, ValueError) as failure:
        yield fault("verify-unreadable", document.place, document.key, str(failure))
        return
    if specification.copy is None:
        specification = seen_as(specification, Copy(document.key, document.key))
    parts = _by_part(docx, specification, document)
    wanted = [part.name for part in document.parts]
    if "chapters" in wanted:
        yield from _chapters(specification, docx, document, parts.get("chapters", []))
        yield from _fields(specification, document, parts.get("chapters", []))
    if "workflows" in wanted:
        yield from flows(specification, docx, document, parts.get("workflows", []))
    if "requirements" in wanted:
        yield from Boxes(specification, docx, document).compare(parts.get("requirements", []))
    if "solution" in wanted:
        yield from verify_solution(specification, docx, document, parts.get("solution", []))
    for name in wanted:
        rows = expected_rows(name, specification, document)
        if rows is not None:
            yield from _table(docx, document, name, parts.get(name, []), rows)


# --- the body, cut by the headings of the outline --------------------------------------------------------------------


def _by_part(docx: Docx, specification: Specification, document: Document) -> dict[str, list[Item]]:
    """Our own body items, under the part whose heading they follow."""
    part_of = {h.bookmark: h.part for h in specification.outlines.get(document.key, ())}
    part = ""
    found: dict[str, list[Item]] = {}
    is_ours = False
    for item in docx.items:
        if type(item) is Paragraph:
            if BEGIN in item.bookmarks:
                is_ours, part = True, document.parts[0].name if document.parts else ""
            elif END in item.bookmarks:
                break
            part = next((part_of[b] for b in item.bookmarks if b in part_of), part)
        if is_ours:
            found.setdefault(part, []).append(item)
    return found


def _chapters(specification: Specification, docx: Docx, document: Document, items: list[Item]) -> Iterator[Problem]:
    read = docx.lines(items)
    expected = [line for part in document.parts if part.name == "chapters" for line in lines_of(part.title)]
    for chapter in specification.chapters.get(document.key, ()):
        expected += lines_of(plain(chapter.blocks, specification.lookup))
    yield from differences(expected, read, document.place, f"{document.key}: chapters")


def _fields(specification: Specification, document: Document, items: list[Item]) -> Iterator[Problem]:
    """What the bidder fills in: every blank once, by the tag of its content control and by its bookmark."""
    wanted = fields(specification, document.key)
    found = list(_paragraphs(items))
    tags = [tag for paragraph in found for tag in paragraph.fields]
    marks = [mark for paragraph in found for mark in paragraph.bookmarks if mark.startswith("felt_")]
    yield from differences([field.tag for field in wanted], tags, document.place, f"{document.key}: fields")
    yield from differences([field.bookmark for field in wanted], marks, document.place, f"{document.key}: fields")


def _paragraphs(items: list[Item]) -> Iterator[Paragraph]:
    for item in items:
        if type(item) is Table:
            for row in item.rows:
                for cell in row:
                    yield from _paragraphs(cell)
        else:
            assert type(item) is Paragraph
            yield item


def _table(docx: Docx, document: Document, part: str, items: list[Item], expected: list[str]) -> Iterator[Problem]:
    """The part's one table. The rows of the terms may stand in any order: the alphabet is the writer's."""
    tables: list[Item] = [item for item in items if type(item) is Table]
    read = docx.lines(tables)
    if part == "terms":
        expected, read = sorted(expected), sorted(read)
    yield from differences(expected, read, document.place, f"{document.key}: {part}")
