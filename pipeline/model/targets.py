"""Specification -> everything `[@…]` can point at. Pure, so that an edition can look again after leaving something out.

Requirement ids, document keys and standard codes share one namespace; the first two win over ids from elsewhere.
"""

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from ..base.i18n import translator
from .bookmark import bookmark
from .contribution import Chapter
from .copies import home
from .outline import Anchored, anchored
from .place import Place
from .prose import Block, Blocks, Div, List, Names, Paragraph, Quote, Table
from .specification import Requirement, Section, Target
from .tender import Document, Tender
from .workflow import Workflow


def targets(
    tender: Tender,
    sections: tuple[Section, ...],
    chapters: Mapping[str, tuple[Chapter, ...]],
    workflows: tuple[Workflow, ...],
    names: Names,
    edition: str = "internal",
    municipality: str = "",
) -> dict[str, Target]:
    """`names` resolves facts inside headings."""
    _ = translator(tender.language)
    found: dict[str, Target] = {}
    files = {document.key: home(document, edition, municipality) for document in tender.documents}
    with_requirements = document_with(tender, "requirements")
    file = files.get(with_requirements, "")
    requirements = [(r, _requirement(r, with_requirements, file)) for s in sections for r in s.requirements]
    for requirement, target in requirements:
        if requirement.id:
            found[requirement.id] = target
        found[requirement.key] = target
    named = {document.key: _named(document, tender.language) for document in tender.documents}
    for document in tender.documents:
        found.setdefault(document.key, _document(document, named[document.key]))
    register = document_with(tender, "standards")
    for standard in tender.standards:
        mark = bookmark("std", standard.code) if register else ""
        found.setdefault(standard.code, Target("standard", standard.name, register, mark, standard.place))
    for requirement, target in requirements:
        found.setdefault(requirement.label, target)
        if foreign := requirement.text("foreign_id"):
            found.setdefault(foreign, target)
    glossary = document_with(tender, "terms")
    for term in tender.terms:
        mark = bookmark("begreb", term.key) if glossary else ""
        found.setdefault(f"begreb:{term.key}", Target("term", term.term, glossary, mark, term.place))
    found |= _sections(tender, sections, chapters, workflows, names, named)
    for document in tender.documents:
        if "word" in document.kinds:
            for anchor, n, place in _tables(document, tender, sections, chapters.get(document.key, ())):
                display = _("table {number}").format(number=n)
                mark = bookmark("tabel", anchor)
                target = Target("table", display, document.key, mark, place, named[document.key])
                found.setdefault(f"tabel:{anchor}", target)
    return {name: _in_file(target, files.get(target.document, "")) for name, target in found.items()}


def _in_file(target: Target, file: str) -> Target:
    return target if target.file == file else replace(target, file=file)


def _document(document: Document, name: str) -> Target:
    return Target("document", name, document.key, "", document.place, withdrawn=document.withdrawn)


def _named(document: Document, language: str) -> str:
    """A document as references to it print: its number and title are said in one place."""
    _ = translator(language)
    if document.number:
        return _("annex {number}, {title}").format(number=document.number, title=document.title)
    return document.title


def document_with(tender: Tender, part: str) -> str:
    """The key of the first document that has this part, '' when none has."""
    return next((d.key for d in tender.documents if any(p.name == part for p in d.parts)), "")


def _requirement(requirement: Requirement, document: str, file: str) -> Target:
    mark = bookmark("krav", requirement.key)
    return Target("requirement", requirement.label, document, mark, requirement.place, file=file)


# --- sections --------------------------------------------------------------------------------------------------------


def _sections(
    tender: Tender,
    sections: tuple[Section, ...],
    chapters: Mapping[str, tuple[Chapter, ...]],
    workflows: tuple[Workflow, ...],
    names: Names,
    named: Mapping[str, str],
) -> dict[str, Target]:
    """`document#anchor`, and `#anchor` alone where only one document has it."""
    _ = translator(tender.language)
    found: dict[str, Target] = {}
    bare: dict[str, list[Target]] = {}
    for document in tender.documents:
        if "word" not in document.kinds:
            continue
        for it in anchored(document, tender, sections, chapters.get(document.key, ()), workflows, names):
            if it.heading is None or not it.anchor:
                continue
            display = _("section {number}").format(number=it.heading.number)
            place, within = _place(it, document), named[document.key]
            target = Target(
                "section", display, document.key, it.heading.bookmark, place, within, withdrawn=it.withdrawn
            )
            found[f"{document.key}#{it.anchor}"] = target
            bare.setdefault(it.anchor, []).append(target)
    return found | {f"#{anchor}": them[0] for anchor, them in bare.items() if len(them) == 1}


def _place(it: Anchored, document: Document) -> Place:
    return Place(it.path, it.line) if it.path else document.place


# --- tables ----------------------------------------------------------------------------------------------------------


def _tables(
    document: Document, tender: Tender, sections: tuple[Section, ...], chapters: tuple[Chapter, ...]
) -> Iterator[tuple[str, int, Place]]:
    """The anchored tables of a document with their numbers. Tables with a caption are numbered in print order."""
    for number, (table, path) in enumerate(_captioned(document, tender, sections, chapters), 1):
        if table.anchor:
            yield table.anchor, number, Place(path, table.line)


def _captioned(
    document: Document, tender: Tender, sections: tuple[Section, ...], chapters: tuple[Chapter, ...]
) -> Iterator[tuple[Table, str]]:
    shown = (f.name for f in tender.fields if f.kind == "prose" and "word" in f.shown)
    fields = tuple(dict.fromkeys(("text", *shown)))  # a box begins with the text, wherever fields.yaml has it
    for part in document.parts:
        if part.name == "chapters":
            for chapter in chapters:
                yield from ((t, chapter.place.path) for t in _in(chapter.blocks))
        elif part.name == "requirements":
            for section in sections:
                for introduction in section.introductions:
                    yield from ((t, introduction.place.path) for t in _in(introduction.blocks))
                for requirement in section.requirements:
                    if requirement.status == "withdrawn":
                        continue
                    for name in fields:
                        if value := requirement.values.get(name):
                            yield from ((t, value.place.path) for t in _in(value.blocks))


def _in(blocks: Blocks) -> Iterator[Table]:
    block: Block
    for block in blocks:
        match block:
            case Table() if block.caption or block.anchor:
                yield block
            case Div(_, inner) | Quote(inner):
                yield from _in(inner)
            case List(_, items):
                for item in items:
                    if len(item) > 1 or (item and type(item[0]) is not Paragraph):  # most are a line
                        yield from _in(item)
