"""The skeleton of the solution description, read back: every requirement answered in words once, with its blank."""

from collections import Counter
from collections.abc import Iterator

from ..base.i18n import translator
from ..model.bookmark import bookmark
from ..model.problem import Problem
from ..model.specification import Requirement, Specification
from ..model.tender import Document
from .docx import Docx, Item, Paragraph
from .word_lines import differences, fault, lines_of


def verify_solution(
    specification: Specification, docx: Docx, document: Document, items: list[Item]
) -> Iterator[Problem]:
    wanted = [r for r in specification.requirements if _is_wanted(specification, r)]
    expected = list(_lines(specification, document, wanted))
    yield from differences(expected, docx.lines(items), document.place, f"{document.key}: solution")
    marks = Counter(mark for item in items if type(item) is Paragraph for mark in item.bookmarks)
    for requirement in wanted:
        count = marks[bookmark("felt", f"krav-{requirement.label}")]
        if count != 1:
            what = f"{document.key}: {requirement.label}: 1"
            yield fault("verify-missing" if not count else "verify-extra", document.place, what, str(count))


def _is_wanted(specification: Specification, requirement: Requirement) -> bool:
    """Live, of a type that demands something, and answered with a text, a document or in no said form."""
    demanding = {t.key for t in specification.tender.types if t.modals}
    known = {t.key for t in specification.tender.types}
    kind, form = requirement.key_of("type"), requirement.key_of("answer")
    demands = kind in demanding or kind not in known
    return requirement.status == "live" and demands and form not in ("yes-no", "degree", "value")


def _lines(specification: Specification, document: Document, wanted: list[Requirement]) -> Iterator[str]:
    _ = translator(specification.tender.language)
    tender = specification.tender
    title = next((part.title for part in document.parts if part.name == "solution"), "")
    if title:
        yield from lines_of(title)
        yield _("The answers to the requirements below are given here, each under the id of its requirement.")
    types = {t.key: t.label for t in tender.types}
    criteria = {c.key: c.title for c in tender.criteria}
    areas = {a.key: a.title for a in tender.areas}
    keys = {r.key for r in wanted}
    before: str | None = None
    for section in specification.sections:
        those = [r for r in section.requirements if r.key in keys]
        if not those:
            continue
        if section.area != before:
            before = section.area
            yield areas.get(before or "") or _("Without area")
        yield from lines_of(section.title)
        for r in those:
            kind, criterion = r.key_of("type"), r.key_of("criterion")
            yield from lines_of(f"{r.label}\t{r.text('title')}")
            words = types.get(kind) or kind or _("No type")
            yield f"{words} · {criteria.get(criterion, criterion)}" if criterion else words
            yield _("[to be filled in: how {id} is met]").format(id=r.label)
