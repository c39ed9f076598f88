"""A specification and its document -> the words a workbook's texts may use as {{ name }}. Plain look-up."""

import re
from collections.abc import Callable, Mapping

from ... import __version__
from ...base.text import legal
from ...model import settings
from ...model.specification import Requirement, Specification
from ...model.tender import Document

_NAME = re.compile(r"\{\{\s*([A-Za-zæøåÆØÅ][\wæøåÆØÅ.]*)\s*\}\}")


class Phrases:
    """Fills names into texts. A name nobody knows stays as written, so that a slip shows instead of vanishing."""

    def __init__(self, specification: Specification, document: Document) -> None:
        self._words = {**specification.lookup.facts, **_words(specification, document)}

    def __call__(self, text: str) -> str:
        return legal(_NAME.sub(lambda found: self._words.get(found[1], found[0]), text))


def answerable(document: Document) -> Callable[[Requirement], bool]:
    """Withdrawn requirements and those for information only are not counted as unanswered."""
    exempt = settings.texts(document.settings, "no_answer")
    return lambda requirement: requirement.status != "withdrawn" and requirement.key_of("type") not in exempt


def _words(specification: Specification, document: Document) -> Mapping[str, str]:
    tender = specification.tender
    minimum = {t.key for t in tender.types if t.minimum}
    live, asked = specification.live(), answerable(document)
    edition = specification.edition or "internal"
    annex = settings.text(document.settings, "annex", default="Bilag")
    return {
        "tender.title": tender.title,
        "tender.reference": tender.reference,
        "tender.version": tender.version,
        "tender.date": _long_date(tender.date, settings.texts(document.settings, "months")),
        "tender.authority": tender.authority,
        "document.title": document.title,
        "document.number": document.number,
        "document.full": f"{annex} {document.number} {document.title}" if document.number else document.title,
        "version.full": f"{settings.text(document.settings, 'version', default='version')} {tender.version}",
        "edition": settings.text(document.settings, "editions", edition, default=edition),
        "digest": specification.digest,
        "digest.short": specification.digest[:16],
        "program": __version__,
        "count.live": str(len(live)),
        "count.withdrawn": str(len(specification.requirements) - len(live)),
        "count.answers": str(sum(asked(r) for r in live)),
        "count.minimum": str(sum(r.key_of("type") in minimum for r in live)),
    }


def _long_date(date: str, months: tuple[str, ...]) -> str:
    """`2026-11-02` -> `2. november 2026`, as written where it is no date or the months have no names."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", date)
    if found is None or len(months) != 12 or not 1 <= int(found[2]) <= 12:
        return date
    return f"{int(found[3])}. {months[int(found[2]) - 1]} {found[1]}"
